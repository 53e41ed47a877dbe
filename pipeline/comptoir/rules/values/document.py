"""A sales document as its face has it: facts and printed words; its series, its frozen copy."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from comptoir.errors import Place
from comptoir.party import PartyKind
from comptoir.site.wording import folded

ZERO = Decimal("0.00")
INVOICES = frozenset({"invoice", "deposit", "corrective", "credit_note"})
PROFESSIONAL = (PartyKind.BUSINESS, PartyKind.PUBLIC)


@dataclass(frozen=True, kw_only=True)
class Side:
    """A seller or a buyer as printed: whether each thing is there."""

    kind: PartyKind = PartyKind.BUSINESS
    name: bool = True
    address: bool = True
    siren: str = ""
    vat_number: str = ""
    country: str = "FR"


@dataclass(frozen=True, kw_only=True)
class DocumentLine:
    name: str = "Kit de réparation"
    quantity: Decimal | None = Decimal(1)
    unit_price: Decimal | None = ZERO
    net: Decimal = ZERO
    rate: Decimal = ZERO
    nature: str = ""  # goods, services
    category: str = ""  # S, E, AE, K, G, O, Z
    exemption: str = ""


@dataclass(frozen=True, kw_only=True)
class VatRow:
    rate: Decimal
    base: Decimal
    tax: Decimal


@dataclass(frozen=True, kw_only=True)
class RateShare:
    """What a reduction or a cost weighs at one rate, without tax; always positive."""

    rate: Decimal
    amount: Decimal
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Cover:
    """A professional insurance that the law imposes, as the organisation declares it."""

    insurer: str = ""
    contact: str = ""
    territory: str = ""
    valid_to: date | None = None


@dataclass(frozen=True, kw_only=True)
class SalesDocument:
    """A quote, an order, an invoice, a credit note, a reminder, a receipt, once printed."""

    kind: str = "invoice"  # quote, order, delivery_note, invoice, deposit, credit_note, corrective,
    # reminder, formal_notice, dues_receipt
    number: str = "F-2026-0001"
    issued_on: date = date(2026, 11, 24)
    due_on: date | None = None
    supplied_on: date | None = None
    valid_to: date | None = None
    seller: Side = Side()
    buyer: Side = Side()
    territory: str = "metropole"
    lines: tuple[DocumentLine, ...] = ()
    reductions: tuple[RateShare, ...] = ()
    costs: tuple[RateShare, ...] = ()  # carriage, packing, insurance
    vat: tuple[VatRow, ...] = ()
    net: Decimal = ZERO
    tax: Decimal = ZERO
    gross: Decimal = ZERO
    displayed: Decimal | None = None  # gross total of the prices shown to a consumer
    paid_before: Decimal = ZERO  # deposits received before this invoice
    deposits: tuple[str, ...] = ()  # numbers of their invoices
    order: str = ""  # ours
    buyer_order: str = ""  # the number of the buyer's own order
    delivered_elsewhere: bool = False  # than at the buyer's address
    delivery_address: bool = False  # printed
    periodic: bool = False  # one invoice for the deliveries of a period
    on_debits: bool = False  # the seller owes VAT on services at the invoice
    trade: str = ""  # works, repair, moving, care, funeral, optical
    covers: tuple[Cover, ...] = ()  # insurances that the law imposes on this seller
    starts_on: date | None = None  # of the work, for a contract made at a distance
    express_request: bool = False  # the consumer asked to start before the end of the delay
    original: str = ""  # number of the invoice that a credit note or a corrective one refers to
    original_on: date | None = None
    original_left: Decimal | None = None  # what may still be credited
    mode: str = ""  # of a quote: shop, remote, off_premises
    channel: str = ""  # pa, ereporting, chorus, mail
    language: str = "fr"
    counterpart: bool = False  # dues with a direct counterpart
    text: str = field(default="", repr=False)  # every sentence printed

    def at(self, part: str = "") -> Place:
        return Place(self.number or self.kind, field=part)

    @property
    def is_offer(self) -> bool:
        return self.kind in ("quote", "order")

    @property
    def is_invoice(self) -> bool:
        return self.kind in INVOICES

    @property
    def to_professional(self) -> bool:
        return self.buyer.kind in PROFESSIONAL

    @property
    def to_consumer(self) -> bool:
        return self.buyer.kind is PartyKind.CONSUMER

    @cached_property
    def words(self) -> str:
        return " ".join(folded(self.text).split())

    @cached_property
    def natures(self) -> frozenset[str]:
        return frozenset(line.nature for line in self.lines if line.nature)


@dataclass(frozen=True, kw_only=True)
class Series:
    """The numbers of one series in the order in which they were given, with their dates."""

    id: str = "F-2026"
    numbers: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    drafts: tuple[str, ...] = ()  # numbers that drafts hold

    def at(self, part: str = "") -> Place:
        return Place(f"série {self.id}", field=part)


@dataclass(frozen=True, kw_only=True)
class FrozenDocument:
    """An issued document, and what it is now."""

    number: str = "F-2026-0001"
    recorded_hash: str = ""
    current_hash: str = ""
    present: bool = True

    def at(self, part: str = "") -> Place:
        return Place(self.number, field=part)


@dataclass(frozen=True, kw_only=True)
class Debt:
    """What is owed, and how it is paid."""

    id: str = "F-2026-0001"
    amount: Decimal = ZERO
    method: str = ""  # cash, card, transfer…
    on: date = date(2026, 11, 24)
    professional: bool = False

    def at(self, part: str = "") -> Place:
        return Place(self.id, field=part)


@dataclass(frozen=True, kw_only=True)
class Supply:
    """Something delivered or done, and the invoice that says so."""

    id: str = "BL-2026-0001"
    supplied_on: date = date(2026, 11, 2)
    invoiced_on: date | None = None
    professional: bool = True
    periodic: bool = False  # invoiced once a month

    def at(self, part: str = "") -> Place:
        return Place(self.id, field=part)


@dataclass(frozen=True, kw_only=True)
class Amounts:
    """The amounts of one document as one of its copies has them."""

    net: Decimal = ZERO
    tax: Decimal = ZERO
    gross: Decimal = ZERO


@dataclass(frozen=True, kw_only=True)
class Copies:
    """One document read back from each place that keeps it: paper, XML, frozen copy, books."""

    number: str = "F-2026-0001"
    face: Amounts | None = None
    xml: Amounts | None = None
    frozen: Amounts | None = None
    books: Amounts | None = None

    def at(self, part: str = "") -> Place:
        return Place(self.number, field=part)
