"""`comptoir campaign`: each module adds its verbs to the group."""

from comptoir.cli.campaign import (
    addresses,
    archive,
    calls,
    following,
    new,
    office,
    reporting,
    sending,
    writing,
)
from comptoir.cli.campaign.group import command

__all__ = [
    "addresses",
    "archive",
    "calls",
    "command",
    "following",
    "new",
    "office",
    "reporting",
    "sending",
    "writing",
]
