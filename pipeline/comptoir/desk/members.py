"""`comptoir membership`: record that somebody belongs, with the fee that was received."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from comptoir.context import Context
from comptoir.desk import payments
from comptoir.desk.cashier.recording import Recorded
from comptoir.desk.project import load
from comptoir.errors import RefusedError
from comptoir.members import Level, fee
from comptoir.members.membership import season_named
from comptoir.payments import Method
from comptoir.store import reading
from comptoir.store.tables.members import membership


def record(
    ctx: Context,
    *,
    to: str,
    season: str,
    level: Level,
    method: Method,
    received_on: date | None = None,
    reference: str = "",
) -> Recorded:
    """Record a membership and its fee: 756 at cash-in, and a receipt."""
    amount = fee(season_named(load(ctx).organisation, season), level)
    if not amount:
        raise RefusedError(
            f"La cotisation {season} n’a pas de montant pour ce tarif.",
            remedy="Complétez [[seasons]] dans legal/organisation.toml.",
        )
    return payments.record(
        ctx,
        payer=to,
        amount=amount,
        method=method,
        dues=[(season, level)],
        received_on=received_on,
        reference=reference,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonCount:
    """How many belong for a season, and what they paid."""

    season: str
    level: str
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
    with reading(ctx) as db:
        return [
            SeasonCount(season=row.season, level=row.level, members=row.members, amount=row.amount)
            for row in db.execute(query)
        ]
