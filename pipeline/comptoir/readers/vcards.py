"""Address books in vCard 2.1, 3.0 and 4.0, read as a table whose headings are ours."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from comptoir.errors import InputError, Place
from comptoir.readers.delimited import clean

Lines = Iterator[tuple[int, list[str]]]

HEADER = [
    "Nom", "Prénom", "Organisation", "Employeur", "Mél", "Téléphone", "Portable", "Adresse",
    "Complément", "CP", "Ville", "Pays", "Né(e) le", "Étiquettes",
]  # fmt: skip
_VERSION = re.compile(r"^VERSION:\s*([\d.]+)", re.IGNORECASE | re.MULTILINE)
_CARD = re.compile(r"^[ \t]*BEGIN:VCARD[ \t]*\r?$.*?^[ \t]*END:VCARD", re.I | re.M | re.S)
_MOBILE = {"CELL", "MOBILE", "IPHONE"}
_NO_VOICE = {"FAX", "PAGER"}


def is_cards(head: bytes) -> bool:
    return (
        head.lstrip(b"\xef\xbb\xbf\xff\xfe\r\n\t ")[:24]
        .replace(b"\0", b"")
        .upper()
        .startswith(b"BEGIN:VCARD")
    )


def cards(path: Path, codec: str, *, shown: str) -> tuple[str, Callable[[], Lines]]:
    """Return the format, and what reads the cards, each at the line where it begins."""
    with path.open(encoding=codec, newline="", errors="replace") as file:
        text = file.read()
    said = _VERSION.search(text)

    def lines() -> Lines:
        yield 0, HEADER
        end = 0
        for card in _CARD.finditer(text):
            line = text.count("\n", 0, card.start()) + 1
            _nothing_between(text[end : card.start()], Place(shown, line))
            end = card.end()
            yield line, [clean(cell) for cell in _row(_read(card[0], Place(shown, line)))]
        rest = text[end:].strip()
        _nothing_between(rest, Place(shown, text.count("\n", 0, len(text) - len(rest)) + 1))

    return f"vCard {said[1]}" if said else "vCard", lines


def _nothing_between(text: str, at: Place) -> None:
    if text.strip():
        raise InputError(
            "une fiche n’est pas terminée (END:VCARD manque).",
            remedy="Exportez de nouveau ce carnet d’adresses.",
            at=at,
        )


def _read(text: str, at: Place) -> Any:
    import vobject
    from vobject.base import VObjectError

    grouped = re.sub(r"^item\d+\.", "", text, flags=re.IGNORECASE | re.MULTILINE)
    try:
        return next(vobject.readComponents(grouped, allowQP=True, ignoreUnreadable=True))
    except (VObjectError, StopIteration, ValueError, UnicodeDecodeError, LookupError) as error:
        raise InputError(
            "cette fiche ne se lit pas.",
            remedy="Exportez de nouveau ce carnet d’adresses, ou retirez cette fiche.",
            at=at,
        ) from error


def _row(card: Any) -> list[str]:
    last, first = _name(card)
    organisation = _text(card, "org")
    mobile, phone = _numbers(card)
    address = next((one.value for one in card.contents.get("adr", ())), None)
    parts = {
        name: _joined(getattr(address, name, ""))
        for name in ("street", "extended", "code", "city", "country")
    }
    person = bool(first or last)
    return [
        last, first, "" if person else organisation, organisation if person else "",
        _text(card, "email").removeprefix("mailto:"), phone, mobile, parts["street"],
        parts["extended"], parts["code"], parts["city"], parts["country"], _birth(card),
        ", ".join(_joined(one.value) for one in card.contents.get("categories", ())),
    ]  # fmt: skip


def _name(card: Any) -> tuple[str, str]:
    """The name as it is cut; the whole one when it is not, and it is not an organisation's."""
    name = next((one.value for one in card.contents.get("n", ())), None)
    last, first = _joined(getattr(name, "family", "")), _joined(getattr(name, "given", ""))
    if last or first or _text(card, "kind").lower() == "org":
        return last, first
    whole = _text(card, "fn")
    if whole == _text(card, "org"):
        return "", ""
    given, _, family = whole.partition(" ")
    return (family, given) if family else (whole, "")


def _numbers(card: Any) -> tuple[str, str]:
    """A mobile and another number, as the card labels them."""
    mobile = phone = ""
    for one in card.contents.get("tel", ()):
        kinds = {
            word.strip(' "').upper()
            for name, values in one.params.items()
            for value in [*values, name]
            for word in value.split(",")
        }
        number = _joined(one.value).removeprefix("tel:")
        if kinds & _NO_VOICE:
            continue
        if kinds & _MOBILE and not mobile:
            mobile = number
        elif not phone:
            phone = number
    return mobile, phone


def _birth(card: Any) -> str:
    """A whole date only: vCard 4 may say a birthday without its year."""
    found = re.match(r"(\d{4})-?(\d{2})-?(\d{2})", _text(card, "bday"))
    return "-".join(found.groups()) if found else ""


def _text(card: Any, name: str) -> str:
    """The first value of a property, preferred ones first."""
    said = card.contents.get(name, ())
    liked = sorted(said, key=lambda one: "PREF" not in str(one.params).upper())
    return _joined(liked[0].value) if liked else ""


def _joined(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(str(part) for part in value if part)
    return str(value or "")
