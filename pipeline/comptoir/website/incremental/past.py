"""What is known of the last build, and gathered of this one for the next."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from comptoir.website.incremental.memory import BROKEN, Memory, drop, keep, packed, unpacked
from comptoir.website.incremental.stamps import Files, Stamp, code, place, stamp_of, sum_of, walk
from comptoir.website.report import BuildReport
from comptoir.website.shelf import Shelf
from comptoir.website.swap import MARK

if TYPE_CHECKING:
    from comptoir.site.source import SourcePage
    from comptoir.website.incremental.kept_prose import KeptProse


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a build is asked for, beside the content of files."""

    root: Path
    output: Path
    today: str
    strict: bool
    avif: bool
    checked: bool

    @property
    def told(self) -> str:
        return f"{self.today} strict={self.strict} avif={self.avif} checked={self.checked}"


class Past:
    """The last build of an output folder, as far as it still holds."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted, self.root = wanted, wanted.root
        self.memory = Memory(wanted.root, wanted.output)
        self.code = code()
        self._open()
        self.shelf = Shelf(wanted.output, wanted.output)  # given by the build
        self.heads: dict[str, str] = {}  # sum of each source's front matter
        self.jobs_now: dict[str, tuple[str, str]] = {}
        self.made: KeptProse | None = None
        self.lean = False  # whether no page shows the text of another
        self._sources_now: dict[str, tuple[str, bytes]] = {}

    def _open(self) -> None:
        known = self.memory.read()
        try:
            if known and self.memory.thing("code") == self.code:
                self._load()
                return
        except BROKEN:
            pass
        self.memory.forget()
        self.files = Files(self.root, {})
        self.outputs: Mapping[str, Stamp] = {}
        self.sources: Mapping[str, tuple[str, bytes]] = {}
        self.prose: Mapping[str, bytes] = {}
        self.jobs: Mapping[str, tuple[str, str]] = {}
        self.report: BuildReport | None = None
        self.told = self.facts = ""

    def _load(self) -> None:
        memory = self.memory
        self.told, self.facts, self.report = memory.thing("report")
        self.files = Files(self.root, memory.files())
        self.outputs = memory.outputs()
        if self.outputs != dict(standing(self.wanted.output)):
            self.outputs = {}  # someone touched the site: it is made whole
        self.sources, self.prose, self.jobs = memory.sources(), memory.prose(), memory.jobs()

    @property
    def whole(self) -> bool:
        """Whether the site must be made whole, in a folder of its own."""
        return not self.outputs

    def unchanged(self) -> BuildReport | None:
        """Return the account of the last build when this one would change nothing."""
        if self.whole or self.report is None or self.told != self.wanted.told:
            return None
        if self.files.changed():
            return None
        return replace(self.report, changed=0, touched=())

    def under(self, facts: str) -> None:
        """Forget what pages depend on when it was under other facts."""
        self.facts_now = facts
        if facts != self.facts:
            self.jobs = {}

    def sum(self, path: Path) -> str:
        """Return the sum of a file of the project."""
        try:
            return self.files.sum(path.relative_to(self.root).as_posix())
        except ValueError:
            return sum_of(path.read_bytes())

    def read_page(self, path: Path, root: Path) -> "SourcePage":
        """Read a source page, from memory when its file is the same."""
        from comptoir.readers.content import FENCE, read_page

        name = path.relative_to(root).as_posix()
        told = self.files.sum(name)
        kept = self.sources.get(name)
        if kept and told and kept[0] == told:
            try:
                self.heads[name], page = unpacked(kept[1])
            except BROKEN:
                pass
            else:
                self._sources_now[name] = kept
                return page  # type: ignore[no-any-return]
        page = read_page(path, root)
        head = _head(place(self.root, name).read_text("utf-8-sig"), FENCE)
        self.heads[name] = sum_of(head)
        self._sources_now[name] = told, packed((self.heads[name], page))
        return page

    def keep(self, report: BuildReport, names: set[str], touched: set[str]) -> None:
        """Remember this build.

        Args:
            report: its account.
            names: every file of the site.
            touched: those that were just written; the others stand as they stood.
        """
        output = self.wanted.output
        outputs = {n: stamp_of(os.stat(output / n)) for n in touched & names}  # noqa: PTH116
        if self.whole:
            outputs = dict(standing(output))
        gone = self.outputs.keys() - names
        prose = self.made.rows() if self.made else []
        jobs = {n: told for n, told in self.jobs_now.items() if self.jobs.get(n) != told}
        fresh = {n: told for n, told in self._sources_now.items() if self.sources.get(n) != told}
        lost = self.sources.keys() - self._sources_now.keys()
        unread = self.files.known.keys() - self.files.stamps.keys()
        report = replace(report, touched=())
        self.memory.write(
            (keep("things", 2), [("format", packed("1")), ("code", packed(self.code))]),
            (keep("things", 2), [("report", packed((self.wanted.told, self.facts_now, report)))]),
            (drop("files"), [(n,) for n in unread]),
            (keep("files", 6), self.files.rows()),
            (drop("outputs"), [(n,) for n in gone]),
            (keep("outputs", 4), [(n, *stamp) for n, stamp in outputs.items()]),
            (drop("sources"), [(n,) for n in lost]),
            (keep("sources", 3), [(n, *told) for n, told in fresh.items()]),
            (keep("prose", 2), prose),
            (drop("jobs"), [(n,) for n in self.jobs.keys() - self.jobs_now.keys()]),
            (keep("jobs", 3), [(n, *told) for n, told in jobs.items()]),
        )


def standing(output: Path) -> dict[str, Stamp]:
    """Return the files of a published site as they stand."""
    return {name: stamp for name, stamp in walk(str(output)) if name != MARK}


def _head(text: str, fence: object) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    match = getattr(fence, "fullmatch")  # noqa: B009 — a compiled pattern
    end = next((i for i, line in enumerate(lines[1:], 1) if match(line)), len(lines))
    return "\n".join(lines[: end + 1])
