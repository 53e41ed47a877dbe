"""Documents of the house: their kinds, their names, how long each is kept (LAW, § 6)."""
