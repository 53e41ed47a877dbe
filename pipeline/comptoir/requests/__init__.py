"""Requests: what people ask of the house, from the first word to the answer that was promised."""
