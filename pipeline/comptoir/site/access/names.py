"""The name that assistive technology gives an element, in the order of the W3C's accname-1.2."""

from collections.abc import Callable, Iterable
from typing import Protocol

from selectolax.lexbor import LexborNode as Node

from comptoir.site.access import aria, roles
from comptoir.site.elements import Attributes

_BUTTONS = {"submit": "Envoyer", "reset": "Réinitialiser"}  # browsers name these by themselves
_LABELLED = frozenset(("input", "select", "textarea", "meter", "output", "progress"))
_CHILD_NAMES = {
    "fieldset": "legend",
    "table": "caption",
    "figure": "figcaption",
    "svg": "title",
    "details": "summary",
}
_FROM_CONTENT = frozenset(("label", "legend", "caption", "summary", "output", "title", "dt", "dd"))
_SKIPPED = frozenset(("script", "style", "template", "noscript", "source", "track", "param"))
_BLOCKS = frozenset(("br", "div", "dd", "dt", "li", "p", "td", "th", "tr"))
_DEEPEST = 200
_VALUED = frozenset(("textbox", "searchbox", "combobox", "listbox", "slider", "spinbutton"))


def clean(text: str | None) -> str:
    return " ".join(text.split()) if text else ""


class Asked(Protocol):
    """What names need to know of the page."""

    by_id: Callable[[str], Node | None]

    def attributes(self, node: Node) -> Attributes: ...
    def hidden_here(self, node: Node) -> bool: ...
    def hidden(self, node: Node) -> bool: ...
    def role(self, node: Node) -> str: ...


class Names:
    """Names of the elements of one page.

    Args:
        page: what is hidden on it, and roles.
        labels: gives the label elements written for an id.
    """

    def __init__(self, page: Asked, labels: Callable[[str], Iterable[Node]]) -> None:
        self._page = page
        self._labels = labels
        self._known: dict[int, str] = {}
        self._given: dict[int, str] = {}
        self._depth = 0  # elements entered, one inside the other
        self._referring = False  # a name that another refers to follows no reference itself

    def of(self, node: Node) -> str:
        number = node.mem_id
        found = self._known.get(number)
        if found is None:
            found = self._known[number] = self._compute(node)
        return found

    def lasting(self, node: Node) -> str:
        """Return the name of a field, its example text apart: that one goes when one writes."""
        return self._lasting(node, self._page.attributes(node))

    def _compute(self, node: Node) -> str:
        attributes = self._page.attributes(node)
        name = self._lasting(node, attributes)
        return name or clean(attributes.get("placeholder") or attributes.get("aria-placeholder"))

    def _lasting(self, node: Node, attributes: Attributes) -> str:
        return (
            self._referenced(attributes)
            or clean(attributes.get("aria-label"))
            or self._native(node, attributes)
            or clean(attributes.get("title"))
        )

    def _referenced(self, attributes: Attributes) -> str:
        """Return the name that other elements give; references are followed once (accname, 2B)."""
        wanted = attributes.get("aria-labelledby")
        if not wanted or self._referring:
            return ""
        nodes = [found for name in wanted.split() if (found := self._page.by_id(name)) is not None]
        self._referring = True
        said = [self._referred(node) for node in nodes]
        self._referring = False
        return clean(" ".join(said))

    def _referred(self, node: Node) -> str:
        """Return what an element gives to those that refer to it; a hidden one still speaks."""
        found = self._given.get(node.mem_id)
        if found is None:
            found = self._given[node.mem_id] = self._say(node)
        return found

    def _say(self, node: Node) -> str:
        attributes = self._page.attributes(node)
        label = clean(attributes.get("aria-label"))
        shown = not self._page.hidden(node)
        own = self._own(node, attributes) or self.content(node, hidden=not shown)
        return label or own or clean(attributes.get("title"))

    def _native(self, node: Node, attributes: Attributes) -> str:
        tag = node.tag or ""
        role = self._page.role(node)
        given = ""
        if role not in roles.DECORATIVE or tag in _LABELLED:
            if tag in _LABELLED or tag == "button":
                given = self._label(node, attributes)
            given = given or self._own(node, attributes)
        named = role in aria.FROM_CONTENT or tag in _FROM_CONTENT
        return given or (self.content(node) if named else "")

    def _own(self, node: Node, attributes: Attributes) -> str:
        """Return the name that the element's own markup gives it."""
        tag = node.tag or ""
        if tag in ("img", "area"):
            return clean(attributes.get("alt"))
        if tag == "input":
            kind = roles.input_type(attributes)
            if kind == "image":
                return clean(attributes.get("alt"))
            if kind in ("submit", "reset", "button"):
                written = attributes.get("value")
                return clean(written if written is not None else _BUTTONS.get(kind, ""))
            return ""
        child = _CHILD_NAMES.get(tag)
        if child is None:
            return ""
        found = next((each for each in node.iter() if each.tag == child), None)
        return self.content(found) if found is not None else ""

    def _label(self, node: Node, attributes: Attributes) -> str:
        labels = list(self._labels(attributes.get("id") or ""))
        here = node.parent
        while here is not None and here.is_element_node:
            if here.tag == "label":
                if "for" not in self._page.attributes(here):
                    labels.append(here)
                break
            here = here.parent
        return clean(" ".join(self.content(label, asker=node.mem_id) for label in labels))

    def content(self, node: Node, *, hidden: bool = False, asker: int = 0) -> str:
        """Return the name from content: text, and the names of what stands in it.

        Args:
            node: whose content.
            hidden: hidden parts speak too.
            asker: number in memory of the control that is being named.
        """
        parts: list[str] = []
        if self._depth < _DEEPEST:  # a name that lies deeper is no name
            self._depth += 1
            self._collect(node, parts, hidden, asker)
            self._depth -= 1
        return clean("".join(parts))

    def _collect(self, node: Node, parts: list[str], hidden: bool, asker: int) -> None:
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                parts.append(child.text_content or "")
            elif child.is_element_node and tag not in _SKIPPED and child.mem_id != asker:
                self._child(child, tag, parts, hidden, asker)

    def _child(self, node: Node, tag: str, parts: list[str], hidden: bool, asker: int) -> None:
        if not hidden and self._page.hidden_here(node):
            return
        attributes = self._page.attributes(node)
        given = self._referenced(attributes) or clean(attributes.get("aria-label"))
        if not given and asker and self._page.role(node) in _VALUED:
            given = self._value(node, attributes)
        if not given and self._page.role(node) not in roles.DECORATIVE:
            given = self._own(node, attributes)
        if given:
            parts.append(f" {given} ")
            return
        before = len(parts)
        if tag not in ("img", "svg", "input", "select", "textarea") and self._depth < _DEEPEST:
            self._depth += 1
            self._collect(node, parts, hidden, asker)
            self._depth -= 1
        if not clean("".join(parts[before:])) and (title := clean(attributes.get("title"))):
            parts.append(f" {title} ")
        if tag in _BLOCKS:
            parts.append(" ")

    def _value(self, node: Node, attributes: Attributes) -> str:
        """Return the value of a control that stands in a label."""
        tag = node.tag or ""
        if tag == "select":
            options = [o for o in node.css("option") if "selected" in o.attributes]
            return clean((options or node.css("option") or [node])[0].text())
        if tag == "input":
            return clean(attributes.get("value"))
        if said := attributes.get("aria-valuetext") or attributes.get("aria-valuenow"):
            return clean(said)
        return self.content(node)
