"""What somebody owes to belong, and for which days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import Connection

from comptoir.contacts.model import Contact
from comptoir.errors import RefusedError
from comptoir.members import Membership, plans
from comptoir.settings import Organisation
from comptoir.settings.dues import Plan
from comptoir.store import contacts, members
from comptoir.store.members import KeptMembership

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A membership that a payment pays: a new one, or one whose fee is still owed."""

    membership: Membership
    left: Decimal
    kept: KeptMembership | None = None
    covered: tuple[Contact, ...] = ()  # new members by it


def due(
    db: Connection, organisation: Organisation, contact: Contact, name: str, level: str, *,
    on: date, today: date, covered: Sequence[str] = (),
) -> Due:  # fmt: skip
    """Return what a fee is: of a new membership, or what is left of one.

    Args:
        db: the base.
        organisation: whose plans they are.
        contact: who pays.
        name: the period; that of the day where it is empty.
        level: full, reduced, or a plan.
        on: when it was received.
        today: when it is recorded.
        covered: references of who else belongs by it.

    Raises:
        RefusedError: it is paid already, or covers too many people.
    """
    plan = plans.plan_named(organisation, level)
    period = _term(db, organisation, contact, plan, name, on)
    kept = members.membership_of(db, contact.id, period.name)
    if kept and not kept.left:
        raise RefusedError(
            f"{contact.reference} est déjà adhérent pour {period.name}.",
            remedy="Vérifiez la référence, ou enregistrez un don.",
        )
    if kept:
        made = Membership(
            member=contact.reference, season=period.name, level=kept.level, amount=kept.amount,
            recorded_on=today, paid_on=on, starts=kept.starts, ends=kept.ends,
            account=kept.account,
        )  # fmt: skip
        return Due(membership=made, left=kept.left, kept=kept)
    others = _others(db, contact, plan, period, covered)
    joined = period.starts if _renews(db, organisation, contact, period) else on
    amount = plans.price(organisation, plan, period, on=joined)
    made = Membership(
        member=contact.reference, season=period.name, level=plan.name, amount=amount,
        recorded_on=today, paid_on=on, starts=period.starts, ends=period.ends,
        account=plan.account,
    )  # fmt: skip
    return Due(membership=made, left=amount, covered=others)


def _term(
    db: Connection, organisation: Organisation, contact: Contact, plan: Plan, name: str, on: date
) -> plans.Term:
    """Return the period that is meant; twelve months follow those that still run."""
    if plan.period == "rolling" and not name:
        last = members.last_day(db, contact.id, plan.name)
        on = last + DAY if last and last >= on else on
    return plans.term(organisation, plan, on=on, named=name)


def _renews(
    db: Connection, organisation: Organisation, contact: Contact, period: plans.Term
) -> bool:
    """Whether somebody belonged until the day before: no month is taken off their fee."""
    ends = {season.name: season.ends for season in organisation.seasons}
    held = members.member_ends(db, ends, contact_id=contact.id)
    return any(day == period.starts - DAY for _, day in held)


def _others(
    db: Connection, payer: Contact, plan: Plan, period: plans.Term, references: Sequence[str]
) -> tuple[Contact, ...]:
    """Return who else a plan covers, none of whom belongs already."""
    found = tuple(contacts.by_reference(db, one) for one in dict.fromkeys(references))
    if found:
        plans.check_people(plan, len(found))
    for one in found:
        if one.id == payer.id:
            raise RefusedError(
                f"{one.reference} est qui paie : la formule le couvre déjà.", remedy="Retirez-le."
            )
        if members.membership_of(db, one.id, period.name):
            raise RefusedError(
                f"{one.reference} est déjà adhérent pour {period.name}.", remedy="Retirez-le."
            )
    return found
