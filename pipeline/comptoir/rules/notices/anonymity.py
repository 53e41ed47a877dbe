from collections.abc import Iterator

from comptoir.rules import ERROR, WARNING, Fault, rule
from comptoir.rules.surfaces import Identity
from comptoir.settings.organisation import Kind


@rule(
    "MEN011",
    "Anonymat d’une organisation",
    severity=ERROR,
    basis="LCEN, art. 1-1 II",
    seen="LCENx",
    surface=Identity,
)
def anonymity(identity: Identity) -> Iterator[Fault]:
    """Cherche les profils qui demandent l’anonymat alors que l’éditeur n’est pas un particulier.

    Seul qui publie à titre non professionnel peut ne donner que son hébergeur. Le texte ne nomme
    pas les associations : elles s’identifient, sauf dérogation motivée.

    Biais : seule la clé anonymous est lue.

    ```toml refusé profil=company
    anonymous = true
    ```

    ```toml accepté profil=individual
    anonymous = true
    ```
    """
    organisation = identity.organisation
    if organisation.anonymous and organisation.kind is not Kind.INDIVIDUAL:
        lighter = WARNING if organisation.kind is Kind.ASSOCIATION else None
        yield Fault(
            identity.at("anonymous"),
            "le profil demande l’anonymat, réservé aux particuliers",
            "Retirez anonymous, et donnez l’identité de l’éditeur.",
            severity=lighter,
        )
