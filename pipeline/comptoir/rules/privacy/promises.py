import re
from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, Scope, rule
from comptoir.site.built import HtmlSite

IN_FRANCE = re.compile(
    r"\b(?:heberge\w*|stocke\w*|conserve\w*)(?: exclusivement| uniquement)? en france\b|"
    r"\baucune donnee ne (?:sort|quitte) (?:de |la )?france|\bne quitte\w* (?:pas|jamais) la france"
)


@rule(
    "PRV026",
    "Promesse démentie par le profil",
    severity=WARNING,
    basis="RGPD, art. 5.1.a ; C. conso, L121-2",
    surface=HtmlSite,
)
def promises(site: HtmlSite, scope: Scope) -> Iterator[Fault]:
    """Compare « hébergé en France », « aucune donnée ne sort de France » avec les pays des
    sous-traitants du profil.

    Biais : seules ces promesses, et seuls les pays déclarés.

    ```html refusé confidentialite/index.html profil=abroad
    <h1>Confidentialité</h1> <p>Aucune donnée ne sort de France.</p>
    ```

    ```html accepté confidentialite/index.html
    <h1>Confidentialité</h1> <p>Aucune donnée ne sort de France.</p>
    ```
    """
    if scope.organisation is None or not site.privacy_pages:
        return
    abroad = [p for p in scope.organisation.processors if p.country != "FR"]
    if abroad and IN_FRANCE.search(site.privacy.plain):
        yield Fault(
            site.place(site.privacy_pages[0]),
            f"la page promet des données en France, et {abroad[0].name} est ailleurs",
            "Corrigez la promesse, ou changez de prestataire.",
        )
