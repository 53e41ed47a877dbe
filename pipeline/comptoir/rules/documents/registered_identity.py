from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, Scope, rule
from comptoir.rules.values.concerned import registered
from comptoir.rules.values.document import SalesDocument
from comptoir.rules.values.identity import missing_identity


@rule(
    "DOC005",
    "Identité du vendeur immatriculé",
    severity=ERROR,
    basis="C. com., art. R123-237 et R123-238",
    surface=SalesDocument,
    seen="REF26",
    applies=registered,
)
def registered_identity(doc: SalesDocument, scope: Scope) -> Iterator[Fault]:
    """Cherche, sur les devis, factures, avoirs et relances d’une entreprise immatriculée, ce qui
    manque : nom, SIREN, RCS et ville, siège ; forme et capital pour une société ; EI pour un
    entrepreneur individuel.

    Biais : les mots peuvent être n’importe où sur le document ; un bon de livraison n’est pas jugé.

    ```toml refusé profil=company
    text = "Les Ateliers de l’Exemple, 1 rue de l’Exemple, 35000 Rennes"
    ```

    ```toml accepté profil=company
    text = '''Les Ateliers de l’Exemple, SARL au capital de 8 000 €
    1 rue de l’Exemple, 35000 Rennes, RCS Rennes 999 140 353'''
    ```

    ```toml accepté profil=company
    kind = "delivery_note"
    ```

    ```toml accepté
    text = "Une association n’est pas immatriculée au RCS."
    ```
    """
    organisation = scope.organisation
    if organisation is None or doc.kind == "delivery_note":
        return
    if missing := missing_identity(doc.text, organisation):
        found = f"il manque à ce document : {', '.join(missing)}"
        yield Fault(doc.at("seller"), found, "Complétez l’en-tête ou le pied.", MISSING)
