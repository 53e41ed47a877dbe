"""Plans of membership: their periods, what they cost, whom they cover, and who is called."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.desk import ledger_check, ledgers, members, payments
from comptoir.desk.cashier import reversals
from comptoir.desk.memberships import calling, cards
from comptoir.errors import InputError, RefusedError
from comptoir.members import plans
from comptoir.payments import Method
from comptoir.settings import Kind, Organisation
from comptoir.settings.dues import Plan
from comptoir.store import members as kept
from comptoir.store import reading

from make_books import ATELIER, JO, SANS_ADRESSE, balance, shop

PLANS = """
[[plans]]
name = "famille"
title = "Adhésion famille"
amount = "48.00"
by_month = true
people = 3
account = "7561"
[[plans]]
name = "annuelle"
title = "Adhésion de l’année"
amount = "30.00"
period = "year"
account = "7562"
[[plans]]
name = "glissante"
title = "Douze mois"
amount = "25.00"
period = "rolling"
"""
NO_SEASONS = Organisation(kind=Kind.ASSOCIATION, name="A")


@pytest.fixture
def books(any_ctx):
    """A shop with three plans besides its two levels."""
    shop(any_ctx)
    path = any_ctx.root / "legal" / "organisation.toml"
    path.write_text(path.read_text("utf-8") + PLANS, "utf-8")
    return any_ctx


def join(ctx, who, plan, **more):
    return members.record(ctx, to=who, level=plan, method=Method.TRANSFER, **more)


def held(ctx):
    with reading(ctx) as db:
        return kept.members_of(db, "2026-2027", ctx.today)


def test_each_plan_has_its_period_its_price_and_its_account(books):
    family = join(books, JO, "famille")  # 24 November: ten months are left of twelve
    assert family.shares == (("membership", "2026-2027", Decimal("40.00")),)
    year = join(books, ATELIER, "annuelle")
    assert year.shares == (("membership", "2026", Decimal("30.00")),)
    rolling = join(books, SANS_ADRESSE, "Douze mois")
    assert rolling.shares == (("membership", "2026-11-24", Decimal("25.00")),)
    assert {a: balance(books, a) for a in ("7561", "7562", "756")} == {
        "7561": Decimal("-40"), "7562": Decimal("-30"), "756": Decimal("-25"),
    }  # fmt: skip
    assert held(books) == {1, 2, 3}  # whatever their dates
    assert ledger_check.check(books).findings == ()


def test_twelve_months_follow_those_that_still_run(books):
    join(books, JO, "glissante")
    again = join(books, JO, "glissante")
    assert again.shares[0][1] == "2027-11-24"


def test_who_renews_pays_for_every_month(books):
    join(books, JO, "plein", season="2025-2026", received_on=date(2025, 9, 10))
    assert join(books, JO, "famille").amount == Decimal("48.00")


def test_a_family_belongs_by_one_fee_and_leaves_with_it(books):
    made = join(books, JO, "famille", covered=[SANS_ADRESSE])
    assert held(books) == {1, 3}
    assert len(made.receipts) == 1  # one fee, one receipt
    with pytest.raises(RefusedError, match="déjà adhérent"):
        join(books, SANS_ADRESSE, "plein")
    reversals.bounce(books, made.number, reason="rejet de la banque")  # owed again, still members
    again = join(books, JO, "famille")
    assert (again.amount, balance(books, "7561")) == (Decimal("40.00"), Decimal("-40.00"))
    reversals.undo(books, again.number, reason="saisi par erreur")
    assert (held(books), balance(books, "7561")) == (set(), 0)
    assert ledger_check.check(books).findings == ()


@pytest.mark.parametrize(
    ("plan", "covered", "why"),
    [
        ("famille", [SANS_ADRESSE, ATELIER, JO], "couvre 3 personne"),
        ("famille", [JO], "est qui paie"),
        ("plein", [SANS_ADRESSE], "couvre 1 personne"),
    ],
)
def test_a_plan_covers_no_more_people_than_it_says(books, plan, covered, why):
    with pytest.raises(RefusedError, match=why):
        join(books, JO, plan, covered=covered)
    assert held(books) == set()


def test_a_plan_or_a_period_that_is_none_says_the_known_ones(books):
    with pytest.raises(InputError, match="famille"):
        join(books, JO, "familial")
    with pytest.raises(InputError, match="2026"):
        join(books, JO, "annuelle", season="2026-2027")
    with pytest.raises(InputError, match="premier jour"):
        join(books, JO, "glissante", season="2026")


def test_a_mixed_payment_takes_a_plan(books):
    made = payments.record(
        books, payer=JO, amount=Decimal("50.00"), method=Method.CASH, dues=[("", "annuelle")],
        gift=Decimal("20.00"),
    )  # fmt: skip
    assert [share[0] for share in made.shares] == ["membership", "donation"]


def test_members_are_called_once_a_period_and_nothing_is_posted(books):
    join(books, JO, "réduit", season="2025-2026", received_on=date(2025, 9, 10))
    join(books, SANS_ADRESSE, "plein", season="2025-2026", received_on=date(2025, 9, 10))
    join(books, ATELIER, "annuelle")  # ends on 31 December: near
    entries = len(ledgers.entries(books).entries)
    foreseen = calling.run(books, dry_run=True)
    asked = {one.call.member: (one.call.term.name, one.call.amount) for one in foreseen.sent}
    assert asked == {JO: ("2026-2027", Decimal("10.00")), ATELIER: ("2027", Decimal("30.00"))}
    assert [who for who, _ in foreseen.without] == [SANS_ADRESSE]  # neither e-mail nor address
    done = calling.run(books)
    assert done.batch.read_bytes().startswith(b"%PDF")
    assert {one.call.member for one in done.sent} == {JO, ATELIER}
    again = calling.run(books)
    assert (again.sent, again.called_before, again.batch) == ((), 2, None)
    join(books, JO, "plein")
    assert calling.run(books, dry_run=True).called_before == 1  # who renewed is not counted
    assert len(ledgers.entries(books).entries) == entries + 1
    assert ledger_check.check(books).findings == ()


def test_whom_a_family_plan_covers_is_not_called(books):
    join(books, JO, "famille", season="2025-2026", covered=[ATELIER],
         received_on=date(2025, 9, 1))  # fmt: skip
    (one,) = calling.run(books, dry_run=True).sent
    assert (one.call.member, one.call.amount) == (JO, Decimal("48.00"))


def test_cards_are_printed_for_members_of_the_day(books):
    with pytest.raises(RefusedError, match="personne"):
        cards.print_cards(books)
    join(books, JO, "famille", covered=[ATELIER])
    made = cards.print_cards(books)
    assert (made.cards, made.path.read_bytes()[:4]) == (2, b"%PDF")
    assert cards.print_cards(books, [JO], one_a_page=True).cards == 1
    with pytest.raises(RefusedError, match=SANS_ADRESSE):
        cards.print_cards(books, [SANS_ADRESSE])


def test_the_desk_calls_and_prints(books, comptoir):
    def run(*arguments):
        return comptoir("adhésion", *arguments, "--project", str(books.root), code=0).out

    told = run("enregistrer", "--pour", JO, "--tarif", "famille", "--avec", ATELIER,
               "--mode", "virement")  # fmt: skip
    assert "40,00" in told
    assert "Adhésion famille" in run("lister")
    assert "1 carte" in run("carte", JO)
    assert "Aucun" in run("appeler") or "0 appel" in run("appeler")


def test_without_seasons_a_season_runs_from_september_to_august():
    plan = Plan(name="saison", title="Saison")
    found = plans.term(NO_SEASONS, plan, on=date(2027, 8, 31))
    assert (found.name, found.starts, found.ends) == (
        "2026-2027", date(2026, 9, 1), date(2027, 8, 31),
    )  # fmt: skip
    assert plans.next_term(NO_SEASONS, plan, found.ends).name == "2027-2028"


@given(st.dates(date(2026, 9, 1), date(2027, 8, 31)), st.integers(0, 10_000_000))
def test_months_left_never_cost_more_than_the_whole_nor_less_later(day, cents):
    plan = Plan(name="a", title="A", amount=Decimal(cents).scaleb(-2), by_month=True)
    term = plans.term(NO_SEASONS, plan, on=day)
    cost = plans.price(NO_SEASONS, plan, term, on=day)
    later = plans.price(NO_SEASONS, plan, term, on=term.ends)
    assert later <= cost <= plan.amount
    assert plans.price(NO_SEASONS, plan, term, on=term.starts) == plan.amount


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_twelve_months_are_a_year_wherever_they_start(day):
    term = plans.twelve_months(day)
    following = plans.next_term(NO_SEASONS, Plan(name="a", title="A", period="rolling"), term.ends)
    assert 364 <= (term.ends - day).days <= 365
    assert (following.starts - term.ends).days == 1
