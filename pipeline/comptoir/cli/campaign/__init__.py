"""`comptoir campaign`: each module adds its verbs to the group."""

from comptoir.cli.campaign import addresses, following, sending, writing
from comptoir.cli.campaign.group import command

__all__ = ["addresses", "command", "following", "sending", "writing"]
