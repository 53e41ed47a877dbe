"""Valid things to start from: where the repository is, what day it is, a Context."""

from datetime import UTC, date, datetime
from pathlib import Path

from comptoir.context import Actor, Context

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"
TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def context_on(folder: Path) -> Context:
    return Context(
        root=folder,
        actor=Actor("soizic", "Coordination", "assistant"),
        now=lambda: NOW,
        today=TODAY,
        pinned=True,
        demonstration=True,
    )
