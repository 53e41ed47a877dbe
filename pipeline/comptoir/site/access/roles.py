"""The role of an element: what its role attribute says, or what HTML gives it.

Sources: HTML Accessibility API Mappings 1.0 (§ 3.5), ARIA in HTML.
"""

from selectolax.lexbor import LexborNode as Node

from comptoir.site.access.aria import ROLES
from comptoir.site.elements import Attributes

_BY_TAG = {
    "article": "article", "address": "group", "aside": "complementary", "b": "generic",
    "bdi": "generic", "bdo": "generic", "blockquote": "blockquote", "body": "generic",
    "button": "button", "caption": "caption", "code": "code", "data": "generic",
    "datalist": "listbox", "dd": "definition", "del": "deletion", "details": "group",
    "dfn": "term", "dialog": "dialog", "div": "generic", "dt": "term", "em": "emphasis",
    "fieldset": "group", "figure": "figure", "form": "form", "h1": "heading", "h2": "heading",
    "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading", "hgroup": "group",
    "hr": "separator", "html": "document", "i": "generic", "ins": "insertion", "main": "main",
    "mark": "mark", "math": "math", "menu": "list", "meter": "meter", "nav": "navigation",
    "ol": "list", "optgroup": "group", "option": "option", "output": "status", "p": "paragraph",
    "pre": "generic", "progress": "progressbar", "q": "generic", "s": "deletion",
    "samp": "generic", "search": "search", "small": "generic", "span": "generic",
    "strong": "strong", "sub": "subscript", "sup": "superscript", "svg": "graphics-document",
    "table": "table", "tbody": "rowgroup", "textarea": "textbox", "tfoot": "rowgroup",
    "thead": "rowgroup", "time": "time", "tr": "row", "u": "generic", "ul": "list",
}  # fmt: skip
_INPUTS = {
    "button": "button", "checkbox": "checkbox", "email": "textbox", "image": "button",
    "number": "spinbutton", "password": "textbox", "radio": "radio", "range": "slider",
    "reset": "button", "search": "searchbox", "submit": "button", "tel": "textbox",
    "text": "textbox", "url": "textbox",
}  # fmt: skip
_NOT_TEXT = frozenset(
    ("color", "date", "datetime-local", "file", "hidden", "month", "time", "week")
)
_SECTIONS = frozenset(("article", "aside", "main", "nav", "section"))
DECORATIVE = frozenset(("none", "presentation"))


def input_type(attributes: Attributes) -> str:
    return (attributes.get("type") or "text").strip().lower()


def explicit(attributes: Attributes) -> str:
    """Return the first role written that exists; empty when none does."""
    written = attributes.get("role")
    if not written:
        return ""
    return next((role for role in written.lower().split() if role in ROLES), "")


def implicit(tag: str, attributes: Attributes, node: Node) -> str:
    """Return the role that HTML gives an element by itself; empty when it has none."""
    if tag in ("a", "area"):
        return "link" if "href" in attributes else "generic"
    if tag == "img":
        return "presentation" if "alt" in attributes and not attributes["alt"] else "img"
    if tag == "input":
        kind = input_type(attributes)
        if kind in ("text", "email", "search", "tel", "url") and "list" in attributes:
            return "combobox"
        return "" if kind in _NOT_TEXT else _INPUTS.get(kind, "textbox")
    if tag == "select":
        size = attributes.get("size") or "1"
        many = "multiple" in attributes or (size.isdigit() and int(size) > 1)
        return "listbox" if many else "combobox"
    if tag == "section":
        named = attributes.get("aria-label") or attributes.get("aria-labelledby")
        return "region" if named or attributes.get("title") else "generic"
    return _by_place(tag, attributes, node)


def _by_place(tag: str, attributes: Attributes, node: Node) -> str:
    if tag in ("header", "footer"):
        inside = _above(node, _SECTIONS) is not None
        return "generic" if inside else {"header": "banner", "footer": "contentinfo"}[tag]
    if tag == "li":
        return "listitem" if _parent(node) in ("ul", "ol", "menu") else "generic"
    if tag in ("td", "th"):
        return _cell(tag, attributes, node)
    return _BY_TAG.get(tag, "")


def _cell(tag: str, attributes: Attributes, node: Node) -> str:
    table = _above(node, frozenset(("table",)))
    kind = explicit(table.attributes) if table is not None else ""
    if tag == "td":
        return "gridcell" if kind in ("grid", "treegrid") else "cell"
    scope = (attributes.get("scope") or "").strip().lower()
    if scope in ("row", "rowgroup"):
        return "rowheader"
    if scope in ("col", "colgroup"):
        return "columnheader"
    row = _above(node, frozenset(("tr",)))
    data = row is not None and any(child.tag == "td" for child in row.iter())
    return "rowheader" if data else "columnheader"


def _above(node: Node, tags: frozenset[str]) -> Node | None:
    here = node.parent
    while here is not None and here.is_element_node:
        if here.tag in tags:
            return here
        here = here.parent
    return None


def _parent(node: Node) -> str:
    return (node.parent.tag or "") if node.parent is not None else ""
