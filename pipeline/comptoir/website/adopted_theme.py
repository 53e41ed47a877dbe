"""The theme of the old site, when the project has one: its templates beside ours, as they expect.

They lie in `theme/ancien/templates` and are called `ancien/…`: one of ours that says
`{% extends "ancien/article.html" %}` shows articles with them. What they name among themselves is
looked for among themselves, then in Pelican's simple theme, as Pelican did.
"""

import shutil
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader

from comptoir.errors import InputError, Place
from comptoir.settings.site import MenuItem, SiteSettings
from comptoir.site.adoption.templates import EXTENSIONS, PREFIX

FOLDER = "theme/ancien"
VALUES = f"{FOLDER}/reglages.toml"


def templates_of(root: Path) -> Path | None:
    folder = root / FOLDER / "templates"
    return folder if folder.is_dir() else None


def settings_for(root: Path, site: SiteSettings) -> dict[str, Any]:
    """Return the settings of Pelican that old themes count on, and ours do without."""
    if templates_of(root) is None:
        return {}
    return {
        "AUTHOR": site.site.name,  # « article.author.url » stops a template when nobody is there
        "AUTHOR_URL": "",
        "DEFAULT_DATE_FORMAT": "%d/%m/%Y",
    }


def lodge(generator: Any, root: Path, menu: Iterable[MenuItem], base: str) -> None:
    """Make the old templates known to a generator, with the values that they read.

    Raises:
        InputError: the file of those values is badly written.
    """
    templates = templates_of(root)
    if templates is None:
        return
    environment = generator.env
    theirs, simple = _Loader(templates), environment.loader.loaders[1]
    explicit = PrefixLoader({"!simple": simple, "!theme": theirs})
    lodged = PrefixLoader({PREFIX: ChoiceLoader([theirs, simple, explicit])})
    environment.loader.loaders.append(lodged)
    environment.join_path = joined
    environment.autoescape = escapes
    for extension in EXTENSIONS:
        environment.add_extension(extension)
    environment.install_null_translations(newstyle=True)
    environment.globals["ADOPTED_BASE"] = base
    links = [(m.label, f"{base}{m.url}" if m.url.startswith("/") else m.url) for m in menu]
    generator.context |= {"MENUITEMS": links} | values_of(root)


class _Loader(FileSystemLoader):
    """Gives old templates links from the root: they read the same wherever the site is served."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Any]:
        text, name, fresh = super().get_source(environment, template)
        return f"{{% set SITEURL = ADOPTED_BASE %}}{text}", name, fresh


def joined(name: str, parent: str) -> str:
    """Return the whole name of a template that another one names.

    >>> joined("base.html", "ancien/page.html"), joined("base.html", "page.html")
    ('ancien/base.html', 'base.html')
    """
    inside = parent.startswith(f"{PREFIX}/") and not name.startswith(f"{PREFIX}/")
    return f"{PREFIX}/{name}" if inside else name


def escapes(name: str | None) -> bool:
    """Old themes write HTML as it comes: Pelican never escaped it."""
    return not (name or "").startswith(f"{PREFIX}/")


def values_of(root: Path) -> dict[str, Any]:
    path = root / VALUES
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (ValueError, OSError) as error:
        raise InputError(
            "ces réglages de l’ancien thème ne se lisent pas.",
            remedy="Corrigez ce fichier TOML, ou effacez-le.",
            at=Place(VALUES),
        ) from error


def overlay(root: Path, target: Path) -> None:
    """Put the old theme's static files where its templates say, never over ours."""
    static = root / FOLDER / "static"
    for path in sorted(static.rglob("*")) if templates_of(root) else ():
        to = target / path.relative_to(static)
        if path.is_file() and not path.is_symlink() and not to.exists():
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, to)
