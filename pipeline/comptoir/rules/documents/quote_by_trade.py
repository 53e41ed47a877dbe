import re
from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.document import SalesDocument
from comptoir.text import french_list

PRICE = re.compile(r"devis (?:est )?(?:gratuit|payant)|gratuit|prix du devis|cout du devis")
SIGNED = re.compile(r"bon pour accord|signature|lu et approuve")


@rule(
    "DOC036",
    "Devis obligatoire de certains métiers",
    severity=ERROR,
    basis="arrêté du 24 janvier 2017 ; C. conso, art. L111-1",
    surface=SalesDocument,
)
def quote_by_trade(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche, sur le devis d’un métier réglementé (travaux, dépannage, déménagement, services à la
    personne, obsèques, optique), ce que son arrêté demande : durée de validité, prix du devis ou sa
    gratuité, place pour la signature avant les travaux.

    Biais : le métier est celui que dit le devis ; sans lui, rien n’est jugé. Les arrêtés n’ont pas
    été relus : la règle avertit.

    ```toml refusé
    kind = "quote"
    trade = "works"
    text = "Devis gratuit."
    ```

    ```toml accepté
    kind = "quote"
    trade = "works"
    valid_to = 2026-12-24
    text = "Devis gratuit, reçu avant l’exécution des travaux. Bon pour accord, date et signature :"
    ```

    ```toml accepté
    kind = "quote"
    text = "Devis."
    ```
    """
    if doc.kind != "quote" or not doc.trade:
        return
    lacks = {
        "la durée de validité": doc.valid_to is None,
        "le prix du devis ou sa gratuité": not PRICE.search(doc.words),
        "la place de la signature": not SIGNED.search(doc.words),
    }
    if missing := [what for what, holds in lacks.items() if holds]:
        found = f"il manque au devis de ce métier : {french_list(missing)}"
        yield Fault(doc.at("mentions"), found, "Complétez-le.", MISSING)
