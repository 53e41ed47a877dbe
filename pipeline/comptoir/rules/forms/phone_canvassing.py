import re
from collections.abc import Iterator
from datetime import date

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.commerce import to_consumers
from comptoir.site.forms import data_forms
from comptoir.site.html import HtmlPage
from comptoir.site.wording import folded

CANVASS = re.compile(
    r"\bdemarch\w+|\bprospection\b|\boffres? (?:commerciales?|promotionnelles?) par telephone|"
    r"\bappel\w* (?:pour|afin)[^.]{0,40}\boffres?|\bnos (?:conseillers|commerciaux) [^.]{0,30}"
    r"(?:appel|contact|rappel)\w*"
)


@rule(
    "FRM009",
    "Démarchage par téléphone",
    severity=ERROR,
    basis="C. conso, L223-1",
    seen="CMS",
    surface=HtmlPage,
    applies=to_consumers,
    since=date(2026, 8, 11),
)
def phone_canvassing(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les formulaires qui demandent un téléphone pour démarcher, sans case d’accord.

    Depuis le 11 août 2026, un consommateur n’est appelé pour une offre que s’il l’a voulu avant.

    Biais : des mots de démarchage dans le formulaire ; demander à être rappelé n’en est pas un.

    ```html refusé profil=seller
    <form method="post"><label>Téléphone <input type="tel" name="t"></label>
    <p>Nos conseillers vous appelleront pour vous présenter nos offres.</p></form>
    ```

    ```html accepté profil=seller
    <form method="post"><label>Téléphone <input type="tel" name="t"></label>
    <p>Nos conseillers vous appelleront pour vous présenter nos offres.</p>
    <label><input type="checkbox" name="ok"> J’accepte d’être appelé pour des offres</label></form>
    ```
    """
    for form in data_forms(page):
        phone = next((field for field in form.fields if field.kind == "tel"), None)
        boxed = any(field.kind == "checkbox" for field in form.fields)
        if phone is not None and not boxed and CANVASS.search(folded(form.text)):
            yield Fault(
                page.place(phone.node),
                "le téléphone est demandé pour démarcher, sans case d’accord",
                "Ajoutez une case facultative, propre aux appels.",
                MISSING,
            )
