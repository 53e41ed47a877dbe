import re
from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.html import HtmlPage

PAIR = re.compile(r"([\w-]+)\s*=\s*([^\s,;=]*)")
NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")
DEVICE = ("device-width", "device-height")

FORBIDS = re.compile(r"user-scalable|maximum-scale", re.IGNORECASE)


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

    Biais : seule la balise viewport est lue, comme les navigateurs la lisent : un mot inconnu vaut
    zéro.

    ```html refusé
    <!doctype html><html lang="fr"><head><title>Une page</title>
    <meta name="viewport" content="width=device-width, user-scalable=no"></head><body></body></html>
    ```

    ```html refusé
    <!doctype html><html lang="fr"><head><title>Une page</title>
    <meta name="viewport" content="maximum-scale=1.0"></head><body></body></html>
    ```

    ```html accepté
    <!doctype html><html lang="fr"><head><title>Une page</title>
    <meta name="viewport" content="width=device-width, initial-scale=1"></head><body></body></html>
    ```
    """
    if not any(FORBIDS.search(content) for content in page.metas.get("viewport", ())):
        return
    for node in page.all("meta"):
        attributes = node.attributes
        if (attributes.get("name") or "").lower() != "viewport":
            continue
        content = attributes.get("content") or ""
        said = {found[1].lower(): found[2].lower() for found in PAIR.finditer(content)}
        if _is_fixed(said.get("user-scalable")) or _is_short(said.get("maximum-scale")):
            found = "la page empêche d’agrandir le texte"
            yield Fault(page.place(node), found, "Retirez user-scalable=no et maximum-scale.")


def _is_fixed(value: str | None) -> bool:
    if value is None or value in ("yes", *DEVICE):
        return False
    return -1 < _number(value) < 1


def _is_short(value: str | None) -> bool:
    if value is None or value in DEVICE:
        return False
    number = 1.0 if value == "yes" else _number(value)
    return 0 <= number < 2


def _number(text: str) -> float:
    found = NUMBER.match(text)
    return float(found[0]) if found else 0.0
