"""Households: people alone, couples, families, with names that fit their age and origin."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from example.population.contact_points import MOBILE, PARIS_LANDLINE, ContactPoints, plain
from example.population.first_names import GENERATIONS, NEUTRAL, ORIGINS, PUBLIC_PERSONS
from example.population.model import TODAY, Address, Contact
from example.population.surnames import BRETON, BRETON_SHARE, ELSEWHERE, FRENCH, FRENCH_SHARE

FORBIDDEN = frozenset(plain(name) for name in PUBLIC_PERSONS)
CIVILITY = {"f": "Mme", "m": "M.", "": ""}

# Those who run the association: first name, last name, gender, born, tags.
OFFICE = (
    ("Maëlle", "Le Guennec", "f", date(1981, 5, 17), ("conseil d'administration", "présidence")),
    ("Yannick", "Thébault", "m", date(1968, 2, 3), ("conseil d'administration", "trésorerie")),
    ("Soizic", "Prigent", "f", date(1988, 9, 28), ("équipe salariée",)),
    ("Bastien", "Hervé", "m", date(1991, 12, 9), ("équipe salariée",)),
)


class Households:
    """Draws people until there are enough of them."""

    def __init__(self, rng: Random, points: ContactPoints) -> None:
        self.rng, self.points = rng, points
        self.people: list[Contact] = []

    def until(self, count: int) -> list[Contact]:
        self._office()
        while len(self.people) < count:
            kind = self.rng.choices(
                (self._alone, self._couple, self._family, self._flat_share), (53, 37, 5, 5)
            )[0]
            kind()
        return self.people[:count]

    def somebody(self) -> Contact:
        """A name without address, for who answers in an organisation."""
        origin, last = self._surname()
        return self._draw(origin, last, self._birthday(oldest=1960, youngest=2000))

    def surname_for(self, first: str) -> str:
        """Another surname that does not make a public person of somebody."""
        while plain(f"{first} {(last := self._surname()[1])}") in FORBIDDEN:
            pass
        return last

    def newcomer(self) -> Contact:
        """Somebody met outside, with a mailbox more often than not."""
        return self._settled(self.somebody(), self.points.address())

    def _office(self) -> None:
        for first, last, gender, born, tags in OFFICE:
            person = self._settled(
                self._person(first, last, gender, born), self.points.address("Redon"), chatty=True
            )
            self._add(replace(person, tags=tags, birth_known=True))

    def _alone(self) -> None:
        origin, last = self._surname()
        address = self.points.address() if self.rng.random() < 0.86 else Address()
        self._add(self._settled(self._draw(origin, last, self._birthday()), address))

    def _couple(self) -> tuple[Contact, Contact]:
        rng = self.rng
        origin, last = self._surname()
        born = self._birthday(oldest=1938, youngest=1996)
        one = self._draw(origin, last, born, gender=rng.choice("fm"))
        same_name = rng.random() < 0.6
        other_origin, other_last = (origin, last) if same_name else self._surname()
        other_born = self._near(born)
        other = self._draw(
            other_origin, other_last, other_born,
            gender={"f": "m", "m": "f"}[one.gender] if rng.random() < 0.93 else one.gender,
        )  # fmt: skip
        address = self.points.address()
        one, other = self._settled(one, address), self._settled(other, address)
        if one.phone and rng.random() < 0.7:
            other = replace(other, phone=one.phone)
        if rng.random() < 0.24:
            shared = self.points.mailbox_of_two(one.first_name, other.first_name, last)
            one, other = replace(one, email=shared), replace(other, email=shared)
        elif rng.random() < 0.1 and one.mobile:
            other = replace(other, mobile=one.mobile)
        self._add(one)
        self._add(other)
        return one, other

    def _family(self) -> None:
        rng = self.rng
        origin, last = self._surname()
        parent = self._draw(origin, last, self._birthday(oldest=1970, youngest=1988))
        address = self.points.address()
        parent = self._settled(parent, address, chatty=True)
        self._add(parent)
        for _ in range(rng.choices((1, 2, 3), (48, 42, 10))[0]):
            born = date(rng.randrange(2009, 2020), 1, 1) + timedelta(days=rng.randrange(365))
            child = self._draw(origin, last, born)
            own_mailbox = child.age() >= 15 and rng.random() < 0.45
            email = (
                self.points.email(child.first_name, last, born.year)
                if own_mailbox
                else parent.email
                if rng.random() < 0.4
                else ""
            )
            self._add(
                replace(
                    child, civility="", birth_known=True, address=address, email=email,
                    mobile=parent.mobile if rng.random() < 0.5 else "",
                )
            )  # fmt: skip

    def _flat_share(self) -> None:
        address = self.points.address(self.rng.choice(("Redon", "Redon", "Rennes", "Vannes")))
        for _ in range(self.rng.randrange(2, 4)):
            origin, last = self._surname()
            self._add(self._settled(self._draw(origin, last, self._birthday(oldest=1995)), address))

    def _add(self, person: Contact) -> None:
        self.people.append(replace(person, key=len(self.people)))

    def _surname(self) -> tuple[str, str]:
        point = self.rng.randrange(1000)
        if point < BRETON_SHARE:
            return "breton", self.rng.choice(BRETON)
        if point < BRETON_SHARE + FRENCH_SHARE:
            return "french", self.rng.choice(FRENCH)
        origin = self.rng.choice(tuple(ELSEWHERE))
        return origin, self.rng.choice(ELSEWHERE[origin])

    def _birthday(self, oldest: int = 1936, youngest: int = 2008) -> date:
        year = round(self.rng.triangular(oldest, youngest, max(oldest, min(youngest, 1972))))
        return min(
            date(year, 1, 1) + timedelta(days=self.rng.randrange(365)),
            TODAY.replace(year=TODAY.year - 18),
        )

    def _near(self, born: date) -> date:
        return born + timedelta(days=round(self.rng.gauss(0, 1100)))

    def _draw(self, origin: str, last: str, born: date, gender: str | None = None) -> Contact:
        rng = self.rng
        if gender is None and rng.random() < 0.03:
            return self._person(rng.choice(NEUTRAL), last, "", born)
        gender = gender or rng.choice("fm")
        while True:
            first = self._first_name(origin, born, gender)
            if plain(f"{first} {last}") not in FORBIDDEN:
                return self._person(first, last, gender, born)

    def _first_name(self, origin: str, born: date, gender: str) -> str:
        pair = next(pair for limit, *pair in GENERATIONS if born.year <= limit)
        if origin in ORIGINS and self.rng.random() < 0.62:
            pair = list(ORIGINS[origin])
        return self.rng.choice(pair["fm".index(gender)])

    def _person(self, first: str, last: str, gender: str, born: date) -> Contact:
        civility = CIVILITY[gender] if self.rng.random() < 0.9 else ""
        return Contact(
            key=-1, first_name=first, last_name=last, gender=gender, civility=civility, born=born,
            birth_known=self.rng.random() < 0.34,
        )  # fmt: skip

    def _settled(self, person: Contact, address: Address, *, chatty: bool = False) -> Contact:
        """Give an address, a telephone and a mailbox, as people of that age have them."""
        rng, age = self.rng, person.age()
        mail = chatty or rng.random() < (0.86 if age < 70 else 0.6)
        landline = rng.random() < (0.62 if age >= 62 else 0.1)
        mobile = chatty or rng.random() < (0.8 if age < 75 else 0.3)
        prefix = PARIS_LANDLINE if address.city == "Paris" else "026191"
        born = person.born.year if person.born else None
        return replace(
            person,
            address=address,
            email=self.points.email(person.first_name, person.last_name, born) if mail else "",
            phone=self.points.phone(prefix) if landline else "",
            mobile=self.points.phone(MOBILE) if mobile else "",
        )
