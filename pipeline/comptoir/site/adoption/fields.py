"""Metadata of old pages, whatever it was written with: dates, lists, words, yes and no."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any

from comptoir.text import fold, on_one_line

LONGEST_TITLE = 200
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_FRENCH = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6})?")
_WORDS = re.compile(r"(?:\w+,?\s+)?(\d{1,2})(?:er|st|nd|rd|th)?\.?\s+([^\W\d]+)\.?,?\s+(\d{4})")
_MONTH_FIRST = re.compile(r"(?:\w+,?\s+)?([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "january jan janvier janv", "february feb fevrier fevr", "march mar mars",
            "april apr avril avr", "may mai", "june jun juin", "july jul juillet juil",
            "august aug aout", "september sep sept septembre", "october oct octobre",
            "november nov novembre", "december dec decembre",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip


def day(value: Any) -> dt.date | None:
    """Read a date as people wrote them over the years, its hour dropped; nothing if none is there.

    >>> day("2015-1-3 10:20"), day("3 février 2014"), day("Jan 5, 2012"), day("20120101")
    (datetime.date(2015, 1, 3), datetime.date(2014, 2, 3), datetime.date(2012, 1, 5), \
datetime.date(2012, 1, 1))
    >>> day("2015-02-30"), day("hier")
    (None, None)
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = fold(str(value or ""))
    if found := _ISO.match(text):
        return _date(found[1], found[2], found[3])
    if found := _FRENCH.match(text):
        return _date(found[3], found[2], found[1]) or _date(found[3], found[1], found[2])
    if found := _COMPACT.fullmatch(text):
        return _date(found[1], found[2], found[3])
    if found := _WORDS.match(text):
        return _date(found[3], _MONTHS.get(found[2], 0), found[1])
    if found := _MONTH_FIRST.match(text):
        return _date(found[3], _MONTHS.get(found[1], 0), found[2])
    return None


def _date(year: str, month: str | int, of_month: str) -> dt.date | None:
    try:
        made = dt.date(int(year), int(month), int(of_month))
    except ValueError:
        return None
    return made if made.year >= 1970 else None


def line(value: Any, *, longest: int = 300) -> str:
    """Return one line of text, cut on a word when it is longer.

    >>> line(" Un\\n titre "), line(["a", "b"]), line("un deux trois", longest=9)
    ('Un titre', 'a, b', 'un deux…')
    """
    if isinstance(value, list | tuple):
        value = ", ".join(str(item) for item in value)
    text = on_one_line("" if value is None else str(value))
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:") + "…"


def words(value: Any) -> tuple[str, ...]:
    """Read a list, written as one or with commas or semicolons; each word once.

    >>> words("a, b;c, a"), words(["x, y", 2]), words(None)
    (('a', 'b', 'c'), ('x y', '2'), ())
    """
    if isinstance(value, str):
        value = re.split(r"[;,]", value.strip().strip("[]"))
    if not isinstance(value, Iterable) or isinstance(value, Mapping):
        value = [] if value is None else [value]
    cleaned = (line(str(item).replace(",", " ").strip(" \"'"), longest=100) for item in value)
    return tuple(dict.fromkeys(word for word in cleaned if word))


def yes(value: Any) -> bool:
    return value is True or str(value).strip().casefold() in ("true", "yes", "1", "on", "oui")


def no(value: Any) -> bool:
    return value is False or str(value).strip().casefold() in ("false", "no", "0", "off", "non")


def language(value: Any) -> str:
    """Return a language as front matter writes it.

    >>> language("zh_cn"), language("FR"), language("français"), language("pt-br")
    ('zh-CN', 'fr', '', 'pt-BR')
    """
    found = re.fullmatch(r"([A-Za-z]{2})(?:[-_]([A-Za-z]{2}))?(?:\..*)?", str(value or "").strip())
    if not found:
        return ""
    return found[1].lower() + (f"-{found[2].upper()}" if found[2] else "")


def lowered(data: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(key).strip().casefold(): value for key, value in data.items()}
