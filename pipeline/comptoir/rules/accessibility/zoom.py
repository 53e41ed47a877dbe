import re
from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.html import HtmlPage

NO_SCALE = re.compile(r"user-scalable\s*=\s*(?:no|0)\b", re.IGNORECASE)
MAXIMUM = re.compile(r"maximum-scale\s*=\s*([\d.]+)", re.IGNORECASE)


@rule(
    "ACC024",
    "Zoom empêché",
    severity=WARNING,
    basis="RGAA 10.4",
    seen="RGAA",
    surface=HtmlPage,
    act=("b4f0c3",),
)
def zoom(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les pages qui empêchent d’agrandir le texte au double.

    Biais : seule la balise viewport est lue.

    ```html refusé
    <!doctype html><html lang="fr"><head><title>Une page</title>
    <meta name="viewport" content="width=device-width, user-scalable=no"></head><body></body></html>
    ```

    ```html accepté
    <!doctype html><html lang="fr"><head><title>Une page</title>
    <meta name="viewport" content="width=device-width, initial-scale=1"></head><body></body></html>
    ```
    """
    for node in page.all("meta"):
        attributes = node.attributes
        if (attributes.get("name") or "").lower() != "viewport":
            continue
        content = attributes.get("content") or ""
        limit = MAXIMUM.search(content)
        if NO_SCALE.search(content) or (limit and _number(limit[1]) < 2):
            found = "la page empêche d’agrandir le texte"
            yield Fault(page.place(node), found, "Retirez user-scalable=no et maximum-scale.")


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 10.0
