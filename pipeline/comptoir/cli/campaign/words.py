"""What several verbs of `comptoir campaign` say."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from comptoir.context import Context
from comptoir.money import french_amount
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.desk.campaign_sms import Cost


def some(references: Sequence[str]) -> str:
    return ", ".join(references[:5]) + (" …" if len(references) > 5 else "")


def excluded(excluded: dict[str, int], total: int) -> list[str]:
    from comptoir.campaigns.audience import said

    if not total:
        return ["Personne n’est exclu."]
    width = len(str(max(excluded.values())))
    rows = [f"  {count:>{width}}  {said(reason)}" for reason, count in excluded.items()]
    if excluded.get("unproven"):
        rows.append(
            "  Accords sans preuve : prouvez-les (comptoir consentement adopter) ou redemandez-les "
            "par courrier (comptoir consentement sans-preuve)."
        )
    return [f"{plural(total, 'exclu')} :", *rows]


def price(price: Decimal) -> str:
    return f", {french_amount(price)} hors taxe" if price else ""


def cost_lines(cost: "Cost") -> list[str]:
    """Say what text messages come to, and what makes them dear."""
    lines = [f"{plural(cost.messages, 'message')}, {cost.parts} SMS{price(cost.price)}."]
    if cost.outside:
        shown = " ".join(cost.outside)
        lines.append(f"Ces caractères réduisent un SMS de 160 signes à 70 : {shown}")
        lines.append(
            f"Sans eux, il en faudrait {cost.parts_simplified} : changez-les, ou écrivez "
            "simplify = true dans [campaigns.sms]."
        )
    return lines


def moment(ctx: Context, at: datetime) -> str:
    """Say a moment as clocks here show it."""
    from comptoir.dates import french_date

    local = ctx.local(at)
    return f"{french_date(local.date())} à {local.hour} h {local.minute:02d}"


def forgotten(count: int) -> str:
    return f"{plural(count, 'personne')} effacées ici l’ont été aussi chez Mailchimp."
