"""The group of `comptoir request`, and what its verbs share."""

from typing import TYPE_CHECKING

import click

from comptoir.cli.kit import argument, noun

if TYPE_CHECKING:
    from comptoir.requests.model import Kind

number_argument = argument("number", label="demande")
KINDS = {"information": "demande", "complaint": "réclamation", "dispute": "litige"}


@noun()
def command() -> None:
    """Suivre demandes, réclamations et litiges, de l’accueil à la réponse.

    nouveau → pris en charge → répondu → clos : chaque étape a son verbe (prendre, répondre, clore).
    """


def kind_of(given: str) -> "Kind | None":
    """Return a kind by its English or French name; none when nothing is said."""
    from comptoir.requests.model import Kind
    from comptoir.text import fold

    if not given:
        return None
    for one in Kind:
        if fold(given) in (one.value, fold(one.french)):
            return one
    raise click.UsageError(
        f"« {given} » n’est pas une nature de demande : demande, réclamation ou litige."
    )
