"""Destroy what has been kept long enough, with its list, its visa and its certificate.

(LAW, ARC004, ARC005, RET021, RET023.)
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from comptoir import resources
from comptoir.context import Context
from comptoir.dates import french_date, short_date
from comptoir.desk.documents import house
from comptoir.desk.documents.adding import Content, keep
from comptoir.desk.documents.finding import place
from comptoir.desk.project import Project, load
from comptoir.documents.kinds import FILE_NAMES, named
from comptoir.errors import RefusedError
from comptoir.errors.french import os_error
from comptoir.law import keeping
from comptoir.printing.letterhead import letterhead
from comptoir.printing.record import Record, Section, print_record
from comptoir.settings.organisation import Kind
from comptoir.store import Transaction, begin, documents, erasure, filed, holds, reading
from comptoir.store.documents import KeptDocument
from comptoir.store.filed import Filed
from comptoir.text import plural


@dataclass(frozen=True, slots=True, kw_only=True)
class Over:
    """A document past its term: filed by the house, or issued by it."""

    reference: str
    kind: str
    dated: date
    keep_until: date | None
    term: str
    sha256: str
    path: str  # under var/documents/
    issued: KeptDocument | None = None
    filed: Filed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposal:
    """What is past its term; and, once destroyed, where the certificate is."""

    documents: tuple[Over, ...]
    certificate: Filed | None = None


def plan(ctx: Context) -> Disposal:
    """List what has been kept as long as it must, and nothing holds."""
    with reading(ctx) as db:
        return Disposal(documents=_over(ctx, db))


def _over(ctx: Context, db: Connection) -> tuple[Over, ...]:
    mine = [
        Over(reference=one.reference, kind=one.kind, dated=one.dated, keep_until=one.keep_until,
             term=one.term, sha256=one.sha256, path=one.path, filed=one)
        for one in filed.past_term(db, ctx.today)
    ]  # fmt: skip
    return (*mine, *_issued(ctx, db))


def _issued(ctx: Context, db: Connection) -> Iterator[Over]:
    """Yield issued papers, but those of a customer who is held, or who owes their amount."""
    found = documents.past_term(db, ctx.today)
    people = sorted({one.contact_id for one in found})
    held = holds.standing(db, today=ctx.today, contact_ids=people)
    open_ = {number for of in erasure.unfinished(db, people).values() for number in of}
    for one in found:
        if one.contact_id not in held and one.number not in open_:
            yield Over(
                reference=one.number, kind=FILE_NAMES.get(one.kind, one.kind), dated=one.issued_on,
                keep_until=one.keep_until, term=house.years(keeping.BOOKS), sha256=one.pdf_sha256,
                path=one.path, issued=one,
            )  # fmt: skip


def dispose(ctx: Context, *, visa: str = "") -> Disposal:
    """Destroy what is past its term; the register says that it was, and a certificate proves it.

    Raises:
        RefusedError: a public body has no visa of the archives (C. patrimoine, art. L212-2).
    """
    today = ctx.act_on()
    project = load(ctx)
    if project.organisation.kind is Kind.PUBLIC_BODY and not visa:
        raise RefusedError(
            "un organisme public ne détruit rien sans le visa des archives (C. patrimoine, "
            "art. L212-2).",
            remedy="Envoyez la liste au service des archives, puis donnez son visa : --visa.",
        )
    with begin(ctx, act="document.dispose") as tx:
        over = _over(ctx, tx.db)
        if not over:
            return Disposal(documents=())
        pdf = _certificate(ctx, project, tx, over, visa)
        kind = named(house.kinds(ctx), "certificat-destruction")
        title = f"Certificat de destruction de {plural(len(over), 'document')}"
        paper = Content(content=pdf, suffix=".pdf", title=title, dated=today,
                        text=" ".join(one.reference for one in over), about=visa)  # fmt: skip
        certificate = keep(ctx, tx, kind, paper)
        for one in over:
            if one.filed:
                filed.empty(tx, one.filed, because=f"détruit, {certificate.reference}")
            elif one.issued:
                documents.let_go(tx, one.issued, certificate=certificate.reference)
    for one in over:  # the register first: a file left behind is found by `document lint`
        try:
            place(ctx, one.path).unlink(missing_ok=True)
        except OSError as error:
            raise os_error(error) from error
    return Disposal(documents=over, certificate=certificate)


def _certificate(
    ctx: Context, project: Project, tx: Transaction, over: Sequence[Over], visa: str
) -> bytes:
    head = letterhead(project.organisation, project.site, specimen=ctx.demonstration)
    rows = tuple(
        (one.reference, one.kind, short_date(one.dated),
         short_date(one.keep_until) if one.keep_until else "", one.sha256[:16])
        for one in over
    )  # fmt: skip
    terms = tuple((kind, term) for kind, term in sorted({(one.kind, one.term) for one in over}))
    record = Record(
        title="Certificat de destruction",
        subtitle=f"{plural(len(over), 'document')}, le {french_date(ctx.today)}",
        intro=(
            "Les documents ci-dessous ont été gardés jusqu’au bout de leur durée ; aucun litige ni "
            "contrôle ne les retenait. Leurs fichiers et leur texte ont été effacés ; le registre "
            "garde leur numéro, leur sorte, leur date et leur empreinte. Les écritures du journal, "
            "qui ne changent jamais, restent.",
            f"Décidé par : {ctx.actor.name or ctx.actor.login}."
            + (f" Visa des archives : {visa}." if visa else ""),
        ),
        sections=(
            Section(title="Durées", facts=terms),
            Section(title="Documents détruits", rows=rows,
                    header=("Référence", "Sorte", "Date", "À garder jusqu’au", "Empreinte")),
        ),
    )  # fmt: skip
    folders = resources.theme_folders(ctx.root)
    return print_record(record, head, folders=folders, timestamp=tx.now)
