"""What a style sheet makes a browser load, and the declarations that some rules read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?["']?\s*([^"')\s;]+)""", re.IGNORECASE)
_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^()"'\s]*))\s*\)""", re.IGNORECASE)
_FONT = re.compile(r"\.(?:woff2?|ttf|otf|eot)(?:[?#]|$)", re.IGNORECASE)
# A rule begins where the sheet does or after a brace: nothing is tried inside a long run of text.
_RULE = re.compile(r"(?<![^{}])([^{}]++)\{([^{}]*+)\}")


@dataclass(frozen=True, slots=True)
class CssLoad:
    """One address that a style sheet loads, and where it is written."""

    url: str
    kind: str  # style, font, image
    offset: int


def blanked(css: str) -> str:
    """Return the sheet with its comments turned to spaces, line ends and offsets kept."""
    return _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), css)


def loads(css: str) -> Iterator[CssLoad]:
    """Yield each address loaded by `@import` or `url()`, inline data and fragments apart.

    >>> [(load.kind, load.url) for load in loads("@import 'a.css'; p{background:url(b.png)}")]
    [('style', 'a.css'), ('image', 'b.png')]
    """
    if "url(" not in css and "@import" not in css:
        return
    plain = blanked(css)
    imported = set()
    for found in _IMPORT.finditer(plain):
        imported.add(found.start(1))
        yield CssLoad(found[1], "style", found.start())
    for found in _URL.finditer(plain):
        url = (found[1] or found[2] or found[3] or "").strip()
        inside = {found.start(group) for group in (1, 2, 3) if found[group] is not None}
        if url and not imported & inside and not url.startswith(("data:", "#")):
            yield CssLoad(url, "font" if _FONT.search(url) else "image", found.start())


def declarations(css: str) -> Iterator[tuple[str, str, int]]:
    """Yield selector, declarations and offset of each rule.

    >>> [(selector, body) for selector, body, _ in declarations("a:focus{outline:none}")]
    [('a:focus', 'outline:none')]
    """
    plain = blanked(css)
    for found in _RULE.finditer(plain):
        lead = len(found[1]) - len(found[1].lstrip())
        yield found[1].strip(), found[2].strip(), found.start() + lead
