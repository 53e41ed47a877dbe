"""Read a Hugo site: its content, its page bundles, its permalinks, its static files."""

from pathlib import PurePosixPath
from typing import Any

from comptoir.context import Progress
from comptoir.readers.adoption.gathering import MARKDOWN, Gathering
from comptoir.readers.adoption.hugo_lists import sections, taxonomies
from comptoir.readers.adoption.markdown_folders import (
    address_part,
    image_of,
    name_of,
    read_config,
    table,
    text_of,
)
from comptoir.readers.adoption.tree import RejectedError, Tree
from comptoir.site.adoption import codes, fields
from comptoir.site.adoption.heads import HeadError, split
from comptoir.site.adoption.model import OldKind, OldLink, OldList, OldPage, OldSite, Topic
from comptoir.site.adoption.urls import day_tokens, normal, with_tokens

CONFIGS = tuple(
    f"{folder}{name}.{suffix}"
    for folder in ("", "config/_default/")
    for name in ("hugo", "config")
    for suffix in ("toml", "yaml", "yml", "json")
)
NEWS = frozenset({"post", "posts", "blog", "news", "article", "articles", "actualites", "actus"})
STATIC = ("static", "assets")


def read_hugo(tree: Tree, *, progress: Progress) -> OldSite:
    """Read everything; what is not taken is said."""
    gathered = Gathering(tree)
    config = read_config(tree, CONFIGS, gathered)
    content = text_of(config.get("contentdir")) or "content"
    content = content if (tree.root / content).is_dir() else ""
    paths = list(tree.files(content, skipped={"public", "themes", "resources", *STATIC}))
    silent: list[OldPage] = []  # lists without words of their own
    for path in progress.track(paths, label="Lecture du site", total=len(paths)):
        inside = path.removeprefix(f"{content}/") if content else path
        if PurePosixPath(path).suffix.lower() in MARKDOWN:
            _take(gathered, config, path, inside, silent)
        elif PurePosixPath(path).suffix.lower() in (".html", ".htm", ".org", ".adoc", ".rst"):
            gathered.reject(path, "ce texte n’est pas en Markdown")
        elif content:
            gathered.file(path, [normal(inside)])
    for folder in STATIC if content else ():
        if (tree.root / folder).is_dir():
            for path in tree.files(folder):
                gathered.file(path, [normal(path.removeprefix(f"{folder}/"))])
    shown = [page for page in gathered.pages if not page.draft]
    heads = [page for page in silent if not page.draft]
    made = list(sections(shown, heads, content))
    lists = [*taxonomies(config, shown), *(one for one in made if isinstance(one, OldList))]
    name = text_of(config.get("theme"))
    if name:
        said = f"le thème « {name} » est fait pour Hugo : il n’est pas repris."
        gathered.say(Topic.THEME, said)
    return OldSite(
        feeds=("/index.xml", "/feed.xml", "/rss.xml", "/atom.xml"),
        maker="Hugo",
        name=fields.line(config.get("title")),
        address=text_of(config.get("baseurl")),
        roots=(f"{content}/" if content else "", "static/", "assets/"),
        pages=(*gathered.pages, *(one for one in made if isinstance(one, OldPage))),
        lists=tuple(dict.fromkeys(lists)),
        files=tuple(gathered.files),
        menu=_menu(config),
        remarks=gathered.everything(),
    )


def _menu(config: dict[str, Any]) -> tuple[OldLink, ...]:
    menus = table(config.get("menu") or config.get("menus"))
    rows = menus.get("main")
    found = [table(row) for row in rows] if isinstance(rows, list) else []
    return tuple(
        OldLink(fields.line(row.get("name")), text_of(row.get("url") or row.get("pageref")))
        for row in found
        if row.get("name")
    )


def _take(
    gathered: Gathering, config: dict[str, Any], path: str, inside: str, silent: list[OldPage]
) -> None:
    try:
        head, body = split(gathered.tree.text(path))
    except (RejectedError, HeadError) as error:
        gathered.reject(path, error)
        return
    body = gathered.decoded(path, codes.hugo(body, lambda name: name))
    page = _page(config, head, body, path, inside)
    if PurePosixPath(inside).name.startswith("_index") and not body.strip():
        silent.append(page)
    else:
        gathered.pages.append(page)


def _page(
    config: dict[str, Any], head: dict[str, Any], body: str, path: str, inside: str
) -> OldPage:
    parts, name, lang = _place(inside, config)
    dated, bare = name_of(name)
    stem = bare if _dated_by_name(config) else name
    day = fields.day(head.get("date") or head.get("publishdate") or dated)
    section = parts[0].casefold() if parts else ""
    wanted = table(config.get("params")).get("mainsections")
    main = {str(one).casefold() for one in wanted} if isinstance(wanted, list) else set()
    index = PurePosixPath(inside).name.startswith("_index")
    news = not index and (section in NEWS or section in main or (bool(section) and bool(day)))
    title = fields.line(head.get("title"), longest=fields.LONGEST_TITLE)
    categories = fields.words(head.get("categories") or head.get("category"))
    draft = fields.yes(head.get("draft"))
    url = _url(config, head, parts, stem if name else "", day=day, title=title, lang=lang)
    aliases = head.get("aliases")
    old = [str(one) for one in aliases] if isinstance(aliases, list) else []
    weight = head.get("weight")
    return OldPage(
        key=path,
        kind=OldKind.ARTICLE if news else OldKind.PAGE,
        title=title or bare or (parts[-1] if parts else "Accueil"),
        body=body,
        slug=text_of(head.get("slug")) or bare or (parts[-1] if parts else "accueil"),
        urls=() if draft else tuple(dict.fromkeys(u for u in map(normal, [url, *old]) if u)),
        day=day,
        modified=fields.day(head.get("lastmod")),
        draft=draft,
        category=categories[0] if categories and news else "",
        tags=(*fields.words(head.get("tags")), *categories[1:]),
        summary=fields.line(head.get("description") or head.get("summary")),
        lang=lang or text_of(config.get("defaultcontentlanguage"))
        or text_of(config.get("languagecode")) or "en",
        image=image_of(head),
        menu=title if "menu" in head or "menus" in head else "",
        order=weight if isinstance(weight, int) and not isinstance(weight, bool) else None,
        home=not name and not parts,
    )  # fmt: skip


def _dated_by_name(config: dict[str, Any]) -> bool:
    """Whether the date at the start of a file's name is one, and no part of its address."""
    told = table(config.get("frontmatter")).get("date")
    return ":filename" in told if isinstance(told, list) else False


def _place(inside: str, config: dict[str, Any]) -> tuple[list[str], str, str]:
    """Return the folders above a page, its name (none for a list), its language."""
    lang = ""
    for code, told in table(config.get("languages")).items():
        folder = text_of(table(told).get("contentdir")).strip("/").partition("/")[2]
        if folder and inside.startswith(f"{folder}/"):
            inside, lang = inside.removeprefix(f"{folder}/"), code
            break
    path = PurePosixPath(inside)
    stem = path.stem
    bare, dot, end = stem.rpartition(".")
    if dot and (end in table(config.get("languages")) or bare in ("index", "_index")):
        stem, lang = bare, end
    parts = list(path.parent.parts)
    if stem == "_index":
        return parts, "", lang
    if stem == "index":  # a bundle: its folder names it
        return parts[:-1], parts[-1] if parts else "", lang
    return parts, stem, lang


def _url(
    config: dict[str, Any],
    head: dict[str, Any],
    parts: list[str],
    stem: str,
    *,
    day: Any,
    title: str,
    lang: str,
) -> str:
    if said := text_of(head.get("url")):
        return said
    default = text_of(config.get("defaultcontentlanguage")) or "en"
    apart = lang != default or fields.yes(config.get("defaultcontentlanguageinsubdir"))
    prefix = f"/{lang}" if lang and apart else ""
    slug = text_of(head.get("slug")) or address_part(stem)
    patterns = table(config.get("permalinks"))
    patterns |= table(patterns.get("page"))
    pattern = patterns.get(parts[0].casefold()) if parts and stem else None
    if isinstance(pattern, str):
        tokens = day_tokens(day) | {
            "title": address_part(title), "section": parts[0], "sections": "/".join(parts),
            "slug": text_of(head.get("slug")) or address_part(title),
            "filename": stem, "contentbasename": stem,
            "slugorfilename": slug, "slugorcontentbasename": slug,
        }  # fmt: skip
        if made := with_tokens(pattern, tokens):
            return prefix + made
    folder = "/".join([prefix, *map(address_part, parts)])
    if not stem:
        return f"{folder}/"
    return f"{folder}/{slug}.html" if fields.yes(config.get("uglyurls")) else f"{folder}/{slug}/"
