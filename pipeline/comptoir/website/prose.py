"""Markdown of the pages made into HTML, by one converter for a whole edition."""

import re
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from comptoir.errors import Fault, InputError, Place
from comptoir.site.components import blocks_in
from comptoir.site.figures import image_name
from comptoir.site.source import SourcePage
from comptoir.text import slug
from comptoir.website.components import draw
from comptoir.website.components.stage import Stage
from comptoir.website.edition import Edition
from comptoir.website.pictures import Gallery
from comptoir.website.plain_prose import is_plain, reader
from comptoir.website.quick import quicken
from comptoir.website.quick.contents import Contents
from comptoir.website.typography import french, french_prose


class PagesError(InputError):
    """Pages, and not all of the site, that cannot be made: each fault names its own."""


def too_deep(page: SourcePage) -> Fault:
    return Fault(
        "cette page imbrique trop d’éléments les uns dans les autres.",
        "Cherchez une très longue liste, définition ou balise, et coupez-la.",
        Place(page.path, page.body_line),
    )


PAGE_TITLE = "bloc-titre"  # anchor of the h1 in the theme
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
VERBATIM = frozenset({"code", "pre", "kbd", "samp", "script", "style", "math"})
_RAW_IMAGE = re.compile(r"<img\b[^>]{0,2000}?\bsrc\s*=\s*\"(?P<src>[^\"]+)\"[^>]*>")
_ALT = re.compile(r"\balt\s*=\s*\"(?P<alt>[^\"]*)\"")


class Prose:
    """The one converter; a page at a time."""

    def __init__(
        self, gallery: Gallery, *, base: str = "", stage: Stage | None = None, fast: bool = False
    ) -> None:
        """Make ready.

        Args:
            gallery: pictures that texts may show.
            base: the path under which the site lies.
            stage: what components show; without it they stay as they are.
            fast: plain texts are read by a faster library, which must be installed.
        """
        self.gallery, self.base, self.stage, self.fast = gallery, base, stage, fast
        self._read = reader() if fast else None
        self.eager = False  # whether the next image is the first of its page
        self.staged = False  # whether a component was drawn
        self._markdown = Markdown(
            extensions=[
                "abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes",
                "md_in_html", "sane_lists", "tables",
                Contents(slugify=lambda text, _separator: _anchor(text)), _Ours(self),
            ],
            extension_configs={
                "tables": {"use_align_attribute": True},  # a strict CSP forbids inline styles
                "footnotes": {
                    "BACKLINK_TEXT": "↩",
                    "BACKLINK_TITLE": "Revenir au texte, note {}",
                    "UNIQUE_IDS": False,
                },
            },
            output_format="html",
        )  # fmt: skip
        quicken(self._markdown)

    def html(self, text: str, *, first_image: bool = True) -> str:
        """Convert one page.

        Args:
            text: Markdown.
            first_image: its first image is the first of the page, and must not wait.
        """
        self.eager = first_image
        self._markdown.reset()
        if self._read and is_plain(text):
            return self._finished(self._read(text))
        return str(self._markdown.convert(text))

    def given(self, text: str, *, first_image: bool = True) -> tuple[str, dict[str, Any]]:
        """Return the HTML that Pelican is given, and what goes with it."""
        html = self.html(text, first_image=first_image)
        return html, {"toc": self.contents()}

    def _finished(self, root: Element) -> str:
        """Do to a tree what the usual converter does after it made its own."""
        markdown = self._markdown
        for name in ("toc", "comptoir"):
            markdown.treeprocessors[name].run(root)
        html = markdown.serializer(root).strip().removeprefix("<div>").removesuffix("</div>")
        for last in markdown.postprocessors:
            html = last.run(html.strip())
        return str(html.strip())

    def contents(self) -> list[tuple[str, str]]:
        """Return the anchors and titles of the chapters of the page converted last."""
        tokens = getattr(self._markdown, "toc_tokens", [])
        found = [token for top in tokens for token in (top, *top["children"])]
        return [(t["id"], french(unescape(t["name"]))) for t in found if t["level"] <= 2]

    def picture(self, name: str, alt: str) -> str | None:
        picture = self.gallery.get(name)
        if picture is None:
            return None
        lazy, self.eager = not self.eager, False
        return picture.html(base=self.base, alt=french(alt) if alt else None, lazy=lazy)


def prose_of(edition: Edition) -> Prose:
    """Return the converter of an edition."""
    facts = edition.facts
    fast = facts.site.site.markdown == "fast"
    return Prose(edition.gallery, base=facts.base, stage=Stage(edition), fast=fast)


class _Ours(Extension):
    def __init__(self, prose: Prose) -> None:
        super().__init__()
        self.prose = prose

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 — Markdown's own name
        # after the code (25), which is left alone, and before HTML blocks (20), which ours are
        md.preprocessors.register(_Components(md, self.prose), "comptoir-components", 22)
        md.treeprocessors.register(_Tree(md, self.prose), "comptoir", 4)  # after toc (5)
        md.postprocessors.register(_Raw(md, self.prose), "comptoir-images", 5)


class _Components(Preprocessor):
    """`::: nom … :::` becomes what `website.components` draws."""

    def __init__(self, md: Markdown, prose: Prose) -> None:
        super().__init__(md)
        self.prose = prose

    def run(self, lines: list[str]) -> list[str]:
        if self.prose.stage is None:
            return lines
        for block in reversed(blocks_in("\n".join(lines))):
            if not block.name:
                continue
            html, self.prose.staged = draw(block, self.prose.stage), True
            if 'markdown="' not in html:
                html = self.md.htmlStash.store(html) if html else ""
            lines = [*lines[: block.line - 1], "", *html.split("\n"), "", *lines[block.end :]]
        return lines


class _Tree(Treeprocessor):
    """Pictures, figures, tables that scroll, one h1, French spaces, no inline style."""

    def __init__(self, md: Markdown, prose: Prose) -> None:
        super().__init__(md)
        self.prose = prose
        self._heading = ""  # anchor of the heading met last

    def run(self, root: Element) -> None:
        self._heading = ""
        self._walk(root)

    def _walk(self, parent: Element) -> None:
        for index, child in enumerate(list(parent)):
            child.attrib.pop("style", None)
            if child.tag in VERBATIM:
                child.tail = _french(child.tail)
                continue
            if child.tag == "p" and (figure := self._figure(child)) is not None:
                parent[index] = figure
                continue
            if child.tag == "img":
                self._inline_image(parent, index, child)
                continue
            if child.tag == "h1":
                child.tag = "h2"
            if child.tag in HEADINGS:
                self._heading = child.get("id", "")
            if child.tag == "a":
                self._link(child)
            self._walk(child)
            child.text, child.tail = _french(child.text), _french(child.tail)
            if child.tag == "table":
                parent[index] = _scrolling(child, self._heading)

    def _link(self, link: Element) -> None:
        target = link.get("href", "")
        if self.prose.base and target.startswith("/") and not target.startswith("//"):
            link.set("href", self.prose.base + target)

    def _figure(self, paragraph: Element) -> Element | None:
        """Return a figure for a paragraph that is nothing but an image."""
        alone = len(paragraph) == 1 and paragraph[0].tag == "img"
        if not alone or (paragraph.text or "").strip() or (paragraph[0].tail or "").strip():
            return None
        image = paragraph[0]
        html = self._html(image)
        if html is None:
            return None
        figure = Element("figure", {k: v for k, v in paragraph.attrib.items() if k != "style"})
        figure.text = self.md.htmlStash.store(html)
        picture = self.prose.gallery.get(image_name(image.get("src", "")))
        shown = picture is not None and not picture.withheld
        if shown and (title := image.get("title", "")):
            caption = Element("figcaption")
            caption.text = french(title)
            figure.append(caption)
        figure.tail = "\n"
        return figure

    def _inline_image(self, parent: Element, index: int, image: Element) -> None:
        html = self._html(image)
        if html is not None:
            holder = Element("span")
            holder.text, holder.tail = self.md.htmlStash.store(html), _french(image.tail)
            parent[index] = holder

    def _html(self, image: Element) -> str | None:
        name = image_name(image.get("src", ""))
        return self.prose.picture(name, image.get("alt", "")) if name else None


class _Raw(Postprocessor):
    """Images written in HTML become the same pictures."""

    def __init__(self, md: Markdown, prose: Prose) -> None:
        super().__init__(md)
        self.prose = prose

    def run(self, text: str) -> str:
        return _RAW_IMAGE.sub(self._replaced, text) if "<img" in text else text

    def _replaced(self, found: "re.Match[str]") -> str:
        name = image_name(found["src"])
        picture = self.prose.gallery.get(name) if name else None
        if picture is None or "srcset" in found[0] or 'class="withheld"' in found[0]:
            return found[0]
        alt = _ALT.search(found[0])
        made = self.prose.picture(name, unescape(alt["alt"]) if alt else "")
        return made or found[0]


def _anchor(title: str) -> str:
    """Return the anchor of a heading, none that the theme uses."""
    plain = slug(title) or "partie"
    plain = f"n-{plain}" if plain[0].isdigit() else plain
    return f"{plain}-1" if plain in ("menu", "contenu") or plain.startswith("bloc-") else plain


def _french(text: Any) -> Any:
    return french_prose(text) if text else text


def _scrolling(table: Element, heading: str) -> Element:
    """Return a table in a region that scrolls, both named by the heading above them."""
    holder = Element("div", {"class": "table", "tabindex": "0", "role": "region"})
    for element in (holder, table):
        element.set("aria-labelledby", heading or PAGE_TITLE)
    holder.tail, table.tail = table.tail, "\n"
    holder.append(table)
    return holder
