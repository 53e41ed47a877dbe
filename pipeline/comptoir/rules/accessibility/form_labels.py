from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, article_47, rule
from comptoir.site.forms import controls
from comptoir.site.html import HtmlPage, Node

ROLES = frozenset(
    ("checkbox", "combobox", "listbox", "menuitemcheckbox", "menuitemradio", "radio", "searchbox",
     "slider", "spinbutton", "switch", "textbox")
)  # fmt: skip
NATIVE = frozenset(("input", "select", "textarea"))


@rule(
    "ACC016",
    "Étiquettes des champs",
    severity=WARNING,
    basis="RGAA 11.1",
    seen="RGAA",
    surface=HtmlPage,
    harder=article_47,
    act=("e086e5",),
)
def form_labels(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les champs sans étiquette, natifs ou dessinés (role="checkbox"…).

    Biais : étiquette, aria-label, aria-labelledby et title sont acceptés ; la pertinence de
    l’étiquette n’est pas jugée.

    ```html refusé
    <form><input type="text" name="nom"></form>
    ```

    ```html refusé
    <label for="a">Je viens</label> <div role="checkbox" aria-checked="false" id="a"></div>
    ```

    ```html accepté
    <form><label for="n">Votre nom</label> <input id="n" type="text" name="nom">
    <input type="text" name="piege" aria-hidden="true" tabindex="-1"></form>
    ```
    """
    access = page.access
    for control in controls(page):
        node = control.node
        if not access.hidden(node) and not control.label and _is_field(page, node):
            found = f"un champ ({control.kind}) n’a pas d’étiquette"
            yield Fault(page.place(node), found, "Ajoutez <label for=…>.", MISSING)
    for role, node in page.with_role(ROLES):
        drawn = node.tag not in NATIVE
        if drawn and not access.name(node) and not access.hidden(node):
            found = f"un champ dessiné ({role}) n’a pas d’étiquette"
            yield Fault(page.place(node), found, "Ajoutez aria-label ou aria-labelledby.", MISSING)


def _is_field(page: HtmlPage, node: Node) -> bool:
    """Say whether a native control is met as a field: a role may turn it into something else."""
    explicit = page.access.explicit(node)
    return not explicit or page.access.role(node) in ROLES
