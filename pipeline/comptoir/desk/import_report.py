"""What an import says of itself: counts, differences, and the rows left out in private files."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from comptoir.contacts.columns import FIELDS
from comptoir.contacts.diff import Verdict
from comptoir.contacts.imports import FROM_NOWHERE, Fault
from comptoir.contacts.privacy import MASKED
from comptoir.context import Context
from comptoir.desk.contact_rows import Outcome
from comptoir.desk.sheets import export_path, write_csv
from comptoir.readers.columns import TableReport
from comptoir.readers.tables import Table

SHOWN = 20  # rows shown by a dry run, of each kind
TOLD = (Verdict.NEW, Verdict.CHANGED, Verdict.DOUBTFUL)


@dataclass(frozen=True, slots=True)
class Reject:
    """A row left out: its line, and why; never what it holds."""

    line: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a row does, for the dry run."""

    line: int
    verdict: str  # new | changed | doubtful
    reference: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did, or would do."""

    file: str
    format: str
    encoding: str
    separator: str
    columns: dict[str, str]  # heading → field
    also_read: tuple[str, ...]  # headings that make other facts: dates, proofs, who paid
    ignored: tuple[str, ...]  # headings not recognised
    missing: tuple[str, ...]  # headings of the map that the file does not have
    dry_run: bool
    purpose: str = ""  # what the agreements are for
    source: str = ""  # origin given to rows that say none
    recognised: str = ""  # the program that wrote the file, when its headings tell
    rows_in: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    doubtful: int = 0
    conflicts: int = 0  # among the doubtful: rows of our sheet with a cell changed on both sides
    rejected: int = 0
    granted: int = 0
    unproven: int = 0
    objected: int = 0
    refused: int = 0  # addresses of nobody known, put on the opposition list
    dead: int = 0  # dead addresses noted
    companions: int = 0  # contacts added beside those of the rows: who paid
    rejects: tuple[Reject, ...] = ()
    remarks: dict[str, int] = field(default_factory=dict)  # cells left out or mended
    differences: tuple[Difference, ...] = ()
    from_nowhere: bool = False  # rows were refused for want of a dated origin
    batch: int = 0  # 0: nothing was written
    rejects_file: str = ""
    review_file: str = ""
    held: TableReport | None = None  # what its columns hold, by its first rows


@dataclass(slots=True)
class Tally:
    """What is counted on the way."""

    hidden: Sequence[str]  # fields that the profile may not see
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    remarks: Counter[str] = field(default_factory=Counter)
    rejects: dict[int, tuple[str, ...]] = field(default_factory=dict)  # line → reasons
    reviews: dict[int, str] = field(default_factory=dict)  # line → what to look at
    from_nowhere: bool = False  # rows were refused for want of a dated origin
    differences: list[Difference] = field(default_factory=list)
    written: bool = False

    def add(self, outcome: Outcome) -> None:
        self.verdicts[_whole(outcome)] += 1
        self.events["conflicts"] += bool(outcome.conflicts)
        for one in outcome.all:
            for said in one.said:
                self.events[said.event.kind.value] += 1
            self.events["dead"] += bool(one.dead_on)
            self.events["refused"] += bool(one.refused_on)
        self.events["companions"] += sum(one.adds for one in outcome.companions)
        if outcome.rejections:
            self.rejects[outcome.row.line] = _reasons(outcome.rejections)
            self.from_nowhere = self.from_nowhere or FROM_NOWHERE in outcome.rejections
            return
        faults = [*outcome.row.remarks, *_left_out(outcome.companions)]
        if faults:
            self.remarks.update(str(fault) for fault in faults)
        why = [str(fault) for fault in faults]
        if outcome.like is not None:
            why.append(f"ressemble à {outcome.like.reference} : ajouté, à rapprocher")
        why += [
            f"{FIELDS.get(name, name)} : changé aussi dans la base depuis l’export, laissé"
            for name in outcome.conflicts
        ]
        if why:
            self.reviews[outcome.row.line] = " ; ".join(why)
        self.written = self.written or any(one.writes for one in outcome.all)
        told = outcome.verdict
        if told in TOLD and self.verdicts[told] <= SHOWN:
            self.differences.append(_difference(outcome, self.hidden))

    @property
    def news(self) -> bool:
        return self.written


def _whole(outcome: Outcome) -> Verdict:
    """What became of a row: its own contact first; one that only brings others is a change."""
    news = any(one.writes for one in outcome.companions)
    return Verdict.CHANGED if outcome.verdict is Verdict.SAME and news else outcome.verdict


def _left_out(companions: Iterable[Outcome]) -> list[Fault]:
    reasons = (fault for one in companions for fault in one.rejections)
    return [Fault("", f"la personne qui paie n’est pas gardée ({fault})") for fault in reasons]


def counted(report: ImportReport, tally: Tally) -> ImportReport:
    """Return the report with what was counted."""
    verdicts = tally.verdicts
    return replace(
        report,
        rows_in=verdicts.total(),
        new=verdicts[Verdict.NEW],
        changed=verdicts[Verdict.CHANGED],
        same=verdicts[Verdict.SAME],
        doubtful=verdicts[Verdict.DOUBTFUL],
        conflicts=tally.events["conflicts"],
        rejected=verdicts[Verdict.REJECTED],
        granted=tally.events["granted"],
        unproven=tally.events["unproven"],
        objected=tally.events["objected"],
        refused=tally.events["refused"],
        dead=tally.events["dead"],
        companions=tally.events["companions"],
        from_nowhere=tally.from_nowhere,
        rejects=tuple(Reject(line, reasons) for line, reasons in tally.rejects.items()),
        remarks=dict(tally.remarks.most_common()),
        differences=tuple(tally.differences),
    )


@lru_cache(maxsize=1_024)  # a list that is refused whole holds its reasons once
def _reasons(faults: tuple[Fault, ...]) -> tuple[str, ...]:
    return tuple(" ".join(part for part in (f"{fault}.", fault.remedy) if part) for fault in faults)


def _difference(outcome: Outcome, hidden: Sequence[str]) -> Difference:
    said = [
        f"{FIELDS.get(name, name)} : "
        + (MASKED if name in hidden else f"{_shown(old)} → {_shown(new)}")
        for name, (old, new) in outcome.fields.items()
    ]
    said += [f"rôle : + {role.french}" for role in outcome.roles]
    said += [f"étiquette : + {tag}" for tag in outcome.tags]
    said += [f"étiquette : − {tag}" for tag in outcome.untagged]
    said += [f"{FIELDS.get(name, name)} : changé des deux côtés" for name in outcome.conflicts]
    said += [f"consentement : {one.event.kind.french}" for one in outcome.said]
    said += [f"référence externe : {outcome.external}"] if outcome.external else []
    said += [f"{name} : {value}" for name, value in outcome.facts]
    said += ["adresse mél morte"] if outcome.dead_on else []
    if outcome.adds and outcome.contact:
        name = outcome.contact.full_name or outcome.contact.email
        said = [MASKED if "last_name" in hidden else name]
    if outcome.like is not None:
        said.append(f"ressemble à {outcome.like.reference}")
    if outcome.refused_on:
        said = ["adresse à garder en empreinte sur la liste d’opposition"]
    known = outcome.contact and not outcome.adds
    reference = outcome.contact.reference if known and outcome.contact else ""
    return Difference(outcome.row.line, outcome.verdict.value, reference, tuple(said))


def _shown(value: Any) -> str:
    return str(plain(value)) if value else "(vide)"


def plain(value: Any) -> Any:
    """Return what JSON can say of a value."""
    return value.isoformat() if isinstance(value, date) else value


def with_files(ctx: Context, report: ImportReport, table: Table, tally: Tally) -> ImportReport:
    """Write the rows left out, and the rows to look at, where only their owner reads them."""
    stem = Path(table.shown).stem
    said = {reasons: " ".join(reasons) for reasons in set(tally.rejects.values())}
    rejects = {line: said[reasons] for line, reasons in tally.rejects.items()}
    return replace(
        report,
        rejects_file=_write_rows(ctx, f"{stem}-rejets", table, rejects),
        review_file=_write_rows(ctx, f"{stem}-a-verifier", table, tally.reviews),
    )


def _write_rows(ctx: Context, name: str, table: Table, rows: Mapping[int, str]) -> str:
    """Write some rows as they came, read again rather than held in memory, each with its reason."""
    if not rows:
        return ""
    path = export_path(ctx, name, ".csv")
    header = (*table.header, "Ligne", "Motif")
    kept = ((*row.cells, row.line, rows[row.line]) for row in table.rows() if row.line in rows)
    write_csv(path, header, kept)
    return str(path.relative_to(ctx.root)) if path.is_relative_to(ctx.root) else str(path)
