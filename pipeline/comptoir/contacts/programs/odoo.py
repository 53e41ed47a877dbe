"""Odoo: contacts (res.partner), by the technical names of its fields."""

from comptoir.contacts.programs.program import Card, whole_name
from comptoir.programs import Program

HEADER = (
    "id", "name", "is_company", "ref", "email", "phone", "mobile", "street", "street2", "zip",
    "city", "country_id/id",
)  # fmt: skip
MODULE = "__import__."  # what Odoo calls what was imported; entries name third parties by it


def _row(card: Card) -> list[str]:
    person = card["kind"] == "person"
    return [
        MODULE + card["reference"],
        whole_name(card, last_first=False) if person else card["organisation"],
        "False" if person else "True", card["reference"], card["email"], card["phone"],
        card["mobile"], card["street"], card["address_2"], card["postcode"], card["city"],
        f"base.{card['country'].lower()}",
    ]  # fmt: skip


PROGRAM = Program(
    id="odoo", title="Odoo", header=HEADER, row=_row, separator=",",
    how="Contacts, Favoris, Importer des enregistrements : rien n’est à relier à la main.",
)  # fmt: skip
