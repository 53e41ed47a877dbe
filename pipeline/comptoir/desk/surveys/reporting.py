"""What a survey says: rate of response, NPS, CSAT, tables, and what each finding asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from comptoir import resources
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk.project import load
from comptoir.desk.sheets import export_path
from comptoir.desk.surveys.asking import survey_named
from comptoir.errors import InputError
from comptoir.errors.french import meant
from comptoir.printing.letterhead import letterhead
from comptoir.printing.record import Record, Section, print_record
from comptoir.private import write_private
from comptoir.settings.survey import Question, Scale, Survey
from comptoir.store import reading, surveys
from comptoir.surveys.answers import Answers, values
from comptoir.surveys.measures import CrossTable, Measure, counts, cross, measure, share
from comptoir.text import plural

UNITS = {Scale.RECOMMEND: "NPS", Scale.SATISFACTION: "CSAT, %"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was said to one question."""

    name: str
    text: str
    unit: str
    measure: Measure | None
    counts: dict[str, int | None]  # None: too few to be shown
    words: int  # open answers
    target: Decimal | None
    action: str  # what to do now; empty when the target is met


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    name: str
    title: str
    answers: int
    invited: int
    rate: Measure | None
    findings: tuple[Finding, ...]
    cross: CrossTable | None
    smallest: int


def report(ctx: Context, name: str, *, by: str = "", across: str = "") -> Report:
    """Return what a survey says; two of its questions crossed when they are named."""
    survey = survey_named(ctx, name)
    with reading(ctx) as db:
        given = surveys.answers(db, name)
        invited = surveys.invited(db, name)
    enough = len(given) >= survey.smallest
    findings = tuple(_finding(survey, q, given if enough else []) for q in survey.questions)
    crossed = None
    if by and across:
        crossed = cross(given if enough else [], _question(survey, across), _question(survey, by),
                        survey.smallest)  # fmt: skip
    return Report(
        name=name,
        title=survey.title,
        answers=len(given),
        invited=invited,
        rate=share(len(given), invited) if invited else None,
        findings=findings,
        cross=crossed,
        smallest=survey.smallest,
    )


def words(ctx: Context, name: str, question: str) -> list[str]:
    """Return what was written to an open question, in no order.

    Raises:
        InputError: it is not one.
    """
    survey = survey_named(ctx, name)
    found = survey.question(question)
    if found is None or found.scale is not Scale.OPEN:
        raise InputError("ce n’est pas une question ouverte de cette enquête.")
    with reading(ctx) as db:
        given = surveys.answers(db, name)
    return sorted(values(given, found)) if len(given) >= survey.smallest else []


def _question(survey: Survey, name: str) -> Question:
    found = survey.question(name)
    if found is None or found.scale is Scale.OPEN:
        known = [q.name for q in survey.questions if q.scale is not Scale.OPEN]
        raise InputError(
            f"« {name} » n’est pas une question que l’on croise.",
            remedy=meant(name, known, otherwise=f"Il y a : {', '.join(known)}."),
        )
    return found


def _finding(survey: Survey, question: Question, given: Sequence[Answers]) -> Finding:
    found = measure(given, question)
    missed = found is not None and question.target is not None and found.value < question.target
    is_open = question.scale is Scale.OPEN
    return Finding(
        name=question.name,
        text=question.text,
        unit=UNITS.get(question.scale, ""),
        measure=found,
        counts={} if is_open else counts(given, question, survey.smallest),
        words=sum(1 for _ in values(given, question)) if is_open else 0,
        target=question.target,
        action=question.action if missed else "",
    )


def figure(found: Measure, unit: str) -> str:
    """Say a measure: `42 (NPS, entre 12 et 72, 31 réponses)`."""
    return (
        f"{found.value:.0f} ({unit}, entre {found.low:.0f} et {found.high:.0f}, "
        f"{plural(found.count, 'réponse')})"
    )


def count_said(count: int | None, smallest: int) -> str:
    return f"< {smallest}" if count is None else str(count)


def pdf(ctx: Context, name: str) -> Path:
    """Print the report for those who decide."""
    told, project = report(ctx, name), load(ctx)
    rate = f", {told.rate.value:.0f} % des {told.invited} invitations" if told.rate else ""
    sections = [
        Section(
            title=one.text,
            text=tuple(filter(None, (
                figure(one.measure, one.unit) + "." if one.measure else "",
                f"Réponses ouvertes : {one.words}." if one.words else "",
                f"Cible {one.target} manquée : {one.action}" if one.action else "",
            ))),
            facts=tuple((said, count_said(n, told.smallest)) for said, n in one.counts.items()),
        )
        for one in told.findings
    ]  # fmt: skip
    record = Record(
        title=told.title,
        subtitle=f"{plural(told.answers, 'réponse')}{rate}, au {french_date(ctx.today)}",
        intro=(f"Les intervalles sont ceux à 95 %. Un groupe de moins de {told.smallest} réponses "
               "n’est pas montré.",),
        sections=tuple(sections),
    )  # fmt: skip
    head = letterhead(project.organisation, project.site, specimen=ctx.demonstration)
    content = print_record(
        record, head, folders=resources.theme_folders(ctx.root), timestamp=ctx.now()
    )
    return write_private(export_path(ctx, f"bilan-enquete-{name}", ".pdf"), content)
