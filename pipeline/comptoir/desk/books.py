"""The books of the organisation: how far they go, and when its fiscal year starts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import Connection

from comptoir.dates import short_date
from comptoir.desk.project import Project
from comptoir.errors import RefusedError
from comptoir.ledger import Entry
from comptoir.settings.organisation import Books
from comptoir.store import Transaction, billing, closings, ledger, payments
from comptoir.store.billing import KeptInvoice
from comptoir.store.ledger import ToPost


def keeps(project: Project) -> bool:
    """Whether a journal is kept here at all (LAW, JRN044: not by public bodies nor mutuelles)."""
    return project.organisation.accounting.books is not Books.FOLLOW_UP


def start_month(project: Project) -> int:
    return project.organisation.accounting.year_start_month


def post(tx: Transaction, project: Project, entries: Sequence[Entry | ToPost]) -> list[int]:
    """Post entries where books are kept.

    One that belongs to a closed period is dated the first day still open, and keeps the date of
    its voucher (LAW, JRN007; PCG, art. 1031-4).
    """
    if not keeps(project):
        return []
    until = closings.closed_until(tx.db)
    if until:
        entries = [_open(each, until) for each in entries]
    return ledger.post(tx, entries, start_month=start_month(project))


def _open(each: Entry | ToPost, until: date) -> Entry | ToPost:
    made = each.entry if isinstance(each, ToPost) else each
    if made.date > until:
        return each
    moved = replace(made, date=until + timedelta(days=1))
    return replace(each, entry=moved) if isinstance(each, ToPost) else moved


def refuse_closed(db: Connection, day: date) -> None:
    """Refuse a date that the books no longer take.

    Raises:
        RefusedError: its period is closed.
    """
    until = closings.closed_until(db)
    if until and day <= until:
        raise RefusedError(
            f"Les comptes sont clos jusqu’au {short_date(until)} : rien ne s’y ajoute plus.",
            remedy=f"Datez l’écriture du {short_date(until + timedelta(days=1))} au plus tôt ; "
            "la pièce garde sa date.",
        )


def match(
    tx: Transaction, kept: KeptInvoice, *, party: str, also: Sequence[tuple[str, int]] = ()
) -> str:
    """Match an invoice with all that settled it, payments and credit notes; return the code.

    Args:
        tx: the act.
        kept: the invoice.
        party: the customer.
        also: other postings that settle it, by voucher and rank: a loss.
    """
    paid = [(s.payment_number, s.rank) for s in payments.shares_of(tx.db, kept.id)]
    notes = [(note.number, 0) for note in kept.notes]
    paid += [
        (share.payment_number, share.rank)
        for note in kept.notes
        for share in payments.shares_of(tx.db, billing.credit_numbered(tx.db, note.number).id)
    ]
    group = [(kept.invoice.number, 0), *notes, *paid, *also]
    return ledger.match(tx, group, party=party, only_free=True)


def unmatch(tx: Transaction, payment: str, rank: int, *, party: str) -> str:
    """Undo the group that a share of a payment was matched in; return its code, or nothing."""
    return ledger.unmatch(tx, payment, rank, party=party)


def match_pair(tx: Transaction, one: tuple[str, int], other: tuple[str, int], *, party: str) -> str:
    """Match what was paid with what took it back."""
    return ledger.match(tx, [one, other], party=party)


def refuse_without(project: Project) -> None:
    if not keeps(project):
        raise RefusedError(
            "Cet organisme ne tient pas de journal ici : les ventes y sont seulement suivies "
            "(legal/organisation.toml, [accounting] books).",
            remedy="Sa comptabilité est tenue ailleurs.",
        )
