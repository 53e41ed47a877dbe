"""What assistive technology makes of the elements of one page; everything is asked once.

Kept to what static HTML tells: no script, no style sheet besides the page's own.
"""

import re
from collections.abc import Callable, Iterable

from selectolax.lexbor import LexborHTMLParser
from selectolax.lexbor import LexborNode as Node

from comptoir.site.access import aria, roles
from comptoir.site.access.cascade import Cascade
from comptoir.site.access.names import Names
from comptoir.site.elements import Attributes

_INVISIBLE = frozenset(("hidden", "collapse"))
_FAR = re.compile(r"-\d{3,}")  # no screen is so wide
_INTEGER = re.compile(r"\s*([+-]?\d+)")
_DISABLING = frozenset(("button", "fieldset", "input", "optgroup", "option", "select", "textarea"))
# Elements that browsers hide by themselves, for one reason or another.
UNSEEN = frozenset(("dialog", "audio", "template", "datalist", "noscript"))
HIDING = ("hidden", "inert", "aria-hidden", "style")  # attributes that hide an element
_UNSEEN = frozenset(("head", "title", "meta", "link", "script", "style", "template", "noscript",
                     "datalist", "base", "param", "source", "track"))  # fmt: skip


class Access:
    """The index of one page for accessibility.

    Args:
        tree: the parsed page.
        attributes: gives those of an element.
        may_hide: something on it may be hidden.
        styles: gives the content of its `<style>` elements.
        by_id: gives the element that carries an id.
        labels: gives the labels written for an id.
    """

    def __init__(
        self,
        tree: LexborHTMLParser,
        *,
        attributes: Callable[[Node], Attributes],
        may_hide: bool,
        styles: Callable[[], Iterable[str]],
        by_id: Callable[[str], Node | None],
        labels: Callable[[str], Iterable[Node]],
    ) -> None:
        self._cascade = Cascade(tree, styles)
        self.by_id = by_id
        self.names = Names(self, labels)
        self._may_hide = may_hide
        self.attributes = attributes
        self._gone: dict[int, bool] = {}
        self._undrawn: dict[int, bool] = {}
        self._invisible: dict[int, bool] = {}
        self._busy: dict[int, bool] = {}
        self._roles: dict[int, str] = {}

    def get(self, node: Node, name: str) -> str:
        return (self.attributes(node).get(name) or "").strip()

    # What is hidden

    def hidden(self, node: Node) -> bool:
        """Say whether assistive technology does not meet the element."""
        return self._may_hide and (self._is_gone(node) or self._is_invisible(node))

    def unseen(self, node: Node) -> bool:
        """Say whether nobody sees the element: not drawn, or drawn invisible."""
        if not self._may_hide:
            return False
        return self._is_invisible(node) or self._is_in_undrawn(node)

    def hidden_here(self, node: Node) -> bool:
        """Say whether the element itself, and not one around it, is hidden."""
        return self._may_hide and (
            bool(self._is_removed(node)) or self.styled(node, "visibility") in _INVISIBLE
        )

    def off_screen(self, node: Node) -> bool:
        """Say whether the element is drawn where nobody looks; the keyboard still reaches it."""
        return self.unseen(node) or any(
            self.styled(here, "position") in ("absolute", "fixed")
            and any(_FAR.match(self.styled(here, side)) for side in ("top", "left"))
            for here in lineage(node)
        )

    def styled(self, node: Node, name: str) -> str:
        """Return what the page's own styles declare on the element itself."""
        return self._cascade.value(node, self.attributes(node), name)

    def busy(self, node: Node) -> bool:
        """Say whether the element, or one around it, is being filled by a script."""
        return self._inherited(
            node, self._busy, lambda here: self.get(here, "aria-busy") == "true" or None
        )

    def _is_gone(self, node: Node) -> bool:
        return self._inherited(node, self._gone, self._is_removed)

    def _is_in_undrawn(self, node: Node) -> bool:
        return self._inherited(node, self._undrawn, self._is_undrawn)

    def _inherited(
        self, node: Node, known: dict[int, bool], here: Callable[[Node], bool | None]
    ) -> bool:
        """Return what an element has of itself, or else of those around it; no if nobody says.

        It climbs without calling itself: pages exist that are thousands deep.
        """
        passed: list[int] = []
        found: bool | None = None
        at: Node | None = node
        while at is not None and at.is_element_node:
            number = at.mem_id
            found = known.get(number)
            if found is None:
                passed.append(number)
                found = here(at)
            if found is not None:
                break
            at = at.parent
        known.update(dict.fromkeys(passed, bool(found)))
        return bool(found)

    def _is_removed(self, node: Node) -> bool | None:
        attributes = self.attributes(node)
        if attributes.get("aria-hidden") == "true" or "inert" in attributes:
            return True
        return self._is_undrawn(node)

    def _is_undrawn(self, node: Node) -> bool | None:
        """Say whether the element itself is not drawn; None leaves it to those around it."""
        attributes, tag = self.attributes(node), node.tag
        if tag in _UNSEEN or (tag == "input" and roles.input_type(attributes) == "hidden"):
            return True
        display = self.styled(node, "display")
        if not display and tag in ("dialog", "audio"):
            return {"dialog": "open", "audio": "controls"}[tag] not in attributes or None
        return display == "none" or (not display and "hidden" in attributes) or None

    def _is_invisible(self, node: Node) -> bool:
        return self._inherited(node, self._invisible, self._says_invisible)

    def _says_invisible(self, node: Node) -> bool | None:
        said = self.styled(node, "visibility")
        return said in _INVISIBLE if said and said != "inherit" else None

    # Roles

    def explicit(self, node: Node) -> str:
        return roles.explicit(self.attributes(node))

    def implicit(self, node: Node) -> str:
        return roles.implicit(node.tag or "", self.attributes(node), node)

    def role(self, node: Node) -> str:
        """Return the role in force: a decorative mark is ignored on what must be met."""
        number = node.mem_id
        found = self._roles.get(number)
        if found is None:
            found = self._roles[number] = self._role(node)
        return found

    def _role(self, node: Node) -> str:
        said = self.explicit(node) or self.implicit(node)
        if said not in roles.DECORATIVE or not self._conflicts(node):
            return said
        if node.tag == "img":
            return "img"
        implicit = self.implicit(node)
        return "" if implicit in roles.DECORATIVE else implicit

    def _conflicts(self, node: Node) -> bool:
        attributes = self.attributes(node)
        stated = any(
            name in aria.GLOBAL and name != "aria-hidden" and name not in aria.FADING
            for name in attributes
        )
        return stated or self.focusable(node)

    def decorative(self, node: Node) -> bool:
        """Say whether the author marks the element as decorative."""
        explicit, attributes = self.explicit(node), self.attributes(node)
        if explicit:
            return explicit in roles.DECORATIVE
        return node.tag == "img" and "alt" in attributes and not attributes["alt"]

    # Focus

    def tabindex(self, node: Node) -> int | None:
        found = _INTEGER.match(self.attributes(node).get("tabindex") or "")
        return int(found[1]) if found else None

    def focusable(self, node: Node) -> bool:
        if self.tabindex(node) is None and not self._takes_focus(node):
            return False  # most elements: the dearer questions are not asked
        return not (self.unseen(node) or self.disabled(node) or self._is_inert(node))

    def in_tab_order(self, node: Node) -> bool:
        """Say whether the tabulation key reaches the element."""
        rank = self.tabindex(node)
        return (rank is None or rank >= 0) and self.focusable(node)

    def disabled(self, node: Node) -> bool:
        if node.tag not in _DISABLING:
            return False
        if "disabled" in self.attributes(node):
            return True
        return any(
            here.tag == "fieldset" and "disabled" in self.attributes(here) for here in above(node)
        ) and not any(here.tag == "legend" for here in above(node))

    def _is_inert(self, node: Node) -> bool:
        return self._may_hide and any("inert" in self.attributes(here) for here in lineage(node))

    def _takes_focus(self, node: Node) -> bool:
        attributes, tag = self.attributes(node), node.tag
        if tag in ("a", "area"):
            return "href" in attributes
        if tag in ("audio", "video"):
            return "controls" in attributes
        if tag == "summary":
            return self.is_summary(node)
        if tag in ("button", "input", "select", "textarea", "iframe", "embed"):
            return True
        return attributes.get("contenteditable") in ("", "true", "plaintext-only")

    def is_summary(self, node: Node) -> bool:
        """Say whether a `<summary>` opens the `<details>` around it."""
        parent = node.parent
        if parent is None or parent.tag != "details":
            return False
        first = next((child for child in parent.iter() if child.tag == "summary"), None)
        return first is not None and first.mem_id == node.mem_id

    # Names

    def name(self, node: Node) -> str:
        return self.names.of(node)

    def has_name(self, node: Node) -> bool:
        """Say whether an element named by its content has a name; its own text is a short way."""
        first = node.first_child
        if first is not None and first.tag == "-text" and (first.text_content or "").strip():
            return True
        return bool(self.names.of(node))


def lineage(node: Node) -> Iterable[Node]:
    """Yield an element, then those around it."""
    here: Node | None = node
    while here is not None and here.is_element_node:
        yield here
        here = here.parent


def above(node: Node) -> Iterable[Node]:
    """Yield the elements around one, the nearest first."""
    return lineage(node.parent) if node.parent is not None else ()
