"""`comptoir check --base`: the rules on people, consents, books and documents of the base.

What is found names ids and counts, never a person.
"""

from comptoir.context import Context
from comptoir.desk import base_books, base_papers, base_people, books, filing
from comptoir.desk.checks import Choice, Run, report_of, scope_of
from comptoir.desk.project import Project
from comptoir.readers.prices import read_attestations
from comptoir.rules.engine import Plan
from comptoir.rules.report import Report
from comptoir.rules.values.archive import ArchiveItem
from comptoir.rules.values.books import (
    CashBox,
    CashSoftware,
    EntryNumbers,
    EntryRow,
    HashChain,
    Match,
    PaymentRow,
)
from comptoir.rules.values.contact import ConsentProof, ContactRecord
from comptoir.rules.values.document import FrozenDocument, Series
from comptoir.rules.values.fec import Fec
from comptoir.rules.values.tax import Turnover
from comptoir.store import reading

SURFACES = (
    ContactRecord, ConsentProof, EntryRow, EntryNumbers, HashChain, Match, CashBox, Fec,
    PaymentRow, CashSoftware, Series, FrozenDocument, ArchiveItem, Turnover,
)  # fmt: skip


def check_base(ctx: Context, project: Project, choice: Choice | None = None) -> Report:
    """Check what the base holds.

    Raises:
        InputError: the project has no base.
    """
    wanted = choice or Choice()
    run = Run(Plan(wanted.reading(SURFACES), scope_of(ctx, project)), SURFACES)
    attestations, _ = read_attestations(project.root)
    filing.settle(ctx)
    with reading(ctx) as db:
        run.judge(base_people.contact_records(db, project, ctx.today), "fiche")
        run.judge(base_people.consent_proofs(db), "accord")
        if books.keeps(project):
            run.judge(base_books.entry_rows(db), "écriture")
            run.judge(base_books.entry_numbers(db))
            run.judge([base_books.hash_chain(db), base_books.cash_box(db)])
            run.judge(base_books.matches(db))
            run.judge(base_books.fecs(db, project))
        run.judge(base_books.payment_rows(db), "règlement")
        run.judge([base_books.cash_software(db, project, attestations, ctx.today)])
        run.judge(base_papers.series(db))
        run.judge(base_papers.frozen_documents(db), "pièce")
        run.judge(base_papers.archive_items(ctx, db))
        run.judge(base_papers.turnovers(db))
    return report_of(ctx, run, wanted, project.root, things=("endroit", "endroits"))
