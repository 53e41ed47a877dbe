from collections.abc import Iterator, Sequence

from comptoir.dates import short_date
from comptoir.errors import Place
from comptoir.rules import TO_CHECK, WARNING, Fault, Scope, rule
from comptoir.site.front_matter import Source
from comptoir.site.source import PageKind, SourcePage
from comptoir.site.statements import FIRM, stale_on, unsourced


@rule(
    "INF005",
    "Chiffre mal appuyé",
    severity=WARNING,
    basis="constat : la fiabilité et la date des sources de la page",
    surface=SourcePage,
)
def weak_source(page: SourcePage, scope: Scope) -> Iterator[Fault]:
    """Cherche les pages qui donnent un chiffre et dont toutes les sources sont fragiles (fiabilité
    C ou D), ou toutes anciennes.

    Une statistique se relit après trois ans, une étude ou un texte officiel après cinq, le reste
    après deux ; une actualité est jugée au jour où elle paraît.

    Biais : une seule source sûre et fraîche suffit ; à vérifier, jamais plus.

    ```markdown refusé
    ---
    title: Les pannes
    date: 2026-11-01
    summary: Ce que deviennent les petits appareils en panne dans le pays.
    owner: coordination
    sources:
      - {author: Jo, title: Un récit, date: 2026-02-01, kind: témoignage, reliability: D}
    ---
    En France, 42 % des petits appareils en panne ne sont jamais réparés.
    ```

    ```markdown refusé
    ---
    title: Les pannes
    date: 2026-11-01
    summary: Ce que deviennent les petits appareils en panne dans le pays.
    owner: coordination
    sources:
      - {author: Agence Fictive, title: Enquête, date: 2019-02-01, kind: étude, reliability: A}
    ---
    En France, 42 % des petits appareils en panne ne sont jamais réparés.
    ```

    ```markdown accepté
    ---
    title: Les pannes
    date: 2026-11-01
    summary: Ce que deviennent les petits appareils en panne dans le pays.
    owner: coordination
    sources:
      - {author: Jo, title: Un récit, date: 2026-02-01, kind: témoignage, reliability: D}
      - {author: Agence Fictive, title: Enquête, date: 2025-02-01, kind: étude, reliability: B}
    ---
    En France, 42 % des petits appareils en panne ne sont jamais réparés.
    ```
    """
    sources = page.meta.sources
    if page.kind not in (PageKind.PAGE, PageKind.NEWS) or not sources or not unsourced(page.body):
        return
    at = Place(page.path, page.lines.get("sources", 0), "sources")
    firm = [source for source in sources if source.reliability in FIRM]
    day = page.meta.date if page.kind is PageKind.NEWS else scope.today
    if not firm:
        yield Fault(
            at,
            "un chiffre de cette page ne s’appuie que sur des sources à recouper (C ou D)",
            "Trouvez une source officielle ou reconnue, ou retirez le chiffre.",
            TO_CHECK,
        )
    elif all(stale_on(source) <= day for source in firm):
        yield Fault(
            at,
            f"les sources d’un chiffre de cette page datent : {_newest(firm)}",
            "Cherchez une édition plus récente.",
            TO_CHECK,
        )


def _newest(sources: Sequence[Source]) -> str:
    return f"la plus récente est du {short_date(max(source.date for source in sources))}"
