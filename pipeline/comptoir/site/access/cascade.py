"""What the page's own styles say of an element: its style attribute, then `<style>` elements.

Plain selectors only; the last rule wins, an important one before others; specificity is not
weighed.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from selectolax.lexbor import LexborHTMLParser, SelectolaxError
from selectolax.lexbor import LexborNode as Node

from comptoir.site.styles import declarations

_STATE = re.compile(r"::|:(?:hover|focus|active|target|before|after|checked|visited|-)|@")


def declared(name: str, style: str) -> str:
    """Return what a list of declarations gives a property, in lower case; the last one wins.

    >>> declared("display", "display:block; DISPLAY: None !important")
    'none !important'
    """
    if name not in style.lower():
        return ""
    found = re.findall(rf"(?<![-\w]){name}\s*:\s*([^;]+)", style, re.IGNORECASE)
    return str(found[-1]).strip().lower() if found else ""


class Cascade:
    """The styles of one page, one property at a time, each read when it is asked for.

    Args:
        tree: the page.
        sheets: gives the content of its `<style>` elements.
    """

    def __init__(self, tree: LexborHTMLParser, sheets: Callable[[], Iterable[str]]) -> None:
        self._tree = tree
        self._sheets = sheets
        self._rules: list[tuple[str, str]] | None = None
        self._known: dict[str, Mapping[int, str]] = {}

    def value(self, node: Node, attributes: Mapping[str, str | None], name: str) -> str:
        """Return what an element's own declarations say; empty when they say nothing."""
        style = attributes.get("style")
        said = declared(name, style) if style else ""
        if not said and (rules := self._by_rules(name)):
            said = rules.get(node.mem_id, "")
        return said.partition("!")[0].strip() if said else ""

    def _by_rules(self, name: str) -> Mapping[int, str]:
        if name not in self._known:
            self._known[name] = self._applied(name)
        return self._known[name]

    def _applied(self, name: str) -> Mapping[int, str]:
        if self._rules is None:
            self._rules = [
                (selector, body)
                for sheet in self._sheets()
                for selector, body, _ in declarations(sheet)
            ]
        plain: dict[int, str] = {}
        firm: dict[int, str] = {}
        for selector, body in self._rules:
            if said := declared(name, body):
                layer = firm if "important" in said else plain
                layer |= dict.fromkeys(self._selected(selector), said)
        return plain | firm

    def _selected(self, selector: str) -> list[int]:
        parts = [part.strip() for part in selector.split(",") if not _STATE.search(part)]
        if not parts:
            return []
        try:
            return [node.mem_id for node in self._tree.css(",".join(parts))]
        except SelectolaxError:  # a selector that the parser does not know
            return []
