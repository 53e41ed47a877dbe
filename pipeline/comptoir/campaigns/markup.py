"""Markdown of a campaign as a small tree: what a letter, an e-mail and plain text can all show.

Raw HTML is text here, an address of a link must begin with a known scheme, and an image is its
alternative text; so the tree holds nothing that could run, track or break out.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from xml.etree.ElementTree import Element

import markdown

from comptoir.campaigns.slots import in_url
from comptoir.text import NBSP, french_spaces

SCHEMES = ("https://", "http://", "mailto:", "tel:")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_AMP = "\x02amp\x03"


@dataclass(frozen=True, slots=True)
class Words:
    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """A new line inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Strong:
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    children: tuple["Inline", ...]


Inline = Words | Break | Strong | Emphasis | Link


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list, bulleted or numbered."""

    items: tuple[tuple["Block", ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `right` numbers the columns aligned on the right."""

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    right: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A line between two parts."""


Block = Heading | Paragraph | Items | Quote | Grid | Rule
Body = tuple[Block, ...]


@lru_cache(maxsize=256)
def read_markup(text: str, site_url: str = "") -> Body:
    """Read Markdown; the same text is read once.

    Args:
        text: Markdown, with slots where values will be.
        site_url: what an address such as `/agenda/` is relative to.
    """
    parser = _parser()
    lines = COMMENT.sub("", text).replace("\x02", "").replace("\x03", "").split("\n")
    for step in parser.preprocessors:
        lines = step.run(lines)
    root = parser.parser.parseDocument(lines).getroot()
    assert root is not None
    for treeprocessor in parser.treeprocessors:
        changed = treeprocessor.run(root)
        root = root if changed is None else changed
    return tuple(_blocks(root, site_url))


def _parser() -> markdown.Markdown:
    made = markdown.Markdown(extensions=["tables", "sane_lists"])
    made.preprocessors.deregister("html_block")
    for name in ("html", "entity", "automail", "backtick"):
        made.inlinePatterns.deregister(name)
    made.parser.blockprocessors.deregister("code")
    made.treeprocessors.deregister("prettify")
    return made


def _blocks(parent: Element, site: str) -> Iterator[Block]:
    """Read blocks; loose text between them, as a tight list item has, makes paragraphs."""
    loose: list[Inline] = list(_words(parent.text))
    for child in parent:
        block = _block(child, site)
        if block is None:
            loose.extend(_inline(child, site))
        else:
            yield from _paragraph(loose)
            yield block
            loose = []
        loose.extend(_words(child.tail))
    yield from _paragraph(loose)


def _paragraph(children: Iterable[Inline]) -> Iterator[Paragraph]:
    kept = _trimmed(children)
    if kept:
        yield Paragraph(kept)


def _block(element: Element, site: str) -> Block | None:
    tag = element.tag
    if re.fullmatch("h[1-6]", tag):
        return Heading(int(tag[1]), _trimmed(_children(element, site)))
    if tag == "p":
        return Paragraph(_trimmed(_children(element, site)))
    if tag in ("ul", "ol"):
        items = tuple(tuple(_blocks(item, site)) for item in element)
        return Items(items, ordered=tag == "ol", start=int(element.get("start", "1")))
    if tag == "blockquote":
        return Quote(tuple(_blocks(element, site)))
    if tag == "table":
        return _grid(element, site)
    return Rule() if tag == "hr" else None


def _grid(table: Element, site: str) -> Grid:
    rows = [[(c, _trimmed(_children(c, site))) for c in row] for row in table.iter("tr")]
    first, *others = rows
    right = tuple(i for i, (cell, _) in enumerate(first) if "right" in cell.get("style", ""))
    return Grid(
        tuple(content for _, content in first),
        tuple(tuple(content for _, content in row) for row in others),
        right,
    )


def _children(element: Element, site: str) -> Iterator[Inline]:
    yield from _words(element.text)
    for child in element:
        yield from _inline(child, site)
        yield from _words(child.tail)


def _inline(element: Element, site: str) -> Iterator[Inline]:
    children = tuple(_children(element, site))
    if element.tag == "strong":
        yield Strong(children)
    elif element.tag == "em":
        yield Emphasis(children)
    elif element.tag == "br":
        yield Break()
    elif element.tag == "img":
        yield from _words(element.get("alt"))
    elif element.tag == "a" and (url := safe_url(_raw(element.get("href") or ""), site)):
        yield Link(url, children)
    else:
        yield from children


def safe_url(url: str, site: str = "") -> str:
    """Return the address of a link, complete, or nothing when it is not one we follow.

    >>> safe_url("/agenda/", "https://asso.example.org"), safe_url("javascript:alert(1)")
    ('https://asso.example.org/agenda/', '')
    """
    plain = "".join(url.split())
    if plain.startswith("/") and not plain.startswith("//") and site:
        return in_url(site.rstrip("/") + plain)
    return in_url(plain) if plain.startswith(SCHEMES) else ""


def _raw(text: str) -> str:
    return html.unescape(text.replace(_AMP, "&"))


def _words(text: str | None) -> Iterator[Words]:
    if text:
        plain = re.sub(r"[ \t\n\r]+", " ", _raw(text))
        yield Words(_glued(french_spaces(plain)))


def _glued(text: str) -> str:
    """Keep a number and its unit on one line.

    >>> _glued("de 9 h 30 à 12 h, 22 €").replace("\N{NO-BREAK SPACE}", "~")
    'de 9~h~30 à 12~h, 22~€'
    """
    text = re.sub(r"(\d) (h|min|€|km|m|kg|ans?|mois)\b", rf"\1{NBSP}\2", text)
    text = re.sub(r"(\d) €", rf"\1{NBSP}€", text)
    return re.sub(rf"(\d{NBSP}h) (\d\d)\b", rf"\1{NBSP}\2", text)


def _trimmed(children: Iterable[Inline]) -> tuple[Inline, ...]:
    """Join neighbouring words and take away spaces around the whole and around breaks."""
    kept: list[Inline] = []
    for child in children:
        last = kept[-1] if kept else Break()
        if isinstance(child, Words):
            text = child.text.lstrip(" ") if isinstance(last, Break) else child.text
            if isinstance(last, Words):
                kept[-1] = Words(last.text + text)
            elif text:
                kept.append(Words(text))
        else:
            if isinstance(child, Break):
                _strip_end(kept)
            kept.append(child)
    while kept and isinstance(kept[-1], Break):
        kept.pop()
    _strip_end(kept)
    return tuple(kept)


def _strip_end(kept: list[Inline]) -> None:
    if kept and isinstance(last := kept[-1], Words):
        stripped = last.text.rstrip(" ")
        kept[-1:] = [Words(stripped)] if stripped else []
