"""CTC: what is kept of people, and what they may ask."""
