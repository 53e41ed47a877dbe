"""`comptoir membership`: record that somebody belongs, with the fee that was received."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from comptoir.context import Context
from comptoir.desk import payments
from comptoir.desk.cashier.recording import Recorded
from comptoir.desk.memberships.dues import due
from comptoir.desk.project import load
from comptoir.errors import RefusedError
from comptoir.members import plans
from comptoir.payments import Method
from comptoir.store import contacts, reading
from comptoir.store.tables.members import membership


def record(
    ctx: Context,
    *,
    to: str,
    level: str,
    method: Method,
    season: str = "",
    received_on: date | None = None,
    reference: str = "",
    covered: Sequence[str] = (),
) -> Recorded:
    """Record a membership and its fee: its account of 756 at cash-in, and a receipt.

    Args:
        ctx: who acts.
        to: who pays, C-000123.
        level: full, reduced, or a plan.
        method: how it was paid.
        season: the period; that of the day by default, of twelve months the one that comes next.
        received_on: today by default.
        reference: of the cheque or the transfer.
        covered: who else belongs by it, where the plan is for several.
    """
    organisation, day = load(ctx).organisation, received_on or ctx.today
    with reading(ctx) as db:
        contact = contacts.by_reference(db, to)
        owed = due(db, organisation, contact, season, level, on=day, today=day, covered=covered)
    period = owed.membership.season
    if not owed.left:
        raise RefusedError(
            f"La cotisation {period} n’a pas de montant pour ce tarif.",
            remedy="Complétez [[seasons]] ou [[plans]] dans legal/organisation.toml.",
        )
    return payments.record(
        ctx,
        payer=to,
        amount=owed.left,
        method=method,
        dues=[(period, level)],
        received_on=received_on,
        reference=reference,
        covered=covered,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonCount:
    """How many belong for a season, and what they paid."""

    season: str
    level: str
    title: str  # what the plan is called
    members: int
    amount: Decimal


def seasons(ctx: Context) -> Sequence[SeasonCount]:
    """Return members and fees by season and level, the newest season first."""
    query = (
        select(
            membership.c.season,
            membership.c.level,
            func.count(membership.c.contact_id.distinct()).label("members"),
            func.sum(membership.c.amount).label("amount"),
        )
        .where(membership.c.cancelled_on.is_(None))
        .group_by(membership.c.season, membership.c.level)
        .order_by(membership.c.season.desc(), membership.c.level)
    )
    organisation = load(ctx).organisation
    with reading(ctx) as db:
        return [
            SeasonCount(
                season=row.season, level=row.level, members=row.members, amount=row.amount,
                title=plans.plan_title(organisation, row.level),
            )
            for row in db.execute(query)
        ]  # fmt: skip
