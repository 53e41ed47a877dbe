"""`comptoir ledger vat`: the boxes of the VAT return, proved from entries, and its own entry."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import Connection

from comptoir.bookkeeping.vat_return import (
    VOUCHER,
    Source,
    Untaxed,
    VatReturn,
    vat_entry,
    vat_return,
)
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk import books
from comptoir.desk.ledgers import year_named
from comptoir.desk.project import Project, load
from comptoir.errors import InputError, RefusedError
from comptoir.law import chart
from comptoir.law.vat_returns import CA3, CA12, LAST_YEARLY, Form
from comptoir.ledger import FiscalYear
from comptoir.ledger.period import Period, parse_period
from comptoir.money import ZERO
from comptoir.sales import CreditNote, Nature
from comptoir.settings.organisation import Books, VatRegime
from comptoir.store import balances, begin, billing, ledger, reading

FILINGS = {"monthly": "chaque mois", "quarterly": "chaque trimestre", "yearly": "chaque année"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A return, whether its entry is in the journal, and what is worth knowing."""

    made: VatReturn
    voucher: str = ""  # of its entry, once it is recorded
    waiting: Decimal = ZERO  # VAT on services not paid yet, at the end of the period
    notices: tuple[str, ...] = ()


def show(ctx: Context, *, period: str | None = None) -> Declared:
    """Return the VAT return of a period, the last one that is over unless it is named."""
    project = _taxable(ctx)
    wanted, form = _period(ctx, project, period)
    with reading(ctx) as db:
        return _declared(db, project, wanted, form)


def record(ctx: Context, *, period: str | None = None) -> Declared:
    """Post the entry of a return: VAT accounts are emptied into 44551 or 44567.

    Raises:
        RefusedError: the period is not over, or its return was recorded already.
    """
    today = ctx.act_on()
    project = _taxable(ctx)
    wanted, form = _period(ctx, project, period)
    if wanted.ends >= today:
        raise RefusedError(
            f"{wanted.french.capitalize()} n’est pas fini.",
            remedy="La TVA se déclare une fois la période passée.",
        )
    with begin(ctx, act="ledger.vat") as tx:
        found = _declared(tx.db, project, wanted, form)
        if found.voucher:
            raise RefusedError(
                f"La TVA {wanted.of} est déjà au journal : {found.voucher}.",
                remedy="Une erreur se corrige sur la déclaration suivante.",
            )
        entry = vat_entry(found.made)
        if entry is None:
            raise RefusedError(
                f"Aucun mouvement de TVA en {wanted.french} : il n’y a pas d’écriture à passer.",
                remedy="Déposez une déclaration à néant.",
            )
        books.post(tx, project, [entry])
        tx.record("vat_return", wanted.name, {"due": (None, found.made.due)})
    return Declared(
        made=found.made, voucher=entry.voucher, waiting=found.waiting, notices=found.notices
    )


def _taxable(ctx: Context) -> Project:
    project = load(ctx)
    books.refuse_without(project)
    regime = project.organisation.vat.regime
    if regime not in (VatRegime.REAL, VatRegime.MIXED):
        raise RefusedError(
            "Cet organisme ne facture pas de TVA (legal/organisation.toml, [vat] regime) : il n’a "
            "rien à déclarer.",
            remedy="Si c’est une erreur, corrigez son régime.",
        )
    return project


def _period(ctx: Context, project: Project, text: str | None) -> tuple[Period, Form]:
    """Return the period asked for, and the form that declares it."""
    vat = project.organisation.vat
    if vat.filing == "yearly":
        wanted = Period.of_year(year_named(project, text or _last_year(ctx, project), ctx))
        if wanted.ends > LAST_YEARLY:
            raise RefusedError(
                "Le régime simplifié et sa CA12 finissent le 31 décembre 2026 (CGI, art. 287).",
                remedy="Déclarez chaque mois ou chaque trimestre : [vat] filing = "
                '"monthly" ou "quarterly".',
            )
        return wanted, CA12
    if text:
        wanted = parse_period(text)
        quarterly = wanted.name[5] == "T"
        if quarterly != (vat.filing == "quarterly"):
            raise InputError(
                f"La TVA se déclare {FILINGS[vat.filing]} ici ([vat] filing).",
                remedy="Écrivez la période comme "
                + ("2026-T1." if vat.filing == "quarterly" else "2026-03."),
            )
        return wanted, CA3
    return _last(ctx.today, vat.filing), CA3


def _last(today: date, filing: str) -> Period:
    """Return the last month or quarter that is over."""
    before = today.replace(day=1) - timedelta(days=1)
    if filing == "quarterly":
        before = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1) - timedelta(days=1)
        return Period.quarter(before.year, (before.month + 2) // 3)
    return Period.month(before.year, before.month)


def _last_year(ctx: Context, project: Project) -> str:
    month = books.start_month(project)
    this = FiscalYear.of(ctx.today, start_month=month)
    return FiscalYear.of(this.starts - timedelta(days=1), start_month=month).name


def _declared(db: Connection, project: Project, period: Period, form: Form) -> Declared:
    kept = list(ledger.entries_between(db, period.starts, period.ends))
    voucher = f"{VOUCHER}{period.name}"
    known = ledger.has_voucher(db, voucher)
    sums = balances.sums_before(db, period.starts)
    made = vat_return(
        form,
        period,
        kept,
        untaxed=list(_untaxed(db, period)),
        carried=max(sums.get(chart.VAT_CREDIT, ZERO), ZERO),
        instalments=_instalments(db, period) if form.instalments else ZERO,
    )
    ends = balances.sums_before(db, period.ends + timedelta(days=1))
    waiting = -sum((a for n, a in ends.items() if n.startswith(chart.VAT_WAITING)), ZERO)
    notices = []
    if project.organisation.accounting.books is Books.AUXILIARY:
        notices.append(
            "Seules les ventes sont tenues ici : la TVA déductible est chez votre comptable."
        )
    return Declared(
        made=made, voucher=voucher if known else "", waiting=waiting, notices=tuple(notices)
    )


def _instalments(db: Connection, period: Period) -> Decimal:
    """Return what was paid in advance during a year."""
    after = balances.sums_before(db, period.ends + timedelta(days=1))
    return max(after.get(chart.VAT_INSTALMENTS, ZERO), ZERO)


def _untaxed(db: Connection, period: Period) -> Iterator[Untaxed]:
    """Yield the sales without VAT of a period, from their documents."""
    for made in billing.untaxed_between(db, period.starts, period.ends):
        sign = -1 if isinstance(made, CreditNote) else 1
        for part in made.totals.parts:
            if part.rate or part.category == "O":
                continue
            yield Untaxed(
                category=part.category,
                goods=part.nature is Nature.GOODS,
                source=Source(
                    number=0,
                    date=made.issued_on,
                    voucher=made.number,
                    account=part.account,
                    amount=sign * part.net,
                ),
            )


def due_on(project: Project, period: Period) -> date:
    """Return the last day on which a return is filed."""
    after = period.ends + timedelta(days=1)
    return after.replace(day=project.organisation.vat.filing_day)


def to_file(ctx: Context) -> tuple[date, str] | None:
    """Return the last return that is over and not recorded: its day, and what to say of it."""
    try:
        project = _taxable(ctx)
        period, form = _period(ctx, project, None)
    except (InputError, RefusedError):
        return None
    if form is CA12 or project.organisation.accounting.books is not Books.COMPLETE:
        return None
    with reading(ctx) as db:
        if ledger.has_voucher(db, f"{VOUCHER}{period.name}"):
            return None
        if not ledger.moves_vat(db, period.starts, period.ends):
            return None
    on = due_on(project, period)
    return on, f"Déclarer la TVA {period.of} (CA3), au plus tard le {french_date(on)}"
