"""The forms of a page, and which of them collect data about people."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from comptoir.site.access import Access, clean
from comptoir.site.html import HtmlPage, Node
from comptoir.site.wording import folded

_PERSONAL = re.compile(
    r"\b(?:e?-?mail|courriel|mel|nom|prenom|name|firstname|lastname|first_name|last_name|surname|tel|"
    r"telephone|phone|mobile|portable|adresse|address|rue|code_?postal|postcode|zip|naissance|birth\w*|"
    r"bday|given|family|message|commentaire|comment|iban|siret|profession|numero)\b"
)
_SEARCH = re.compile(r"\b(?:search|recherche\w*|rechercher|query|q|s|filtre\w*|filter)\b")
_SPLIT = re.compile(r"[^a-z0-9]+|(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Field:
    """One control that a reader fills in."""

    tag: str
    kind: str  # type of an <input>; select, textarea otherwise
    name: str
    checked: bool
    required: bool
    node: Node = field(compare=False, repr=False)
    access: Access = field(compare=False, repr=False)

    @property
    def label(self) -> str:
        """Its accessible name."""
        return self.access.name(self.node)


@dataclass(frozen=True, slots=True)
class Form:
    """A form and its controls."""

    action: str | None  # None: the attribute is absent
    method: str
    fields: tuple[Field, ...]
    text: str
    node: Node = field(compare=False, repr=False)
    handled: bool = False  # a script sends it (onsubmit, action="#")


CONTROLS = ("input", "select", "textarea")
IDLE = frozenset({"hidden", "submit", "reset", "button", "image"})


@lru_cache(maxsize=1)  # rules ask it of one page, one after the other
def controls(page: HtmlPage) -> list[Field]:
    """Return the controls of a page that readers fill in, in no form too."""
    return [made for tag in CONTROLS for node in page.all(tag) if (made := _field(page, node))]


def _field(page: HtmlPage, node: Node) -> Field | None:
    attributes = page.attributes(node)
    tag = node.tag or ""
    kind = (attributes.get("type") or "text").lower() if tag == "input" else tag
    if kind in IDLE:
        return None
    return Field(
        tag,
        kind,
        attributes.get("name") or attributes.get("id") or "",
        "checked" in attributes,
        "required" in attributes or attributes.get("aria-required") == "true",
        node,
        page.access,
    )


@lru_cache(maxsize=1)
def forms(page: HtmlPage) -> Sequence[Form]:
    return [_form(page, node) for node in page.all("form")]


def _form(page: HtmlPage, node: Node) -> Form:
    attributes = node.attributes
    inside = node.css(",".join(CONTROLS))
    action = attributes.get("action") if "action" in attributes else None
    handled = "onsubmit" in attributes or (action or "").strip().startswith(("#", "javascript:"))
    return Form(
        None if action is None else action.strip(),
        (attributes.get("method") or "get").lower(),
        tuple(made for control in inside if (made := _field(page, control))),
        clean(node.text(separator=" ")),
        node,
        handled,
    )


@lru_cache(maxsize=4096)
def _words(text: str) -> str:
    return " ".join(_SPLIT.split(folded(" ".join(_SPLIT.split(text)))))


def is_personal(control: Field) -> bool:
    """Say whether a control asks for data about a person."""
    if control.kind in ("email", "tel"):
        return True
    if control.kind in ("password", "search", "range", "color", "checkbox", "radio", "select"):
        return control.kind == "password"
    described = (
        f"{control.name} {control.node.attributes.get('autocomplete') or ''} {control.label}"
    )
    words = _words(described)
    if _SEARCH.search(words) and control.kind != "textarea":
        return False
    return control.kind == "textarea" or bool(_PERSONAL.search(words))


def is_search(form: Form) -> bool:
    if form.node.attributes.get("role") == "search":
        return True
    return len(form.fields) == 1 and (
        form.fields[0].kind == "search" or bool(_SEARCH.search(_words(form.fields[0].name)))
    )


def is_login(form: Form) -> bool:
    """Say whether a form only lets in people who are known already: a name and a password."""
    asked = [control for control in form.fields if control.kind != "checkbox"]
    return len(asked) <= 2 and sum(control.kind == "password" for control in asked) == 1


@lru_cache(maxsize=1)
def data_forms(page: HtmlPage) -> list[Form]:
    """Return the forms that collect data about people: searches and filters are none."""
    if "form" not in page.tags:
        return []
    return [
        form for form in forms(page) if not is_search(form) and any(map(is_personal, form.fields))
    ]
