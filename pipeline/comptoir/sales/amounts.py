"""How much: net, tax and gross. Tax is computed once per rate, on the sum, half up.

When prices are gross (consumers), the total is what was displayed and the tax is taken out of it;
when they are net, the tax is added. Either way each line, allowance and charge gets its share by
running totals, so that the parts of a rate add up to its taxable amount, to the cent.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from comptoir.errors import RefusedError
from comptoir.law.chart import CHARGES
from comptoir.money import ZERO, split, to_cents
from comptoir.sales.lines import Allowance, Charge, Line, Nature, Prices

HUNDRED = Decimal(100)


class Group(NamedTuple):
    """What is taxed and booked alike."""

    rate: Decimal
    category: str
    nature: Nature
    account: str


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
    category: str = "S"  # BT-151, BT-95, BT-102
    booked: str = ""  # where it is booked, when not on the account of what it is a part of: 665

    @property
    def group(self) -> "Group":
        return Group(self.rate, self.category, self.nature, self.account)

    @property
    def booked_on(self) -> str:
        return self.booked or self.account

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
    category: str = "S"  # BT-118


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The amounts of a document (BG-22)."""

    parts: tuple[Part, ...]
    vat: tuple[VatBreakdown, ...]

    @classmethod
    def of(cls, parts: Sequence[Part], lines: Sequence[Line]) -> "Totals":
        """Add up the parts of a document; its lines say why some bear no VAT."""
        reasons: dict[str, dict[str, None]] = {}
        for line in lines:
            if line.exemption:
                reasons.setdefault(line.vat_category, {})[line.exemption] = None
        keys = sorted({(part.rate, part.category) for part in parts}, key=lambda k: (-k[0], k[1]))
        return cls(
            parts=tuple(parts),
            vat=tuple(
                VatBreakdown(
                    rate=rate,
                    category=category,
                    taxable_amount=sum((p.net for p in parts if _is(p, rate, category)), ZERO),
                    tax_amount=sum((p.tax for p in parts if _is(p, rate, category)), ZERO),
                    exemption=" ; ".join(reasons.get(category, {})),
                )
                for rate, category in keys
            ),
        )

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


def _is(part: Part, rate: Decimal, category: str) -> bool:
    return part.rate == rate and part.category == category


@dataclass(frozen=True, slots=True)
class Piece:
    """A part before its tax: an amount in the prices' own terms."""

    kind: str
    name: str
    group: Group
    amount: Decimal
    line: int = -1
    booked: str = ""


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
    parts = tuple(_taxed(list(pieces(lines, allowances, charges)), prices))
    return Totals.of(parts, lines)


def pieces(
    lines: Sequence[Line], allowances: Sequence[Allowance], charges: Sequence[Charge]
) -> Iterator[Piece]:
    """Yield what a document adds up, each piece in one group."""
    groups: dict[Group, Decimal] = {}
    for index, line in enumerate(lines):
        key = Group(line.vat_rate, line.vat_category, line.nature, line.revenue_account)
        yield Piece("line", line.name, key, line.amount, line=index)
        groups[key] = groups.get(key, ZERO) + line.amount
    for allowance in allowances:
        for group, share in _shares(groups, allowance.amount):
            groups[group] -= share
            yield Piece("allowance", allowance.reason, group, -share, booked=allowance.account)
    for charge in charges:  # follows the main supply, rate by rate (CGI, art. 267, I-2°)
        for group, share in _shares(groups, charge.amount):
            yield Piece("charge", charge.reason, group._replace(account=CHARGES), share)


def _shares(groups: dict[Group, Decimal], amount: Decimal) -> list[tuple[Group, Decimal]]:
    weights = list(groups.values())
    if not any(weights):
        weights = [Decimal(1)] * len(weights)
    shares = zip(list(groups), split(amount, weights), strict=True)
    return [(group, share) for group, share in shares if share]


def _taxed(pieces: Sequence[Piece], prices: Prices) -> Iterator[Part]:
    """Give each piece its net and gross, by running totals of its rate.

    The running goes account by account, so that what is left of an account after its reductions
    never gets a negative tax; the parts come back in the order of the document.
    """
    other = _net_of if prices is Prices.GROSS else _gross_of
    gross_first = prices is Prices.GROSS
    running: dict[Decimal, Decimal] = {}
    shares = [ZERO] * len(pieces)
    for rank in sorted(range(len(pieces)), key=lambda rank: _order(pieces[rank])):
        piece = pieces[rank]
        rate = piece.group.rate
        before = running.get(rate, ZERO)
        after = running[rate] = before + piece.amount
        shares[rank] = other(after, rate) - other(before, rate)
    for piece, share in zip(pieces, shares, strict=True):
        yield Part(
            kind=piece.kind,
            name=piece.name,
            nature=piece.group.nature,
            account=piece.group.account,
            rate=piece.group.rate,
            category=piece.group.category,
            net=share if gross_first else piece.amount,
            gross=piece.amount if gross_first else share,
            line=piece.line,
            booked=piece.booked,
        )


def _order(piece: Piece) -> tuple[Decimal, str, str]:
    return (piece.group.rate, piece.group.nature.value, piece.group.account)


def _net_of(gross: Decimal, rate: Decimal) -> Decimal:
    return gross - to_cents(gross * rate / (HUNDRED + rate))


def _gross_of(net: Decimal, rate: Decimal) -> Decimal:
    return net + to_cents(net * rate / HUNDRED)
