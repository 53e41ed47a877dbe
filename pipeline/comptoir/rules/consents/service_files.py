from collections.abc import Iterator

from comptoir.law.purposes import PurposeClass
from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.concerned import public_body
from comptoir.rules.values.contact import Solicitation


@rule(
    "CNS020",
    "Fichiers d’un service public",
    severity=ERROR,
    basis="RGPD, art. 5.1.b",
    surface=Solicitation,
    applies=public_body,
)
def service_files(asked: Solicitation) -> Iterator[Fault]:
    """Cherche les envois d’actualités ou d’offres à des adresses collectées par un service (état
    civil, impôts, élections, crèche).

    Biais : l’origine est celle que dit la fiche.

    ```toml refusé profil=public-body
    origin = "service"
    kind = "associative"
    basis = "associative"
    ```

    ```toml accepté profil=public-body
    origin = "service"
    kind = "statutory"
    basis = "statutory"
    ```

    ```toml accepté profil=public-body
    origin = "service"
    kind = "associative"
    basis = "consent"
    consented = true
    ```
    """
    reused = asked.origin == "service" and asked.kind is not PurposeClass.STATUTORY
    if asked.allowed and reused and not asked.consented:
        yield Fault(
            asked.at("origin"),
            "une adresse donnée à un service sert à autre chose",
            "Demandez un accord propre à cet envoi.",
        )
