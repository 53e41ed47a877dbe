"""`comptoir check`: read what is published, judge it by the rules that apply, report."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from comptoir.context import Context
from comptoir.desk.project import Project
from comptoir.desk.scopes import scope_of
from comptoir.desk.waivers import read as read_waivers
from comptoir.errors import Fault, InputError, Place
from comptoir.readers.content import REGISTER, read_content
from comptoir.readers.html import HtmlFolder, open_folder
from comptoir.readers.images import read_pictures
from comptoir.readers.prices import read_attestations, read_prices
from comptoir.readers.repository import project_file, project_paths
from comptoir.readers.texts import read_texts
from comptoir.readers.toml import line_numbers, read_model, read_toml
from comptoir.rules import waiving
from comptoir.rules.detectors import own_identifiers
from comptoir.rules.engine import Plan
from comptoir.rules.fault import Judged
from comptoir.rules.registry import all_rules, chosen
from comptoir.rules.report import Report
from comptoir.rules.rule import Rule
from comptoir.rules.site_audit import PageAudit, audit_page, audit_sheets, audit_site
from comptoir.rules.surfaces import (
    Identity,
    Picture,
    ProcessingRecord,
    ProjectFile,
    Unreadable,
    WaiverUse,
)
from comptoir.rules.surfaces_site import Attested, Offer, offers_of
from comptoir.rules.surfaces_text import WrittenText
from comptoir.settings import Organisation
from comptoir.site.built import HtmlSite
from comptoir.site.calls import StyleSheet
from comptoir.site.html import HtmlPage
from comptoir.site.source import Content, SourcePage
from comptoir.website.incremental.audits import Audits
from comptoir.website.twice import shared

T = TypeVar("T")
ORGANISATION = "legal/organisation.toml"
PROCESSING = "legal/processing.toml"
SPELLING = "TXT001"
SOURCES = (
    SourcePage, Picture, Identity, ProcessingRecord, ProjectFile, Unreadable, Offer, Attested,
    WrittenText,
)  # fmt: skip
BUILT = (HtmlPage, HtmlSite, StyleSheet)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rules are wanted: codes or families."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def rules(self) -> tuple[Rule, ...]:
        return chosen(self.select, self.ignore)

    def reading(self, surfaces: Sequence[type]) -> list[Rule]:
        """Return the wanted rules that read at least one of these surfaces."""
        return [rule for rule in self.rules() if any(s in rule.checks for s in surfaces)]


@dataclass(slots=True)
class Run:
    """Findings and counts as they are gathered."""

    plan: Plan
    surfaces: tuple[type, ...]
    findings: list[Judged] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    known: Audits | None = None  # of the last build

    def judge(self, things: Iterable[Any], thing: str = "") -> None:
        count = 0
        for each in things:
            count += 1
            self.findings.extend(self.plan.judge(each))
        self._count(thing, count)

    def _count(self, thing: str, count: int) -> None:
        if thing:
            self.counts[thing] = self.counts.get(thing, 0) + count

    def judge_files(
        self, kind: type, files: Iterable[tuple[str, Callable[[], Any]]], thing: str = ""
    ) -> None:
        """Judge what each file holds, made when it is not known what was found in it.

        The rules read nothing but the file, and the facts of the organisation.
        """
        count = 0
        for path, make in files:
            count += 1
            found = self.known.said(kind, path) if self.known else None
            if found is None:
                found = self.plan.judge(make())
                if self.known:
                    self.known.note(kind, path, found)
            self.findings.extend(found)
        self._count(thing, count)


def check_source(
    ctx: Context,
    project: Project,
    choice: Choice | None = None,
    *,
    spelt: bool = False,
    office: bool = False,
    content: Content | None = None,
    known: Audits | None = None,
) -> Report:
    """Check the identity files, the pages, the texts, the images and what Git keeps.

    Args:
        ctx: who checks, and the day whose law applies.
        project: what is checked.
        choice: which rules are wanted.
        spelt: look every word up, which takes a second.
        office: read the forms, segments, agendas… that other commands need, too.
        content: its pages, when they were read.
        known: what was found before, by all rules and without spelling.
    """
    wanted = choice or Choice()
    plan = Plan(wanted.reading(SOURCES), scope_of(project, on=ctx.today))
    run = Run(plan, SOURCES, known=known)
    run.judge(_identity(project), "fichier d’identité|fichiers d’identité")
    content = content or read_content(project.root)
    run.judge(Unreadable(fault) for fault in content.faults if not _is_said_by_rules(fault))
    if office:
        from comptoir.desk import office_files

        run.judge(map(Unreadable, office_files.unread(ctx, project)))
    pages = ((page.path, partial(_itself, page)) for page in content.pages)
    run.judge_files(SourcePage, pages, "page source|pages source")
    looked_up = spelt and any(rule.code == SPELLING for rule in run.plan.rules)
    texts = read_texts(project.root, content.pages, project.organisation, spelt=looked_up)
    run.judge_files(WrittenText, ((t.path, partial(_itself, t)) for t in texts), "texte")
    run.judge(offers_of(content.pages, read_prices(project.root), today=ctx.today))
    run.judge([_attested(ctx, project, content.pages)])
    pictures = read_pictures(project.root, content.pages, today=ctx.today)
    run.judge(pictures, "image")
    own = own_identifiers(project.organisation)
    files = (
        (path, partial(project_file, project.root, path, own=own))
        for path in project_paths(project.root)
    )
    run.judge_files(ProjectFile, files, "fichier suivi|fichiers suivis")
    return report_of(ctx, run, wanted, project.root)


def _itself(thing: T) -> T:
    return thing


def _is_said_by_rules(fault: Fault) -> bool:
    """IMG001 and IMG002 say better what an entry of the register lacks."""
    of_register = fault.at is not None and fault.at.path == REGISTER
    return of_register and fault.found.startswith(("il manque « author »", "il manque « licence »"))


def check_html(
    ctx: Context,
    project: Project | None,
    folder: Path,
    choice: Choice | None = None,
    *,
    organisation: Organisation | None = None,
) -> Report:
    """Check a folder of built pages, whatever made it.

    Args:
        ctx: who checks, and the day whose law applies.
        project: the project that it was built from, if it is ours.
        folder: where the pages are.
        choice: which rules are wanted.
        organisation: the profile of the publisher, when there is no project.
    """
    wanted = choice or Choice()
    scope = scope_of(project, organisation, on=ctx.today)
    base = scope.site.site.url if scope.site and organisation is None else ""
    opened = open_folder(folder, shown=shown_in(folder, ctx.root), base=base)
    run = Run(Plan(wanted.reading(BUILT), scope), BUILT)
    audits = page_audits(ctx, opened, opened.pages, run.plan)
    run.findings.extend(found for path in opened.pages for found in audits[path].findings)
    sheets = opened.sheets()
    site = opened.site((audits[path].facts for path in opened.pages), sheets)
    return of_whole(ctx, run, wanted, project, (opened, sheets, audit_site(site, run.plan)))


def of_whole(
    ctx: Context,
    run: Run,
    choice: Choice,
    project: Project | None,
    site: tuple[HtmlFolder, Sequence[StyleSheet], Iterable[Judged]],
) -> Report:
    """Add to what was found in pages what was found in the whole site."""
    opened, sheets, found = site
    run.findings.extend(audit_sheets(sheets, run.plan))
    run.findings.extend(found)
    run.counts = {
        "page construite|pages construites": len(opened.pages),
        "feuille de style|feuilles de style": len(sheets),
    }
    return report_of(ctx, run, choice, project.root if project else None)


def page_audits(
    ctx: Context, opened: HtmlFolder, pages: Sequence[str], plan: Plan
) -> dict[str, PageAudit]:
    """Judge pages, one parsed at a time; some in a child when they are many."""

    def work(paths: Iterable[str]) -> dict[str, PageAudit]:
        here = len(paths) if isinstance(paths, Sequence) else len(pages) // 2
        tracked = ctx.progress.track(paths, label="Pages vérifiées", total=here)
        return {path: page_audit(opened, path, plan) for path in tracked}

    mine, other, again = shared(pages, work)
    return mine | (other or {}) | (work(again) if again else {})


def page_audit(opened: HtmlFolder, path: str, plan: Plan) -> PageAudit:
    page = opened.page(path)
    audit = audit_page(page, plan)
    page.forget()
    return audit


def check_paths(
    ctx: Context, project: Project, paths: Sequence[Path], choice: Choice | None = None
) -> Report:
    """Check the source, and keep what is found in these files and folders.

    Raises:
        InputError: a path does not exist, or is outside the project.
    """
    wanted = [inside(path, ctx.root) for path in paths]
    report = check_source(ctx, project, choice, spelt=True, office=True)
    kept = tuple(f for f in report.findings if any(_under(f.at.path, path) for path in wanted))
    return Report(
        today=report.today,
        rules=report.rules,
        findings=kept,
        skipped=report.skipped,
        counts={"chemin donné|chemins donnés": len(wanted)},
    )


def read_profile(path: Path) -> Organisation:
    """Read the profile of a publisher from a file of its own."""
    if not path.is_file():
        raise InputError(
            "ce fichier n’existe pas.",
            remedy="Donnez un profil comme legal/organisation.toml.",
            at=Place(str(path)),
        )
    return read_model(path, Organisation, shown=str(path))


def _identity(project: Project) -> list[object]:
    return [
        Identity(organisation=project.organisation, lines=_lines(project.root / ORGANISATION)),
        ProcessingRecord(
            processing=project.processing,
            organisation=project.organisation,
            lines=_lines(project.root / PROCESSING),
        ),
    ]


def _attested(ctx: Context, project: Project, pages: tuple[SourcePage, ...]) -> Attested:
    held, lines = read_attestations(project.root)
    return Attested(
        organisation=project.organisation,
        processing=project.processing,
        today=ctx.today,
        attestations=held,
        lines=lines,
        known=frozenset(rule.code for rule in all_rules()),
        pages=tuple(page for page in pages if page.published_on(ctx.today)),
    )


def _lines(path: Path) -> dict[str, int]:
    _, text = read_toml(path)
    return {".".join(map(str, key)): line for key, line in line_numbers(text).items()}


def report_of(
    ctx: Context,
    run: Run,
    choice: Choice,
    root: Path | None,
    *,
    things: tuple[str, str] = ("page", "pages"),
) -> Report:
    """Apply the waivers, judge the waivers themselves, and put it all in order."""
    waivers, lines = read_waivers(root)
    known = {rule.code: rule for rule in all_rules()}
    findings, uses = waiving.apply(
        waivers, run.findings, today=ctx.today, lines=lines, known=frozenset(known)
    )
    plan = Plan(choice.reading((WaiverUse,)), run.plan.scope)
    for use in uses if SourcePage in run.surfaces else ():
        findings.extend(plan.judge(_fair(use, run, choice, known)))
    rules = {rule.code: rule for rule in (*run.plan.rules, *plan.rules)}
    return Report(
        today=ctx.today,
        rules=tuple(rules[code] for code in sorted(rules)),
        findings=tuple(sorted(findings)),
        skipped=tuple(run.plan.skipped),
        counts=run.counts,
        things=things,
        waivable=root is not None,
    )


def _fair(use: WaiverUse, run: Run, choice: Choice, known: dict[str, Rule]) -> WaiverUse:
    """A waiver is useless only when everything that its rule reads was judged."""
    rule = known.get(use.waiver.code)
    judged = rule is not None and all(surface in run.surfaces for surface in rule.checks)
    if use.used or (judged and not choice.select and not choice.ignore):
        return use
    return WaiverUse(
        waiver=use.waiver, rank=use.rank, line=use.line, today=use.today, used=True, known=use.known
    )


def shown_in(folder: Path, root: Path) -> str:
    """Return the name of a folder in findings: from the project when it is inside."""
    try:
        return folder.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return folder.as_posix()


def inside(path: Path, root: Path) -> str:
    """Return a path given from here, or from the project, as findings write it."""
    there = [found for found in (Path.cwd() / path, root / path) if found.exists()]
    if not there:
        raise InputError(
            "ce fichier ou dossier n’existe pas.", remedy="Vérifiez le chemin.", at=Place(str(path))
        )
    ours = [found for found in there if found.resolve().is_relative_to(root.resolve())]
    if not ours:
        raise InputError(
            "ce chemin est hors du projet.",
            remedy="Pour un site construit ailleurs, employez --html.",
            at=Place(str(path)),
        )
    if ours[0].suffix.lower() in (".html", ".htm"):
        raise InputError(
            "une page construite se vérifie avec son site.",
            remedy="Donnez le dossier : comptoir check --html DOSSIER.",
            at=Place(str(path)),
        )
    return ours[0].resolve().relative_to(root.resolve()).as_posix()


def _under(path: str, wanted: str) -> bool:
    return wanted == "." or path == wanted or path.startswith(f"{wanted}/")
