"""Paheko: members, by the headings of a new installation."""

from comptoir.contacts.programs.program import Card, place, whole_name
from comptoir.programs import Program

HEADER = (
    "Numéro de membre", "Nom & prénom", "Adresse e-mail", "Adresse postale", "Code postal",
    "Ville", "Pays", "Téléphone", "Date de naissance", "Date d'inscription", "Catégorie",
)  # fmt: skip
CATEGORIES = {
    "bénévole": "Bénévoles", "donateur": "Donateurs", "partenaire": "Partenaires",
}  # fmt: skip


def _row(card: Card) -> list[str]:
    person = card["kind"] == "person"
    named = whole_name(card, last_first=True) if person else card["organisation"]
    category = CATEGORIES.get(card["role"], "Membres actifs") if person else "Organismes"
    return [
        _number(card["reference"]), named, card["email"], place(card), card["postcode"],
        card["city"], card["country"], card["phone"] or card["mobile"], card["birth_date"],
        card["source_on"], category,
    ]  # fmt: skip


def _number(reference: str) -> str:
    """Return the number alone: Paheko wants figures.

    >>> _number("C-000012")
    '12'
    """
    return str(int(reference.rpartition("-")[2]))


PROGRAM = Program(
    id="paheko", title="Paheko", header=HEADER, row=_row,
    how="Membres, Import : « Créer tous les membres », en gardant leur numéro.",
)  # fmt: skip
