import re
from collections.abc import Iterator

from comptoir.rules import ERROR, WARNING, Fault, rule
from comptoir.site.forms import controls
from comptoir.site.html import HtmlPage
from comptoir.site.wording import folded

TERMS = re.compile(
    r"\bcgv\b|\bcgu\b|\bconditions (?:generales|de vente|d'utilisation|particulieres)|"
    r"\breglement interieur|"
    r"\bstatuts\b"
)
MARKETING = re.compile(
    r"\bnewsletter|\blettre d'info|\binfolettre|\brecevoir (?:[a-z']+ ){0,4}(?:offres?|lettre|"
    r"actualites|"
    r"informations|nouvelles|promotions)|\boffres (?:commerciales|promotionnelles|speciales)|"
    r"\bprospection|\bpartenaires\b"
)
CHANNELS = (
    r"\be-?mails?\b|\bcourriels?\b|\bmel\b",
    r"\bsms\b|\btexto",
    r"\btelephone\b|\bappels?\b",
)


@rule(
    "FRM003",
    "Accords mélangés",
    severity=ERROR,
    basis="RGPD, art. 7.2 et 7.4",
    seen="CKI26",
    surface=HtmlPage,
)
def separate_consents(page: HtmlPage) -> Iterator[Fault]:
    """Cherche une seule case pour plusieurs accords : les conditions et la lettre, ou plusieurs
    canaux à la fois.

    Biais : l’étiquette de la case est lue ; plusieurs canaux ne donnent qu’un avertissement.

    ```html refusé
    <label><input type="checkbox" name="ok"> J’accepte les CGV et de recevoir la newsletter</label>
    ```

    ```html accepté
    <label><input type="checkbox" name="cgv"> J’accepte les conditions générales de vente</label>
    <label><input type="checkbox" name="lettre"> Je veux recevoir la lettre par courriel</label>
    ```
    """
    for control in controls(page):
        if control.kind != "checkbox":
            continue
        label = folded(control.label)
        if TERMS.search(label) and MARKETING.search(label):
            yield Fault(
                page.place(control.node),
                "une même case vaut accord aux conditions et à la prospection",
                "Faites deux cases : aucune ne doit dépendre de l’autre.",
            )
        elif MARKETING.search(label) and sum(bool(re.search(c, label)) for c in CHANNELS) > 1:
            yield Fault(
                page.place(control.node),
                "une même case vaut accord pour plusieurs canaux",
                "Faites une case par canal : courriel, SMS, téléphone.",
                severity=WARNING,
            )
