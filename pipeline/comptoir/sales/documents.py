"""Quotes, orders and invoices: an offer of lines from a seller to a buyer, and its dates."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from comptoir.errors import RefusedError
from comptoir.law.payments import DEFAULT_TERM, Term, due_on
from comptoir.party import Party
from comptoir.sales.amounts import Totals, totals
from comptoir.sales.lines import Allowance, Charge, Line, Prices

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
    term: Term = DEFAULT_TERM  # BT-20

    def __post_init__(self) -> None:
        _ = self.totals  # an offer that exists adds up

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

    def __post_init__(self) -> None:
        if self.due_on < self.issued_on:
            raise RefusedError(
                "Cette facture serait à payer avant d’être émise.",
                remedy="Vérifiez son échéance (BR-FR-CO-07).",
            )
        if self.totals.gross <= 0:
            raise RefusedError("Cette facture ne demande rien.", remedy="Ne l’émettez pas.")

    @property
    def totals(self) -> Totals:
        return self.offer.totals

    @property
    def gross(self) -> Decimal:
        return self.totals.gross


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
) -> Invoice:
    """Return the invoice of an offer, due at its term."""
    return Invoice(
        number=number,
        issued_on=issued_on,
        supplied_on=supplied_on or issued_on,
        seller=seller,
        offer=offer,
        order_number=order_number,
        vat_on_debits=vat_on_debits,
        due_on=due_on(issued_on, offer.term),
    )
