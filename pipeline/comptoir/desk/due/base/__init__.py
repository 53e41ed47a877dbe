"""Sources that read the base."""
