"""The text of a page as a reader meets it: headings, paragraphs, cells, one block each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode as Node

_BREAKING = (
    "address article aside blockquote br button caption dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr label legend li main nav ol option p pre "
    "section select summary table tbody td tfoot th thead tr ul"
)
BREAKING = frozenset(_BREAKING.split())
_SILENT = "script style template noscript svg iframe object canvas head nav"
SILENT = frozenset(_SILENT.split())
HEADINGS = {f"h{level}": level for level in range(1, 7)}


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text on its own line; `level` is 1 to 6 for a heading, 0 otherwise."""

    text: str
    level: int = 0
    footer: bool = False
    href: str = ""  # target of the last link inside, when there is one


class _Writer:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._href = ""
        self.level = 0
        self.footer = False

    def add(self, text: str) -> None:
        self._parts.append(text)

    def link(self, href: str) -> None:
        self._href = href

    def cut(self) -> None:
        text = " ".join("".join(self._parts).split())
        if text:
            self.blocks.append(Block(text, self.level, self.footer, self._href))
        self._parts, self._href = [], ""


def blocks_of(root: Node | None) -> tuple[Block, ...]:
    """Return the blocks under a node in reading order, navigation and scripts left out."""
    writer = _Writer()
    if root is not None:
        _walk(root, writer)
        writer.cut()
    return tuple(writer.blocks)


def _walk(root: Node, writer: _Writer) -> None:
    """Go down and up again without calling itself: pages exist that are thousands deep."""
    stack: list[tuple[Iterator[Node], tuple[int, bool] | None]]
    stack = [(root.iter(include_text=True), None)]
    while stack:
        children, outer = stack[-1]
        node = next(children, None)
        if node is None:
            stack.pop()
            if outer is not None:
                writer.cut()
                writer.level, writer.footer = outer
            continue
        tag = node.tag or ""
        if tag == "-text":
            writer.add(node.text_content or "")
        elif tag not in SILENT and not tag.startswith(("-", "!")):
            stack.append((node.iter(include_text=True), _entered(node, tag, writer)))


def _entered(node: Node, tag: str, writer: _Writer) -> tuple[int, bool] | None:
    """Open an element; return what to come back to when it stands on lines of its own."""
    if tag not in BREAKING:
        if tag == "a":
            writer.link(node.attributes.get("href") or "")
        return None
    writer.cut()
    outer = writer.level, writer.footer
    writer.level = HEADINGS.get(tag, writer.level)
    writer.footer = writer.footer or tag == "footer"
    return outer


def joined(blocks: Iterable[Block]) -> str:
    return "\n".join(block.text for block in blocks)
