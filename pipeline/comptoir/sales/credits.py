"""Credit notes (« avoirs »): what is given back of an invoice, in whole or in part.

An issued invoice never changes; a credit note takes something back from it (CGI, art. 289, I-5).
Its amounts are positive. What is credited of a group (rate, nature, account) never exceeds what the
invoice has there, and the note that takes the last of it takes it to the cent: all the credits of
an invoice that is wholly given back cancel it account by account.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from comptoir.errors import InputError, RefusedError
from comptoir.law.chart import CHARGES
from comptoir.money import ZERO, french_amount, split, to_cents
from comptoir.party import Party
from comptoir.sales.amounts import Group, Part, Piece, Totals, pieces, totals
from comptoir.sales.documents import Deposit, Invoice, Offer
from comptoir.sales.lines import Allowance, Line, Prices


@dataclass(frozen=True, slots=True, kw_only=True)
class RateAmount:
    """The VAT of one rate."""

    rate: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Credited:
    """What is taken back: lines, their exact parts, and the lines of the invoice they come from."""

    offer: Offer
    parts: tuple[Part, ...]
    sources: tuple[int, ...]  # by line of the offer; -1: none in particular

    @property
    def totals(self) -> Totals:
        return Totals.of(self.parts, self.offer.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditNote:
    """An issued credit note, numbered and never changed (type 381)."""

    number: str  # A-2026-0001
    issued_on: date
    seller: Party
    credited: Credited
    invoice_number: str  # BT-25
    invoice_issued_on: date  # BT-26
    reason: str
    vat_on_debits: bool = False
    deposits: tuple[Deposit, ...] = ()  # that the invoice had deducted, when it is wholly undone
    applied: Decimal  # taken off what was left to pay of the invoice
    paid_before: Decimal = ZERO  # of the invoice, when this note was issued
    from_waiting: tuple[RateAmount, ...] = ()  # VAT that was not yet due, given up
    released: tuple[RateAmount, ...] = ()  # VAT in waiting that becomes due: nothing is left to pay

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise RefusedError("Cet avoir n’a pas de motif.", remedy="Dites pourquoi il est fait.")
        if self.gross <= 0:
            raise RefusedError("Cet avoir ne rend rien.", remedy="Ne l’émettez pas.")

    @property
    def offer(self) -> Offer:
        return self.credited.offer

    @property
    def totals(self) -> Totals:
        return self.credited.totals

    @property
    def gross(self) -> Decimal:
        return self.totals.gross

    @property
    def deducted(self) -> Decimal:
        """What the deposits had paid of it."""
        return sum((each.gross for each in self.deposits), ZERO)

    @property
    def owed(self) -> Decimal:
        """What the customer gets back: by money, or on another invoice."""
        return self.gross - self.deducted - self.applied


Earlier = Sequence[Credited]


def credit_all(invoice: Invoice, earlier: Earlier = ()) -> Credited:
    """Take back everything that is left of an invoice."""
    if not earlier:
        return Credited(
            offer=invoice.offer,
            parts=invoice.totals.parts,
            sources=tuple(range(len(invoice.offer.lines))),
        )
    off = _discounts(invoice, earlier)
    left_of = _left(invoice, earlier)
    rest = [
        (group, left_of[group] + _in(invoice, off.get(group)))
        for group in left_of
        if left_of[group] > 0
    ]
    if not rest:
        raise RefusedError(
            f"Il ne reste rien à créditer de {invoice.number}.", remedy="Elle l’est déjà en entier."
        )
    lines = [
        (_plain_line(group, left, _rest_label(group, invoice.number), invoice), -1)
        for group, left in rest
    ]
    return _credited(invoice, lines, earlier, off={g: off[g] for g, _ in rest if g in off})


def credit_lines(
    invoice: Invoice, wanted: Sequence[tuple[int, Decimal]], earlier: Earlier = ()
) -> Credited:
    """Take back quantities of lines, with their share of every allowance.

    Args:
        invoice: the issued one.
        wanted: index of a line, and the quantity given back.
        earlier: what was already credited, oldest first.
    """
    before = _quantities(earlier)
    sold = invoice.offer.lines
    lines: list[tuple[Line, int]] = []
    done = dict(before)
    for index, quantity in wanted:
        line, already = sold[index], done.get(index, Decimal(0))
        if quantity <= 0 or already + quantity > line.quantity:
            raise RefusedError(
                f"« {line.name} » : {_number(line.quantity - already)} au plus peut encore être "
                f"rendu, sur {_number(line.quantity)}.",
                remedy="Diminuez la quantité.",
            )
        amount = _with_allowances(invoice, done | {index: already + quantity}, index)
        amount -= _with_allowances(invoice, done, index)
        done[index] = already + quantity
        full = to_cents(quantity * line.unit_price)
        off = full - amount
        allowances = (Allowance(reason="Part des remises", amount=off),) if off > 0 else ()
        lines.append((replace(line, quantity=quantity, allowances=allowances), index))
    return _credited(invoice, lines, earlier)


def credit_amount(
    invoice: Invoice,
    amount: Decimal,
    *,
    label: str,
    index: int | None = None,
    earlier: Earlier = (),
) -> Credited:
    """Take back an amount, in the terms of the invoice's prices: a reduction granted afterwards.

    Args:
        invoice: the issued one.
        amount: what is given back; shared among the rates in proportion unless a line is named.
        label: what the line says.
        index: of the line that it is about.
        earlier: what was already credited.
    """
    left = _left(invoice, earlier)
    if index is not None:
        line = invoice.offer.lines[index]
        group = Group(line.vat_rate, line.vat_category, line.nature, line.revenue_account)
        left = {group: left.get(group, ZERO)}
    left = {group: each for group, each in left.items() if each > 0}
    most = sum(left.values(), ZERO)
    if amount <= 0 or amount > most:
        raise RefusedError(
            f"{french_amount(most)} au plus peut encore être crédité.",
            remedy="Diminuez le montant de l’avoir.",
        )
    shares = zip(left, split(amount, list(left.values())), strict=True)
    lines = [(_plain_line(group, share, label, invoice), -1) for group, share in shares if share]
    return _credited(invoice, lines, earlier)


def left_to_credit(invoice: Invoice, earlier: Earlier) -> Decimal:
    """Return the gross amount that may still be credited."""
    return invoice.gross - sum((each.totals.gross for each in earlier), ZERO)


def _discounts(invoice: Invoice, earlier: Earlier) -> dict[Group, Part]:
    """Return what 665 holds of an invoice by group, as the part that takes it back.

    It is given back with the last of the invoice; a credit in part is net of it.
    """
    found: dict[Group, Part] = {}
    held = [(part, -1) for part in invoice.totals.parts if part.booked]
    held += [(part, 1) for each in earlier for part in each.parts if part.booked]
    for part, sign in held:
        known = found.get(
            part.group, replace(part, kind="allowance", line=-1, net=ZERO, gross=ZERO)
        )
        found[part.group] = replace(
            known, net=known.net - sign * part.net, gross=known.gross - sign * part.gross
        )
    return {group: part for group, part in found.items() if part.gross < 0}


def _in(invoice: Invoice, part: Part | None) -> Decimal:
    """Return what a reduction is in the terms of the prices, as a positive number."""
    if part is None:
        return ZERO
    return -(part.gross if invoice.offer.prices is Prices.GROSS else part.net)


def _credited(
    invoice: Invoice,
    lines: Sequence[tuple[Line, int]],
    earlier: Earlier,
    *,
    off: Mapping[Group, Part] | None = None,
) -> Credited:
    sold = tuple(line for line, _ in lines)
    made = totals(sold, prices=invoice.offer.prices)
    off = off or {}
    parts = (*made.parts, *off.values())
    left = _left(invoice, earlier)
    for group, taken in _by_group(parts, invoice.offer.prices).items():
        if taken > left.get(group, ZERO):
            raise RefusedError(
                f"{french_amount(max(left.get(group, ZERO), ZERO))} au plus peut encore être "
                "crédité de ce qui est demandé.",
                remedy="Un avoir antérieur en a déjà rendu une part : créditez un montant.",
            )
    return Credited(
        offer=replace(invoice.offer, lines=sold, allowances=_allowances(invoice, off), charges=()),
        parts=_to_the_cent(parts, invoice, earlier),
        sources=tuple(source for _, source in lines),
    )


def _allowances(invoice: Invoice, off: Mapping[Group, Part]) -> tuple[Allowance, ...]:
    return tuple(
        Allowance(reason=part.name, amount=_in(invoice, part), account=part.booked)
        for part in off.values()
    )


def _to_the_cent(parts: tuple[Part, ...], invoice: Invoice, earlier: Earlier) -> tuple[Part, ...]:
    """Give a note that empties a group the cents that rounding left there."""
    prices, made = invoice.offer.prices, list(parts)
    left, taken = _left(invoice, earlier), _by_group(parts, prices)
    for group, amount in taken.items():
        if amount != left[group]:
            continue
        known = [p for p in invoice.totals.parts if p.group == group]
        mine = [p for each in earlier for p in each.parts if p.group == group]
        mine += [p for p in parts if p.group == group]
        net = sum((p.net for p in known), ZERO) - sum((p.net for p in mine), ZERO)
        gross = sum((p.gross for p in known), ZERO) - sum((p.gross for p in mine), ZERO)
        ranks = [rank for rank, part in enumerate(made) if part.group == group]
        largest = max(ranks, key=lambda rank: made[rank].net)
        part = made[largest]
        made[largest] = replace(part, net=part.net + net, gross=part.gross + gross)
    return tuple(made)


def _left(invoice: Invoice, earlier: Earlier) -> dict[Group, Decimal]:
    """Return what is left of each group, in the terms of the prices."""
    prices = invoice.offer.prices
    left = _by_group(invoice.totals.parts, prices)
    for each in earlier:
        for group, amount in _by_group(each.parts, prices).items():
            left[group] = left.get(group, ZERO) - amount
    return left


def _by_group(parts: Sequence[Part], prices: Prices) -> dict[Group, Decimal]:
    found: dict[Group, Decimal] = {}
    for part in parts:
        amount = part.gross if prices is Prices.GROSS else part.net
        found[part.group] = found.get(part.group, ZERO) + amount
    return found


def _quantities(earlier: Earlier) -> dict[int, Decimal]:
    found: dict[int, Decimal] = {}
    for each in earlier:
        for line, source in zip(each.offer.lines, each.sources, strict=True):
            if source >= 0:
                found[source] = found.get(source, Decimal(0)) + line.quantity
    return found


def _with_allowances(invoice: Invoice, quantities: dict[int, Decimal], index: int) -> Decimal:
    """What these quantities of a line's group weigh once its allowances are shared out.

    By running totals over the group: its last quantity takes its last cent.
    """
    known = list(_pieces(invoice))
    group = next(piece.group for piece in known if piece.line == index)
    mine = [piece for piece in known if piece.group == group]
    whole = sum((p.amount for p in mine if p.kind == "line"), ZERO)
    off = sum((p.amount for p in mine if p.kind == "allowance"), ZERO)
    sold = invoice.offer.lines
    taken = sum(
        (
            to_cents(sold[p.line].amount * quantities.get(p.line, ZERO) / sold[p.line].quantity)
            for p in mine
            if p.kind == "line"
        ),
        ZERO,
    )
    return taken + (to_cents(off * taken / whole) if whole else ZERO)


def _pieces(invoice: Invoice) -> Iterator[Piece]:
    offer = invoice.offer
    return pieces(offer.lines, offer.allowances, offer.charges)


def _plain_line(group: Group, amount: Decimal, label: str, invoice: Invoice) -> Line:
    reasons = {line.vat_category: line.exemption for line in invoice.offer.lines if line.exemption}
    return Line(
        name=label,
        quantity=Decimal(1),
        unit_price=amount,
        vat_rate=group.rate,
        nature=group.nature,
        account=group.account,
        category="" if group.category == "S" else group.category,
        exemption=reasons.get(group.category, ""),
    )


def _rest_label(group: Group, number: str) -> str:
    what = "des frais de la facture" if group.account == CHARGES else "de la facture"
    return f"Solde {what} {number}"


def line_named(invoice: Invoice, sku: str) -> int:
    """Return the index of a line, by its reference or its rank from 1."""
    wanted = sku.strip().casefold()
    lines = invoice.offer.lines
    if wanted.isdigit() and 1 <= int(wanted) <= len(lines):
        return int(wanted) - 1
    found = [rank for rank, line in enumerate(lines) if line.sku.casefold() == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(
            f"« {sku} » est sur {len(found)} lignes de {invoice.number}.",
            remedy="Donnez le rang de la ligne : 1 pour la première.",
        )
    known = ", ".join(dict.fromkeys(line.sku for line in lines if line.sku))
    raise InputError(
        f"« {sku} » n’est pas sur {invoice.number}.",
        remedy=f"Articles de cette facture : {known or 'aucun ; donnez le rang de la ligne'}.",
    )


def _number(quantity: Decimal) -> str:
    return f"{quantity.normalize():f}".replace(".", ",")
