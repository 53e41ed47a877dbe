"""`comptoir event`: each module adds its verbs to the group."""

from comptoir.cli.event import holding, ticketing
from comptoir.cli.event.group import command

__all__ = ["command", "holding", "ticketing"]
