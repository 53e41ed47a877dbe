from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, article_47, rule
from comptoir.site.forms import controls
from comptoir.site.html import HtmlPage
from comptoir.site.names import is_hidden


@rule(
    "ACC016",
    "Étiquettes des champs",
    severity=WARNING,
    basis="RGAA 11.1 et 11.9",
    seen="RGAA",
    surface=HtmlPage,
    harder=article_47,
    act=("e086e5", "97a4e1"),
)
def form_labels(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les champs sans étiquette et les boutons sans intitulé.

    Un texte d’exemple dans le champ (placeholder) disparaît dès qu’on écrit : ce n’est pas une
    étiquette.

    Biais : étiquette, aria-label, aria-labelledby et title sont acceptés ; la pertinence de
    l’étiquette n’est pas jugée.

    ```html refusé
    <form><input type="text" name="nom" placeholder="Votre nom"></form>
    ```

    ```html refusé
    <button type="button"><svg aria-hidden="true"></svg></button>
    ```

    ```html accepté
    <form><label for="n">Votre nom</label> <input id="n" type="text" name="nom"></form>
    <button type="button" aria-label="Fermer"><svg aria-hidden="true"></svg></button>
    ```
    """
    for control in controls(page):
        if not control.label and not is_hidden(control.node):
            found = f"un champ ({control.kind}) n’a pas d’étiquette"
            yield Fault(page.place(control.node), found, "Liez-lui un <label>.", MISSING)
    for node in page.all("button"):
        if not page.names.of(node) and not is_hidden(node):
            found = "un bouton n’a pas d’intitulé"
            yield Fault(page.place(node), found, "Donnez-lui un texte ou aria-label.", MISSING)
