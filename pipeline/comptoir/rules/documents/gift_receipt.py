from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.concerned import receipts
from comptoir.rules.values.receipt import GiftPaper, missing_on_receipt
from comptoir.text import french_list


@rule(
    "DOC049",
    "Reçu fiscal d’un particulier",
    severity=ERROR,
    basis="CGI, art. 200 ; modèle Cerfa 11580",
    surface=GiftPaper,
    seen="RECU",
    applies=receipts,
)
def gift_receipt(paper: GiftPaper) -> Iterator[Fault]:
    """Cherche, sur le reçu fiscal d’un particulier, ce que le modèle demande et qui manque :
    l’organisme, son SIREN ou RNA, son objet et son statut ; le donateur ; le montant en chiffres et
    en lettres ; la date, la forme, la nature et le mode du don ; l’article ; la signature.

    Biais : la case de l’article 978 (impôt sur la fortune immobilière) n’est pas demandée, et
    refusée à une association ordinaire.

    ```toml refusé
    model = "11580"
    amount = "60.00"
    [organisation.tax_receipts]
    eligible = true
    ```

    ```toml refusé
    model = "11580"
    amount = "60.00"
    words = "soixante euros"
    received_on = 2026-11-20
    form = "don manuel"
    nature = "numéraire"
    method = "chèque"
    article = "978"
    body_number = "999140353"
    body_object = "Réparer ensemble"
    body_status = "intérêt général"
    [organisation.tax_receipts]
    eligible = true
    ```

    ```toml accepté
    model = "11580"
    amount = "60.00"
    words = "soixante euros"
    received_on = 2026-11-20
    form = "don manuel"
    nature = "numéraire"
    method = "chèque"
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
    [organisation.tax_receipts]
    eligible = true
    ```
    """
    if paper.from_company:
        return
    if missing := missing_on_receipt(paper):
        found = f"il manque à ce reçu {french_list(missing)}"
        yield Fault(paper.at(), found, "Complétez-le avant de le remettre.", MISSING)
    if paper.model and paper.model != "11580":
        found = "ce reçu n’est pas celui d’un particulier"
        yield Fault(paper.at("model"), found, "Employez le modèle 11580.")
    if paper.article == "978":
        found = "ce reçu vise l’article 978, qu’une association ordinaire n’ouvre pas"
        yield Fault(paper.at("article"), found, "Visez l’article 200.")
