"""A message as it came, read without trust: broken charsets, lost parts, bottomless nesting."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime
from html import unescape

from comptoir.errors import InputError

PARTS = 200  # as many as are looked at
TEXT = 256 * 1024  # characters of a part: what fails is said at its beginning
RETURNED = frozenset({"message/rfc822", "text/rfc822-headers", "message/rfc822-headers"})
REPORTS = ("message/delivery-status", "message/global-delivery-status", "message/feedback-report")
_MARKUP = re.compile(
    r"<(style|script|head)\b.*?</\1\s*>|<(?!/?[\w.+=-]+@)[/!?]?[a-zA-Z][^<>]*>|<!--.*?-->",
    re.S | re.I,
)
_BREAKS = re.compile(r"<(?:br|/?p|/?div|/?tr|/?li|/?h[1-6]|/?table|/?td)\b[^>]*>", re.I)
_ADDRESS = re.compile(r"[^\s<>\"'(),;:\[\]]+@[^\s<>\"'(),;:\[\]]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A leaf of a message."""

    kind: str  # text/plain
    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What can be read of a message."""

    headers: dict[str, tuple[str, ...]]  # by lower-case name, decoded
    parts: tuple[Part, ...]
    returned: str = ""  # the message that came back, or its headers, as text
    kind: str = "text/plain"  # of the whole
    report: str = ""  # report-type of a multipart/report
    date: datetime | None = None
    _cache: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def get(self, name: str) -> str:
        return next(iter(self.headers.get(name.lower(), ())), "")

    def all(self, name: str) -> tuple[str, ...]:
        return self.headers.get(name.lower(), ())

    @property
    def sender(self) -> str:
        return next(iter(addresses(self.get("from"))), "")

    @property
    def text(self) -> str:
        """What a person reads: the plain parts, the others for want of them."""
        if "text" not in self._cache:
            plain = [one.text for one in self.parts if one.kind == "text/plain" and one.text]
            rich = [plain_of(one.text) for one in self.parts if one.kind == "text/html"]
            longer = any(part.strip() for part in plain)
            self._cache["text"] = "\n\n".join(plain if longer else rich)
        return self._cache["text"]

    @property
    def rich(self) -> str:
        """The HTML parts, as text."""
        return "\n\n".join(plain_of(one.text) for one in self.parts if one.kind == "text/html")

    @property
    def feedback(self) -> str:
        """What a feedback report says it is: abuse, not-spam…"""
        told = "\n".join(self.reports("message/feedback-report"))
        return next((value.lower() for name, value in fields(told) if name == "feedback-type"), "")

    def reports(self, kind: str) -> list[str]:
        return [one.text for one in self.parts if one.kind == kind]


def read_letter(raw: bytes) -> Letter:
    """Read a message.

    Raises:
        InputError: nothing of it can be read.
    """
    try:
        return _letter(BytesParser(policy=compat32).parsebytes(_lines(raw)))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise InputError(
            "ce message est trop abîmé pour être lu.",
            remedy="Ouvrez-le dans votre logiciel de courriel : il est laissé de côté ici.",
        ) from error


def _lines(raw: bytes) -> bytes:
    """Give line ends back to a file of old Macintosh, and drop what precedes the headers."""
    if b"\n" not in raw and b"\r" in raw:
        raw = raw.replace(b"\r", b"\n")
    raw = raw.lstrip(b"\r\n")
    if raw.startswith((b"From ", b">From ")):
        raw = raw.partition(b"\n")[2]
    return raw


def _letter(message: Message) -> Letter:
    headers: dict[str, tuple[str, ...]] = {}
    for name, value in message.items():
        key = name.lower()
        headers[key] = (*headers.get(key, ()), decoded(str(value)))
    parts, returned = [], ""
    for kind, part in _leaves(message):
        if kind in RETURNED:
            returned = returned or _whole(part)
        else:
            lost = kind.startswith("multipart/")  # its boundary is not the one it says
            parts.append(Part("text/plain" if lost else kind, _text(part)))
    return Letter(
        headers=headers,
        parts=tuple(parts),
        returned=returned,
        kind=message.get_content_type(),
        report=str(message.get_param("report-type") or "").lower(),
        date=_date(headers.get("date", ("",))[0]),
    )


def _leaves(message: Message) -> Iterator[tuple[str, Message]]:
    """Yield the parts that hold something, without entering a message that came back."""
    waiting, seen = [message], 0
    while waiting and seen < PARTS:
        part, seen = waiting.pop(0), seen + 1
        kind = part.get_content_type()
        inside = part.get_payload()
        if kind in RETURNED or kind in REPORTS or not isinstance(inside, list):
            yield kind, part
        else:
            waiting[:0] = [one for one in inside if isinstance(one, Message)]


def _whole(part: Message) -> str:
    """Return a returned message as text: its headers, and what follows."""
    inside = part.get_payload()
    if not isinstance(inside, list):
        return _text(part)
    return "\n\n".join(_flat(one) for one in inside if isinstance(one, Message))[:TEXT]


def _flat(message: Message) -> str:
    head = "\n".join(f"{name}: {decoded(str(value))}" for name, value in message.items())
    inside = message.get_payload()
    return head if isinstance(inside, list) else f"{head}\n\n{_text(message)}"


def _text(part: Message) -> str:
    inside = part.get_payload()
    if isinstance(inside, list):  # blocks of fields
        return "\n\n".join(_flat(one) for one in inside if isinstance(one, Message))[:TEXT]
    if part.get_content_maintype() not in ("text", "message", "multipart"):
        return ""
    try:
        given = part.get_payload(decode=True)
    except (ValueError, binascii.Error, AssertionError):
        given = None
    raw = given if isinstance(given, bytes) else str(inside).encode("utf-8", "surrogateescape")
    charset = str(part.get_param("charset") or "").strip("'\" ")
    return in_charset(raw[: TEXT * 4], charset)[:TEXT].replace("\r\n", "\n").replace("\r", "\n")


def in_charset(raw: bytes, charset: str) -> str:
    """Decode what a message says is in a charset, whatever it truly is.

    >>> in_charset("é".encode(), "x-unknown"), in_charset("é".encode("latin-1"), "us-ascii")
    ('é', 'é')
    """
    for codec in (charset, "utf-8", "cp1252"):
        try:
            return raw.decode(codec)
        except (LookupError, ValueError):
            continue
    return raw.decode("latin-1")


def decoded(value: str) -> str:
    """Return a header as it is read, on one line (RFC 2047).

    >>> decoded("=?utf-8?Q?Non_remis_=3A?= essai"), decoded("=?x?B?*?=")
    ('Non remis : essai', '')
    """
    line = re.sub(r"\s*\r?\n\s*", " ", value)
    try:
        pieces = decode_header(line)
    except (HeaderParseError, ValueError, binascii.Error):
        return line
    return "".join(
        in_charset(piece, charset or "ascii") if isinstance(piece, bytes) else piece
        for piece, charset in pieces
    ).encode("utf-8", "replace").decode()  # fmt: skip


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def addresses(*values: str) -> list[str]:
    """Return the addresses of headers, in lower case.

    >>> addresses('"Jo" <Jo@Example.org>, ana@example.org')
    ['jo@example.org', 'ana@example.org']
    """
    try:
        found = [address for _, address in getaddresses(list(values)) if "@" in address]
    except (ValueError, IndexError, TypeError):
        found = []
    found = found or [one for value in values for one in _ADDRESS.findall(value)]
    return list(dict.fromkeys(one.strip("<>. ").lower() for one in found if "@" in one))


def plain_of(markup: str) -> str:
    """Return the words of an HTML part."""
    text = _MARKUP.sub(" ", _BREAKS.sub("\n", markup))
    return re.sub(r"[ \t\xa0]+", " ", unescape(text))


def fields(block: str) -> list[tuple[str, str]]:
    """Return the fields of a block, continued lines joined.

    >>> fields("Action: failed\\nStatus: 5.1.1\\n (unknown)")
    [('action', 'failed'), ('status', '5.1.1 (unknown)')]
    """
    joined = re.sub(r"\n[ \t]+", " ", block)
    found = re.findall(r"^([A-Za-z][\w-]*)[ \t]*:[ \t]*(.*)$", joined, re.M)
    return [(name.lower(), value.strip()) for name, value in found]
