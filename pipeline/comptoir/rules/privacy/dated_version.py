import re
from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import INFO, MISSING, WARNING, Fault, rule
from comptoir.site.built import HtmlSite
from comptoir.site.front_matter import LegalMeta
from comptoir.site.source import SourcePage

DATE = re.compile(
    r"\b\d{1,2}(?:er)? (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|"
    r"novembre|decembre) \d{4}|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b|"
    r"\bversion \d|\bmis\w* a jour"
)


@rule(
    "PRV019",
    "Version datée",
    severity=WARNING,
    basis="RGPD, art. 5.2 et 7.1",
    seen="CKI26",
    surface=SourcePage,
)
def dated_version(page: SourcePage) -> Iterator[Fault]:
    """Cherche les pages légales dont la date de version est plus vieille que la dernière
    modification.

    La version prouve ce que les personnes ont lu en donnant leur accord.

    Biais : seule une version écrite comme une date est comparée ; dans un site construit ailleurs,
    l’absence de toute date dans la politique de confidentialité n’est qu’une information.

    ```markdown refusé legal/pages/confidentialite.md
    ---
    title: Confidentialité
    date: 2024-09-03
    modified: 2026-10-06
    summary: Quelles données nous utilisons, pourquoi, pour combien de temps, et vos droits.
    owner: présidence
    version: "2024-09-03"
    legal: privacy
    ---
    Le texte.
    ```

    ```markdown accepté legal/pages/confidentialite.md
    ---
    title: Confidentialité
    date: 2024-09-03
    modified: 2026-10-06
    summary: Quelles données nous utilisons, pourquoi, pour combien de temps, et vos droits.
    owner: présidence
    version: "2026-10-06"
    legal: privacy
    ---
    Le texte.
    ```

    ```html refusé confidentialite/index.html profil=aucun
    <h1>Confidentialité</h1> <p>Vos données servent à vous répondre.</p>
    ```
    """
    meta = page.meta
    if not isinstance(meta, LegalMeta) or meta.modified is None:
        return
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", meta.version) and meta.version < str(meta.modified):
        yield Fault(
            Place(page.path, page.lines.get("version", 0), "version"),
            "la page a été modifiée après la date de sa version",
            f'Écrivez version: "{meta.modified}", et gardez l’ancienne.',
        )


@dated_version.on(HtmlSite)
def on_site(site: HtmlSite) -> Iterator[Fault]:
    if site.built_here or not site.privacy_pages:
        return
    if not DATE.search(site.privacy.plain):
        found = "la politique de confidentialité n’est pas datée"
        remedy = "Datez-la, et gardez les versions passées."
        yield Fault(site.place(site.privacy_pages[0]), found, remedy, MISSING, INFO)
