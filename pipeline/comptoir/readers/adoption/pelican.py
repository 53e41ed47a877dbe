"""Read a Pelican site of any age: its settings, its texts, its files, its theme."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from comptoir.context import Progress
from comptoir.readers.adoption.gathering import MARKDOWN, Gathering
from comptoir.readers.adoption.pelican_lists import front_lists, further_pages, lists_of
from comptoir.readers.adoption.pelican_remarks import tell_locale, tell_settings
from comptoir.readers.adoption.pelican_texts import (
    category_of,
    default_day,
    defaults,
    slug_of,
    urls_of,
)
from comptoir.readers.adoption.settings import read_settings, settings_files
from comptoir.readers.adoption.theme import read_theme
from comptoir.readers.adoption.tree import RejectedError, Tree
from comptoir.site.adoption import codes, fields
from comptoir.site.adoption.heads import HeadError, split
from comptoir.site.adoption.model import OldKind, OldLink, OldPage, OldSite, Topic
from comptoir.site.adoption.pelican import (
    SHIPPED_THEMES,
    Settings,
    plugin_remark,
    setting_remarks,
)
from comptoir.site.adoption.urls import normal

RESTRUCTURED = frozenset({".rst"})
HTML = frozenset({".html", ".htm"})
TEXTS = MARKDOWN | RESTRUCTURED | HTML


@dataclass(slots=True)
class _Site:
    """What reading one site needs all along."""

    tree: Tree
    settings: Settings
    gathered: Gathering
    content: str
    lang: str
    static: list[str] = field(default_factory=list)

    def under(self, path: str, folders: Iterable[str]) -> bool:
        """Say whether a path, from the content folder, lies in one of these folders."""
        names = [folder.strip("./") for folder in folders]
        return any(not name or path == name or path.startswith(f"{name}/") for name in names)


def read_pelican(tree: Tree, *, run: bool, progress: Progress) -> OldSite:
    """Read everything; what is not taken is said.

    Args:
        tree: the folder of the site.
        run: whether its settings, which are a program, may be run apart.
        progress: shows how far it is.
    """
    names = settings_files(tree.root)
    read = read_settings(tree.root, names, run=run)
    settings = Settings(read.values)
    gathered = Gathering(tree)
    tell_settings(read, names, gathered, run=run)
    gathered.remarks += setting_remarks(settings)
    theme = _theme(settings, gathered)
    _plugins(settings, gathered)
    site = _Site(
        tree,
        settings,
        gathered,
        content=_content_folder(settings, tree),
        lang=settings.text("DEFAULT_LANG", default="en"),
        static=settings.texts("STATIC_PATHS", default=["images"]),
    )
    tell_locale(read, settings, gathered)
    paths = list(tree.files(site.content, skipped=_not_content(settings, tree, theme)))
    for path in progress.track(paths, label="Lecture du site", total=len(paths)):
        _take(site, path)
    articles = sum(1 for p in gathered.pages if p.kind is OldKind.ARTICLE and not p.draft)
    more = further_pages(settings, gathered.lists, articles)
    return OldSite(
        maker="Pelican",
        name=fields.line(settings.text("SITENAME")),
        address=settings.text("SITEURL"),
        roots=(f"{site.content}/" if site.content else "", ""),
        pages=tuple(gathered.pages),
        files=tuple(gathered.files),
        lists=tuple(dict.fromkeys([*gathered.lists, *front_lists(settings), *more])),
        feeds=_feeds(settings),
        menu=tuple(OldLink(label, url) for label, url in settings.pairs("MENUITEMS")),
        theme=read_theme(tree, theme, settings.values) if theme else None,
        remarks=gathered.everything(),
    )


def _feeds(settings: Settings) -> tuple[str, ...]:
    """Return the addresses of the feeds of all articles."""
    told = [settings.text("FEED_ALL_ATOM", "FEED_ATOM", default="feeds/all.atom.xml")]
    told += [settings.text(name) for name in ("FEED_ALL_RSS", "FEED_RSS", "FEED")]
    return tuple(dict.fromkeys(url for one in told if one and (url := normal(one))))


def _content_folder(settings: Settings, tree: Tree) -> str:
    wanted = settings.text("PATH", default="content")
    for name in (wanted, "content", "src", ""):
        inside = _inside(tree, name)
        if inside is not None and (tree.root / inside).is_dir() and (inside or not name):
            return inside
    return ""


def _inside(tree: Tree, name: str) -> str | None:
    """Return a folder's path from the root of the old site, or nothing when it is outside."""
    try:
        path = (tree.root / name).resolve()
        inside = path.relative_to(tree.root.resolve()).as_posix()
    except (OSError, ValueError, RuntimeError):
        return None
    return "" if inside == "." else inside


def _not_content(settings: Settings, tree: Tree, theme: str) -> set[str]:
    names = [settings.text("OUTPUT_PATH", default="output"), theme, "output", "themes", "plugins",
             *settings.texts("PLUGIN_PATHS", "PLUGIN_PATH")]  # fmt: skip
    found = {_inside(tree, name) for name in names if name}
    return {name for name in found if name}


def _theme(settings: Settings, gathered: Gathering) -> str:
    wanted = settings.text("THEME")
    name = PurePosixPath(wanted).name
    if not wanted:
        return ""
    if name in SHIPPED_THEMES:
        gathered.say(Topic.THEME, f"le thème « {name} » est celui de Pelican : non repris.")
        return ""
    inside = _inside(gathered.tree, wanted)
    if inside is None:
        said = f"le thème « {name} » est hors de l’ancien site."
        gathered.say(Topic.THEME, said, "Copiez-le dans ce dossier, puis recommencez.")
        return ""
    if not inside or not (gathered.tree.root / inside / "templates").is_dir():
        said = f"le thème « {name} » n’est pas dans l’ancien site."
        gathered.say(Topic.THEME, said, "Un sous-module Git se récupère avec git submodule.")
        return ""
    return inside


def _plugins(settings: Settings, gathered: Gathering) -> None:
    folders = [
        inside
        for name in (*settings.texts("PLUGIN_PATHS", "PLUGIN_PATH"), "plugins")
        if (inside := _inside(gathered.tree, name)) is not None
    ]
    for name in dict.fromkeys(settings.texts("PLUGINS")):
        gathered.remarks.append(plugin_remark(name, _plugin_source(gathered.tree, folders, name)))


def _plugin_source(tree: Tree, folders: Iterable[str], name: str) -> str | None:
    short = name.rsplit(".", 1)[-1]
    for folder in dict.fromkeys(folders):
        base = tree.root / folder / short
        files = [base.with_name(f"{short}.py")] if base.with_name(f"{short}.py").is_file() else []
        files += sorted(base.rglob("*.py"))[:50] if base.is_dir() else []
        inside = [f for f in files if _inside(tree, str(f.relative_to(tree.root))) is not None]
        if inside:
            return "\n".join(f.read_bytes()[:200_000].decode("utf-8", "replace") for f in inside)
    return None


def _take(site: _Site, path: str) -> None:
    """Take one file: a text, or something published beside the texts."""
    inside = path.removeprefix(f"{site.content}/") if site.content else path
    suffix = PurePosixPath(path).suffix.lower()
    moved = site.settings.table("EXTRA_PATH_METADATA").get(inside)
    beside = [folder for folder in site.static if folder.strip("./")]
    is_text = suffix in TEXTS and not (moved and suffix in HTML) and not (
        suffix in HTML and site.under(inside, beside))  # fmt: skip
    if not is_text or site.settings.table("READERS").get(suffix[1:], "") is None:
        if site.content or site.under(inside, site.static):
            target = moved.get("path", inside) if isinstance(moved, dict) else inside
            urls = dict.fromkeys([normal(str(target)), normal(inside)])
            site.gathered.file(path, urls, published=site.under(inside, beside))
        return
    pages = site.settings.texts("PAGE_PATHS", "PAGE_DIR", default=["pages"])
    articles = site.settings.texts("ARTICLE_PATHS", "ARTICLE_DIR", default=[""])
    page = site.under(inside, pages)
    if not page and not site.under(inside, articles) and not inside.startswith("drafts/"):
        site.gathered.say(Topic.FILE, "ce texte n’était pas publié : il est laissé.", path=path)
        return
    if not site.content and PurePosixPath(path).stem.casefold() in (
        "readme",
        "license",
        "changelog",
    ):
        return
    try:
        _text(site, path, inside, OldKind.PAGE if page else OldKind.ARTICLE)
    except (RejectedError, HeadError, ValueError) as error:
        why = error if isinstance(error, RejectedError | HeadError) else "ce texte ne se lit pas"
        site.gathered.reject(path, why)


def _text(site: _Site, path: str, inside: str, kind: OldKind) -> None:
    head, body = _read(site, path, site.tree.text(path))
    head = defaults(site.settings, inside, kind) | head
    status = str(head.get("status", "published")).strip().casefold()
    if status == "skip":
        site.gathered.say(Topic.FILE, "ce texte porte « status: skip » : il est laissé.", path=path)
        return
    draft, made = status == "draft", kind
    if status == "hidden" and kind is OldKind.ARTICLE:
        kind = OldKind.PAGE  # published, and in no list
        said = "cet article n’était dans aucune liste : il devient une page hors du menu."
        site.gathered.say(Topic.PAGE, said, path=path)
        made = OldKind.ARTICLE
    day = fields.day(head.get("date")) or default_day(site.settings, site.tree.root / path)
    title = fields.line(head.get("title"), longest=fields.LONGEST_TITLE)
    if not draft and (not title or (made is OldKind.ARTICLE and day is None)):
        draft = True
        what = "date lisible" if title else "titre"
        said = f"sans {what}, Pelican ne le publiait pas : il devient un brouillon."
        site.gathered.say(Topic.PAGE, said, path=path)
    title = title or PurePosixPath(path).stem
    slug = slug_of(site.settings, head, title, path)
    urls = urls_of(site.settings, head, made, slug=slug, day=day, inside=inside, main=site.lang)
    if kind is OldKind.ARTICLE and not draft:
        site.gathered.lists += dict.fromkeys(lists_of(site.settings, head, inside, day))
    shown = kind is OldKind.PAGE and site.settings.flag("DISPLAY_PAGES_ON_MENU", default=True)
    site.gathered.pages.append(
        OldPage(
            key=path,
            kind=kind,
            title=title,
            body=body,
            slug=slug,
            urls=() if draft else urls,
            day=day,
            modified=fields.day(head.get("modified")),
            draft=draft,
            category=category_of(site.settings, head, inside) if kind is OldKind.ARTICLE else "",
            tags=fields.words(head.get("tags") or head.get("keywords")),
            summary=fields.line(re.sub(r"<[^>]+>", "", str(head.get("summary") or ""))),
            lang=str(head.get("lang") or site.lang),
            image=_image(head),
            menu=title if shown and status != "hidden" and not draft else "",
            home=any(normal(url) == "/" for url in urls) and kind is OldKind.PAGE,
        )
    )


def _image(head: dict[str, Any]) -> str:
    names = ("image", "featured_image", "cover", "thumbnail", "header_cover", "og_image", "banner")
    return next((fields.line(head[name]) for name in names if head.get(name)), "")


def _read(site: _Site, path: str, text: str) -> tuple[dict[str, Any], str]:
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in MARKDOWN:
        head, body = split(text)
        return head, site.gathered.decoded(path, codes.pelican(body))
    if suffix in RESTRUCTURED:
        from comptoir.readers.adoption.restructured import left_of, read_restructured

        read = read_restructured(text)
        site.gathered.left(path, left_of(read))
        return read.head, read.markdown.text
    from comptoir.readers.adoption.web import read_html

    head, made = read_html(text)
    site.gathered.left(path, made.left)
    return head, made.text
