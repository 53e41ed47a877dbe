import re
from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import TO_CHECK, WARNING, Fault, rule
from comptoir.site.markdown import prose
from comptoir.site.source import PageKind, SourcePage

LONG = 150  # words
QUOTED = re.compile(r"(?:^>[^\n]*\n?)+", re.MULTILINE)
SOURCE = re.compile(
    r"—|–|©|\bsource\b|\bextrait\b|\bd’après\b|\bin \*|\]\(http|\bcité\b|« [A-ZÀ-Ü]"
)


@rule(
    "IMG016",
    "Longue citation sans source",
    severity=WARNING,
    basis="CPI, L122-5 3°",
    surface=SourcePage,
)
def quotations(page: SourcePage) -> Iterator[Fault]:
    """Cherche les citations de plus de cent cinquante mots dont rien ne dit l’auteur ni la source.

    Biais : un tiret d’attribution, un lien ou le mot « source » dans la citation ou juste après
    suffit ; les pages légales ne sont pas lues.

    ```markdown refusé
    > Mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot.
    > Mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot.
    > Mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot.
    > Mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot.
    > Mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot.
    > Mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot.
    > Mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot.
    ```

    ```markdown accepté
    > Une phrase courte.

    — Camille Exemple, *Le quai*, 2020
    ```
    """
    if page.kind in (PageKind.LEGAL, PageKind.CAMPAIGN):
        return
    text = prose(page.body)
    for found in QUOTED.finditer(text):
        after = text[found.end() : found.end() + 160]
        if len(found[0].split()) > LONG and not SOURCE.search(found[0] + after):
            line = page.body_line + text.count("\n", 0, found.start())
            yield Fault(
                Place(page.path, line),
                "une longue citation n’a ni auteur ni source",
                "Nommez l’auteur et la source, et raccourcissez-la.",
                TO_CHECK,
            )
