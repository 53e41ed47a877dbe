import re
from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, Scope, kinds, rule
from comptoir.rules.surfaces import Identity
from comptoir.settings.organisation import Kind
from comptoir.site.built import HtmlSite
from comptoir.site.wording import folded, says

FORMS = re.compile(
    r"\b(?:s\.?a\.?r\.?l|s\.?a\.?s\.?u?|e\.?u\.?r\.?l|s\.?a|s\.?c\.?i|s\.?n\.?c|scop|scic|selarl)\b"
    r"|\bsociete (?:a responsabilite|par actions|anonyme|civile|en nom|cooperative)"
)
CAPITAL = re.compile(
    r"\bcapital(?: social)?[^.\n]{0,40}\d|\d[\d .,]*(?:€|euros)[^.\n]{0,20}\bcapital"
)


@rule(
    "MEN009",
    "Forme et capital de la société",
    severity=ERROR,
    basis="LCEN, art. 1-1 I ; C. com., R123-238",
    seen="REF26",
    surface=HtmlSite,
    applies=kinds(Kind.COMPANY),
)
def company_form(site: HtmlSite, scope: Scope) -> Iterator[Fault]:
    """Cherche la forme juridique et le montant du capital social.

    Biais : tout sigle connu de société vaut forme ; tout montant près du mot « capital » vaut
    capital.

    ```html refusé mentions-legales/index.html profil=company
    <h1>Mentions légales</h1> <p>Les Ateliers de l’Exemple, RCS Rennes 999 140 353</p>
    ```

    ```html accepté mentions-legales/index.html profil=company
    <h1>Mentions légales</h1> <p>Les Ateliers de l’Exemple, S.A.R.L. au capital de 8 000 €</p>
    ```

    ```toml refusé profil=company
    capital = ""
    ```
    """
    organisation = scope.organisation
    if organisation is None or not site.notice_pages:
        return
    at, notice = site.place(site.notice_pages[0]), site.notice
    plain = folded(notice.text)
    if not FORMS.search(plain) and not says(notice.flat, organisation.legal_form):
        found = "les mentions légales ne donnent pas la forme de la société"
        yield Fault(at, found, "Écrivez SARL, SAS, SCOP…", MISSING)
    if not CAPITAL.search(plain):
        found = "les mentions légales ne donnent pas le capital social"
        yield Fault(at, found, "Écrivez « au capital de … € ».", MISSING)


@company_form.on(Identity)
def in_profile(identity: Identity) -> Iterator[Fault]:
    organisation = identity.organisation
    for key, value, words in (
        ("legal_form", organisation.legal_form, "la forme de la société"),
        ("capital", organisation.capital, "le capital social"),
    ):
        if not value:
            yield Fault(identity.at(key), f"il manque {words}", f"Écrivez {key}.", MISSING)
