"""The tree as HTML for e-mail: plain elements, styled by the theme, values escaped."""

import html
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


def escape(value: str) -> str:
    """Escape a value for HTML text and for an attribute alike."""
    return html.escape(value, quote=True)


def to_html(body: Body) -> str:
    """Write blocks as HTML, slots left in place.

    Headings start at level 2: the subject is the title of the message.
    """
    return "\n".join(_block(block) for block in body)


def _block(block: Block) -> str:
    match block:
        case Heading(level, children):
            name = f"h{min(max(level, 2), 4)}"
            return f"<{name}>{_inlines(children)}</{name}>"
        case Paragraph(children):
            return f"<p>{_inlines(children)}</p>"
        case Quote(blocks):
            return f"<blockquote>{to_html(blocks)}</blockquote>"
        case Items():
            return _items(block)
        case Grid():
            return _grid(block)
        case Rule():
            return "<hr>"


def _items(block: Items) -> str:
    rows = "".join(f"<li>{_tight(item)}</li>" for item in block.items)
    if not block.ordered:
        return f"<ul>{rows}</ul>"
    start = f' start="{block.start}"' if block.start != 1 else ""
    return f"<ol{start}>{rows}</ol>"


def _tight(item: Body) -> str:
    """A short item, alone or above a list of its own, needs no paragraph."""
    if item and isinstance(first := item[0], Paragraph):
        others = item[1:]
        if all(isinstance(other, Items) for other in others):
            return "\n".join([_inlines(first.children), *map(_block, others)])
    return to_html(item)


def _grid(block: Grid) -> str:
    def row(cells: Sequence[Sequence[Inline]], tag: str) -> str:
        made = []
        for column, cell in enumerate(cells):
            scope = ' scope="col"' if tag == "th" else ""
            side = ' class="right"' if column in block.right else ""
            made.append(f"<{tag}{scope}{side}>{_inlines(cell)}</{tag}>")
        return f"<tr>{''.join(made)}</tr>"

    rows = "".join(row(cells, "td") for cells in block.rows)
    return (
        f'<table class="grid"><thead>{row(block.header, "th")}</thead><tbody>{rows}</tbody></table>'
    )


def _inlines(children: Sequence[Inline]) -> str:
    return "".join(map(_inline, children))


def _inline(child: Inline) -> str:
    match child:
        case Words(text):
            return html.escape(text, quote=False)
        case Break():
            return "<br>"
        case Strong(children):
            return f"<strong>{_inlines(children)}</strong>"
        case Emphasis(children):
            return f"<em>{_inlines(children)}</em>"
        case Link(url, children):
            return f'<a href="{escape(url)}">{_inlines(children)}</a>'
