"""Subsidies: income at notification, earmarked funds, investment, the account of their use."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from comptoir.bookkeeping.subsidies import subsidy_entry
from comptoir.desk import ledger_check, subsidies
from comptoir.desk.due.base import subsidies as due
from comptoir.errors import InputError, RefusedError
from comptoir.members import subsidies as pure
from comptoir.members.subsidies import Movement, Sort, Step, Story, Subsidy
from comptoir.money import french_amount
from comptoir.store import begin, reading
from comptoir.store.tables.ledger import posting
from comptoir.store.tables.subsidies import subsidy_movement

from make_books import shop

D = Decimal
ZERO = D(0)


@pytest.fixture
def books(any_ctx):
    return shop(any_ctx)


def notified(ctx, **more):
    said = {
        "funder": "Commune fictive de Redon", "about": "Repair café itinérant",
        "sort": Sort.OPERATING, "amount": D("3000.00"), "ends": date(2027, 6, 30),
        "on": date(2026, 5, 4), "earmarked": True,
    }  # fmt: skip
    return subsidies.notify(ctx, **(said | more)).subsidy.number


def balance(ctx, account):
    """Of all years."""
    with reading(ctx) as db:
        query = select(func.sum(posting.c.amount)).where(posting.c.account == account)
        return db.execute(query).scalar() or D(0)


def balances(ctx, *accounts):
    return [balance(ctx, account) for account in accounts]


def test_what_is_not_used_is_carried_over_and_comes_back_as_it_is_used(books):
    number = notified(books)  # the fiscal year ends on 31 August
    subsidies.receive(books, number, amount=D("2000.00"), on=date(2026, 6, 2))
    subsidies.use(books, number, amount=D("1200.00"), on=date(2026, 7, 1))  # posts nothing
    assert balances(books, "441", "741", "512") == [D(1000), D(-3000), D(2000)]
    (task,) = due.tasks(books)
    assert task.what == f"Reporter {french_amount(D(1800))} de la subvention {number}"
    story = subsidies.carry(books, number)
    assert (story.in_funds, balances(books, "6894", "194")) == (D(1800), [D(1800), D(-1800)])
    assert list(due.tasks(books)) == []
    story = subsidies.use(books, number, amount=D("500.00"), on=date(2026, 11, 2))
    assert (story.in_funds, balances(books, "194", "7894")) == (D(1300), [D(-1300), D(-500)])
    assert ledger_check.check(books).findings == ()
    with pytest.raises(RefusedError, match="à employer"):
        subsidies.use(books, number, amount=D("1300.01"))
    with pytest.raises(RefusedError, match="à reporter"):
        subsidies.carry(books, number)


def test_what_was_used_after_the_closing_is_not_carried_over_it(books):
    number = notified(books)
    subsidies.use(books, number, amount=D("100.00"), on=date(2026, 10, 1))
    with pytest.raises(RefusedError, match="a déjà employé"):
        subsidies.carry(books, number)


def test_an_investment_goes_to_the_result_year_after_year(books):
    number = notified(books, sort=Sort.INVESTMENT, earmarked=False, ends=date(2030, 8, 31))
    subsidies.use(books, number, amount=D("600.00"))
    assert balances(books, "131", "139", "747", "741") == [D(-3000), D(600), D(-600), 0]
    with pytest.raises(RefusedError, match="n’est pas affectée"):
        subsidies.carry(books, number)
    with pytest.raises(RefusedError, match="fonds dédiés"):
        notified(books, sort=Sort.INVESTMENT)
    assert ledger_check.check(books).findings == ()


def test_every_movement_is_taken_back_by_its_opposite_the_last_first(books):
    number = notified(books)
    paid = subsidies.receive(books, number, amount=D("2000.00")).movements[-1].number
    with pytest.raises(RefusedError, match=paid):
        subsidies.cancel(books, number)
    subsidies.cancel(books, paid)
    subsidies.cancel(books, number)
    assert balances(books, "441", "741", "512") == [0, 0, 0]
    assert ledger_check.check(books).findings == ()
    with pytest.raises(RefusedError, match="déjà annulé"):
        subsidies.cancel(books, number)
    with pytest.raises(RefusedError, match="est annulée"):
        subsidies.receive(books, number, amount=D("1.00"))
    with pytest.raises(InputError):
        subsidies.cancel(books, "SB-2026-0099")


def test_the_account_of_its_use_is_due_six_months_after_its_year(books):
    number = notified(books, ends=date(2026, 8, 31), earmarked=False)
    story = subsidies.shown(books, number)
    assert subsidies.account_by(story, subsidies.start_month(books)) == date(2027, 2, 28)
    assert list(due.tasks(books)) == []  # ninety days before, not sooner
    soon = replace(books, today=date(2026, 12, 1))
    assert [task.on for task in due.tasks(soon)] == [date(2027, 2, 28)]
    told = subsidies.account(books, number)
    assert list(due.tasks(soon)) == []
    assert told.accounted_on == books.today
    with pytest.raises(RefusedError):
        subsidies.account(books, number, on=date(2026, 1, 1))


def test_the_agreement_is_filed_and_named(books, tmp_path):
    path = tmp_path / "convention.txt"
    path.write_text("Convention du 4 mai 2026", "utf-8")
    number = notified(books, document=path)
    kept = subsidies.shown(books, number).subsidy.document
    assert kept
    assert subsidies.shown(books, notified(books, document=path)).subsidy.document == kept


def test_the_desk_tells_the_story(books, comptoir):
    def run(*arguments):
        return comptoir("subvention", *arguments, "--project", str(books.root), code=0).out

    assert "Aucune subvention" in run("lister")
    told = run("notifier", "--de", "Département fictif", "--objet", "Atelier vélo", "--montant",
               "1500", "--jusqu-au", "2026-12-31", "--affectée")  # fmt: skip
    assert "avant le 29 février 2028" in told
    run("percevoir", "SB-2026-0001", "--montant", "1500")
    assert "Atelier vélo" in run("lister")
    assert "employée" in run("employer", "SB-2026-0001", "--montant", "200,50")
    assert "envoyé le" in run("compte", "SB-2026-0001")
    assert "annulé" in run("annuler", "SB-2026-0003")


def test_a_movement_changed_behind_its_back_is_found(books):
    number = notified(books)
    with begin(books, act="ledger.subsidy") as tx:
        tx.db.execute(subsidy_movement.update().values(cancelled_on=books.today))
    assert number in str(ledger_check.check(books).findings)


def cents(most):
    return st.integers(1, most).map(lambda n: D(n).scaleb(-2))


@given(cents(10**8), st.lists(cents(10**7), max_size=8), st.integers(0, 8), st.sampled_from(Sort))
def test_whatever_is_used_entries_balance_and_funds_are_never_negative(amount, uses, turn, sort):
    earmarked = sort is Sort.OPERATING
    made = Subsidy(
        number="SB-2026-0001", funder="F", about="A", sort=sort, amount=amount,
        notified_on=date(2026, 1, 5), ends=date(2027, 12, 31), earmarked=earmarked,
    )  # fmt: skip
    story = Story(made, (Movement(number="SB-2026-0001", step=Step.NOTIFIED,
                                  on=date(2026, 1, 5), amount=amount),))  # fmt: skip
    sums = {}
    for rank, spent in enumerate(uses):
        later = []
        if rank == turn and earmarked and story.to_carry:
            later.append(pure.carried(story, number="SB-2026-0002", on=date(2026, 12, 31)))
        if spent <= story.unused and not later:
            later.append(pure.used(story, number="SB-2026-0003", on=date(2026, 6, 1), amount=spent))
        story = Story(made, (*story.movements, *later))
        assert ZERO <= story.in_funds <= story.unused <= amount
    for one in story.movements:
        entry = subsidy_entry(made, one)
        for line in entry.postings if entry else ():
            sums[line.account] = sums.get(line.account, ZERO) + line.amount
    assert sum(sums.values(), ZERO) == 0
    assert -sums.get("194", ZERO) == (story.in_funds if earmarked else ZERO)
