"""The XML of a structured invoice (EN 16931, CII), as read: codes as written, nothing corrected."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from comptoir.errors import Place

ZERO = Decimal("0.00")


@dataclass(frozen=True, kw_only=True)
class XmlParty:
    siren: str = ""  # BT-30, BT-47, scheme 0002
    siret: str = ""  # BT-29, BT-46, scheme 0009
    endpoint: str = ""  # BT-34, BT-49
    endpoint_scheme: str = ""
    vat_number: str = ""


@dataclass(frozen=True, kw_only=True)
class XmlLine:
    id: str = "1"  # BT-126
    quantity: Decimal = Decimal(1)  # BT-129
    unit_price: Decimal = ZERO  # BT-146
    net: Decimal = ZERO  # BT-131
    category: str = "S"  # BT-151
    rate: Decimal = ZERO  # BT-152
    preceding: str = ""  # EXT-FR-FE-136: the invoice that a line of a credit note refers to


@dataclass(frozen=True, kw_only=True)
class Preceding:
    number: str = ""  # BT-25
    on: date | None = None  # BT-26


@dataclass(frozen=True, kw_only=True)
class EInvoice:
    """One invoice in XML."""

    number: str = "F-2026-0001"  # BT-1
    type_code: str = "380"  # BT-3
    frame: str = ""  # BT-23
    treatment: str = ""  # note BAR: B2B, B2C, OUTOFSCOPE…
    issued_on: date = date(2026, 11, 24)  # BT-2
    due_on: date | None = None  # BT-9
    seller: XmlParty = XmlParty()
    buyer: XmlParty = XmlParty()
    notes: Mapping[str, int] = field(default_factory=dict)  # BT-21 → how many
    preceding: tuple[Preceding, ...] = ()
    lines: tuple[XmlLine, ...] = ()
    amounts: tuple[Decimal, ...] = ()  # every amount of the document and of its breakdown
    rates: tuple[tuple[str, Decimal], ...] = ()  # category and rate of the breakdown
    gross: Decimal = ZERO  # BT-112
    paid: Decimal = ZERO  # BT-113
    due: Decimal = ZERO  # BT-115

    def at(self, part: str = "") -> Place:
        return Place(self.number, field=part)

    @property
    def is_credit(self) -> bool:
        return self.type_code in ("261", "381", "396", "502", "503")
