"""Links and images of old texts: found outside code, and written anew."""

import re
from collections.abc import Callable

from comptoir.site.markdown import prose

# [a](target "title") and ![a](target), <a href="target">, <img src="target">, [id]: target
_SPACE = r"(?<=[\w%])[ ](?=[\w(-][\w(). -]{0,200}\.\w{2,4}\))"  # in a file's name
_MARKDOWN = rf"(?P<m>(?<=\]\()\s*<?(?P<mt>(?:[^()\s<>\"]|\([^()\s]*\)|{_SPACE})+))"
_HTML = r"(?P<h>\b(?:href|src|poster)\s*=\s*[\"'](?P<ht>[^\"'<>\n]+))"
_REFERENCE = r"(?P<r>^ {0,3}\[[^\]\n]+\]:[ \t]*<?(?P<rt>[^\s>]+))"
_ANY = re.compile(f"{_MARKDOWN}|{_HTML}|{_REFERENCE}", re.M)
_PELICAN = re.compile(r"[{|](?P<what>filename|static|attach)[}|](?P<path>.*)", re.S)


def rewritten(body: str, resolve: Callable[[str], str | None]) -> str:
    """Write every link target anew, code left alone.

    Args:
        body: Markdown, with HTML in it or not.
        resolve: the new target of an old one, nothing to leave it.

    >>> rewritten("[a](x.md) `[b](x.md)`", lambda old: "/x/")
    '[a](/x/) `[b](x.md)`'
    """
    parts: list[str] = []
    done = 0
    for found in _ANY.finditer(prose(body)):
        name = next(n for n in ("mt", "ht", "rt") if found[n] is not None)
        start, end = found.span(name)
        new = resolve(body[start:end].strip())
        if new is not None:
            parts += [body[done:start], new]
            done = end
    return "".join([*parts, body[done:]])


def targets(body: str) -> list[str]:
    """
    >>> targets('![](/images/a.jpg "Un titre") <img src="b.png">')
    ['/images/a.jpg', 'b.png']
    """
    found: list[str] = []

    def note(target: str) -> None:
        found.append(target)

    rewritten(body, note)
    return found


def source_path(target: str) -> str | None:
    """Return what `{filename}path`, `{static}path` or `|filename|path` names, or nothing.

    >>> source_path("{filename}../a.md"), source_path("|filename|/b.md"), source_path("/c/")
    ('../a.md', '/b.md', None)
    """
    found = _PELICAN.match(target)
    return found["path"] if found else None


def cut(target: str) -> tuple[str, str]:
    """Separate an address from its fragment.

    >>> cut("/a/#b"), cut("/a/")
    (('/a/', '#b'), ('/a/', ''))
    """
    path, mark, fragment = target.partition("#")
    return path, f"{mark}{fragment}" if fragment else ""
