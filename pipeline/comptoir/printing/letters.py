"""Print letters: one PDF for a whole batch, composed by chunks and joined.

A single file grows by half a mebibyte of memory a letter, so chunks are made, forgotten, then
joined. The standards are the gate too: a character that no font has stops its letter, and only it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from comptoir.errors import Fault, InputError
from comptoir.printing.envelopes import Layout, layout
from comptoir.printing.joining import Whole
from comptoir.printing.pool import in_order
from comptoir.printing.typst import compile_pdf, count_pages, draw_pages, forget
from comptoir.settings.letters import LetterSettings

TEMPLATE = "print/letter.typ"
CHUNK = 50  # letters composed together
MANY = 200  # letters: a second of work


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A QR code on a letter, and the same in words."""

    title: str
    svg: str
    alt: str
    facts: tuple[tuple[str, str], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter, as `theme/print/letter.typ` reads it."""

    reference: str  # L-000123, unique: what a returned letter is known by
    our_reference: str
    subject: str
    address: tuple[str, ...]
    body: Sequence[Any]  # blocks, see comptoir.campaigns.printable
    facts: tuple[tuple[str, str], ...] = ()
    foot: tuple[str, ...] = ()
    signed: int = -1  # rank of the block that the signature stands over
    codes: tuple[Code, ...] = ()

    def data(self) -> dict[str, Any]:
        return {
            "reference": self.reference,
            "our_reference": self.our_reference,
            "subject": self.subject,
            "address": list(self.address),
            "body": self.body,
            "facts": [list(fact) for fact in self.facts],
            "foot": list(self.foot),
            "signed": self.signed,
            "codes": [asdict(code) for code in self.codes],
        }


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing among the files of the stationery."""

    file: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stationery:
    """What the letters of a batch share."""

    letterhead: Mapping[str, Any]
    subject: str  # title of the file
    place_date: str
    enclosures: tuple[str, ...] = ()
    layout: Layout = field(default_factory=lambda: layout(LetterSettings()))
    signature: Drawn | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)  # drawings, by path

    def data(self, letters: Sequence[Letter], *, numbered: bool = False) -> dict[str, Any]:
        return {
            "letterhead": self.letterhead,
            "subject": self.subject,
            "place_date": self.place_date,
            "enclosures": list(self.enclosures),
            "numbered": numbered,
            "layout": asdict(self.layout),
            "signature": asdict(self.signature) if self.signature else None,
            "letters": [letter.data() for letter in letters],
        }


@dataclass(frozen=True, slots=True)
class Printed:
    """A batch: its file, the pages of each letter that is in it, and those that could not be."""

    pdf: bytes
    pages: Mapping[str, int]  # reference → pages, in the order of the file
    failed: Mapping[str, Fault]

    @property
    def total(self) -> int:
        return sum(self.pages.values())


@dataclass(frozen=True, slots=True)
class _Chunk:
    pdf: bytes
    references: tuple[str, ...]
    failed: Mapping[str, Fault]
    wrong: Sequence[Fault] = ()  # of the template: nobody's letter can be composed


def print_one(
    letter: Letter, stationery: Stationery, *, folders: Sequence[Path], timestamp: datetime
) -> bytes:
    """Print one letter as a file to keep or to send: PDF/A-3a and PDF/UA-1."""
    return _numbered([letter], stationery, folders, timestamp)


def draw_one(letter: Letter, stationery: Stationery, *, folders: Sequence[Path]) -> list[bytes]:
    """Draw one letter, a PNG a page."""
    data = stationery.data([letter])
    return draw_pages(TEMPLATE, data, folders=folders, files=stationery.files)


def print_letters(
    letters: Sequence[Letter],
    stationery: Stationery,
    *,
    folders: Sequence[Path],
    timestamp: datetime,
) -> Printed:
    """Print a batch, in the order given.

    Raises:
        InputError: the template itself is wrong.
    """

    pieces = [letters[start : start + CHUNK] for start in range(0, len(letters), CHUNK)]
    return _joined(_composed(pieces, stationery, folders, timestamp))


def print_each(
    letters: Sequence[Letter],
    stationery: Stationery,
    *,
    folders: Sequence[Path],
    timestamp: datetime,
) -> Iterator[Printed]:
    """Print each letter as a file of its own, in the order given; none waits for all.

    Raises:
        InputError: the template itself is wrong.
    """

    for chunk in _composed([[letter] for letter in letters], stationery, folders, timestamp):
        pages = {reference: count_pages(chunk.pdf) for reference in chunk.references}
        yield Printed(chunk.pdf, pages, chunk.failed)


def _composed(
    pieces: Sequence[Sequence[Letter]],
    stationery: Stationery,
    folders: Sequence[Path],
    timestamp: datetime,
) -> Iterator[_Chunk]:
    """Compose each piece, in order, by as many processes as there are."""
    work = partial(_attempt, stationery=stationery, folders=folders, timestamp=timestamp)
    many = sum(map(len, pieces)) >= MANY
    for chunk in in_order(work, pieces, many=many):
        if chunk.wrong:
            raise InputError(faults=chunk.wrong)
        yield chunk


def _attempt(
    letters: Sequence[Letter],
    *,
    stationery: Stationery,
    folders: Sequence[Path],
    timestamp: datetime,
) -> _Chunk:
    """Compose a piece; what is wrong with the template comes back as a value, between processes."""
    try:
        return _compose(letters, stationery, folders, timestamp)
    except InputError as error:
        return _Chunk(b"", (), {}, error.faults)
    finally:
        if len(letters) > 1:
            forget()


def _numbered(
    letters: Sequence[Letter],
    stationery: Stationery,
    folders: Sequence[Path],
    timestamp: datetime,
) -> bytes:
    """Compose, and again with numbered pages only when a letter turns out to have several."""
    pdf = b""
    dated = timestamp.replace(microsecond=0)  # a PDF knows no finer
    for numbered in (False, True):
        data = stationery.data(letters, numbered=numbered)
        pdf = compile_pdf(TEMPLATE, data, folders=folders, timestamp=dated, files=stationery.files)
        if count_pages(pdf) <= len(letters):
            break
    return pdf


def _compose(
    letters: Sequence[Letter], stationery: Stationery, folders: Sequence[Path], timestamp: datetime
) -> _Chunk:
    """Compose a chunk; when it cannot be, halve it until the letter at fault stands alone."""
    try:
        pdf = _numbered(letters, stationery, folders, timestamp)
        return _Chunk(pdf, tuple(letter.reference for letter in letters), {})
    except InputError as error:
        if "caractère" not in error.faults[0].found:  # the template, not the letter
            raise
        if len(letters) == 1:
            return _Chunk(b"", (), {letters[0].reference: error.faults[0]})
    middle = len(letters) // 2
    halves = (letters[:middle], letters[middle:])
    made = _joined(_compose(half, stationery, folders, timestamp) for half in halves)
    return _Chunk(made.pdf, tuple(made.pages), made.failed)


def _joined(chunks: Iterable[_Chunk]) -> Printed:
    """Join chunks into one file, with a bookmark at each letter."""
    pages: dict[str, int] = {}
    failed: dict[str, Fault] = {}
    whole = Whole()
    for chunk in chunks:
        failed.update(chunk.failed)
        if chunk.pdf:
            counts = whole.add(chunk.pdf, chunk.references)
            pages.update(zip(chunk.references, counts, strict=True))
    return Printed(whole.save() if pages else b"", pages, failed)
