"""`comptoir check --base`: the rules on people, consents, mailings, books and documents.

What is found names ids and counts, never a person.
"""

from dataclasses import replace

from comptoir.context import Context
from comptoir.desk import base_books, base_papers, base_people, base_sent, books, breaches, filing
from comptoir.desk.checks import Choice, Run, report_of
from comptoir.desk.project import Project
from comptoir.desk.scopes import scope_of
from comptoir.errors import Place
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
from comptoir.rules.values.message import SentRow
from comptoir.rules.values.tax import Turnover
from comptoir.store import breaches as register
from comptoir.store import reading

SURFACES = (
    ContactRecord, ConsentProof, EntryRow, EntryNumbers, HashChain, Match, CashBox, Fec,
    PaymentRow, CashSoftware, SentRow, Series, FrozenDocument, ArchiveItem, Turnover,
)  # fmt: skip


# Fields of the values, as people read them.
FRENCH = {
    "source": "origine",
    "guardian": "représentant légal",
    "roles": "rôles",
    "informed_on": "information de la personne",
    "last_act": "dernier acte",
    "last_act_on": "dernier acte",
    "asked_again_on": "renouvellement demandé",
    "relation_ended_on": "fin de la relation",
    "purposes": "finalités",
    "method": "moyen",
    "erased_on": "effacement",
    "suppression": "liste d’opposition",
    "refused_on": "refus",
    "basis": "base légale",
    "template_hash": "empreinte",
    "keep_until": "fin de garde",
}


def check_base(ctx: Context, project: Project, choice: Choice | None = None) -> Report:
    """Check what the base holds.

    Raises:
        InputError: the project has no base.
    """
    wanted = choice or Choice()
    run = Run(Plan(wanted.reading(SURFACES), scope_of(project, on=ctx.today)), SURFACES)
    attestations, _ = read_attestations(project.root)
    filing.settle(ctx)
    with reading(ctx) as db:
        run.judge(base_people.contact_records(db, project, ctx.today), "fiche")
        run.judge(base_people.consent_proofs(db), "accord")
        run.judge(base_sent.sent_rows(db, ctx.zone), "envoi")
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
        run.judge([breaches.breach_of(one) for one in register.breaches(db)])
    run.findings = [replace(one, at=_in_french(one.at)) for one in run.findings]
    return report_of(ctx, run, wanted, project.root, things=("endroit", "endroits"))


def _in_french(at: Place) -> Place:
    return replace(at, field=FRENCH.get(at.field, at.field))
