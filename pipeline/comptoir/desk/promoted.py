"""`comptoir invoice list --promotion`: the invoices that a promotion or a mailing brought."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection

from comptoir.context import Context
from comptoir.desk import archives, campaign_effect
from comptoir.desk.invoices import ShownInvoice, state_on
from comptoir.errors import InputError
from comptoir.money import ZERO
from comptoir.store import billing, effect, reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Promoted:
    """Invoices of a promotion, the newest first, and what each has of it before tax."""

    code: str
    invoices: tuple[ShownInvoice, ...]
    amounts: Mapping[str, Decimal]  # by number, credit notes taken off

    @property
    def total(self) -> Decimal:
        return sum(self.amounts.values(), ZERO)


def promoted(ctx: Context, code: str) -> Promoted:
    """Return the invoices of a promotion: its items, sold while it ran; or those that a reply code
    ties to a mailing.

    Raises:
        InputError: the code is that of no promotion and of no mailing.
    """
    wanted = code.strip()
    with reading(ctx) as db:
        amounts = _amounts(ctx, db, wanted)
        hidden = archives.hidden(ctx, db)
        kept = [
            one
            for one in billing.invoices_of(db, list(amounts))
            if one.contact_id not in hidden and amounts[one.id]
        ]
    return Promoted(
        code=wanted,
        invoices=tuple(
            ShownInvoice(
                invoice=one.invoice,
                paid=one.paid,
                amount_due=one.amount_due,
                state=state_on(one, ctx.today),
            )
            for one in kept
        ),
        amounts={one.invoice.number: amounts[one.id] for one in kept},
    )


def _amounts(ctx: Context, db: Connection, code: str) -> dict[int, Decimal]:
    found = campaign_effect.promotion_of(ctx, code)
    sold: dict[int, Decimal] = {}
    if found:
        skus, promotion = found
        sold = effect.promoted(db, skus, since=promotion.starts, until=promotion.ends)
    try:
        campaign, _ = campaign_effect.campaign_of_code(ctx, db, code)
    except InputError:
        if found:
            return sold
        raise
    return effect.answering(db, campaign) | sold
