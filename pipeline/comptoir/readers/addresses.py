"""Read and extend `content/urls.toml`, the addresses that were published."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from comptoir.errors import InputError, Place
from comptoir.readers.toml import line_numbers, parse_toml, read_toml, to_model
from comptoir.site.addresses import LEDGER, AddressBook, Addresses

HEAD = """\
# Les adresses du site. Une adresse publiée est gardée par des lecteurs, des moteurs, des affiches :
# elle répond toujours, par sa page ou par une redirection.
# « comptoir site publish » complète [pages] et [lists] ; [moved] s’écrit à la main :
# "/ancienne/" = "/nouvelle/", ou "/ancienne/" = "" pour une page retirée sans suite.
# Sous [pictures], "/ancienne/photo.jpg" = "photo.jpg" garde une image à son ancienne adresse.

[moved]
"""
WRITTEN = ("pages", "lists")  # what publishing writes, at the end of the file


def read_addresses(root: Path) -> Addresses:
    """Read the address book; a site never published has none.

    Raises:
        InputError: it is badly written.
    """
    path = root / LEDGER
    if not path.is_file():
        return Addresses()
    data, text = read_toml(path, shown=LEDGER)
    book = to_model(data, AddressBook, text=text, shown=LEDGER)
    lines = {
        (str(key[0]), str(key[1])): line
        for key, line in line_numbers(text).items()
        if len(key) == 2
    }
    return Addresses(book=book, lines=lines)


def extended(text: str, *, pages: Iterable[str], lists: Iterable[str], today: date) -> str:
    """Return the text of the address book with these addresses in it; what people wrote stays.

    Raises:
        InputError: a table that people write stands under those that publishing writes.
    """
    book = to_model(parse_toml(text, shown=LEDGER), AddressBook, text=text, shown=LEDGER)
    added = {
        "pages": dict.fromkeys(pages, today) | book.pages,
        "lists": dict.fromkeys(lists, today) | book.lists,
    }
    added["lists"] = {u: d for u, d in added["lists"].items() if u not in added["pages"]}
    if added == {"pages": book.pages, "lists": book.lists}:
        return text
    kept = _written_by_people(text) if text.strip() else HEAD
    return "\n".join([kept.rstrip("\n") + "\n", *(_table(n, added[n]) for n in WRITTEN)])


def _written_by_people(text: str) -> str:
    """Return the text above the tables that publishing writes."""
    kept: list[str] = []
    ours = False
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.split("#")[0].strip()
        if bare.startswith("["):
            if ours and bare.strip("[] ") not in WRITTEN:
                raise InputError(
                    f"le tableau {bare} est sous ceux que la publication écrit.",
                    remedy="Déplacez-le au-dessus de [pages].",
                    at=Place(LEDGER, number),
                )
            ours = ours or bare.strip("[] ") in WRITTEN
        if not ours:
            kept.append(line)
    return "\n".join(kept)


def _table(name: str, days: Mapping[str, date]) -> str:
    rows = (f'"{url}" = {day.isoformat()}' for url, day in sorted(days.items()))
    return "\n".join([f"[{name}]", *rows, ""])
