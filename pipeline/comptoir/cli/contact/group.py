"""The group itself, which the verbs join."""

from comptoir.cli.kit import noun


@noun()
def command() -> None:
    """Tenir la base de contacts : importer, chercher, montrer, ajouter, exporter."""
