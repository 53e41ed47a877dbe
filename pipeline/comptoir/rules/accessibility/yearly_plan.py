from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import ERROR, MISSING, WARNING, Fault, article_47, rule
from comptoir.rules.accessibility_pages import statement_text
from comptoir.rules.prose import source_text
from comptoir.site.built import HtmlSite
from comptoir.site.front_matter import LegalMeta
from comptoir.site.source import SourcePage

FOUND = "rien ne mène au schéma pluriannuel d’accessibilité ni au plan d’actions de l’année"
REMEDY = "Publiez-les, et liez-les depuis la déclaration d’accessibilité."


@rule(
    "ACC006",
    "Schéma pluriannuel et plan d’actions",
    severity=ERROR,
    basis="loi 2005-102, art. 47 III",
    seen="RGAA",
    surface=HtmlSite,
    applies=article_47,
    holds=False,
)
def yearly_plan(site: HtmlSite) -> Iterator[Fault]:
    """Cherche le schéma pluriannuel d’accessibilité et le plan d’actions de l’année.

    Biais : les mots, dans la déclaration ou le titre d’une page, suffisent ; l’année n’est pas
    jugée. Un site construit par Comptoir est jugé sur sa source, où le manque n’arrête rien.

    ```projet refusé profil=public-body
    === accessibilite.html
    <h1>Déclaration d’accessibilité</h1> <p>Ce site est non conforme.</p>
    ```

    ```projet accepté profil=public-body
    === accessibilite.html
    <h1>Déclaration d’accessibilité</h1> <p>Schéma pluriannuel et plan d’actions 2026.</p>
    ```

    ```markdown refusé legal/pages/accessibilite.md profil=public-body
    ---
    title: Accessibilité
    date: 2026-10-06
    summary: L’état de conformité de ce site au référentiel d’accessibilité, et à qui écrire.
    owner: direction
    version: "1"
    legal: accessibility
    ---
    Ce site est non conforme.
    ```
    """
    if site.built_here or not site.whole_pages:
        return
    titles = " ".join(f"{page.title} {page.h1}" for page in site.pages).lower()
    text = f"{statement_text(site)} {titles}"
    if "pluriannuel" not in text:
        where = site.place(site.home) if site.home else Place(site.folder)
        yield Fault(where, FOUND, REMEDY, MISSING)


@yearly_plan.on(SourcePage)
def in_source(page: SourcePage) -> Iterator[Fault]:
    ours = isinstance(page.meta, LegalMeta) and page.meta.legal == "accessibility"
    if ours and "pluriannuel" not in source_text(page):
        yield Fault(Place(page.path, page.body_line), FOUND, REMEDY, MISSING, WARNING)
