import re
from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.site.html import HtmlPage

LABEL = re.compile(
    r"\bpublicites?\b|\bsponsoris\w+|\bcollaboration (?:commerciale|remuneree)|\bpartenariat\w*\b|"
    r"\bliens? (?:affilies?|d'affiliation|remuneres?)|\baffiliation\b|\bannonces?\b|"
    r"\bpublireportage|\bparrain\w*"
)


@rule(
    "PUB007",
    "Publicité identifiable",
    severity=ERROR,
    basis="LCEN, art. 20",
    surface=HtmlPage,
)
def advertisement_label(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les liens payés (rel="sponsored") sur une page qui ne dit pas qu’elle en contient.

    Biais : un mot comme « publicité », « sponsorisé » ou « partenariat », n’importe où dans la
    page, suffit.

    ```html refusé
    <h1>Notre sélection</h1> <a rel="sponsored" href="https://b.example.net/">Perceuse</a>
    ```

    ```html accepté
    <h1>Notre sélection</h1> <p>Liens sponsorisés.</p>
    <a rel="sponsored" href="https://b.example.net/">Perceuse</a>
    ```
    """
    if not page.mentions("sponsored"):
        return
    paid = [
        link.node
        for link in page.links
        if "sponsored" in (link.node.attributes.get("rel") or "").lower().split()
    ]
    if paid and not LABEL.search(page.said):
        yield Fault(
            page.place(paid[0]),
            "la page contient des liens payés et ne le dit pas",
            "Écrivez « Publicité » ou « Liens sponsorisés », et le nom de l’annonceur.",
            MISSING,
        )
