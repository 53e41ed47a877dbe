"""What command groups are made with."""

from comptoir.cli.kit.commands import Noun, Verb, argument, noun, option, solo
from comptoir.cli.kit.invocation import Invocation, pass_context
from comptoir.cli.kit.output import confirm, emit, finish, say, table, warn, warn_each

__all__ = [
    "Invocation",
    "Noun",
    "Verb",
    "argument",
    "confirm",
    "emit",
    "finish",
    "noun",
    "option",
    "pass_context",
    "say",
    "solo",
    "table",
    "warn",
    "warn_each",
]
