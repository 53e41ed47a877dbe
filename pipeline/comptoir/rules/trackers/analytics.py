import re
from collections.abc import Iterator

from comptoir.law.trackers import Use
from comptoir.rules import ERROR, TO_CHECK, Fault, rule
from comptoir.rules.calling import of_uses, on_page
from comptoir.site.built import HtmlSite
from comptoir.site.html import HtmlPage

REMEDY = "Demandez l’accord d’abord, ou mesurez sans traceur (Matomo réglé pour l’exemption)."
OPT_OUT = re.compile(
    r"\boppos\w+|\bopt-?out|\bdesactiv\w+|\brefus\w+|\bne pas (?:etre|participer)|\bdo not track"
)
MEASURE = re.compile(r"\bmatomo\b|\bmesures? d'audience|\bstatistiques?\b|\bfrequentation\b")


@rule(
    "CKI006",
    "Mesure d’audience sans accord",
    severity=ERROR,
    basis="loi 78-17, art. 82",
    seen="CKI26",
    surface=HtmlPage,
)
def analytics(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les mesures d’audience chargées avant tout choix (Google Analytics, Hotjar…).

    Matomo hébergé par le site, sans tiers, est exempté d’accord si la page qui informe dit comment
    s’y opposer ; sinon, une personne doit vérifier ses réglages.

    Biais : seuls les services connus ; un script qui parle de consentement est à vérifier, comme
    le « mode consentement » de Google qui refuse par défaut : il n’écrit rien, mais il appelle.

    ```html refusé
    <script async src="https://www.googletagmanager.com/gtag/js?id=G-1"></script>
    ```

    ```projet refusé
    === index.html
    <h1>Accueil</h1> <script>_paq.push(['trackPageView']);</script>
    === confidentialite/index.html
    <h1>Confidentialité</h1> <p>Vos données servent à vous répondre.</p>
    ```

    ```projet accepté
    === index.html
    <h1>Accueil</h1> <script>_paq.push(['disableCookies']); _paq.push(['trackPageView']);
    var u="https://www.exemple.example.org/matomo/";</script>
    === confidentialite/index.html
    <h1>Confidentialité</h1>
    <p>Mesure d’audience : Matomo, anonyme. Vous pouvez vous y opposer ici.</p>
    ```
    """
    yield from on_page(page, of_uses(page.calls, Use.ANALYTICS), REMEDY)


@analytics.on(HtmlSite)
def matomo(site: HtmlSite) -> Iterator[Fault]:
    using = [page for page in site.pages if page.has_matomo]
    if not using:
        return
    said = f"{site.privacy.plain} {site.notice_as_privacy.plain}"
    if not (MEASURE.search(said) and OPT_OUT.search(said)):
        yield Fault(
            site.place(using[0], r"_paq\.push"),
            "Matomo mesure l’audience, et aucune page légale ne dit comment s’y opposer",
            "Réglez-le pour l’exemption et expliquez l’opposition, ou demandez l’accord.",
            TO_CHECK,
        )
