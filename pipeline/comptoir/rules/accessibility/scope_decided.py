from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, WARNING, Fault, rule
from comptoir.rules.surfaces import Identity
from comptoir.settings.organisation import Kind


@rule(
    "ACC001",
    "Champ de l’obligation décidé",
    severity=ERROR,
    basis="loi 2005-102, art. 47",
    seen="RGAA",
    surface=Identity,
)
def scope_decided(identity: Identity) -> Iterator[Fault]:
    """Cherche dans le profil si l’article 47 de la loi 2005-102 concerne l’éditeur.

    Il concerne les organismes publics et leurs délégataires, et les organismes privés d’intérêt
    général surtout financés par eux ; non les associations sans mission essentielle au public.

    Biais : la réponse n’est pas jugée, sauf pour un organisme public qui dirait non.

    ```toml refusé profil=public-body
    art47 = false
    ```

    ```toml accepté
    art47 = false
    ```
    """
    organisation = identity.organisation
    if organisation.kind is Kind.PUBLIC_BODY and organisation.art47 is False:
        yield Fault(
            identity.at("art47"),
            "le profil d’un organisme public dit que l’article 47 ne le concerne pas",
            "Écrivez art47 = true : l’article 47 vise les organismes publics.",
        )
    elif organisation.art47 is None and organisation.kind is not Kind.INDIVIDUAL:
        yield Fault(
            identity.at("art47"),
            "le profil ne dit pas si l’article 47 concerne l’éditeur",
            "Décidez, et écrivez art47 = true ou false.",
            MISSING,
            WARNING,
        )
