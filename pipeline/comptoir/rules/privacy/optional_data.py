import re
from collections.abc import Iterator

from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.site.forms import data_forms
from comptoir.site.html import HtmlPage
from comptoir.site.wording import folded

SAID = re.compile(
    r"\bobligatoires?\b|\bfacultati\w+|\brequis\w*\b|\boptionnel\w*|\bnecessaires?\b|\*"
)


@rule(
    "PRV012",
    "Réponses obligatoires ou facultatives",
    severity=WARNING,
    basis="RGPD, art. 13.2.e",
    surface=HtmlPage,
)
def optional_data(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les formulaires qui mêlent des réponses exigées et d’autres sans le dire.

    Biais : un mot (« obligatoire », « facultatif ») ou un astérisque dans le formulaire suffit ; un
    formulaire de deux champs au plus n’est pas lu.

    ```html refusé
    <form method="post"><label>Nom <input name="nom" required></label>
    <label>Mél <input type="email" name="m" required></label>
    <label>Téléphone <input type="tel" name="t"></label></form>
    ```

    ```html accepté
    <form method="post"><label>Nom <input name="nom" required></label>
    <label>Mél <input type="email" name="m" required></label>
    <label>Téléphone (facultatif) <input type="tel" name="t"></label></form>
    ```
    """
    for form in data_forms(page):
        asked = [f for f in form.fields if f.kind not in ("checkbox", "radio")]
        mixed = any(f.required for f in asked) and not all(f.required for f in asked)
        if len(asked) > 2 and mixed and not SAID.search(folded(form.text)):
            yield Fault(
                page.place(form.node),
                "ce formulaire ne dit pas quelles réponses sont obligatoires",
                "Écrivez « (facultatif) » ou « (obligatoire) » auprès des champs.",
                MISSING,
            )
