"""PRV: what people are told of their data."""
