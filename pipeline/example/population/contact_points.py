"""E-mail addresses under example.org, telephone numbers of Arcep's ranges for fiction."""

import unicodedata
from random import Random

from example.population.model import Address
from example.population.places import COMMUNES, COMPLEMENTS, FAR_AWAY, HAMLETS, STREETS, TOWNS

DOMAINS = {
    "example.org": 44, "courriel.example.org": 20, "mail.example.org": 12, "box.example.org": 10,
    "libre.example.org": 8, "poste.example.org": 6,
}  # fmt: skip
LANDLINE, PARIS_LANDLINE, MOBILE = "026191", "019900", "063998"
TAKEN = ("0261910035", "0199003500")  # the association and its host


def plain(text: str) -> str:
    """
    >>> plain("L'Helgoualc'h Ève"), plain("Wiśniewski"), plain("Yıldız")
    ('lhelgoualch eve', 'wisniewski', 'yildiz')
    """
    text = text.casefold().replace("ı", "i").replace("ł", "l").replace("œ", "oe")
    letters = unicodedata.normalize("NFKD", text)
    return "".join(c for c in letters if c.isascii() and (c.isalnum() or c in " -"))


def _slug(name: str, joint: str) -> str:
    return joint.join(plain(name).replace("-", " ").split())


class ContactPoints:
    """Gives each address and number once."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self._emails: set[str] = set()
        self._phones: set[str] = set(TAKEN)

    def email(self, first: str, last: str, year: int | None = None) -> str:
        rng, one, two = self.rng, _slug(first, "-"), _slug(last, "")
        shapes = (
            f"{one}.{two}", f"{one[0]}.{two}", f"{two}.{one}", f"{one}{two}", f"{one}_{two}",
            f"{one}.{two}{(year or 1970) % 100:02d}", f"{two}{rng.randrange(10, 99)}",
        )  # fmt: skip
        return self._once(rng.choices(shapes, (52, 12, 9, 8, 4, 9, 6))[0])

    def mailbox_of_two(self, first: str, second: str, last: str) -> str:
        one, two, three = _slug(first, "-"), _slug(second, "-"), _slug(last, "")
        return self._once(
            self.rng.choice(
                (f"{one}.{two}", f"famille.{three}", f"{three}.famille", f"{one}et{two}")
            )
        )

    def office(self, name: str) -> str:
        return self._once("contact", f"{_slug(name, '-')}.example.org")

    def _once(self, local: str, domain: str = "") -> str:
        domain = domain or self.rng.choices(tuple(DOMAINS), tuple(DOMAINS.values()))[0]
        found, n = f"{local}@{domain}", 1
        while found in self._emails:
            n += 1
            found = f"{local}{n}@{domain}"
        self._emails.add(found)
        return found

    def phone(self, prefix: str = LANDLINE) -> str:
        while (found := f"{prefix}{self.rng.randrange(100, 10_000):04d}") in self._phones:
            pass
        self._phones.add(found)
        return found

    def address(self, city: str = "") -> Address:
        rng = self.rng
        if not city:
            far = rng.random() < 0.018
            names, shares = (
                (tuple(FAR_AWAY), (1,) * len(FAR_AWAY))
                if far
                else (tuple(COMMUNES), tuple(share for _, share in COMMUNES.values()))
            )
            city = rng.choices(names, shares)[0]
        postcode = FAR_AWAY.get(city) or COMMUNES[city][0]
        if city not in TOWNS and rng.random() < 0.45:
            number = f"{rng.randrange(1, 30)} " if rng.random() < 0.4 else ""
            return Address(street=number + rng.choice(HAMLETS), postcode=postcode, city=city)
        suffix = rng.choices(("", " bis", " ter"), (94, 5, 1))[0]
        return Address(
            street=f"{rng.randrange(1, 96)}{suffix} {rng.choice(STREETS)}",
            address_2=rng.choice(COMPLEMENTS) if rng.random() < 0.1 else "",
            postcode=postcode,
            city=city,
        )
