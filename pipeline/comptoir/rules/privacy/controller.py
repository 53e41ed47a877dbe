from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, Scope, rule
from comptoir.rules.collecting import lacking
from comptoir.rules.matching import says_name
from comptoir.site.built import HtmlSite
from comptoir.site.wording import says


@rule(
    "PRV002",
    "Responsable du traitement",
    severity=ERROR,
    basis="RGPD, art. 13.1.a",
    surface=HtmlSite,
    stops=True,
)
def controller(site: HtmlSite, scope: Scope) -> Iterator[Fault]:
    """Cherche dans la politique de confidentialité qui traite les données, et comment le joindre.

    Biais : avec un profil, le nom de l’organisation suffit ; sans profil, les mots « responsable du
    traitement » ; dans les mentions légales, l’éditeur vaut responsable. Toute adresse mél ou
    postale, ou un formulaire, vaut coordonnées.

    ```html refusé confidentialite/index.html
    <h1>Confidentialité</h1> <p>Nous respectons vos données personnelles.</p>
    ```

    ```html accepté confidentialite/index.html
    <h1>Confidentialité</h1> <p>Les Ateliers de l’Exemple sont responsables ; écrivez à
    <a href="mailto:donnees@example.org">donnees@example.org</a>.</p>
    ```
    """
    if not site.privacy_pages:
        return
    at, privacy = site.place(site.privacy_pages[0]), site.privacy
    known = scope.organisation
    named = privacy.names_controller
    if known is not None:
        short = known.short_name and says(privacy.flat, known.short_name)
        named = bool(short) or says_name(privacy.flat, known.name)
    if not named and set(site.privacy_pages) <= set(site.notice_pages):
        named = True  # a part of the legal notice: its publisher is the controller
    if not named:
        found = "la politique de confidentialité ne dit pas qui traite les données"
        yield lacking(site, at, found, "Nommez l’organisation responsable du traitement.")
    if not privacy.gives_contact:
        found = "la politique de confidentialité ne dit pas comment joindre le responsable"
        yield lacking(site, at, found, "Donnez une adresse mél ou postale.")
