"""The group itself, and the words that its verbs share."""

from comptoir.cli.kit import noun

KINDS = {
    "invoice": "facture", "membership": "cotisation", "donation": "don",
    "overpayment": "trop-perçu",
}  # fmt: skip


@noun()
def command() -> None:
    """Enregistrer ce qui est encaissé, et tout ce que cela paie."""
