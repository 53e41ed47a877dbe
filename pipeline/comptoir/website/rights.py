"""Author, credit and rights of an image: read wherever a camera or an agency writes them, and
written again in what we make (LAW, IMG011). Everything else that a file says of itself goes.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from PIL import Image, IptcImagePlugin
from PIL.PngImagePlugin import PngInfo

ARTIST, COPYRIGHT = 0x013B, 0x8298  # Exif 2.32, § 4.6.4
BYLINE, CREDIT, NOTICE = (2, 80), (2, 110), (2, 116)  # IPTC-IIM 4.2 records
LONGEST = 500  # characters of one fact
PACKET = "XML:com.adobe.xmp"  # where PNG keeps XMP
_DC = "{http://purl.org/dc/elements/1.1/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf='
    '"http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">{facts}</rdf:Description></rdf:RDF>'
    "</x:xmpmeta>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What must stay with an image."""

    creator: str = ""
    credit: str = ""
    notice: str = ""

    def __bool__(self) -> bool:
        return bool(self.creator or self.credit or self.notice)

    def exif(self) -> bytes:
        """Return EXIF data that holds the author and the rights, and nothing else."""
        kept = Image.Exif()
        for tag, told in ((ARTIST, self.creator), (COPYRIGHT, self.notice)):
            if told:
                kept[tag] = told.encode()  # Pillow would write ? for a letter that is not ASCII
        return kept.tobytes() if len(kept) else b""

    def xmp(self) -> bytes:
        facts = ""
        if self.creator:
            facts += _listed("dc:creator", "rdf:Seq", "<rdf:li>", self.creator)
        if self.notice:
            start = '<rdf:li xml:lang="x-default">'
            facts += _listed("dc:rights", "rdf:Alt", start, self.notice)
        if self.credit:
            facts += f"<photoshop:Credit>{escape(self.credit)}</photoshop:Credit>"
        return _XMP.format(facts=facts).encode()

    def options(self, kind: str) -> dict[str, Any]:
        """Return what Pillow must be given to write them in a file of this format."""
        if not self:
            return {}
        exif = self.exif()
        given: dict[str, Any] = {"exif": exif} if exif else {}
        if kind == "PNG":
            packet = PngInfo()
            packet.add_itxt(PACKET, self.xmp().decode())
            return given | {"pnginfo": packet}
        return given | {"xmp": self.xmp()}


def _listed(name: str, kind: str, start: str, told: str) -> str:
    return f"<{name}><{kind}>{start}{escape(told)}</rdf:li></{kind}></{name}>"


def rights_of(image: Image.Image) -> Rights:
    """Read them: EXIF first, then IPTC, then XMP."""
    exif, press, packet = image.getexif(), _press(image), _packet(image)
    return Rights(
        creator=_first(exif.get(ARTIST), press.get(BYLINE), packet.get("creator")),
        credit=_first(press.get(CREDIT), packet.get("credit")),
        notice=_first(exif.get(COPYRIGHT), press.get(NOTICE), packet.get("rights")),
    )


def _first(*told: object) -> str:
    return next((words for words in map(_words, told) if words), "")


def _words(told: object) -> str:
    """Return text as it was meant: EXIF knows no encoding, and cameras write UTF-8."""
    if isinstance(told, list | tuple):
        return "; ".join(filter(None, map(_words, told)))
    if isinstance(told, bytes):
        told = told.decode("latin-1")
    if not isinstance(told, str):
        return ""
    with suppress(UnicodeError):
        told = told.encode("latin-1").decode("utf-8")
    plain = "".join(c if c.isprintable() else " " for c in told.split("\0")[0])
    return " ".join(plain.split())[:LONGEST]


def _press(image: Image.Image) -> Mapping[tuple[int, int], Any]:
    """Return what press agencies write beside EXIF (IPTC)."""
    try:
        return IptcImagePlugin.getiptcinfo(image) or {}  # type: ignore[arg-type]
    except (OSError, SyntaxError, ValueError, LookupError):
        return {}


def _packet(image: Image.Image) -> Mapping[str, str]:
    raw = image.info.get("xmp") or image.info.get(PACKET) or b""
    data = raw.encode() if isinstance(raw, str) else raw
    if not isinstance(data, bytes) or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return {}
    try:
        root = ET.fromstring(data.strip(b"\0 \t\r\n"))  # noqa: S314 — no entity is left to expand
    except (ET.ParseError, ValueError):
        return {}
    return {
        "creator": "; ".join(_items(root, f"{_DC}creator")),
        "rights": "; ".join(_items(root, f"{_DC}rights")),
        "credit": "; ".join(_items(root, f"{_PHOTOSHOP}Credit")),
    }


def _items(root: ET.Element, name: str) -> Iterator[str]:
    """Yield the values of a property, written as an attribute, as text or as a list."""
    for element in root.iter(f"{_RDF}Description"):
        if told := element.get(name, "").strip():
            yield told
    for element in root.iter(name):
        texts = [item.text or "" for item in element.iter(f"{_RDF}li")] or [element.text or ""]
        yield from dict.fromkeys(text.strip() for text in texts if text.strip())
