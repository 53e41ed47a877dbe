"""Documents of the house (GED): filed, found, kept as long as they must be, then destroyed."""
