"""Make an edition: read, decide, fill the legal pages, make the pictures."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from comptoir.context import Progress
from comptoir.errors import Fault, InputError, Place
from comptoir.finding import Finding
from comptoir.site.figures import image_uses
from comptoir.site.source import Content, PageKind, SourcePage
from comptoir.website.darkroom import Development, develop, sum_of_file
from comptoir.website.edition import Edition, Facts
from comptoir.website.legal import LegalTexts
from comptoir.website.look import Look
from comptoir.website.plan import Plan, decide
from comptoir.website.shelf import Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An edition ready for Pelican, and what was decided on the way."""

    edition: Edition
    plan: Plan
    content: Content


def prepare(
    facts: Facts,
    content: Content,
    shelf: Shelf,
    *,
    sums: Callable[[Path], str] = sum_of_file,
    findings: Sequence[Finding] = (),
    strict: bool = False,
    avif: bool = False,
    progress: Progress | None = None,
) -> Prepared:
    """Prepare what is to be published, its pictures on the shelf.

    Raises:
        InputError: a colour or a logo of comptoir.toml that cannot be used.
    """
    Look(facts)
    bodies, gaps = _legal_bodies(facts, content)
    content = replace(content, faults=(*content.faults, *gaps))
    planned = partial(
        decide, content, today=facts.today, findings=findings, strict=strict,
        drafts=facts.drafts, away=facts.away,
    )  # fmt: skip
    plan = planned()
    made = Development(Edition(facts=facts, pages=()).gallery)
    if not plan.stopped:
        made = _pictures(facts, content, plan, shelf, sums, avif=avif, progress=progress)
        faults = _faults_by_page(plan.published, made)
        if faults:
            plan = planned(image_faults=faults)
    edition = Edition(
        facts=facts,
        pages=plan.published,
        bodies=bodies,
        register=content.register,
        data=content.data,
        gallery=made.gallery,
    )
    return Prepared(edition=edition, plan=plan, content=content)


def _legal_bodies(facts: Facts, content: Content) -> tuple[dict[str, str], list[Fault]]:
    texts = LegalTexts(facts.organisation, facts.processing, content.register, facts.site)
    bodies: dict[str, str] = {}
    faults: list[Fault] = []
    for page in content.pages:
        if page.kind is PageKind.LEGAL:
            try:
                bodies[page.path] = texts.fill(page)
            except InputError as error:
                faults.extend(error.faults)
    return bodies, faults


def _pictures(
    facts: Facts,
    content: Content,
    plan: Plan,
    shelf: Shelf,
    sums: Callable[[Path], str],
    *,
    avif: bool,
    progress: Progress | None,
) -> Development:
    used = (use.name for page in plan.published for use in image_uses(page))
    return develop(
        (*used, *content.data.images()),
        root=facts.root,
        shelf=shelf,
        sums=sums,
        cache=facts.root / "var" / "cache" / "images",
        register=content.register,
        today=facts.today,
        avif=avif,
        progress=progress,
    )


def _faults_by_page(pages: Sequence[SourcePage], made: Development) -> dict[str, Sequence[Fault]]:
    """Say of each page which of its images cannot be made, and on which line it is named."""
    found: dict[str, list[Fault]] = defaultdict(list)
    for page in pages if made.faults else ():
        for use in image_uses(page):
            if fault := made.faults.get(use.name):
                said = f"image {use.name} : {fault.found}"
                found[page.path].append(Fault(said, fault.remedy, Place(page.path, use.line)))
    return dict(found)
