"""What the base holds, counted: printed by the script and written in its docstring."""

from collections import Counter
from decimal import Decimal

from example.population.duplicates import BAD_EMAIL, NAMELESS, NO_ORIGIN
from example.population.world import World


def counts(world: World) -> list[tuple[str, int | str]]:
    """Return (what, how many), in the order in which they are read."""
    real = world.contacts
    mailboxes = Counter(c.email for c in real if c.email)
    addresses = Counter(c.address for c in real if c.address.street)
    seasons = Counter(due.season for due in world.dues)
    return [
        ("rows of adherents-FICTIF.csv", len(world.rows)),
        ("distinct people", sum(not c.organisation for c in real)),
        ("organisations", sum(bool(c.organisation) for c in real)),
        ("second rows of somebody known", len(world.doubles)),
        ("rows that must be rejected", len(world.refused)),
        ("  without any name", NAMELESS),
        ("  with an impossible e-mail", BAD_EMAIL),
        ("  prospects without origin", NO_ORIGIN),
        ("minors", sum(c.minor for c in real)),
        ("deceased", sum(bool(c.deceased_on) for c in real)),
        ("objections", sum(bool(c.objection) for c in real)),
        ("people without civility", sum(not c.civility and not c.organisation for c in real)),
        ("without any address", sum(not c.address.street for c in real)),
        ("addresses of several people", sum(n > 1 for n in addresses.values())),
        ("mailboxes of several people", sum(n > 1 for n in mailboxes.values())),
        ("agreements with proof", sum(bool(c.consent.text) for c in real)),
        (
            "agreements without proof",
            sum(c.consent.answer == "oui" and not c.consent.text for c in real),
        ),
        *((f"members of {season}", number) for season, number in sorted(seasons.items())),
        ("gifts", len(world.gifts)),
        ("  their sum", f"{sum((g.amount for g in world.gifts), Decimal(0))} €"),
        ("sales (vouchers)", len({line.voucher for line in world.sales})),
        ("  lines", len(world.sales)),
        ("  their sum", f"{sum(line.price * line.quantity for line in world.sales)} €"),
        ("  firms that buy", len({s.key for s in world.sales if real[s.key].organisation})),
        ("  unpaid vouchers", len({s.voucher for s in world.sales if not s.paid_on})),
        (
            "  paid after more than 30 days",
            len({s.voucher for s in world.sales if s.paid_on and (s.paid_on - s.on).days > 30}),
        ),
        ("rows of contacts-salon-FICTIF-latin1.csv", len(world.fair)),
    ]


def account(world: World) -> str:
    """The counts as aligned text."""
    return "\n".join(f"{label:<42}{number:>10}" for label, number in counts(world))
