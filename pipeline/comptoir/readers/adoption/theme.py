"""The theme of an old site: its files, the values that it reads, what of it will not work."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from comptoir.errors import Place
from comptoir.readers.adoption.tree import RejectedError, Tree
from comptoir.site.adoption.model import OldTheme, Remark, Topic
from comptoir.site.adoption.pelican import SERVICES
from comptoir.site.adoption.templates import Template, absent, hosts_in, read_template, usable
from comptoir.text import french_list, plural

TARGET = "theme/ancien"
TAKEN = ("templates", "static")
SHOWN = 8
# our own settings of Pelican, which an old theme must not change, and what its plugins wanted
OURS = frozenset(
    ("SITEURL", "SITENAME", "SITESUBTITLE", "AUTHOR", "THEME", "PATH", "OUTPUT_PATH", "PLUGINS",
     "PLUGIN_PATHS", "MENUITEMS", "DEFAULT_LANG", "TIMEZONE", "LOCALE", "FEED_DOMAIN",
     "DEFAULT_DATE_FORMAT", "THEME_STATIC_DIR", "RELATIVE_URLS", "DEFAULT_PAGINATION")
)  # fmt: skip
SHIPPED = frozenset({"css/site.css", "css/search.css", "css/couleurs.css", "js/search.js"})


def read_theme(tree: Tree, folder: str, settings: Mapping[str, Any]) -> OldTheme:
    """Read a theme; nothing of it is run."""
    files: list[tuple[str, str]] = []
    templates: list[Template] = []
    sheets: set[str] = set()
    for path in tree.files(folder):
        inside = PurePosixPath(path).relative_to(folder).as_posix()
        if inside.split("/")[0] not in TAKEN:
            continue
        files.append((path, inside))
        text = _text(tree, path) if path.endswith((".html", ".css")) else ""
        if path.endswith(".css"):
            sheets.update(hosts_in(text))
        elif inside.startswith("templates/") and path.endswith(".html"):
            templates.append(read_template(inside.removeprefix("templates/"), text, {"strftime"}))
    values = {name for template in templates for name in template.values}
    return OldTheme(
        name=PurePosixPath(folder).name,
        files=tuple(files),
        templates=usable(templates),
        values={
            name: settings[name]
            for name in sorted(values & settings.keys() - OURS - SERVICES.keys())
            if not name.endswith(("_URL", "_SAVE_AS", "_ATOM", "_RSS")) or name.startswith("GITHUB")
        },
        remarks=tuple(_remarks(templates, sheets, dict(files))),
    )


def _text(tree: Tree, path: str) -> str:
    try:
        return tree.text(path)
    except RejectedError:
        return ""


def _remarks(
    templates: list[Template], sheets: set[str], files: Mapping[str, str]
) -> Iterator[Remark]:
    for template in templates:
        if template.fault:
            at = Place(f"{TARGET}/templates/{template.name}", template.line)
            yield Remark(Topic.THEME, f"{template.fault} : ce gabarit ne sert pas.", at=at)
    if hosts := sorted({host for t in templates for host in t.hosts} | sheets):
        said = f"les gabarits de l’ancien thème appellent {french_list(hosts[:SHOWN])}."
        remedy = "Le site ne laisse appeler personne : copiez ces fichiers dans theme/static/."
        yield Remark(Topic.THEME, said, remedy)
    if inline := [template.name for template in templates if template.inline]:
        said = f"{plural(len(inline), 'gabarit')} avec des scripts ou des styles dans la page"
        remedy = "Le site ne les exécute pas : écrivez-les dans des fichiers."
        yield Remark(Topic.THEME, f"{said} ({french_list(inline[:SHOWN])}).", remedy)
    if missing := absent(templates):
        said = f"gabarits appelés et absents de l’ancien thème : {french_list(missing[:SHOWN])}."
        yield Remark(Topic.THEME, said, "Leur place reste vide.")
    for source, inside in files.items():
        if inside.removeprefix("static/") in SHIPPED:
            said = "ce fichier a le nom d’un des nôtres, qui prend sa place."
            yield Remark(Topic.THEME, said, "Renommez-le, et dans les gabarits.", Place(source))
