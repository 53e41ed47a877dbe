"""The table of communes that Comptoir carries, read when it is asked for."""

from functools import cache
from pathlib import Path

from comptoir.contacts.communes import Communes, communes

TABLE = Path(__file__).parent / "communes" / "communes.csv"  # Licence Ouverte 2.0, COG 2026


@cache
def official_communes() -> Communes:
    with TABLE.open(encoding="utf-8") as lines:
        return communes(lines)
