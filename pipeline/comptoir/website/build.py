"""Build the site: prepare, run Pelican in a folder beside, check, hold back, put in place."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from comptoir.context import Progress
from comptoir.errors import Place
from comptoir.finding import Finding
from comptoir.readers.addresses import read_addresses
from comptoir.readers.content import markdown_files, read_content
from comptoir.site.figures import image_uses
from comptoir.site.source import PREFIXES, Content, SourcePage, default_slug, kind_of
from comptoir.website import searching
from comptoir.website.compiled import SHARED
from comptoir.website.edition import Edition, Facts, facts_sum
from comptoir.website.incremental.audits import Audits
from comptoir.website.incremental.mending import mended
from comptoir.website.incremental.past import Learnt, Past, Wanted, standing
from comptoir.website.keeping import inside, keep_published
from comptoir.website.plan import decide
from comptoir.website.prepare import Prepared, prepare
from comptoir.website.press import press
from comptoir.website.prose import PagesError
from comptoir.website.rebuilding import rebuild
from comptoir.website.redirects import with_lost
from comptoir.website.report import BuildReport, Held, Withheld
from comptoir.website.shelf import Shelf
from comptoir.website.swap import Places, beside, differing, put_files, put_in_place

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
    return _mend(job, past, places) or _make(job, past, places)


def _mend(job: Job, past: Past, places: Places) -> BuildReport | None:
    """Take the shortcut when the text of pages is all that changed."""
    last = past.report
    if not past.asked_again or last is None or last.blocking or last.faults:
        return None
    with beside(places) as new:
        past.shelf = shelf = Shelf(new, job.output, past.outputs)
        made = mended(job.facts, past, new)
        if not made:
            return None
        shelf.kept |= past.outputs.keys() - made
        if job.check_source or job.check_html:
            content = read_content(job.facts.root, past.read_page)
            findings = _judged(job, content, past)
            if content.faults or any(finding.blocking for finding in findings):
                past.now = Learnt()
                return None
            last = replace(last, findings=findings)
        _index(job, past)  # what kept it from being made was said, and still holds
        return _put(last, past, places)


def _judged(job: Job, content: Content, past: Past) -> tuple[Finding, ...]:
    """Return what the rules say of the sources and of the pages, published as they were."""
    found, published = _found_in_source(job, content, past), set(past.now.frame.published)
    pages = [page for page in content.pages if page.path in published]
    return added(found, on_sources(_checked(job, past), past.shelf.new, pages))


def _found_in_source(job: Job, content: Content, past: Past) -> tuple[Finding, ...]:
    return tuple(job.check_source(content, past.audits)) if job.check_source else ()


def added(found: tuple[Finding, ...], more: Iterable[Finding]) -> tuple[Finding, ...]:
    """Add findings to others, those that are new."""
    known = set(found)
    return (*found, *(each for each in more if each not in known))


def _make(job: Job, past: Past, places: Places) -> BuildReport:
    past.read_ahead(markdown_files(job.facts.root))
    content = read_content(job.facts.root, past.read_page)
    with beside(places) as new:
        past.shelf = shelf = Shelf(new, job.output, past.outputs)
        prepared, findings = _pressed(job, content, past)
        report = _report(job, prepared, findings)
        if not report.written:
            return report
        book = read_addresses(job.facts.root)
        held = with_lost(report.held, book, shelf, _dated(prepared))
        held = keep_published(held, shelf, prepared.edition)
        notes = (*_index(job, past), *_unfollowed(past))
        report = replace(report, held=held, notes=notes)
        return _put(report, past, places)


def _put(report: BuildReport, past: Past, places: Places) -> BuildReport:
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


def _unfollowed(past: Past) -> Iterator[str]:
    """Say which templates make their pages be made again at each change."""
    for name in sorted(past.now.wide):
        yield (
            f"ce que lit le gabarit {name} ne se suit pas (inclusion au nom calculé, hasard, "
            "ou objet entier) : ses pages sont refaites à chaque changement."
        )


def _in_the_way(written: Iterable[str], output: Path) -> bool:
    """Whether a file is to stand where a folder does, or a folder where a file does."""
    parents = {parent for name in written for parent in (output / name).parents}
    return any((output / name).is_dir() for name in written) or any(map(Path.is_file, parents))


def _pressed(job: Job, content: Content, past: Past) -> tuple[Prepared, tuple[Finding, ...]]:
    """Press the edition, check it, and press it again without the pages that must be held back.

    Each pass holds back at least one page more, so there is a last one.
    """
    findings, shelf = _found_in_source(job, content, past), past.shelf
    while True:
        prepared = prepare(
            job.facts,
            content,
            shelf,
            sums=past.sum,
            findings=findings,
            strict=job.strict,
            avif=job.avif,
            progress=job.progress,
        )
        if prepared.plan.stopped:
            return prepared, findings
        try:
            press(prepared.edition, past)
        except PagesError as error:
            content = replace(content, faults=(*content.faults, *error.faults))
            shelf.empty()
            continue
        more = on_sources(_checked(job, past), shelf.new, prepared.edition.pages)
        findings = added(findings, more)
        if _same_plan(job, prepared, findings):
            return prepared, findings
        shelf.empty()


def _checked(job: Job, past: Past) -> Sequence[Finding]:
    return job.check_html(past.shelf, past.audits) if job.check_html else ()


def _index(job: Job, past: Past) -> tuple[str, ...]:
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


def _dated(prepared: Prepared) -> set[str]:
    """Return the addresses of pages that are no drafts: some have not begun, or are past."""
    return {p.url for p in prepared.content.pages if p.meta.status == "published"}


def _same_plan(job: Job, prepared: Prepared, findings: Sequence[Finding]) -> bool:
    today, done = job.facts.today, prepared.plan
    plan = decide(
        prepared.content, today=today, findings=findings, strict=job.strict, drafts=job.facts.drafts
    )
    gone = {page.path for page in done.published} - {page.path for page in plan.published}
    return not gone and plan.stopped == done.stopped


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
