"""Who receives which version of a mailing, and who is held out of it: drawn by a hash.

The draw depends on the mailing and the person alone: it is the same by every channel and on every
machine, and nobody can choose it.
"""

import hashlib
from dataclasses import dataclass
from math import erf, sqrt

from comptoir.campaigns.model import Campaign

VERSIONS = ("a", "b")


def held_out(campaign: Campaign, contact_id: int) -> bool:
    """Whether somebody is of the control group, which receives nothing."""
    return _drawn(campaign.name, contact_id, "control") < campaign.control * 100


def version(campaign: Campaign, contact_id: int) -> str:
    """Return the version that somebody receives; nothing when there is only one."""
    if not campaign.subject_b:
        return ""
    return VERSIONS[_drawn(campaign.name, contact_id, "version") % 2]


def _drawn(name: str, contact_id: int, what: str) -> int:
    """Return a number from 0 to 9 999."""
    text = f"{what}\0{name}\0{contact_id}".encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big") % 10_000


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of so many people did something."""

    who: int
    of: int

    @property
    def share(self) -> float:
        return self.who / self.of if self.of else 0.0


def confidence(one: Rate, other: Rate) -> float:
    """Return how sure it is that two rates differ, from 0 to 1 (two-sided test of proportions).

    >>> round(confidence(Rate(30, 200), Rate(12, 200)), 3), confidence(Rate(1, 5), Rate(1, 5))
    (0.997, 0.0)
    """
    people = one.of + other.of
    if not one.of or not other.of:
        return 0.0
    pooled = (one.who + other.who) / people
    spread = sqrt(pooled * (1 - pooled) * (1 / one.of + 1 / other.of))
    return erf(abs(one.share - other.share) / spread / sqrt(2)) if spread else 0.0
