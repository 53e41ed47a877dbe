import re
from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.access import aria
from comptoir.site.html import HtmlPage

NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.IGNORECASE)
INTEGER = re.compile(r"[+-]?\d+")


@rule(
    "ACC034",
    "Attributs ARIA bien écrits",
    severity=WARNING,
    basis="RGAA 7.1 et 8.2",
    seen="RGAA",
    surface=HtmlPage,
    act=("5f99a7", "6a7281"),
)
def aria_attributes(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les attributs aria-… qui n’existent pas, et ceux dont la valeur n’est pas permise.

    Biais : une valeur vide n’est pas jugée ; qu’un identifiant cité existe ne l’est pas ici.

    ```html refusé
    <button aria-labeledby="titre">Fermer</button>
    ```

    ```html refusé
    <button aria-expanded="oui">Menu</button>
    ```

    ```html accepté
    <button aria-expanded="false" aria-controls="menu">Menu</button> <ul id="menu"></ul>
    ```
    """
    for node in page.stated:
        for name, value in page.access.attributes(node).items():
            if not name.startswith("aria-"):
                continue
            if name not in aria.VALUES:
                found = f"l’attribut {name[:40]} n’existe pas"
                yield Fault(page.place(node), found, "Corrigez son nom (WAI-ARIA 1.2).")
            elif value and not is_valid(name, value):
                found = f"{name} a une valeur qui n’est pas permise"
                yield Fault(page.place(node), found, _remedy(name))


def is_valid(name: str, value: str) -> bool:
    """
    >>> is_valid("aria-expanded", "oui"), is_valid("aria-level", "2"), is_valid("aria-label", "x")
    (False, True, True)
    """
    allowed = aria.VALUES[name]
    if isinstance(allowed, frozenset):
        words = value.lower().split() if name in aria.LISTS else [value.lower().strip()]
        return bool(words) and all(word in allowed for word in words)
    if allowed == aria.INTEGER:
        return bool(INTEGER.fullmatch(value.strip()))
    if allowed == aria.NUMBER:
        return bool(NUMBER.fullmatch(value.strip()))
    if allowed == aria.ID:
        return len(value.split()) == 1
    return allowed == aria.STRING or bool(value.split())


def _remedy(name: str) -> str:
    allowed = aria.VALUES[name]
    if isinstance(allowed, frozenset):
        return f"Écrivez l’un de ces mots : {', '.join(sorted(allowed))}."
    words = {aria.INTEGER: "un nombre entier", aria.NUMBER: "un nombre", aria.ID: "un identifiant"}
    return f"Écrivez {words.get(allowed, 'des identifiants')}."
