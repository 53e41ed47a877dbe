"""The table of contents of Python-Markdown, which is drawn where a page asks for it alone."""

from typing import Any
from xml.etree.ElementTree import Element

from markdown.extensions.toc import TocExtension, TocTreeprocessor


class QuickToc(TocTreeprocessor):
    """Anchors and titles for every page; the list itself for those that say where it goes."""

    def run(self, doc: Element) -> None:
        whole = self.marker
        if not any(whole in text for text in doc.itertext()):
            self.marker = ""
        try:
            super().run(doc)
        finally:
            self.marker = whole

    def build_toc_div(self, toc_list: list[Any]) -> Element:
        return super().build_toc_div(toc_list) if self.marker else Element("div")


class Contents(TocExtension):
    """The library's extension with our step."""

    TreeProcessorClass = QuickToc
