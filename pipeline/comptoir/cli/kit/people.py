"""Contacts on a terminal."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from comptoir.cli.kit.commands import option
from comptoir.cli.kit.output import table

if TYPE_CHECKING:
    from comptoir.contacts.model import Contact


HOW_MANY = option(
    "--limit",
    "--nombre",
    type=click.IntRange(1),
    default=20,
    metavar="N",
    help="Combien de contacts.",
)


def names_table(contacts: Iterable["Contact"]) -> str:
    """One line a contact: reference, name, e-mail, town."""
    rows = [
        (
            one.reference,
            one.full_name,
            one.attention,
            one.email,
            f"{one.postcode} {one.city}".strip(),
        )
        for one in contacts
    ]
    if not any(row[2] for row in rows):
        return table(("référence", "nom", "mél", "ville"), [(r[0], r[1], *r[3:]) for r in rows])
    return table(("référence", "nom", "personne", "mél", "ville"), rows)


def identity(contact: "Contact") -> Iterator[tuple[str, str]]:
    """The lines of an identity that hold something."""
    from comptoir.dates import french_date
    from comptoir.identifiers import national_phone

    civility = contact.civility.spoken if contact.civility else ""
    phones = (contact.phone, contact.mobile)
    phone, mobile = (national_phone(n) if n.startswith("+") else n for n in phones)
    days = (contact.birth_date, contact.source_on, contact.deceased_on, contact.restricted_on)
    born, came, died, restricted = (french_date(day) if day else "" for day in days)
    lines = (
        ("civilité", civility),
        ("personne", contact.attention),
        ("mél", contact.email),
        ("téléphone", phone),
        ("portable", mobile),
        ("adresse", ", ".join(contact.address.lines)),
        ("pays", contact.country if contact.country != "FR" else ""),
        ("naissance", born),
        ("origine", f"{contact.source}{f', {came}' if came else ''}".strip(", ")),
        ("décès", died),
        ("limitation", restricted),
    )
    return ((label, value) for label, value in lines if value)
