from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, Scope, profile, rule
from comptoir.rules.matching import says_number
from comptoir.rules.surfaces import Identity
from comptoir.settings.organisation import Kind, Organisation
from comptoir.site import identity as facts
from comptoir.site.built import HtmlSite
from comptoir.site.wording import flat, says


def _registered(organisation: Organisation) -> bool:
    trader = organisation.kind is Kind.SOLE_TRADER and bool(organisation.siren)
    return organisation.kind is Kind.COMPANY or trader


@rule(
    "MEN008",
    "Numéro d’immatriculation",
    severity=ERROR,
    basis="LCEN, art. 1-1 I ; C. com., R123-237",
    seen="REF26",
    surface=HtmlSite,
    applies=profile(
        _registered,
        otherwise="l’éditeur n’est pas immatriculé au RCS ou au RNE",
        asks="l’éditeur est-il une société, ou un entrepreneur immatriculé ?",
    ),
)
def registration(site: HtmlSite, scope: Scope) -> Iterator[Fault]:
    """Cherche le SIREN et, pour une société, « RCS » suivi de la ville du greffe.

    Biais : le numéro est celui du profil, quels que soient ses espaces ; la mention RCS n’est
    demandée qu’aux sociétés dont le profil donne le greffe.

    ```html refusé mentions-legales/index.html profil=company
    <h1>Mentions légales</h1> <p>SARL Les Ateliers de l’Exemple, capital de 8 000 €</p>
    ```

    ```html accepté mentions-legales/index.html profil=company
    <h1>Mentions légales</h1> <p>SARL au capital de 8 000 €, R.C.S. Rennes 999&nbsp;140&nbsp;353</p>
    ```

    ```toml refusé profil=company
    siren = ""
    siret = ""
    ```
    """
    organisation = scope.organisation
    if organisation is None or not site.notice_pages:
        return
    at, text = site.place(site.notice_pages[0]), site.notice.text
    if organisation.siren and not says_number(text, organisation.siren):
        found = "les mentions légales ne donnent pas le SIREN de l’éditeur"
        yield Fault(at, found, "Écrivez-le avec la mention du registre.", MISSING)
    city = organisation.rcs_city
    if city and not any(says(flat(said), city) for said in facts.rcs_mentions(text)):
        found = "les mentions légales ne donnent pas « RCS » et la ville du greffe"
        yield Fault(at, found, f"Écrivez « RCS {city} » et le SIREN.", MISSING)


@registration.on(Identity)
def in_profile(identity: Identity) -> Iterator[Fault]:
    organisation = identity.organisation
    if not organisation.siren:
        yield Fault(identity.at("siren"), "il manque le SIREN", "Écrivez siren.", MISSING)
    if organisation.kind is Kind.COMPANY and not organisation.rcs_city:
        yield Fault(identity.at("rcs_city"), "il manque le greffe", "Écrivez rcs_city.", MISSING)
