"""Read the XML of a WordPress export (WXR): a piece at a time, watched while it is read."""

import html
import re
import xml.etree.ElementTree as ET
from codecs import getincrementaldecoder
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast
from urllib.parse import unquote
from xml.parsers import expat

from comptoir.errors import InputError, Place
from comptoir.errors.french import os_error
from comptoir.site.adoption import fields

LARGEST = 500_000_000  # bytes
DEEPEST = 50
MOST = 100_000  # things in the export
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@dataclass(slots=True)
class Item:
    """One thing of the export."""

    number: str
    kind: str
    title: str
    link: str
    html: str
    excerpt: str
    status: str
    day: str
    modified: str
    name: str
    parent: str
    order: str
    locked: bool
    media: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    terms: list[tuple[str, str]] = field(default_factory=list)
    comments: int = 0


@dataclass(frozen=True, slots=True)
class Term:
    """A category or a tag."""

    kind: str  # category, tag
    number: str
    name: str
    slug: str
    parent: str = ""  # slug of the category above


@dataclass(slots=True)
class Export:
    """Everything in the export."""

    name: str = ""
    address: str = ""
    lang: str = ""
    authors: int = 0
    items: list[Item] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)


class _Clean:
    """Reads an export without the bytes that XML forbids and old posts hold, a piece at a time."""

    FORBIDDEN = bytes(set(range(32)) - {9, 10, 13})

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        start = file.read(200)
        file.seek(0)
        declared = re.search(rb"encoding=[\"']([\w-]+)", start)
        self._wide = start[:2] in (b"\xff\xfe", b"\xfe\xff")
        utf8 = declared is None or declared[1].lower() in (b"utf-8", b"utf8")
        self._rest = b""
        self._decoder = getincrementaldecoder("utf-8")("replace") if utf8 else None

    def read(self, size: int = -1) -> bytes:
        """Return at most that many bytes: a character cut in two waits for its end."""
        while not self._rest:
            piece = self._file.read(size)
            if not piece:
                return b""
            self._rest = piece if self._wide else self._cleaned(piece)
        end = len(self._rest) if size < 0 else size
        given, self._rest = self._rest[:end], self._rest[end:]
        return given

    def _cleaned(self, piece: bytes) -> bytes:
        if self._decoder is not None:
            piece = self._decoder.decode(piece).encode("utf-8")
        return piece.translate(None, self.FORBIDDEN)


def _guard(path: Path) -> None:
    """Refuse what an export never holds: a document type, entities, an endless depth."""
    at = Place(path.name)
    parser = expat.ParserCreate()
    depth = 0

    def refuse(*_told: object) -> None:
        raise InputError(
            "ce XML contient une déclaration de type ou d’entité, qu’aucun export ne contient.",
            remedy="Refaites l’export depuis WordPress.",
            at=at,
        )

    def start(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise InputError("ce XML est trop imbriqué.", remedy="Refaites l’export.", at=at)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        if path.stat().st_size > LARGEST:
            raise InputError("cet export est trop gros.", remedy="Exportez par année.", at=at)
        with path.open("rb") as file:
            parser.ParseFile(_Clean(file))
    except expat.ExpatError as error:
        raise InputError(
            "ce XML est mal formé, ou incomplet.",
            remedy="Refaites l’export depuis WordPress ; un export coupé ne se lit pas.",
            at=Place(path.name, error.lineno),
        ) from error
    except OSError as error:
        raise os_error(error) from error


def read_export(path: Path) -> Export:
    """Read everything.

    Raises:
        InputError: this is no export of WordPress, or no XML that one may read.
    """
    _guard(path)
    read = Export()
    seen: Counter[tuple[str, str]] = Counter()
    with path.open("rb") as file:
        clean = cast("BinaryIO", _Clean(file))  # all that `iterparse` asks for is `read`
        for _event, element in ET.iterparse(clean, events=("end",)):  # noqa: S314 — see `_guard`
            tag = _local(element.tag)
            if tag == "item":
                if len(read.items) < MOST:
                    read.items.append(_told_apart(_item(element), seen))
                element.clear()
            elif tag == "title" and not read.name:
                read.name = fields.line(_words(element.text))
            elif tag == "language" and not read.lang:
                read.lang = (element.text or "").strip()
            elif tag in ("base_blog_url", "base_site_url") and element.text:
                if tag == "base_blog_url" or not read.address:
                    read.address = element.text.strip().rstrip("/")
            elif tag in ("category", "tag") and "wordpress.org/export" in element.tag:
                read.terms.append(_term(tag, element))
            elif tag == "author":
                read.authors += 1
                element.clear()
    if not read.address and not read.items:
        raise InputError(
            "ce XML n’est pas un export de WordPress.",
            remedy="Dans WordPress : Outils, Exporter, Tout le contenu.",
            at=Place(path.name),
        )
    return read


def _term(kind: str, element: ET.Element) -> Term:
    told = {_local(one.tag): (one.text or "").strip() for one in element}
    return Term(
        kind,
        told.get("term_id", ""),
        _words(told.get("cat_name") or told.get("tag_name")),
        unquote(told.get("category_nicename") or told.get("tag_slug") or ""),
        unquote(told.get("category_parent", "")),
    )


def _told_apart(item: Item, seen: Counter[tuple[str, str]]) -> Item:
    """Number a thing that some export did not, or did as another."""
    item.number = item.number or item.name or item.title
    seen[item.kind, item.number] += 1
    if (again := seen[item.kind, item.number]) > 1:
        item.number += f".{again}"
    return item


def _words(text: str | None) -> str:
    """Titles and names of categories are HTML in an export.

    >>> _words("Pain &amp; <em>sel</em>")
    'Pain & sel'
    """
    return html.unescape(re.sub(r"<[^>]+>", "", text or ""))


def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]


def _item(element: ET.Element) -> Item:
    told: dict[str, str] = {}
    meta: dict[str, str] = {}
    terms: list[tuple[str, str]] = []
    comments = 0
    for child in element:
        tag = "content" if child.tag == CONTENT else _local(child.tag)
        if tag == "postmeta":
            pair = {_local(one.tag): one.text or "" for one in child}
            meta[pair.get("meta_key", "")] = pair.get("meta_value", "")
        elif tag == "category":
            terms.append((child.get("domain", ""), _words(child.text)))
        elif tag == "comment":
            comments += 1
        else:
            told[tag] = child.text or ""

    def get(key: str) -> str:
        return told.get(key, "").strip()

    return Item(
        number=get("post_id"),
        kind=get("post_type"),
        title=_words(get("title")),
        link=get("link"),
        html=told.get("content", ""),
        excerpt=get("encoded"),
        status=get("status"),
        day=get("post_date") if not get("post_date").startswith("0000") else "",
        modified=get("post_modified"),
        name=unquote(get("post_name")),
        parent=get("post_parent"),
        order=get("menu_order"),
        locked=bool(get("post_password")),
        media=get("attachment_url"),
        meta=meta,
        terms=terms,
        comments=comments,
    )
