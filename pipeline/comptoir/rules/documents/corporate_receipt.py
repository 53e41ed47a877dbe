from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.concerned import receipts
from comptoir.rules.values.receipt import GiftPaper, missing_on_receipt
from comptoir.text import french_list


@rule(
    "DOC050",
    "Reçu fiscal d’une entreprise",
    severity=ERROR,
    basis="CGI, art. 238 bis ; modèle Cerfa 16216",
    surface=GiftPaper,
    seen="RECU",
    applies=receipts,
)
def corporate_receipt(paper: GiftPaper) -> Iterator[Fault]:
    """Cherche les reçus d’entreprises établis sur le modèle des particuliers, sans SIREN, sans
    l’article 238 bis, ou sans ce que le modèle demande.

    Biais : le parrainage se facture, avec TVA, et n’a jamais de reçu.

    ```toml refusé
    model = "11580"
    donor = "business"
    donor_siren = "999140353"
    amount = "500.00"
    words = "cinq cents euros"
    received_on = 2026-11-20
    form = "don manuel"
    nature = "numéraire"
    method = "virement"
    article = "200"
    body_number = "999140353"
    body_object = "Réparer ensemble"
    body_status = "intérêt général"
    [organisation.tax_receipts]
    eligible = true
    ```

    ```toml accepté
    model = "16216"
    donor = "business"
    donor_siren = "999140353"
    amount = "500.00"
    words = "cinq cents euros"
    received_on = 2026-11-20
    form = "don manuel"
    nature = "numéraire"
    method = "virement"
    article = "238 bis"
    body_number = "999140353"
    body_object = "Réparer ensemble"
    body_status = "intérêt général"
    [organisation.tax_receipts]
    eligible = true
    ```

    ```toml accepté
    model = "11580"
    donor = "consumer"
    [organisation.tax_receipts]
    eligible = true
    ```
    """
    if not paper.from_company:
        return
    missing = missing_on_receipt(paper)
    if not paper.donor_siren:
        missing.append("le SIREN du donateur")
    if missing:
        found = f"il manque à ce reçu {french_list(missing)}"
        yield Fault(paper.at(), found, "Complétez-le avant de le remettre.", MISSING)
    if paper.model and paper.model != "16216":
        found = "ce reçu d’entreprise est sur le modèle des particuliers"
        yield Fault(paper.at("model"), found, "Employez le modèle 16216.")
    if paper.article and paper.article != "238 bis":
        found = "ce reçu d’entreprise ne vise pas l’article 238 bis"
        yield Fault(paper.at("article"), found, "Corrigez l’article.")
