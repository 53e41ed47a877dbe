import re
from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import ERROR, TO_CHECK, Fault, rule
from comptoir.rules.prose import source_text
from comptoir.site.html import HtmlPage
from comptoir.site.source import PageKind, SourcePage

PAID = re.compile(
    r"\b(?:article|contenu|billet|video|publication) (?:realise|redige|ecrit|produit)e? (?:en "
    r"partenariat remunere|contre remuneration)|\bpartenariat remunere|"
    r"\bnous (?:a|ont) remuneres?\b|"
    r"\bproduits? (?:nous (?:a|ont) ete )?offerts? par (?:la marque|le fabricant)"
)
LABEL = re.compile(r"\bpublicite\b|\bcollaboration commerciale\b|\bcontenu sponsorise\b")
FOUND = "un contenu payé n’est pas signalé comme tel"
REMEDY = "Écrivez « Publicité » ou « Collaboration commerciale » en tête, tant qu’il paraît."


@rule(
    "PUB008",
    "Contenu payé signalé",
    severity=ERROR,
    basis="C. conso, L121-4 11° ; loi 2023-451, art. 5",
    seen="INF",
    surface=HtmlPage,
    holds=False,
)
def partner_content(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les contenus qui se disent rémunérés sans le mot « Publicité » ou « Collaboration
    commerciale ».

    Biais : seules quelques tournures franches (« partenariat rémunéré », « offert par la marque »)
    sont vues, et le constat est à vérifier.

    ```html refusé
    <h1>Essai</h1> <p>Ce contenu est le fruit d’un partenariat rémunéré avec la marque.</p>
    ```

    ```html accepté
    <h1>Essai</h1> <p>Collaboration commerciale : partenariat rémunéré avec la marque.</p>
    ```

    ```markdown refusé content/actualites/2026-11-02-essai.md
    ---
    title: Essai d’une perceuse
    date: 2026-11-02
    summary: Une semaine avec une perceuse à colonne, ce qu’elle perce, et ce qu’elle ne perce pas.
    owner: ateliers
    category: Essais
    ---
    Article écrit en partenariat rémunéré.
    ```
    """
    if not page.tells("remuner", "offert par", "offerts par", "a ete offert", "ont ete offert"):
        return
    text = page.said
    if PAID.search(text) and not LABEL.search(text):
        yield Fault(page.place(), FOUND, REMEDY, TO_CHECK)


@partner_content.on(SourcePage)
def in_source(page: SourcePage) -> Iterator[Fault]:
    text = source_text(page)
    if page.kind is not PageKind.LEGAL and PAID.search(text) and not LABEL.search(text):
        yield Fault(Place(page.path, page.body_line), FOUND, REMEDY, TO_CHECK)
