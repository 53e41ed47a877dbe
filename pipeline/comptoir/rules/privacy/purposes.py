from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.collecting import lacking
from comptoir.rules.surfaces import ProcessingRecord
from comptoir.site.built import HtmlSite


@rule(
    "PRV004",
    "Finalités et bases légales",
    severity=ERROR,
    basis="RGPD, art. 13.1.c et 6",
    surface=HtmlSite,
    stops=True,
)
def purposes(site: HtmlSite) -> Iterator[Fault]:
    """Cherche à quoi servent les données, et sur quelle base légale.

    Biais : une finalité et une base suffisent pour passer ; la lecture ne vérifie pas que chaque
    finalité a la sienne (le registre legal/processing.toml le garantit pour les pages qu’il
    remplit).

    ```html refusé confidentialite/index.html
    <h1>Confidentialité</h1> <p>Les données sont collectées par l’association.</p>
    ```

    ```html accepté confidentialite/index.html
    <h1>Confidentialité</h1>
    <p>Votre adresse sert à l’envoi de la lettre (finalité), avec votre consentement.</p>
    ```

    ```toml refusé
    ```
    """
    if not site.privacy_pages:
        return
    at, privacy = site.place(site.privacy_pages[0]), site.privacy
    if not privacy.gives_purposes:
        found = "la politique de confidentialité ne dit pas à quoi servent les données"
        yield lacking(site, at, found, "Écrivez chaque finalité.")
    if not privacy.gives_bases:
        found = "la politique de confidentialité ne donne aucune base légale"
        remedy = (
            "Pour chaque finalité : consentement, contrat, obligation légale, intérêt légitime…"
        )
        yield lacking(site, at, found, remedy)


@purposes.on(ProcessingRecord)
def in_record(record: ProcessingRecord) -> Iterator[Fault]:
    if not record.purposes:
        found = "le registre des traitements n’a aucune finalité"
        remedy = "Écrivez une table [purposes.NOM] par usage des données."
        yield Fault(Place(record.path), found, remedy, MISSING)
