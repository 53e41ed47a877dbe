from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, Scope, kinds, rule
from comptoir.rules.matching import says_address, says_name, says_number
from comptoir.rules.surfaces import Identity
from comptoir.settings.organisation import Kind
from comptoir.site import identity as facts
from comptoir.site.built import HtmlSite


@rule(
    "MEN003",
    "Identité de l’entrepreneur incomplète",
    severity=ERROR,
    basis="LCEN, art. 1-1 I",
    seen="LCENx",
    surface=HtmlSite,
    applies=kinds(Kind.SOLE_TRADER),
    stops=True,
)
def natural_person(site: HtmlSite, scope: Scope) -> Iterator[Fault]:
    """Cherche dans les mentions légales les nom, prénom, adresse, téléphone et SIREN de
    l’entrepreneur.

    Biais : une adresse de domiciliation est acceptée ; l’adresse est celle du profil.

    ```html refusé mentions-legales/index.html profil=sole-trader
    <h1>Mentions légales</h1> <p>Camille Exemple, couture, Rennes</p>
    ```

    ```html accepté mentions-legales/index.html profil=sole-trader
    <h1>Mentions légales</h1>
    <p>Camille Exemple EI, 1 rue de l’Exemple, 35000 Rennes, 02 61 91 00 01, SIREN 999 140 353</p>
    ```
    """
    organisation = scope.organisation
    if organisation is None or not site.notice_pages:
        return
    at, notice = site.place(site.notice_pages[0]), site.notice
    person = organisation.publication_director or organisation.name
    missing = []
    if not says_name(notice.flat, person):
        missing.append("le nom et le prénom")
    if organisation.seat.city and not says_address(notice.flat, organisation.seat):
        missing.append("l’adresse complète")
    if not (facts.same_phone(notice.text, organisation.phone) or notice.publisher_phones):
        missing.append("le téléphone")
    if organisation.siren and not says_number(notice.text, organisation.siren):
        missing.append("le SIREN")
    for words in missing:
        found = f"les mentions légales ne donnent pas {words} de l’entrepreneur"
        yield Fault(at, found, "Écrivez-le comme dans legal/organisation.toml.", MISSING)


@natural_person.on(Identity)
def in_profile(identity: Identity) -> Iterator[Fault]:
    organisation = identity.organisation
    for key, value, words in (
        ("seat.street", organisation.seat.street, "la voie de l’adresse"),
        ("seat.postcode", organisation.seat.postcode, "le code postal de l’adresse"),
        ("seat.city", organisation.seat.city, "la commune de l’adresse"),
    ):
        if not value:
            yield Fault(identity.at(key), f"il manque {words}", f"Écrivez {key}.", MISSING)
