"""What an old text makes a reader's browser fetch elsewhere: a link instead, and it is said.

The site's policy lets nobody else be called: such an image would stay blank, and hold its page
back until it is declared.
"""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from comptoir.site.markdown import prose

_AWAY = r"(?:https?:)?//[^\s\"'<>)]+"
_ALT = r"(?:[^\]\n]|\n(?![ \t]*\n))*"  # an alternative text may go on to the next line
_IMAGE = re.compile(
    rf"(?P<in>(?<!\\)\[)?!\[(?P<alt>{_ALT})\]\(\s*<?(?P<url>{_AWAY}(?:\([^()\s]*\)[^\s)]*)?)>?"
    r"(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)(?P<more>\{[^{}\n]*\})?"
)
_BY_NAME = re.compile(r"!(?=\[(?P<alt>[^\]\n]*)\]\s?\[(?P<id>[^\]\n]*)\])")
_NAMED = re.compile(rf"^ {{0,3}}\[(?P<id>[^\]\n]+)\]:[ \t]*<?{_AWAY}", re.M)
_TAG = re.compile(
    r"<(?P<pair>iframe|script|object|video|audio)\b(?P<within>[^>]*)>(?P<inner>.*?)</(?P=pair)\s*>"
    r"|<(?P<tag>img|embed|script|iframe|link|input)\b(?P<alone>[^>]*)>",
    re.I | re.S,
)
_STYLE = re.compile(r"<style\b[^>]*>(?P<css>.*?)</style\s*>", re.I | re.S)
_CALL = re.compile(rf"(?:url\(|@import)\s*(?:url\()?\s*[\"']?(?P<url>{_AWAY})", re.I)
_ATTRIBUTE = re.compile(r"\b(?P<name>src|data|href|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.I)
_SOURCE = re.compile(rf"\bsrc\s*=\s*[\"']({_AWAY})", re.I)


def without_calls(body: str) -> tuple[str, list[str]]:
    """Return the text with links in the place of what comes from elsewhere, and the hosts.

    >>> without_calls("![Le quai](https://a.example.org/q.png)")
    ('[Le quai](https://a.example.org/q.png)', ['a.example.org'])
    >>> without_calls("[![](http://a.example.org/q.png)](/b/) <script>x()</script>")
    ('[q.png](/b/) ', ['a.example.org', 'la page'])
    >>> without_calls("![Le\\nquai](https://a.example.org/q.png)")[0]
    '[Le quai](https://a.example.org/q.png)'
    >>> without_calls("![Le quai](/images/q.png) `<script>`")
    ('![Le quai](/images/q.png) `<script>`', [])
    >>> without_calls("<style>a{src:url('//a.example.org/b.ttf')}</style>Un")
    ('Un', ['a.example.org'])
    """
    hosts: list[str] = []

    def image(found: re.Match[str]) -> str:
        hosts.append(_host(found["url"]))
        label = _label(found["alt"], found["url"])
        return f"[{label}" if found["in"] else f"[{label}]({found['url']})"

    def tag(found: re.Match[str]) -> str:
        name = (found["pair"] or found["tag"]).lower()
        told = {
            a[0].lower(): a[1] or a[2]
            for a in _ATTRIBUTE.findall(found["within"] or found["alone"] or "")
        }
        url = told.get("src") or told.get("data") or (told.get("href") if name == "link" else "")
        inner = _SOURCE.search(found["inner"] or "")
        url = (url or (inner[1] if inner else "")).strip()
        away = re.match(_AWAY, url) is not None
        if name in ("img", "video", "audio", "embed", "object", "link", "input") and not away:
            return found[0]
        hosts.append(_host(url))
        if name in ("script", "link", "input") or not away:
            return ""
        label = _label(told.get("alt", ""), url)
        return f'<a href="{url}">{label}</a>' if name == "img" else f"[{label}]({url})"

    def style(found: re.Match[str]) -> str:
        called = [_host(call["url"]) for call in _CALL.finditer(found["css"])]
        hosts.extend(called)
        return "" if called else found[0]

    body = _replaced(_STYLE, _replaced(_IMAGE, body, image), style)
    names = {found["id"].casefold() for found in _NAMED.finditer(prose(body))}

    def by_name(found: re.Match[str]) -> str:
        if (found["id"] or found["alt"]).casefold() not in names:
            return found[0]
        hosts.append("la page")
        return ""

    body = _replaced(_BY_NAME, body, by_name) if names else body
    return _replaced(_TAG, body, tag), list(dict.fromkeys(hosts))


def _replaced(pattern: re.Pattern[str], body: str, new: Callable[[re.Match[str]], str]) -> str:
    """Replace outside code, which `prose` blanks without moving anything."""
    parts, done = [], 0
    for found in pattern.finditer(prose(body)):
        parts += [body[done : found.start()], new(found)]
        done = found.end()
    return "".join([*parts, body[done:]])


def _label(alt: str, url: str) -> str:
    said = " ".join(alt.split()).replace("[", "(").replace("]", ")")
    path = urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1]
    return said or path or _host(url)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or "la page"
    except ValueError:
        return "la page"
