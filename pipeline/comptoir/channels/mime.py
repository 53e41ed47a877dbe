"""Write RFC 5322 messages from pieces encoded once: what changes is a few short values.

The standard library builds some 350 messages a second; most of a mailing being the same for
everyone, we encode the shared pieces once and join bytes. A property test keeps the two equal.
Nothing given as a value can add a header, a line or a part: headers are written on one line, text
is quoted-printable, and the boundary holds `=_`, which quoted-printable never does.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache

from comptoir.campaigns.slots import Slot, clean, pieces, value_of, without_slots
from comptoir.message import Attachment, Message

CRLF = b"\r\n"
SOFT = b"=\r\n"
WORD_BYTES = 45  # of UTF-8 in one encoded word: 60 characters of base64
LINE = 76
Escape = Callable[[str], str]


def _same(value: str) -> str:
    return value


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text in quoted-printable, its slots still open."""

    parts: tuple[bytes | Slot, ...]
    escape: Escape = _same

    def fill(self, values: Sequence[str]) -> bytes:
        escape = self.escape
        return b"".join(
            [
                part if isinstance(part, bytes) else _value(value_of(part, values), escape)
                for part in self.parts
            ]
        )


def encode_text(text: str, escape: Escape = _same) -> Encoded:
    """Encode a text once; its slots are filled, escaped and encoded for each recipient."""
    body = text if text.endswith("\n") else text + "\n"
    split = pieces(body)
    return Encoded(
        tuple(
            part if isinstance(part, Slot) else _literal(part, last=index == len(split) - 1)
            for index, part in enumerate(split)
        ),
        escape,
    )


def _literal(text: str, *, last: bool) -> bytes:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    return quoted_printable(lines) + (b"" if last else SOFT)


def quoted_printable(text: str) -> bytes:
    """Encode a text whose lines end in CRLF; none begins with a dot, which SMTP would double.

    >>> quoted_printable("déjà = 3"), quoted_printable(".gitignore")
    (b'd=C3=A9j=C3=A0 =3D 3', b'=2E=\\r\\ngitignore')
    """
    encoded = b"\n" + binascii.b2a_qp(text.encode()).replace(b"\r\n", b"\n")
    return encoded.replace(b"\n.", b"\n=2E=\n").replace(b"\n", b"\r\n")[2:]


@lru_cache(maxsize=8192)
def _value(value: str, escape: Escape) -> bytes:
    """Encode a value on lines of its own: a soft break ends it, so pieces may simply be joined."""
    return quoted_printable(escape(value)) + SOFT


@lru_cache(maxsize=2048)
def header(name: str, value: str) -> bytes:
    """Write an unstructured header, in encoded words where ASCII does not do.

    >>> header("Subject", "L’été\\r\\nBcc: x@example.org")
    b'Subject: =?utf-8?b?TOKAmcOpdMOpIEJjYzogeEBleGFtcGxlLm9yZw==?=\\r\\n'
    """
    line = clean(value)
    start = name.encode("ascii") + b": "
    plain = line.isascii() and "=?" not in line and len(start) + len(line) <= LINE
    return start + (line.encode("ascii") if plain else _encoded_words(line)) + CRLF


def raw_header(name: str, value: str) -> bytes:
    """Write a structured header that we made ourselves; control characters are refused."""
    if not value.isascii() or not value.replace("\r\n ", "").isprintable():
        raise ValueError(f"header {name} holds what no header may")
    return f"{name}: {value}\r\n".encode("ascii")


def _encoded_words(text: str) -> bytes:
    if len(whole := text.encode()) <= WORD_BYTES:
        return b"=?utf-8?b?" + binascii.b2a_base64(whole, newline=False) + b"?="
    words, current = [], b""
    for character in text:
        encoded = character.encode()
        if len(current) + len(encoded) > WORD_BYTES:
            words.append(current)
            current = b""
        current += encoded
    if current:
        words.append(current)
    return b"\r\n ".join(b"=?utf-8?b?" + base64.b64encode(word) + b"?=" for word in words)


_ATEXT = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")


@lru_cache(maxsize=2048)
def mailbox(name: str, address: str) -> str:
    """Write an address with its display name.

    >>> mailbox("Le Bihan, Jo", "jo@example.org")
    '"Le Bihan, Jo" <jo@example.org>'
    """
    shown = clean(name)
    if not is_sendable(address):
        raise ValueError("this address cannot be written in a header")
    if not shown:
        return address
    if not shown.isascii() or "=?" in shown:
        return f"{_encoded_words(shown).decode('ascii')} <{address}>"
    if _ATEXT.fullmatch(shown):
        return f"{shown} <{address}>"
    quoted = shown.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}" <{address}>'


_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,250}")


def is_sendable(address: str) -> bool:
    """Whether an address can be given to a mail server as it is: ASCII, no space, one @.

    >>> is_sendable("jo@example.org"), is_sendable("jo@example.org\\r\\nRCPT TO:<x@example.org>")
    (True, False)
    """
    return bool(_ADDRESS.fullmatch(address))


def boundary(identifier: str) -> bytes:
    """Return a boundary that no quoted-printable or base64 text can contain."""
    return b"=_" + hashlib.sha256(identifier.encode()).hexdigest()[:24].encode()


def alternative(headers: bytes, text: bytes, html: bytes, *, mark: bytes) -> bytes:
    """Join a message of two encoded parts, plain text and HTML."""
    line = b"--" + mark
    return b"".join(
        (
            headers, b"MIME-Version: 1.0\r\n",
            b'Content-Type: multipart/alternative; boundary="', mark, b'"\r\n\r\n',
            line, b"\r\n", _PLAIN, text, b"\r\n", line, b"\r\n", _HTML, html,
            b"\r\n", line, b"--\r\n",
        )
    )  # fmt: skip


_QP = b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
_PLAIN = b'Content-Type: text/plain; charset="utf-8"\r\n' + _QP
_HTML = b'Content-Type: text/html; charset="utf-8"\r\n' + _QP


def encode(message: Message, *, date: datetime) -> bytes:
    """Write any message: one to one mail such as an invoice with its PDF.

    Args:
        message: what is said, to whom; `sender` is its From.
        date: when it leaves.
    """
    headers = b"".join(_headers(message, date))
    mark = boundary(message.id)
    text = encode_text(without_slots(message.text)).fill(())
    html = encode_text(without_slots(message.html)).fill(()) if message.html else b""
    if not message.attachments:
        if html:
            return alternative(headers, text, html, mark=mark)
        return headers + b"MIME-Version: 1.0\r\n" + _PLAIN + text
    inner = alternative(b"", text, html, mark=mark + b"-a") if html else _PLAIN + text
    body = inner.replace(b"MIME-Version: 1.0\r\n", b"", 1)
    return _mixed(headers, [body, *map(_attached, message.attachments)], mark)


def _headers(message: Message, date: datetime) -> Iterable[bytes]:
    yield raw_header("Date", format_datetime(date))
    yield raw_header("From", message.sender)
    yield raw_header("To", mailbox("", message.recipient))
    yield header("Subject", message.subject)
    for name, value in message.headers:
        yield raw_header(name, value)


def _mixed(headers: bytes, parts: Sequence[bytes], mark: bytes) -> bytes:
    line = b"--" + mark
    start = b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="' + mark + b'"\r\n\r\n'
    joined = b"".join(line + CRLF + part + CRLF for part in parts)
    return headers + start + joined + line + b"--\r\n"


def _attached(attachment: Attachment) -> bytes:
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", attachment.name) or "piece"
    kind = attachment.media_type
    if not re.fullmatch(r"[a-z0-9.+-]+/[a-z0-9.+-]+", kind):
        kind = "application/octet-stream"
    head = (
        f'Content-Type: {kind}\r\nContent-Disposition: attachment; filename="{name}"\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    lines = base64.encodebytes(attachment.content).replace(b"\n", b"\r\n")
    return head.encode("ascii") + lines
