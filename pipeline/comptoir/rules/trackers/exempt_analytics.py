import re
from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.html import HtmlPage

BEYOND = {
    "setUserId": "relie les visites à une personne (setUserId)",
    "enableCrossDomainLinking": "suit le visiteur d’un site à l’autre (enableCrossDomainLinking)",
}
TIMEOUT = re.compile(r"setVisitorCookieTimeout['\"]\s*,\s*(\d+)")
THIRTEEN_MONTHS = 34_300_000  # seconds: 397 days


@rule(
    "CKI007",
    "Matomo réglé hors de l’exemption",
    severity=WARNING,
    basis="loi 78-17, art. 82 ; CNIL, mesure d’audience exemptée",
    seen="CKI26",
    surface=HtmlPage,
)
def exempt_analytics(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les réglages de Matomo qui lui font perdre l’exemption d’accord : suivi d’un site à
    l’autre, identifiant de personne, traceur de plus de treize mois.

    Biais : seuls les réglages écrits dans la page ; ceux du serveur sont à attester.

    ```html refusé
    <script>_paq.push(['setUserId', 'x']); _paq.push(['trackPageView']);</script>
    ```

    ```html accepté
    <script>_paq.push(['disableCookies']); _paq.push(['trackPageView']);</script>
    ```
    """
    for node, text in page.scripts:
        if "_paq" not in text or "requireConsent" in text or "requireCookieConsent" in text:
            continue
        said = [words for name, words in BEYOND.items() if name in text]
        if any(int(found) > THIRTEEN_MONTHS for found in TIMEOUT.findall(text)):
            said.append("garde son traceur plus de treize mois")
        for words in said:
            remedy = "Retirez ce réglage, ou demandez l’accord avant de mesurer."
            yield Fault(page.place(node), f"la mesure d’audience {words}", remedy)
