"""Files written by others, read at the edge into typed models."""
