import json
from collections.abc import Iterator
from functools import lru_cache

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.html import HtmlPage


@rule(
    "SEO009",
    "Données structurées illisibles",
    severity=WARNING,
    basis="constat : format du fichier JSON-LD",
    surface=HtmlPage,
)
def structured_data(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les données structurées (JSON-LD) qui ne se lisent pas.

    Biais : seule la syntaxe est jugée.

    ```html refusé
    <script type="application/ld+json">{"@type": "Event", }</script>
    ```

    ```html accepté
    <script type="application/ld+json">{"@type": "Event", "name": "Repair café"}</script>
    ```
    """
    if not page.mentions("ld+json"):
        return
    for node in page.all("script"):
        if (node.attributes.get("type") or "").strip().lower() != "application/ld+json":
            continue
        if not _is_json(node.text()):
            found = "des données structurées ne se lisent pas"
            yield Fault(page.place(node), found, "Corrigez le JSON, ou retirez-le.")


@lru_cache(maxsize=4096)  # what says who publishes comes back on every page
def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
