"""After the pages: what machines look for, the colours, the icons, the project's own files."""

import shutil
from pathlib import Path
from typing import Any

from pelican.plugins import signals

from comptoir.website import adopted_theme
from comptoir.website.edition import Edition
from comptoir.website.found import sitemap
from comptoir.website.icons import write_icons
from comptoir.website.look import Look
from comptoir.website.settings import KEY, SHELF
from comptoir.website.sharing import share
from comptoir.website.shelf import Shelf


def register() -> None:
    signals.finalized.connect(finish)


def finish(pelican: Any) -> None:
    edition: Edition = pelican.settings[KEY]
    output, facts = Path(pelican.output_path), edition.facts
    adopted_theme.overlay(facts.root, output / "theme")
    _overlay(facts.root / "theme" / "static", output / "theme", Path(pelican.theme) / "static")
    Look(facts).write(output)
    write_icons(output, edition)
    (output / "sitemap.xml").write_text(sitemap(edition), "utf-8")
    share(edition, pelican.settings.get(SHELF) or Shelf(output, output))


def _overlay(own: Path, target: Path, shipped: Path) -> None:
    """Put the project's own static files over those of the theme."""
    if own.is_dir() and own.resolve() != shipped.resolve():
        shutil.copytree(own, target, dirs_exist_ok=True, copy_function=shutil.copyfile)
