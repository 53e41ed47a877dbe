"""Build the site: mend what changed or make the whole, check, put in place."""

import importlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from comptoir.context import Progress
from comptoir.errors import Place
from comptoir.finding import Finding
from comptoir.site.source import Content, SourcePage
from comptoir.website import searching
from comptoir.website.compiled import SHARED
from comptoir.website.edition import Facts, facts_sum
from comptoir.website.incremental.audits import Audits
from comptoir.website.incremental.mending import mended
from comptoir.website.incremental.past import Learnt, Past, Wanted, standing
from comptoir.website.keeping import inside
from comptoir.website.rebuilding import rebuild
from comptoir.website.report import BuildReport
from comptoir.website.shelf import Shelf
from comptoir.website.swap import Places, beside, differing, put_files, put_in_place

WHOLE = "comptoir.website.whole"  # with Pelican: it takes a moment to load
CheckSource = Callable[[Content, Audits], Sequence[Finding]]
CheckHtml = Callable[[Shelf, Audits], Sequence[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What to build, and how."""

    facts: Facts
    output: Path
    strict: bool = False
    avif: bool = False
    check_source: CheckSource | None = None
    check_html: CheckHtml | None = None
    progress: Progress | None = None

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            root=self.facts.root,
            output=self.output,
            today=self.facts.today.isoformat(),
            strict=self.strict,
            avif=self.avif,
            checked=bool(self.check_source or self.check_html),
            drafts=self.facts.drafts,
        )


def build(job: Job) -> BuildReport:
    """Build, and put the result in the place of the old site unless something stops it.

    Raises:
        InputError: the output folder is not ours, or the settings cannot be used.
        RefusedError: another build is writing to the same place.
    """
    return rebuild(job.wanted, lambda: job)


def make(job: Job, past: Past, places: Places) -> BuildReport:
    """Make what the past does not hold, and put it in place; the lock is held."""
    past.facts_now = facts_sum(job.facts, past)
    SHARED.learn(past.thing("codes") or {})
    report = _mend(job, past, places)
    if report is None:
        sources = _late("comptoir.readers.content").markdown_files(job.facts.root)
        past.read_ahead(sources, meanwhile=lambda: _late(WHOLE))
        report = _late(WHOLE).make(job, past, places)
    return report


def _late(name: str) -> Any:
    """Import what few builds need."""
    return importlib.import_module(name)


def _mend(job: Job, past: Past, places: Places) -> BuildReport | None:
    """Take the shortcut when all that changed is words."""
    last = past.report
    if not past.asked_again or last is None or last.blocking or last.faults:
        return None
    with beside(places) as new:
        past.shelf = shelf = Shelf(new, job.output, past.outputs)
        done = mended(job.facts, past, new)
        if done is None:
            return None
        shelf.kept |= past.outputs.keys() - done.made - done.gone
        if job.check_source or job.check_html:
            reading = _late("comptoir.readers.content")
            content: Content = reading.read_content(job.facts.root, past.read_page)
            findings = _judged(job, content, past)
            if content.faults or any(finding.blocking for finding in findings):
                past.now = Learnt()
                return None
            last = replace(last, findings=findings)
        index(job, past)  # what kept it from being made was said, and still holds
        return put(last, past, places)


def _judged(job: Job, content: Content, past: Past) -> tuple[Finding, ...]:
    """Return what the rules say of the sources and of the pages, published as they were."""
    found, published = found_in_source(job, content, past), set(past.now.frame.published)
    pages = [page for page in content.pages if page.path in published]
    return added(found, on_sources(checked_by(job, past), past.shelf.new, pages))


def found_in_source(job: Job, content: Content, past: Past) -> tuple[Finding, ...]:
    return tuple(job.check_source(content, past.audits)) if job.check_source else ()


def added(found: tuple[Finding, ...], more: Iterable[Finding]) -> tuple[Finding, ...]:
    """Add findings to others, those that are new."""
    known = set(found)
    return (*found, *(each for each in more if each not in known))


def put(report: BuildReport, past: Past, places: Places) -> BuildReport:
    """Put the new files in the site, all at once when it is made whole."""
    shelf, output = past.shelf, places.output
    made = shelf.written()
    names = made | shelf.kept
    had = past.outputs or (standing(output) if output.is_dir() else {})
    written = differing(shelf.new, output, made, had)
    gone = had.keys() - names
    touched = tuple(sorted(written | gone))
    report = replace(report, files=len(names), changed=len(touched), touched=touched)
    if past.whole or _in_the_way(written, output):
        for name in shelf.kept:
            shelf.bring_copy(name)
        put_in_place(shelf.new, output)
        past.outputs = {}
    elif touched:
        put_files(places, written, gone)
    past.now.codes = SHARED.told() if SHARED.grown else None
    past.keep(report, names, written)
    return report


def _in_the_way(written: Iterable[str], output: Path) -> bool:
    """Whether a file is to stand where a folder does, or a folder where a file does."""
    parents = {parent for name in written for parent in (output / name).parents}
    return any((output / name).is_dir() for name in written) or any(map(Path.is_file, parents))


def checked_by(job: Job, past: Past) -> Sequence[Finding]:
    return job.check_html(past.shelf, past.audits) if job.check_html else ()


def index(job: Job, past: Past) -> tuple[str, ...]:
    """Make the index of the search when a page changed, and say why it could not be made."""
    if not searching.wanted(job.facts, job.output):
        return ()
    shelf = past.shelf
    pages = {name for name in past.outputs if name.endswith(".html")}
    had = {name for name in past.outputs if name.startswith(f"{searching.FOLDER}/")}
    made = {name for name in shelf.written() if name.endswith(".html")}
    same = made | {n for n in shelf.kept if n.endswith(".html")} == pages
    if had and same and not differing(shelf.new, shelf.published, made, pages):
        shelf.kept |= had
        return ()
    with shelf.whole() as folder:
        said = searching.index(folder)
    return (said,) if said else ()


def on_sources(
    found: Sequence[Finding], folder: Path, pages: Iterable[SourcePage]
) -> list[Finding]:
    """Place the findings of built pages on the sources they come from.

    What many pages share comes from the theme or the settings, and is left where it was found.
    """
    by_file = {inside(page.url): page.path for page in pages}
    placed = []
    for finding in found:
        path = finding.at.path.replace("\\", "/")
        for start in (f"{folder}/", f"{folder.name}/"):
            path = path.removeprefix(start)
        source = by_file.get(path.lstrip("/"), "") if finding.pages == 1 else ""
        placed.append(
            replace(finding, at=Place(source, 0, finding.at.field)) if source else finding
        )
    return placed
