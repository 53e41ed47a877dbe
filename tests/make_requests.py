"""A desk to test on: the example's forms and replies, a small shop, and answers that do."""

import shutil
from collections.abc import Mapping

from comptoir.context import Context

from make import ROOT
from make_books import shop

ASKED: Mapping[str, str] = {
    "demande": "Mon grille-pain fume",
    "nature": "reparation",
    "reponse_par": "phone",
    "besoin": "Savoir si on peut le réparer samedi",
    "accord": "oui",
    "delai": "5",
    "coordonnees": "01 99 00 12 34",
}
COMPLAINED = {
    "demande": "Le kit est arrivé sans rustine",
    "nature": "reclamation",
    "souhait": "Une rustine",
    "reponse_par": "letter",
    "besoin": "Recevoir la pièce qui manque",
    "accord": "oui",
    "delai": "10",
}


def desk(ctx: Context) -> Context:
    """Put forms, replies, letters and a shop in a test project."""
    for folder in ("forms", "replies", "letters"):
        shutil.copytree(ROOT / "contacts" / folder, ctx.root / "contacts" / folder)
    return shop(ctx)


def answers(given: Mapping[str, str], **changed: str | None) -> list[str]:
    """Return answers as options; one that becomes nothing is left out."""
    told = {**given, **changed}
    return [part for n, v in told.items() if v is not None for part in ("--answer", f"{n}={v}")]
