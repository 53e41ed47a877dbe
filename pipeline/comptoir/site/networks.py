"""Social networks: what a post may hold, from their own documentation (read in November 2026)."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass


def _characters(text: str) -> int:
    return len(unicodedata.normalize("NFC", text))


def _weights(text: str) -> int:
    """Count as X does: what lies outside common scripts and quotes counts for two."""
    ones = (range(0x1100), range(0x2000, 0x200E), range(0x2010, 0x2020), range(0x2032, 0x2038))
    normal = unicodedata.normalize("NFC", text)
    return sum(1 if any(ord(c) in one for one in ones) else 2 for c in normal)


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """One network, and the limits of a post on it."""

    name: str
    label: str
    limit: int  # characters
    link: int = 0  # characters that any link counts for; 0: its own length
    links: bool = True  # whether an address in the text can be followed
    width: int
    height: int
    image_bytes: int = 5_000_000
    alt: int = 1_000  # characters of the description of an image
    tags: int = 5  # hashtags: more looks like an advertisement, and Instagram refuses over 30
    count: Callable[[str], int] = _characters


NETWORKS: tuple[Network, ...] = (
    Network(name="facebook", label="Facebook", limit=63_206, width=1200, height=630),
    Network(name="instagram", label="Instagram", limit=2_200, links=False, width=1080,
            height=1350, tags=10),
    Network(name="linkedin", label="LinkedIn", limit=3_000, width=1200, height=627),
    Network(name="mastodon", label="Mastodon", limit=500, link=23, width=1200, height=675,
            alt=1_500),
    Network(name="bluesky", label="Bluesky", limit=300, width=1200, height=675,
            image_bytes=1_000_000),
    Network(name="x", label="X", limit=280, link=23, width=1600, height=900, count=_weights),
)  # fmt: skip
BY_NAME = {network.name: network for network in NETWORKS}
