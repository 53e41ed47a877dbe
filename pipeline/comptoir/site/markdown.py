"""What rules read in Markdown before it becomes HTML: images, links, headings, with their lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HEAD = re.compile(r"-{3,}[ \t]*\r?\n(?:.*?\r?\n)??-{3,}[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FENCE = re.compile(r"^( {0,3})(`{3,}+|~{3,}+)[^\n]*+\n.*?(?:^ {0,3}\2[`~]*[ ]*$|\Z)", re.M | re.S)
_CODE = re.compile(r"(?<!`)(`++).+?(?<!`)\1(?!`)")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
# an alternative text is bounded: the pattern would read to the end again for each opening
_IMAGE = re.compile(r"!\[(?P<alt>[^\]]{0,2000})\]\(\s*<?(?P<url>[^)\s>]+)>?(?:\s+[\"'(][^)]*)?\)")
_LINK = re.compile(r"(?<!!)\[(?P<text>(?:[^\[\]]|!\[[^\]]*\]\([^)]*\))*)\]\(\s*<?(?P<url>[^)\s>]*)")
_HEADING = re.compile(r"^ {0,3}(?P<marks>#{1,6})[ \t]+(?P<text>.*?)[ \t]*#*$", re.M)


@dataclass(frozen=True, slots=True)
class MarkdownImage:
    """An image shown by Markdown (see `site.figures` for the files that it uses)."""

    alt: str
    url: str
    line: int  # of the body, from 1


@dataclass(frozen=True, slots=True)
class MarkdownLink:
    text: str
    url: str
    line: int


@dataclass(frozen=True, slots=True)
class MarkdownHeading:
    level: int
    text: str
    line: int


def body_start(text: str) -> int:
    """Return where the body of a file begins: past its byte order mark and its front matter.

    >>> body_start("---\\ntitle: A\\n---\\nTexte"), body_start("Texte")
    (17, 0)
    """
    start = 1 if text.startswith("\ufeff") else 0
    found = _HEAD.match(text, start)
    return found.end() if found else start


def prose(body: str) -> str:
    """Return the body with code and comments blanked, its lines kept."""

    def blank(found: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", found[0])

    plain = _CODE.sub(blank, _FENCE.sub(blank, body))
    closed = plain.rfind("-->") + 3  # a comment left open is text
    return _COMMENT.sub(blank, plain[:closed]) + plain[closed:] if closed > 2 else plain


def line_in(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def images_in(body: str) -> Iterator[MarkdownImage]:
    """
    >>> [(image.alt, image.line) for image in images_in("Ici\\n![Un quai](/images/quai.jpg)")]
    [('Un quai', 2)]
    """
    text = prose(body)
    for found in _IMAGE.finditer(text):
        yield MarkdownImage(found["alt"], found["url"], line_in(text, found.start()))


def links_in(body: str) -> Iterator[MarkdownLink]:
    text = prose(body)
    for found in _LINK.finditer(text):
        yield MarkdownLink(found["text"].strip(), found["url"], line_in(text, found.start()))


def headings_in(body: str) -> Iterator[MarkdownHeading]:
    """
    >>> [(h.level, h.text) for h in headings_in("## Un titre ##\\n    # du code")]
    [(2, 'Un titre')]
    """
    text = prose(body)
    for found in _HEADING.finditer(text):
        yield MarkdownHeading(
            len(found["marks"]), found["text"].strip(), line_in(text, found.start())
        )
