from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.law.dictated import WITHDRAW
from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.commerce import leads_somewhere, online
from comptoir.site.built import HtmlSite
from comptoir.site.page_facts import PageFacts
from comptoir.site.wording import folded

REMEDY = (
    "Mettez « renoncer au contrat ici » à la vue de qui a commandé, vers une page qui confirme la "
    "rétractation et en accuse réception."
)


@rule(
    "CGV008",
    "Fonction de rétractation en ligne",
    severity=ERROR,
    basis="C. conso, L221-21 et D221-5 (ord. 2026-2, décret 2026-3)",
    seen="TWB",
    surface=HtmlSite,
    applies=online,
    since=WITHDRAW.since,
)
def withdrawal_function(site: HtmlSite) -> Iterator[Fault]:
    """Cherche un lien « renoncer au contrat ici », ou des mots aussi clairs, qui mène quelque part.

    Les mots sont ceux de la loi, d’autres aussi clairs sont admis ; un lien vers le seul
    formulaire à imprimer n’y suffit pas.

    Biais : la fonction cachée derrière la connexion au compte ne se voit pas : le constat est alors
    à lever par une dérogation.

    ```projet refusé profil=seller
    === index.html
    <h1>Boutique</h1> <a href="/cgv.html">Conditions générales de vente</a>
    === cgv.html
    <h1>Conditions générales de vente</h1> <p>Rétractation par lettre.</p>
    ```

    ```projet refusé profil=seller
    === index.html
    <h1>Boutique</h1> <a href="#">Renoncer au contrat ici</a>
    ```

    ```projet accepté profil=seller
    === index.html
    <h1>Boutique</h1> <a href="/renoncer.html">Renoncer au contrat ici</a>
    === renoncer.html
    <h1>Renoncer au contrat</h1>
    <form method="post"><button>Confirmer la rétractation</button></form>
    ```
    """
    found = list(_links(site))
    where = site.place(site.home) if site.home else Place(site.folder)
    if not found:
        yield Fault(where, "aucun lien ne permet de renoncer au contrat en ligne", REMEDY, MISSING)
    elif not any(leads_somewhere(site, page, href) for page, href in found):
        page, href = found[0]
        said = "le lien « renoncer au contrat » ne mène nulle part"
        yield Fault(site.place_of_link(page, href), said, REMEDY)


def _links(site: HtmlSite) -> Iterator[tuple[PageFacts, str]]:
    for page in site.pages:
        for href, text in page.links:
            if WITHDRAW.pattern.search(folded(text)) and not href.lower().endswith(".pdf"):
                yield page, href
