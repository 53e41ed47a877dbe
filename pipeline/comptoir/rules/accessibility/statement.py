import re
from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import ERROR, MISSING, Fault, article_47, rule
from comptoir.rules.accessibility_pages import statement_pages, statement_text
from comptoir.site.built import HtmlSite
from comptoir.text import french_list

PARTS = (
    (re.compile(r"(?:totalement|partiellement|non) conforme"), "l’état de conformité"),
    (re.compile(r"contenus? non accessibles?|derogation|non[- ]conformites?"), "les contenus non"
     " accessibles"),
    (re.compile(r"\bcontact\w*|\bsignal\w+|retour d'information"), "le contact"),
    (re.compile(r"defenseur\w* des droits"), "le Défenseur des droits"),
)  # fmt: skip


@rule(
    "ACC004",
    "Déclaration d’accessibilité",
    severity=ERROR,
    basis="loi 2005-102, art. 47 ; décret 2019-768",
    seen="RGAA",
    surface=HtmlSite,
    applies=article_47,
)
def statement(site: HtmlSite) -> Iterator[Fault]:
    """Cherche la déclaration d’accessibilité et ses parties : état de conformité, contenus non
    accessibles, contact, Défenseur des droits.

    Biais : la page est reconnue à son nom ou aux liens ; chaque partie, à quelques mots.

    ```projet refusé profil=public-body
    === index.html
    <h1>Mairie</h1> <a href="/plan.html">Plan</a>
    ```

    ```projet accepté profil=public-body
    === index.html
    <h1>Mairie</h1> <a href="accessibilite.html">Accessibilité : non conforme</a>
    === accessibilite.html
    <h1>Déclaration d’accessibilité</h1> <p>Ce site est non conforme. Contenus non accessibles :
    liste à établir. Contact : mairie@ville.example.org. Recours : Défenseur des droits.</p>
    ```
    """
    pages = statement_pages(site)
    if not pages:
        where = site.place(site.home) if site.home else Place(site.folder)
        found = "aucune déclaration d’accessibilité"
        yield Fault(where, found, "Publiez-la au modèle officiel et liez-la partout.", MISSING)
        return
    text = statement_text(site)
    missing = [words for pattern, words in PARTS if not pattern.search(text)]
    if missing:
        yield Fault(
            site.place(pages[0]),
            f"la déclaration d’accessibilité ne dit pas : {french_list(missing)}",
            "Reprenez le modèle officiel du RGAA.",
            MISSING,
        )
