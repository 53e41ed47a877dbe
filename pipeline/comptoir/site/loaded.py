"""What a page makes a browser fetch by itself, without any act of the reader."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser
from selectolax.lexbor import LexborNode as Node

from comptoir.site import styles
from comptoir.site.elements import Attributes

_JAVASCRIPT = re.compile(r"(?:text|application)/(?:x-)?(?:java|ecma)script(?:1\.\d)?\Z|module\Z|\Z")
_SRCSET = re.compile(r"\s*([^\s,]\S*[^\s,]|[^\s,])(?:\s+[^,]*)?(?:,|\Z)")
# A tile server's address starts with a variable: https://{s}.tile.example.org/…
_URL_IN_SCRIPT = re.compile(
    r"""["'`](?:https?:)?//(?:\$?\{\w+\}\.)?([a-z0-9.-]+\.[a-z]{2,}[^"'`\s]*)["'`]""", re.I
)
_FETCHES = re.compile(
    r"createElement|\.src\b|\bimport\s*\(|\bfetch\s*\(|XMLHttpRequest|sendBeacon|new Image\b|"
    r"document\.write|[lL]oadScript|getScript|[lL]ayer\(|\bajax\b|\bsrc\s*[:=]|EventSource|"
    r"importScripts|setAttribute\(\s*[\"']src"
)
# What stands before an address that a click opens, or that is a piece of data.
_LINKS_TO = re.compile(
    r"""(?:\bhref\\?["']?\s*[:=,]\s*\\?|\bwindow\.open\(\s*|\blocation(?:\.href)?\s*=\s*|"""
    r"""["'](?:link|lien|url|website|site|fr|en)["']\s*:\s*)$"""
)
# Relations of <link> that make a browser open a connection or fetch (HTML, § 4.6.7).
LINKS = {
    "stylesheet": "style",
    "icon": "icon",
    "apple-touch-icon": "icon",
    "mask-icon": "icon",
    "preload": "preload",
    "modulepreload": "script",
    "prefetch": "prefetch",
    "preconnect": "preconnect",
    "dns-prefetch": "preconnect",
    "prerender": "prefetch",
    "manifest": "manifest",
}
TAGS = ("link", "script", "img", "source", "iframe", "frame", "embed", "object", "video", "audio",
        "track", "input", "image", "use", "style", "body")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resource:
    """One address fetched automatically, as written, and the element that asks for it."""

    url: str
    kind: str  # script, style, image, frame, font, media, object, preconnect, manifest, mention…
    node: Node | None = field(default=None, compare=False, repr=False)


def runs(attributes: Attributes) -> bool:
    """Say whether a script with these attributes runs: data blocks and parked ones do not.

    >>> runs({"type": "text/plain"}), runs({"type": "application/ld+json"}), runs({})
    (False, False, True)
    """
    return bool(_JAVASCRIPT.match((attributes.get("type") or "").strip().lower()))


def srcset(text: str) -> list[str]:
    """
    >>> srcset("a.jpg 1x, https://x.example.org/b,c.jpg 2x")
    ['a.jpg', 'https://x.example.org/b,c.jpg']
    """
    return [found[1] for found in _SRCSET.finditer(text)] if text else []


def written_in_script(script: str) -> list[str]:
    """Return the absolute addresses that a script may fetch: those it links to are none.

    >>> written_in_script("g.src='https://t.example.org/x.js';")
    ['//t.example.org/x.js']
    >>> written_in_script("el.innerHTML = '<a href=\\"https://t.example.org/\\">'; i.src = x")
    []
    """
    if "//" not in script or not _FETCHES.search(script):
        return []
    found = _URL_IN_SCRIPT.finditer(script)
    return [f"//{m[1]}" for m in found if not _LINKS_TO.search(script[: m.start()][-40:])]


def of_link(node: Node) -> Iterator[Resource]:
    attributes = node.attributes
    href = attributes.get("href")
    if not href:
        return
    relations = (attributes.get("rel") or "").lower().split()
    if "alternate" in relations and "stylesheet" in relations:
        return  # fetched by some browsers only, and never applied by itself
    kind = next((LINKS[name] for name in relations if name in LINKS), "")
    if kind == "preload":
        kind = attributes.get("as") or "preload"
    if kind:
        yield Resource(href, kind, node)


def of_script(node: Node) -> Iterator[Resource]:
    attributes = node.attributes
    if runs(attributes) and (source := attributes.get("src")):
        yield Resource(source, "script", node)


def of_frame(node: Node) -> Iterator[Resource]:
    attributes = node.attributes
    if inner := attributes.get("srcdoc"):
        for resource in of_tree(LexborHTMLParser(inner)):
            yield Resource(resource.url, resource.kind, node)
    elif source := attributes.get("src"):
        yield Resource(source, "frame", node)


def of_image(node: Node) -> Iterator[Resource]:
    attributes = node.attributes
    if source := attributes.get("src"):
        yield Resource(source, "image", node)
    for value in srcset(attributes.get("srcset") or ""):
        yield Resource(value, "image", node)


def of_media(node: Node) -> Iterator[Resource]:
    """Sources, videos, sounds, embedded objects, image buttons."""
    attributes = node.attributes
    tag = node.tag or ""
    kind = {"video": "media", "audio": "media", "track": "media", "source": "media"}.get(
        tag, "object" if tag in ("embed", "object") else "image"
    )
    if tag == "input" and (attributes.get("type") or "").lower() != "image":
        return
    if tag in ("video", "audio", "source", "track") and _waits(node, attributes):
        attributes = {"poster": attributes.get("poster")}
    for name in ("src", "data", "poster", "background"):
        if value := attributes.get(name):
            yield Resource(value, "image" if name in ("poster", "background") else kind, node)
    for name in ("srcset", "imagesrcset"):
        for value in srcset(attributes.get(name) or ""):
            yield Resource(value, "image", node)


def _waits(node: Node, attributes: dict[str, str | None]) -> bool:
    """Say whether a medium waits for the reader: `preload="none"` and no autoplay."""
    here: Node | None = node
    if node.tag in ("source", "track"):
        here = node.parent
        if here is None or here.tag not in ("video", "audio"):
            return False
        attributes = here.attributes
    return attributes.get("preload") == "none" and "autoplay" not in attributes


def of_style(text: str, node: Node) -> Iterator[Resource]:
    for load in styles.loads(text):
        yield Resource(load.url, load.kind, node)


def of_use(node: Node) -> Iterator[Resource]:
    attributes = node.attributes
    href = attributes.get("href") or attributes.get("xlink:href") or ""
    if href and not href.startswith("#"):
        yield Resource(href, "image", node)


def of_node(node: Node) -> Iterator[Resource]:
    """Yield what one element loads."""
    tag = node.tag
    if tag == "img":
        yield from of_image(node)
    elif tag == "link":
        yield from of_link(node)
    elif tag == "script":
        yield from of_script(node)
    elif tag in ("iframe", "frame"):
        yield from of_frame(node)
    elif tag in ("use", "image"):
        yield from of_use(node)
    elif tag == "style":
        yield from of_style(node.text(), node)
    else:
        yield from of_media(node)


def of_tree(tree: LexborHTMLParser) -> Iterator[Resource]:
    for node in tree.css(",".join(TAGS)):
        yield from of_node(node)
    for node in tree.css("[style]"):
        yield from of_style(node.attributes.get("style") or "", node)
