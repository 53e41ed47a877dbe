"""The official communes: which towns a postcode serves, in which department."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from comptoir.contacts.keys import city_key

VINTAGE = "Code officiel géographique 2026"
CLOSE = 80  # of 100: one town written badly
_CITIES = re.compile(r"^(paris|lyon|marseille)\b")


@dataclass(frozen=True, slots=True)
class Town:
    """A commune, or one that became part of another."""

    name: str
    department: str
    former: bool = False


@dataclass(slots=True)
class Communes:
    """The towns of each postcode."""

    towns: dict[str, tuple[Town, ...]] = field(default_factory=dict)
    _codes: dict[str, list[str]] = field(default_factory=dict)

    def serves(self, postcode: str, city: str) -> bool:
        """Whether a postcode serves a town, the districts of three cities and hamlets included."""
        key = city_key(city)
        if city_big := _CITIES.match(key):
            return any(city_key(t.name).startswith(city_big[1]) for t in self.of(postcode))
        return any(_same_town(key, city_key(town.name)) for town in self.of(postcode))

    def of(self, postcode: str) -> tuple[Town, ...]:
        return self.towns.get(postcode, ())

    def postcodes(self, city: str) -> list[str]:
        """Return the postcodes of a town."""
        if not self._codes:
            for code, towns in self.towns.items():
                for town in towns:
                    self._codes.setdefault(city_key(town.name), []).append(code)
        return self._codes.get(city_key(city), [])

    def nearest(self, postcode: str, city: str) -> tuple[str, str]:
        """Return the field and the value that would put a postcode and a town in agreement.

        A town badly written is written again; a true town gets its postcode, where it has one and
        it is in the same department or one slip away.
        """
        key = city_key(city)
        close = [(ratio(key, city_key(t.name)), t.name) for t in self.of(postcode) if not t.former]
        best = max(close, default=(0, ""))
        if best[0] >= CLOSE:
            return "city", best[1]
        codes = [code for code in self.postcodes(city) if _near(code, postcode)]
        if len(codes) == 1:
            return "postcode", codes[0]
        towns = [town.name for town in self.of(postcode) if not town.former]
        return ("city", towns[0]) if len(towns) == 1 and not self.postcodes(city) else ("", "")


def _same_town(asked: str, town: str) -> bool:
    """One name, or one said with its hamlet."""
    return asked == town or f" {town} " in f" {asked} "


def _near(one: str, other: str) -> bool:
    return one[:2] == other[:2] or int(OSA.distance(one, other, score_cutoff=1)) == 1


def communes(lines: Iterable[str]) -> Communes:
    """Read the table of communes.

    >>> small = communes(["35600;35;Bains-sur-Oust|Redon", "42620;03;Saint-Pierre-Laval"])
    >>> small.serves("35600", "REDON CEDEX"), small.of("42620")[0].department
    (True, '03')
    """
    found: dict[str, tuple[Town, ...]] = {}
    for line in lines:
        if line.startswith("#") or not line.strip():
            continue
        code, department, names = line.rstrip("\n").split(";", 2)
        towns = (
            Town(name.removeprefix("~"), department, name.startswith("~"))
            for name in names.split("|")
        )
        found[code] = (*found.get(code, ()), *towns)
    return Communes(found)
