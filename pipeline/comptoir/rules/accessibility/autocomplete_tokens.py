from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.access import aria
from comptoir.site.access.roles import input_type
from comptoir.site.html import HtmlPage, Node

FIXED = frozenset(("button", "checkbox", "file", "image", "radio", "reset", "submit", "hidden"))
CONTACT = frozenset(("home", "work", "mobile", "fax", "pager"))
_REACHED = """
tel tel-country-code tel-national tel-area-code tel-local tel-local-prefix tel-local-suffix
tel-extension email impp
"""
_ASKED = """
name honorific-prefix given-name additional-name family-name honorific-suffix nickname username
new-password current-password one-time-code organization-title organization street-address
address-line1 address-line2 address-line3 address-level4 address-level3 address-level2
address-level1 country country-name postal-code cc-name cc-given-name cc-additional-name
cc-family-name cc-number cc-exp cc-exp-month cc-exp-year cc-csc cc-type transaction-currency
transaction-amount language bday bday-day bday-month bday-year sex url photo
"""
WITH_CONTACT = frozenset(_REACHED.split())
FIELDS = WITH_CONTACT | frozenset(_ASKED.split())  # HTML, § 4.10.18.7


@rule(
    "ACC046",
    "Jetons d’autocomplete",
    severity=WARNING,
    basis="RGAA 11.13",
    seen="RGAA",
    surface=HtmlPage,
    act=("73f2c2",),
)
def autocomplete_tokens(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les attributs autocomplete dont la valeur n’est pas un jeton de HTML.

    Biais : l’accord du jeton avec le champ n’est pas jugé.

    ```html refusé
    <label>Mél <input type="email" autocomplete="courriel"></label>
    ```

    ```html accepté
    <label>Mél <input type="email" autocomplete="work email"></label>
    ```
    """
    access = page.access
    for node in page.all("input", "select", "textarea"):
        written = access.get(node, "autocomplete").lower().split()
        if not written or written in (["on"], ["off"]) or is_valid(written):
            continue
        if not _is_out_of_play(page, node):
            found = "la valeur d’un attribut autocomplete n’existe pas"
            remedy = "Prenez un jeton de HTML : name, email, tel, postal-code…"
            yield Fault(page.place(node), found, remedy)


def is_valid(tokens: list[str]) -> bool:
    """
    >>> is_valid(["section-a", "billing", "work", "tel"]), is_valid(["work", "name"])
    (True, False)
    """
    rest = [*tokens]
    if rest and rest[0].startswith("section-"):
        rest = rest[1:]
    if rest and rest[0] in ("shipping", "billing"):
        rest = rest[1:]
    if len(rest) > 1 and rest[-1] == "webauthn":
        rest = rest[:-1]
    if len(rest) == 2 and rest[0] in CONTACT:
        return rest[1] in WITH_CONTACT
    return len(rest) == 1 and rest[0] in FIELDS


def _is_out_of_play(page: HtmlPage, node: Node) -> bool:
    access = page.access
    if node.tag == "input" and input_type(access.attributes(node)) in FIXED:
        return True
    if access.disabled(node) or access.get(node, "aria-disabled") == "true":
        return True
    if access.unseen(node) and access.hidden(node):
        return True
    return not access.in_tab_order(node) and access.role(node) not in aria.WIDGETS
