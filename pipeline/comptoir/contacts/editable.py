"""A sheet that goes out, is edited and comes back: which cells its editor changed, and no others.

Each row carries its contact's reference and version, and a stamp: a short digest of every cell as
it went out. A cell that no longer answers to its digest was edited; a value of the base that no
longer answers to it has changed meanwhile.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from comptoir.contacts.imports import Incoming
from comptoir.contacts.model import Contact

CELLS = (
    "civility", "first_name", "last_name", "organisation", "email", "phone", "mobile", "street",
    "address_2", "postcode", "city", "country", "birth_date", "language", "source", "source_on",
    "deceased_on", "tags",
)  # fmt: skip
_FORM = "1."  # of the stamp: these fields, in this order
_EACH = 4  # characters of one digest
_EMPTY: Mapping[str, Any] = {"birth_date": None, "source_on": None, "deceased_on": None}


def values(contact: Contact, tags: Iterable[str]) -> dict[str, Any]:
    """Return what a sheet shows of a contact."""
    shown = {name: getattr(contact, name) for name in CELLS if name != "tags"}
    return shown | {"tags": ", ".join(sorted(tags))}


def stamp(shown: Mapping[str, Any]) -> str:
    """Return the digests of the cells of one row.

    >>> len(stamp(dict.fromkeys(CELLS, "")))
    74
    """
    return _FORM + "".join(_digest(shown[name]) for name in CELLS)


def _digest(value: Any) -> str:
    text = value.isoformat() if isinstance(value, date) else str(value or "")
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()[:3]).decode()


def digests(text: str) -> dict[str, str] | None:
    """Read a stamp: field → digest; nothing when it is not whole."""
    body = text.removeprefix(_FORM)
    if body == text or len(body) != _EACH * len(CELLS):
        return None
    return {name: body[n * _EACH : (n + 1) * _EACH] for n, name in enumerate(CELLS)}


@dataclass(frozen=True, slots=True)
class Edits:
    """What a row that comes back changes, and what both sides changed."""

    fields: dict[str, tuple[Any, Any]] = field(default_factory=dict)  # before, after
    conflicts: tuple[str, ...] = ()


def edits(row: Incoming, contact: Contact, tags: Iterable[str], sent: Mapping[str, str]) -> Edits:
    """Compare a row with what went out and with the base; an emptied cell empties the field.

    Args:
        row: as it comes back.
        contact: as the base holds it now.
        tags: the contact's.
        sent: the digests of the cells that went out.
    """
    now, made, conflicts = values(contact, tags), dict[str, tuple[Any, Any]](), list[str]()
    for name, new in _cells(row).items():
        if _digest(new) == sent[name] or _digest(new) == _digest(now[name]):
            continue
        if _digest(now[name]) == sent[name]:
            made[name] = (now[name], new)
        else:
            conflicts.append(name)
    return Edits(made, tuple(conflicts))


def _cells(row: Incoming) -> dict[str, Any]:
    """The cells of a row that could be read, emptied ones too."""
    found = {n: getattr(row.draft, n) for n in CELLS if n in row.given and n != "tags"}
    if row.tags:
        found["tags"] = ", ".join(sorted(row.tags))
    for name in row.cleared:
        if name in CELLS and name not in found:
            found[name] = "FR" if name == "country" else _EMPTY.get(name, "")
    return found
