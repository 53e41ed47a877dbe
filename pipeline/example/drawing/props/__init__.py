"""Things that appear in several pictures."""
