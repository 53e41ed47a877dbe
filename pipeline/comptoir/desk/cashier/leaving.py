"""`comptoir payment export`: payments in the columns of HelloAsso, which other programs read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from comptoir.contacts.model import Contact
from comptoir.contacts.privacy import hidden_fields
from comptoir.context import Context
from comptoir.desk.project import load
from comptoir.desk.sheets import csv_bytes, export_path
from comptoir.errors import RefusedError
from comptoir.money import ZERO
from comptoir.payments import Kind, ShareKind
from comptoir.private import write_private
from comptoir.profiles import Action
from comptoir.store import access, contacts, online, payments, reading
from comptoir.store.online import Theirs
from comptoir.store.payments import Kept

HEADER = (
    "Référence commande", "Référence paiement", "Date du paiement", "Statut du paiement", "Type",
    "Montant", "Nom payeur", "Prénom payeur", "Raison sociale", "Email payeur", "Reçu fiscal",
    "Versement", "Date du versement",
)  # fmt: skip
TYPES = {ShareKind.MEMBERSHIP: "Adhésion", ShareKind.DONATION: "Don"}
SALE = "Vente"
PAID, TAKEN_BACK = "Payé", "Remboursé"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentsFile:
    """The payments that were written."""

    name: str
    path: Path
    payments: int
    lines: int
    total: Decimal  # of what was not taken back


def write(ctx: Context, *, starts: date | None = None, ends: date | None = None) -> PaymentsFile:
    """Write the payments received between two days, one line for each thing that they pay.

    A gift that has its tax receipt says so: nobody who reads this file gives another.

    Raises:
        RefusedError: there is none.
    """
    load(ctx)
    first, last = starts or date.min, ends or date.max
    with reading(ctx) as db:
        kept = [
            one
            for one in payments.all_payments(db)
            if one.payment.kind is Kind.RECEIVED and first <= one.payment.received_on <= last
        ]
        people = {one.id: one for one in contacts.many(db, sorted({k.contact_id for k in kept}))}
        theirs = online.theirs(db)
        receipts = {one.id: payments.receipts_of(db, one) for one in kept}
    if not kept:
        raise RefusedError(
            "Aucun règlement entre ces dates.", remedy="Élargissez-les : --du et --au."
        )
    hidden = frozenset(hidden_fields(ctx.actor.rights, Action.EXPORT))
    rows = list(_rows(kept, people, theirs, receipts, hidden))
    path = export_path(ctx, "reglements-helloasso", ".csv")
    write_private(path, csv_bytes(HEADER, rows))
    access.note(ctx, act="payment.export", rows=len(rows), purpose="colonnes de HelloAsso")
    return PaymentsFile(
        name=path.name,
        path=path,
        payments=len(kept),
        lines=len(rows),
        total=sum((one.payment.amount for one in kept if not _is_gone(one)), ZERO),
    )


def _is_gone(one: Kept) -> bool:
    return one.gone >= one.payment.amount


def _rows(
    kept: Iterable[Kept],
    people: Mapping[int, Contact],
    theirs: Mapping[int, Theirs],
    receipts: Mapping[int, list[str]],
    hidden: frozenset[str],
) -> Iterator[list[str]]:
    for one in kept:
        told = theirs.get(one.id)
        payer = people[one.contact_id]
        seen = {
            name: "" if name in hidden else str(getattr(payer, name) or "")
            for name in ("last_name", "first_name", "organisation", "email")
        }
        for share in one.payment.shares:
            gift = share.kind is ShareKind.DONATION
            yield [
                one.payment.number,
                told.reference if told else one.payment.number,
                f"{one.payment.received_on:%d/%m/%Y}",
                TAKEN_BACK if _is_gone(one) else PAID,
                TYPES.get(share.kind, SALE),
                f"{share.amount:.2f}".replace(".", ","),
                *seen.values(),
                _receipt(receipts[one.id], told) if gift else "",
                told.payout if told else "",
                f"{told.paid_out_on:%d/%m/%Y}" if told and told.paid_out_on else "",
            ]


def _receipt(numbers: list[str], told: Theirs | None) -> str:
    """Return who gave the receipt of a gift: its number here, or the service."""
    ours = [number for number in numbers if number.startswith("RF")]
    return ours[0] if ours else "HelloAsso" if told and told.gave_receipt else ""
