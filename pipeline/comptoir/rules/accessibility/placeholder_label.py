from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.site.forms import controls
from comptoir.site.html import HtmlPage


@rule(
    "ACC038",
    "Exemple en guise d’étiquette",
    severity=WARNING,
    basis="RGAA 11.1",
    seen="RGAA",
    surface=HtmlPage,
)
def placeholder_label(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les champs que seul leur texte d’exemple (placeholder) nomme : il disparaît dès qu’on
    écrit.

    Biais : un champ sans aucun nom relève d’ACC016.

    ```html refusé
    <form><input type="text" name="nom" placeholder="Votre nom"></form>
    ```

    ```html accepté
    <form><label>Votre nom <input type="text" name="nom" placeholder="Camille"></label></form>
    ```
    """
    for control in controls(page):
        if not control.label or "placeholder" not in page.access.attributes(control.node):
            continue
        if not page.access.names.lasting(control.node) and not page.access.hidden(control.node):
            found = "un texte d’exemple tient lieu d’étiquette à un champ"
            yield Fault(page.place(control.node), found, "Ajoutez <label for=…>.", MISSING)
