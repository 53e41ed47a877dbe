"""Where an element stands in the source of a page.

Lexbor keeps no position, so the source is searched, and only when something was found: the nth
element of a name in the tree is its nth start tag in the source, once comments and the content of
scripts, styles and templates are skipped.
"""

import re

OPAQUE = frozenset(
    ("script", "style", "textarea", "title", "template", "xmp", "noembed", "noframes")
)
_TAG = re.compile(
    r"""<!--.*?(?:-->|\Z)|<(?P<name>[a-zA-Z][^\s/>]*)(?:[^>"']|"[^"]*"|'[^']*')*>""", re.DOTALL
)


def offset_of(source: str, tag: str, nth: int) -> int:
    """Return where the nth (from 0) start tag of this name begins; -1 when there is none.

    >>> offset_of("<!-- <p> --><script>'<p>'</script><p>a<p>b", "p", 1)
    38
    """
    start, seen = 0, 0
    while found := _TAG.search(source, start):
        start = found.end()
        name = (found["name"] or "").lower()
        if name == tag:
            if seen == nth:
                return found.start()
            seen += 1
        if name in OPAQUE and not found[0].endswith("/>"):
            end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(source, start)
            start = end.end() if end else len(source)
    return -1


def line_at(source: str, offset: int) -> int:
    """Return the line of an offset, from 1; 0 when the offset is unknown."""
    return source.count("\n", 0, offset) + 1 if offset >= 0 else 0


def line_of(source: str, tag: str, nth: int) -> int:
    """
    >>> line_of("<h1>a</h1>\\n<h2>b</h2>\\n<h2>c</h2>", "h2", 1)
    3
    """
    return line_at(source, offset_of(source, tag, nth))
