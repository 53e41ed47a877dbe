from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, TO_CHECK, Fault, Scope, rule
from comptoir.rules.applies_to import not_natural_person
from comptoir.rules.matching import says_address
from comptoir.rules.surfaces import Identity
from comptoir.site import identity as facts
from comptoir.site.built import HtmlSite
from comptoir.site.wording import says


@rule(
    "MEN002",
    "Nom ou siège de l’éditeur absent",
    severity=ERROR,
    basis="LCEN, art. 1-1 I",
    seen="LCENx",
    surface=HtmlSite,
    applies=not_natural_person,
    stops=True,
)
def legal_person(site: HtmlSite, scope: Scope) -> Iterator[Fault]:
    """Cherche dans les mentions légales le nom de la personne morale et l’adresse de son siège.

    Avec un profil, ce sont le nom et le siège de legal/organisation.toml, quels que soient les
    accents, les espaces et les abréviations. Sans profil, une adresse postale qui ne soit pas celle
    de l’hébergeur.

    Biais : sans profil, une adresse quelconque de l’éditeur suffit ; un site qui se dit personnel
    est seulement à vérifier.

    ```html refusé mentions-legales/index.html
    <h1>Mentions légales</h1> <h2>Éditeur</h2>
    <h2>Hébergeur</h2> <p>Hébergement Fictif, 2 rue du Test, 35000 Rennes, 01 99 00 00 01</p>
    ```

    ```html refusé mentions-legales/index.html profil=aucun
    <h1>Mentions légales</h1> <p>Éditeur : association Les Exemples.</p>
    <p>Hébergeur : Hébergement Fictif, 2 rue du Test, 35000 Rennes, 01 99 00 00 01</p>
    ```

    ```html accepté mentions-legales/index.html
    <h1>Mentions légales</h1>
    <p>LES ATELIERS DE L'EXEMPLE, 1, rue de l'exemple – 35000&nbsp;RENNES</p>
    ```

    ```toml refusé
    [seat]
    street = ""
    postcode = ""
    city = ""
    ```
    """
    if not site.notice_pages:
        return
    at, notice = site.place(site.notice_pages[0]), site.notice
    organisation = scope.organisation
    if organisation is None:
        if notice.personal:
            found = "le site se dit personnel : la loi n’y demande que l’hébergeur"
            remedy = (
                "Vérifiez que l’éditeur n’est pas une organisation, et qu’il est connu de l’hôte."
            )
            yield Fault(at, found, remedy, TO_CHECK)
        elif not facts.has_address(notice.publisher):
            found = "les mentions légales ne donnent pas l’adresse de l’éditeur"
            yield Fault(at, found, "Écrivez le nom et l’adresse complète du siège.", MISSING)
        return
    if not says(notice.flat, organisation.name):
        found = "les mentions légales ne donnent pas le nom de l’éditeur"
        yield Fault(at, found, "Écrivez le nom déclaré, tel qu’au profil.", MISSING)
    if organisation.seat.city and not says_address(notice.flat, organisation.seat):
        found = "les mentions légales ne donnent pas l’adresse complète du siège"
        yield Fault(at, found, "Écrivez la rue, le code postal et la commune du profil.", MISSING)


@legal_person.on(Identity)
def in_profile(identity: Identity) -> Iterator[Fault]:
    seat = identity.organisation.seat
    for key, value, words in (
        ("seat.street", seat.street or seat.addition, "la voie du siège"),
        ("seat.postcode", seat.postcode, "le code postal du siège"),
        ("seat.city", seat.city, "la commune du siège"),
    ):
        if not value:
            yield Fault(identity.at(key), f"il manque {words}", f"Écrivez {key}.", MISSING)
