"""`comptoir contact`: its verbs, by what they do."""

from comptoir.cli.contact import edits, lists, people, upkeep
from comptoir.cli.contact.group import command

__all__ = ["command", "edits", "lists", "people", "upkeep"]
