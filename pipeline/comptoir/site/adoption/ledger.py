"""What earlier runs adopted: so that a second one changes nothing, and nothing is overwritten."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

LEDGER = "content/.reprise.json"
# digests are written without digits: sixteen of them in a row look like a payment card's number
_LETTERS = str.maketrans("0123456789", "ghijklmnop")
_DIGITS = str.maketrans("ghijklmnop", "0123456789")
VERSION = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One page or file: where it went, what it was made of, what was written."""

    path: str
    slug: str = ""
    url: str = ""
    facts: str = ""  # SHA-256 of what the old site said
    written: str = ""  # SHA-256 of what was written


@dataclass(frozen=True, slots=True)
class Ledger:
    """The entries of one old site, by key."""

    entries: Mapping[str, Entry] = field(default_factory=dict)


class Fate(Enum):
    """What becomes of a page or a file this time."""

    CREATED = "created"
    UPDATED = "updated"  # the old site changed since, the new page did not
    UNCHANGED = "unchanged"
    KEPT = "kept"  # changed by hand since
    GONE = "gone"  # removed by hand since


def fate(entry: Entry | None, facts: str, on_disk: str) -> Fate:
    """Decide, without ever undoing what was done by hand.

    Args:
        entry: what an earlier run wrote.
        facts: digest of what the old site says now.
        on_disk: digest of the file that is there, empty when there is none.

    >>> fate(Entry("a", facts="1", written="w"), "2", "w"), fate(Entry("a"), "", "other")
    (<Fate.UPDATED: 'updated'>, <Fate.KEPT: 'kept'>)
    """
    if entry is None or not entry.written:
        return Fate.CREATED if not on_disk else Fate.KEPT
    if not on_disk:
        return Fate.GONE
    if entry.facts == facts:
        return Fate.UNCHANGED
    return Fate.UPDATED if on_disk == entry.written else Fate.KEPT


def key_of(name: str) -> str:
    """Return the key of a page or a file: its name could hold anything, long numbers too."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest().translate(_LETTERS)


def read(text: str) -> dict[str, Ledger]:
    """Read every ledger of the file.

    Raises:
        ValueError: it is not what `write` writes.
    """
    data: Any = json.loads(text) if text.strip() else {"version": VERSION, "sites": {}}
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise ValueError("another version")
    try:
        return {
            name: Ledger({key: _entry(**entry) for key, entry in entries.items()})
            for name, entries in data["sites"].items()
        }
    except (TypeError, AttributeError, KeyError) as error:
        raise ValueError("another shape") from error


def _entry(*, path: str, slug: str, url: str, facts: str, written: str) -> Entry:
    return Entry(path, slug, url, facts.translate(_DIGITS), written.translate(_DIGITS))


def write(ledgers: Mapping[str, Ledger]) -> str:
    sites = {
        name: {
            key: {
                "path": entry.path, "slug": entry.slug, "url": entry.url,
                "facts": entry.facts.translate(_LETTERS),
                "written": entry.written.translate(_LETTERS),
            }
            for key, entry in sorted(ledger.entries.items())
        }
        for name, ledger in sorted(ledgers.items())
    }  # fmt: skip
    data = {"version": VERSION, "sites": sites}
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
