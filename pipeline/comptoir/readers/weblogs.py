"""Read the log of a web server: visits by day, and nothing of who came.

The combined format of Apache, nginx and Caddy's `transform` plugin. An address is never kept: it
is only compared with the others of its day.
"""

import gzip
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

from comptoir.errors import InputError, Place
from comptoir.errors.french import os_error

_LINE = re.compile(
    r'^(?P<host>\S+) \S+ .*?\[(?P<day>\d\d)/(?P<month>[A-Z][a-z]{2})/(?P<year>\d{4}):[^\]]*\] '
    r'"(?P<method>[A-Z]+) (?P<path>\S+)[^"]*" (?P<status>\d{3}) \S+(?: "[^"]*" "(?P<agent>[^"]*)")?'
)  # fmt: skip
_MONTHS = {
    name: rank
    for rank, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1
    )
}
_ROBOT = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|monitor|curl|wget|python|java/|go-http|headless|scan|feed|"
    r"facebookexternalhit|^-?$",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"\.(?!html?$|php$)[a-z0-9]{1,5}$", re.IGNORECASE
)  # a page has no suffix, or that of a page
READ = ("200", "304")


@dataclass(frozen=True, slots=True)
class DayOfVisits:
    """How many people came on a day, and how many pages they read."""

    day: date
    visits: int
    pages: int


def visits(paths: Sequence[Path]) -> list[DayOfVisits]:
    """Count the visits of each day over all the logs.

    A visit is what one address and one browser read in one day.

    Raises:
        InputError: a file cannot be read, or is no log of a web server.
    """
    seen: dict[date, set[int]] = {}
    pages: dict[date, int] = {}
    for path in paths:
        understood = 0
        for text in _lines(path):
            found = _LINE.match(text)
            day = _day(found) if found else None
            if found is None or day is None:
                continue
            understood += 1
            if _is_page(found):
                seen.setdefault(day, set()).add(hash((found["host"], found["agent"])))
                pages[day] = pages.get(day, 0) + 1
        if not understood:
            raise InputError(
                "aucune ligne de ce fichier n’est celle d’un journal de serveur web.",
                remedy="Donnez un journal au format « combined » d’Apache ou de nginx, "
                "comprimé (.gz) ou non.",
                at=Place(str(path)),
            )
    return [DayOfVisits(day, len(seen[day]), pages[day]) for day in sorted(seen)]


def _is_page(found: re.Match[str]) -> bool:
    path = found["path"].partition("?")[0]
    read = found["method"] == "GET" and found["status"] in READ
    return read and not _FILE.search(path) and not _ROBOT.search(found["agent"] or "")


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), _MONTHS[found["month"]], int(found["day"]))
    except (KeyError, ValueError):
        return None


def _lines(path: Path) -> Iterator[str]:
    try:
        with _opened(path) as log:
            for raw in log:
                yield raw.decode("utf-8", "replace")
    except (OSError, EOFError, zlib.error) as error:
        if not isinstance(error, OSError) or isinstance(error, gzip.BadGzipFile):
            raise InputError(
                "ce fichier comprimé est abîmé.", remedy="Reprenez-le.", at=Place(str(path))
            ) from error
        raise os_error(error) from error


def _opened(path: Path) -> IO[bytes]:
    with path.open("rb") as start:
        packed = start.read(2) == b"\x1f\x8b"
    return gzip.open(path, "rb") if packed else path.open("rb")  # type: ignore[return-value]  # gzip reads bytes
