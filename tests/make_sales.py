"""Builders and strategies for sales, payments and books: valid objects to start from."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from comptoir.party import Address, Party, PartyKind
from comptoir.sales import Allowance, Charge, Invoice, Line, Nature, Offer, Prices
from comptoir.sales.documents import invoice_of

DAY = date(2026, 11, 24)
RATES = (Decimal("20.0"), Decimal("10.0"), Decimal("5.5"), Decimal("2.1"))


def address() -> Address:
    return Address(street="12 rue du Port", postcode="35600", city="Redon")


def seller(**changes: object) -> Party:
    known: dict[str, object] = {
        "name": "Les Ateliers du Halage",
        "address": Address(street="7 quai des Haleurs", postcode="35600", city="Redon"),
        "kind": PartyKind.ASSOCIATION,
        "siren": "999140353",
        "vat_number": "FR15999140353",
    }
    return Party(**known | changes)  # type: ignore[arg-type]


def buyer(kind: PartyKind = PartyKind.CONSUMER, **changes: object) -> Party:
    known: dict[str, object] = {
        "name": "Jo Le Bihan",
        "address": address(),
        "kind": kind,
        "reference": "C-000123",
    }
    return Party(**known | changes)  # type: ignore[arg-type]


def line(price: str = "39.00", **changes: object) -> Line:
    known: dict[str, object] = {
        "sku": "KIT-VELO",
        "name": "Kit de réparation vélo",
        "quantity": Decimal(1),
        "unit_price": Decimal(price),
        "vat_rate": Decimal("20.0"),
        "nature": Nature.GOODS,
    }
    return Line(**known | changes)  # type: ignore[arg-type]


def guide(**changes: object) -> Line:
    known = {"sku": "GUIDE", "name": "Réparer au bord de l’eau", "vat_rate": Decimal("5.5")}
    return line("16.00", **known | changes)


def course(**changes: object) -> Line:
    known = {"sku": "STAGE-BOIS", "name": "Stage de menuiserie", "nature": Nature.SERVICES}
    return line("90.00", **known | changes)


def offer(*lines: Line, **changes: object) -> Offer:
    known: dict[str, object] = {"buyer": buyer(), "lines": lines or (line(),)}
    return Offer(**known | changes)  # type: ignore[arg-type]


def invoice(*lines: Line, number: str = "F-2026-0001", **changes: object) -> Invoice:
    on_debits = bool(changes.pop("vat_on_debits", False))
    return invoice_of(
        offer(*lines, **changes),
        number=number,
        issued_on=DAY,
        seller=seller(),
        vat_on_debits=on_debits,
    )


amounts = st.integers(1, 300_000).map(lambda cents: Decimal(cents).scaleb(-2))


@st.composite
def lines(draw: st.DrawFn) -> Line:
    nature = draw(st.sampled_from(Nature))
    account = draw(st.sampled_from(["", "701"])) if nature is Nature.GOODS else ""
    made = line(
        sku=draw(st.sampled_from(["KIT-VELO", "GUIDE", "STAGE-BOIS"])),
        quantity=draw(st.integers(1, 40_000).map(lambda n: Decimal(n).scaleb(-2))),
        unit_price=draw(amounts),
        vat_rate=draw(st.sampled_from(RATES)),
        nature=nature,
        account=account,
    )
    most = made.amount
    if most <= Decimal("0.01") or not draw(st.booleans()):
        return made
    share = draw(st.integers(1, int(most * 100) - 1).map(lambda c: Decimal(c).scaleb(-2)))
    return line(
        sku=made.sku,
        quantity=made.quantity,
        unit_price=made.unit_price,
        vat_rate=made.vat_rate,
        nature=made.nature,
        account=made.account,
        allowances=(Allowance(reason="Remise", amount=share),),
    )


@st.composite
def offers(draw: st.DrawFn) -> Offer:
    sold = tuple(draw(st.lists(lines(), min_size=1, max_size=6)))
    total = sum((each.amount for each in sold), Decimal(0))
    allowances: tuple[Allowance, ...] = ()
    if total > Decimal("0.02") and draw(st.booleans()):
        part = draw(st.integers(1, int(total * 100) - 1))
        allowances = (Allowance(reason="Remise adhérent", amount=Decimal(part).scaleb(-2)),)
    charges: tuple[Charge, ...] = ()
    if draw(st.booleans()):
        charges = (Charge(reason="Port", amount=draw(amounts)),)
    return offer(
        *sold,
        allowances=allowances,
        charges=charges,
        prices=draw(st.sampled_from(Prices)),
        buyer=buyer(draw(st.sampled_from(PartyKind))),
    )


@st.composite
def invoices(draw: st.DrawFn) -> Invoice:
    sold = draw(offers().filter(lambda each: each.totals.gross > 0))
    return invoice_of(
        sold,
        number=f"F-2026-{draw(st.integers(1, 9999)):04d}",
        issued_on=DAY - timedelta(days=draw(st.integers(0, 700))),
        seller=seller(),
        vat_on_debits=draw(st.booleans()),
    )
