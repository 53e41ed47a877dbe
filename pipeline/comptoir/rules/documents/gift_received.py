from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.receipt import GiftPaper


@rule(
    "DOC053",
    "Don réellement reçu",
    severity=ERROR,
    basis="CGI, art. 200 ; constat dans les comptes",
    surface=GiftPaper,
)
def gift_received(paper: GiftPaper) -> Iterator[Fault]:
    """Cherche les reçus d’un don promis, d’un paiement revenu impayé, ou d’un montant que le
    paiement n’a pas donné.

    Biais : un abandon de frais ou un don en nature n’a pas de paiement, et n’est pas comparé.

    ```toml refusé
    amount = "60.00"
    received_on = 2026-11-20
    cleared = false
    ```

    ```toml refusé
    amount = "60.00"
    received_on = 2026-11-20
    received = "50.00"
    ```

    ```toml refusé
    amount = "60.00"
    received_on = 2026-12-31
    issued_on = 2026-11-24
    ```

    ```toml accepté
    amount = "60.00"
    received_on = 2026-11-20
    received = "60.00"
    ```

    ```toml accepté
    amount = "60.00"
    received_on = 2026-11-20
    nature = "abandon de frais"
    ```
    """
    if not paper.cleared:
        yield Fault(paper.at("cleared"), "ce don n’a pas été encaissé", "Annulez ce reçu.")
    if paper.received is not None and paper.received != paper.amount:
        found = "le montant du reçu n’est pas celui du paiement"
        yield Fault(paper.at("amount"), found, "Corrigez-le.")
    if paper.received_on is not None and paper.received_on > paper.issued_on:
        found = "ce reçu précède le don"
        yield Fault(paper.at("received_on"), found, "Attendez d’avoir reçu le don.")
