from collections.abc import Iterator

from comptoir.law.eea import in_eea, is_adequate
from comptoir.rules import MISSING, WARNING, Fault, Scope, profile, rule
from comptoir.rules.surfaces import Identity
from comptoir.settings.organisation import Organisation
from comptoir.site.built import HtmlSite


def _exports(organisation: Organisation) -> bool:
    return any(not in_eea(processor.country) for processor in organisation.processors)


@rule(
    "PRV007",
    "Transferts hors de l’Union",
    severity=WARNING,
    basis="RGPD, art. 13.1.f et 44 à 49",
    surface=HtmlSite,
    applies=profile(
        _exports,
        otherwise="aucun sous-traitant du profil n’est hors de l’Espace économique européen",
        asks="un sous-traitant est-il hors de l’Espace économique européen ?",
    ),
)
def transfers(site: HtmlSite, scope: Scope) -> Iterator[Fault]:
    """Cherche, quand un sous-traitant est hors de l’Espace économique européen, le pays et l’outil
    qui encadre le transfert.

    Biais : la page doit parler de transfert ; l’outil est demandé au profil, pas à la page. Le sort
    du Data Privacy Framework est contesté devant la Cour de justice : un avertissement seulement.

    ```toml refusé
    [[processors]]
    name = "Lettres Fictives Inc."
    country = "US"
    ```

    ```toml accepté
    [[processors]]
    name = "Lettres Fictives Inc."
    country = "US"
    transfer_tool = "clauses contractuelles types"
    ```
    """
    if site.privacy_pages and not site.privacy.tells_transfer:
        yield Fault(
            site.place(site.privacy_pages[0]),
            "la politique de confidentialité ne parle pas des transferts hors de l’Union",
            "Dites vers quel pays, avec quel outil, et comment en obtenir copie.",
            MISSING,
        )


@transfers.on(Identity)
def in_profile(identity: Identity) -> Iterator[Fault]:
    for rank, processor in enumerate(identity.organisation.processors):
        country = processor.country
        if in_eea(country) or is_adequate(country) or processor.transfer_tool:
            continue
        yield Fault(
            identity.at(f"processors.{rank}.country"),
            "ce sous-traitant est hors de l’Union et l’outil du transfert n’est pas dit",
            "Écrivez transfer_tool : décision d’adéquation, clauses contractuelles types…",
            MISSING,
        )
