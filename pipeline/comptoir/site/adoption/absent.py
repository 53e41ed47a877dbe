"""Images that an old page shows and its site does not hold: their words stay."""

import posixpath
import re
from collections.abc import Collection

from comptoir.site.markdown import prose

_ALT = r"(?:[^\]\n]|\n(?![ \t]*\n))*"
_MARKDOWN = re.compile(
    rf"!\[(?P<alt>{_ALT})\]\(\s*<?(?P<url>[^()\s<>\"']+)>?"
    r"(?:\s+(?:\"[^\"]{0,500}\"|'[^']{0,500}'))?\s*\)(?:\{[^{}\n]*\})?"
)
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*<?(?P<target>\S*?images/[^\s>]+)", re.M)
_HTML = re.compile(r"<img\b(?P<within>[^>]*)>", re.I)
_WORD = re.compile(r"\b(?P<name>src|alt)\s*=\s*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)')", re.I)
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//|#)", re.I)


def without_absent(body: str, there: Collection[str]) -> tuple[str, list[str]]:
    """Return the text with words in the place of absent images, and the names of these.

    Args:
        body: Markdown, its links already written anew.
        there: the addresses of what was adopted.

    >>> without_absent("![Le quai](/q.png) ![](/images/a.png) <img src='b.gif'>", {"/images/a.png"})
    ('Le quai ![](/images/a.png) ', ['q.png', 'b.gif'])
    >>> without_absent("![Le quai][1]\\n\\n[1]: images/q.png", ())
    ('![Le quai][1]\\n\\n[1]: #', ['q.png'])
    """
    absent: list[str] = []

    def words(url: str, alt: str, whole: str) -> str:
        if not url or url in there or _ELSEWHERE.match(url):
            return whole
        absent.append(posixpath.basename(url.rstrip("/")) or url)
        return " ".join(alt.split())

    def tag(found: re.Match[str]) -> str:
        told = {one["name"].lower(): one["a"] or one["b"] or "" for one in _WORD.finditer(found[0])}
        return words(told.get("src", ""), told.get("alt", ""), found[0])

    def definition(found: re.Match[str]) -> str:
        """An image named below the text: its line must lead somewhere."""
        kept = words(found["target"], "#", found["target"])
        return f"{found[0][: found.start('target') - found.start()]}{kept}"

    parts, done = [], 0
    text = prose(body)
    made = [(one, words(one["url"], one["alt"], one[0])) for one in _MARKDOWN.finditer(text)]
    made += [(one, tag(one)) for one in _HTML.finditer(text)]
    made += [(one, definition(one)) for one in _REFERENCE.finditer(text)]
    for found, new in sorted(made, key=lambda one: one[0].start()):
        if found.start() < done:
            continue
        parts += [body[done : found.start()], new]
        done = found.end()
    return "".join([*parts, body[done:]]), list(dict.fromkeys(absent))
