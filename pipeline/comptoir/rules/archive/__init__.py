"""ARC: what is kept, where, and its destruction."""
