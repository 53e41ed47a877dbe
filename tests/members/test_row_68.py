"""Class 8, and one yearly receipt a donor: what an association tells of what it was given."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.bookkeeping.contributions import contribution_entry
from comptoir.desk import contributions, gift_figures, ledger_check, payments
from comptoir.desk import yearly_receipts as yearly
from comptoir.desk.cashier import reversals
from comptoir.errors import InputError, RefusedError
from comptoir.members.contributions import Contribution, Given, given_named, of_hours
from comptoir.members.receipts import GiftReceipt
from comptoir.payments import Method
from comptoir.sales.plain import from_json
from comptoir.store import documents, reading

from make_books import ATELIER, JO, SANS_ADRESSE, balance, shop


@pytest.fixture
def books(any_ctx):
    """A shop whose receipts are yearly."""
    shop(any_ctx)
    path = any_ctx.root / "legal" / "organisation.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("[tax_receipts]\n", "[tax_receipts]\nyearly = true\n"), "utf-8")
    return any_ctx


def give(ctx, who, amount, method=Method.TRANSFER, on=None, **more):
    return payments.record(
        ctx, payer=who, amount=Decimal(amount), gift=Decimal(amount), method=method,
        received_on=on, **more,
    )  # fmt: skip


def receipts(ctx):
    with reading(ctx) as db:
        return {
            one.number: from_json(GiftReceipt, one.content)
            for one in documents.documents(db)
            if one.kind == "gift_receipt"
        }


def test_row_68_gifts_in_kind_are_in_class_8_and_a_yearly_run_gives_each_donor_one_receipt(books):
    # volunteers' hours and gifts in kind, valued at the foot of the accounts
    hours = contributions.value(
        books, Given.HOURS, about="Repair café", hours=Decimal("12.5"), rate=Decimal("12.02")
    )
    contributions.value(books, Given.GOODS, about="Chêne débité", worth=Decimal("180.00"))
    contributions.value(books, Given.USE, about="Salle du quai", worth=Decimal("600.00"))
    assert (hours.value, balance(books, "864"), balance(books, "875")) == (
        Decimal("150.25"), Decimal("150.25"), Decimal("-150.25"),
    )  # fmt: skip
    assert (balance(books, "870"), balance(books, "871")) == (Decimal("-180"), Decimal("-600"))
    told = contributions.of_year(books)
    assert (told.hours, told.value) == (Decimal("12.5"), Decimal("930.25"))

    # no receipt at each gift; one run for all donors, individuals and companies
    first = give(books, JO, "40.00", on=date(2026, 3, 5))
    give(books, JO, "10.00", Method.CHEQUE, on=date(2026, 11, 2))
    give(books, ATELIER, "500.00")
    give(books, SANS_ADRESSE, "5.00")
    give(books, JO, "30.00", receipt_by="HelloAsso")
    assert first.receipts == ()
    foreseen = yearly.run(books, 2026, dry_run=True)
    assert ([one.donor for one in foreseen.receipts], receipts(books)) == ([JO, ATELIER], {})
    done = yearly.run(books, 2026)
    assert [(one.number, one.model, one.gifts, one.amount) for one in done.receipts] == [
        ("RF-2026-0001", "11580", 2, Decimal("50.00")),
        ("RF-2026-0002", "16216", 1, Decimal("500.00")),
    ]
    assert [donor for donor, _ in done.without] == [SANS_ADRESSE]
    made = receipts(books)["RF-2026-0001"]
    assert [(one.on, one.amount, one.method) for one in made.gifts] == [
        (date(2026, 3, 5), Decimal("40.00"), "virement"),
        (date(2026, 11, 2), Decimal("10.00"), "chèque"),
    ]
    assert yearly.run(books, 2026).receipts == ()  # twice is once

    # the yearly declaration: their number and their total
    declared = gift_figures.declaration(books, 2026)
    assert (declared.receipts, declared.amount) == (2, Decimal("550.00"))
    assert (declared.without, declared.elsewhere) == (1, 1)
    assert ledger_check.check(books).findings == ()


def test_a_gift_that_comes_back_voids_its_receipt_and_the_next_run_makes_another(books):
    give(books, JO, "40.00")
    bad = give(books, JO, "10.00")
    yearly.run(books, 2026)
    gone = reversals.undo(books, bad.number, reason="saisi deux fois")
    assert gone.void == ("RF-2026-0001",)
    assert gift_figures.declaration(books, 2026).receipts == 0
    (again,) = yearly.run(books, 2026).receipts
    assert (again.number, again.amount, again.gifts) == ("RF-2026-0002", Decimal("40.00"), 1)
    assert gift_figures.declaration(books, 2026).amount == Decimal("40.00")
    assert ledger_check.check(books).findings == ()


def test_a_gift_that_has_its_receipt_is_in_no_yearly_one(any_ctx):
    shop(any_ctx)
    assert len(give(any_ctx, JO, "40.00").receipts) == 1
    assert yearly.run(any_ctx, 2026).receipts == ()
    with pytest.raises(RefusedError):
        yearly.run(any_ctx, 2027)


def test_a_contribution_is_taken_back_by_its_opposite_once(books):
    made = contributions.value(
        books, Given.HOURS, about="Tri", hours=Decimal(3), rate=Decimal("12.00")
    )
    contributions.cancel(books, made.number)
    assert (balance(books, "864"), contributions.of_year(books).value) == (0, 0)
    with pytest.raises(RefusedError):
        contributions.cancel(books, made.number)
    with pytest.raises(InputError):
        contributions.cancel(books, "VB-2026-0099")
    assert ledger_check.check(books).findings == ()


@pytest.mark.parametrize(
    "what",
    [
        {"given": Given.HOURS, "worth": Decimal(5)},
        {"given": Given.HOURS, "hours": Decimal(5)},
        {"given": Given.GOODS},
        {"given": Given.GOODS, "worth": Decimal(5), "on": date(2026, 11, 25)},
    ],
)
def test_what_has_no_value_or_is_to_come_is_refused_and_takes_no_number(books, what):
    with pytest.raises(RefusedError):
        contributions.value(books, about="Tri", **what)
    assert contributions.of_year(books).kept == ()


def test_a_kind_that_is_none_names_the_known_ones():
    with pytest.raises(InputError) as error:
        given_named("heure de sieste")
    assert "mise à disposition" in str(error.value)


def test_the_desk_tells_the_year(books, comptoir):
    def run(*arguments):
        return comptoir(*arguments, "--project", str(books.root), code=0).out

    run("don", "valoriser", "heures", "--heures", "8", "--taux", "12,02", "--objet", "Tri")
    told = run("don", "valoriser")
    assert "96,16" in told
    assert "équivalent temps plein" in told
    assert "RF-" not in run("don", "reçu", "--année", "2026")


@given(
    st.sampled_from(Given),
    st.integers(1, 10**6).map(lambda n: Decimal(n).scaleb(-2)),
    st.integers(1, 10**4).map(lambda n: Decimal(n).scaleb(-2)),
)
def test_every_contribution_balances_in_class_8(kind, number, rate):
    hours = number if kind is Given.HOURS else Decimal(0)
    worth = of_hours(number, rate) if hours else number
    if worth <= 0:
        return
    made = Contribution(
        number="VB-2026-0001", on=date(2026, 11, 24), given=kind, about="Tri", value=worth,
        hours=hours, rate=rate if hours else Decimal(0),
    )  # fmt: skip
    entry = contribution_entry(made)
    assert {one.account[0] for one in entry.postings} == {"8"}
