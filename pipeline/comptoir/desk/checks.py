"""`comptoir check`: read what is published, judge it by the rules that apply, report."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from comptoir.context import Context
from comptoir.desk.project import Project
from comptoir.desk.scopes import scope_of
from comptoir.desk.waivers import read as read_waivers
from comptoir.errors import Fault, InputError, Place
from comptoir.readers.content import REGISTER, read_content
from comptoir.readers.html import HtmlFolder, open_folder
from comptoir.readers.images import read_pictures
from comptoir.readers.prices import read_attestations, read_prices
from comptoir.readers.repository import project_files
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
from comptoir.site.source import SourcePage
from comptoir.website.twice import shared

ORGANISATION = "legal/organisation.toml"
PROCESSING = "legal/processing.toml"
SPELLING = "TXT001"
SOURCES = (
    SourcePage, Picture, Identity, ProcessingRecord, ProjectFile, Unreadable, Offer, Attested,
    WrittenText,
)  # fmt: skip
BUILT = (HtmlPage, HtmlSite, StyleSheet)


class Known(Protocol):
    """Audits kept from one check to the next."""

    def get(self, path: str, text: str) -> PageAudit | None: ...
    def learn(self, path: str, audit: PageAudit) -> None: ...


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

    def judge(self, things: Iterable[Any], thing: str = "") -> None:
        count = 0
        for each in things:
            count += 1
            self.findings.extend(self.plan.judge(each))
        if thing:
            self.counts[thing] = self.counts.get(thing, 0) + count


def check_source(
    ctx: Context, project: Project, choice: Choice | None = None, *, spelt: bool = False
) -> Report:
    """Check the identity files, the pages, the texts, the images and what Git keeps.

    Args:
        ctx: who checks, and the day whose law applies.
        project: what is checked.
        choice: which rules are wanted.
        spelt: look every word up, which takes a second.
    """
    wanted = choice or Choice()
    run = Run(Plan(wanted.reading(SOURCES), scope_of(project, on=ctx.today)), SOURCES)
    run.judge(_identity(project), "fichier d’identité|fichiers d’identité")
    content = read_content(project.root)
    run.judge(Unreadable(fault) for fault in content.faults if not _is_said_by_rules(fault))
    run.judge(content.pages, "page source|pages source")
    looked_up = spelt and any(rule.code == SPELLING for rule in run.plan.rules)
    texts = read_texts(project.root, content.pages, project.organisation, spelt=looked_up)
    run.judge(texts, "texte")
    run.judge(offers_of(content.pages, read_prices(project.root), today=ctx.today))
    run.judge([_attested(ctx, project, content.pages)])
    pictures = read_pictures(project.root, content.pages, today=ctx.today)
    run.judge(pictures, "image")
    own = own_identifiers(project.organisation)
    run.judge(project_files(project.root, own=own), "fichier suivi|fichiers suivis")
    return report_of(ctx, run, wanted, project.root)


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
    known: Known | None = None,
) -> Report:
    """Check a folder of built pages, whatever made it.

    Args:
        ctx: who checks, and the day whose law applies.
        project: the project that it was built from, if it is ours.
        folder: where the pages are.
        choice: which rules are wanted.
        organisation: the profile of the publisher, when there is no project.
        known: audits of pages that were judged before.
    """
    wanted = choice or Choice()
    scope = scope_of(project, organisation, on=ctx.today)
    base = scope.site.site.url if scope.site and organisation is None else ""
    opened = open_folder(folder, shown=_shown(folder, ctx.root), base=base)
    run = Run(Plan(wanted.reading(BUILT), scope), BUILT)
    sheets = opened.sheets()
    facts = []
    for audit in _audits(ctx, opened, run.plan, known):
        run.findings.extend(audit.findings)
        facts.append(audit.facts)
    run.findings.extend(audit_sheets(sheets, run.plan))
    run.findings.extend(audit_site(opened.site(facts, sheets), run.plan))
    run.counts = {
        "page construite|pages construites": len(facts),
        "feuille de style|feuilles de style": len(sheets),
    }
    return report_of(ctx, run, wanted, project.root if project else None)


def _audits(
    ctx: Context, opened: HtmlFolder, plan: Plan, known: Known | None
) -> Iterator[PageAudit]:
    """Judge each page that is not known, one parsed at a time; half in a child when many."""
    held = {path: known.get(path, opened.read(path)) for path in opened.pages} if known else {}

    def work(paths: Sequence[str]) -> dict[str, PageAudit]:
        tracked = ctx.progress.track(paths, label="Pages vérifiées", total=len(paths))
        return {path: _audited(opened, path, plan) for path in tracked}

    new = [path for path in opened.pages if held.get(path) is None]
    mine, other, again = shared(new, work)
    made = mine | (other or {}) | (work(again) if again else {})
    for path in opened.pages:
        if known and path in made:
            known.learn(path, made[path])
        if audit := made.get(path) or held.get(path):
            yield audit


def _audited(opened: HtmlFolder, path: str, plan: Plan) -> PageAudit:
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
    report = check_source(ctx, project, choice, spelt=True)
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


def _shown(folder: Path, root: Path) -> str:
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
