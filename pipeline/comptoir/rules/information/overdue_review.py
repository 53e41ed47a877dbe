from collections.abc import Iterator

from comptoir.dates import short_date
from comptoir.errors import Place
from comptoir.rules import ERROR, Fault, Scope, rule
from comptoir.site.source import SourcePage


@rule(
    "INF001",
    "Page à relire",
    severity=ERROR,
    basis="constat : la date de relecture de la page est passée",
    surface=SourcePage,
    holds=False,
)
def overdue_review(page: SourcePage, scope: Scope) -> Iterator[Fault]:
    """Cherche les pages publiées dont la date de relecture (review_by) est passée.

    La page reste en ligne : c’est la vérification qui échoue, jusqu’à la relecture.

    Biais : seule la date est lue ; un brouillon, une page expirée ou à paraître n’est pas en faute.

    ```markdown refusé
    ---
    title: Nos horaires
    date: 2025-11-01
    summary: Les horaires de l’atelier, d’octobre à juin.
    owner: accueil
    review_by: 2026-10-31
    ---
    L’atelier est ouvert le mercredi.
    ```

    ```markdown accepté
    ---
    title: Nos horaires
    date: 2025-11-01
    summary: Les horaires de l’atelier, d’octobre à juin.
    owner: accueil
    review_by: 2027-10-31
    ---
    L’atelier est ouvert le mercredi.
    ```
    """
    due = page.meta.review_by
    if due is not None and due < scope.today and page.published_on(scope.today):
        yield Fault(
            Place(page.path, page.lines.get("review_by", 0), "review_by"),
            f"cette page était à relire avant le {short_date(due)}",
            f"Relisez-la ({page.meta.owner}), puis changez review_by.",
        )
