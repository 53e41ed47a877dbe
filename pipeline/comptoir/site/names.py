"""The name that assistive technology gives an element, in the order of the W3C's accname-1.2.

Kept to what static HTML can tell: no style sheet, no script.
"""

import re
from collections.abc import Callable, Mapping

from selectolax.lexbor import LexborNode as Node

_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_BUTTONS = {"submit": "Envoyer", "reset": "Réinitialiser"}  # browsers name these by themselves


def clean(text: str | None) -> str:
    return " ".join(text.split()) if text else ""


def is_hidden_here(attributes: Mapping[str, str | None]) -> bool:
    """Say whether these attributes hide an element from assistive technology."""
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or bool(_INVISIBLE.search(attributes.get("style") or ""))
    )


def is_hidden(node: Node) -> bool:
    """Say whether the element or one around it is hidden from assistive technology."""
    here: Node | None = node
    while here is not None and here.is_element_node:
        if is_hidden_here(here.attributes):
            return True
        here = here.parent
    return False


class Names:
    """Names of the elements of one page.

    Args:
        by_id: gives the element that carries an id.
        label_of: gives the label element written for an id.
    """

    def __init__(
        self, by_id: Callable[[str], Node | None], label_of: Callable[[str], Node | None]
    ) -> None:
        self._by_id = by_id
        self._label_of = label_of

    def of(self, node: Node) -> str:
        attributes = node.attributes
        return (
            self._referenced(attributes)
            or clean(attributes.get("aria-label"))
            or self._native(node, attributes)
            or clean(attributes.get("title"))
        )

    def _referenced(self, attributes: Mapping[str, str | None]) -> str:
        ids = (attributes.get("aria-labelledby") or "").split()
        nodes = [found for name in ids if (found := self._by_id(name)) is not None]
        return clean(" ".join(self._labelling(node) for node in nodes))

    def _labelling(self, node: Node) -> str:
        label = clean(node.attributes.get("aria-label"))
        return label or self._own(node, node.attributes) or self.content(node, hidden=True)

    def _native(self, node: Node, attributes: Mapping[str, str | None]) -> str:
        tag = node.tag or ""
        if tag in ("input", "select", "textarea", "meter", "output", "progress"):
            return self._label(node, attributes) or self._own(node, attributes)
        if tag in ("img", "area", "iframe", "fieldset", "table", "svg"):
            return self._own(node, attributes)
        return self.content(node)

    def _own(self, node: Node, attributes: Mapping[str, str | None]) -> str:
        """Return the name that the element's own markup gives it."""
        tag = node.tag or ""
        if tag in ("img", "area"):
            return clean(attributes.get("alt"))
        if tag == "input":
            kind = (attributes.get("type") or "text").lower()
            if kind == "image":
                return clean(attributes.get("alt"))
            if kind in ("submit", "reset", "button"):
                return clean(attributes.get("value")) or _BUTTONS.get(kind, "")
            return ""
        child = {"fieldset": "legend", "table": "caption", "svg": "title"}.get(tag)
        found = node.css_first(child) if child else None
        return self.content(found) if found is not None else ""

    def _label(self, node: Node, attributes: Mapping[str, str | None]) -> str:
        if identifier := attributes.get("id"):
            label = self._label_of(identifier)
            if label is not None and (text := self.content(label)):
                return text
        here = node.parent
        while here is not None and here.is_element_node:
            if here.tag == "label":
                return self.content(here)
            here = here.parent
        return ""

    def content(self, node: Node, *, hidden: bool = False) -> str:
        """Return the name from content: text, and the names of images inside."""
        parts: list[str] = []
        self._collect(node, parts, hidden=hidden)
        return clean("".join(parts))

    def _collect(self, node: Node, parts: list[str], *, hidden: bool) -> None:
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                parts.append(child.text_content or "")
            elif child.is_element_node and tag not in ("script", "style", "template", "select"):
                self._child(child, tag, parts, hidden=hidden)

    def _child(self, node: Node, tag: str, parts: list[str], *, hidden: bool) -> None:
        attributes = node.attributes
        if is_hidden_here(attributes) and not hidden:
            return
        given = self._referenced(attributes) or clean(attributes.get("aria-label"))
        if tag in ("img", "svg", "input", "textarea"):
            given = given or self._own(node, attributes) or clean(attributes.get("title"))
        if given or tag in ("img", "svg", "input", "textarea"):
            parts.append(f" {given} ")
            return
        before = len(parts)
        self._collect(node, parts, hidden=hidden)
        if not clean("".join(parts[before:])) and (title := clean(attributes.get("title"))):
            parts.append(f" {title} ")
        if tag in ("br", "p", "div", "li"):
            parts.append(" ")
