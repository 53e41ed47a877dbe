"""Build the site: prepare, run Pelican in a folder beside, check, hold back, swap."""

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from comptoir.context import Progress
from comptoir.errors import Place
from comptoir.finding import Finding
from comptoir.readers.addresses import read_addresses
from comptoir.readers.content import read_content
from comptoir.site.figures import image_uses
from comptoir.site.source import PREFIXES, Content, default_slug, kind_of
from comptoir.website import searching
from comptoir.website.edition import Edition, Facts
from comptoir.website.keeping import keep_published
from comptoir.website.plan import decide
from comptoir.website.prepare import Prepared, prepare
from comptoir.website.press import press
from comptoir.website.redirects import with_lost
from comptoir.website.report import BuildReport, Held, Withheld
from comptoir.website.swap import compare, fresh_folder, put_in_place, refuse_stranger

CheckHtml = Callable[[Path], Sequence[Finding]]
PASSES = 3  # holding a page back changes the lists that named it: they are made again


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What to build, and how."""

    facts: Facts
    output: Path
    strict: bool = False
    avif: bool = False
    findings: tuple[Finding, ...] = ()  # of the rules, on the source
    check_html: CheckHtml | None = None
    progress: Progress | None = None


def build(job: Job, content: Content | None = None) -> BuildReport:
    """Build, and put the result in the place of the old site unless something stops it.

    Raises:
        InputError: the output folder is not ours, or the settings cannot be used.
    """
    started = time.perf_counter()
    refuse_stranger(job.output, job.facts.root)
    content = content or read_content(job.facts.root)
    with fresh_folder(job.output) as new:
        prepared, findings = _pressed(job, content, new)
        report = _report(job, prepared, findings)
        if report.written:
            book = read_addresses(job.facts.root)
            held = with_lost(report.held, book, new, _dated(prepared))
            held = keep_published(held, job.output, new, prepared.edition)
            notes = _index(job, new)
            files, touched = compare(new, job.output)
            put_in_place(new, job.output)
            report = replace(report, held=held, files=files, notes=notes)
            report = replace(report, changed=len(touched), touched=touched)
    return replace(report, seconds=time.perf_counter() - started)


def _pressed(job: Job, content: Content, new: Path) -> tuple[Prepared, tuple[Finding, ...]]:
    """Press the edition, check it, and press it again without the pages that must be held back."""
    findings = job.findings
    for _ in range(PASSES):
        prepared = prepare(
            job.facts,
            content,
            new,
            findings=findings,
            strict=job.strict,
            avif=job.avif,
            progress=job.progress,
        )
        if prepared.plan.stopped:
            break
        press(prepared.edition, new)
        found = job.check_html(new) if job.check_html else ()
        more = [f for f in on_sources(found, new, prepared.edition) if f not in findings]
        findings = (*findings, *more)
        if _same_plan(job, prepared, findings):
            break
        _empty(new)
    return prepared, findings


def _index(job: Job, new: Path) -> tuple[str, ...]:
    """Make the index of the search, and say why it could not be made."""
    said = searching.index(new) if searching.wanted(job.facts, job.output) else ""
    return (said,) if said else ()


def _dated(prepared: Prepared) -> set[str]:
    """Return the addresses of pages that are no drafts: some have not begun, or are past."""
    return {p.url for p in prepared.content.pages if p.meta.status == "published"}


def _same_plan(job: Job, prepared: Prepared, findings: Sequence[Finding]) -> bool:
    today, done = job.facts.today, prepared.plan
    plan = decide(prepared.content, today=today, findings=findings, strict=job.strict)
    gone = {page.path for page in done.published} - {page.path for page in plan.published}
    return not gone and plan.stopped == done.stopped


def on_sources(found: Sequence[Finding], folder: Path, edition: Edition) -> list[Finding]:
    """Place the findings of built pages on the sources they come from.

    What many pages share comes from the theme or the settings, and is left where it was found.
    """
    by_file = {f"{page.url}index.html".lstrip("/"): page.path for page in edition.pages}
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


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _report(job: Job, prepared: Prepared, findings: tuple[Finding, ...]) -> BuildReport:
    plan, edition = prepared.plan, prepared.edition
    urls = {page.path: page.url for page in prepared.content.pages}
    return BuildReport(
        output=job.output,
        published=0 if plan.stopped else len(plan.published),
        images=sum(1 for p in edition.gallery.pictures.values() if not p.withheld),
        held=tuple(
            Held(path=path, url=urls.get(path) or guessed_url(path), reasons=reasons)
            for path, reasons in plan.held.items()
        ),
        withheld=tuple(_withheld(edition)),
        drafts=plan.drafts,
        scheduled=plan.scheduled,
        findings=findings,
        faults=prepared.content.faults,
        stopped=plan.stopped,
    )


def guessed_url(path: str) -> str:
    """Return the address that an unreadable page most likely had."""
    kind = kind_of(path)
    return f"/{PREFIXES.get(kind, '')}{default_slug(path, kind)}/" if kind else ""


def _withheld(edition: Edition) -> Iterator[Withheld]:
    for name, picture in sorted(edition.gallery.pictures.items()):
        if picture.withheld:
            pages = (p.path for p in edition.pages if any(u.name == name for u in image_uses(p)))
            yield Withheld(name=name, reason=picture.withheld, pages=tuple(pages))
