"""FRM: forms that collect data."""
