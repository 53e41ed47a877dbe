"""Small decisions about a folder of built pages: the site's public address, its redirections."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from urllib.parse import unquote, urlsplit

from comptoir.site.built import Sitemap

_LOCATION = re.compile(
    r"<loc>\s*(?:<!\[CDATA\[)?\s*([^<\]]+?)\s*(?:\]\]>)?\s*</loc>", re.IGNORECASE
)
_CANONICAL = re.compile(
    r"""<link\b(?=[^>]*\brel\s*=\s*["']?canonical)[^>]*\bhref\s*=\s*["']?([^"'\s>]+)""",
    re.IGNORECASE,
)
_SHARED = re.compile(
    r"""<meta\b(?=[^>]*\bproperty\s*=\s*["']?og:url)[^>]*\bcontent\s*=\s*["']?([^"'\s>]+)""",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"""\b(?:href|src)\s*=\s*["']?(?:https?://([^/"'\s>]+))?(/(?!/)[^"'\s>?#]*)""", re.IGNORECASE
)
PAGE = (".html", ".htm", ".xhtml")


def locations(text: str) -> tuple[str, ...]:
    """Return the addresses listed by a site map."""
    return tuple(found[1].replace("&amp;", "&") for found in _LOCATION.finditer(text))


def sitemap(shown: str, text: str) -> Sitemap:
    return Sitemap(shown, locations(text))


def public_address(cname: str, home: str, maps: Iterable[Sitemap]) -> str:
    """Guess the public address of the root of a site from what it says of itself.

    >>> public_address("www.example.org\\n", "", [])
    'https://www.example.org'
    >>> public_address("", '<link rel="canonical" href="https://example.org/kit/">', [])
    'https://example.org/kit'
    """
    if found := _CANONICAL.search(home) or _SHARED.search(home):
        return _origin(found[1], whole=True)
    if cname.strip():
        return f"https://{cname.split()[0]}"
    shortest = sorted((loc for site_map in maps for loc in site_map.locations), key=len)
    return _origin(shortest[0], whole=False) if shortest else ""


def _origin(url: str, *, whole: bool) -> str:
    parts = urlsplit(url)
    if not parts.scheme.startswith("http") or not parts.netloc:
        return ""
    path = re.sub(r"/(?:index\.html?)?$", "", parts.path) if whole else ""
    return f"{parts.scheme}://{parts.netloc}{path}"


def mount(sources: Iterable[str], served: Mapping[str, str], base: str = "") -> str:
    """Guess the folder under which a whole site is published, from the addresses in its pages.

    A host that gives each project a folder (`example.org/kit/`) makes links that start with it,
    though no such folder is among the files.

    Args:
        sources: the text of some pages.
        served: the addresses of the files, from the root of the folder.
        base: the public address, when it is known: links to its host count too.

    >>> mount(['<a href="/kit/a.html"><a href="/kit/b.html">'], {"/a.html": "", "/b.html": ""})
    '/kit'
    >>> mount(['<a href="/a.html">'], {"/a.html": ""})
    ''
    """
    host = urlsplit(base).netloc
    paths = {
        unquote(path)
        for source in sources
        for there, path in _ADDRESS.findall(source)
        if not there or there == host
    }
    firsts = Counter(path.split("/")[1] for path in paths if path.count("/") > 1)
    for first, _ in firsts.most_common(1):
        here = f"/{first}"
        if any(path == here or path.startswith(f"{here}/") for path in served):
            return ""
        under = [path.removeprefix(here) for path in paths if path.startswith(f"{here}/")]
        found = sum(path in served for path in under)
        return here if found * 2 >= len(under) > 1 else ""
    return ""


def redirections(text: str) -> Mapping[str, str]:
    """Read a `_redirects` file (Netlify, Cloudflare Pages): source, target.

    >>> redirections("/vieux /neuf 301\\n# note\\n/a/* /b/:splat")
    {'/vieux': '/neuf', '/a/*': '/b/:splat'}
    """
    rows = (line.split() for line in text.splitlines() if line[:1] == "/")
    return {row[0]: row[1] for row in rows if len(row) > 1}
