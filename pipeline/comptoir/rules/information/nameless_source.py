import re
from collections.abc import Iterator

from comptoir.dates import short_date
from comptoir.errors import Place
from comptoir.rules import WARNING, Fault, Scope, rule
from comptoir.site.source import SourcePage
from comptoir.site.wording import folded

NOBODY = re.compile(
    r"^(?:\?+|-+|nc|n/a|na|inconnue?s?|anonyme|divers|internet|web|google|wikipedia|"
    r"chatgpt|ia|auteur|a (?:completer|preciser)|todo|xxx+)$"
)


@rule(
    "INF004",
    "Source sans auteur ou sans date",
    severity=WARNING,
    basis="constat : l’auteur n’est pas nommé, ou la date est à venir",
    surface=SourcePage,
)
def nameless_source(page: SourcePage, scope: Scope) -> Iterator[Fault]:
    """Cherche les sources dont l’auteur n’en est pas un (« internet », « inconnu », « ? ») ou dont
    la date est à venir.

    Une source sans clé author ou date n’est pas lue du tout (LEC001).

    Biais : seuls quelques mots qui ne nomment personne ; un nom inventé passe.

    ```markdown refusé
    ---
    title: Les pannes
    date: 2026-11-01
    summary: Ce que deviennent les petits appareils en panne dans le pays.
    owner: coordination
    sources:
      - {author: Internet, title: Enquête, date: 2026-02-01, kind: étude, reliability: C}
    ---
    Texte.
    ```

    ```markdown accepté
    ---
    title: Les pannes
    date: 2026-11-01
    summary: Ce que deviennent les petits appareils en panne dans le pays.
    owner: coordination
    sources:
      - {author: Agence Fictive, title: Enquête, date: 2026-02-01, kind: étude, reliability: B}
    ---
    Texte.
    ```
    """
    for rank, source in enumerate(page.meta.sources):
        at = Place(page.path, page.lines.get("sources", 0), f"sources.{rank}")
        if NOBODY.match(folded(source.author).strip()):
            yield Fault(
                at,
                "l’auteur de cette source n’est pas nommé",
                "Nommez la personne ou l’organisme qui l’a écrite.",
            )
        if source.date > scope.today:
            found = f"cette source est datée de l’avenir ({short_date(source.date)})"
            yield Fault(at, found, "Corrigez la date.")
