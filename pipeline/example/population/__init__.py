"""Two thousand people who do not exist, and what they did with an association."""
