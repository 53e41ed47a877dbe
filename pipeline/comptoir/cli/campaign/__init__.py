"""`comptoir campaign`: each module adds its verbs to the group."""

from comptoir.cli.campaign import addresses, following, new, office, reporting, sending, writing
from comptoir.cli.campaign.group import command

__all__ = ["addresses", "command", "following", "new", "office", "reporting", "sending", "writing"]
