from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, Scope, rule
from comptoir.rules.applies_to import identified
from comptoir.rules.surfaces import Identity
from comptoir.site import identity as facts
from comptoir.site.built import HtmlSite


@rule(
    "MEN004",
    "Téléphone de l’éditeur absent",
    severity=ERROR,
    basis="LCEN, art. 1-1 I",
    seen="LCENx",
    surface=HtmlSite,
    applies=identified,
    stops=True,
)
def phone(site: HtmlSite, scope: Scope) -> Iterator[Fault]:
    """Cherche un numéro de téléphone de l’éditeur ; un formulaire ou une adresse mél n’en tient pas
    lieu.

    Celui de l’hébergeur ne compte pas, et un SIRET n’est pas un téléphone.

    Biais : tout numéro donné hors de la partie de l’hébergeur est pris pour celui de l’éditeur ;
    sans profil, un site qui se dit personnel n’est pas lu (voir MEN002).

    ```html refusé mentions-legales/index.html
    <h1>Mentions légales</h1> <p>Les Exemples, SIRET 999 140 353 00015, contact@example.org</p>
    <h2>Hébergeur</h2> <p>Hébergement Fictif, 2 rue du Test, 35000 Rennes, 01 99 00 00 01</p>
    ```

    ```html accepté mentions-legales/index.html
    <h1>Mentions légales</h1> <p>Les Exemples, tél. +33 (0)2 61 91 00 01</p>
    ```

    ```toml refusé
    phone = ""
    ```
    """
    if not site.notice_pages:
        return
    organisation, notice = scope.organisation, site.notice
    if notice.publisher_phones or (organisation is None and notice.personal):
        return
    if organisation and organisation.phone and facts.same_phone(notice.text, organisation.phone):
        return
    yield Fault(
        site.place(site.notice_pages[0]),
        "les mentions légales ne donnent pas le téléphone de l’éditeur",
        "Écrivez un numéro où l’on peut vous joindre.",
        MISSING,
    )


@phone.on(Identity)
def in_profile(identity: Identity) -> Iterator[Fault]:
    if not identity.organisation.phone:
        yield Fault(identity.at("phone"), "il manque le téléphone", "Écrivez phone.", MISSING)
