import re
from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.site.forms import data_forms
from comptoir.site.html import HtmlPage
from comptoir.site.wording import folded

SAID = re.compile(
    r"\bobligatoires?\b|\brequis\w*\b|\bfacultati\w+|\boptionnel\w*|\btous les champs"
)


@rule(
    "FRM005",
    "Astérisque sans légende",
    severity=WARNING,
    basis="RGAA 11.10 ; RGPD, art. 13.2.e",
    seen="RGAA",
    surface=HtmlPage,
)
def required_marking(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les formulaires qui marquent des champs d’un astérisque sans dire ce qu’il signifie.

    Biais : le mot « obligatoire » ou « requis » dans le formulaire, ou juste avant, suffit.

    ```html refusé
    <main><form method="post"><label>Nom * <input name="nom" required></label>
    <label>Mél * <input type="email" name="m" required></label></form></main>
    ```

    ```html accepté
    <main><form method="post"><p>* champs obligatoires</p>
    <label>Nom * <input name="nom" required></label>
    <label>Mél * <input type="email" name="m" required></label></form></main>
    ```
    """
    for form in data_forms(page):
        starred = [f for f in form.fields if f.label.rstrip(" :").endswith("*")]
        parent = form.node.parent
        around = parent.text(separator=" ") if parent is not None else ""
        if starred and not SAID.search(folded(f"{form.text} {around}")):
            yield Fault(
                page.place(form.node),
                "un astérisque marque des champs, et rien ne dit ce qu’il signifie",
                "Écrivez « * champ obligatoire » avant le formulaire.",
                MISSING,
            )
