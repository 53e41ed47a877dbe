from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import ERROR, MISSING, Applicability, Fault, Scope, rule
from comptoir.rules.applies import YES, Answer
from comptoir.site.source import PageKind, SourcePage

WORDS = {"audience": "à qui elle s’adresse", "review_by": "quand elle sera relue"}
LASTING = (PageKind.PAGE, PageKind.OFFER, PageKind.LEGAL)


def asked(scope: Scope) -> Applicability:
    """Apply where comptoir.toml asks for keys of every page."""
    if scope.site is not None and scope.site.quality.asked:
        return YES
    return Applicability(Answer.NO, "comptoir.toml ne demande rien aux pages ([quality] asked)")


@rule(
    "INF002",
    "Page sans public ni relecture",
    severity=ERROR,
    basis="constat : la clé demandée par comptoir.toml est absente",
    surface=SourcePage,
    applies=asked,
    holds=False,
)
def asked_keys(page: SourcePage, scope: Scope) -> Iterator[Fault]:
    """Cherche les pages auxquelles manque ce que le projet demande à toutes : le public visé
    (audience), la date de relecture (review_by). Le responsable (owner) est toujours demandé.

    Le projet le demande dans comptoir.toml : `[quality]` puis `asked = ["audience", "review_by"]`.

    Biais : la date de relecture n’est demandée ni aux actualités ni aux événements, qui sont datés.

    ```markdown refusé exige=audience,review_by
    L’atelier est ouvert le mercredi.
    ```

    ```markdown accepté exige=audience,review_by
    ---
    title: Nos horaires
    date: 2025-11-01
    summary: Les horaires de l’atelier, d’octobre à juin.
    owner: accueil
    audience: habitants du quartier
    review_by: 2027-10-31
    ---
    L’atelier est ouvert le mercredi.
    ```
    """
    if page.kind is PageKind.CAMPAIGN or scope.site is None:
        return
    for key in scope.site.quality.asked:
        if key == "review_by" and page.kind not in LASTING:
            continue
        if not getattr(page.meta, key):
            yield Fault(
                Place(page.path, 1, key),
                f"cette page ne dit pas {WORDS[key]}",
                f"Ajoutez la clé {key} à son en-tête.",
                MISSING,
            )
