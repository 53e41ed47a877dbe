from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import INFO, MISSING, WARNING, Fault, rule
from comptoir.site.html import HtmlPage
from comptoir.site.markdown import headings_in
from comptoir.site.source import PageKind, SourcePage


@rule(
    "ACC014",
    "Titres et niveaux",
    severity=WARNING,
    basis="RGAA 9.1",
    seen="RGAA",
    surface=HtmlPage,
)
def headings(page: HtmlPage) -> Iterator[Fault]:
    """Cherche l’absence de titre principal et les sauts de niveau.

    Biais : plusieurs titres principaux ne sont qu’une information ; en Markdown, le titre de la
    page vient de l’en-tête, le texte commence donc au niveau 2.

    ```html refusé
    <h1>Contact</h1> <h3>Horaires</h3>
    ```

    ```html accepté
    <h1>Contact</h1> <h2>Horaires</h2> <h3>En août</h3> <h2>Plan</h2>
    ```

    ```markdown refusé
    ## Venir

    #### À vélo
    ```
    """
    if not page.is_whole:
        return
    found = page.headings
    if not any(heading.level == 1 for heading in found):
        at = page.place(page.first("body"))
        yield Fault(at, "la page n’a pas de titre principal (h1)", "Écrivez-en un.", MISSING)
    elif sum(heading.level == 1 for heading in found) > 1:
        second = [heading for heading in found if heading.level == 1][1]
        words = "la page a plusieurs titres principaux (h1)"
        yield Fault(page.place(second.node), words, "N’en gardez qu’un.", severity=INFO)
    before = 0
    for heading in found:
        if before and heading.level > before + 1:
            words = f"les titres sautent de h{before} à h{heading.level}"
            yield Fault(page.place(heading.node), words, f"Employez h{before + 1}.")
        before = heading.level


@headings.on(SourcePage)
def in_source(page: SourcePage) -> Iterator[Fault]:
    if page.kind is PageKind.CAMPAIGN:
        return
    before = 1
    for heading in headings_in(page.body):
        at = Place(page.path, page.body_line + heading.line - 1)
        if heading.level == 1:
            found = "un titre de niveau 1 est dans le texte"
            yield Fault(at, found, "Le titre de la page vient de l’en-tête : employez ##.")
        elif heading.level > before + 1:
            found = f"les titres sautent du niveau {before} au niveau {heading.level}"
            yield Fault(at, found, f"Employez {'#' * (before + 1)}.")
        before = heading.level
