import re
from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, kinds, rule
from comptoir.rules.surfaces import Identity
from comptoir.settings.organisation import Kind
from comptoir.site.built import HtmlSite

NAMED = re.compile(r"\bdpo\b|\bdpd\b|\bdelegue\w* (?:a la )?(?:protection|donnees)")


@rule(
    "PRV003",
    "Délégué à la protection des données",
    severity=ERROR,
    basis="RGPD, art. 13.1.b et 37",
    surface=HtmlSite,
    applies=kinds(Kind.PUBLIC_BODY),
)
def officer(site: HtmlSite) -> Iterator[Fault]:
    """Cherche chez un organisme public le délégué à la protection des données : au profil, et dans
    la politique de confidentialité.

    Biais : les mots « délégué à la protection des données » ou « DPO » suffisent.

    ```html refusé confidentialite/index.html profil=public-body
    <h1>Confidentialité</h1> <p>Écrivez à la mairie.</p>
    ```

    ```html accepté confidentialite/index.html profil=public-body
    <h1>Confidentialité</h1> <p>Délégué à la protection des données : dpo@ville.example.org.</p>
    ```

    ```toml refusé profil=public-body
    dpo = ""
    ```
    """
    if site.privacy_pages and not NAMED.search(site.privacy.plain):
        yield Fault(
            site.place(site.privacy_pages[0]),
            "la politique de confidentialité ne donne pas le délégué à la protection des données",
            "Donnez le moyen de le joindre.",
            MISSING,
        )


@officer.on(Identity)
def in_profile(identity: Identity) -> Iterator[Fault]:
    if not identity.organisation.dpo:
        found = "le profil ne donne pas le délégué à la protection des données"
        yield Fault(identity.at("dpo"), found, "Écrivez dpo : il est obligatoire ici.", MISSING)
