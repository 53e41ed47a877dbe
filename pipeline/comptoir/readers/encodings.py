"""Find how a text file is encoded, reading it once, and say it in French."""

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path

from comptoir.errors import InputError, Place
from comptoir.errors.french import os_error

PIECE = 1 << 20
HEAD = 1 << 16
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 (avec BOM)"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
CONTROL = [bytes([code]) for code in {*range(32), 0x7F} - set(b"\t\n\r\f\x1a\x1b")]
STRAY = 200  # one control character in so many is an accident, more is no text
FORGIVEN = 2  # control characters of the shortest file
MAGIC = (b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x7fELF", b"SQLite format")
WINDOWS = frozenset(range(0x80, 0xA0))  # letters in cp1252, control characters in Latin-1
LATIN = frozenset("àçèéê".encode("latin-1"))  # French accents, in cp1252 as in Latin-1
# é where neither Windows nor Latin-1 has it: old Macintosh files, "CSV (MS-DOS)" of Excel
ELSEWHERE = ((0x8E, "mac_roman", "Mac OS Roman"), (0x82, "cp850", "MS-DOS (850)"))
UNUSED = frozenset((0x81, 0x8D, 0x8F, 0x90, 0x9D))  # nothing in cp1252
WATCHED = WINDOWS | LATIN


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec and its name for people."""

    codec: str
    french: str


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What one reading of a file tells."""

    head: bytes
    size: int
    sha256: str
    encoding: Encoding | None  # None: this is no text


def examine(path: Path, *, shown: str = "") -> FileFacts:
    """Read a file once: its first bytes, its size, its digest and its encoding."""
    at = Place(shown or str(path))
    utf8 = codecs.getincrementaldecoder("utf-8")()
    head, size, whole, high = b"", 0, hashlib.sha256(), set[int]()
    is_utf8 = True
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                head = head or piece[:HEAD]
                size += len(piece)
                whole.update(piece)
                if is_utf8:
                    try:
                        utf8.decode(piece)
                    except UnicodeDecodeError:
                        is_utf8 = False
                high |= WATCHED.intersection(piece)
            try:
                utf8.decode(b"", final=True)
            except UnicodeDecodeError:
                is_utf8 = False
    except OSError as error:
        raise os_error(error) from error
    if size == 0:
        raise InputError("ce fichier est vide.", remedy="Vérifiez l’export.", at=at)
    return FileFacts(head, size, whole.hexdigest(), _encoding(head, is_utf8, high))


def _encoding(head: bytes, is_utf8: bool, high: set[int]) -> Encoding | None:
    for bom, codec, french in BOMS:
        if head.startswith(bom):
            return Encoding(codec, french)
    if b"\0" in head:
        return _utf16_without_bom(head)
    strays = sum(map(head.count, CONTROL)) - FORGIVEN
    if head.startswith(MAGIC) or strays * STRAY > len(head):
        return None
    if is_utf8:
        return Encoding("utf-8", "UTF-8")
    if not high & LATIN:
        for accent, codec, french in ELSEWHERE:
            if accent in high:
                return Encoding(codec, french)
    if not high & WINDOWS:
        return Encoding("latin-1", "Latin-1")
    if not high & UNUSED:
        return Encoding("cp1252", "Windows-1252")
    return None


def _utf16_without_bom(head: bytes) -> Encoding | None:
    """Latin text in UTF-16 has a zero every other byte."""
    pairs = len(head) // 2 or 1
    if head[1::2].count(0) > pairs * 0.6 and head[0::2].count(0) == 0:
        return Encoding("utf-16-le", "UTF-16")
    if head[0::2].count(0) > pairs * 0.6 and head[1::2].count(0) == 0:
        return Encoding("utf-16-be", "UTF-16")
    return None
