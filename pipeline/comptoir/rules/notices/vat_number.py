import re
from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, Scope, profile, rule
from comptoir.rules.commerce import terms_pages
from comptoir.site.built import HtmlSite

_identified = profile(
    lambda o: bool(o.vat.number) and o.sells.consumers and o.sells.online,
    otherwise="l’éditeur ne vend pas en ligne, ou n’a pas de numéro de TVA",
    asks="l’éditeur vend-il en ligne, et a-t-il un numéro de TVA ?",
)


@rule(
    "MEN018",
    "Numéro de TVA sur le site",
    severity=ERROR,
    basis="LCEN, art. 19 ; CGI, art. 286 ter",
    surface=HtmlSite,
    applies=_identified,
)
def vat_number(site: HtmlSite, scope: Scope) -> Iterator[Fault]:
    """Cherche le numéro de TVA du vendeur en ligne dans les mentions légales ou les conditions.

    Biais : le numéro du profil est cherché, quels que soient les espaces.

    ```html refusé mentions-legales/index.html profil=seller
    <h1>Mentions légales</h1> <p>Les Ateliers de l’Exemple, SIREN 999 140 353.</p>
    ```

    ```html accepté mentions-legales/index.html profil=seller
    <h1>Mentions légales</h1> <p>Les Ateliers de l’Exemple, TVA FR 15 999 140 353.</p>
    ```
    """
    if not site.notice_pages or scope.organisation is None:
        return
    blocks = [b.text for page in (*site.notice_pages, *terms_pages(site)) for b in page.blocks]
    plain = re.sub(r"[^A-Z0-9]", "", " ".join(blocks).upper())
    if scope.organisation.vat.number not in plain:
        yield Fault(
            site.place(site.notice_pages[0]),
            "les mentions légales ne donnent pas le numéro de TVA du vendeur",
            "Écrivez le numéro de TVA intracommunautaire.",
            MISSING,
        )
