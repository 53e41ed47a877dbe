"""Dated facts of French law, each with its source."""

from comptoir.law.timeline import Timeline

__all__ = ["Timeline"]
