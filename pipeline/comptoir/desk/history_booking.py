"""What past sales, dues and gifts are in the books: invoices, payments, entries."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from comptoir.bookkeeping import PaidInvoice, deposit_entry, invoice_entry, payment_entry
from comptoir.contacts.model import Contact
from comptoir.desk.history_cheques import Numbers, Slip
from comptoir.desk.history_files import Past, PastDues, PastGift, PastLine, PastSale
from comptoir.desk.items import Item
from comptoir.errors import InputError
from comptoir.ledger.matching import next_code
from comptoir.members import Donation, Membership
from comptoir.party import Party
from comptoir.payments import Payment, Share, ShareKind
from comptoir.sales import Invoice, Line, Offer
from comptoir.sales.documents import invoice_of
from comptoir.sales.mentions import on_debits, seller_of
from comptoir.sales.numbering import INVOICE, PAYMENT
from comptoir.settings import Organisation
from comptoir.store import Transaction
from comptoir.store.ledger import ToPost


@dataclass(frozen=True, slots=True)
class Person:
    contact: Contact
    party: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Billed:
    """A past sale and its invoice, with the code that its payment shares, if it was paid."""

    person: Person
    sale: PastSale
    invoice: Invoice
    code: str

    def matched(self, rank: int) -> dict[int, tuple[str, date]]:
        """The code of a posting of this rank, in the invoice's entry or its payment's."""
        paid_on = self.sale.paid_on
        return {rank: (self.code, paid_on)} if paid_on else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """A past payment and what it pays."""

    person: Person
    payment: Payment
    what: Billed | Membership | Donation


def bill(
    tx: Transaction,
    organisation: Organisation,
    people: dict[str, Person],
    catalogue: dict[str, Item],
    sold: Sequence[PastSale],
) -> list[Billed]:
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
        billed.append(Billed(person=person, sale=sale, invoice=invoice, code=code))
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


def pay(
    tx: Transaction, people: dict[str, Person], past: Past, billed: Sequence[Billed]
) -> list[Paid]:
    """Return every past payment, numbered in the order of its day."""
    wanted: list[tuple[date, str, Billed | PastDues | PastGift]] = [
        *((b.sale.paid_on, b.sale.who, b) for b in billed if b.sale.paid_on),
        *((each.on, each.who, each) for each in past.dues),
        *((each.on, each.who, each) for each in past.gifts),
    ]
    wanted.sort(key=lambda each: each[0])
    numbers = Numbers(tx, PAYMENT, (day for day, _, _ in wanted))
    return [_paid(numbers.next(day), day, people[who], what) for day, who, what in wanted]


def _paid(number: str, day: date, person: Person, what: Billed | PastDues | PastGift) -> Paid:
    reference = person.party.reference
    made: Billed | Membership | Donation
    if isinstance(what, Billed):
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
    return Paid(person=person, payment=payment, what=made)


def entries(billed: Sequence[Billed], paid: Sequence[Paid], slips: Sequence[Slip]) -> list[ToPost]:
    """Return the entries of all this in the order of their days, matched where paid."""
    made = [ToPost(invoice_entry(each.invoice), each.matched(0)) for each in billed]
    for each in paid:
        if isinstance(each.what, Billed):
            entry = payment_entry(each.payment, [PaidInvoice.of(each.what.invoice)])
            made.append(ToPost(entry, each.what.matched(1)))
        else:
            made.append(ToPost(payment_entry(each.payment)))
    for slip in slips:
        one = slip.made
        cash = not one.cheques
        made.append(ToPost(deposit_entry(one.number, one.on, one.amount, cash=cash)))
    return sorted(made, key=lambda to_post: to_post.entry.date)
