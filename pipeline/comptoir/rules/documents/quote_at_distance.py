from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.document import SalesDocument
from comptoir.text import french_list

DELAY = 14  # days


@rule(
    "DOC038",
    "Devis accepté à distance ou à domicile",
    severity=ERROR,
    basis="C. conso, art. L221-5, L221-9, L221-18 et L221-25",
    surface=SalesDocument,
)
def quote_at_distance(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche, sur le devis ou la commande d’un particulier conclu à distance ou hors
    établissement, l’information sur la rétractation et son formulaire, et le travail commencé avant
    quatorze jours sans demande expresse.

    Biais : un contrat conclu dans les locaux n’ouvre pas ce droit ; un mode non dit n’est pas jugé.
    Les exceptions de l’article L221-28 (repas, événement daté, sur mesure) ne sont pas connues ici.

    ```toml refusé
    kind = "quote"
    mode = "remote"
    text = "Bon pour accord."
    [buyer]
    kind = "consumer"
    ```

    ```toml refusé
    kind = "quote"
    mode = "off_premises"
    issued_on = 2026-11-02
    starts_on = 2026-11-09
    text = "Vous avez quatorze jours pour vous rétracter ; formulaire de rétractation ci-joint."
    [buyer]
    kind = "consumer"
    ```

    ```toml accepté
    kind = "quote"
    mode = "off_premises"
    issued_on = 2026-11-02
    starts_on = 2026-11-09
    express_request = true
    text = "Vous avez quatorze jours pour vous rétracter ; formulaire de rétractation ci-joint."
    [buyer]
    kind = "consumer"
    ```

    ```toml accepté
    kind = "quote"
    mode = "shop"
    text = "Bon pour accord."
    [buyer]
    kind = "consumer"
    ```

    ```toml accepté
    kind = "quote"
    mode = "remote"
    text = "Bon pour accord."
    [buyer]
    kind = "business"
    ```
    """
    if not doc.is_offer or not doc.to_consumer or doc.mode not in ("remote", "off_premises"):
        return
    lacks = {
        "le droit de rétractation": "retract" not in doc.words,
        "son formulaire": "formulaire" not in doc.words,
    }
    if missing := [what for what, holds in lacks.items() if holds]:
        yield Fault(
            doc.at("mentions"), f"il manque {french_list(missing)}", "Joignez-les.", MISSING
        )
    early = doc.starts_on is not None and (doc.starts_on - doc.issued_on).days < DELAY
    if early and not doc.express_request:
        found = f"le travail commence avant {DELAY} jours, sans demande expresse du client"
        yield Fault(doc.at("starts_on"), found, "Attendez, ou faites-la lui écrire.")
