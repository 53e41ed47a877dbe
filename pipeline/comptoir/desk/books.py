"""The books of the organisation: how far they go, and when its fiscal year starts."""

from collections.abc import Sequence

from comptoir.desk.project import Project
from comptoir.errors import RefusedError
from comptoir.ledger import Entry
from comptoir.settings.organisation import Books
from comptoir.store import Transaction, ledger, payments
from comptoir.store.billing import KeptInvoice
from comptoir.store.ledger import ToPost


def keeps(project: Project) -> bool:
    """Whether a journal is kept here at all (LAW, JRN044: not by public bodies nor mutuelles)."""
    return project.organisation.accounting.books is not Books.FOLLOW_UP


def start_month(project: Project) -> int:
    return project.organisation.accounting.year_start_month


def post(tx: Transaction, project: Project, entries: Sequence[Entry | ToPost]) -> list[int]:
    """Post entries where books are kept."""
    if not keeps(project):
        return []
    return ledger.post(tx, entries, start_month=start_month(project))


def match(tx: Transaction, kept: KeptInvoice, *, party: str) -> str:
    """Match an invoice with all that settled it, payments and credit notes; return the code."""
    paid = [(s.payment_number, s.rank) for s in payments.shares_of(tx.db, kept.id)]
    notes = [(note.number, 0) for note in kept.notes]
    return ledger.match(tx, [(kept.invoice.number, 0), *notes, *paid], party=party)


def refuse_without(project: Project) -> None:
    if not keeps(project):
        raise RefusedError(
            "Cet organisme ne tient pas de journal ici : les ventes y sont seulement suivies "
            "(legal/organisation.toml, [accounting] books).",
            remedy="Sa comptabilité est tenue ailleurs.",
        )
