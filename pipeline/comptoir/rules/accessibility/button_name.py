from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, article_47, rule
from comptoir.site.html import HtmlPage, Node

ROLES = frozenset(("button", "menuitem"))


@rule(
    "ACC032",
    "Intitulé des boutons",
    severity=WARNING,
    basis="RGAA 11.9 et 7.1",
    seen="RGAA",
    surface=HtmlPage,
    harder=article_47,
    act=("97a4e1", "m6b1q3", "2t702h"),
)
def button_name(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les boutons, les entrées de menu et les volets (summary) sans intitulé.

    Biais : texte, alt d’une image, aria-label, aria-labelledby et title sont acceptés ; la
    pertinence de l’intitulé n’est pas jugée.

    ```html refusé
    <button type="button"><svg aria-hidden="true"></svg></button>
    ```

    ```html refusé
    <details><summary></summary>Horaires d’août</details>
    ```

    ```html accepté
    <button type="button" aria-label="Fermer"><svg aria-hidden="true"></svg></button>
    <input type="submit"> <button hidden></button>
    ```
    """
    access = page.access
    for node in _candidates(page):
        if access.has_name(node) or access.hidden(node):
            continue
        role = access.role(node)
        opens = node.tag == "summary" and access.is_summary(node) and role in ("", "button")
        if opens or role in ROLES:
            word = {"summary": "un volet", "menuitem": "une entrée de menu"}
            said = word.get(node.tag or "") or word.get(role) or "un bouton"
            yield Fault(page.place(node), f"{said} n’a pas d’intitulé", "Ajoutez-en un.", MISSING)


def _candidates(page: HtmlPage) -> Iterator[Node]:
    yield from page.all("button", "summary")
    for node in page.all("input"):
        if page.access.implicit(node) == "button" and page.access.get(node, "type") != "image":
            yield node
    for _, node in page.with_role(ROLES):
        if node.tag not in ("button", "input"):
            yield node
