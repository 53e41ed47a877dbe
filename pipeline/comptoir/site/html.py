"""One built page, parsed once and read by every rule through one index."""

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from sys import intern
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser
from selectolax.lexbor import LexborNode as Node

from comptoir.errors import Place
from comptoir.site import calls as third_parties
from comptoir.site import encoding, loaded
from comptoir.site.access import HIDING, UNSEEN, Access, clean
from comptoir.site.blocks import HEADINGS, Block, blocks_of
from comptoir.site.elements import Attributes, Elements
from comptoir.site.encoding import Written
from comptoir.site.links import Target, resolve, url_of
from comptoir.site.loaded import Resource
from comptoir.site.position import line_at, lines_of
from comptoir.site.regions import Region, region_of
from comptoir.site.wording import folded

__all__ = ["Heading", "HtmlPage", "Image", "Link", "Node", "Resource"]


class Link(NamedTuple):
    """An `<a href>`: as written, with its visible text."""

    href: str
    text: str
    node: Node


class Image(NamedTuple):
    """An `<img>`; `alt` is None when the attribute is absent."""

    src: str
    alt: str | None
    node: Node


class Heading(NamedTuple):
    level: int
    text: str
    node: Node


_KEPT = frozenset(("source", "path", "shown", "base", "url", "_written", "_raw"))
# Parts of pages, which scripts and generators copy into them: nobody opens these files.
_INCLUDED = re.compile(r"(?:^|/)(?:_?includes?|_?partials?|_layouts)/", re.IGNORECASE)
_AROUND = ("header", "footer", "address")

_cleaned = lru_cache(maxsize=16384)(clean)  # links of a menu come back on every page
_line = lru_cache(maxsize=16384)(lambda line: " ".join(folded(line).split()))


@lru_cache(maxsize=4096)
def _encoded(word: str) -> bytes:
    return word.encode()


class HtmlPage:
    """The index of one page: tag → nodes, and what rules ask most often.

    Args:
        source: the text of the file.
        path: the file in the folder of the site, "contact/index.html".
        shown: the same path as findings print it.
        base: public address of the root of the site, when it is known.
        written: how the file is written; as UTF-8, and as it announces, when it is not told.
    """

    def __init__(
        self,
        source: str,
        *,
        path: str,
        shown: str = "",
        base: str = "",
        written: Written | None = None,
    ) -> None:
        self.source = source
        self.path = path
        self.shown = shown or path
        self.base = base
        self.url = url_of(path)
        self._written = written
        self._raw = source.encode("utf-8", "replace")
        self.tree = LexborHTMLParser(self._raw)

    @cached_property
    def elements(self) -> Elements:
        return Elements(self.tree.root)

    @cached_property
    def tags(self) -> Mapping[str, Sequence[Node]]:
        """Elements by name, in document order."""
        return self.elements.tags

    @cached_property
    def attributes(self) -> Callable[[Node], Attributes]:
        """What gives the attributes of an element of the page."""
        return self.elements.attributes

    def all(self, *names: str) -> Iterator[Node]:
        """Yield the elements of these names, name by name."""
        for name in names:
            yield from self.tags.get(name, ())

    def first(self, name: str) -> Node | None:
        return next(iter(self.tags.get(name, ())), None)

    @cached_property
    def ids(self) -> Mapping[str, Sequence[Node]]:
        found: dict[str, list[Node]] = {}
        for node, identifier in self.elements.having("id"):
            found.setdefault(identifier, []).append(node)
        return found

    @cached_property
    def may_hide(self) -> bool:
        """Whether something on the page may be hidden."""
        if self.mentions("hidden", "inert") or self.tags.keys() & UNSEEN:
            return True
        styled = "style" in self.tags or self.mentions("style=")
        return styled and self.mentions("display", "visibility")

    @cached_property
    def veiled(self) -> Container[int]:
        """Numbers in memory of the elements some text of which may be hidden.

        They stand around an element that may hide its text, or inside.
        """
        if not self.may_hide:
            return ()
        if "style" in self.tags and self.mentions("display", "visibility"):
            return {node.mem_id for nodes in self.tags.values() for node in nodes}
        found: set[int] = set()
        marked = (node for name in HIDING for node, _ in self.elements.having(name))
        for hiding in (*self.all(*UNSEEN), *marked):
            if hiding.mem_id not in found and hiding.text(strip=True):
                found.update(node.mem_id for node in hiding.traverse())
                found.update(node.mem_id for node in _parents(hiding))
        return found

    @cached_property
    def stated(self) -> Sequence[Node]:
        """Elements that carry a role, a state or a property of WAI-ARIA."""
        return self.elements.stated()

    @cached_property
    def owners(self) -> Mapping[str, Node]:
        """The first element that claims each identifier by aria-owns."""
        found: dict[str, Node] = {}
        for node, names in self.elements.having("aria-owns"):
            for name in names.split():
                found.setdefault(name, node)
        return found

    @cached_property
    def roles(self) -> Mapping[str, Sequence[Node]]:
        """Elements by the role written on them; under an empty one, those whose role is unknown."""
        found: dict[str, list[Node]] = {}
        for node in self.stated:
            if "role" in self.attributes(node):
                found.setdefault(self.access.explicit(node), []).append(node)
        return found

    def with_role(self, wanted: Container[str]) -> Iterator[tuple[str, Node]]:
        """Yield the elements that one of these roles is written on, with it."""
        for role in (role for role in self.roles if role in wanted):
            for node in self.roles[role]:
                yield role, node

    @cached_property
    def anchors(self) -> frozenset[str]:
        """What a fragment may aim at: ids, and names of old-style anchors."""
        named = [self.attributes(node).get("name") for node in self.tags.get("a", ())]
        return frozenset(self.ids).union(filter(None, named))

    @cached_property
    def _labels(self) -> Mapping[str, Sequence[Node]]:
        found: dict[str, list[Node]] = {}
        for node in self.tags.get("label", ()):
            if identifier := self.attributes(node).get("for"):
                found.setdefault(identifier, []).append(node)
        return found

    def by_id(self, identifier: str) -> Node | None:
        return next(iter(self.ids.get(identifier, ())), None)

    @cached_property
    def access(self) -> Access:
        """What assistive technology makes of the elements."""
        return Access(
            self.tree,
            attributes=self.elements.attributes,
            may_hide=self.may_hide,
            styles=lambda: (node.text() for node in self.tags.get("style", ())),
            by_id=self.by_id,
            labels=lambda identifier: self._labels.get(identifier, ()),
        )

    @property
    def written(self) -> Written:
        if self._written is None:
            self._written = encoding.read(self._raw)[1]
        return self._written

    # What the head says

    @cached_property
    def lang(self) -> str:
        root = self.first("html")
        return clean(root.attributes.get("lang")) if root is not None else ""

    @cached_property
    def title_node(self) -> Node | None:
        for node in self.tags.get("title", ()):  # an <svg> has titles of its own
            if node.parent is not None and node.parent.tag in ("head", "body", "html"):
                return node
        return None

    @cached_property
    def title(self) -> str:
        node = self.title_node
        return clean(node.text()) if node is not None else ""

    @cached_property
    def metas(self) -> Mapping[str, Sequence[str]]:
        """Contents of `<meta>` by lower-case name, property or http-equiv."""
        found: dict[str, list[str]] = {}
        for node in self.tags.get("meta", ()):
            attributes = self.attributes(node)
            key = (
                attributes.get("name")
                or attributes.get("property")
                or attributes.get("http-equiv")
                or ""
            )
            found.setdefault(key.lower(), []).append(attributes.get("content") or "")
        return found

    def meta(self, name: str) -> str:
        return clean(next(iter(self.metas.get(name, ())), ""))

    @cached_property
    def noindex(self) -> bool:
        return "noindex" in self.meta("robots").lower()

    @cached_property
    def canonicals(self) -> Sequence[Node]:
        return [
            node
            for node in self.tags.get("link", ())
            if "canonical" in (self.attributes(node).get("rel") or "").lower().split()
        ]

    @cached_property
    def forwards(self) -> bool:
        """Whether the page only sends the reader elsewhere (`<meta http-equiv="refresh">`)."""
        return "url" in self.meta("refresh").lower()

    # What the body holds

    @cached_property
    def links(self) -> Sequence[Link]:
        known = self.elements.attributes
        return [
            Link(intern(href), _cleaned(node.text_lexbor()), node)
            for node in self.tags.get("a", ())
            if (href := known(node).get("href")) is not None
        ]

    @cached_property
    def targets(self) -> str:
        """The addresses of all links, one a line: where to look a word up."""
        return "\n".join(link.href for link in self.links)

    @cached_property
    def images(self) -> Sequence[Image]:
        found = []
        for node in self.tags.get("img", ()):
            attributes = self.attributes(node)
            alt = attributes["alt"] or "" if "alt" in attributes else None
            found.append(Image(attributes.get("src") or "", alt, node))
        return found

    @cached_property
    def headings(self) -> Sequence[Heading]:
        return [
            Heading(HEADINGS[node.tag or "h1"], _cleaned(node.text_lexbor()), node)
            for node in self.elements.headings
        ]

    @cached_property
    def h1(self) -> str:
        return next((heading.text for heading in self.headings if heading.level == 1), "")

    @cached_property
    def resources(self) -> Sequence[Resource]:
        """What is fetched elsewhere without an act of the reader, in markup and inline styles."""
        found: list[Resource] = []
        based = "base" in self.tags
        for node in self.all(*loaded.TAGS):
            values = self.attributes(node).values()
            if based or node.tag == "style" or "//" in " ".join(filter(None, values)):
                found.extend(loaded.of_node(node))
        if self.mentions("url("):
            for node, style in self.elements.having("style"):
                found.extend(loaded.of_style(style, node))
        return found

    @cached_property
    def scripts(self) -> Sequence[tuple[Node, str]]:
        """Inline scripts that run, with their text."""
        return [
            (node, node.text())
            for node in self.tags.get("script", ())
            if "src" not in (written := self.attributes(node)) and loaded.runs(written)
        ]

    @cached_property
    def calls(self) -> tuple[third_parties.Call, ...]:
        """Third parties called by itself, in the order of the markup."""
        outside = third_parties.of_resources(self.resources, self.resolve)
        started = third_parties.of_scripts(self.scripts, self.base)
        return tuple(third_parties.waiting((*outside, *started), self.scripts))

    @cached_property
    def text(self) -> str:
        body = self.tree.body
        return body.text(separator=" ") if body is not None else ""

    @cached_property
    def lower(self) -> bytes:
        """The source in lower case; words are found faster in bytes."""
        return self._raw.lower()

    def mentions(self, *words: str) -> bool:
        """Say whether the source holds one of these words, in lower case, as it stands.

        What rules ask before anything dearer.
        """
        lower = self.lower
        for word in words:  # noqa: SIM110 — asked tens of times of each page
            if _encoded(word) in lower:
                return True
        return False

    @cached_property
    def lines(self) -> Sequence[str]:
        """The lines of the text, as they are written: those of the template come back."""
        return self.text.split("\n")

    @cached_property
    def said(self) -> str:
        """The text, folded, on one line."""
        return " ".join(filter(None, map(_line, self.lines)))

    def tells(self, *words: str) -> bool:
        """Say whether the folded text holds one of these words."""
        said = self.said
        for word in words:  # noqa: SIM110
            if word in said:
                return True
        return False

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return blocks_of(self.tree.body)

    @cached_property
    def surroundings(self) -> Sequence[Region]:
        """What a page says around its main text: its header, its footer, its addresses."""
        found: list[Region] = []
        for node in self.all(*_AROUND):
            above = {parent.tag for parent in _parents(node)}
            if above.isdisjoint(_AROUND) and (node.tag == "address" or "main" not in above):
                found.append(region_of(node.html or ""))
        return found

    @cached_property
    def is_whole(self) -> bool:
        """Whether this is a page for readers: no fragment, no forwarding stub, no proof file."""
        if self.forwards or not self.title:
            return False
        return self.is_document and bool(self.links or self.headings)

    @cached_property
    def is_document(self) -> bool:
        """Whether the file says that it is a document, and is no fragment."""
        return b"<html" in self.lower[:5000] and not _INCLUDED.search(self.path)

    def forget(self) -> None:
        """Drop the tree and the index at once: their parts know each other."""
        if "access" in self.__dict__:
            self.access.__dict__.clear()
        for name in self.__dict__.keys() - _KEPT:
            del self.__dict__[name]

    # Where things are

    def resolve(self, href: str) -> Target:
        """Return where a link leads, `<base href>` included."""
        if "base" in self.tags and _is_relative(href):
            address = self.tags["base"][0].attributes.get("href") or ""
            href = f"{address.rsplit('/', 1)[0]}/{href}" if address else href
        return resolve(href, page_url=self.url, base=self.base)

    def place(self, node: Node | None = None) -> Place:
        """Return where an element stands in the file; the file alone without one."""
        if node is None:
            return Place(self.shown)
        tag = node.tag or ""
        rank, lines = self._ranks.get(node.mem_id, -1), self._lines.get(tag, ())
        return Place(self.shown, lines[rank] if 0 <= rank < len(lines) else 0, f"<{tag}>")

    @cached_property
    def _ranks(self) -> Mapping[int, int]:
        """The rank of each element among those of its name."""
        return {n.mem_id: rank for nodes in self.tags.values() for rank, n in enumerate(nodes)}

    @cached_property
    def _lines(self) -> Mapping[str, Sequence[int]]:
        return lines_of(self.source)

    def place_of(self, pattern: str) -> Place:
        """Return the place of the first match of an expression in the source."""
        found = re.search(pattern, self.source, re.IGNORECASE)
        return Place(self.shown, line_at(self.source, found.start()) if found else 0)


def _parents(node: Node) -> Iterator[Node]:
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def _is_relative(href: str) -> bool:
    return not re.match(r"[a-z][a-z0-9+.-]*:|[/#?]", href, re.IGNORECASE)
