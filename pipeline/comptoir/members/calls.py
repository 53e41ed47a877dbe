"""Who is asked to renew, for which period, and what the call may say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from comptoir.dates import french_date
from comptoir.members.plans import Term
from comptoir.money import french_amount
from comptoir.settings.dues import Plan

BEFORE = timedelta(days=60)  # of the end: when a call may leave
AFTER = timedelta(days=365)  # of the end: somebody who left is not called for ever

CALL_FIELDS: Mapping[str, str] = {
    "membership.plan": "le nom de la formule",
    "membership.season": "la période à régler, comme « saison 2026-2027 »",
    "membership.starts": "son premier jour",
    "membership.ends": "son dernier jour",
    "membership.fee": "la cotisation demandée",
    "membership.until": "le dernier jour déjà réglé",
    "membership.people": "combien de personnes la formule couvre ; vide pour une seule",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What one member is asked: a period of the plan they had."""

    member: str  # C-000123
    plan: Plan
    term: Term
    amount: Decimal
    until: date  # last day of what they have


def is_near(ends: date, today: date) -> bool:
    """Whether a membership ends soon, or ended a short while ago.

    >>> is_near(date(2026, 8, 31), date(2026, 11, 24)), is_near(date(2027, 8, 31), date(2027, 1, 5))
    (True, False)
    """
    return ends - BEFORE <= today <= ends + AFTER


def call_fields(call: Call) -> dict[str, str]:
    """Return the fields of `CALL_FIELDS`, without « membership. », as they are read."""
    return {
        "plan": call.plan.title,
        "season": call.term.said,
        "starts": french_date(call.term.starts),
        "ends": french_date(call.term.ends),
        "fee": french_amount(call.amount),
        "until": french_date(call.until),
        "people": str(call.plan.people) if call.plan.people > 1 else "",
    }
