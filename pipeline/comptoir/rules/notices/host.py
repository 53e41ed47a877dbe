from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, Scope, rule
from comptoir.rules.matching import says_line
from comptoir.rules.surfaces import Identity
from comptoir.settings.organisation import Host
from comptoir.site import identity as facts
from comptoir.site.built import HtmlSite
from comptoir.site.notice import Notice
from comptoir.site.wording import says
from comptoir.text import french_list


@rule(
    "MEN007",
    "Hébergeur incomplet",
    severity=ERROR,
    basis="LCEN, art. 1-1 I",
    seen="LCENx",
    surface=HtmlSite,
    stops=True,
)
def host(site: HtmlSite, scope: Scope) -> Iterator[Fault]:
    """Cherche le nom, l’adresse et le téléphone de l’hébergeur du site.

    Les trois sont dus, comme ceux de l’éditeur : « hébergé par GitHub » ne suffit pas.

    Biais : un site qui dit s’héberger lui-même n’est pas mis en faute.

    ```html refusé mentions-legales/index.html
    <h1>Mentions légales</h1> <p>Ce site est hébergé par GitHub.</p>
    ```

    ```html refusé mentions-legales/index.html profil=aucun
    <h1>Mentions légales</h1> <h2>Hébergeur</h2> <p>Fictif, 2 rue du Test, 35000 Rennes</p>
    ```

    ```html accepté mentions-legales/index.html
    <h1>Mentions légales</h1>
    <p>Hébergement : Hébergement Fictif SCOP, 2 rue du Test, 35000 Rennes, 01.99.00.00.01</p>
    ```

    ```toml refusé
    [host]
    phone = ""
    ```
    """
    if not site.notice_pages:
        return
    notice = site.notice
    known = scope.organisation.host if scope.organisation else Host()
    missing = _missing(notice, known)
    if not missing or (notice.self_hosted and notice.publisher_phones):
        return
    words = french_list(missing)
    yield Fault(
        site.place(site.notice_pages[0], "h(é|e|&eacute;)berg"),
        f"les mentions légales ne donnent pas {words} de l’hébergeur",
        "Écrivez le nom, l’adresse et le téléphone de la société qui héberge le site.",
        MISSING,
    )


def _missing(notice: Notice, known: Host) -> list[str]:
    """Return what is not said of the host, in words."""
    named = bool(known.name) and says(notice.flat, known.name)
    located = bool(known.address) and says_line(notice.flat, known.address)
    called = bool(known.phone) and facts.same_phone(notice.text, known.phone)
    checks = (
        (named or notice.names_host, "le nom"),
        (located or notice.host_has_address, "l’adresse"),
        (called or notice.host_has_phone, "le téléphone"),
    )
    return [words for there, words in checks if not there]


@host.on(Identity)
def in_profile(identity: Identity) -> Iterator[Fault]:
    known = identity.organisation.host
    for key, value, words in (
        ("host.name", known.name, "le nom de l’hébergeur"),
        ("host.address", known.address, "l’adresse de l’hébergeur"),
        ("host.phone", known.phone, "le téléphone de l’hébergeur"),
    ):
        if not value:
            yield Fault(identity.at(key), f"il manque {words}", f"Écrivez {key}.", MISSING)
