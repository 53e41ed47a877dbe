"""The gateway of matching by hand: the lines of customers, their codes, set and undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, select, update

from comptoir.errors import RefusedError
from comptoir.law import chart
from comptoir.ledger.matching import check_group, next_code
from comptoir.store.doors import Transaction
from comptoir.store.ledger import last_codes
from comptoir.store.tables.ledger import entry, posting


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerLine:
    """A line of a customer's account, and its code if it is matched."""

    entry_id: int
    rank: int
    on: date
    voucher: str
    label: str
    amount: Decimal  # > 0 owed
    code: str


def lines(db: Connection, party: str) -> list[CustomerLine]:
    """Return the lines of a customer, oldest first."""
    query = (
        select(posting, entry.c.date, entry.c.voucher)
        .join(entry, entry.c.id == posting.c.entry_id)
        .where(posting.c.account == chart.CUSTOMERS, posting.c.party_account == party)
        .order_by(entry.c.date, entry.c.id, posting.c.rank)
    )
    return [
        CustomerLine(
            entry_id=row.entry_id,
            rank=row.rank,
            on=row.date,
            voucher=row.voucher,
            label=row.label,
            amount=row.amount,
            code=row.match_code or "",
        )
        for row in db.execute(query)
    ]


def match(tx: Transaction, party: str, vouchers: Sequence[str]) -> str:
    """Match the free lines of some vouchers of a customer; return their code.

    Raises:
        RefusedError: one has no free line, or they do not balance.
    """
    free = [one for one in lines(tx.db, party) if not one.code]
    for voucher in vouchers:
        if not any(one.voucher == voucher for one in free):
            raise RefusedError(
                f"{voucher} n’a pas de ligne à lettrer au compte de {party}.",
                remedy=f"Voyez son compte : comptoir journal lettrage {party}",
            )
    chosen = [one for one in free if one.voucher in vouchers]
    check_group([one.amount for one in chosen])
    code = next_code(last_codes(tx.db, [party]).get(party, ""))
    for one in chosen:
        here = (posting.c.entry_id == one.entry_id) & (posting.c.rank == one.rank)
        values = {"match_code": code, "matched_on": tx.ctx.today}
        tx.db.execute(update(posting).where(here).values(values))
    tx.record("matching", party, {"code": (None, code)})
    return code


def undo(tx: Transaction, party: str, code: str) -> int:
    """Take a code off the lines of a customer; return how many had it."""
    here = (
        (posting.c.account == chart.CUSTOMERS)
        & (posting.c.party_account == party)
        & (posting.c.match_code == code)
    )
    done = tx.db.execute(update(posting).where(here).values(match_code=None, matched_on=None))
    if not done.rowcount:
        raise RefusedError(
            f"Le compte de {party} n’a pas de lettrage {code}.",
            remedy=f"Voyez-le : comptoir journal lettrage {party}",
        )
    tx.record("matching", party, {"code": (code, None)})
    return done.rowcount
