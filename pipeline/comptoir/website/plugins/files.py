"""The files that pages offer, and those alone, copied beside them."""

import shutil
from pathlib import Path
from typing import Any

from pelican.plugins import signals

from comptoir.readers.data import FILES, files_there
from comptoir.readers.drawings import read_drawing
from comptoir.site.component_kinds import files_of
from comptoir.site.components import blocks_in, linked_files
from comptoir.website.edition import Edition
from comptoir.website.settings import KEY


def register() -> None:
    signals.finalized.connect(copy_files)


def offered(edition: Edition) -> list[str]:
    """Return the names of the files that published pages offer."""
    found: set[str] = set()
    for page in edition.pages:
        body = edition.body(page)
        found.update(name for name, _ in linked_files(body))
        found.update(name for block in blocks_in(body) for name, _ in files_of(block))
    return sorted(found)


def copy_files(pelican: Any) -> None:
    edition: Edition = pelican.settings[KEY]
    names = offered(edition)
    if not names:
        return
    there = files_there(edition.facts.root)
    folder = Path(pelican.output_path) / "fichiers"
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        if name not in there:
            continue
        if name.lower().endswith(".svg"):  # without what is for drawing programs alone
            content, _, _ = read_drawing(there[name], shown=f"{FILES}/{name}")
            (folder / name).write_bytes(content)
        else:
            shutil.copyfile(there[name], folder / name)
