from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, WARNING, Fault, rule
from comptoir.rules.values.contact import ContactRecord


@rule(
    "CTC002",
    "Origine et date d’un contact",
    severity=ERROR,
    basis="RGPD, art. 5.2 ; RGPD, art. 13 et 14",
    surface=ContactRecord,
)
def origin(contact: ContactRecord) -> Iterator[Fault]:
    """Cherche les fiches sans origine ou sans date de collecte.

    Biais : la version de la notice montrée n’est qu’un avertissement.

    ```toml refusé
    source = ""
    source_on = 2026-03-01
    ```

    ```toml accepté
    source = "bulletin d’adhésion 2026"
    source_on = 2026-03-01
    notice = "2026-01"
    ```
    """
    if not contact.source or contact.source_on is None:
        lacks = "l’origine" if not contact.source else "la date de collecte"
        yield Fault(contact.at("source"), f"il manque {lacks}", "Complétez la fiche.", MISSING)
    elif not contact.notice:
        yield Fault(
            contact.at("notice"),
            "rien ne dit quelle notice a été montrée",
            "Notez sa version.",
            MISSING,
            WARNING,
        )
