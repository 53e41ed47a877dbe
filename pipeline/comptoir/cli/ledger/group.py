"""The group of `comptoir ledger`, and what its verbs share."""

from comptoir.cli.kit import noun, option

YEAR = option(
    "--year", "--exercice", default=None, metavar="EXERCICE", help="Comme 2026-2027 ; l’actuel."
)


@noun()
def command() -> None:
    """Tenir le journal, le contrôler, le clore, en tirer le FEC."""
