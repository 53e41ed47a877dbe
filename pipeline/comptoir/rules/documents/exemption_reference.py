import re
from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.document import SalesDocument

EXEMPT = ("E", "K", "G")
REFERENCE = re.compile(
    r"\bart(?:icle|\.)? ?(?:l\. ?)?\d|\bdirective\b|non (?:applicable|soumis|assujetti)"
    r"|hors champ|exoner\w+ (?:de (?:la )?tva )?(?::|au titre|en vertu|pour|car) ?\w"
)


@rule(
    "DOC022",
    "Référence de l’exonération",
    severity=ERROR,
    basis="CGI, ann. II, art. 242 nonies A, I-12°",
    surface=SalesDocument,
    seen="REF26",
)
def exemption_reference(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche les lignes exonérées (catégories E, K, G) d’une facture qui ne dit pas quel texte les
    exonère.

    Biais : aucune phrase n’est imposée ; un article, une directive ou une raison claire suffit.
    Une ligne à 0 % sans catégorie n’est pas jugée ici.

    ```toml refusé
    lines = [{ category = "E" }]
    text = "Total : 120,00 €."
    ```

    ```toml refusé
    lines = [{ category = "E" }]
    text = "Cours de couture, exonéré, 12,00 €."
    ```

    ```toml accepté
    lines = [{ category = "E" }]
    text = "Exonération de TVA, CGI, art. 261, 7-1°."
    ```

    ```toml accepté
    lines = [{ category = "E" }]
    text = "TVA non applicable, art. 293 B du CGI."
    ```

    ```toml accepté
    lines = [{ category = "K" }]
    text = "Livraison intracommunautaire exonérée, article 138 de la directive 2006/112/CE."
    ```

    ```toml accepté
    lines = [{ category = "S", rate = "20.0" }]
    text = "Merci."
    ```
    """
    exempt = [line for line in doc.lines if line.category in EXEMPT]
    if doc.is_invoice and exempt and not REFERENCE.search(doc.words):
        found = "rien ne dit pourquoi des lignes sont sans TVA"
        yield Fault(doc.at("mentions"), found, "Nommez l’article qui les exonère.", MISSING)
