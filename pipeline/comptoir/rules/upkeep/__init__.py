"""CHK, LEC: the checker's own house: waivers, files that cannot be read."""
