"""What an export is: its signs, its columns, what it means without saying it."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from comptoir.contacts.keys import word_key

Cells = Mapping[str, str]  # a heading's word key → its text; the first filled one of each
Texts = dict[str, str]  # a field → its text


def _as_it_is(texts: Texts, _cells: Cells) -> list[Texts]:
    return [texts]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One export of one program.

    Args:
        id: its stable name.
        title: its French name; also the origin of its rows when nothing else is said.
        signs: headings that make it known, all of them; "a|b" is either.
        columns: field → headings, separated by |; the first filled one counts.
        left: headings left out: technical, or about somebody else. "x*" is all that begin so.
        consents: whether its rows tell of agreements or refusals.
        read: headings, among those, from which `shape` makes something. "x*" as above.
        dated: whether its rows say since when somebody is known: it is then an origin.
        nameless: whether an address alone makes a row.
        shape: what is left to do with a row: one contact, or several, the row's own first.
    """

    id: str
    title: str
    signs: tuple[str, ...]
    columns: Mapping[str, str]
    left: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    consents: bool = False
    dated: bool = True
    nameless: bool = False
    shape: Callable[[Texts, Cells], list[Texts]] = _as_it_is

    def is_known_by(self, keys: frozenset[str]) -> bool:
        return all(any(one in keys for one in sign.split("|")) for sign in self.signs)

    def headings(self) -> dict[str, str]:
        """Return heading → field."""
        return {heading: name for name, all_ in self.columns.items() for heading in all_.split("|")}

    def leaves(self, key: str) -> bool:
        """Whether a column is left out on purpose."""
        return _is_one(key, self.left)

    def reads(self, key: str) -> bool:
        """Whether a column that is no field of its own makes something of one."""
        return key not in self.headings() and _is_one(key, self.read)

    def texts(self, cells: Cells) -> list[Texts]:
        """Return what a row says, field by field: its own contact, then the others it names."""
        found: Texts = {}
        for name, headings in self.columns.items():
            text = next((cells[one] for one in headings.split("|") if cells.get(one)), "")
            if text:
                found[name] = text
        return self.shape(found, cells)


def _is_one(key: str, patterns: tuple[str, ...]) -> bool:
    return any(key.startswith(one[:-1]) if one.endswith("*") else key == one for one in patterns)


@cache
def sources() -> tuple[Source, ...]:
    """Return every source, the most particular first."""
    here = importlib.import_module("comptoir.contacts.sources")
    modules = (
        importlib.import_module(f"{here.__name__}.{info.name}")
        for info in pkgutil.iter_modules(here.__path__)
    )
    found = [source for module in modules for source in getattr(module, "SOURCES", ())]
    return tuple(sorted(found, key=lambda source: (-len(source.signs), source.id)))


def recognised(header: Sequence[str]) -> Source | None:
    """Return the export that a header is of, if it is of one."""
    keys = frozenset(map(word_key, header))
    return next((source for source in sources() if source.is_known_by(keys)), None)
