"""Surveys: written, handed out on the site and on paper, taken in, and what they say."""
