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

from jinja2 import (
    BaseLoader,
    ChainableUndefined,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    FunctionLoader,
    PrefixLoader,
    TemplateNotFound,
)

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
    environment.loader.loaders.append(_Lodged(templates, environment.loader.loaders[1]))
    environment.join_path = joined
    environment.autoescape = escapes
    environment.undefined = _Absent
    for extension in EXTENSIONS:
        environment.add_extension(extension)
    environment.install_null_translations(newstyle=True)
    environment.globals["ADOPTED_BASE"] = base
    links = [(m.label, f"{base}{m.url}" if m.url.startswith("/") else m.url) for m in menu]
    generator.context |= {"MENUITEMS": links} | values_of(root)


class _Absent(ChainableUndefined):
    """What an absent extension gave is nothing, smaller and greater than nothing."""

    def __call__(self, *_args: Any, **_more: Any) -> Any:
        return self

    def __gt__(self, *_args: Any, **_more: Any) -> Any:
        return False

    __lt__ = __ge__ = __le__ = __gt__


class _Lodged(BaseLoader):
    """Finds `ancien/…` among the old templates, then in the simple theme; else, nothing.

    Links start from the root of the site: they read the same wherever it is served.
    """

    def __init__(self, folder: Path, simple: BaseLoader) -> None:
        theirs = FileSystemLoader(folder)
        explicit = PrefixLoader({"!simple": simple, "!theme": theirs})
        nothing = FunctionLoader(lambda _name: "")  # a part that an extension brought
        self._all = ChoiceLoader([theirs, simple, explicit, nothing])

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Any]:
        name = template.removeprefix(f"{PREFIX}/")
        if name == template:
            raise TemplateNotFound(template)
        text, file, fresh = self._all.get_source(environment, name)
        return f"{{% set SITEURL = ADOPTED_BASE %}}{text}", file, fresh


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
