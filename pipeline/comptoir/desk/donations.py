"""`comptoir donation`: record a gift and issue its tax receipt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from comptoir.context import Context
from comptoir.desk import payments
from comptoir.desk.cashier.recording import Recorded
from comptoir.payments import Method
from comptoir.store import reading
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.members import donation


def record(
    ctx: Context,
    *,
    donor: str,
    amount: Decimal,
    method: Method,
    earmark: str = "",
    received_on: date | None = None,
    reference: str = "",
) -> Recorded:
    """Record a gift: 754, and a tax receipt where the organisation may issue one."""
    return payments.record(
        ctx,
        payer=donor,
        amount=amount,
        method=method,
        gift=amount,
        earmark=earmark,
        received_on=received_on,
        reference=reference,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A gift as the list shows it."""

    donor: str
    amount: Decimal
    received_on: date
    earmark: str


def gifts(ctx: Context, *, limit: int | None = None) -> Sequence[Given]:
    """Return gifts, the newest first."""
    query = (
        select(donation, contact.c.reference)
        .join(contact, contact.c.id == donation.c.contact_id)
        .where(donation.c.cancelled_on.is_(None))
        .order_by(donation.c.received_on.desc(), donation.c.id.desc())
        .limit(limit)
    )
    with reading(ctx) as db:
        return [
            Given(
                donor=row.reference,
                amount=row.amount,
                received_on=row.received_on,
                earmark=row.earmark,
            )
            for row in db.execute(query)
        ]
