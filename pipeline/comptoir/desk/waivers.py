"""`legal/waivers.toml`: what was accepted on purpose, and the line of each waiver."""

from pathlib import Path

from comptoir.readers.toml import line_numbers, read_model, read_toml
from comptoir.settings import Waiver
from comptoir.settings.waivers import Waivers

FILE = "legal/waivers.toml"


def read(root: Path | None) -> tuple[tuple[Waiver, ...], list[int]]:
    """Return the waivers of a project and their lines; none without a project or a file."""
    path = root / FILE if root else None
    if path is None or not path.is_file():
        return (), []
    waivers = read_model(path, Waivers, shown=FILE).waiver
    _, text = read_toml(path, shown=FILE)
    lines = line_numbers(text)
    return waivers, [lines.get(("waiver", rank), 0) for rank in range(len(waivers))]
