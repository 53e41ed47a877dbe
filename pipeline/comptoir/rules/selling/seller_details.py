from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, Scope, rule
from comptoir.rules.commerce import online, terms_pages
from comptoir.site import identity
from comptoir.site.built import HtmlSite
from comptoir.site.wording import without_placeholders
from comptoir.text import french_list


@rule(
    "CGV002",
    "Coordonnées du vendeur",
    severity=ERROR,
    basis="C. conso, L111-1 4°, R111-1 et L221-5",
    surface=HtmlSite,
    applies=online,
)
def seller_details(site: HtmlSite, scope: Scope) -> Iterator[Fault]:
    """Cherche dans les conditions de vente ou les mentions légales l’adresse, le téléphone et
    l’adresse électronique du vendeur.

    Biais : les deux pages sont lues ensemble ; une adresse « nom (arobase) domaine » compte.

    ```projet refusé profil=seller
    === cgv.html
    <h1>Conditions générales de vente</h1> <p>Vendeur : Les Ateliers de l’Exemple.</p>
    ```

    ```projet accepté profil=seller
    === cgv.html
    <h1>Conditions générales de vente</h1> <p>Vendeur : Les Ateliers de l’Exemple, 1 rue de
    l’Exemple, 35000 Rennes, 02 61 91 00 01, contact@exemple.example.org.</p>
    ```
    """
    pages = tuple(dict.fromkeys((*terms_pages(site), *site.notice_pages)))
    if not pages:
        return
    blocks = [block for page in pages for block in page.blocks]
    text = without_placeholders("\n".join(block.text for block in blocks))
    linked = [block.href for block in blocks]
    checks = (
        (identity.has_address(text), "l’adresse postale"),
        (bool(identity.phones(text)), "le téléphone"),
        (_has_email(text, linked), "l’adresse électronique"),
    )
    missing = [words for there, words in checks if not there]
    if missing:
        yield Fault(
            site.place(pages[0]),
            f"rien ne donne {french_list(missing)} du vendeur",
            "Écrivez-les dans les conditions de vente.",
            MISSING,
        )


def _has_email(text: str, links: list[str]) -> bool:
    written = any(mark in text.lower() for mark in ("@", "arobase", "(at)", "[at]"))
    return written or any(href.startswith("mailto:") for href in links)
