"""The group of `comptoir event`."""

from comptoir.cli.kit import noun


@noun()
def command() -> None:
    """Préparer les évènements de l’agenda, inscrire, vendre des billets, faire le bilan."""
