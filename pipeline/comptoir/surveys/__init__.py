"""Surveys: what an answer is, and what many of them say, with how sure one may be."""
