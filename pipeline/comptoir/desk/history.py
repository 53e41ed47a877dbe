"""Load past seasons at once: dues, gifts, sales and their payments, in one act.

The functions that book them are those that book one payment at a time; only the writing is done
in bulk. No PDF is made: documents of the past were handed over in their time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from comptoir.bookkeeping import PaidInvoice, deposit_entry, invoice_entry, payment_entry
from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.desk import books, history_cheques, history_files, items, project
from comptoir.desk.history_cheques import Numbers, Slip
from comptoir.desk.history_files import Past, PastDues, PastGift, PastLine, PastSale
from comptoir.desk.items import Item
from comptoir.desk.parties import all_facts, party_of
from comptoir.desk.project import Project
from comptoir.desk.receipts import check_gift, dues_receipt, gift_receipt
from comptoir.errors import InputError, RefusedError
from comptoir.ledger.matching import next_code
from comptoir.members import Donation, Membership
from comptoir.money import ZERO
from comptoir.party import Party
from comptoir.payments import Payment, Share, ShareKind
from comptoir.sales import Invoice, Line, Offer
from comptoir.sales.documents import invoice_of
from comptoir.sales.mentions import on_debits, seller_of
from comptoir.sales.numbering import DUES, GIFT, INVOICE, PAYMENT
from comptoir.sales.plain import to_json
from comptoir.settings import Organisation
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
from comptoir.store.documents import Issued
from comptoir.store.ledger import ToPost
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
        billed = _bill(tx, whole.organisation, people, catalogue, known.sales)
        paid = _pay(tx, people, known, billed)
        return _write(tx, whole, billed, paid, skipped)


def _refuse_second(tx: Transaction) -> None:
    if payments.payment_ids(tx.db, 1)[0] > 1 or billing.invoices(tx.db, limit=1):
        raise RefusedError(
            "Cette base a déjà des ventes ou des règlements : les numéros de l’historique ne "
            "suivraient pas leurs dates.",
            remedy="Chargez l’historique sur une base neuve.",
        )


@dataclass(frozen=True, slots=True)
class _Person:
    contact: Contact
    party: Party


def _people(tx: Transaction, past: Past) -> dict[str, _Person]:
    """Return the people of the files by external reference."""
    wanted = {each.who for each in past.dues} | {each.who for each in past.gifts}
    wanted |= {each.who for each in past.sales}
    ids = contacts.by_external(tx.db, sorted(wanted))
    found = {contact.id: contact for contact in contacts.many(tx.db, sorted(set(ids.values())))}
    facts = all_facts(tx.db)
    return {
        reference: _Person(found[id_], party_of(found[id_], facts.get(id_, {})))
        for reference, id_ in ids.items()
        if id_ in found
    }


def _known(past: Past, people: dict[str, _Person]) -> tuple[Past, int]:
    known = Past(
        dues=tuple(each for each in past.dues if each.who in people),
        gifts=tuple(each for each in past.gifts if each.who in people),
        sales=tuple(each for each in past.sales if each.who in people),
    )
    skipped = len(past.dues) - len(known.dues) + len(past.gifts) - len(known.gifts)
    return known, skipped + len(past.sales) - len(known.sales)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Billed:
    """A past sale and its invoice, with the code that its payment shares, if it was paid."""

    person: _Person
    sale: PastSale
    invoice: Invoice
    code: str

    def matched(self, rank: int) -> dict[int, tuple[str, date]]:
        """The code of a posting of this rank, in the invoice's entry or its payment's."""
        paid_on = self.sale.paid_on
        return {rank: (self.code, paid_on)} if paid_on else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paid:
    """A past payment and what it pays."""

    person: _Person
    payment: Payment
    what: _Billed | Membership | Donation


def _bill(
    tx: Transaction,
    organisation: Organisation,
    people: dict[str, _Person],
    catalogue: dict[str, Item],
    sold: Sequence[PastSale],
) -> list[_Billed]:
    """Return the invoices of past sales, numbered in the order of their days."""
    ordered = sorted(sold, key=lambda sale: (sale.on, sale.voucher))
    numbers = Numbers(tx, INVOICE, (sale.on for sale in ordered))
    seller, billed = seller_of(organisation), []
    codes: dict[str, str] = {}
    for sale in ordered:
        person = people[sale.who]
        reference = person.party.reference
        if sale.paid_on:
            codes[reference] = next_code(codes.get(reference, ""))
        invoice = invoice_of(
            Offer(
                buyer=person.party,
                lines=tuple(_line(catalogue, line) for line in sale.lines),
                subject="",
            ),
            number=numbers.next(sale.on),
            issued_on=sale.on,
            seller=seller,
            order_number=sale.voucher,
            vat_on_debits=on_debits(organisation, sale.on),
        )
        code = codes[reference] if sale.paid_on else ""
        billed.append(_Billed(person=person, sale=sale, invoice=invoice, code=code))
    return billed


def _line(catalogue: dict[str, Item], line: PastLine) -> Line:
    item = catalogue.get(line.sku)
    if item is None:
        raise InputError(
            f"l’article {line.sku} n’est ni sur le site, ni au catalogue.",
            remedy="Ajoutez-le à legal/catalogue.toml.",
            at=line.at,
        )
    return replace(item.line(line.quantity, line.price), vat_rate=line.vat_rate)


def _pay(
    tx: Transaction, people: dict[str, _Person], past: Past, billed: Sequence[_Billed]
) -> list[_Paid]:
    """Return every past payment, numbered in the order of its day."""
    wanted: list[tuple[date, str, _Billed | PastDues | PastGift]] = [
        *((b.sale.paid_on, b.sale.who, b) for b in billed if b.sale.paid_on),
        *((each.on, each.who, each) for each in past.dues),
        *((each.on, each.who, each) for each in past.gifts),
    ]
    wanted.sort(key=lambda each: each[0])
    numbers = Numbers(tx, PAYMENT, (day for day, _, _ in wanted))
    return [_paid(numbers.next(day), day, people[who], what) for day, who, what in wanted]


def _paid(number: str, day: date, person: _Person, what: _Billed | PastDues | PastGift) -> _Paid:
    reference = person.party.reference
    made: _Billed | Membership | Donation
    if isinstance(what, _Billed):
        gross, method, made = what.invoice.gross, what.sale.method, what
        share = Share(kind=ShareKind.INVOICE, amount=gross, about=what.invoice.number, debt=gross)
    elif isinstance(what, PastDues):
        method = what.method
        share = Share(
            kind=ShareKind.MEMBERSHIP, amount=what.amount, about=what.season, debt=what.amount
        )
        made = Membership(
            member=reference,
            season=what.season,
            level=what.level,
            amount=what.amount,
            recorded_on=day,
            paid_on=day,
        )
    else:
        method = what.method
        share = Share(kind=ShareKind.DONATION, amount=what.amount)
        made = Donation(donor=reference, amount=what.amount, received_on=day, earmark=what.earmark)
    payment = Payment(
        number=number,
        payer=reference,
        received_on=day,
        method=method,
        amount=share.amount,
        shares=(share,),
    )
    return _Paid(person=person, payment=payment, what=made)


def _entries(
    billed: Sequence[_Billed], paid: Sequence[_Paid], slips: Sequence[Slip]
) -> list[ToPost]:
    """Return the entries of all this in the order of their days, matched where paid."""
    made = [ToPost(invoice_entry(each.invoice), each.matched(0)) for each in billed]
    for each in paid:
        if isinstance(each.what, _Billed):
            entry = payment_entry(each.payment, [PaidInvoice.of(each.what.invoice)])
            made.append(ToPost(entry, each.what.matched(1)))
        else:
            made.append(ToPost(payment_entry(each.payment)))
    for slip in slips:
        one = slip.made
        cash = not one.cheques
        made.append(ToPost(deposit_entry(one.number, one.on, one.amount, cash=cash)))
    return sorted(made, key=lambda to_post: to_post.entry.date)


def _write(
    tx: Transaction, whole: Project, billed: Sequence[_Billed], paid: Sequence[_Paid], skipped: int
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
    entries = _entries(billed, paid, slips)
    books.post(tx, whole, entries)
    members.add_roles(tx, [*_roles(billed, paid)])
    receipts = _receipts(tx, whole.organisation, paid, records)
    documents.add(tx, [*_invoice_copies(billed, invoice_ids), *receipts])
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
    tx: Transaction, paid: Sequence[_Paid], invoices: dict[str, int], slips: Sequence[Slip]
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
        if isinstance(each.what, _Billed)
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


def _owned(paid: Sequence[_Paid], payment_ids: dict[str, int]) -> list[Owned]:
    return [
        Owned(
            what=each.what,
            contact_id=each.person.contact.id,
            payment_id=payment_ids[each.payment.number],
        )
        for each in paid
        if not isinstance(each.what, _Billed)
    ]


def _roles(billed: Sequence[_Billed], paid: Sequence[_Paid]) -> Iterator[tuple[int, str, date]]:
    for sold in billed:
        yield sold.person.contact.id, "customer", sold.sale.on
    for each in paid:
        if not isinstance(each.what, _Billed):
            role = "member" if isinstance(each.what, Membership) else "donor"
            yield each.person.contact.id, role, each.payment.received_on


def _invoice_copies(billed: Sequence[_Billed], ids: Sequence[int]) -> list[Issued]:
    return [
        Issued(
            number=each.invoice.number,
            kind="invoice",
            contact_id=each.person.contact.id,
            record_id=id_,
            issued_on=each.invoice.issued_on,
            content=to_json(each.invoice),
        )
        for each, id_ in zip(billed, ids, strict=True)
    ]


def _receipts(
    tx: Transaction, organisation: Organisation, paid: Sequence[_Paid], records: Sequence[int]
) -> list[Issued]:
    """Return the receipts of the past: of dues to all, of gifts where the law allows one."""
    due = [
        (each, record)
        for each, record in zip(paid, records, strict=True)
        if isinstance(each.what, Membership) or _receiptable(organisation, each)
    ]
    days = {
        kind: [e.payment.received_on for e, _ in due if isinstance(e.what, kind)]
        for kind in (Membership, Donation)
    }
    dues, gifts = Numbers(tx, DUES, days[Membership]), Numbers(tx, GIFT, days[Donation])
    return [
        _receipt(organisation, each, record, dues if isinstance(each.what, Membership) else gifts)
        for each, record in due
    ]


def _receiptable(organisation: Organisation, paid: _Paid) -> bool:
    if not isinstance(paid.what, Donation):
        return False
    try:
        check_gift(organisation, paid.person.party)
    except RefusedError:
        return False
    return True


def _receipt(organisation: Organisation, paid: _Paid, record: int, numbers: Numbers) -> Issued:
    day, party = paid.payment.received_on, paid.person.party
    number = numbers.next(day)
    if isinstance(paid.what, Membership):
        kind = "dues_receipt"
        content = to_json(
            dues_receipt(organisation, party, paid.what, paid.payment, number=number, issued_on=day)
        )
    else:
        assert isinstance(paid.what, Donation)
        kind = "gift_receipt"
        content = to_json(
            gift_receipt(organisation, party, paid.what, paid.payment, number=number, issued_on=day)
        )
    return Issued(
        number=number,
        kind=kind,
        contact_id=paid.person.contact.id,
        record_id=record,
        issued_on=day,
        content=content,
    )
