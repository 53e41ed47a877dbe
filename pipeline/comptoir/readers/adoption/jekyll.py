"""Read a Jekyll site: its posts, drafts, pages and files, and its permalinks."""

import re
from pathlib import PurePosixPath
from typing import Any

from comptoir.context import Progress
from comptoir.readers.adoption.gathering import MARKDOWN, Gathering
from comptoir.readers.adoption.markdown_folders import (
    image_of,
    name_of,
    read_config,
    table,
    text_of,
)
from comptoir.readers.adoption.tree import RejectedError, Tree
from comptoir.site.adoption import codes, fields
from comptoir.site.adoption.heads import HeadError, split
from comptoir.site.adoption.model import Listing, OldKind, OldList, OldPage, OldSite, Topic
from comptoir.site.adoption.pelican import plugin_remark
from comptoir.site.adoption.urls import day_tokens, normal, with_tokens

CONFIGS = ("_config.yml", "_config.yaml", "_config.toml")
STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "weekdate": "/:categories/:year/W:week/:short_day/:title.html",
    "none": "/:categories/:title.html",
}
HTML = frozenset({".html", ".htm"})
SILENT = frozenset({"gemfile", "gemfile.lock", "rakefile", "makefile", "_config.yml"})


_LISTS = re.compile(r"\b(?:site|paginator)\.(posts|tags|categories)\b")


def read_jekyll(tree: Tree, *, progress: Progress) -> OldSite:
    """Read everything; what is not taken is said."""
    gathered = Gathering(tree)
    config = read_config(tree, CONFIGS, gathered)
    plugins = config.get("plugins") or config.get("gems")
    for name in plugins if isinstance(plugins, list) else ():
        gathered.remarks.append(plugin_remark(str(name).removeprefix("jekyll-"), None))
    theme = text_of(config.get("theme") or config.get("remote_theme"))
    if theme or (tree.root / "_layouts").is_dir():
        said = f"le thème{f' « {theme} »' if theme else ''} est fait pour Jekyll : non repris."
        gathered.say(Topic.THEME, said)
    posts = {
        name_of(path)[1]: path for path in tree.files("") if "_posts" in PurePosixPath(path).parts
    }
    tree.remarks.clear()  # the same walk follows, and says them
    paths = list(tree.files(""))
    for path in progress.track(paths, label="Lecture du site", total=len(paths)):
        _take(gathered, config, path, posts)
    return OldSite(
        feeds=("/feed.xml", "/atom.xml", "/rss.xml"),
        maker="Jekyll",
        name=fields.line(config.get("title")),
        address=text_of(config.get("url")) + text_of(config.get("baseurl")),
        roots=("",),
        pages=tuple(gathered.pages),
        files=tuple(gathered.files),
        lists=tuple(gathered.lists),
        remarks=gathered.everything(),
    )


def _take(gathered: Gathering, config: dict[str, Any], path: str, posts: dict[str, str]) -> None:
    parts = PurePosixPath(path).parts
    suffix = PurePosixPath(path).suffix.lower()
    post = "_posts" in parts or "_drafts" in parts
    collection = _collection(config, parts)
    hidden = any(part.startswith(("_", ".")) for part in parts) and not post and not collection
    if suffix not in MARKDOWN | HTML:
        if not hidden and parts[-1].casefold() not in SILENT and len(parts) > 1:
            gathered.file(path, [normal(path)])
        return
    if hidden or (len(parts) == 1 and parts[0].casefold().startswith(("readme", "license"))):
        return
    try:
        text = gathered.tree.text(path)
        if not text.lstrip("\ufeff").startswith("---"):
            return  # Jekyll itself copies it without reading it
        head, body = split(text)
    except (RejectedError, HeadError) as error:
        gathered.reject(path, error)
        return
    if suffix in HTML and ("{%" in body or "{{" in body):
        url = normal(_url(config, head, path, day=None, slug="", categories=(), post=False))
        if found := _LISTS.search(body):
            of = Listing.NEWS if found[1] == "posts" else Listing.TOPICS
            gathered.lists.append(OldList(url, of))
        else:
            gathered.reject(path, "c’est un gabarit Liquid, il n’a pas de texte à reprendre")
        return

    def named(name: str) -> str:
        last = PurePosixPath(name.strip().strip("/")).name
        found = posts.get(name_of(f"{last}.md")[1])
        return f"{{filename}}/{found or name.strip().lstrip('/')}"

    body = gathered.decoded(path, codes.liquid(body, named))
    if suffix in HTML:
        from comptoir.site.adoption.hypertext import markdown_of

        made = markdown_of(body)
        gathered.left(path, made.left)
        body = made.text
    if collection and not fields.yes(_collections(config)[collection].get("output")):
        gathered.reject(path, f"la collection « {collection} » n’avait pas de pages à elle")
        return
    head = _defaults(config, path, collection or ("posts" if post else "pages")) | head
    gathered.pages.append(_page(config, head, body, path, post=post, collection=collection))


def _collections(config: dict[str, Any]) -> dict[str, dict[str, Any]]:
    told = config.get("collections")
    if isinstance(told, list):
        return {str(name).casefold(): {} for name in told}
    return {name: table(value) for name, value in table(told).items() if name != "posts"}


def _collection(config: dict[str, Any], parts: tuple[str, ...]) -> str:
    """Return the collection that a file lies in, or nothing."""
    first = parts[0].casefold()
    name = first.removeprefix("_")
    inside = first.startswith("_") and len(parts) > 1
    return name if inside and name in _collections(config) else ""


def _defaults(config: dict[str, Any], path: str, kind: str) -> dict[str, Any]:
    """Return what the settings say of a text before it speaks for itself."""
    found: dict[str, Any] = {}
    told = config.get("defaults")
    for row in told if isinstance(told, list) else ():
        scope = table(table(row).get("scope"))
        under = text_of(scope.get("path")).strip("/")
        if (not under or path == under or path.startswith(f"{under}/")) and (
            text_of(scope.get("type")) in ("", kind)
        ):
            found |= table(table(row).get("values"))
    return found


def _page(
    config: dict[str, Any],
    head: dict[str, Any],
    body: str,
    path: str,
    *,
    post: bool,
    collection: str,
) -> OldPage:
    parts = PurePosixPath(path).parts
    dated, name = name_of(path)
    day = fields.day(head.get("date") or (dated if post else ""))
    raw = head.get("categories")
    several = fields.words(raw.replace(" ", ",") if isinstance(raw, str) else raw)
    categories = several or fields.words(head.get("category"))
    if post:
        at = parts.index("_posts" if "_posts" in parts else "_drafts")
        categories = tuple(dict.fromkeys((*parts[:at], *categories)))
    title = fields.line(head.get("title"), longest=fields.LONGEST_TITLE)
    draft = "_drafts" in parts or fields.no(head.get("published")) or fields.yes(head.get("draft"))
    slug = text_of(head.get("slug")) or name
    if collection:
        pattern = text_of(_collections(config)[collection].get("permalink"))
        head = {"permalink": pattern or f"/{collection}/:path:output_ext"} | head
    made = _url(config, head, path, day=day, slug=slug, categories=categories, post=post)
    again = head.get("redirect_from") or head.get("aliases") or []
    old = [str(one) for one in (again if isinstance(again, list) else [again])]
    raw_tags = head.get("tags")
    spaced = isinstance(raw_tags, str) and "," not in raw_tags
    return OldPage(
        key=path,
        kind=OldKind.ARTICLE if post else OldKind.PAGE,
        title=title or name.replace("-", " "),
        body=body,
        slug=PurePosixPath(path).parent.name if name == "index" and len(parts) > 1 else slug,
        urls=() if draft else tuple(dict.fromkeys(u for u in map(normal, [made, *old]) if u)),
        day=day,
        modified=fields.day(head.get("last_modified_at")),
        draft=draft,
        category=categories[0] if post and categories else "",
        tags=fields.words(raw_tags.replace(" ", ",") if spaced and raw_tags else raw_tags),
        summary=fields.line(head.get("description") or head.get("excerpt")),
        lang=str(head.get("lang") or config.get("lang") or "en"),
        image=image_of(head),
        home=not post and normal(made) == "/",
    )


def _slug_part(text: str) -> str:
    """Write a name as Jekyll's « default » mode does.

    >>> _slug_part("L’été, à 10 h")
    'l-été-à-10-h'
    """
    return re.sub(r"[\W_]+", "-", text.lower()).strip("-")


def _title_part(text: str) -> str:
    """Write a title as Jekyll's « pretty » mode does, capitals kept.

    >>> _title_part("Un titre (v1.2)")
    'Un-titre-(v1.2)'
    """
    return re.sub(r"[^\w.~!$&'()+,;=@]+", "-", text).strip("-")


def _hour(head: dict[str, Any]) -> dict[str, str]:
    """Return the time that a post says beside its date."""
    told = re.search(r"\d[T ](\d\d?):(\d\d)(?::(\d\d))?", str(head.get("date")))
    if told is None:
        return {}
    names = ("hour", "minute", "second")
    return {name: (n or "0").zfill(2) for name, n in zip(names, told.groups(), strict=True)}


def _url(
    config: dict[str, Any],
    head: dict[str, Any],
    path: str,
    *,
    day: Any,
    slug: str,
    categories: tuple[str, ...],
    post: bool,
) -> str:
    parts = PurePosixPath(path).parts
    style = text_of(config.get("permalink")) or "date"
    own = text_of(head.get("permalink"))
    pattern = own or (STYLES.get(style, style) if post else "")
    if not pattern:
        bare = str(PurePosixPath(path).with_suffix(""))
        return f"/{bare}/" if style == "pretty" or style.endswith("/") else f"/{bare}.html"
    tokens = (
        day_tokens(day)
        | _hour(head)
        | {
            "title": _title_part(slug),
            "slug": _slug_part(slug),
            "name": _slug_part(slug),
            "categories": "/".join(dict.fromkeys(one.lower() for one in categories)),
            "slugified_categories": "/".join(dict.fromkeys(map(_slug_part, categories))),
            "path": str(PurePosixPath(*parts[parts[0].startswith("_") :]).with_suffix("")),
            "basename": slug,
            "collection": parts[0].removeprefix("_") if len(parts) > 1 else "posts",
            "output_ext": ".html",
        }
    )
    return with_tokens(pattern.replace(":output_ext", ".html"), tokens)
