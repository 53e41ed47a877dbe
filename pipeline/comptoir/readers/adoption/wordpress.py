"""What an export of WordPress and its media folder hold: pages, posts, menus, files."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from comptoir.context import Progress
from comptoir.readers.adoption.gathering import Gathering
from comptoir.readers.adoption.tree import RejectedError, Tree
from comptoir.readers.adoption.wordpress_lists import lists_of
from comptoir.readers.adoption.wxr import Export, Item, read_export
from comptoir.site.adoption import codes, fields
from comptoir.site.adoption.hypertext import markdown_of, paragraphs
from comptoir.site.adoption.model import OldFile, OldKind, OldLink, OldPage, OldSite, Topic
from comptoir.site.adoption.urls import inside
from comptoir.text import plural

SILENT = frozenset(
    {"revision", "nav_menu_item", "attachment", "custom_css", "customize_changeset",
     "oembed_cache", "wp_block", "wp_template", "wp_template_part", "wp_global_styles",
     "wp_navigation", "user_request"}
)  # fmt: skip
NOUNS = {"post": "article"}
KINDS = {"page": OldKind.PAGE, "post": OldKind.ARTICLE}
_SIZE = re.compile(r"-\d+x\d+(?=\.\w+$)|-scaled(?=\.\w+$)")
_BLOCK = re.compile(r"<!--\s*/?wp:(?P<name>[\w/-]+).*?-->", re.S)
_REUSED = re.compile(r"<!--\s*wp:block\s+\{\s*\"ref\"\s*:\s*(\d+)\s*\}\s*/-->")
_ALONE = re.compile(r"^[ \t]*(https?://[^\s<>\"']+)[ \t]*$", re.M)
_MEDIA = re.compile(r"(?:https?:)?//[^\s\"'<>()]+?/wp-content/uploads/[^\s\"'<>()?#]+")


def read_wordpress(path: Path, media: Path | None, *, progress: Progress) -> OldSite:
    """Read everything; what is not taken is said.

    Raises:
        InputError: this is no export of WordPress, or no XML that one may read.
    """
    read = read_export(path)
    items = read.items
    gathered = Gathering(Tree(media or path.parent))
    attachments = {item.number: item for item in items if item.kind == "attachment"}
    blocks = {item.number: item.html for item in items if item.kind == "wp_block"}
    for item in progress.track(items, label="Lecture de l’export", total=len(items)):
        if item.kind in KINDS:
            item.html = _whole(item.html, blocks)
            _page(gathered, item, attachments, read)
    _others(gathered, read)
    _media(gathered, media, attachments, read.address)
    return OldSite(
        maker="WordPress",
        name=read.name,
        feeds=("/feed/", "/feed/atom/", "/rss/", "/feed/rss2/"),
        address=read.address,
        pages=tuple(_with_menu(_with_attachments(gathered.pages, items, read.address), items)),
        files=tuple(gathered.files),
        menu=tuple(_menu(items)),
        lists=tuple(dict.fromkeys(lists_of(read, gathered.pages))),
        remarks=gathered.everything(),
    )


def _shown(item: Item) -> str:
    return f"{NOUNS.get(item.kind, item.kind)} {item.number}"


def _whole(text: str, blocks: Mapping[str, str]) -> str:
    """Put reusable blocks in the place of their names, one level deep."""
    return _REUSED.sub(lambda found: blocks.get(found[1], found[0]), text)


def _page(gathered: Gathering, item: Item, attachments: dict[str, Item], export: Export) -> None:
    address = export.address
    if item.status in ("trash", "auto-draft", "inherit"):
        return
    draft = item.status not in ("publish", "future") or item.locked
    if item.status == "private" or item.locked:
        said = "cette page n’était pas publique : elle devient un brouillon."
        gathered.say(Topic.PAGE, said, path=_shown(item))
    categories = [text for domain, text in item.terms if domain == "category" and text]
    tags = [text for domain, text in item.terms if domain == "post_tag"]
    sorted_in = [c for c in categories if c.casefold() not in ("uncategorized", "non classé")]
    kind = KINDS[item.kind]
    thumbnail = attachments.get(item.meta.get("_thumbnail_id", ""))
    query = f"/?{'page_id' if kind is OldKind.PAGE else 'p'}={item.number}"
    link = inside(item.link, address) or ""
    dated = kind is OldKind.ARTICLE and item.day[:10].count("-") == 2 and item.name
    by_day = f"/{item.day[:10].replace('-', '/')}/{item.name}/" if dated else ""
    urls = [url for url in (link, by_day, query, f"/?p={item.number}") if url]
    gathered.pages.append(
        OldPage(
            key=_shown(item),
            kind=kind,
            title=fields.line(item.title, longest=fields.LONGEST_TITLE) or item.name,
            body=_body(gathered, item, attachments),
            slug=item.name or item.title,
            urls=() if draft else tuple(dict.fromkeys(urls)),
            day=fields.day(item.day),
            modified=fields.day(item.modified),
            draft=draft,
            category=sorted_in[0] if sorted_in and kind is OldKind.ARTICLE else "",
            tags=fields.words([*sorted_in[1:], *tags]),
            summary=fields.line(re.sub(r"<[^>]+>", "", item.excerpt)),
            lang=fields.language(export.lang) or "fr",
            image=thumbnail.media if thumbnail else "",
            order=int(item.order) if item.order.isdigit() and kind is OldKind.PAGE else None,
            parent=f"page {item.parent}" if item.parent not in ("", "0") else "",
            home=kind is OldKind.PAGE and link == "/",
        )
    )


def _body(gathered: Gathering, item: Item, attachments: dict[str, Item]) -> str:
    def gallery(numbers: Iterable[str]) -> str:
        named = [attachments[number] for number in numbers if number in attachments]
        shown = named or [one for one in attachments.values() if one.parent == item.number]
        return "".join(f'<figure><img src="{one.media}" alt=""></figure>' for one in shown)

    blocks = {found["name"] for found in _BLOCK.finditer(item.html)}
    text = _ALONE.sub(r'<a href="\1">\1</a>', _BLOCK.sub("", item.html))
    plugins = sorted(name for name in blocks if "/" in name and not name.startswith("core/"))
    made = codes.wordpress(text, gallery)
    done = markdown_of(made.text if blocks else paragraphs(made.text))
    met = [(one.topic, one.name) for one in made.met]
    extra = [(codes.topic_of(name.rsplit("/", 1)[-1]), name) for name in plugins]
    gathered.left(_shown(item), [*met, *extra, *done.left])
    return done.text


def _with_attachments(pages: Iterable[OldPage], items: list[Item], address: str) -> list[OldPage]:
    """Lead the page that WordPress made of each file to the page that shows it."""
    more: dict[str, list[str]] = defaultdict(list)
    for item in items:
        if item.kind == "attachment" and item.parent not in ("", "0"):
            more[item.parent] += [f"/?attachment_id={item.number}"]
            link = inside(item.link, address) or ""
            more[item.parent] += [link] if link and "?" not in link else []
    found = []
    for page in pages:
        extra = more.get(page.key.rsplit(" ", 1)[-1], ()) if not page.draft else ()
        found.append(replace(page, urls=(*page.urls, *extra)) if extra else page)
    return found


def _others(gathered: Gathering, export: Export) -> None:
    """Say what has no place here: events and products of plugins, comments, authors."""
    items = export.items
    counts = Counter(item.kind for item in items if item.kind not in {*KINDS, *SILENT, ""})
    for kind, count in sorted(counts.items()):
        topic = Topic.FORM if "event" in kind or "form" in kind else Topic.CODE
        said = f"{plural(count, 'contenu')} de type « {kind} », d’une extension : non repris."
        gathered.say(topic, said, "Refaites-les avec Comptoir (agenda, offres, formulaires).")
    if comments := sum(item.comments for item in items):
        said = f"{plural(comments, 'commentaire')} : données de personnes, non reprises."
        gathered.say(Topic.PEOPLE, said)
    if export.authors:
        said = f"{plural(export.authors, 'compte')} d’auteur : données de personnes, non reprises."
        gathered.say(Topic.PEOPLE, said, "Chaque page a un responsable, celui de --owner.")
    if thrown := sum(1 for item in items if item.kind in KINDS and item.status == "trash"):
        gathered.say(Topic.PAGE, f"{plural(thrown, 'page')} de la corbeille : laissées là.")


def _media(
    gathered: Gathering, media: Path | None, attachments: dict[str, Item], address: str
) -> None:
    """Take the files that pages show, from the media folder; say which are missing there."""
    known = {_upload(item.media): item for item in attachments.values() if item.media}
    named = {
        _upload(url)
        for page in gathered.pages
        for url in [*_MEDIA.findall(page.body), page.image]
        if url
    }
    wanted = sorted(({_SIZE.sub("", name) for name in named} | set(known)) - {""})
    missing = 0
    for name in wanted:
        path = next((one for one in _places(name) if media and gathered.tree.exists(one)), "")
        if not path:
            missing += 1
            continue
        try:
            digest = gathered.tree.digest(path)
        except RejectedError as error:
            gathered.reject(path, error)
            continue
        item = known.get(name)
        alt = item.meta.get("_wp_attachment_image_alt", "") if item else ""
        gathered.files.append(
            OldFile(
                key=path,
                urls=(f"/wp-content/uploads/{name}",),
                digest=digest,
                alt=fields.line(alt),
                media=True,
            )
        )
    if missing:
        said = f"{plural(missing, 'média')} de l’export absents du dossier des médias."
        remedy = "Donnez wp-content/uploads avec --media." if media is None else ""
        gathered.say(Topic.IMAGE, said, remedy)


def _upload(url: str) -> str:
    path = unquote(urlsplit(url).path)
    return path.partition("/wp-content/uploads/")[2] if ".." not in path else ""


def _places(name: str) -> list[str]:
    """Where a file may lie in what people give: the folder itself, or one above it."""
    return [name, f"uploads/{name}", f"wp-content/uploads/{name}", PurePosixPath(name).name]


def _entries(items: list[Item]) -> list[Item]:
    found = [item for item in items if item.kind == "nav_menu_item" and item.status == "publish"]
    return sorted(found, key=lambda item: int(item.order) if item.order.isdigit() else 0)


def _menu(items: list[Item]) -> Iterable[OldLink]:
    by_number = {item.number: item for item in items}
    seen: set[tuple[str, str]] = set()  # a site has several menus, which say the same
    for entry in _entries(items):
        target = by_number.get(entry.meta.get("_menu_item_object_id", ""))
        label = entry.title or (target.title if target else "")
        url = entry.meta.get("_menu_item_url", "") or (target.link if target else "")
        if label and url.strip("#") and (label, url) not in seen:
            seen.add((label, url))
            yield OldLink(fields.line(label, longest=60), url)


def _with_menu(pages: list[OldPage], items: list[Item]) -> Iterable[OldPage]:
    entries = {f"page {e.meta.get('_menu_item_object_id', '')}": e for e in _entries(items)}
    for page in pages:
        entry = entries.get(page.key)
        if entry is None or page.draft:
            yield page
        else:
            order = int(entry.order) if entry.order.isdigit() else page.order
            yield replace(page, menu=fields.line(entry.title or page.title), order=order)
