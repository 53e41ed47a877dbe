"""Quotes, orders and invoices: an offer of lines from a seller to a buyer, and its dates."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

from comptoir.errors import RefusedError
from comptoir.law.payments import DEFAULT_TERM, Term, due_on
from comptoir.money import ZERO
from comptoir.party import Address, Party
from comptoir.sales.amounts import Totals, totals
from comptoir.sales.lines import Allowance, Charge, Line, Nature, Prices

VALIDITY = 30  # days


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What is sold to whom, at which conditions: what a quote, an order and an invoice share."""

    buyer: Party  # BG-7
    lines: tuple[Line, ...]  # BG-25
    allowances: tuple[Allowance, ...] = ()  # BG-20
    charges: tuple[Charge, ...] = ()  # BG-21
    prices: Prices = Prices.GROSS
    subject: str = ""
    buyer_reference: str = ""  # BT-13: their order number
    contract: str = ""  # BT-12: CT-2026-0001, or the number of a public contract
    term: Term = DEFAULT_TERM  # BT-20
    delivery: Address | None = None  # BG-15, when it is not the buyer's address
    discount_rate: Decimal = ZERO  # percent off for an early payment (« escompte »)
    discount_days: int = 0  # after the invoice
    language: str = "fr"  # of the documents: fr, en

    def __post_init__(self) -> None:
        _ = self.totals  # an offer that exists adds up
        if not 0 <= self.discount_rate < 100 or bool(self.discount_rate) != bool(
            self.discount_days
        ):
            raise RefusedError(
                "Cet escompte n’est pas possible.",
                remedy="Donnez un taux et un délai en jours : 2%:10.",
            )

    @property
    def totals(self) -> Totals:
        return totals(
            self.lines, allowances=self.allowances, charges=self.charges, prices=self.prices
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A priced offer, good until a day (« devis »)."""

    number: str  # D-2026-0001
    issued_on: date
    valid_to: date
    offer: Offer

    def __post_init__(self) -> None:
        if self.valid_to < self.issued_on:
            raise RefusedError(
                "Ce devis finirait avant de commencer.",
                remedy="Choisissez une validité plus longue.",
            )

    def is_open(self, today: date) -> bool:
        return today <= self.valid_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An accepted offer (« bon de commande »)."""

    number: str  # BC-2026-0001
    ordered_on: date
    offer: Offer
    quote_number: str = ""


class InvoiceKind(Enum):
    """A plain invoice, or the one of a deposit before it (BT-3: 380, 386)."""

    INVOICE = "invoice"
    DEPOSIT = "deposit"


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositShare:
    """What a deposit was at one rate."""

    rate: Decimal
    nature: Nature
    net: Decimal
    tax: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposit:
    """A paid deposit invoice that the final invoice deducts (BG-3, BT-113)."""

    number: str
    issued_on: date
    shares: tuple[DepositShare, ...]

    @property
    def net(self) -> Decimal:
        return sum((share.net for share in self.shares), ZERO)

    @property
    def tax(self) -> Decimal:
        return sum((share.tax for share in self.shares), ZERO)

    @property
    def gross(self) -> Decimal:
        return self.net + self.tax


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectDebit:
    """How an invoice says that it will be debited: it is the notice that the scheme asks for."""

    on: date
    mandate: str  # RUM, BT-89
    creditor: str  # ICS, BT-90
    account: str  # FR76 … 0189


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """A claim, numbered and never changed (« facture »)."""

    number: str  # BT-1: F-2026-0001
    issued_on: date  # BT-2
    supplied_on: date  # BT-72
    seller: Party  # BG-4
    offer: Offer
    order_number: str = ""  # BT-14, ours
    vat_on_debits: bool = False  # BT-8 = 5
    due_on: date  # BT-9
    kind: InvoiceKind = InvoiceKind.INVOICE
    deposits: tuple[Deposit, ...] = ()
    debit: DirectDebit | None = None

    def __post_init__(self) -> None:
        if self.due_on < self.issued_on:
            raise RefusedError(
                "Cette facture serait à payer avant d’être émise.",
                remedy="Vérifiez son échéance (BR-FR-CO-07).",
            )
        if self.totals.gross <= 0:
            raise RefusedError("Cette facture ne demande rien.", remedy="Ne l’émettez pas.")
        if self.deducted > self.totals.gross:
            raise RefusedError(
                "Les acomptes dépassent cette facture.",
                remedy="Faites d’abord l’avoir de l’un d’eux.",
            )

    @property
    def totals(self) -> Totals:
        return self.offer.totals

    @property
    def gross(self) -> Decimal:
        return self.totals.gross

    @property
    def deducted(self) -> Decimal:
        """What deposits already paid of it (BT-113)."""
        return sum((each.gross for each in self.deposits), ZERO)

    @property
    def to_pay(self) -> Decimal:
        """Amount due for payment when it is issued (BT-115)."""
        return self.gross - self.deducted


def valid_to(issued_on: date, days: int = VALIDITY) -> date:
    return issued_on + timedelta(days=days)


def invoice_of(
    offer: Offer,
    *,
    number: str,
    issued_on: date,
    seller: Party,
    order_number: str = "",
    supplied_on: date | None = None,
    vat_on_debits: bool = False,
    kind: InvoiceKind = InvoiceKind.INVOICE,
    deposits: tuple[Deposit, ...] = (),
    debit: DirectDebit | None = None,
) -> Invoice:
    """Return the invoice of an offer, due at its term, or when it is debited if that is later."""
    term = due_on(issued_on, offer.term)
    return Invoice(
        number=number,
        issued_on=issued_on,
        supplied_on=supplied_on or issued_on,
        seller=seller,
        offer=offer,
        order_number=order_number,
        vat_on_debits=vat_on_debits,
        due_on=max(term, debit.on) if debit else term,
        kind=kind,
        deposits=deposits,
        debit=debit,
    )
