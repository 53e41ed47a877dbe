"""The sign-up sheets of a trade fair: another spreadsheet, Latin-1, with columns of its own."""

from collections.abc import Sequence
from datetime import date
from random import Random

from example.population.model import Contact
from example.population.people import Households
from example.population.untidy import phone_as

COLUMNS = ("Nom", "Prénom", "Courriel", "Tél.", "Code postal", "Ville", "Intérêt", "Accord lettre",
           "Date")  # fmt: skip
DAYS = (date(2026, 10, 10), date(2026, 10, 11))
INTERESTS = ("menuiserie", "couture", "vélo", "électronique", "repair café", "stages", "bénévolat")
NEW, KNOWN = 94, 26


def _latin1(contact: Contact) -> bool:
    try:
        f"{contact.first_name}{contact.last_name}{contact.address.city}".encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


def fair(contacts: Sequence[Contact], households: Households, rng: Random) -> list[list[str]]:
    """Return the rows: newcomers, and people whom the base knows already."""
    known = [c for c in contacts if c.email and not c.organisation and not c.deceased_on]
    known = rng.sample([c for c in known if not c.minor and _latin1(c)], KNOWN)
    rows = [_row(c, rng) for c in known]
    while len(rows) < KNOWN + NEW:
        person = households.newcomer()
        if _latin1(person):
            rows.append(_row(person, rng))
    rng.shuffle(rows)
    return rows


def _row(c: Contact, rng: Random) -> list[str]:
    agreed = rng.choices(("oui", "Oui", "X", "non", ""), (40, 10, 8, 16, 26))[0]
    day = rng.choice(DAYS)
    return [
        c.last_name.upper() if rng.random() < 0.4 else c.last_name,
        c.first_name,
        c.email,
        phone_as(c.mobile or c.phone, rng),
        c.address.postcode,
        c.address.city,
        ", ".join(rng.sample(INTERESTS, rng.choices((1, 2), (7, 3))[0])),
        agreed if c.email else "",
        f"{day:%d/%m/%Y}",
    ]
