"""Issue documents: number, record and PDF together, or nothing.

The PDF is drawn before the transaction ends and lies beside its place under a provisional name;
it takes its name once the transaction has ended. A process killed in between leaves a provisional
file that `settle` puts right: named if its document was recorded, removed if it was not.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from comptoir import resources
from comptoir.context import Context
from comptoir.desk import project as projects
from comptoir.desk.judging import Judge, refuse_or_tell
from comptoir.documents.kinds import FILE_NAMES
from comptoir.errors import RefusedError
from comptoir.printing import facturx, typst
from comptoir.printing.letterhead import letterhead
from comptoir.private import write_private
from comptoir.store import Transaction, begin, cheques, documents, reading
from comptoir.store.documents import Issued
from comptoir.store.doors import has_base

PROVISIONAL = ".part"
ORPHAN = 3600  # seconds after which a provisional file belongs to nobody
FOLDER = "documents"
FAMILIES = ("documents", "vat")  # of the rules that read what is issued


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document to issue: its record, and what its template shows."""

    number: str
    kind: str
    contact_id: int
    contact_reference: str
    record_id: int
    issued_on: date
    content: str  # the frozen copy, JSON
    template: str
    face: Mapping[str, Any]
    xml: bytes = b""  # the structured invoice, judged valid: the PDF then is a Factur-X

    @property
    def path(self) -> str:
        """Its name in the archive, without any personal name (LAW, ARC006).

        A year's folder, then `2026-11-24_facture_F-2026-0001_C-000123.pdf`.
        """
        kind = FILE_NAMES[self.kind]
        name = f"{self.issued_on}_{kind}_{self.number}_{self.contact_reference}.pdf"
        return f"{self.issued_on.year}/{name}"


@dataclass(slots=True)
class Issuing:
    """One act that issues documents."""

    ctx: Context
    project: projects.Project
    tx: Transaction
    provisional: list[tuple[Path, Path]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)  # what the rules say and does not stop

    def judge(self, thing: Any, *, on: date) -> None:
        """Judge a document by the rules; keep what is worth knowing.

        Raises:
            RefusedError: something that the law wants is missing or wrong.
        """
        judge = Judge(self.project, FAMILIES, on=on, today=self.ctx.today)
        self.notices += refuse_or_tell(judge.findings([thing]))

    def issue(self, paper: Paper) -> Path:
        """Draw a document, keep its copy, and return the place where its PDF will be."""
        pdf = draw(self.ctx, self.project, paper, at=self.tx)
        place = self.ctx.var / FOLDER / paper.path
        part = place.with_name(place.name + PROVISIONAL)
        self.provisional.append((part, place))
        write_private(part, pdf)
        documents.add(self.tx, [_issued(paper, pdf)])
        self.tx.record(paper.kind, paper.number, {"issued_on": (None, paper.issued_on)})
        return place


def draw(ctx: Context, project: projects.Project, paper: Paper, *, at: Transaction) -> bytes:
    head = letterhead(project.organisation, project.site, specimen=ctx.demonstration)
    pdf = typst.compile_pdf(
        paper.template,
        {**paper.face, "letterhead": head},
        folders=resources.theme_folders(ctx.root),
        timestamp=at.now,
    )
    return facturx.attach(pdf, paper.xml, modified=at.now) if paper.xml else pdf


def _issued(paper: Paper, pdf: bytes) -> Issued:
    return Issued(
        number=paper.number,
        kind=paper.kind,
        contact_id=paper.contact_id,
        record_id=paper.record_id,
        issued_on=paper.issued_on,
        content=paper.content,
        path=paper.path,
        pdf_sha256=documents.sha256(pdf),
    )


@contextmanager
def issuing(ctx: Context, *, act: str) -> Iterator[Issuing]:
    """Open an act that issues documents: all is recorded and filed, or nothing is."""
    ctx.act_on()
    project = projects.load(ctx)
    typst.warm(resources.theme_folders(ctx.root))  # outside the transaction: others wait for it
    if has_base(ctx) and _provisional(ctx):
        settle(ctx)
    made: list[tuple[Path, Path]] = []
    try:
        with begin(ctx, act=act) as tx:
            yield Issuing(ctx, project, tx, made)
    except BaseException:
        for part, _ in made:
            part.unlink(missing_ok=True)
        raise
    for part, place in made:
        part.replace(place)


def settle(ctx: Context) -> int:
    """Put right what a killed process left; return how many files were named or removed."""
    with reading(ctx) as db:
        known = {ctx.var / FOLDER / d.path: d.pdf_sha256 for d in documents.documents(db) if d.path}
        known |= {ctx.var / FOLDER / path: digest for path, digest in cheques.slips(db).values()}
    done = 0
    for part in _provisional(ctx):
        place = part.with_name(part.name.removesuffix(PROVISIONAL))
        try:
            if place in known and documents.sha256(part.read_bytes()) == known[place]:
                part.replace(place)
                done += 1
            elif time.time() - part.stat().st_mtime > ORPHAN:
                part.unlink()
                done += 1
        except FileNotFoundError:  # its own process just named it
            continue
    return done


def _provisional(ctx: Context) -> list[Path]:
    return sorted((ctx.var / FOLDER).glob(f"*/*{PROVISIONAL}"))


def check_order(db: Connection, kind: str, day: date, *others: str) -> None:
    """Refuse a document older than the last one of its series (LAW, DOC003).

    Args:
        db: in the transaction of the document.
        kind: of the document.
        day: its date.
        others: kinds that share its series.
    """
    known = (documents.last_issued_on(db, each) for each in (kind, *others))
    last = max((each for each in known if each), default=None)
    if last and day < last:
        raise RefusedError(
            f"Le dernier document de cette série est du {last:%d/%m/%Y} : celui-ci ne peut pas "
            "être plus ancien (CGI, ann. II, art. 242 nonies A, I-7°).",
            remedy="Émettez-le à la date d’aujourd’hui.",
        )
