"""Plan the delivery of orders; say what is left to deliver, and what is late."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk import partners
from comptoir.desk.project import load
from comptoir.errors import InputError, RefusedError
from comptoir.law import carriage
from comptoir.party import PartyKind
from comptoir.sales.deliveries import left_to_deliver
from comptoir.sales.face import counted
from comptoir.sales.lines import Nature
from comptoir.settings.partners import PartnerType
from comptoir.store import begin, logistics, reading, sales
from comptoir.store.logistics import Plan, Undelivered


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDeliver:
    """An order of which goods are left to hand over."""

    order: str
    customer: str  # C-000123
    ordered_on: date
    promised_on: date | None  # none: no day was promised, and the law fixes none
    legal: bool  # the day is that of the law: nobody promised one
    begun: bool  # a part was delivered: the rest is a back-order
    left: tuple[str, ...]
    carrier: str
    parcels: int

    def late(self, today: date) -> int:
        """Days past the promised day."""
        return max(0, (today - self.promised_on).days) if self.promised_on else 0


def plan(ctx: Context, number: str, asked: Plan) -> tuple[ToDeliver, tuple[str, ...]]:
    """Promise a day of delivery; return what is to deliver, and what to know.

    Raises:
        InputError: the carrier is not known, or the day is past.
        RefusedError: nothing is left to deliver, or the carrier does not take that weight.
    """
    today = ctx.act_on()
    if asked.on < today:
        raise InputError("une livraison ne se promet pas pour hier.", remedy="Corrigez la date.")
    if asked.parcels < 1:
        raise InputError("un colis au moins est attendu.")
    told = list(_check_carrier(ctx, asked)) if asked.carrier else []
    days = load(ctx).organisation.working_days
    if not days.works(asked.on):
        told.append(f"le {french_date(asked.on, weekday=True)} n’est pas un jour travaillé")
    with begin(ctx, act="order.plan") as tx:
        kept = sales.order_numbered(tx.db, number.strip().upper())
        logistics.set_plan(tx, kept.id, kept.order.number, asked)
        found = [one for one in logistics.undelivered(tx.db)
                 if one.order.number == kept.order.number]  # fmt: skip
        made = next((each for one in found if (each := _left(one))), None)
        if made is None:
            raise RefusedError(f"il ne reste rien à livrer de {kept.order.number}.")
    return made, tuple(told)


def _check_carrier(ctx: Context, asked: Plan) -> tuple[str, ...]:
    partner = partners.named(ctx, asked.carrier)
    if partner.type is not PartnerType.CARRIER:
        raise InputError(f"« {partner.name} » n’est pas un transporteur.",
                         remedy="comptoir partenaire lister")  # fmt: skip
    heaviest = max((one.up_to for one in partner.tariffs), default=None)
    if asked.weight is not None and heaviest is not None and asked.weight > heaviest:
        raise RefusedError(
            f"« {partner.name} » ne prend pas plus de {counted(heaviest)} kg.",
            remedy="Faites plusieurs colis, ou comparez : comptoir partenaire tarif",
        )
    return (f"colis prêts avant {partner.cut_off:%H h %M}",) if partner.cut_off else ()


def unplan(ctx: Context, number: str) -> None:
    """Take back the promised day of an order."""
    ctx.act_on()
    with begin(ctx, act="order.plan") as tx:
        kept = sales.order_numbered(tx.db, number.strip().upper())
        logistics.set_plan(tx, kept.id, kept.order.number, None)


def to_deliver(ctx: Context) -> list[ToDeliver]:
    """Return the orders of which goods are left, the first promised first."""
    with reading(ctx) as db:
        found = [each for one in logistics.undelivered(db) if (each := _left(one))]
    return sorted(found, key=lambda one: (one.promised_on or date.max, one.order))


def _left(one: Undelivered) -> ToDeliver | None:
    order = one.order
    left = left_to_deliver(order, one.notes)
    goods = [(line, left[rank]) for rank, line in enumerate(order.offer.lines)
             if line.nature is Nature.GOODS and left[rank] > Decimal(0)]  # fmt: skip
    if not goods:
        return None
    consumer = order.offer.buyer.kind is PartyKind.CONSUMER
    by_law = order.ordered_on + carriage.DELIVERED_WITHIN if consumer else None
    return ToDeliver(
        order=order.number, customer=order.offer.buyer.reference, ordered_on=order.ordered_on,
        promised_on=one.plan.on if one.plan else by_law, legal=one.plan is None,
        begun=bool(one.notes),
        left=tuple(f"{counted(count)} × {line.name}" for line, count in goods),
        carrier=one.plan.carrier if one.plan else "", parcels=one.plan.parcels if one.plan else 0,
    )  # fmt: skip
