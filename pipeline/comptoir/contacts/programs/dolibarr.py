"""Dolibarr: third parties, people being third parties of the type « Particulier »."""

from comptoir.contacts.programs.program import Card, place, whole_name
from comptoir.programs import Program

HEADER = (
    "Nom du tiers", "Code client", "Client", "Fournisseur", "Type de tiers", "Adresse",
    "Code postal", "Ville", "Code pays", "Téléphone", "Email", "Date création",
)  # fmt: skip
PERSON = "TE_PRIVATE"  # « Particulier », as its dictionary of types has it
STATES = {"prospect": "2", "partenaire": "0"}  # 1 customer, 2 prospect; a supplier is neither


def _row(card: Card) -> list[str]:
    person = card["kind"] == "person"
    return [
        whole_name(card, last_first=True) if person else card["organisation"],
        card["reference"], STATES.get(card["role"], "1"),
        "1" if card["role"] == "partenaire" else "0", PERSON if person else "",
        place(card), card["postcode"], card["city"], card["country"],
        card["phone"] or card["mobile"], card["email"], card["source_on"],
    ]  # fmt: skip


PROGRAM = Program(
    id="dolibarr", title="Dolibarr", header=HEADER, row=_row,
    how="Outils, Nouvel import, « Tiers et attributs » : les colonnes sont dans cet ordre.",
)  # fmt: skip
