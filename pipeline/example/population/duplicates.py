"""The same person written twice, and rows that no import may accept."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

from example.population.contact_points import ContactPoints, plain
from example.population.model import ORIGIN, TODAY, Consent, Contact
from example.population.people import OFFICE, Households

NICKNAMES = {
    "Jean-Yves": "J-Yves", "Jean-Pierre": "J.Pierre", "Jean-Claude": "JC", "Jean-Luc": "J-Luc",
    "Marie-Claire": "M. Claire", "Christophe": "Chris", "Alexandre": "Alex", "Frédéric": "Fred",
    "Stéphanie": "Steph", "Véronique": "Véro", "Guillaume": "Guigui", "Sébastien": "Seb",
    "Isabelle": "Isa", "Catherine": "Cathy", "Nathalie": "Nath", "Nicolas": "Nico",
    "Mathilde": "Mathou", "Benjamin": "Ben", "Maxime": "Max", "Valérie": "Val",
}  # fmt: skip
SAME, ACCENTS, CAPITALS, TYPO, MOVE, MARRIED, SWAPPED, SHORT = range(8)
SHARES = {
    SAME: 14,
    ACCENTS: 22,
    CAPITALS: 20,
    TYPO: 40,
    MOVE: 28,
    MARRIED: 16,
    SWAPPED: 8,
    SHORT: 12,
}
DUPLICATES = sum(SHARES.values())
NAMELESS, BAD_EMAIL, NO_ORIGIN = 6, 5, 5
REJECTED = NAMELESS + BAD_EMAIL + NO_ORIGIN


def _unaccented(name: str) -> str:
    return plain(name).title()


def _typo(name: str, rng: Random) -> str:
    """Double, drop or swap one letter after the first."""
    at = rng.randrange(1, len(name) - 1)
    kind = rng.randrange(3)
    if kind == 0:
        return name[:at] + name[at] + name[at:]
    if kind == 1:
        return name[:at] + name[at + 1 :]
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


class Doubles:
    """Makes second rows of known people, each by one kind of untidiness."""

    def __init__(self, rng: Random, households: Households) -> None:
        self.rng, self.households = rng, households
        self.points: ContactPoints = households.points
        self.ways: dict[int, Callable[[Contact], Contact]] = {
            SAME: lambda c: c,
            ACCENTS: self._no_accents,
            CAPITALS: lambda c: replace(
                c, last_name=c.last_name.upper(), first_name=c.first_name.upper()
            ),
            TYPO: lambda c: replace(c, last_name=_typo(c.last_name, rng)),
            MOVE: lambda c: replace(c, address=self.points.address()),
            MARRIED: self._married,
            SWAPPED: lambda c: replace(c, first_name=c.last_name, last_name=c.first_name),
            SHORT: self._short,
        }

    def drawn(self, contacts: Sequence[Contact]) -> list[tuple[Contact, int]]:
        """Return pairs of a second row and the key of the person it is about."""
        rng = self.rng
        pool = [
            c for c in contacts[len(OFFICE) :]
            if not c.organisation and not c.minor and not c.deceased_on and (c.email or c.mobile)
            and len(c.last_name) > 3 and len(c.first_name) > 2 and c.address.street
        ]  # fmt: skip
        rng.shuffle(pool)
        found: list[tuple[Contact, int]] = []
        for way, count in SHARES.items():
            for _ in range(count):
                person = next(c for c in pool if self._suits(way, c))
                pool.remove(person)
                found.append((self._second(way, person, len(contacts) + len(found)), person.key))
        return found

    def _suits(self, way: int, person: Contact) -> bool:
        name = f"{person.first_name}{person.last_name}"
        return {
            ACCENTS: plain(name) != name.casefold(),
            MARRIED: person.gender == "f" and person.age() < 60,
        }.get(way, True)

    def _second(self, way: int, person: Contact, key: int) -> Contact:
        rng, known_on = self.rng, person.source_on or TODAY - timedelta(days=700)
        double = replace(
            self.ways[way](person), key=key, tags=(), objection="",
            roles=(rng.choice(("adhérent", "usager", "prospect")),),
            source=ORIGIN + rng.choice(("formulaire du site", "repair café", "liste d'émargement")),
            source_on=known_on + timedelta(days=rng.randrange((TODAY - known_on).days + 1)),
            birth_known=person.birth_known and way != SHORT,
        )  # fmt: skip
        if way in (TYPO, MOVE, MARRIED) or rng.random() < 0.5:
            double = replace(double, consent=Consent())
        return double

    def _no_accents(self, person: Contact) -> Contact:
        return replace(
            person,
            first_name=_unaccented(person.first_name),
            last_name=_unaccented(person.last_name),
        )

    def _married(self, person: Contact) -> Contact:
        name = self.households.surname_for(person.first_name)
        joined = self.rng.random() < 0.3
        return replace(person, last_name=f"{person.last_name}-{name}" if joined else name)

    def _short(self, person: Contact) -> Contact:
        first = NICKNAMES.get(person.first_name, f"{person.first_name[0]}.")
        return replace(person, first_name=first, phone="", civility="")


def rejected(first_key: int, households: Households) -> list[Contact]:
    """No name at all; an address that cannot be one; a prospect of unknown origin."""
    broken = (
        "prenom.nom@@example.org", "sans arobase.example.org", "deux mots@example.org",
        "@example.org", "virgule,virgule@example,example.org",
    )  # fmt: skip
    found = []
    for n in range(REJECTED):
        person = replace(
            households.somebody(), key=first_key + n, roles=("prospect",),
            source=ORIGIN + "formulaire du site", source_on=TODAY - timedelta(days=40 * n + 5),
            mobile=households.points.phone("063998"),
            address=households.points.address() if n % 2 else Contact(key=0).address,
        )  # fmt: skip
        if n < NAMELESS:
            person = replace(
                person, first_name="", last_name="", civility="",
                email=households.points.email("sans", "nom"),
            )  # fmt: skip
        elif n < NAMELESS + BAD_EMAIL:
            person = replace(person, email=broken[n - NAMELESS])
        else:
            person = replace(person, source="", source_on=None)
        found.append(person)
    return found
