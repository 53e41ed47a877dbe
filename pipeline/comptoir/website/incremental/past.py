"""What is known of the last build, and gathered of this one for the next."""

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from comptoir.errors import InputError
from comptoir.readers.zones import zone_of
from comptoir.website.incremental.audits import Audits, forgetting
from comptoir.website.incremental.memory import (
    BROKEN,
    FORMAT,
    Memory,
    drop,
    keep,
    packed,
)
from comptoir.website.incremental.records import Records, packed_page
from comptoir.website.incremental.stamps import Files, Stamp, code, place, stamp_of, sum_of, walk
from comptoir.website.report import BuildReport
from comptoir.website.shelf import Shelf
from comptoir.website.swap import MARK
from comptoir.website.twice import shared

if TYPE_CHECKING:
    from comptoir.site.source import SourcePage

MANY = 500  # pages read anew, whose records are not kept at hand
BATCH = 2_000  # records that are put away at once
T = TypeVar("T")
Jobs = dict[str, tuple[str, str]]  # sum and needs, by the file that is written
Sources = dict[str, tuple[str, bytes]]  # sum of the file, and its page packed, unless put away


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a build is asked for, beside the content of files."""

    root: Path
    output: Path
    today: str
    strict: bool
    avif: bool
    checked: bool
    drafts: bool = False

    @property
    def told(self) -> str:
        asked = (self.strict, self.avif, self.checked, self.drafts)
        return f"{self.today} {asked}"


@dataclass(slots=True)
class Learnt:
    """What a build learns for the next."""

    sources: Sources = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)  # sum of each source's front matter
    pages: dict[str, "SourcePage"] = field(default_factory=dict)
    jobs: Jobs = field(default_factory=dict)
    prose: Iterable[tuple[str, bytes]] = ()  # what was not known
    wide: set[str] = field(default_factory=set)  # templates that cannot be followed
    frame: Any = None  # what surrounds a page, for the shortcut; nothing when there is none
    codes: Mapping[Any, bytes] | None = None  # templates compiled, when some are new


class Past:
    """The last build of an output folder, as far as it still holds."""

    def __init__(self, wanted: Wanted, last: "Past | None" = None) -> None:
        self.wanted, self.root = wanted, wanted.root
        self.memory: Memory
        self.shelf = Shelf(wanted.output, wanted.output)  # given by the build
        self.now, self.facts_now = Learnt(), ""
        self.report: BuildReport | None = None
        self.told = self.facts = ""
        self.outputs: Mapping[str, Stamp] = {}
        self.known_pages: Mapping[str, tuple[str, str, SourcePage]] = {}  # sum, head, page
        self._records = Records()
        self.zone = str(zone_of(wanted.root))  # sources are remembered with their hours
        if last is not None and last.report is not None and last.zone == self.zone:
            self._follow(last)
            return
        self.memory = last.memory if last else Memory(wanted.root, wanted.output)
        self.code = f"{code()} {self.zone}"
        self.files = self._files()

    def _follow(self, last: "Past") -> None:
        """Take over what the build before knows, without looking at what it wrote."""
        self.memory, self.code = last.memory, last.code
        self.told, self.facts, self.report = last.told, last.facts, last.report
        self.outputs, self.known_pages = last.outputs, last.known_pages
        self.__dict__ |= {
            name: last.__dict__[name]
            for name in ("sources", "jobs", "frame")
            if name in last.__dict__
        }
        self.files = Files(self.root, last.files.known, checked=self.wanted.checked)

    def _files(self) -> Files:
        known = self.memory.read()
        try:
            if known and self.memory.thing("code") == self.code:
                self.told, self.facts, self.report = self.memory.thing("report")
                self.outputs = self.memory.outputs()
                if self.outputs != standing(self.wanted.output):
                    self.outputs = {}  # someone touched the site: it is made whole
                return Files(self.root, self.memory.files(), checked=self.wanted.checked)
        except BROKEN:
            self.report, self.outputs = None, {}
        self.memory.forget()
        return Files(self.root, {}, checked=self.wanted.checked)

    # read when they are needed

    @cached_property
    def sources(self) -> Sources:
        return _read(self.memory.sources)

    def prose_of(self, key: str) -> bytes | None:
        """Return what was made of a text."""
        try:
            return self.memory.prose(key)
        except BROKEN:
            return None

    @cached_property
    def jobs(self) -> Jobs:
        """What pages depended on."""
        return _read(self.memory.jobs)

    @cached_property
    def audits(self) -> Audits:
        """What the rules said of built pages."""
        judges = f"{self.code} {self.wanted.today} {self.facts_now}"
        return Audits(self.memory, self.files.sum, judges)

    @cached_property
    def trees(self) -> dict[str, Any]:
        """What was read in the syntax trees of templates."""
        found: dict[str, Any] = self.thing("trees") or {}
        return found

    @cached_property
    def frame(self) -> Any:
        return self.thing("frame")

    def thing(self, name: str) -> Any:
        try:
            return self.memory.thing(name)
        except BROKEN:
            return None

    @property
    def whole(self) -> bool:
        """Whether the site must be made whole, in a folder of its own."""
        return not self.outputs

    @cached_property
    def changed(self) -> list[str]:
        return self.files.changed()

    @property
    def asked_again(self) -> bool:
        """Whether the same was asked of the last build, which still stands."""
        return not self.whole and self.report is not None and self.told == self.wanted.told

    def unchanged(self) -> BuildReport | None:
        """Return the account of the last build when this one would change nothing."""
        if not self.asked_again or self.report is None or self.changed:
            return None
        return replace(self.report, changed=0, touched=())

    def sum(self, path: Path) -> str:
        """Return the sum of a file of the project."""
        try:
            return self.files.sum(path.relative_to(self.root).as_posix())
        except ValueError:
            return sum_of(path.read_bytes())

    def kept_page(self, name: str) -> "SourcePage | None":
        """Return a source as it was read, when its file is the same."""
        kept, told = self.sources.get(name), self.files.sum(name)
        if not kept or not told or kept[0] != told:
            return None
        if (known := self.known_pages.get(name)) and known[0] == told:
            self._learn(name, kept, known[1], known[2])
            return known[2]
        try:
            head, page = self._records.page(kept[1])
        except BROKEN:
            return None
        self._learn(name, kept, head, page)
        return page

    def last_read(self, name: str) -> "tuple[str, SourcePage]":
        """Return the sum of the front matter of a source, and its page, as they were last.

        Raises:
            LookupError: it was not there.
            ValueError: what is remembered is damaged.
        """
        if known := self.known_pages.get(name):
            return known[1:]
        return self._records.page(self.sources[name][1])

    def read_page(self, path: Path, root: Path) -> "SourcePage":
        """Read a source page, from memory when its file is the same."""
        from comptoir.readers.content import FENCE, read_page

        name = path.relative_to(root).as_posix()
        if page := self.now.pages.get(name) or self.kept_page(name):
            return page
        page = read_page(path, root)
        self._records.lighten(page)
        head = sum_of(_head(place(self.root, name).read_text("utf-8-sig"), FENCE))
        self._learn(name, (self.files.sum(name), packed_page(head, page)), head, page)
        return page

    def read_ahead(self, paths: Iterable[Path], *, meanwhile: Callable[[], object]) -> None:
        """Read the pages that changed, on two processors when they are many.

        One that cannot be read is left out: reading it again tells why.

        Args:
            paths: every source.
            meanwhile: what only this process can do, while the other begins.
        """
        new = [path for path in paths if not self.kept_page(path.relative_to(self.root).as_posix())]
        many, here = len(new) > MANY, os.getpid()

        def work(paths: Iterable[Path]) -> Sources:
            for count, path in enumerate(paths, 1):
                with suppress(InputError):
                    self.read_page(path, self.root)
                if count % BATCH == 0 and os.getpid() == here:
                    self._put_away()
            if many and os.getpid() == here:
                self._put_away()
            return self.now.sources

        _, there, _ = shared(new, work, meanwhile=meanwhile)
        while there:
            name, row = there.popitem()
            if name not in self.now.sources:
                self._learn(name, row, *self._records.page(row[1]))
            if len(there) % BATCH == 0 and many:
                self._put_away()

    def _put_away(self) -> None:
        """Write the sources in the memory at once: packed, they take as much room as the pages."""
        rows, now = _fresh(self.now.sources, self.sources), self.now
        things = [("format", packed(FORMAT)), ("code", packed(self.code))]
        rows = [row for row in rows if row[-1]]  # the others are there already
        self.memory.write((keep("things", 2), things), (keep("sources", 3), rows))
        now.sources = {name: (told, b"") for name, (told, _) in now.sources.items()}

    def _learn(self, name: str, row: tuple[str, bytes], head: str, page: "SourcePage") -> None:
        self.now.sources[name], self.now.heads[name] = row, head
        self.now.pages[name] = page

    def keep(self, report: BuildReport, names: Iterable[str], written: set[str]) -> None:
        """Remember this build.

        Args:
            report: its account.
            names: every file of the site.
            written: those that were just written; the others stand as they stood.
        """
        output, now, there = self.wanted.output, self.now, set(names)
        if self.whole:
            outputs = standing(output)
        else:
            outputs = {n: stamp_of(os.stat(output / n)) for n in written}  # noqa: PTH116
        gone = self.outputs.keys() - there
        told = self.wanted.told, self.facts_now, replace(report, touched=())
        things = {"format": FORMAT, "code": self.code, "report": told, "frame": now.frame}
        things |= {"trees": self.trees} if "trees" in self.__dict__ else {}
        things |= {} if now.codes is None else {"codes": now.codes}
        self.memory.write(
            (keep("things", 2), [(name, packed(thing)) for name, thing in things.items()]),
            (drop("files"), [(n,) for n in self.files.gone]),
            (keep("files", 6), self.files.rows()),
            (drop("outputs"), [(n,) for n in gone]),
            (keep("outputs", 4), [(n, *stamp) for n, stamp in outputs.items()]),
            (drop("sources"), [(n,) for n in self.sources.keys() - now.sources.keys()]),
            (keep("sources", 3), (r for r in _fresh(now.sources, self.sources) if r[-1])),
            (keep("prose", 2), now.prose),
            *(
                self.audits.steps()
                if self.wanted.checked
                else forgetting(None if self.whole else written)
            ),
            (drop("jobs"), [(n,) for n in self.jobs.keys() - now.jobs.keys()]),
            (keep("jobs", 3), _fresh(now.jobs, self.jobs)),
        )
        self._settle(told, {n: s for n, s in self.outputs.items() if n in there} | outputs)

    def _settle(self, told: tuple[str, str, BuildReport], outputs: dict[str, Stamp]) -> None:
        """Become the build before, for the next in this process."""
        now = self.now
        self.told, self.facts, self.report = told
        self.outputs = outputs
        self.known_pages = {
            name: (now.sources[name][0], now.heads[name], page) for name, page in now.pages.items()
        }
        self.sources, self.jobs, self.frame = now.sources, now.jobs, now.frame


def _read(rows: Callable[[], dict[str, T]]) -> dict[str, T]:
    """Return the rows of a table; none when it is damaged."""
    try:
        return rows()
    except BROKEN:
        return {}


def _fresh(now: Mapping[str, Any], had: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    return [(name, *told) for name, told in now.items() if had.get(name) != told]


def standing(output: Path) -> dict[str, Stamp]:
    """Return the files of a published site as they stand."""
    return {name: stamp for name, stamp in walk(str(output)) if name != MARK}


def _head(text: str, fence: Any) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    end = next((i for i, line in enumerate(lines[1:], 1) if fence.fullmatch(line)), len(lines))
    return "\n".join(lines[: end + 1])
