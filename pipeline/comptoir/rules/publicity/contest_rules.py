import re
from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.prose import source_text
from comptoir.site.html import HtmlPage
from comptoir.site.source import PageKind, SourcePage

CONTEST = re.compile(
    r"\bjeu[ -]concours\b|\bgrand jeu\b|\btente[zr] (?:de gagner|votre chance)|"
    r"\bparticipez (?:et|pour) (?:gagn\w+|tent\w+)|\bloterie promotionnelle"
)
RULES = re.compile(r"\breglement\b|\bconditions de participation\b")
OVER = re.compile(r"\b(?:gagnant\w*|laureat\w*) (?:du|de la|sont|est)\b|\ba ete (?:tire|remporte)")
FOUND = "un jeu-concours est annoncé sans son règlement"
REMEDY = "Liez le règlement : organisateur, dates, lots, tirage, données des participants."


@rule(
    "PUB013",
    "Règlement d’un jeu-concours",
    severity=ERROR,
    basis="C. conso, L121-20 ; CSI, L322-1",
    surface=HtmlPage,
)
def contest_rules(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les jeux-concours annoncés sans règlement.

    Biais : le mot « règlement » n’importe où dans la page suffit ; un compte rendu des gagnants
    n’est pas une annonce.

    ```html refusé
    <h1>Jeu-concours de Noël</h1> <p>Tentez de gagner un kit !</p>
    ```

    ```html accepté
    <h1>Jeu-concours de Noël</h1> <p>Tentez de gagner un kit ! <a href="/r/">Règlement</a></p>
    ```

    ```markdown refusé
    Grand jeu de Noël : tentez de gagner un kit.
    ```
    """
    if not page.tells("jeu", "gagn"):
        return
    text = page.said
    if CONTEST.search(text) and not RULES.search(text) and not OVER.search(text):
        yield Fault(page.place_of(r"jeu|gagn"), FOUND, REMEDY, MISSING)


@contest_rules.on(SourcePage)
def in_source(page: SourcePage) -> Iterator[Fault]:
    text = source_text(page)
    open_contest = CONTEST.search(text) and not OVER.search(text)
    if page.kind is not PageKind.LEGAL and open_contest and not RULES.search(text):
        yield Fault(Place(page.path, page.body_line), FOUND, REMEDY, MISSING)
