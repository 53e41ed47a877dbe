"""`comptoir assembly`: each module adds its verbs to the group."""

from comptoir.cli.assembly import planning, sitting
from comptoir.cli.assembly.group import command

__all__ = ["command", "planning", "sitting"]
