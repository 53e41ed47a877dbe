"""Pieces that several exports share: names in one cell, telephones, dates of elsewhere."""

import re

from comptoir.contacts.keys import word_key
from comptoir.contacts.sources.source import Cells, Texts

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d|(\d{1,2}/\d{1,2}/\d{4})[ T]\d")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def split_name(text: str, *, last_first: bool) -> tuple[str, str]:
    """Cut a whole name into first and last names; capitals say which is which, else the order.

    >>> split_name("LE BIHAN Jo", last_first=False), split_name("Jo Le Bihan", last_first=False)
    (('Jo', 'LE BIHAN'), ('Jo', 'Le Bihan'))
    >>> split_name("Roux Awa", last_first=True), split_name("Roux, Awa Marie", last_first=False)
    (('Awa', 'Roux'), ('Awa Marie', 'Roux'))
    """
    before, comma, after = text.partition(",")
    if comma:
        return after.strip(), before.strip()
    words = text.split()
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    if capitals and len(capitals) < len(words):
        return " ".join(word for word in words if word not in capitals), " ".join(capitals)
    if len(words) < 2:
        return "", text
    if last_first:
        return words[-1], " ".join(words[:-1])
    return words[0], " ".join(words[1:])


def day(text: str) -> str:
    """Take the day out of an instant.

    >>> day("2019-03-16 14:40:47"), day("03/04/2026 18:23:13"), day("16/03/2019")
    ('2019-03-16', '03/04/2026', '16/03/2019')
    """
    found = _DAY.match(text)
    return (found[1] or found[2]) if found else text


def american_day(text: str) -> str:
    """Read month/day/year when it can be nothing else; a day of twelve or less is left unread.

    >>> american_day("2/28/1980"), american_day("2/3/1980"), american_day("3/3/1980")
    ('1980-02-28', '', '1980-03-03')
    """
    found = _AMERICAN.fullmatch(text)
    if not found:
        return text if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else ""
    first, second = int(found[1]), int(found[2])
    if first <= 12 and second <= 12 and first != second:
        return ""
    month, number = (first, second) if first <= 12 else (second, first)
    return f"{int(found[3]):04d}-{month:02d}-{number:02d}"


def with_employer(texts: Texts) -> Texts:
    """Somebody who works somewhere stays somebody; an organisation alone is one."""
    named = texts.get("last_name") or texts.get("first_name")
    if named and "organisation" in texts:
        texts["employer"] = texts.pop("organisation")
    return texts


def same_person(cells: Cells, first: tuple[str, str], second: tuple[str, str]) -> bool:
    """Whether two pairs of headings (last name, first name) name one person."""
    one, other = (
        tuple(word_key(cells.get(heading, "")) for heading in pair) for pair in (first, second)
    )
    return one == other
