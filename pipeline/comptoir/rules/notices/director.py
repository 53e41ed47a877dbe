from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import ERROR, MISSING, WARNING, Fault, Scope, rule
from comptoir.rules.applies_to import identified
from comptoir.rules.matching import says_name
from comptoir.rules.surfaces import Identity
from comptoir.settings.organisation import Kind, Organisation
from comptoir.site import identity as facts
from comptoir.site.built import HtmlSite
from comptoir.site.notice import Notice

REMEDY = "Nommez une personne physique : la présidence, la gérance, le ou la maire."


@rule(
    "MEN005",
    "Directeur ou directrice de la publication",
    severity=ERROR,
    basis="LCEN, art. 1-1 I",
    seen="LCENx",
    surface=HtmlSite,
    applies=identified,
    stops=True,
)
def director(site: HtmlSite, scope: Scope) -> Iterator[Fault]:
    """Cherche le nom de la personne qui dirige la publication.

    C’est une personne physique : le nom de l’association ou une fonction (« le maire ») ne suffit
    pas, et un titre sans nom n’est pas une mention.

    Biais : sans profil, deux mots à majuscule qui ne nomment pas une organisation passent pour un
    nom ; sans profil, un site qui se dit personnel n’est pas lu (voir MEN002).

    ```html refusé mentions-legales/index.html
    <h1>Mentions légales</h1> <h2>Directeur de la publication</h2> <h2>Hébergeur</h2> <p>Fictif</p>
    ```

    ```html refusé mentions-legales/index.html profil=aucun
    <h1>Mentions légales</h1> <p>Directeur de la publication : Association Les Exemples</p>
    ```

    ```html refusé mentions-legales/index.html profil=aucun
    <h1>Mentions légales</h1> <h2>Responsable de la publication</h2>
    <p>Association syndicale libre îlot D Exemple, 1 rue du Test, 35000 Rennes</p>
    ```

    ```html accepté mentions-legales/index.html
    <h1>Mentions légales</h1> <p>Camille Exemple, présidente, est directrice de la publication.</p>
    ```

    ```toml refusé
    publication_director = "Les Ateliers de l’Exemple"
    ```
    """
    if not site.notice_pages:
        return
    at, notice = site.place(site.notice_pages[0]), site.notice
    organisation = scope.organisation
    if organisation is None and notice.personal:
        return
    if organisation and _names_ours(notice, organisation):
        return
    if notice.directors:
        if organisation and organisation.publication_director:
            found = "la personne nommée n’est pas celle de legal/organisation.toml"
            remedy = "Mettez à jour la page ou le profil."
            yield Fault(_at_director(site), found, remedy, severity=WARNING)
        return
    if notice.names_director:
        found = "la direction de la publication est annoncée sans le nom d’une personne"
        yield Fault(_at_director(site), found, REMEDY, MISSING)
        return
    found = "les mentions légales ne nomment pas la direction de la publication"
    yield Fault(at, found, REMEDY, MISSING)


def _names_ours(notice: Notice, organisation: Organisation) -> bool:
    if organisation.kind in (Kind.SOLE_TRADER, Kind.INDIVIDUAL):
        return says_name(notice.flat, organisation.publication_director or organisation.name)
    name = organisation.publication_director
    return notice.names_director and bool(name) and says_name(notice.flat, name)


def _at_director(site: HtmlSite) -> Place:
    return site.place(site.notice_pages[0], r"publication")


@director.on(Identity)
def in_profile(identity: Identity) -> Iterator[Fault]:
    organisation = identity.organisation
    name = organisation.publication_director
    at = identity.at("publication_director")
    if not name:
        if organisation.kind not in (Kind.SOLE_TRADER, Kind.INDIVIDUAL):
            found = "il manque la direction de la publication"
            yield Fault(at, found, f"Écrivez publication_director. {REMEDY}", MISSING)
    elif not facts.people(name):
        yield Fault(at, "ce n’est pas le nom d’une personne", REMEDY)
