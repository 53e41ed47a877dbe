"""Where an element stands in the source of a page.

Lexbor keeps no position, so the source is read, once and only when something was found: the nth
element of a name in the tree is its nth start tag in the source, once comments and the content of
scripts, styles and templates are skipped.
"""

import re
from collections.abc import Iterator

OPAQUE = frozenset(
    ("script", "style", "textarea", "title", "template", "xmp", "noembed", "noframes")
)
_TAG = re.compile(
    r"""<!--.*?(?:-->|\Z)|<(?P<name>[a-zA-Z][^\s/>]*)(?:[^>"']|"[^"]*"|'[^']*')*>""", re.DOTALL
)


def _after(source: str, tag: re.Match[str], name: str) -> int:
    """Return where reading goes on after a start tag: past its content when it is no markup."""
    if name not in OPAQUE or tag[0].endswith("/>"):
        return tag.end()
    end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(source, tag.end())
    return end.end() if end else len(source)


def line_at(source: str, offset: int) -> int:
    """Return the line of an offset, from 1; 0 when the offset is unknown."""
    return source.count("\n", 0, offset) + 1 if offset >= 0 else 0


def lines_of(source: str) -> dict[str, list[int]]:
    """Return the line of each start tag, by name, in one pass over the source.

    >>> lines_of("<h1>a</h1>\\n<!-- <h2> --><h2>b</h2>\\n<script>'<h2>'</script><H2>c</h2>")["h2"]
    [2, 3]
    """
    found: dict[str, list[int]] = {}
    start, line, counted = 0, 1, 0
    while tag := _TAG.search(source, start):
        start = tag.end()
        name = (tag["name"] or "").lower()
        if name:
            line += source.count("\n", counted, tag.start())
            counted = tag.start()
            found.setdefault(name, []).append(line)
        start = _after(source, tag, name)
    return found


_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?""")


_SOME_TAG = re.compile(rb"<[a-z][^<>]*>")
_seen: set[bytes] = set()  # lines that repeat nothing: a template brings its own to every page


def may_repeat(lower: bytes) -> bool:
    """Say whether some tag may bear the same attribute twice; a quick look, without parsing.

    >>> may_repeat(b'<p id="a" class="b">'), may_repeat(b'<p id="a" id="b">')
    (False, True)
    """
    if len(_seen) > 100_000:
        _seen.clear()
    fresh = set(lower.split(b"\n")).difference(_seen)
    for line in fresh:
        if line.rfind(b"<") > line.rfind(b">"):
            return _repeats(lower)  # a tag goes on over the end of its line
    if _repeats(b"\n".join(fresh)):
        return True
    _seen.update(fresh)
    return False


def _repeats(lower: bytes) -> bool:
    for tag in set(_SOME_TAG.findall(lower)):
        if len(tag.split(None, 2)) < 3 and tag.count(b"=") < 2:
            continue  # one attribute at most
        names = _ATTRIBUTE.findall(tag.partition(b" ")[2].decode("utf-8", "replace"))
        if len(names) != len(set(names)):
            return True
    return False


def start_tags(source: str) -> Iterator[tuple[str, list[str], int]]:
    """Yield each start tag of a text: its name, the names of its attributes, its offset.

    >>> list(start_tags("<!-- <p> --><img alt='' ALT=x>"))
    [('img', ['alt', 'alt'], 12)]
    """
    start = 0
    while found := _TAG.search(source, start):
        start = found.end()
        name = (found["name"] or "").lower()
        if not name:
            continue
        inside = source[found.end("name") : found.end() - 1]
        if "=" in inside or " " in inside:
            names = [each[1].lower() for each in _ATTRIBUTE.finditer(inside)]
            yield name, names, found.start()
        start = _after(source, found, name)
