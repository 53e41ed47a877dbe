"""The Markdown that every converter reads alike: on request, a faster one reads it.

Headings, paragraphs, flat lists, bold, italics and links, each on its own lines. A text that holds
anything else, or any doubt, is left to the usual converter.
"""

import importlib
import re
from collections.abc import Callable
from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring

# Signs that open something else somewhere: HTML, entities, code, tables, components, attributes…
_STRANGE = re.compile(
    r"[<&\\`|~_{}^\t\r\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]|:::"
)
_SAID = r"(?P<said>(?:[^\W_]|[«“(*\[]).*)"
_HEADING, _BULLET = re.compile(rf"#{{1,6}} {_SAID}"), re.compile(rf"- {_SAID}")
_RANK = re.compile(rf"(?P<rank>\d{{1,3}})\. {_SAID}")
_PARAGRAPH = re.compile(
    r"[^\W\d_]|[«“(’'\"]|\d+(?![\d.)])|\*(?=[^\W\d_])|\*\*(?=[^\W_])|\[(?=[^\W_])"
)
_BEFORE, _AFTER = r"[^ \u00a0\u202f(«’]", r"(?![^ \u00a0\u202f.,;:!?)»…])"
_WORDS = r"[^\W_](?:[^*\[\]\n]*[^\W_])?"  # from a letter or a figure to another; a stop may end it
# What opens is looked for first, and what stands before it after: it is many times as fast.
_STRONG = re.compile(rf"\*\*(?<!{_BEFORE}\*\*)(?:{_WORDS}\*\*{_AFTER}|{_WORDS}[.!?…]\*\*(?![^ ]))")
_EMPHASIS = re.compile(rf"\*(?<!{_BEFORE}\*)(?:{_WORDS}\*{_AFTER}|{_WORDS}[.!?…]\*(?![^ ]))")
_LINK = re.compile(
    rf"\[(?<!{_BEFORE}\[){_WORDS}"
    rf"\]\((?:https?://|mailto:|/|#)[A-Za-z0-9/.#?=@%+~-]*\){_AFTER}"
)
_ORDERED = re.compile(r"\d+[.)]")
_LEFT = re.compile(r"[*\[\]]")


def is_plain(text: str) -> bool:
    """Whether every converter reads a text alike.

    >>> is_plain("## Un titre\\n\\nDu **gras** et [un lien](/la/).\\n\\n- un\\n- deux\\n")
    True
    >>> is_plain("Une * étoile"), is_plain("Du `code`"), is_plain("- un\\n\\n- deux")
    (False, False, False)
    """
    if _STRANGE.search(text):
        return False
    kinds = []
    for block in re.split(r"\n{2,}", text.strip("\n")):
        kind = _kind(block.split("\n")) if block else ""
        if kind is None:
            return False
        kinds.append(kind)
    return ("l", "l") not in pairwise(kinds)  # one list or two: they do not agree


def reader() -> Callable[[str], Element]:
    """Return what makes a tree of a plain text.

    Raises:
        ModuleNotFoundError: the library is not installed.
    """
    html: Callable[[str], str] = importlib.import_module("pyromark").html

    def read(text: str) -> Element:
        return fromstring(f"<div>{html(text)}</div>")  # noqa: S314 — what it was just given

    return read


def _kind(lines: list[str]) -> str | None:
    """Return what a block is, in one letter; nothing when that is in doubt."""
    if any(line != line.strip() for line in lines):
        return None
    first = lines[0]
    if first.startswith("#"):
        heading = _HEADING.fullmatch(first) if len(lines) == 1 else None
        plain = heading and not first.endswith("#") and _plain_words(heading["said"])
        return "h" if plain else None
    if bullet := [found for line in lines if (found := _BULLET.fullmatch(line))]:
        return "l" if len(bullet) == len(lines) and all(map(_plain_item, bullet)) else None
    if ranks := [found for line in lines if (found := _RANK.fullmatch(line))]:
        told = [found["rank"] for found in ranks] == [str(n + 1) for n in range(len(lines))]
        return "l" if told and all(map(_plain_item, ranks)) else None
    plain = all(map(_PARAGRAPH.match, lines)) and _plain_words(" ".join(lines))
    return "p" if plain else None


def _plain_item(found: "re.Match[str]") -> bool:
    said = found["said"]
    return _ORDERED.match(said) is None and _plain_words(said)


def _plain_words(line: str) -> bool:
    if "[" in line:
        line = _LINK.sub("a", line)
    if "*" in line:
        line = _EMPHASIS.sub("a", _STRONG.sub("a", line))
    return _LEFT.search(line) is None
