"""What a step of the demonstration says of itself."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Told:
    """What a step says: lines for people, and the paths of what it made."""

    lines: tuple[str, ...]
    made: tuple[Path, ...] = ()
