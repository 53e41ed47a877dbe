from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.document import SalesDocument
from comptoir.site.wording import folded
from comptoir.text import french_list


@rule(
    "DOC039",
    "Assurance obligatoire",
    severity=ERROR,
    basis="loi 96-603, art. 22-2 ; C. ass., art. L243-2",
    surface=SalesDocument,
)
def mandatory_insurance(doc: SalesDocument) -> Iterator[Fault]:
    """Cherche, sur les devis et factures d’un métier que la loi oblige à s’assurer, l’assureur, ses
    coordonnées ou le territoire couvert qui manque, et une couverture échue au jour du document.

    Biais : seules les assurances que le profil déclare obligatoires sont demandées.

    ```toml refusé
    kind = "quote"
    text = "Devis."
    [[covers]]
    insurer = "Assurance Fictive"
    contact = "2 rue du Test, 35000 Rennes"
    territory = "France"
    ```

    ```toml refusé
    kind = "quote"
    text = "Assurance décennale : Assurance Fictive, 2 rue du Test, 35000 Rennes, France."
    [[covers]]
    insurer = "Assurance Fictive"
    contact = "2 rue du Test, 35000 Rennes"
    territory = "France"
    valid_to = 2025-12-31
    ```

    ```toml accepté
    kind = "quote"
    text = "Assurance décennale : Assurance Fictive, 2 rue du Test, 35000 Rennes, France."
    [[covers]]
    insurer = "Assurance Fictive"
    contact = "2 rue du Test, 35000 Rennes"
    territory = "France"
    ```

    ```toml accepté
    kind = "quote"
    text = "Une association n’y est pas tenue."
    ```
    """
    if not (doc.is_offer or doc.is_invoice):
        return
    for cover in doc.covers:
        said = {
            "l’assureur": cover.insurer,
            "ses coordonnées": cover.contact,
            "le territoire couvert": cover.territory,
        }
        missing = [what for what, it in said.items() if not it or folded(it) not in doc.words]
        if missing:
            found = f"il manque {french_list(missing)} de l’assurance obligatoire"
            yield Fault(doc.at("mentions"), found, "Ajoutez-les.", MISSING)
        if cover.valid_to is not None and cover.valid_to < doc.issued_on:
            found = "l’assurance obligatoire est échue au jour du document"
            yield Fault(doc.at("covers"), found, "Renouvelez-la avant de vendre.")
