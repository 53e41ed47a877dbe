from collections.abc import Iterator

from comptoir.law.mentions import NEW_MENTIONS
from comptoir.party import is_french
from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.delays import before
from comptoir.rules.values.document import SalesDocument


@rule(
    "DOC018",
    "SIREN du client",
    severity=ERROR,
    basis="CGI, ann. II, art. 242 nonies A, I-1°",
    surface=SalesDocument,
    seen="REF26",
)
def customer_siren(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche les factures à une entreprise sans son SIREN : un avertissement sur celles d’avant
    le 1er septembre 2027, une erreur ensuite.

    Biais : la loi est celle du jour de la facture, non celle d’aujourd’hui.

    ```toml refusé
    issued_on = 2027-09-01
    [buyer]
    kind = "business"
    ```

    ```toml accepté
    issued_on = 2027-09-01
    [buyer]
    kind = "business"
    siren = "999140353"
    ```

    ```toml accepté
    issued_on = 2027-09-01
    [buyer]
    kind = "consumer"
    ```

    ```toml accepté
    issued_on = 2027-09-01
    [buyer]
    kind = "business"
    country = "DE"
    ```
    """
    french = is_french(doc.buyer.country)
    if french and doc.is_invoice and doc.to_professional and not doc.buyer.siren:
        yield Fault(
            doc.at("buyer.siren"),
            "le SIREN du client manque",
            "Complétez sa fiche.",
            MISSING,
            before(doc.issued_on, NEW_MENTIONS),
        )
