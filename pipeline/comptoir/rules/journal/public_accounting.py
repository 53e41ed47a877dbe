from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.surfaces import Identity
from comptoir.rules.values.concerned import other_chart
from comptoir.settings.organisation import Books


@rule(
    "JRN044",
    "Comptabilité tenue ailleurs",
    severity=ERROR,
    basis="décret 2012-1246 (GBCP)",
    surface=Identity,
    applies=other_chart,
)
def public_accounting(identity: Identity) -> Iterator[Fault]:
    """Cherche un organisme public, ou une mutuelle, qui tiendrait ici un journal d’associations ou
    d’entreprises : leur comptabilité (M57, titre de recettes ; plan des mutuelles) se tient
    ailleurs, et Comptoir n’y fait que le suivi.

    Biais : aucun ; c’est le réglage du profil.

    ```toml refusé profil=public-body
    [accounting]
    books = "complete"
    ```

    ```toml accepté profil=public-body
    [accounting]
    books = "follow-up"
    ```

    ```toml accepté
    [accounting]
    books = "complete"
    ```
    """
    if identity.organisation.accounting.books is not Books.FOLLOW_UP:
        found = "cet organisme tiendrait ici une comptabilité qui n’est pas la sienne"
        yield Fault(identity.at("accounting.books"), found, 'Écrivez books = "follow-up".')
