import re
from collections.abc import Iterator

from comptoir.law.mentions import NEW_MENTIONS
from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.delays import before
from comptoir.rules.values.document import SalesDocument

SAID = re.compile(
    r"livraisons? de biens?|prestations? de services?"
    r"|nature des operations ?: ?(?:biens?|services?)"
)


@rule(
    "DOC020",
    "Nature des opérations",
    severity=ERROR,
    basis="CGI, ann. II, art. 242 nonies A, I-8° bis",
    surface=SalesDocument,
    seen="REF26",
)
def nature_of_operations(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche les factures avec TVA qui ne disent pas si elles portent sur des livraisons de biens,
    des prestations de services, ou les deux : un avertissement avant le 1er septembre 2027, une
    erreur ensuite.

    Biais : la loi est celle du jour de la facture ; une facture à un particulier n’est pas jugée.

    ```toml refusé
    issued_on = 2027-09-01
    tax = "20.00"
    text = "Kit de réparation."
    [buyer]
    kind = "business"
    ```

    ```toml accepté
    issued_on = 2027-09-01
    tax = "20.00"
    text = "Nature des opérations : livraison de biens."
    [buyer]
    kind = "business"
    ```

    ```toml accepté
    issued_on = 2027-09-01
    tax = "20.00"
    text = "Opérations : prestations de services."
    [buyer]
    kind = "business"
    ```

    ```toml accepté
    issued_on = 2026-11-24
    text = "Kit de réparation."
    [buyer]
    kind = "consumer"
    ```
    """
    if doc.is_invoice and doc.to_professional and doc.tax and not SAID.search(doc.words):
        yield Fault(
            doc.at("mentions"),
            "la nature des opérations manque",
            "Écrivez « livraison de biens », « prestation de services », ou les deux.",
            MISSING,
            before(doc.issued_on, NEW_MENTIONS),
        )
