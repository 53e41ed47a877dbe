"""One built page, parsed once and read by every rule through one index."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from sys import intern
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser
from selectolax.lexbor import LexborNode as Node

from comptoir.errors import Place
from comptoir.site import calls as third_parties
from comptoir.site import encoding, loaded
from comptoir.site.access import UNSEEN, Access, clean
from comptoir.site.blocks import HEADINGS, Block, blocks_of
from comptoir.site.encoding import Written
from comptoir.site.links import Target, resolve, url_of
from comptoir.site.loaded import Resource
from comptoir.site.passages import Passage, passages_of
from comptoir.site.position import line_at, lines_of
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


_KEPT = frozenset(("source", "path", "shown", "base", "url", "_written"))
_AROUND = ("header", "footer", "address")
_ARIA = re.compile(rb"aria-[\w-]+")


@lru_cache(maxsize=1024)
def _selector(names: frozenset[bytes]) -> str:
    return ",".join(f"[{name.decode()}]" for name in sorted(names))


@lru_cache(maxsize=1024)  # a header and a footer come back on every page
def _passages_written(html: str) -> tuple[Passage, ...]:
    return tuple(passages_of(blocks_of(LexborHTMLParser(html).body)))


_cleaned = lru_cache(maxsize=16384)(clean)  # links of a menu come back on every page


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
        self.tree = LexborHTMLParser(source)

    @cached_property
    def tags(self) -> Mapping[str, Sequence[Node]]:
        """Elements by name, in document order."""
        found: defaultdict[str, list[Node]] = defaultdict(list)
        for node in self.tree.css("*"):
            found[node.tag or ""].append(node)
        return dict(found)

    def all(self, *names: str) -> Iterator[Node]:
        """Yield the elements of these names, name by name."""
        for name in names:
            yield from self.tags.get(name, ())

    def first(self, name: str) -> Node | None:
        return next(iter(self.tags.get(name, ())), None)

    @cached_property
    def ids(self) -> Mapping[str, Sequence[Node]]:
        found: dict[str, list[Node]] = {}
        for node in self.tree.css("[id]"):
            found.setdefault(node.attributes.get("id") or "", []).append(node)
        return found

    @cached_property
    def may_hide(self) -> bool:
        """Whether something on the page may be hidden."""
        if self.mentions("hidden", "inert") or self.tags.keys() & UNSEEN:
            return True
        styled = "style" in self.tags or self.mentions("style=")
        return styled and self.mentions("display", "visibility")

    @cached_property
    def stated(self) -> Sequence[Node]:
        """Elements that carry a role, a state or a property of WAI-ARIA."""
        written = frozenset(_ARIA.findall(self.lower))
        if self.mentions("role=", "role ="):
            written |= {b"role"}
        return self.tree.css(_selector(written)) if written else ()

    @cached_property
    def roles(self) -> Mapping[str, Sequence[Node]]:
        """Elements by the role written on them; under an empty one, those whose role is unknown."""
        found: dict[str, list[Node]] = {}
        for node in self.stated:
            if "role" in self.access.attributes(node):
                found.setdefault(self.access.explicit(node), []).append(node)
        return found

    def with_role(self, wanted: Iterable[str]) -> Iterator[tuple[str, Node]]:
        """Yield the elements that one of these roles is written on, with it."""
        for role in wanted if self.roles else ():
            for node in self.roles.get(role, ()):
                yield role, node

    @cached_property
    def anchors(self) -> frozenset[str]:
        """What a fragment may aim at: ids, and names of old-style anchors."""
        named = (node.attributes.get("name") for node in self.tags.get("a", ()))
        return frozenset(self.ids) | {name for name in named if name}

    @cached_property
    def _labels(self) -> Mapping[str, Sequence[Node]]:
        found: dict[str, list[Node]] = {}
        for node in self.tags.get("label", ()):
            if identifier := node.attributes.get("for"):
                found.setdefault(identifier, []).append(node)
        return found

    def by_id(self, identifier: str) -> Node | None:
        return next(iter(self.ids.get(identifier, ())), None)

    @cached_property
    def access(self) -> Access:
        """What assistive technology makes of the elements."""
        return Access(
            self.tree,
            may_hide=self.may_hide,
            styles=lambda: (node.text() for node in self.tags.get("style", ())),
            by_id=self.by_id,
            labels=lambda identifier: self._labels.get(identifier, ()),
        )

    @property
    def written(self) -> Written:
        if self._written is None:
            self._written = encoding.read(self.source.encode("utf-8", "replace"))[1]
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
            attributes = node.attributes
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
            if "canonical" in (node.attributes.get("rel") or "").lower().split()
        ]

    @cached_property
    def forwards(self) -> bool:
        """Whether the page only sends the reader elsewhere (`<meta http-equiv="refresh">`)."""
        return "url" in self.meta("refresh").lower()

    # What the body holds

    @cached_property
    def links(self) -> Sequence[Link]:
        return [
            Link(intern(href), _cleaned(node.text()), node)
            for node in self.tags.get("a", ())
            if (href := node.attributes.get("href")) is not None
        ]

    @cached_property
    def targets(self) -> str:
        """The addresses of all links, one a line: where to look a word up."""
        return "\n".join(link.href for link in self.links)

    @cached_property
    def images(self) -> Sequence[Image]:
        found = []
        for node in self.tags.get("img", ()):
            attributes = node.attributes
            alt = attributes["alt"] or "" if "alt" in attributes else None
            found.append(Image(attributes.get("src") or "", alt, node))
        return found

    @cached_property
    def headings(self) -> Sequence[Heading]:
        levels = self.tags.keys() & HEADINGS.keys()
        nodes = self.tree.css(",".join(sorted(levels))) if levels else []
        return [Heading(HEADINGS[n.tag or "h1"], _cleaned(n.text()), n) for n in nodes]

    @cached_property
    def h1(self) -> str:
        return next((heading.text for heading in self.headings if heading.level == 1), "")

    @cached_property
    def resources(self) -> Sequence[Resource]:
        """What is fetched elsewhere without an act of the reader, in markup and inline styles."""
        found: list[Resource] = []
        based = "base" in self.tags
        for node in self.all(*loaded.TAGS):
            values = node.attributes.values()
            if based or node.tag == "style" or "//" in " ".join(filter(None, values)):
                found.extend(loaded.of_node(node))
        if self.mentions("url("):
            for node in self.tree.css("[style]"):
                found.extend(loaded.of_style(node.attributes.get("style") or "", node))
        return found

    @cached_property
    def scripts(self) -> Sequence[tuple[Node, str]]:
        """Inline scripts that run, with their text."""
        return [
            (node, node.text())
            for node in self.tags.get("script", ())
            if "src" not in node.attributes and loaded.runs(node.attributes)
        ]

    @cached_property
    def calls(self) -> tuple[third_parties.Call, ...]:
        """Third parties called by itself, in the order of the markup."""
        outside = third_parties.of_resources(self.resources, self.resolve)
        return (*outside, *third_parties.of_scripts(self.scripts, self.base))

    @cached_property
    def text(self) -> str:
        body = self.tree.body
        return body.text(separator=" ") if body is not None else ""

    @cached_property
    def lower(self) -> bytes:
        """The source in lower case; words are found faster in bytes."""
        return self.source.encode("utf-8", "replace").lower()

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
    def said(self) -> str:
        """The text, folded, on one line."""
        return " ".join(folded(self.text).split())

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
    def surroundings(self) -> tuple[Passage, ...]:
        """What a page says around its main text: its header, its footer, its addresses."""
        found: list[Passage] = []
        for node in self.all(*_AROUND):
            above = {parent.tag for parent in _parents(node)}
            if above.isdisjoint(_AROUND) and (node.tag == "address" or "main" not in above):
                found += _passages_written(node.html or "")
        return tuple(found)

    @cached_property
    def is_whole(self) -> bool:
        """Whether this is a page for readers: no fragment, no forwarding stub, no proof file."""
        if self.forwards or not self.title:
            return False
        return self.is_document and bool(self.links or self.headings)

    @cached_property
    def is_document(self) -> bool:
        """Whether the file says that it is a document, and is no fragment."""
        return b"<html" in self.lower[:5000]

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
