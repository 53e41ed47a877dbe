import re
from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.accessibility_pages import statement_pages, statement_text
from comptoir.site.built import HtmlSite

CLAIM = re.compile(r"(?:est|:) (?:<[^>]+> )?(totalement|partiellement) conforme")
RATE = re.compile(r"\b(\d{1,3})(?:[.,]\d+)? ?%")


@rule(
    "ACC007",
    "Conformité annoncée sans audit",
    severity=ERROR,
    basis="loi 2005-102, art. 47 ; décret 2019-768",
    seen="RGAA",
    surface=HtmlSite,
)
def claim_and_audit(site: HtmlSite) -> Iterator[Fault]:
    """Compare « totalement conforme » ou « partiellement conforme » avec le taux d’un audit :
    100 %, ou 50 % au moins.

    Biais : le plus fort pourcentage de la déclaration est pris pour le taux.

    ```projet refusé
    === accessibilite.html
    <h1>Déclaration d’accessibilité</h1> <p>Ce site est totalement conforme au RGAA.</p>
    ```

    ```projet accepté
    === accessibilite.html
    <h1>Déclaration d’accessibilité</h1> <p>Ce site est partiellement conforme au RGAA. L’audit
    de mars 2026 relève que 72 % des critères sont respectés.</p>
    ```
    """
    text = statement_text(site)
    claim = CLAIM.search(text)
    if claim is None:
        return
    rates = [int(value) for value in RATE.findall(text) if int(value) <= 100]
    at = site.place(statement_pages(site)[0])
    if not rates:
        found = f"« {claim[1]} conforme » est annoncé sans le taux d’un audit"
        yield Fault(
            at, found, "Donnez la date et le taux de l’audit, ou dites non conforme.", MISSING
        )
    elif max(rates) < (100 if claim[1] == "totalement" else 50):
        found = f"« {claim[1]} conforme » est annoncé avec un taux de {max(rates)} %"
        yield Fault(at, found, "Totalement : 100 % ; partiellement : 50 % au moins.")
