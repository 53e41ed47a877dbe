import re
from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import ERROR, Fault, rule
from comptoir.site.built import HtmlSite
from comptoir.site.wording import folded

NUMBERED = re.compile(
    r"(?:facture|avoir|devis|recu)[a-z_ -]*(?:f|a|d|r|rf|av|fa)-\d{4}-\d{3,}"
    r"|^\d{4}-\d{2}-\d{2}_[a-z-]+_.+_c-\d+\."
)


@rule(
    "ARC014",
    "Rien de l’archive sur le site",
    severity=ERROR,
    basis="RGPD, art. 5.1.f ; RGPD, art. 32",
    surface=HtmlSite,
)
def nothing_published(site: HtmlSite) -> Iterator[Fault]:
    """Cherche, dans le site construit, les fichiers de l’archive : une facture, un devis, un reçu
    qui porte un numéro de série.

    Biais : seuls les noms que donne l’archive, ou un numéro de document, sont reconnus ; un «
    devis-type.pdf » à remplir, ou une délibération D-2026-0012, ne l’est pas.

    ```projet refusé
    === index.html
    <p>Bonjour</p>
    === documents/2026-03-14_facture_F-2026-0001_C-000123.pdf
    octets 1200
    ```

    ```projet accepté
    === index.html
    <p>Bonjour</p>
    === documents/devis-type.pdf
    octets 1200
    === documents/D-2026-0012.pdf
    octets 1200
    ```
    """
    for path, file in site.files.items():
        if NUMBERED.search(folded(path.rpartition("/")[2])):
            found = "une pièce de l’archive est publiée"
            yield Fault(Place(file.shown), found, "Retirez-la du site, et de son historique.")
