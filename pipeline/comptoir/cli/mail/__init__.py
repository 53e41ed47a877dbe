"""`comptoir mail`: each module adds its verbs to the group."""

from comptoir.cli.mail import register, returns
from comptoir.cli.mail.returns import command

__all__ = ["command", "register", "returns"]
