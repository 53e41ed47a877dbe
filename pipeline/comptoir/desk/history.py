"""Load past seasons at once: dues, gifts, sales and their payments, in one act.

The functions that book them are those that book one payment at a time; only the writing is done
in bulk. No PDF is made: documents of the past were handed over in their time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from comptoir.context import Context
from comptoir.desk import (
    books,
    history_booking,
    history_cheques,
    history_files,
    history_papers,
    items,
    project,
)
from comptoir.desk.history_booking import Billed, Paid, Person
from comptoir.desk.history_cheques import Slip
from comptoir.desk.history_files import Past
from comptoir.desk.parties import all_facts, party_of
from comptoir.desk.project import Project
from comptoir.errors import RefusedError
from comptoir.members import Donation, Membership
from comptoir.money import ZERO
from comptoir.store import (
    Transaction,
    begin,
    billing,
    contacts,
    documents,
    members,
    payments,
)
from comptoir.store.billing import ToIssue
from comptoir.store.members import Owned
from comptoir.store.payments import Received


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryReport:
    """What was loaded, and how many rows were left out because nobody has their reference."""

    memberships: int
    donations: int
    invoices: int
    payments: int
    entries: int
    receipts: int
    skipped: int


def load(ctx: Context, folder: Path) -> HistoryReport:
    """Record the past of a folder of CSV files.

    Raises:
        RefusedError: the base already has sales or payments: numbers could not follow the dates.
        InputError: a file or a row cannot be read.
    """
    ctx.act_on()
    whole = project.load(ctx)
    past = history_files.read(folder)
    catalogue = {item.sku: item for item in items.items(ctx)} if past.sales else {}
    with begin(ctx, act="history.load") as tx:
        _refuse_second(tx)
        people = _people(tx, past)
        known, skipped = _known(past, people)
        billed = history_booking.bill(tx, whole.organisation, people, catalogue, known.sales)
        paid = history_booking.pay(tx, people, known, billed)
        return _write(tx, whole, billed, paid, skipped)


def _refuse_second(tx: Transaction) -> None:
    if payments.payment_ids(tx.db, 1)[0] > 1 or billing.invoices(tx.db, limit=1):
        raise RefusedError(
            "Cette base a déjà des ventes ou des règlements : les numéros de l’historique ne "
            "suivraient pas leurs dates.",
            remedy="Chargez l’historique sur une base neuve.",
        )


def _people(tx: Transaction, past: Past) -> dict[str, Person]:
    """Return the people of the files by external reference."""
    wanted = {each.who for each in past.dues} | {each.who for each in past.gifts}
    wanted |= {each.who for each in past.sales}
    ids = contacts.by_external(tx.db, sorted(wanted))
    found = {contact.id: contact for contact in contacts.many(tx.db, sorted(set(ids.values())))}
    facts = all_facts(tx.db)
    return {
        reference: Person(found[id_], party_of(found[id_], facts.get(id_, {})))
        for reference, id_ in ids.items()
        if id_ in found
    }


def _known(past: Past, people: dict[str, Person]) -> tuple[Past, int]:
    known = Past(
        dues=tuple(each for each in past.dues if each.who in people),
        gifts=tuple(each for each in past.gifts if each.who in people),
        sales=tuple(each for each in past.sales if each.who in people),
    )
    skipped = len(past.dues) - len(known.dues) + len(past.gifts) - len(known.gifts)
    return known, skipped + len(past.sales) - len(known.sales)


def _write(
    tx: Transaction, whole: Project, billed: Sequence[Billed], paid: Sequence[Paid], skipped: int
) -> HistoryReport:
    invoice_ids = billing.add_invoices(
        tx,
        [
            ToIssue(
                invoice=each.invoice,
                contact_id=each.person.contact.id,
                amount_due=ZERO if each.sale.paid_on else None,
                outlet=each.sale.outlet or "",
            )
            for each in billed
        ],
    )
    slips = history_cheques.deposits(tx, [each.payment for each in paid])
    records = _write_payments(
        tx, paid, {b.invoice.number: id_ for b, id_ in zip(billed, invoice_ids, strict=True)}, slips
    )
    entries = history_booking.entries(billed, paid, slips)
    books.post(tx, whole, entries)
    members.add_roles(tx, [*_roles(billed, paid)])
    receipts = history_papers.receipts(tx, whole.organisation, paid, records)
    documents.add(tx, [*history_papers.invoice_copies(billed, invoice_ids), *receipts])
    report = HistoryReport(
        memberships=sum(isinstance(each.what, Membership) for each in paid),
        donations=sum(isinstance(each.what, Donation) for each in paid),
        invoices=len(billed),
        payments=len(paid),
        entries=len(entries),
        receipts=len(receipts),
        skipped=skipped,
    )
    tx.record("history", "load", {k: (None, v) for k, v in asdict(report).items()})
    return report


def _write_payments(
    tx: Transaction, paid: Sequence[Paid], invoices: dict[str, int], slips: Sequence[Slip]
) -> list[int]:
    """Write payments and what they made; return the record that each pays."""
    dues = [each for each in paid if isinstance(each.what, Membership)]
    gifts = [each for each in paid if isinstance(each.what, Donation)]
    member_ids = members.membership_ids(tx.db, len(dues))
    gift_ids = members.donation_ids(tx.db, len(gifts))
    payment_ids = payments.payment_ids(tx.db, len(paid))
    by_number = {
        each.payment.number: id_
        for group, ids in ((dues, member_ids), (gifts, gift_ids))
        for each, id_ in zip(group, ids, strict=True)
    }
    records = [
        invoices[each.what.invoice.number]
        if isinstance(each.what, Billed)
        else by_number[each.payment.number]
        for each in paid
    ]
    received = [
        Received(payment=each.payment, contact_id=each.person.contact.id, records=(record,))
        for each, record in zip(paid, records, strict=True)
    ]
    payments.add(tx, received, ids=payment_ids)
    at = {each.payment.number: id_ for each, id_ in zip(paid, payment_ids, strict=True)}
    history_cheques.write(tx, [each.payment for each in paid], at, slips)
    members.add_memberships(tx, _owned(dues, at), ids=member_ids)
    members.add_donations(tx, _owned(gifts, at), ids=gift_ids)
    payments.add_shares(tx, received, ids=payment_ids)
    return records


def _owned(paid: Sequence[Paid], payment_ids: dict[str, int]) -> list[Owned]:
    return [
        Owned(
            what=each.what,
            contact_id=each.person.contact.id,
            payment_id=payment_ids[each.payment.number],
        )
        for each in paid
        if not isinstance(each.what, Billed)
    ]


def _roles(billed: Sequence[Billed], paid: Sequence[Paid]) -> Iterator[tuple[int, str, date]]:
    for sold in billed:
        yield sold.person.contact.id, "customer", sold.sale.on
    for each in paid:
        if not isinstance(each.what, Billed):
            role = "member" if isinstance(each.what, Membership) else "donor"
            yield each.person.contact.id, role, each.payment.received_on
