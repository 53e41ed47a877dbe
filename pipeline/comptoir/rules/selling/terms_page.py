from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.commerce import online, terms_pages, terms_text
from comptoir.site.built import HtmlSite
from comptoir.site.legal_pages import Legal

SHORT = 200  # characters of text; terms say more


@rule(
    "CGV001",
    "Conditions de vente introuvables",
    severity=ERROR,
    basis="C. civ., art. 1127-1 ; C. conso, L221-5 et L221-13",
    surface=HtmlSite,
    applies=online,
)
def terms_page(site: HtmlSite) -> Iterator[Fault]:
    """Cherche les conditions de vente d’un site où l’on commande : une page, liée, qui se lise.

    Biais : la page est reconnue à son nom ou aux liens ; un document à télécharger compte.

    ```projet refusé profil=seller
    === index.html
    <h1>Boutique</h1> <a href="panier.html">Panier</a>
    ```

    ```projet accepté profil=seller
    === index.html
    <h1>Boutique</h1> <a href="/cgv.pdf">Conditions générales de vente</a>
    === cgv.pdf
    pdf
    ```
    """
    pages = terms_pages(site)
    where = site.place(site.home) if site.home else Place(site.folder)
    if not pages and not _as_document(site):
        yield Fault(
            where,
            "aucune page « conditions de vente »",
            "Écrivez les conditions générales de vente et liez-les depuis la boutique.",
            MISSING,
        )
    elif pages and len(terms_text(site)) < SHORT:
        yield Fault(
            site.place(pages[0]),
            "la page « conditions de vente » n’a presque pas de contenu",
            "Un titre seul n’est pas une condition : écrivez-les.",
            MISSING,
        )


def _as_document(site: HtmlSite) -> bool:
    return any(site.serves(target.path) for _, _, target in site.links_named(Legal.TERMS))
