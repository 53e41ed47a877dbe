"""The zone of a project, read from comptoir.toml without the rest of its settings."""

import tomllib
from datetime import tzinfo
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from comptoir.context import PARIS

MARKER = "comptoir.toml"


def zone_of(root: Path) -> tzinfo:
    """Return the zone in which the hours of a project are written.

    One that is badly written is refused with the file that says it; until then it is France's.
    """
    try:
        found = (root / MARKER).stat()
    except OSError:
        return PARIS
    return _read(root / MARKER, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=8)
def _read(path: Path, changed: int, size: int) -> tzinfo:
    try:
        told = tomllib.loads(path.read_text("utf-8-sig"))
        return ZoneInfo(told["site"]["timezone"])
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return PARIS  # not known: ZoneInfoNotFoundError is a LookupError
