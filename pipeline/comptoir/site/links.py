"""Where a link leads: inside the site, outside it, or to something that is no page."""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from urllib.parse import unquote, urljoin, urlsplit

NOWHERE = "https://comptoir.invalid"  # stands for a public address that nobody knows


class Where(Enum):
    """What kind of thing a link leads to."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    OTHER = "other"  # mailto, tel, javascript, data…


@dataclass(frozen=True, slots=True)
class Target:
    """A resolved link: a path from the root of the site when inside, a host when outside."""

    where: Where
    path: str = ""
    fragment: str = ""
    host: str = ""
    scheme: str = ""


def resolve(href: str, *, page_url: str, base: str = "") -> Target:
    """Resolve a link written on a page.

    Args:
        href: as written.
        page_url: path of the page from the root of the site, "/contact/".
        base: public address of the root of the site, with its prefix if it has one.

    >>> resolve("../a/?x=1#b", page_url="/c/d/", base="https://example.org").path
    '/c/a/'
    >>> resolve("https://example.org/kit/a/", page_url="/", base="https://example.org/kit").path
    '/a/'
    """
    if href[:1] == "/" and href[1:2] != "/":
        page_url = "/"  # the same from every page: one entry in the cache
    return _resolve(href, page_url, base.rstrip("/"))


@lru_cache(maxsize=65536)
def _resolve(href: str, page_url: str, base: str) -> Target:
    full = _joined(href.strip(), f"{base or NOWHERE}{page_url}")
    if full is None:
        return Target(Where.OTHER, scheme="invalid")
    parts = urlsplit(full)
    if parts.scheme not in ("http", "https"):
        return Target(Where.OTHER, scheme=parts.scheme)
    home = urlsplit(base or NOWHERE)
    host, path = (parts.hostname or "").lower(), unquote(parts.path) or "/"
    prefix = home.path.rstrip("/")
    if not _same_host(host, (home.hostname or "").lower()) or not _under(path, prefix):
        return Target(Where.OUTSIDE, path, unquote(parts.fragment), host, parts.scheme)
    inside = path.removeprefix(prefix) or "/"
    return Target(Where.INSIDE, inside, unquote(parts.fragment), host, parts.scheme)


def _joined(href: str, page: str) -> str | None:
    try:
        full = urljoin(page, href)
        _ = urlsplit(full).hostname
    except ValueError:  # [brackets] that are no IPv6 address
        return None
    return full


def host_of(url: str) -> str:
    """Return the host that an address names; nothing when it names none, or cannot be read.

    >>> host_of("https://Exemple.example.org/a"), host_of("/a"), host_of("https://[a")
    ('exemple.example.org', '', '')
    """
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _same_host(one: str, other: str) -> bool:
    return one.removeprefix("www.") == other.removeprefix("www.")


def _under(path: str, prefix: str) -> bool:
    return not prefix or path == prefix or path.startswith(f"{prefix}/")


def addresses(paths: Iterable[str]) -> dict[str, str]:
    """Return the addresses under which static hosts serve files, each with its file.

    >>> sorted(addresses(["a/index.html", "b.html"]))
    ['/a', '/a/', '/a/index.html', '/b', '/b.html', '/b/']
    """
    served: dict[str, str] = {}
    for path in paths:
        served[f"/{path}"] = path
        folder, name = posixpath.split(path)
        if name in ("index.html", "index.htm"):
            served[f"/{folder}/" if folder else "/"] = path
            served.setdefault(f"/{folder}", path)
        elif name.endswith((".html", ".htm")):
            bare = f"/{path.rsplit('.', 1)[0]}"
            served.setdefault(bare, path)
            served.setdefault(f"{bare}/", path)
    return served


def url_of(path: str) -> str:
    """Return the address of a built page from the root of the site.

    >>> url_of("contact/index.html"), url_of("index.html"), url_of("a/b.html")
    ('/contact/', '/', '/a/b.html')
    """
    folder, name = posixpath.split(path)
    if name in ("index.html", "index.htm"):
        return f"/{folder}/" if folder else "/"
    return f"/{path}"


def redirected(path: str, redirects: Mapping[str, str]) -> bool:
    """Say whether a rule of the host (`_redirects`) answers for a path."""
    return any(
        path == source or (source.endswith("*") and path.startswith(source[:-1]))
        for source in redirects
    )
