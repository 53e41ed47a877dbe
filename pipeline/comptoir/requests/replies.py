"""Models of replies: which one fits a motive, a role and a channel, and what it may say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from comptoir.dates import french_date
from comptoir.errors import InputError
from comptoir.errors.french import unknown
from comptoir.requests.model import Outcome, Request

ANY = "any"
REQUEST_FIELDS: Mapping[str, str] = {
    "request.reference": "le numéro de la demande",
    "request.received_on": "le jour où elle a été reçue",
    "request.demand": "la demande, dans les mots de la personne",
    "request.need": "le besoin compris",
    "request.motive": "son motif",
    "request.due_on": "le jour promis pour la réponse ; vide sans promesse",
    "request.owner": "qui s’en occupe",
    "request.invoice": "la facture dont il est question ; vide sinon",
    "request.facts": "les faits constatés (réclamation)",
    "request.responsibility": "à qui revient la faute (réclamation)",
    "request.remedy": "ce qui est fait pour réparer (réclamation)",
    "request.remedy_on": "au plus tard le (réclamation)",
    "request.remedy_document": "l’avoir ou la livraison qui répare ; vide sinon",
    "mediator.name": "le médiateur de la consommation ; vide s’il n’y en a pas",
    "mediator.address": "son adresse",
    "mediator.url": "son site",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A model of reply, by what it answers."""

    name: str
    motive: str
    role: str
    channels: tuple[str, ...]


def fitting(
    replies: Iterable[Reply], *, motive: str, roles: frozenset[str], channel: str, name: str = ""
) -> Reply:
    """Return the model that fits best: of the role itself before one for everybody.

    Raises:
        InputError: none fits, or several do as well.
    """
    every = list(replies)
    if name:
        named = next((one for one in every if one.name == name), None)
        if named is None:
            raise unknown(
                "modèle de réponse",
                name,
                [one.name for one in every],
                remedy="Ils sont dans contacts/replies/ et contacts/letters/.",
            )
        return named
    found = [
        one
        for one in every
        if one.motive == motive and channel in one.channels and one.role in (ANY, *roles)
    ]
    best = [one for one in found if one.role != ANY] or found
    if not best:
        raise InputError(
            f"aucun modèle ne répond au motif « {motive or '?'} » par ce canal.",
            remedy="Donnez-en un par --model, écrivez la réponse par --text, ou ajoutez à "
            "contacts/replies/ un modèle "
            f"avec motive: {motive or '…'} et channels: [{channel}].",
        )
    if len(best) > 1:
        raise InputError(
            f"plusieurs modèles conviennent : {', '.join(one.name for one in best)}.",
            remedy="Choisissez-en un par --model.",
        )
    return best[0]


def request_fields(one: Request, outcome: Outcome, *, motive: str, owner: str) -> dict[str, str]:
    """Return the fields of `REQUEST_FIELDS` that speak of the request, without « request. »."""
    day = outcome.remedy_on
    return {
        "reference": one.number,
        "received_on": french_date(one.received_on),
        "demand": one.demand,
        "need": one.need,
        "motive": motive,
        "due_on": french_date(one.due_on) if one.due_on else "",
        "owner": owner,
        "invoice": one.invoice,
        "facts": _sentence(outcome.facts),
        "responsibility": outcome.responsibility.french if outcome.responsibility else "",
        "remedy": _sentence(outcome.remedy),
        "remedy_on": french_date(day) if day else "",
        "remedy_document": outcome.document,
    }


def _sentence(text: str) -> str:
    """Return a text that ends as a sentence does.

    >>> _sentence("La selle manquait")
    'La selle manquait.'
    """
    said = text.strip()
    return said if not said or said.endswith((".", "!", "?", "…")) else f"{said}."
