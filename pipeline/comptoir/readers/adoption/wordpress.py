"""Read an export of WordPress (WXR) and its media folder; the XML is watched while it is read."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit
from xml.parsers import expat

from comptoir.context import Progress
from comptoir.errors import InputError, Place
from comptoir.errors.french import os_error
from comptoir.readers.adoption.gathering import Gathering
from comptoir.readers.adoption.tree import RejectedError, Tree
from comptoir.site.adoption import codes, fields
from comptoir.site.adoption.hypertext import markdown_of, paragraphs
from comptoir.site.adoption.model import OldFile, OldKind, OldLink, OldPage, OldSite, Topic
from comptoir.site.adoption.urls import inside
from comptoir.text import plural

LARGEST = 500_000_000  # bytes
DEEPEST = 50
MOST = 100_000  # things in the export
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
SILENT = frozenset(
    {"revision", "nav_menu_item", "attachment", "custom_css", "customize_changeset",
     "oembed_cache", "wp_block", "wp_template", "wp_template_part", "wp_global_styles",
     "wp_navigation", "user_request"}
)  # fmt: skip
KINDS = {"page": OldKind.PAGE, "post": OldKind.ARTICLE}
_SIZE = re.compile(r"-\d+x\d+(?=\.\w+$)|-scaled(?=\.\w+$)")
_BLOCK = re.compile(r"<!--\s*/?wp:(?P<name>[\w/-]+).*?-->", re.S)
_MEDIA = re.compile(r"(?:https?:)?//[^\s\"'<>()]+?/wp-content/uploads/[^\s\"'<>()?#]+")


@dataclass(slots=True)
class _Item:
    """One thing of the export."""

    number: str
    kind: str
    title: str
    link: str
    html: str
    excerpt: str
    status: str
    day: str
    modified: str
    name: str
    parent: str
    order: str
    locked: bool
    media: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    terms: list[tuple[str, str]] = field(default_factory=list)
    comments: int = 0


def read_wordpress(path: Path, media: Path | None, *, progress: Progress) -> OldSite:
    """Read everything; what is not taken is said.

    Raises:
        InputError: this is no export of WordPress, or no XML that one may read.
    """
    _guard(path)
    name, address, items = _items(path)
    gathered = Gathering(Tree(media or path.parent))
    attachments = {item.number: item for item in items if item.kind == "attachment"}
    for item in progress.track(items, label="Lecture de l’export", total=len(items)):
        if item.kind in KINDS:
            _page(gathered, item, attachments, address)
    _others(gathered, items)
    _media(gathered, media, attachments, address)
    return OldSite(
        maker="WordPress",
        name=name,
        address=address,
        pages=tuple(_with_menu(gathered.pages, items)),
        files=tuple(gathered.files),
        menu=tuple(_menu(items)),
        remarks=gathered.everything(),
    )


def _guard(path: Path) -> None:
    """Refuse what an export never holds: a document type, entities, an endless depth."""
    at = Place(path.name)
    parser = expat.ParserCreate()
    depth = 0

    def refuse(*_told: object) -> None:
        raise InputError(
            "ce XML contient une déclaration de type ou d’entité, qu’aucun export ne contient.",
            remedy="Refaites l’export depuis WordPress.",
            at=at,
        )

    def start(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise InputError("ce XML est trop imbriqué.", remedy="Refaites l’export.", at=at)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        if path.stat().st_size > LARGEST:
            raise InputError("cet export est trop gros.", remedy="Exportez par année.", at=at)
        with path.open("rb") as file:
            parser.ParseFile(file)
    except expat.ExpatError as error:
        raise InputError(
            "ce XML est mal formé, ou incomplet.",
            remedy="Refaites l’export depuis WordPress ; un export coupé ne se lit pas.",
            at=Place(path.name, error.lineno),
        ) from error
    except OSError as error:
        raise os_error(error) from error


def _items(path: Path) -> tuple[str, str, list[_Item]]:
    name = address = ""
    items: list[_Item] = []
    for _event, element in ET.iterparse(path, events=("end",)):  # noqa: S314 — see `_guard`
        tag = _local(element.tag)
        if tag == "title" and not name:
            name = element.text or ""
        elif tag in ("base_blog_url", "base_site_url") and element.text:
            address = element.text if tag == "base_blog_url" or not address else address
        elif tag == "item" and len(items) < MOST:
            items.append(_item(element))
            element.clear()
    if not address and not items:
        raise InputError(
            "ce XML n’est pas un export de WordPress.",
            remedy="Dans WordPress : Outils, Exporter, Tout le contenu.",
            at=Place(path.name),
        )
    return fields.line(name), address.strip().rstrip("/"), items


def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]


def _item(element: ET.Element) -> _Item:
    told: dict[str, str] = {}
    meta: dict[str, str] = {}
    terms: list[tuple[str, str]] = []
    comments = 0
    for child in element:
        tag = "content" if child.tag == CONTENT else _local(child.tag)
        if tag == "postmeta":
            pair = {_local(one.tag): one.text or "" for one in child}
            meta[pair.get("meta_key", "")] = pair.get("meta_value", "")
        elif tag == "category":
            terms.append((child.get("domain", ""), child.text or ""))
        elif tag == "comment":
            comments += 1
        else:
            told[tag] = child.text or ""

    def get(key: str) -> str:
        return told.get(key, "").strip()

    return _Item(
        number=get("post_id"),
        kind=get("post_type"),
        title=get("title"),
        link=get("link"),
        html=told.get("content", ""),
        excerpt=get("encoded"),
        status=get("status"),
        day=get("post_date") if not get("post_date").startswith("0000") else "",
        modified=get("post_modified"),
        name=unquote(get("post_name")),
        parent=get("post_parent"),
        order=get("menu_order"),
        locked=bool(get("post_password")),
        media=get("attachment_url"),
        meta=meta,
        terms=terms,
        comments=comments,
    )


def _shown(item: _Item) -> str:
    return f"{item.kind} {item.number}"


def _page(gathered: Gathering, item: _Item, attachments: dict[str, _Item], address: str) -> None:
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
            lang="fr",
            image=thumbnail.media if thumbnail else "",
            order=int(item.order) if item.order.isdigit() and kind is OldKind.PAGE else None,
            parent=f"page {item.parent}" if item.parent not in ("", "0") else "",
            home=kind is OldKind.PAGE and link == "/",
        )
    )


def _body(gathered: Gathering, item: _Item, attachments: dict[str, _Item]) -> str:
    def gallery(numbers: Iterable[str]) -> str:
        shown = [attachments[number] for number in numbers if number in attachments]
        return "".join(f'<figure><img src="{one.media}" alt=""></figure>' for one in shown)

    blocks = {found["name"] for found in _BLOCK.finditer(item.html)}
    html = _BLOCK.sub("", item.html)
    plugins = sorted(name for name in blocks if "/" in name and not name.startswith("core/"))
    made = codes.wordpress(html, gallery)
    text = made.text if blocks else paragraphs(made.text)
    done = markdown_of(text)
    met = [(one.topic, one.name) for one in made.met]
    extra = [(codes.topic_of(name.rsplit("/", 1)[-1]), name) for name in plugins]
    gathered.left(_shown(item), [*met, *extra, *done.left])
    return done.text


def _others(gathered: Gathering, items: list[_Item]) -> None:
    """Say what has no place here: events and products of plugins, comments, authors."""
    counts = Counter(item.kind for item in items if item.kind not in {*KINDS, *SILENT, ""})
    for kind, count in sorted(counts.items()):
        topic = Topic.FORM if "event" in kind or "form" in kind else Topic.CODE
        said = f"{plural(count, 'contenu')} de type « {kind} », d’une extension : non repris."
        gathered.say(topic, said, "Refaites-les avec Comptoir (agenda, offres, formulaires).")
    if comments := sum(item.comments for item in items):
        said = f"{plural(comments, 'commentaire')} : données de personnes, non reprises."
        gathered.say(Topic.PEOPLE, said)


def _media(
    gathered: Gathering, media: Path | None, attachments: dict[str, _Item], address: str
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


def _entries(items: list[_Item]) -> list[_Item]:
    found = [item for item in items if item.kind == "nav_menu_item" and item.status == "publish"]
    return sorted(found, key=lambda item: int(item.order) if item.order.isdigit() else 0)


def _menu(items: list[_Item]) -> Iterable[OldLink]:
    by_number = {item.number: item for item in items}
    for entry in _entries(items):
        target = by_number.get(entry.meta.get("_menu_item_object_id", ""))
        label = entry.title or (target.title if target else "")
        url = entry.meta.get("_menu_item_url", "") or (target.link if target else "")
        if label and url:
            yield OldLink(fields.line(label, longest=60), url)


def _with_menu(pages: list[OldPage], items: list[_Item]) -> Iterable[OldPage]:
    entries = {f"page {e.meta.get('_menu_item_object_id', '')}": e for e in _entries(items)}
    for page in pages:
        entry = entries.get(page.key)
        if entry is None or page.draft:
            yield page
        else:
            order = int(entry.order) if entry.order.isdigit() else page.order
            yield replace(page, menu=fields.line(entry.title or page.title), order=order)
