"""`comptoir request`: each module adds its verbs to the group."""

from comptoir.cli.request import following, looking, opening
from comptoir.cli.request.group import command

__all__ = ["command", "following", "looking", "opening"]
