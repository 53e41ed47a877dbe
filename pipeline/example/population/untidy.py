"""From a contact to a row of a spreadsheet that five people kept for ten years."""

from collections.abc import Callable
from datetime import date
from random import Random

from example.population.contact_points import plain
from example.population.model import Contact

COLUMNS = ("Référence externe", "Civilité", "Nom", "Prénom", "Organisation", "Mél", "Téléphone",
           "Portable", "Adresse", "Complément", "CP", "Ville", "Né(e) le", "Rôle", "Étiquettes",
           "Origine", "Date d'origine", "Accord mél", "Date accord", "Texte accord",
           "Recueil accord", "Opposition", "Décédé le")  # fmt: skip
BAD_POSTCODE, MOJIBAKE = 0.024, 0.006
SPELLINGS = {"Mme": ("Mme", "Mme", "Mme", "Madame", "MME"), "M.": ("M.", "M.", "M", "Monsieur")}
YES = ("oui", "oui", "Oui", "OUI", "x")


def phone_as(number: str, rng: Random) -> str:
    """
    >>> phone_as("0261911234", Random(1))
    '02 61 91 12 34'
    """
    if not number:
        return ""
    pairs = [number[n : n + 2] for n in range(0, 10, 2)]
    shapes = (" ".join(pairs), number, ".".join(pairs), "+33 " + " ".join(pairs)[1:],
              "-".join(pairs), "+33" + number[1:])  # fmt: skip
    return rng.choices(shapes, (58, 14, 12, 8, 4, 4))[0]


def date_as(day: date | None, rng: Random) -> str:
    if day is None:
        return ""
    return f"{day:%d/%m/%Y}" if rng.random() < 0.62 else day.isoformat()


def _mojibake(name: str) -> str:
    """UTF-8 once read as Latin-1.

    >>> _mojibake("Hervé")
    'HervÃ©'
    """
    broken = name.encode().decode("latin-1")
    return broken if broken.isprintable() else name


class Untidy:
    """Writes rows; careful with members of the season, less so with the others."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng

    def row(self, c: Contact, *, careful: bool = False) -> list[str]:
        rng, where = self.rng, c.address
        last, first = self._name(c.last_name), self._first_name(c.first_name)
        if not careful and rng.random() < MOJIBAKE:
            last, first = _mojibake(last), _mojibake(first)
        return [
            c.reference,
            rng.choice(SPELLINGS[c.civility]) if c.civility else "",
            self._spaced(last),
            self._spaced(first),
            c.organisation,
            self._email(c.email),
            phone_as(c.phone, rng),
            phone_as(c.mobile, rng),
            self._street(where.street),
            where.address_2,
            self._postcode(where.postcode),
            self._city(where.city),
            date_as(c.born if c.birth_known else None, rng),
            self._roles(c.roles),
            ", ".join(c.tags),
            c.source,
            date_as(c.source_on, rng),
            rng.choice(YES) if c.consent.answer == "oui" else c.consent.answer,
            date_as(c.consent.on, rng),
            c.consent.text,
            c.consent.method,
            c.objection,
            date_as(c.deceased_on, rng),
        ]

    def _one_of(self, text: str, *ways: tuple[float, Callable[[str], str]]) -> str:
        point = self.rng.random()
        for share, way in ways:
            if point < share:
                return way(text)
            point -= share
        return text

    def _name(self, text: str) -> str:
        return self._one_of(
            text, (0.2, str.upper), (0.025, str.lower), (0.05, lambda t: plain(t).upper())
        )

    def _first_name(self, text: str) -> str:
        return self._one_of(text, (0.03, str.upper), (0.02, str.lower))

    def _spaced(self, text: str) -> str:
        if not text:
            return ""
        return self._one_of(
            text, (0.015, "{} ".format), (0.01, " {}".format),
            (0.01, lambda t: t.replace(" ", "  ")),
        )  # fmt: skip

    def _email(self, text: str) -> str:
        if not text:
            return ""
        return self._one_of(
            text, (0.015, " {}".format), (0.02, "{} ".format), (0.02, str.upper),
            (0.02, lambda t: t.replace("@example.org", "@Example.org")),
        )  # fmt: skip

    def _street(self, text: str) -> str:
        return self._one_of(
            text, (0.04, str.upper), (0.06, lambda t: t.replace("boulevard", "bd")
                                                       .replace("avenue", "av.")
                                                       .replace("place", "pl.")),
            (0.04, lambda t: t.replace(" rue ", ", rue ")),
        )  # fmt: skip

    def _postcode(self, text: str) -> str:
        if not text:
            return ""
        if text.startswith("0"):  # a spreadsheet took it for a number
            return text[1:]
        if self.rng.random() >= BAD_POSTCODE:
            return text
        return self.rng.choice(
            (text[:4], text[:2] + " " + text[2:], text.replace("0", "O"), text + "0", "F-" + text,
             text[1] + text[0] + text[2:], "")
        )  # fmt: skip

    def _city(self, text: str) -> str:
        return self._one_of(
            text, (0.14, str.upper), (0.04, str.lower),
            (0.06, lambda t: t.replace("Saint-", "St ").replace("Sainte-", "Ste ")),
            (0.03, lambda t: t.replace("-", " ")), (0.012, "{} ".format),
        )  # fmt: skip

    def _roles(self, roles: tuple[str, ...]) -> str:
        return self._one_of(", ".join(roles), (0.06, str.capitalize), (0.03, str.upper))
