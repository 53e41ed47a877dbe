from collections.abc import Iterator

from comptoir.law.mentions import NEW_MENTIONS, VAT_ON_DEBITS
from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.delays import before
from comptoir.rules.values.document import SalesDocument
from comptoir.site.wording import folded


@rule(
    "DOC021",
    "Option pour les débits",
    severity=ERROR,
    basis="CGI, ann. II, art. 242 nonies A, I-11° bis",
    surface=SalesDocument,
    seen="REF26",
)
def debits_option(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche les factures d’un vendeur qui a opté pour les débits sans la mention exacte : un
    avertissement avant le 1er septembre 2027, une erreur ensuite. Une mention sans option est une
    faute aussi : elle fait payer la TVA plus tôt.

    Biais : la phrase est dictée par le texte ; la loi est celle du jour de la facture.

    ```toml refusé
    issued_on = 2027-09-01
    on_debits = true
    tax = "20.00"
    text = "TVA sur les débits."
    ```

    ```toml refusé
    tax = "20.00"
    text = "Option pour le paiement de la taxe d’après les débits."
    ```

    ```toml accepté
    issued_on = 2027-09-01
    on_debits = true
    tax = "20.00"
    text = "Option pour le paiement de la taxe d’après les débits."
    ```

    ```toml accepté
    issued_on = 2027-09-01
    tax = "20.00"
    text = "Merci."
    ```
    """
    if not doc.is_invoice or not doc.tax:
        return
    said = folded(VAT_ON_DEBITS.on(doc.issued_on)) in doc.words
    gate = before(doc.issued_on, NEW_MENTIONS)
    if doc.on_debits and not said:
        remedy = f"Écrivez : « {VAT_ON_DEBITS.on(doc.issued_on)} »."
        found = "la mention de l’option pour les débits manque"
        yield Fault(doc.at("mentions"), found, remedy, MISSING, gate)
    elif said and not doc.on_debits:
        found = "la facture dit une option pour les débits que le vendeur n’a pas prise"
        remedy = "Retirez la phrase, ou datez l’option ([vat] on_debits_since)."
        yield Fault(doc.at("mentions"), found, remedy, severity=gate)
