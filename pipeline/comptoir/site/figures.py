"""Which images of `content/images` a source page uses, and where."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from comptoir.site.component_kinds import composed, images_of
from comptoir.site.components import blocks_in
from comptoir.site.markdown import prose
from comptoir.site.source import SourcePage

# ![words](/images/a.jpg "title"), ![words]({static}/images/a.jpg), <img src="/images/a.jpg">
_MARKDOWN = re.compile(
    r"!\[[^\]]{0,2000}\]\(\s*(?:<(?P<quoted>[^>\n]+)>|(?P<target>[^)\s>\"']+(?: +[^)\s>\"']+)*))"
)
_REFERENCE = re.compile(r"^ {0,3}\[[^\]]+\]:\s*<?(?P<target>\S*?images/[^\s>]+)", re.MULTILINE)
_HTML = re.compile(r"<img\b[^>]{0,2000}?\bsrc\s*=\s*[\"']?(?P<target>[^\"'\s>]+)", re.IGNORECASE)
_OURS = re.compile(r"^(?:\{(?:static|attach)\})?(?:\.{0,2}/)*(?:content/)?images/(?P<name>[^/]+)$")


@dataclass(frozen=True, slots=True, order=True)
class ImageUse:
    """An image named by a page."""

    name: str
    line: int


def image_name(target: str) -> str:
    """Return the file name in `content/images` that a link target means, or nothing.

    >>> image_name("/images/place%20du%20canal.jpg"), image_name("https://example.org/a.jpg")
    ('place du canal.jpg', '')
    """
    ours = _OURS.match(unquote(target.split("#")[0].split("?")[0]))
    return composed(ours["name"]) if ours else ""


def image_uses(page: SourcePage) -> tuple[ImageUse, ...]:
    """Return the images of a page: the one of its front matter first, then those of its text."""
    head = [ImageUse(page.meta.image, page.lines.get("image", 1))] if page.meta.image else []
    return (*head, *sorted(set(_in_body(page)), key=lambda use: use.line))


def _in_body(page: SourcePage) -> Iterator[ImageUse]:
    text = prose(page.body)  # an image in code or in a comment is not shown
    for pattern in (_MARKDOWN, _REFERENCE, _HTML):
        for found in pattern.finditer(text):
            if name := image_name(found.groupdict().get("quoted") or found["target"]):
                yield ImageUse(name, page.body_line + text.count("\n", 0, found.start()))
    for block in blocks_in(page.body):
        for name, line in images_of(block):
            yield ImageUse(name, page.body_line + line - 1)
