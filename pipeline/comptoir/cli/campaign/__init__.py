"""`comptoir campaign`: each module adds its verbs to the group."""

from comptoir.cli.campaign import following, sending, writing
from comptoir.cli.campaign.group import command

__all__ = ["command", "following", "sending", "writing"]
