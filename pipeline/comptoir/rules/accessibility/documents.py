from collections.abc import Iterator

from comptoir.rules import INFO, TO_CHECK, Fault, rule
from comptoir.site.built import HtmlSite
from comptoir.site.wording import folded

OFFICE = (".pdf", ".doc", ".docx", ".odt", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp")
VAGUE = ("ici", "cliquez ici", "telecharger", "document", "pdf", "fichier", "lire", "voir")


@rule(
    "ACC026",
    "Documents à télécharger",
    severity=INFO,
    basis="RGAA 13.3 et 6.1",
    seen="RGAA",
    surface=HtmlSite,
)
def documents(site: HtmlSite) -> Iterator[Fault]:
    """Cherche les liens vers des documents du site dont les mots ne disent pas ce qu’on télécharge.

    Biais : seuls les mots trop vagues (« télécharger », « ici ») sont relevés ; le document
    lui-même n’est pas ouvert : son accessibilité est à vérifier.

    ```projet refusé
    === index.html
    <h1>Accueil</h1> <a href="/statuts.pdf">Télécharger</a>
    === statuts.pdf
    pdf
    ```

    ```projet accepté
    === index.html
    <h1>Accueil</h1> <a href="/statuts.pdf">Statuts de 2014 (PDF, 120 ko)</a>
    === statuts.pdf
    pdf
    ```
    """
    for page in site.pages:
        for href, text in page.links:
            if href[-1:] == "/" or (".pdf" not in href and not href.lower().endswith(OFFICE)):
                continue
            path = site.resolve(href, page).path.lower()
            if path.endswith(OFFICE) and folded(text).strip(" .:!") in VAGUE:
                yield Fault(
                    site.place_of_link(page, href),
                    "un lien vers un document ne dit pas ce qu’on télécharge",
                    "Nommez le document, son format et son poids ; vérifiez qu’il est accessible.",
                    TO_CHECK,
                )
