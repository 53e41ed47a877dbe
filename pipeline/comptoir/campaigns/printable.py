"""The tree as data for print: typst is handed words and their nature, never code."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

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
from comptoir.campaigns.plain import address_said, needs_address, to_text
from comptoir.campaigns.slots import fill


@lru_cache(maxsize=256)
def to_json(body: Body) -> str:
    """Write blocks as JSON text, slots in place: what every letter of a batch shares."""
    return json.dumps([_block(block) for block in body], ensure_ascii=False)


def fill_json(text: str, values: Sequence[str]) -> Any:
    """Return the data of one letter: values enter inside JSON strings, and cannot leave them."""
    return json.loads(fill(text, values, lambda value: json.dumps(value, ensure_ascii=False)[1:-1]))


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(level, children):
            return {"kind": "heading", "level": level, "children": _inlines(children)}
        case Paragraph(children):
            return {"kind": "paragraph", "children": _inlines(children)}
        case Quote(blocks):
            return {"kind": "quote", "blocks": [_block(b) for b in blocks]}
        case Items(items, ordered, start):
            rows = [[_block(b) for b in item] for item in items]
            return {"kind": "list", "ordered": ordered, "start": start, "items": rows}
        case Grid(header, rows, right):
            return {
                "kind": "table",
                "header": [_inlines(cell) for cell in header],
                "rows": [[_inlines(cell) for cell in row] for row in rows],
                "right": list(right),
            }
        case Rule():
            return {"kind": "rule"}


def _inlines(children: Sequence[Inline]) -> list[dict[str, Any]]:
    return [_inline(child) for child in children]


def _inline(child: Inline) -> dict[str, Any]:
    match child:
        case Words(text):
            return {"kind": "text", "text": text}
        case Break():
            return {"kind": "break"}
        case Strong(children):
            return {"kind": "strong", "children": _inlines(children)}
        case Emphasis(children):
            return {"kind": "emphasis", "children": _inlines(children)}
        case Link(url, children):
            shown = to_text((Paragraph(children),))
            said = address_said(url).removeprefix("https://") if needs_address(url, shown) else ""
            return {"kind": "link", "url": url, "said": said, "children": _inlines(children)}
