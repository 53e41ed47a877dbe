"""The elements of one page, read in one pass: by name, with their attributes."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from selectolax.lexbor import LexborNode as Node

from comptoir.site.blocks import HEADINGS

Attributes = Mapping[str, str | None]
_NONE: Attributes = {}
# Attributes that no rule looks up by themselves, and that most elements have.
_PLAIN = frozenset((
    "alt", "charset", "class", "content", "crossorigin", "datetime", "decoding", "height", "href",
    "loading", "media", "name", "property", "rel", "sizes", "src", "srcset", "title", "type",
    "value", "width",
))  # fmt: skip


class Elements:
    """What the parser holds of a page, asked once of each element.

    Attributes:
        tags: elements by name, in document order.
        headings: `<h1>` to `<h6>`, in document order.
    """

    __slots__ = ("_attributes", "_marked", "headings", "tags")

    def __init__(self, root: Node | None) -> None:
        found: defaultdict[str, list[Node]] = defaultdict(list)
        known: dict[int, Attributes] = {}
        marked: list[tuple[Node, Attributes]] = []
        self.headings: list[Node] = []
        for node in root.traverse() if root is not None else ():
            tag = node.tag or ""
            found[tag].append(node)
            if tag in HEADINGS:
                self.headings.append(node)
            if attributes := node.attributes:
                known[node.mem_id] = attributes
                if not _PLAIN.issuperset(attributes):
                    marked.append((node, attributes))
        self.tags: Mapping[str, Sequence[Node]] = dict(found)
        self._attributes = known
        self._marked = marked

    def attributes(self, node: Node) -> Attributes:
        """Return the attributes of an element of the page."""
        return self._attributes.get(node.mem_id, _NONE)

    def having(self, name: str) -> Iterator[tuple[Node, str]]:
        """Yield the elements that have an attribute which is no plain one, with its value."""
        for node, attributes in self._marked:
            if name in attributes:
                yield node, attributes[name] or ""

    def stated(self) -> list[Node]:
        """Return the elements that carry a role, a state or a property of WAI-ARIA."""
        return [
            node
            for node, attributes in self._marked
            if "role" in attributes or " aria-" in f" {' '.join(attributes)}"
        ]
