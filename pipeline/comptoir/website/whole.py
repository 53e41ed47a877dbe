"""The whole build: read, decide, run Pelican, check, hold back. It loads all that there is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from comptoir.finding import Finding
from comptoir.readers.addresses import read_addresses
from comptoir.readers.content import read_content
from comptoir.site.figures import image_uses
from comptoir.site.source import PREFIXES, Content, default_slug, kind_of
from comptoir.text import plural
from comptoir.website.build import (
    Job,
    added,
    checked_by,
    found_in_source,
    index,
    on_sources,
    put,
)
from comptoir.website.edition import Edition
from comptoir.website.incremental.past import Past
from comptoir.website.keeping import keep_published
from comptoir.website.plan import decide
from comptoir.website.prepare import Prepared, prepare
from comptoir.website.press import press
from comptoir.website.prose import PagesError
from comptoir.website.redirects import with_lost
from comptoir.website.report import BuildReport, Held, Withheld
from comptoir.website.shelf import Shelf
from comptoir.website.swap import Places, beside


def make(job: Job, past: Past, places: Places) -> BuildReport:
    """Make all that the past does not hold, and put it in place."""
    content = read_content(job.facts.root, past.read_page)
    with beside(places) as new:
        past.shelf = shelf = Shelf(new, job.output, past.outputs)
        prepared, findings = _pressed(job, content, past)
        report = _report(job, prepared, findings)
        if not report.written:
            return report
        book = read_addresses(job.facts.root)
        held = with_lost(report.held, book, shelf, {*_dated(prepared), *job.facts.away})
        held = keep_published(held, shelf, prepared.edition)
        notes = (*index(job, past), *_unfollowed(past), *_away(job, content))
        report = replace(report, held=held, notes=notes)
        return put(report, past, places)


def _away(job: Job, content: Content) -> Iterator[str]:
    """Say which pages do not appear because a module is off."""
    for url in job.facts.away:
        if count := sum(1 for page in content.pages if page.url.startswith(url)):
            yield (
                f"{plural(count, 'page')} de {url} ne paraissent pas : ce module est coupé "
                "(legal/organisation.toml, [modules] ou kind)."
            )


def _unfollowed(past: Past) -> Iterator[str]:
    """Say which templates make their pages be made again at each change."""
    for name in sorted(past.now.wide):
        yield (
            f"ce que lit le gabarit {name} ne se suit pas (inclusion au nom calculé, hasard, "
            "ou objet entier) : ses pages sont refaites à chaque changement."
        )


def _pressed(job: Job, content: Content, past: Past) -> tuple[Prepared, tuple[Finding, ...]]:
    """Press the edition, check it, and press it again without the pages that must be held back.

    Each pass holds back at least one page more, so there is a last one.
    """
    findings, shelf = found_in_source(job, content, past), past.shelf
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
        more = on_sources(checked_by(job, past), shelf.new, prepared.edition.pages)
        findings = added(findings, more)
        if _same_plan(job, prepared, findings):
            return prepared, findings
        shelf.empty()


def _dated(prepared: Prepared) -> set[str]:
    """Return the addresses of pages that are no drafts: some have not begun, or are past."""
    return {p.url for p in prepared.content.pages if p.meta.status == "published"}


def _same_plan(job: Job, prepared: Prepared, findings: Sequence[Finding]) -> bool:
    today, done = job.facts.today, prepared.plan
    plan = decide(
        prepared.content, today=today, findings=findings, strict=job.strict,
        drafts=job.facts.drafts, away=job.facts.away,
    )  # fmt: skip
    gone = {page.path for page in done.published} - {page.path for page in plan.published}
    return not gone and plan.stopped == done.stopped


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
