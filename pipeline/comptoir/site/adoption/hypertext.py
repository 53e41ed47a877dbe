"""HTML of old pages made into Markdown, and what could not be kept of it."""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag
from markdownify import MarkdownConverter

from comptoir.site.adoption.model import Topic

_EMPTY_LINES = re.compile(r"\n{3,}")
_BLOCK = (
    "address article aside blockquote details dd div dl dt figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr li main nav ol p pre section table tbody td th thead tr ul iframe script "
    "style"
)
_STARTS_BLOCK = re.compile(rf"\s*(?:</?(?:{'|'.join(_BLOCK.split())})\b|<!--|\0)", re.I)
DEEPEST = 200


@dataclass(slots=True)
class Markdown:
    """Markdown, and what was left out of it: (topic, what)."""

    text: str
    left: list[tuple[Topic, str]] = field(default_factory=list)


class _Converter(MarkdownConverter):  # type: ignore[misc, unused-ignore]
    """markdownify's converter, with figures, embeds as links, and forms taken out."""

    def __init__(self, left: list[tuple[Topic, str]]) -> None:
        super().__init__(
            heading_style="ATX", bullets="-", code_language_callback=_language, escape_misc=False,
            escape_underscores=True, newline_style="backslash",
        )  # fmt: skip
        self._left = left

    def convert_figure(self, el: Tag, text: str, parent_tags: Any) -> str:
        image = el.find("img")
        if not isinstance(image, Tag):
            return f"\n\n{text.strip()}\n\n"
        caption = el.find("figcaption")
        said = caption.get_text(" ", strip=True) if isinstance(caption, Tag) else ""
        if not said and el.find("a") is None and (rest := el.get_text(" ", strip=True)):
            said = rest
        title = f' "{_attribute(said)}"' if said else ""
        alt = _attribute(str(image.get("alt") or "")).replace("]", ")").replace("[", "(")
        return f"\n\n![{alt}]({_target(str(image.get('src') or ''))}{title})\n\n"

    def convert_img(self, el: Tag, text: str, parent_tags: Any) -> str:
        alt = _attribute(str(el.get("alt") or "")).replace("]", ")").replace("[", "(")
        src = str(el.get("src") or el.get("data-src") or "")
        return f"![{alt}]({_target(src)})" if src else ""

    def convert_iframe(self, el: Tag, text: str, parent_tags: Any) -> str:
        src = str(el.get("src") or "")
        self._left.append((Topic.EMBED, _host(src)))
        return f"\n\n[{_host(src)}]({_target(src)})\n\n" if src else ""

    def convert_form(self, el: Tag, text: str, parent_tags: Any) -> str:
        self._left.append((Topic.FORM, "formulaire"))
        return "\n\n<!-- à reprendre : formulaire -->\n\n"

    def convert_script(self, el: Tag, text: str, parent_tags: Any) -> str:
        self._left.append((Topic.EMBED, f"script de {_host(str(el.get('src') or ''))}"))
        return ""

    def convert_style(self, el: Tag, text: str, parent_tags: Any) -> str:
        return ""

    def convert_video(self, el: Tag, text: str, parent_tags: Any) -> str:
        source = el.find("source")
        src = str(el.get("src") or (source.get("src") if isinstance(source, Tag) else "") or "")
        return f"\n\n[{src.rsplit('/', 1)[-1]}]({_target(src)})\n\n" if src else ""

    convert_audio = convert_video


def _language(pre: Tag) -> str:
    code = pre.find("code")
    for tag in (pre, code if isinstance(code, Tag) else pre):
        for name in tag.get("class") or []:
            if found := re.fullmatch(r"(?:language|lang|brush|highlight)-([\w+#-]+)", str(name)):
                return found[1]
    return ""


def _attribute(text: str) -> str:
    return " ".join(text.split()).replace('"', "”")


def _target(url: str) -> str:
    return url.strip().replace(" ", "%20").replace("(", "%28").replace(")", "%29")


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or "la page"
    except ValueError:
        return "la page"


def markdown_of(html: str) -> Markdown:
    """Make Markdown of a piece of HTML.

    >>> markdown_of("<h2>Un</h2><p>Voir <a href='/a/'>ici</a>.</p>").text
    '## Un\\n\\nVoir [ici](/a/).'
    """
    soup = BeautifulSoup(html, "html.parser")
    left: list[tuple[Topic, str]] = []
    if _depth(soup) > DEEPEST:
        return Markdown(line_by_line(soup), [(Topic.CODE, "HTML trop imbriqué")])
    notes = [str(text) for text in re.findall(r"<!-- à reprendre : .*? -->", html)]
    marked = html
    for index, note in enumerate(notes):
        marked = marked.replace(note, f"@@A-REPRENDRE-{index}@@", 1)
    text = str(_Converter(left).convert_soup(BeautifulSoup(marked, "html.parser")))
    for index, note in enumerate(notes):
        text = text.replace(f"@@A-REPRENDRE-{index}@@", note)
    lines = (one.rstrip() for one in text.split("\n"))
    return Markdown(_EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip(), left)


def line_by_line(soup: BeautifulSoup) -> str:
    return "\n\n".join(soup.stripped_strings)


def _depth(soup: BeautifulSoup) -> int:
    deepest = 0
    here: list[tuple[Tag, int]] = [(soup, 0)]
    while here:
        node, depth = here.pop()
        deepest = max(deepest, depth)
        if depth > DEEPEST:
            break
        here += [(child, depth + 1) for child in node.children if isinstance(child, Tag)]
    return deepest


def paragraphs(text: str) -> str:
    """Do what WordPress does when it shows a text of its old editor: blank lines are paragraphs.

    >>> paragraphs("Un\\ndeux\\n\\n<h2>Trois</h2>")
    '<p>Un<br>\\ndeux</p>\\n<h2>Trois</h2>'
    """
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[0])
        return f"\n\n\0{len(kept) - 1}\0\n\n"

    text = text.replace("\r\n", "\n").replace("\0", "")
    text = re.sub(r"<pre\b.*?</pre>", keep, text, flags=re.S | re.I)
    made = []
    for piece in re.split(r"\n\s*\n", text):
        if not piece.strip():
            continue
        block = _STARTS_BLOCK.match(piece)
        made.append(piece if block else "<p>{}</p>".format(piece.strip().replace("\n", "<br>\n")))
    return re.sub(r"\0(\d+)\0", lambda found: kept[int(found[1])], "\n".join(made))
