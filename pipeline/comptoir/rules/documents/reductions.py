from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.document import SalesDocument


@rule(
    "DOC010",
    "Réductions acquises",
    severity=ERROR,
    basis="CGI, ann. II, art. 242 nonies A, I-9° ; C. com., art. L441-9",
    surface=SalesDocument,
    seen="REF26",
)
def reductions(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche les réductions qui entrent dans le total d’une facture sans y avoir leur motif, et
    les prix négatifs qui en tiennent lieu.

    Biais : une ligne de montant négatif est une remise déguisée, que la facture électronique refuse
    (BR-FR-DEC-03) ; une remise sur facture n’en est pas une.

    ```toml refusé
    lines = [{ net = "100.00" }]
    reductions = [{ rate = 20, amount = "10.00" }]
    ```

    ```toml refusé
    lines = [{ net = "100.00" }, { name = "Remise", net = "-10.00", unit_price = "-10.00" }]
    ```

    ```toml accepté
    lines = [{ net = "100.00" }]
    reductions = [{ rate = 20, amount = "10.00", reason = "Remise adhérent" }]
    ```

    ```toml accepté
    kind = "credit_note"
    lines = [{ net = "100.00" }]
    ```
    """
    if not doc.is_invoice:
        return
    for rank, taken in enumerate(doc.reductions, 1):
        if not taken.reason.strip():
            found = f"la réduction {rank} n’a pas de motif"
            yield Fault(doc.at("remises"), found, "Dites pourquoi elle est faite.", MISSING)
    for rank, line in enumerate(doc.lines, 1):
        if line.net < 0 or (line.unit_price is not None and line.unit_price < 0):
            found = f"la ligne {rank} a un prix négatif"
            yield Fault(doc.at(f"ligne {rank}"), found, "Faites-en une remise, avec son motif.")
