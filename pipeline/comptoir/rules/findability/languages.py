from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.html import HtmlPage


@rule(
    "SEO013",
    "Versions dans d’autres langues",
    severity=WARNING,
    basis="constat : attribut hreflang",
    surface=HtmlPage,
)
def languages(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les annonces de versions traduites (hreflang) où la page elle-même manque.

    Biais : la page s’y nomme par sa langue ; les autres pages ne sont pas comparées.

    ```html refusé
    <!doctype html><html lang="fr"><head><title>A</title>
    <link rel="alternate" hreflang="en" href="/en/"></head><body><h1>A</h1></body></html>
    ```

    ```html accepté
    <!doctype html><html lang="fr"><head><title>A</title>
    <link rel="alternate" hreflang="fr" href="/"><link rel="alternate" hreflang="en" href="/en/">
    </head><body><h1>A</h1></body></html>
    ```
    """
    if not page.mentions("hreflang"):
        return
    nodes = [
        node
        for node in page.all("link")
        if "alternate" in (node.attributes.get("rel") or "").lower().split()
        and node.attributes.get("hreflang")
    ]
    told = {(node.attributes.get("hreflang") or "").lower().partition("-")[0] for node in nodes}
    own = page.lang.lower().partition("-")[0]
    if nodes and own and own not in told:
        found = "la page annonce ses traductions sans s’y nommer elle-même"
        yield Fault(page.place(nodes[0]), found, f'Ajoutez hreflang="{own}".')
