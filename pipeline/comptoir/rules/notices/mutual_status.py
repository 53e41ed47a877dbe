import re
from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, Scope, kinds, rule
from comptoir.rules.surfaces import Identity
from comptoir.settings.organisation import Kind
from comptoir.site.built import HtmlSite
from comptoir.site.wording import folded
from comptoir.text import french_list

CODE = re.compile(r"code de la mutualite")
AUTHORITY = re.compile(r"\bacpr\b|autorite de controle prudentiel")
UNDER = re.compile(r"livre (?:ii|2)\b")


@rule(
    "MEN014",
    "Statut d’une mutuelle",
    severity=ERROR,
    basis="LCEN, art. 19 ; code de la mutualité",
    surface=HtmlSite,
    applies=kinds(Kind.MUTUAL),
    holds=False,
)
def mutual_status(site: HtmlSite, scope: Scope) -> Iterator[Fault]:
    """Cherche dans les mentions légales d’une mutuelle le livre du code de la mutualité qui la
    régit et, pour le livre II, l’autorité de contrôle (ACPR).

    Le profil le dit aussi : legal_form = « mutuelle régie par le livre II… ».

    Biais : les mots suffisent ; une mutuelle qui ne nomme pas le livre II n’a pas à nommer l’ACPR.

    ```html refusé mentions-legales/index.html profil=mutual
    <h1>Mentions légales</h1> <p>Régie par le livre II du code de la mutualité.</p>
    ```

    ```html accepté mentions-legales/index.html profil=mutual
    <h1>Mentions légales</h1> <p>Régie par le livre III du code de la mutualité.</p>
    ```

    ```toml refusé profil=mutual
    legal_form = "mutuelle"
    ```

    ```toml accepté profil=mutual
    legal_form = "mutuelle régie par le livre II du code de la mutualité"
    ```
    """
    if not site.notice_pages:
        return
    text = " ".join(folded(site.notice.text).split())
    missing = []
    if not CODE.search(text) and scope.site is not None:
        return  # a project of ours: its profile is asked instead
    if UNDER.search(text) and not AUTHORITY.search(text):
        missing.append("l’ACPR et son adresse")
    if not re.search(r"livre (?:ii|iii|i|2|3|1)\b", text):
        missing.append("le livre du code de la mutualité")
    if missing:
        yield Fault(
            site.place(site.notice_pages[0]),
            f"les mentions légales de la mutuelle ne disent pas {french_list(missing)}",
            "Écrivez « régie par le livre … du code de la mutualité » et l’autorité de contrôle.",
            MISSING,
        )


@mutual_status.on(Identity)
def in_profile(identity: Identity) -> Iterator[Fault]:
    if not re.search(r"\blivre\b", folded(identity.organisation.legal_form)):
        found = "le profil ne dit pas quel livre du code de la mutualité régit la mutuelle"
        remedy = "Écrivez-le dans legal_form."
        yield Fault(identity.at("legal_form"), found, remedy, MISSING)
