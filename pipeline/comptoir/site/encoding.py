"""The text of a page from its bytes: which encoding reads them, which one the page announces."""

import re
from dataclasses import dataclass

LARGEST = 5_000_000  # bytes; what comes after is not read
_ANNOUNCED = re.compile(rb"""<meta[^>]{0,80}charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_HEAD = 2048  # bytes in which a page announces its encoding (browsers read half of it)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# Browsers read all of these as Windows' encoding of Western languages (WHATWG, Encoding, § 4.2).
_WESTERN = frozenset(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "windows-1252", "cp1252",
                      "us-ascii", "ascii"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """How a page is written.

    Attributes:
        encoding: the one that reads it, "utf-8" or "windows-1252" for most.
        announced: the label that its `<meta>` gives, in lower case; empty when it gives none.
        whole: false for a file larger than `LARGEST`, the rest of which is not read.
    """

    encoding: str = "utf-8"
    announced: str = ""
    whole: bool = True

    @property
    def is_misread(self) -> bool:
        """Whether a browser that believes the page shows wrong letters."""
        return bool(self.announced) and _named(self.announced) != self.encoding


def read(raw: bytes) -> tuple[str, Written]:
    """Return the text of a page and how it is written.

    Its byte order mark decides, then UTF-8 when the bytes are that, then what the page announces.

    >>> read("é".encode("cp1252"))
    ('é', Written(encoding='windows-1252', announced='', whole=True))
    >>> read('<meta charset="utf-8">é'.encode("latin-1"))[1].is_misread
    True
    """
    whole = len(raw) <= LARGEST
    raw = raw[:LARGEST]
    found = _ANNOUNCED.search(raw[:_HEAD])
    announced = found[1].decode("ascii", "replace").lower() if found else ""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):  # stronger than what the page announces
            return raw[len(mark) :].decode(encoding, "replace"), Written(encoding, "", whole)
    if b"\x00" in raw[:_HEAD] and raw[:2].count(b"\x00") == 1:  # UTF-16 without its mark
        encoding = "utf-16-be" if raw[:1] == b"\x00" else "utf-16-le"
        return raw.decode(encoding, "replace"), Written(encoding, "utf-8", whole)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if not whole and error.start > LARGEST - 4:  # cut in the middle of a letter
            return raw[: error.start].decode("utf-8"), Written("utf-8", announced, whole)
        return _western(raw, announced, whole=whole)
    encoding = _named(announced) if announced and text.isascii() else "utf-8"
    return text, Written(encoding, announced, whole)


def _western(raw: bytes, announced: str, *, whole: bool) -> tuple[str, Written]:
    encoding = _named(announced)
    encoding = "windows-1252" if encoding in ("", "utf-8") else encoding
    try:
        return raw.decode(encoding, "replace"), Written(encoding, announced, whole)
    except LookupError:  # an encoding that nobody knows
        return raw.decode("cp1252", "replace"), Written("windows-1252", announced, whole)


def _named(label: str) -> str:
    """Return what browsers make of a label."""
    if label in _WESTERN:
        return "windows-1252"
    # a <meta> that can be read is no UTF-16: browsers take it for UTF-8
    return "utf-8" if label in ("utf8", "utf-8", "unicode", "utf-16") else label
