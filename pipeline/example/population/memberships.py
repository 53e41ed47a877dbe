"""Three seasons of dues: who joins, who comes back, who leaves, and how they pay."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from random import Random

from example.population.calendar import Season, paid_by
from example.population.model import TODAY, Contact, Membership
from example.population.people import OFFICE
from example.population.trades import ASSOCIATIONS

FEES = {
    "2024-2025": {"full": Decimal("20.00"), "reduced": Decimal("10.00")},
    "2025-2026": {"full": Decimal("22.00"), "reduced": Decimal("10.00")},
    "2026-2027": {"full": Decimal("22.00"), "reduced": Decimal("10.00")},
}
COUNTS = {"2024-2025": 520, "2025-2026": 578, "2026-2027": 612}
STAY, COME_BACK = 0.745, 21  # share that renews; who returns after a season away
CLUBS = 6  # associations that are members themselves

MONTHS = {9: 10, 10: 5, 11: 2.6, 12: 1, 1: 1.5, 2: 0.7, 3: 0.6, 4: 0.5, 5: 0.3, 6: 0.3, 7: 0.1}
# Cards and transfers gain on cheques, season after season.
MEANS_SHARES = {"2024-2025": (24, 44, 18, 14), "2025-2026": (20, 35, 27, 18),
                "2026-2027": (17, 27, 34, 22)}  # fmt: skip


def members_by_season(contacts: Sequence[Contact], rng: Random) -> dict[str, list[Contact]]:
    """Choose the members of the three seasons, exactly as many as COUNTS says."""
    office = list(contacts[: len(OFFICE)])
    clubs = [c for c in contacts if c.organisation in ASSOCIATIONS[:CLUBS]]
    people = [c for c in contacts[len(OFFICE) :] if not c.organisation]
    rng.shuffle(people)
    minors = [c for c in people if c.minor]
    adults = [c for c in people if not c.minor]

    faithful = [*office, *clubs]
    first = [*faithful, *[c for c in minors if c.age(date(2024, 9, 7)) >= 7][:34]]
    first += adults[: COUNTS["2024-2025"] - len(first)]

    second = _renewing(first, faithful, rng)
    second += [c for c in minors if c not in first and c.age(date(2025, 9, 6)) >= 7][:24]
    away = [c for c in first if c not in second]
    fresh = adults[len(first) :]
    second += fresh[: COUNTS["2025-2026"] - len(second)]

    third = _renewing(second, faithful, rng)
    third += [c for c in away if not c.minor][:COME_BACK]
    third += [c for c in minors if c not in first and c not in second]
    newest = [c for c in fresh if c not in second]
    third += newest[: COUNTS["2026-2027"] - len(third)]
    return dict(zip(COUNTS, (first, second, third), strict=True))


def _renewing(members: Iterable[Contact], faithful: list[Contact], rng: Random) -> list[Contact]:
    return [c for c in members if c in faithful or rng.random() < STAY]


def memberships(seasons: dict[str, list[Contact]], rng: Random) -> list[Membership]:
    """Date and price the dues, oldest first."""
    reduced = {c.key: _reduced(c, rng) for members in seasons.values() for c in members}
    found = []
    for season, members in seasons.items():
        year = int(season[:4])
        days = Season(date(year, 9, 1), min(date(year + 1, 7, 15), TODAY), MONTHS)
        for member in members:
            level = "reduced" if reduced[member.key] else "full"
            on = days.day(rng)
            found.append(
                Membership(
                    key=member.key, season=season, level=level, amount=FEES[season][level],
                    on=on, means=paid_by(rng, MEANS_SHARES[season], on),
                )
            )  # fmt: skip
    return sorted(found, key=lambda m: (m.on, m.key))


def _reduced(contact: Contact, rng: Random) -> bool:
    """Students, job-seekers and minimum benefits pay 10 €."""
    if contact.minor:
        return True
    return rng.random() < (0.72 if contact.age() < 26 else 0.24)
