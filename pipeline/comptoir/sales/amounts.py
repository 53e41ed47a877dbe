"""How much: net, tax and gross. Tax is computed once per rate, on the sum, half up.

When prices are gross (consumers), the total is what was displayed and the tax is taken out of it;
when they are net, the tax is added. Either way each line, allowance and charge gets its share by
running totals, so that the parts of a rate add up to its taxable amount, to the cent.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from comptoir.errors import RefusedError
from comptoir.law.chart import CHARGES
from comptoir.money import ZERO, split, to_cents
from comptoir.sales.lines import Allowance, Charge, Line, Nature, Prices

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A line, or the share of an allowance or a charge that falls on one rate and one account."""

    kind: str  # line, allowance, charge
    name: str
    nature: Nature
    account: str
    rate: Decimal
    net: Decimal  # negative for an allowance
    gross: Decimal
    line: int = -1  # index of the line, -1 for allowances and charges

    @property
    def tax(self) -> Decimal:
        return self.gross - self.net


@dataclass(frozen=True, slots=True, kw_only=True)
class VatBreakdown:
    """What one rate weighs in a document (BG-23)."""

    rate: Decimal  # BT-119
    taxable_amount: Decimal  # BT-116
    tax_amount: Decimal  # BT-117
    exemption: str = ""  # BT-120

    @property
    def category(self) -> str:
        """BT-118: S, standard rate; E, exempt."""
        return "S" if self.rate else "E"


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The amounts of a document (BG-22)."""

    parts: tuple[Part, ...]
    vat: tuple[VatBreakdown, ...]

    def _sum(self, kind: str) -> Decimal:
        return sum((part.net for part in self.parts if part.kind == kind), ZERO)

    @property
    def lines_net(self) -> Decimal:
        """Sum of line net amounts (BT-106)."""
        return self._sum("line")

    @property
    def allowances(self) -> Decimal:
        """Sum of allowances (BT-107), as a positive number."""
        return -self._sum("allowance")

    @property
    def charges(self) -> Decimal:
        """Sum of charges (BT-108)."""
        return self._sum("charge")

    @property
    def net(self) -> Decimal:
        """Total without VAT (BT-109)."""
        return sum((v.taxable_amount for v in self.vat), ZERO)

    @property
    def tax(self) -> Decimal:
        """Total VAT (BT-110)."""
        return sum((v.tax_amount for v in self.vat), ZERO)

    @property
    def gross(self) -> Decimal:
        """Total with VAT (BT-112)."""
        return self.net + self.tax

    @property
    def by_nature(self) -> dict[tuple[Decimal, Nature], tuple[Decimal, Decimal]]:
        """Taxable and tax amounts by rate and nature; they add up to those of the rate."""
        found: dict[tuple[Decimal, Nature], tuple[Decimal, Decimal]] = {}
        for part in self.parts:
            net, tax = found.get((part.rate, part.nature), (ZERO, ZERO))
            found[part.rate, part.nature] = (net + part.net, tax + part.tax)
        return found


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part before its tax: an amount in the prices' own terms."""

    kind: str
    name: str
    nature: Nature
    account: str
    rate: Decimal
    amount: Decimal
    line: int = -1

    @property
    def group(self) -> tuple[Decimal, str, str]:
        return (self.rate, self.nature.value, self.account)


def totals(
    lines: Sequence[Line],
    *,
    allowances: Sequence[Allowance] = (),
    charges: Sequence[Charge] = (),
    prices: Prices = Prices.GROSS,
) -> Totals:
    """Add up a document.

    Raises:
        RefusedError: the allowances exceed what is sold, or nothing is sold.
    """
    if not lines:
        raise RefusedError("Ce document n’a aucune ligne.", remedy="Ajoutez-en une.")
    sold = sum((line.amount for line in lines), ZERO)
    if sum((a.amount for a in allowances), ZERO) > sold:
        raise RefusedError("Les remises dépassent ce qui est vendu.", remedy="Diminuez-les.")
    parts = tuple(_taxed(list(_pieces(lines, allowances, charges)), prices))
    reasons = {line.vat_rate: line.exemption for line in lines if line.exemption}
    rates = sorted({part.rate for part in parts}, reverse=True)
    return Totals(
        parts=parts,
        vat=tuple(_breakdown(rate, parts, reasons.get(rate, "")) for rate in rates),
    )


def _pieces(
    lines: Sequence[Line], allowances: Sequence[Allowance], charges: Sequence[Charge]
) -> Iterator[_Piece]:
    groups: dict[tuple[Decimal, Nature, str], Decimal] = {}
    for index, line in enumerate(lines):
        account = line.revenue_account
        yield _Piece(
            "line", line.name, line.nature, account, line.vat_rate, line.amount, line=index
        )
        key = (line.vat_rate, line.nature, account)
        groups[key] = groups.get(key, ZERO) + line.amount
    for allowance in allowances:
        for group, share in _shares(groups, allowance.amount):
            groups[group] -= share
            rate, nature, account = group
            yield _Piece("allowance", allowance.reason, nature, account, rate, -share)
    for charge in charges:  # follows the main supply, rate by rate (CGI, art. 267, I-2°)
        for (rate, nature, _), share in _shares(groups, charge.amount):
            yield _Piece("charge", charge.reason, nature, CHARGES, rate, share)


Group = tuple[Decimal, Nature, str]


def _shares(groups: dict[Group, Decimal], amount: Decimal) -> list[tuple[Group, Decimal]]:
    weights = list(groups.values())
    if not any(weights):
        weights = [Decimal(1)] * len(weights)
    shares = zip(list(groups), split(amount, weights), strict=True)
    return [(group, share) for group, share in shares if share]


def _taxed(pieces: Sequence[_Piece], prices: Prices) -> Iterator[Part]:
    """Give each piece its net and gross, by running totals of its rate.

    The running goes account by account, so that what is left of an account after its reductions
    never gets a negative tax; the parts come back in the order of the document.
    """
    other = _net_of if prices is Prices.GROSS else _gross_of
    gross_first = prices is Prices.GROSS
    running: dict[Decimal, Decimal] = {}
    shares = [ZERO] * len(pieces)
    for rank in sorted(range(len(pieces)), key=lambda rank: pieces[rank].group):
        piece = pieces[rank]
        before = running.get(piece.rate, ZERO)
        after = running[piece.rate] = before + piece.amount
        shares[rank] = other(after, piece.rate) - other(before, piece.rate)
    for piece, share in zip(pieces, shares, strict=True):
        yield Part(
            kind=piece.kind,
            name=piece.name,
            nature=piece.nature,
            account=piece.account,
            rate=piece.rate,
            net=share if gross_first else piece.amount,
            gross=piece.amount if gross_first else share,
            line=piece.line,
        )


def _net_of(gross: Decimal, rate: Decimal) -> Decimal:
    return gross - to_cents(gross * rate / (HUNDRED + rate))


def _gross_of(net: Decimal, rate: Decimal) -> Decimal:
    return net + to_cents(net * rate / HUNDRED)


def _breakdown(rate: Decimal, parts: Sequence[Part], exemption: str) -> VatBreakdown:
    net = sum((part.net for part in parts if part.rate == rate), ZERO)
    tax = sum((part.tax for part in parts if part.rate == rate), ZERO)
    return VatBreakdown(rate=rate, taxable_amount=net, tax_amount=tax, exemption=exemption)
