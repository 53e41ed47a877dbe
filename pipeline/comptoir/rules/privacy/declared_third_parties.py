from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.law.trackers import Service, Use, service_of
from comptoir.rules import ERROR, Fault, Scope, rule
from comptoir.site.built import HtmlSite
from comptoir.site.page_facts import PageFacts, ThirdParty

STORING = (Use.ADVERTISING, Use.ANALYTICS, Use.SOCIAL, Use.VIDEO)


@rule(
    "PRV016",
    "Tiers appelés et non déclarés",
    severity=ERROR,
    basis="RGPD, art. 5.1.a et 13",
    surface=HtmlSite,
)
def declared_third_parties(site: HtmlSite, scope: Scope) -> Iterator[Fault]:
    """Compare les tiers que les pages appellent avec ceux que le profil et les pages légales
    déclarent.

    Une page qui annonce « aucun cookie » alors qu’un traceur connu est appelé est aussi en faute.

    Biais : nommer le service ou sa marque dans une page légale suffit ; un service qui ne sert
    qu’au nom du site (même domaine) ne compte pas.

    ```projet refusé
    === index.html
    <h1>Accueil</h1> <script src="https://www.googletagmanager.com/gtag/js"></script>
    === confidentialite/index.html
    <h1>Confidentialité</h1> <p>Nous ne faisons aucune statistique.</p>
    ```

    ```projet accepté
    === index.html
    <h1>Accueil</h1> <link rel="stylesheet" href="https://fonts.googleapis.com/css2?family=A">
    === confidentialite/index.html
    <h1>Confidentialité</h1> <p>Les polices viennent de Google Fonts, qui reçoit votre IP.</p>
    ```
    """
    if not site.privacy_pages:
        return
    for page, third in _calls(site):
        if not _declared(site, scope, third):
            name = third.service or third.host
            yield Fault(
                Place(page.shown, third.line),
                f"le site appelle {_named(third)}, que rien ne déclare",
                f"Nommez {name} dans la politique de confidentialité, ou ne l’appelez plus.",
            )
    if site.privacy.denies_cookies:
        storing = [t for _, t in _calls(site) if _use(t) in STORING]
        if storing:
            yield Fault(
                site.place(site.privacy_pages[0], "cookie|traceur"),
                "la page n’annonce aucun traceur à accepter, et le site appelle "
                f"{_named(storing[0])}",
                "Corrigez la page, ou retirez ce qui dépose des traceurs.",
            )


def _calls(site: HtmlSite) -> Iterator[tuple[PageFacts, ThirdParty]]:
    """Yield what each page calls, each service once a page: every page in fault is told."""
    for page in site.pages:
        known: set[str] = set()
        for third in page.third_parties:
            name = third.service or third.host
            if name not in known:
                known.add(name)
                yield page, third


def _named(third: ThirdParty) -> str:
    return f"{third.service} ({third.host})" if third.service else third.host


def _use(third: ThirdParty) -> Use | None:
    service: Service | None = service_of(third.host)
    return service.use if service else None


def _declared(site: HtmlSite, scope: Scope, third: ThirdParty) -> bool:
    if scope.declares(third.host):
        return True
    said = (site.privacy, site.notice_as_privacy)
    labels = third.host.split(".")
    domain = ".".join(labels[-2:])
    if third.service and any(text.names(third.service) for text in said):
        return True
    return any(domain in text.plain or text.names(labels[-2]) for text in said if len(labels) > 1)
