"""`comptoir ledger receipts`: the receipts book and the register of purchases of small firms.

Micro-entrepreneurs keep no other books (CGI, art. 50-0 and 102 ter; C. com., art. L123-28): what
came in, day by day, with its voucher, its customer, its nature, its means and its amount; what was
bought, when goods are sold.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Connection

from comptoir import resources
from comptoir.context import Context
from comptoir.dates import french_month
from comptoir.desk.ledgers import year_named
from comptoir.desk.project import load
from comptoir.desk.sheets import export_path
from comptoir.errors import RefusedError
from comptoir.law.chart import account_name
from comptoir.ledger import FiscalYear
from comptoir.ledger.statements import Cell, Part, Statement
from comptoir.money import ZERO, to_cents
from comptoir.payments import Share, ShareKind
from comptoir.printing.letterhead import letterhead
from comptoir.printing.statements import statement_pdf, statement_xlsx
from comptoir.private import write_private
from comptoir.sales import Nature
from comptoir.store import access, billing, contacts, payments, purchases, reading

GOODS, SERVICES = "ventes de marchandises", "prestations de services"
NATURES = {
    ShareKind.MEMBERSHIP: "cotisations",
    ShareKind.DONATION: "dons",
    ShareKind.OVERPAYMENT: "trop-perçus",
}
HEADER = ("Date", "Règlement", "Pièce", "Client", "Nature", "Mode", "Montant")
BOUGHT = ("Date", "Règlement", "Facture du fournisseur", "Fournisseur", "Nature", "Mode", "Montant")
WIDTHS = (10, 14, 16, 26, 22, 12, 12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a register."""

    on: date
    number: str
    voucher: str
    party: str
    nature: str
    method: str
    amount: Decimal  # < 0 when it was taken back

    @property
    def cells(self) -> tuple[Cell, ...]:
        return (
            self.on, self.number, self.voucher, self.party, self.nature, self.method, self.amount,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A register that was written: its totals by nature and its files."""

    title: str
    year: str
    lines: int
    totals: Mapping[str, Decimal]  # by nature
    total: Decimal
    months: Mapping[str, Decimal]
    files: tuple[Path, ...]


def write(ctx: Context, *, year: str | None = None, bought: bool = False) -> Register:
    """Write the register of a year under var/exports, as PDF and XLSX.

    Args:
        ctx: who acts.
        year: fiscal year, today's by default.
        bought: the register of purchases, and not the receipts book.

    Raises:
        RefusedError: the year has no line.
    """
    project = load(ctx)
    wanted = year_named(project, year, ctx)
    with reading(ctx) as db:
        lines = sorted(
            _bought(db, wanted) if bought else _received(db, wanted),
            key=lambda line: (line.on, line.number),
        )
    if not lines:
        raise RefusedError(
            f"L’exercice {wanted.name} n’a aucun règlement.",
            remedy="Donnez-en un autre : --exercice.",
        )
    title = "Registre des achats" if bought else "Livre des recettes"
    totals = _sums((line.nature, line.amount) for line in lines)
    months = _sums((french_month(line.on), line.amount) for line in lines)
    total = sum(totals.values(), ZERO)
    statement = Statement(
        name="registre-achats" if bought else "livre-recettes",
        title=title,
        header=BOUGHT if bought else HEADER,
        widths=WIDTHS,
        parts=tuple(_month(name, lines) for name in months),
        facts=(*((name.capitalize(), amount) for name, amount in totals.items()), ("Total", total)),
    )
    subtitle = f"Exercice {wanted.name}, montants {'payés' if bought else 'encaissés'} TTC"
    head = letterhead(project.organisation, project.site, specimen=ctx.demonstration)
    folders = resources.theme_folders(ctx.root)
    made = (
        (".pdf", statement_pdf(statement, subtitle, head, folders=folders, timestamp=ctx.now())),
        (".xlsx", statement_xlsx(statement, f"{project.organisation.name} : {subtitle}")),
    )
    files = tuple(
        write_private(export_path(ctx, f"{statement.name}-{wanted.name}", suffix), content)
        for suffix, content in made
    )
    access.note(ctx, act="ledger.export", rows=len(lines), purpose=title)
    return Register(
        title=title,
        year=wanted.name,
        lines=len(lines),
        totals=totals,
        total=total,
        months=months,
        files=files,
    )


def _sums(amounts: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for name, amount in amounts:
        found[name] = found.get(name, ZERO) + amount
    return found


def _month(name: str, lines: Sequence[Line]) -> Part:
    mine = [line for line in lines if french_month(line.on) == name]
    total = sum((line.amount for line in mine), ZERO)
    return Part(
        title=name.capitalize(),
        rows=tuple(line.cells for line in mine),
        total=("", "", "", f"Total {name}", "", "", total),
    )


def _received(db: Connection, year: FiscalYear) -> Iterator[Line]:
    natures = billing.gross_by_nature(db)
    kept = [one for one in payments.all_payments(db) if one.payment.received_on in year]
    people = {one.id: one for one in contacts.many(db, sorted({k.contact_id for k in kept}))}
    for one in kept:
        made = one.payment
        for share in made.shares:
            for nature, amount in _natures(share, natures.get(share.about, {})):
                yield Line(
                    on=made.received_on,
                    number=made.number,
                    voucher=share.about,
                    party=people[one.contact_id].full_name,
                    nature=nature,
                    method=made.method.french,
                    amount=amount,
                )


def _natures(share: Share, gross: Mapping[Nature, Decimal]) -> Iterator[tuple[str, Decimal]]:
    """Split what pays an invoice between its goods and its services, to the cent."""
    if share.kind is not ShareKind.INVOICE:
        yield NATURES[share.kind], share.amount
        return
    whole = sum(gross.values(), ZERO)
    goods = gross.get(Nature.GOODS, ZERO)
    first = to_cents(share.amount * goods / whole) if whole else ZERO
    for nature, amount in ((GOODS, first), (SERVICES, share.amount - first)):
        if amount:
            yield nature, amount


def _bought(db: Connection, year: FiscalYear) -> Iterator[Line]:
    for kept in purchases.purchases(db):
        names = dict.fromkeys(account_name(one.account) for one in kept.made.bought)
        for paid in purchases.payments_of(db, kept.id):
            if paid.on in year:
                yield Line(
                    on=paid.on,
                    number=paid.number,
                    voucher=kept.made.their_number,
                    party=kept.name,
                    nature=", ".join(names),
                    method=paid.method.french,
                    amount=paid.amount * kept.made.sign,
                )
