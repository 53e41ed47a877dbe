"""Who owns whom in the tree of accessibility: elements that say nothing are passed through."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from selectolax.lexbor import LexborNode as Node

from comptoir.site.access.exposure import Access, above

_SILENT = frozenset(("generic", "none", "presentation", ""))


class Page(Protocol):
    """A page, its index for accessibility, and who claims what by aria-owns."""

    @property
    def access(self) -> Access: ...
    @property
    def owners(self) -> Mapping[str, Node]: ...
    def by_id(self, identifier: str) -> Node | None: ...


def owner_of(page: Page, node: Node) -> Node | None:
    """Return the nearest element around it that says something, or the one that claims it."""
    identifier = page.access.attributes(node).get("id")
    if identifier and identifier in page.owners:
        return page.owners[identifier]
    return next((here for here in above(node) if not _is_passed(page, here)), None)


def owned_by(page: Page, node: Node) -> Iterator[Node]:
    """Yield the nearest descendants that say something, and those that aria-owns claims."""
    for child in node.iter():
        if page.access.hidden(child) or _is_claimed(page, child):
            continue
        if _is_passed(page, child) and not _has_text(child):
            yield from owned_by(page, child)
        else:
            yield child
    for identifier in page.access.get(node, "aria-owns").split():
        if found := page.by_id(identifier):
            yield found


def _is_claimed(page: Page, node: Node) -> bool:
    identifier = page.access.attributes(node).get("id")
    return bool(identifier) and identifier in page.owners


def _is_passed(page: Page, node: Node) -> bool:
    """Say whether an element is left out of the tree, or says nothing in it."""
    access = page.access
    if access.role(node) not in _SILENT or access.focusable(node):
        return False
    stated = access.attributes(node)
    return not any(name.startswith("aria-") and name != "aria-hidden" for name in stated)


def _has_text(node: Node) -> bool:
    parts = (child for child in node.iter(include_text=True) if child.tag == "-text")
    return any((part.text_content or "").strip() for part in parts)
