from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import MISSING, WARNING, Applicability, Fault, Scope, rule
from comptoir.rules.applies import YES, Answer
from comptoir.site.source import PageKind, SourcePage
from comptoir.site.statements import unsourced

READ = (PageKind.PAGE, PageKind.NEWS)


def sources_asked(scope: Scope) -> Applicability:
    """Weigh more where comptoir.toml asks for the source of each figure."""
    if scope.site is not None and scope.site.quality.sources:
        return YES
    return Applicability(Answer.NO, "comptoir.toml ne demande pas la source de chaque chiffre")


@rule(
    "INF003",
    "Chiffre sans source",
    severity=WARNING,
    basis="constat : un chiffre, et rien qui dise d’où il vient",
    surface=SourcePage,
    harder=sources_asked,
)
def unsourced_figure(page: SourcePage) -> Iterator[Fault]:
    """Cherche, dans les pages et les actualités, les pourcentages et les nombres de gens donnés
    sans source : ni clé sources dans l’en-tête, ni lien, note ou « selon… » dans le paragraphe.

    Avec `[quality]` puis `sources = true` dans comptoir.toml, c’est une erreur.

    Biais : un pourcentage de prix, de taxe, de don, de vote ou de matière n’est pas une
    statistique ; un nombre de gens ne compte qu’à partir de mille ; le reste échappe.

    ```markdown refusé
    En France, 42 % des petits appareils en panne ne sont jamais réparés.
    ```

    ```markdown refusé
    Chaque année, 12 000 personnes poussent la porte d’un atelier comme le nôtre.
    ```

    ```markdown accepté
    En France, [42 % des petits appareils](https://www.example.org/etude) ne sont jamais réparés.

    Le kit coûte 39 € (TVA 20 %) ; 66 % d’un don est déduit de l’impôt. Le stage accueille 8
    personnes, et le sac est 100 % recyclé.
    ```

    ```markdown accepté
    ---
    title: Les pannes
    date: 2026-11-01
    summary: Ce que deviennent les petits appareils en panne dans le pays.
    owner: coordination
    sources:
      - author: Agence Fictive
        title: Enquête sur la réparation
        date: 2026-02-01
        kind: statistique
        reliability: A
    ---
    En France, 42 % des petits appareils en panne ne sont jamais réparés.
    ```
    """
    if page.kind not in READ or page.meta.sources:
        return
    for told in unsourced(page.body):
        yield Fault(
            Place(page.path, page.body_line + told.line - 1),
            "ce paragraphe donne un chiffre sans dire d’où il vient",
            "Ajoutez un lien vers la source ici, ou la clé sources à l’en-tête.",
            MISSING,
        )
