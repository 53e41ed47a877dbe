"""`comptoir ledger matching`: the account of a customer, matched and undone by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from comptoir.context import Context
from comptoir.desk import books
from comptoir.desk.project import load
from comptoir.money import ZERO
from comptoir.store import begin, contacts, matchings, reading
from comptoir.store.matchings import CustomerLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The account of a customer, line by line."""

    party: str
    lines: tuple[CustomerLine, ...]

    @property
    def balance(self) -> Decimal:
        return sum((line.amount for line in self.lines), ZERO)


def account(ctx: Context, party: str) -> Account:
    """Return the account of a customer."""
    books.refuse_without(load(ctx))
    with reading(ctx) as db:
        reference = contacts.by_reference(db, party).reference
        return Account(party=reference, lines=tuple(matchings.lines(db, reference)))


def match(ctx: Context, party: str, vouchers: Sequence[str]) -> str:
    """Match some vouchers of a customer, named by their numbers; return their code.

    Raises:
        RefusedError: they do not balance.
    """
    ctx.act_on()
    books.refuse_without(load(ctx))
    with begin(ctx, act="ledger.matching") as tx:
        reference = contacts.by_reference(tx.db, party).reference
        return matchings.match(tx, reference, [one.strip().upper() for one in vouchers])


def undo(ctx: Context, party: str, code: str) -> int:
    """Undo a group of a customer; what is paid and what is owed stay as they are."""
    ctx.act_on()
    with begin(ctx, act="ledger.matching") as tx:
        reference = contacts.by_reference(tx.db, party).reference
        return matchings.undo(tx, reference, code.strip().upper())
