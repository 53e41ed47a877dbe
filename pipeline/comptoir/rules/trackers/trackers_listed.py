import re
from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.law.trackers import Use, service_of
from comptoir.rules import MISSING, WARNING, Fault, rule
from comptoir.site.built import HtmlSite

STORING = (Use.ADVERTISING, Use.ANALYTICS, Use.SOCIAL, Use.VIDEO)
LIFE = re.compile(
    r"\b\d+ (?:jours?|semaines?|mois|ans?|minutes?|heures?)\b|\b(?:six|douze|treize) mois\b|"
    r"\bduree\b|\bsession\b"
)


@rule(
    "CKI019",
    "Liste des traceurs",
    severity=WARNING,
    basis="RGPD, art. 13 ; loi 78-17, art. 82",
    surface=HtmlSite,
)
def trackers_listed(site: HtmlSite) -> Iterator[Fault]:
    """Cherche, quand le site appelle des services qui déposent des traceurs, une page légale qui
    les décrit : ce qu’ils sont, et combien de temps ils restent.

    Biais : les mots « cookie » ou « traceur », et une durée, n’importe où dans les pages légales ou
    dans une page sur les cookies, suffisent.

    ```projet refusé
    === index.html
    <h1>Accueil</h1> <script src="https://www.googletagmanager.com/gtag/js"></script>
    === confidentialite/index.html
    <h1>Confidentialité</h1> <p>Nous employons Google Analytics.</p>
    ```

    ```projet accepté
    === index.html
    <h1>Accueil</h1> <script src="https://www.googletagmanager.com/gtag/js"></script>
    === confidentialite/index.html
    <h1>Confidentialité</h1> <p>Google Analytics dépose le cookie _ga, gardé treize mois.</p>
    ```
    """
    for page in site.pages:
        for third in page.third_parties:
            service = service_of(third.host)
            if service is None or service.use not in STORING:
                continue
            text = f"{site.privacy.plain} {site.notice_as_privacy.plain}"
            named = "cookie" in text or "traceur" in text
            listed = named and LIFE.search(text)
            elsewhere = any("cookie" in f"{p.title} {p.h1}".lower() for p in site.pages)
            if site.privacy_pages and not listed and not elsewhere:
                yield Fault(
                    Place(site.privacy_pages[0].shown),
                    "aucune page légale ne dit combien de temps restent les traceurs du site"
                    if named
                    else "le site dépose des traceurs qu’aucune page légale ne décrit",
                    "Dites lesquels, pour quoi, de qui, et combien de temps ils restent.",
                    MISSING,
                )
            return
