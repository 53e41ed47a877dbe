"""What it costs to come to an event, said in French."""

from decimal import Decimal

from comptoir.money import french_amount
from comptoir.site.front_matter import EventMeta


def entry_price(meta: EventMeta) -> str:
    """Say what it costs to come."""
    if meta.price is None:
        return ""
    if isinstance(meta.price, str):
        return "prix libre"
    return french_amount(meta.price) if meta.price > Decimal(0) else "gratuit"
