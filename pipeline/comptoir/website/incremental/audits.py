"""What the rules said of each source and of each built page, kept while neither it nor they change.

What they said of the whole site holds while no page changes in what they read of it: most edits of
a text change neither links, nor titles, nor anchors.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from comptoir.website.incremental.memory import (
    BROKEN,
    Memory,
    drop,
    keep,
    packed,
    unpacked,
)
from comptoir.website.incremental.stamps import sum_of

if TYPE_CHECKING:
    from comptoir.rules.fault import Judged
    from comptoir.rules.site_audit import PageAudit
    from comptoir.site.page_facts import PageFacts

JUDGES, SITE = "judges", "site audit"
Found = Sequence["Judged"]
Read = Callable[[str], str]
Step = tuple[str, Iterable[tuple[Any, ...]]]


class Row(NamedTuple):
    """What is kept of a thing: of a page, also its facts for the rules on the whole site."""

    sum: str
    mark: str  # the same for the same facts
    found: bytes  # packed; nothing when nothing was found
    facts: bytes | None = None  # nothing when they stand in the memory


class Audits:
    """The audits of one build, taken from the last one where they hold."""

    def __init__(self, memory: Memory, sums: Callable[[str], str], judges: str) -> None:
        """Make ready.

        Args:
            memory: what the last build left.
            sums: gives the sum of a source; nothing when it cannot be read.
            judges: a sum of all but the thing that the rules look at: themselves, the day, the
                organisation.
        """
        self._memory, self._sums, self.judges = memory, sums, judges
        self._things: dict[str, Row] = {}
        self._pages: dict[str, Row] = {}
        self._earlier: dict[str, Row] = {}  # of pages, in an earlier pass of this build
        self._kept: Collection[str] = ()
        self.site: tuple[str, Mapping[str, str], bytes] | None = None

    @cached_property
    def stale(self) -> bool:
        """Whether what is remembered was said by other rules, or of another organisation."""
        return bool(self._thing(JUDGES) != self.judges)

    @cached_property
    def _had(self) -> dict[str, Row]:
        try:
            rows = () if self.stale else self._memory.audits()
            return {name: Row(told, mark, found) for name, told, mark, found in rows}
        except BROKEN:
            return {}

    def _thing(self, name: str) -> Any:
        try:
            return self._memory.thing(name)
        except BROKEN:
            return None

    # sources

    def said(self, kind: type, path: str) -> Found | None:
        """Return what was found in a source read as this kind of thing; None when not known."""
        name = _name(kind, path)
        row = self._had.get(name)
        if row is None or not row.sum or row.sum != self._sums(path):
            return None
        found = _found(row)
        if found is not None:
            self._things[name] = row
        return found

    def note(self, kind: type, path: str, found: Found) -> None:
        if told := self._sums(path):
            self._things[_name(kind, path)] = Row(told, "", _packed(found))

    # built pages

    def begin(self, kept: Collection[str]) -> None:
        """Begin to judge a built site, of which some pages stand as they stood."""
        self._earlier |= self._pages
        self._pages, self._kept = {}, kept

    def said_of(self, path: str, read: Read) -> Found | None:
        """Return what was found in a built page; None when it is not known."""
        had = self._had.get(path)
        rows = [had] if path in self._kept else []
        if not had or not rows:
            told = sum_of(read(path))
            rows = [row for row in (had, self._earlier.get(path)) if row and row.sum == told]
        for row in rows:
            if row and (found := _found(row)) is not None:
                self._pages[path] = row
                return found
        return None

    def learn(self, path: str, audit: "PageAudit", read: Read) -> None:
        """Keep the audit of a page that was not known."""
        told, had = sum_of(read(path)), self._had.get(path)
        same = had is not None and self._facts_had([path]).get(path) == audit.facts
        mark = had.mark if had is not None and same else told
        self._pages[path] = Row(told, mark, _packed(audit.findings), packed(audit.facts))

    def of_site(
        self,
        beside: Iterable[str],
        judge: "Callable[[Iterable[PageFacts], Read], Found]",
        again: "Callable[[str], PageFacts]",
        read: Read,
    ) -> Found:
        """Return what is found in the whole site.

        Args:
            beside: what the rules read of its other files.
            judge: judges it, from the facts of its pages and from the text of those it asks for.
            again: makes the facts of a page that were lost.
            read: gives the text of a page.
        """
        marks = sorted(f"{path}\0{row.mark}" for path, row in self._pages.items())
        key = sum_of(*beside, *marks)
        if (known := self._thing(SITE)) and known[0] == key and self._still(known[1]):
            self.site = known
            return unpacked(known[2])  # type: ignore[no-any-return]
        asked: dict[str, str] = {}

        def noting(path: str) -> str:
            asked[path] = self._pages[path].sum
            return read(path)

        held = self._facts_had()
        own = {path: unpacked(row.facts) for path, row in self._pages.items() if row.facts}
        facts = (own.get(p) or held.get(p) or again(p) for p in self._pages)
        found = judge(facts, noting)
        self.site = key, asked, packed(found)
        return found

    def _still(self, asked: Mapping[str, str]) -> bool:
        return all(path in self._pages and self._pages[path].sum == told
                   for path, told in asked.items())  # fmt: skip

    def _facts_had(self, paths: Sequence[str] | None = None) -> "dict[str, PageFacts]":
        try:
            return {
                n: unpacked(raw) for n, raw in self._memory.audit_facts(paths) if n in self._had
            }
        except BROKEN:
            return {}

    # what is to be remembered

    def steps(self) -> Iterator[Step]:
        """Yield how to remember them."""
        if self.stale:
            yield from forgetting(None)
        yield keep("things", 2), ((JUDGES, packed(self.judges)), (SITE, packed(self.site)))
        now = self._things | self._pages
        yield drop("audits"), [(name,) for name in self._had.keys() - now.keys()]
        fresh = [(name, *row) for name, row in now.items() if self._had.get(name) is not row]
        yield keep("audits", len(("name", *Row._fields))), fresh


def forgetting(pages: Iterable[str] | None) -> Iterator[Step]:
    """Yield how to forget what was said of pages, or all there is: they were written unjudged."""
    if pages is None:
        yield "delete from audits", [()]
    else:
        yield drop("audits"), [(page,) for page in pages]


def _name(kind: type, path: str) -> str:
    return f"{kind.__name__}\x1f{path}"


def _packed(found: Found) -> bytes:
    return packed(tuple(found)) if found else b""


def _found(row: Row) -> Found | None:
    try:
        return unpacked(row.found) if row.found else ()
    except BROKEN:
        return None
