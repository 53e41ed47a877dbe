"""What is attested is what stays paid: fees and invoices of the season, no gift."""

from decimal import Decimal

import pytest

from comptoir.desk import certificates, ledger_check, payments
from comptoir.desk.cashier import reversals
from comptoir.errors import RefusedError
from comptoir.members import Level
from comptoir.payments import Method

from make_books import ATELIER, JO, sell, shop

SEASON = "2026-2027"


def test_a_season_is_attested_with_what_stays_paid_of_it(any_ctx):
    books = shop(any_ctx)
    number = sell(books)
    payments.record(
        books, payer=JO, amount=Decimal("71.00"), method=Method.TRANSFER, invoices=[number],
        dues=[(SEASON, Level.FULL)], gift=Decimal("10.00"),
    )  # fmt: skip
    made = certificates.issue(books, JO, season=SEASON)
    assert (made.number, made.total) == ("AT-2026-0001", Decimal("61.00"))
    assert made.path.read_bytes().startswith(b"%PDF")
    reversals.bounce(books, "P-2026-0001", reason="rejet de la banque")
    with pytest.raises(RefusedError, match="rien à attester"):
        certificates.issue(books, JO, season=SEASON)
    assert [finding.found for finding in ledger_check.check(books).findings] == []


def test_a_calendar_year_is_attested_too(any_ctx):
    books = shop(any_ctx)
    payments.record(
        books,
        payer=JO,
        amount=Decimal("22.00"),
        method=Method.TRANSFER,
        dues=[(SEASON, Level.FULL)],
    )
    assert certificates.issue(books, JO, season="2026").total == Decimal("22.00")
    with pytest.raises(RefusedError, match="rien à attester"):
        certificates.issue(books, JO, season="2025")


def test_nothing_is_attested_of_who_paid_nothing(any_ctx):
    with pytest.raises(RefusedError, match="Rien n’a été payé"):
        certificates.issue(shop(any_ctx), ATELIER, season=SEASON)
