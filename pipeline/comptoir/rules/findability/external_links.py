from collections.abc import Iterator

from comptoir.rules import INFO, Fault, rule
from comptoir.site.html import HtmlPage


@rule(
    "SEO005",
    "Lien externe en clair",
    severity=INFO,
    basis="constat : l’adresse commence par http:",
    surface=HtmlPage,
)
def external_links(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les liens vers d’autres sites en http, sans chiffrement.

    Biais : rien n’est appelé ; un vieux site peut n’avoir que cette adresse : une information.

    ```html refusé
    <a href="http://www.example.net/">Un partenaire</a>
    ```

    ```html accepté
    <a href="https://www.example.net/">Un partenaire</a>
    ```
    """
    if "http://" not in page.targets:
        return
    for link in page.links:
        if link.href.startswith("http://") and "localhost" not in link.href:
            found = "un lien mène à une adresse http, sans chiffrement"
            yield Fault(page.place(link.node), found, "Essayez la même adresse en https.")
