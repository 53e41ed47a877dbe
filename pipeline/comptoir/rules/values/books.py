"""Entries, what surrounds them, and the software that records payments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from comptoir.errors import Place

ZERO = Decimal("0.00")


@dataclass(frozen=True, kw_only=True)
class EntryLine:
    account: str = ""
    debit: Decimal = ZERO
    credit: Decimal = ZERO
    label: str = ""
    party: str = ""  # reference of the third party


@dataclass(frozen=True, kw_only=True)
class EntryRow:
    """One entry as the books hold it, well made or not."""

    id: str = "1"
    journal: str = "VE"
    on: date | None = None
    voucher: str = ""
    voucher_kept: bool | None = None  # where the entry says; None: not looked for
    origin: str = ""  # what the entry comes from: invoice, payment, deposit, final_invoice, dues,
    # gift, discount (later, commercial), settlement_discount, doubtful, loss…
    lines: tuple[EntryLine, ...] = ()
    validated_on: date | None = None
    validations: int = 1
    draft: bool = False
    closed_to: date | None = None  # last day of the closed periods, when it was entered
    real_on: date | None = None  # day of the operation, when the period was closed
    natures: tuple[str, ...] = ()  # of what an invoice sells: goods, services
    on_debits: bool = False
    costs: Decimal = ZERO  # carriage and packing invoiced, without tax
    changed: bool = False  # differs from what was validated
    software: str = ""

    def at(self, part: str = "") -> Place:
        return Place(f"écriture {self.id}", field=part)

    def sum(self, prefix: str) -> Decimal:
        """Return debit less credit of the accounts that begin so."""
        mine = (line for line in self.lines if line.account.startswith(prefix))
        return sum((line.debit - line.credit for line in mine), ZERO)


@dataclass(frozen=True, kw_only=True)
class CashBox:
    """What the cash account came to at the end of each day."""

    id: str = "530"
    balances: Mapping[str, Decimal] = field(default_factory=dict)  # ISO day → balance

    def at(self, part: str = "") -> Place:
        return Place(f"caisse {self.id}", field=part)


@dataclass(frozen=True, kw_only=True)
class EntryNumbers:
    """The numbers of entries of a fiscal year, in the order in which they were validated."""

    id: str = "2026"
    numbers: tuple[int, ...] = ()

    def at(self, part: str = "") -> Place:
        return Place(f"exercice {self.id}", field=part)


@dataclass(frozen=True, kw_only=True)
class HashChain:
    """The chain of validated rows, as a verification read it."""

    id: str = "journal"
    broken_at: int | None = None  # rank of the first row that does not follow
    lost_anchors: int = 0
    anchored_on: date | None = None  # last anchor that left the house

    def at(self, part: str = "") -> Place:
        return Place(self.id, field=part)


@dataclass(frozen=True, kw_only=True)
class Match:
    """Postings matched together (lettrage)."""

    id: str = "AAA"
    parties: tuple[str, ...] = ()
    amounts: tuple[Decimal, ...] = ()
    on: date | None = None
    code: str = "AAA"

    def at(self, part: str = "") -> Place:
        return Place(f"lettrage {self.id}", field=part)


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """A written description that books must have: procedures, audit trail."""

    id: str = "procédures comptables"
    kind: str = "procedures"  # procedures, audit_trail
    present: bool = True
    dated: date | None = None
    changed_on: date | None = None  # last change of what it describes

    def at(self, part: str = "") -> Place:
        return Place(self.id, field=part)


@dataclass(frozen=True, kw_only=True)
class CashSoftware:
    """What the organisation does with payments, and the proof that it holds (CGI, art. 286)."""

    id: str = "logiciel de caisse"
    taxable: bool = False  # charges VAT on part of its sales at least
    consumers: bool = False  # records payments of customers who are not taxable
    bank_only: bool = False  # every payment goes through a credit institution
    declared: str = ""  # in, out: what the organisation says of itself
    proof: str = ""  # certificate, publisher: by whom
    self_developed: bool = False
    proof_version: str = ""
    version: str = ""  # running

    def at(self, part: str = "") -> Place:
        return Place(self.id, field=part)

    @property
    def in_scope(self) -> bool:
        return self.taxable and self.consumers and not self.bank_only


@dataclass(frozen=True, kw_only=True)
class PaymentRow:
    """One payment as recorded."""

    id: str = "P-2026-0001"
    recorded_at: datetime | None = None
    gross: Decimal = ZERO
    lines: int = 0  # what was sold, line by line
    rates: tuple[Decimal, ...] = ()
    method: str = ""
    corrects: str = ""  # the payment that this one corrects
    edited: bool = False  # changed in place
    simulated: bool = False
    marked: bool = False  # « simulation », on what is printed
    series: str = "P"
    real_series: str = "P"

    def at(self, part: str = "") -> Place:
        return Place(self.id, field=part)


@dataclass(frozen=True, kw_only=True)
class PeriodClosing:
    """A closing of the cash software: a day, a month, a year."""

    id: str = "2026-11"
    period: str = "month"  # day, month, year
    total: Decimal | None = None
    perpetual: Decimal | None = None  # grand total since the beginning
    perpetual_before: Decimal | None = None  # of the closing before
    on_demand: bool = False  # an invoicing software may give the turnover of any period instead

    def at(self, part: str = "") -> Place:
        return Place(f"clôture {self.id}", field=part)


@dataclass(frozen=True, kw_only=True)
class CashArchive:
    """An archive of recorded payments."""

    id: str = "archive 2026"
    made_on: date | None = None
    last_closing: date | None = None  # yearly
    open_format: bool = True
    notice: bool = True  # in French
    sealed: bool = True

    def at(self, part: str = "") -> Place:
        return Place(self.id, field=part)


@dataclass(frozen=True, kw_only=True)
class SoftwareRelease:
    """A version of the software that was handed out."""

    id: str = "1.0"
    tagged: bool = True
    in_changelog: bool = True
    source_kept: bool = True

    def at(self, part: str = "") -> Place:
        return Place(f"version {self.id}", field=part)


@dataclass(frozen=True, kw_only=True)
class JournalExport:
    """A lot of entries handed over to other books."""

    id: str = "lot 1"
    number: int | None = None
    recorded_hash: str = ""
    current_hash: str = ""
    again: bool = True  # the same period gives the same lot

    def at(self, part: str = "") -> Place:
        return Place(self.id, field=part)


@dataclass(frozen=True, kw_only=True)
class VatRegisterRow:
    rate: Decimal = ZERO
    base: Decimal = ZERO
    tax: Decimal = ZERO
    tax_point: str = ""  # supply, payment, debits
    document: str = ""


@dataclass(frozen=True, kw_only=True)
class VatRegister:
    """The VAT of a period, operation by operation, and what the ledger says of it."""

    id: str = "2026-11"
    rows: tuple[VatRegisterRow, ...] = ()
    ledger_tax: Decimal = ZERO  # balance of the VAT due accounts over the period
    declared: int | None = None  # whole euros of the return, once filed

    def at(self, part: str = "") -> Place:
        return Place(f"TVA {self.id}", field=part)
