"""The tree as plain text: the other half of an e-mail, and what a screen reader may prefer."""

from collections.abc import Sequence

from comptoir.campaigns.markup import (
    Block,
    Body,
    Break,
    Emphasis,
    Grid,
    Heading,
    Inline,
    Items,
    Link,
    Paragraph,
    Quote,
    Rule,
    Strong,
    Words,
)
from comptoir.campaigns.slots import OPEN

RULE = "-" * 40


def to_text(body: Body) -> str:
    """Write blocks as text, one paragraph a line (readers wrap it themselves), slots in place."""
    return "\n\n".join(_block(block) for block in body)


def _block(block: Block) -> str:
    match block:
        case Heading(level, children):
            title = _inlines(children)
            return f"{title}\n{'=' * len(title)}" if level <= 2 else f"{title}\n{'-' * len(title)}"
        case Paragraph(children):
            return _inlines(children)
        case Quote(blocks):
            return _indented(to_text(blocks), "> ", "> ")
        case Items():
            return _items(block)
        case Grid():
            return _grid(block)
        case Rule():
            return RULE


def _items(block: Items) -> str:
    lines = []
    for number, item in enumerate(block.items, block.start):
        mark = f"{number}. " if block.ordered else "- "
        said = "\n".join(map(_block, item))
        lines.append(_indented(said, mark, " " * len(mark)))
    return "\n".join(lines)


def _indented(text: str, first: str, others: str) -> str:
    start, *rest = text.split("\n")
    return "\n".join([first + start, *((others + line).rstrip() for line in rest)])


def _grid(block: Grid) -> str:
    """Say each row with its headings, as a table read aloud would be."""
    names = [_inlines(cell) for cell in block.header]
    return "\n".join(_row(names, row) for row in block.rows)


def _row(names: Sequence[str], row: Sequence[Sequence[Inline]]) -> str:
    cells = [_inlines(cell) for cell in row]
    said = [f"{name} : {cell}" if name else cell for name, cell in zip(names, cells, strict=False)]
    return f"- {' ; '.join(said)}"


def _inlines(children: Sequence[Inline]) -> str:
    return "".join(map(_inline, children))


def _inline(child: Inline) -> str:
    match child:
        case Words(text):
            return text
        case Break():
            return "\n"
        case Strong(children) | Emphasis(children):
            return _inlines(children)
        case Link(url, children):
            return _link(url, _inlines(children))


def _link(url: str, shown: str) -> str:
    """
    >>> _link("mailto:a@example.org", "a@example.org"), _link("https://example.org/", "le site")
    ('a@example.org', 'le site (https://example.org/)')
    """
    return f"{shown} ({address_said(url)})" if needs_address(url, shown) else shown


def address_said(url: str) -> str:
    """Return an address as it is read: a number or a mailbox by itself, a page as it is."""
    bare = url.removeprefix("mailto:").removeprefix("tel:")
    return bare.replace(f"{OPEN}u", OPEN) if bare != url else url


def needs_address(url: str, shown: str) -> bool:
    """Whether the words of a link do not already say where it leads.

    >>> needs_address("https://example.org/", "example.org")
    False
    """
    said = address_said(url)
    same = (url, said, said.rstrip("/"), said.removeprefix("https://").rstrip("/"))
    return shown.strip() not in same
