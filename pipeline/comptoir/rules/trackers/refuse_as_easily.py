from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.banner import banner_of
from comptoir.site.html import HtmlPage


@rule(
    "CKI008",
    "Refuser aussi facilement",
    severity=ERROR,
    basis="loi 78-17, art. 82 ; CNIL, recommandation 2020-092",
    seen="CKI26",
    surface=HtmlPage,
)
def refuse_as_easily(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les bandeaux où l’on peut accepter les traceurs d’un geste, et non les refuser.

    Biais : seuls les bandeaux écrits dans la page ; celui qu’un script compose ne se voit pas.

    ```html refusé
    <div id="cookie-banner"><p>Nous utilisons des cookies.</p>
    <button>Tout accepter</button> <button>Paramétrer</button></div>
    ```

    ```html accepté
    <div id="cookie-banner"><p>Nous utilisons des cookies.</p>
    <button>Tout accepter</button> <button>Tout refuser</button></div>
    ```
    """
    banner = banner_of(page)
    if banner is not None and banner.accepts and not banner.refuses:
        yield Fault(
            page.place(banner.node),
            "le bandeau permet d’accepter les traceurs d’un geste, et non de les refuser",
            "Mettez « Tout refuser » à côté de « Tout accepter », sous la même forme.",
            MISSING,
        )
