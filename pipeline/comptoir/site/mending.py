"""What can safely be mended in a Markdown text, as edits of its characters.

An edit never touches code, addresses, merge fields nor the attributes of a component, and what is
mended once is left alone the next time.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from comptoir.site.writing import HIDDEN, Writing
from comptoir.text import NBSP, NNBSP

SPACES, APOSTROPHES = "espaces insécables", "apostrophes"
REFERENCES, PICTURES = "liens déplacés", "attributs d’images"
_END = rf"(?=[\s{NBSP}{NNBSP}»)\]*_”\"{HIDDEN}]|$)"
# A pattern whose whole match is replaced.
_TYPOGRAPHY = (
    (re.compile(rf"(?<=[^\s{HIDDEN}|])[ ]+(?=[;!?](?!\[))|(?<={HIDDEN})[ ](?=[;!?](?!\[))"), NNBSP),
    (re.compile(rf"(?:(?<=[^\W_])|(?<=[»)’”…%]))(?=[;!?]+{_END})"), NNBSP),
    (re.compile(rf"(?<=[^\s|])[ ](?=:{_END})"), NBSP),
    (re.compile(rf"(?:(?<=[^\W_])|(?<=[»)’”…%]))(?=:{_END})"), NBSP),
    (re.compile(r"(?<=«)[ ]?(?=[^\s\u00a0\u202f])"), NBSP),
    (re.compile(r"(?<=[^\s\u00a0\u202f])[ ]?(?=»)"), NBSP),
    (re.compile(r"(?<=\d)[ ](?=%)"), NNBSP),
    (re.compile(r"(?<=\d)[ ](?=€)"), NBSP),
)
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_LINK = re.compile(r"(?<!\\)\]\(\s*<?(?P<path>/[^)\s>#?]*)")
_HREF = re.compile(r"""\bhref\s*=\s*["'](?P<path>/[^"'#?]*)""", re.IGNORECASE)
_IMAGE = re.compile(
    r"""<(?P<tag>img|iframe)\b(?P<inside>(?:[^>"']|"[^"]*"|'[^']*')*?)(?P<end>\s*/?>)""", re.I
)
_ATTRIBUTE = re.compile(r"""([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
Size = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Characters replaced, and what it is called."""

    start: int
    end: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What mending may know of the project.

    Attributes:
        moved: old addresses of the site, and where they lead.
        decorative: names of images that the register says decorative.
        size_of: width and height in pixels of an image of the site; None when it has none.
        apostrophes: whether the charter asks for curved ones.
    """

    moved: Mapping[str, str] = field(default_factory=dict)
    decorative: frozenset[str] = frozenset()
    size_of: Callable[[str], Size | None] = lambda name: None
    apostrophes: bool = False


def edits_of(text: str, known: Known, *, french: bool = True) -> list[Edit]:
    """Return what to mend in a text, in order; nothing overlaps."""
    writing = Writing(text)
    found = list(_references(writing, known)) + list(_pictures(writing, known))
    if french:
        found += _typography(writing.prose, known)
    kept: list[Edit] = []
    for edit in sorted(found):
        if not kept or edit.start > kept[-1].end or edit.start == edit.end > kept[-1].end:
            kept.append(edit)
    return kept


def applied(text: str, edits: list[Edit]) -> str:
    """
    >>> text = "Venez! Dit-il : « oui »"
    >>> applied(text, edits_of(text, Known())).replace("\\u202f", "_").replace("\\xa0", "~")
    'Venez_! Dit-il~: «~oui~»'
    """
    parts, at = [], 0
    for edit in edits:
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])


def _typography(prose: str, known: Known) -> Iterator[Edit]:
    for pattern, wanted in _TYPOGRAPHY:
        for found in pattern.finditer(prose):
            if prose.startswith(":", found.end()) and _is_emoji(prose, found.start()):
                continue
            yield Edit(found.start(), found.end(), wanted, SPACES)
    if known.apostrophes:
        for found in _APOSTROPHE.finditer(prose):
            yield Edit(found.start(), found.end(), "’", APOSTROPHES)


def _is_emoji(prose: str, at: int) -> bool:
    """Say whether a colon closes a word that another one opens, as in `:smile:`."""
    return re.search(r":[\w+-]+\Z", prose[max(0, at - 40) : at]) is not None


def _references(writing: Writing, known: Known) -> Iterator[Edit]:
    for pattern in (_LINK, _HREF):
        for found in pattern.finditer(writing.text):
            old = found["path"]
            new = known.moved.get(old) or known.moved.get(f"{old}/")
            if new and new != old and not _inside(writing, found.start()):
                yield Edit(found.start("path"), found.end("path"), new, REFERENCES)


def _pictures(writing: Writing, known: Known) -> Iterator[Edit]:
    for found in _IMAGE.finditer(writing.text):
        if _inside(writing, found.start()):
            continue
        has = {
            name.lower(): one or two or three
            for name, one, two, three in _ATTRIBUTE.findall(found["inside"])
        }
        added = "".join(f' {name}="{value}"' for name, value in _missing(found["tag"], has, known))
        if added:
            at = found.start("end")
            yield Edit(at, at, added, PICTURES)


def _missing(tag: str, has: Mapping[str, str], known: Known) -> Iterator[tuple[str, str]]:
    if tag.lower() == "img":
        source = has.get("src", "")
        name = source.removeprefix("/images/") if source.startswith("/images/") else ""
        if name in known.decorative and "alt" not in has:
            yield "alt", ""
        size = known.size_of(name) if name and "width" not in has and "height" not in has else None
        if size is not None:
            yield "width", str(size[0])
            yield "height", str(size[1])
    if has.get("src") and "loading" not in has:
        yield "loading", "lazy"


def _inside(writing: Writing, offset: int) -> bool:
    return any(start <= offset < end for start, end in writing.opaque)
