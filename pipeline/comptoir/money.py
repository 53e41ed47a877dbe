"""Euros: `Decimal` in code, whole cents in the base, French on paper."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from comptoir.errors import InputError

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
LONGEST = 18  # signs of an amount: the base holds whole cents on 64 bits


def to_cents(amount: Decimal) -> Decimal:
    """Round half up to the cent, as EN 16931 (BR-CO-17) and French practice do.

    >>> to_cents(Decimal("2.345")), to_cents(Decimal("-2.345"))
    (Decimal('2.35'), Decimal('-2.35'))
    """
    return amount.quantize(CENT, ROUND_HALF_UP)


def decimals(number: Decimal) -> int:
    """Return how many decimals a number needs.

    >>> decimals(Decimal("1.50")), decimals(Decimal("0.125")), decimals(Decimal("100"))
    (1, 3, 0)
    """
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 99


def cents(amount: Decimal) -> int:
    """Return a whole number of cents; a finer amount is a bug, not something to round here.

    >>> cents(Decimal("12.34"))
    1234
    """
    scaled = amount * 100
    if scaled != scaled.to_integral_value():
        raise ValueError("amount finer than a cent")
    return int(scaled)


def from_cents(whole: int) -> Decimal:
    """
    >>> from_cents(1234)
    Decimal('12.34')
    """
    return Decimal(whole).scaleb(-2)


def parse_amount(text: str) -> Decimal:
    """Read an amount as people write it, and refuse what is finer than a cent.

    >>> parse_amount("1 234,50 €"), parse_amount("22"), parse_amount("-3.10")
    (Decimal('1234.50'), Decimal('22.00'), Decimal('-3.10'))
    """
    plain = "".join(text.replace("€", "").split()).replace("\N{NARROW NO-BREAK SPACE}", "")
    if "," in plain and "." not in plain:
        plain = plain.replace(",", ".")
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or plain.lower().count("e") or len(plain) > LONGEST:
        raise InputError("ce n’est pas un montant.", remedy="Écrivez-le comme 22,00.", value=text)
    if amount != to_cents(amount):
        raise InputError(
            "ce montant est plus fin que le centime.",
            remedy="Écrivez au plus deux décimales.",
            value=text,
        )
    return to_cents(amount)


def french_amount(amount: Decimal, *, unit: str = "€") -> str:
    """Write an amount as French typography does, with non-breaking spaces.

    >>> french_amount(Decimal("-1234.5"))
    '-1\u202f234,50\xa0€'
    """
    grouped = f"{to_cents(amount):,.2f}".replace(",", "\u202f").replace(".", ",")
    return f"{grouped}\xa0{unit}" if unit else grouped


def french_rate(rate: Decimal) -> str:
    """
    >>> french_rate(Decimal("5.50")), french_rate(Decimal("20"))
    ('5,5\xa0%', '20\xa0%')
    """
    plain = f"{rate.normalize():f}"
    return plain.replace(".", ",") + "\xa0%"


def split(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Share an amount in proportion to weights, losing no cent (largest remainders first).

    >>> split(Decimal("10.00"), [Decimal(1), Decimal(1), Decimal(1)])
    [Decimal('3.34'), Decimal('3.33'), Decimal('3.33')]
    """
    total = sum(weights, Decimal(0))
    if not weights or total <= 0 or any(weight < 0 for weight in weights):
        raise ValueError("weights must be non-negative and sum to more than zero")
    whole = cents(amount)
    exact = [Decimal(whole) * weight / total for weight in weights]
    shares = [int(share.to_integral_value("ROUND_FLOOR")) for share in exact]
    order = sorted(range(len(exact)), key=lambda i: (shares[i] - exact[i], i))
    for i in order[: whole - sum(shares)]:
        shares[i] += 1
    return [from_cents(share) for share in shares]
