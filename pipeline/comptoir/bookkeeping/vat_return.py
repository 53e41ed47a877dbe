"""The VAT return of a period, box by box, each with the postings that make it.

Everything comes from entries: VAT due by rate from 44571 (sales, once due) and 4452 (bought
without VAT), deductible VAT from 44562 and 44566, the credit carried from 44567. The base of a
rate is its tax divided by the rate. Boxes are in whole euros (CGI, art. 1657); their cents stay
beside them, and the entry of the return posts the difference.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from comptoir.law import chart
from comptoir.law.vat_returns import LABELS, Form
from comptoir.ledger import Entry, Posting
from comptoir.ledger.entry import Booked
from comptoir.ledger.period import Period
from comptoir.money import ZERO, to_cents

VOUCHER = "TVA-"  # of the entry of a return: it empties the accounts, and is no operation
LOSSES = "PI-"  # of debts given up, whose VAT comes back


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A posting that a box holds."""

    number: int
    date: dt.date
    voucher: str
    account: str
    amount: Decimal  # as the box counts it


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box of the form: what it holds to the cent, and in whole euros."""

    code: str
    label: str
    kind: str  # base, tax, deductible, total
    amount: Decimal
    sources: tuple[Source, ...] = ()

    @property
    def euros(self) -> int:
        """
        >>> Box(code="08", label="", kind="tax", amount=Decimal("2.50")).euros
        3
        """
        return int(self.amount.quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(frozen=True, slots=True, kw_only=True)
class VatReturn:
    """A return: its boxes, and the movement of each VAT account that they must add up to."""

    form: str
    period: Period
    boxes: tuple[Box, ...]
    movements: Mapping[str, Decimal] = field(default_factory=dict)  # > 0 debit
    carried: Decimal = ZERO
    instalments: Decimal = ZERO
    due: int = 0  # euros to pay, instalments not taken off
    credit: int = 0  # euros carried to the next return

    def box(self, code: str) -> Box | None:
        return next((one for one in self.boxes if one.code == code), None)

    @property
    def gap(self) -> Decimal:
        """What boxes and accounts differ by, to the cent: nothing, or there is a bug."""
        booked = -sum(self.movements.values(), ZERO)
        told = sum((b.amount for b in self.boxes if b.kind == "tax"), ZERO) - sum(
            (b.amount for b in self.boxes if b.kind == "deductible"), ZERO
        )
        return told + self.carried - booked


@dataclass(frozen=True, slots=True, kw_only=True)
class Untaxed:
    """A sale without VAT, that a box counts: its category (BT-151) and its net amount."""

    category: str
    goods: bool
    source: Source

    @property
    def box(self) -> str:
        if self.category == "G":
            return "exports"
        return "supplies_within_eu" if self.category == "K" and self.goods else "other_untaxed"


def vat_return(
    form: Form,
    period: Period,
    entries: Iterable[Booked],
    *,
    untaxed: Sequence[Untaxed] = (),
    carried: Decimal = ZERO,
    instalments: Decimal = ZERO,
) -> VatReturn:
    """Return the boxes of a period.

    Args:
        form: CA3 or CA12.
        period: what it declares.
        entries: those of the period; the entries of returns are left out.
        untaxed: sales without VAT of the period.
        carried: credit of the return before, on 44567.
        instalments: paid in advance, on 44558.
    """
    found = _Sorted()
    for booked in entries:
        if not booked.entry.voucher.startswith(VOUCHER):
            found.add(booked)
    taxes = list(_taxes(form, found))
    bases = list(_bases(form, found, untaxed))
    deducted = list(_deductible(form, found, carried))
    gross = sum((box.euros for box in taxes), 0)
    net = gross - sum((box.euros for box in deducted), 0)
    boxes = [
        *bases,
        *taxes,
        _total(form, "gross_total", gross),
        *deducted,
        _total(form, "deductible_total", gross - net),
    ]
    if form.instalments and instalments:
        boxes.append(_total(form, "instalments", int(instalments)))
    boxes.append(_total(form, "due" if net > 0 else "credit", abs(net)))
    return VatReturn(
        form=form.name,
        period=period,
        boxes=tuple(boxes),
        movements=found.movements,
        carried=carried,
        instalments=instalments if form.instalments else ZERO,
        due=max(net, 0),
        credit=max(-net, 0),
    )


@dataclass(slots=True)
class _Sorted:
    """Postings on VAT accounts, by where they go."""

    by_rate: dict[tuple[str, Decimal], list[Source]] = field(default_factory=dict)
    assets: list[Source] = field(default_factory=list)
    other: list[Source] = field(default_factory=list)
    losses: list[Source] = field(default_factory=list)
    movements: dict[str, Decimal] = field(default_factory=dict)

    def add(self, booked: Booked) -> None:
        for one in booked.entry.postings:
            if self._put(booked, one):
                before = self.movements.get(one.account, ZERO)
                self.movements[one.account] = before + one.amount

    def _put(self, booked: Booked, one: Posting) -> bool:
        if one.account.startswith(chart.VAT_ASSETS):
            self.assets.append(_source(booked, one, one.amount))
        elif one.account.startswith(chart.VAT_DEDUCTIBLE):
            self.other.append(_source(booked, one, one.amount))
        elif one.account.startswith(chart.VAT_COLLECTED):
            if booked.entry.voucher.startswith(LOSSES):
                self.losses.append(_source(booked, one, one.amount))
            else:
                self._rate(chart.VAT_COLLECTED, booked, one)
        elif one.account.startswith(chart.VAT_REVERSE_GOODS):
            self._rate(chart.VAT_REVERSE_GOODS, booked, one)
        elif one.account.startswith(chart.VAT_REVERSE_SERVICES):
            self._rate(chart.VAT_REVERSE_SERVICES, booked, one)
        else:
            return False
        return True

    def _rate(self, parent: str, booked: Booked, one: Posting) -> None:
        rate = chart.rate_of(one.account.removeprefix(parent))
        self.by_rate.setdefault((parent, rate), []).append(_source(booked, one, -one.amount))


def _source(booked: Booked, one: Posting, amount: Decimal) -> Source:
    entry = booked.entry
    return Source(
        number=booked.number,
        date=entry.date,
        voucher=entry.voucher,
        account=one.account,
        amount=amount,
    )


def _sum(sources: Iterable[Source]) -> Decimal:
    return sum((one.amount for one in sources), ZERO)


def _net_by_rate(found: _Sorted) -> dict[Decimal, list[Source]]:
    rates: dict[Decimal, list[Source]] = {}
    for (_, rate), sources in found.by_rate.items():
        rates.setdefault(rate, []).extend(sources)
    return dict(sorted(rates.items(), reverse=True))


def _taxes(form: Form, found: _Sorted) -> Iterable[Box]:
    """Yield VAT by rate; a rate that gives back more than it takes is deducted instead."""
    others: list[Source] = []
    for rate, sources in _net_by_rate(found).items():
        if _sum(sources) < 0:
            continue
        if rate in form.by_rate:
            code, label = form.by_rate[rate]
            yield Box(
                code=code, label=label, kind="tax", amount=_sum(sources), sources=tuple(sources)
            )
        else:
            others += sources
    if others:
        yield _box(form, "other_rates", "tax", others)
    if _sum(found.other) < 0:
        yield _box(form, "paid_back", "tax", [_opposite(one) for one in found.other])


def _bases(form: Form, found: _Sorted, untaxed: Sequence[Untaxed]) -> Iterable[Box]:
    for parent, name in (
        (chart.VAT_COLLECTED, "sales"),
        (chart.VAT_REVERSE_SERVICES, "services_reverse"),
        (chart.VAT_REVERSE_GOODS, "goods_within_eu"),
    ):
        shares = [
            (rate, sources) for (known, rate), sources in found.by_rate.items() if known == parent
        ]
        if shares and (name == "sales" or any(_sum(s) for _, s in shares)):
            amount = sum((to_cents(_sum(s) * 100 / rate) for rate, s in shares if rate), ZERO)
            sources = tuple(one for _, s in shares for one in s)
            yield Box(
                code=getattr(form, name), label=LABELS[name], kind="base",
                amount=amount, sources=sources,
            )  # fmt: skip
    for name in ("exports", "supplies_within_eu", "other_untaxed"):
        mine = [one.source for one in untaxed if one.box == name]
        if mine:
            yield _box(form, name, "base", mine)


def _deductible(form: Form, found: _Sorted, carried: Decimal) -> Iterable[Box]:
    if found.assets:
        yield _box(form, "assets", "deductible", found.assets)
    if _sum(found.other) > 0:
        yield _box(form, "other", "deductible", found.other)
    given_back = [
        _opposite(one)
        for sources in _net_by_rate(found).values()
        if _sum(sources) < 0
        for one in sources
    ]
    if given_back or found.losses:
        yield _box(form, "corrections", "deductible", [*given_back, *found.losses])
    if carried:
        yield Box(code=form.carried, label=LABELS["carried"], kind="deductible", amount=carried)


def _opposite(one: Source) -> Source:
    return Source(
        number=one.number,
        date=one.date,
        voucher=one.voucher,
        account=one.account,
        amount=-one.amount,
    )


def _box(form: Form, name: str, kind: str, sources: Sequence[Source]) -> Box:
    return Box(
        code=getattr(form, name),
        label=LABELS[name],
        kind=kind,
        amount=_sum(sources),
        sources=tuple(sources),
    )


def _total(form: Form, name: str, euros: int) -> Box:
    return Box(code=getattr(form, name), label=LABELS[name], kind="total", amount=Decimal(euros))


def vat_entry(made: VatReturn) -> Entry | None:
    """Return the entry of a return: it empties the accounts of VAT into 44551 or 44567.

    What whole euros leave goes to 658 or 758.
    """
    name = made.period.name
    label = f"TVA {made.period.french}, {made.form}"
    amounts = {account: -amount for account, amount in made.movements.items()}
    amounts[chart.VAT_CREDIT] = amounts.get(chart.VAT_CREDIT, ZERO) - made.carried + made.credit
    amounts[chart.VAT_TO_PAY] = made.instalments - made.due
    amounts[chart.VAT_INSTALMENTS] = -made.instalments
    rounding = -sum(amounts.values(), ZERO)
    if rounding:
        amounts[chart.SUNDRY_EXPENSE if rounding > 0 else chart.SUNDRY_INCOME] = rounding
    postings = tuple(
        Posting(account=account, amount=amount, label=label)
        for account, amount in sorted(amounts.items())
        if amount
    )
    if len(postings) < 2:
        return None
    return Entry(
        journal=chart.MISCELLANEOUS.code,
        date=made.period.ends,
        voucher=f"{VOUCHER}{name}",
        voucher_on=made.period.ends,
        postings=postings,
    )
