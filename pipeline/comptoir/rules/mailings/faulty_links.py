from collections.abc import Iterator
from urllib.parse import urlsplit

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.message import Mail
from comptoir.text import fold

VAGUE = frozenset({"ici", "cliquez ici", "cliquer ici", "lien", "ce lien", "en savoir plus"})
HERE = ("localhost", "127.0.0.1", "0.0.0.0", "::1")  # noqa: S104 — looked for, not listened on


@rule(
    "MLG041",
    "Liens d’un courriel",
    severity=WARNING,
    basis="RGAA ; exigences des messageries (2024)",
    surface=Mail,
)
def faulty_links(mail: Mail) -> Iterator[Fault]:
    """Cherche les liens qui ne mèneront nulle part depuis une messagerie, qui ne sont pas chiffrés,
    ou dont les mots ne disent rien.

    Biais : une page n’est pas demandée au réseau.

    ```toml refusé
    html = '<a href="/agenda/">L’agenda</a>'
    ```

    ```toml refusé
    html = '<a href="http://exemple.example.org/agenda/">L’agenda</a>'
    ```

    ```toml refusé
    html = '<a href="http://localhost:8000/agenda/">L’agenda</a>'
    ```

    ```toml refusé
    html = '<a href="https://exemple.example.org/agenda/">Cliquez ici</a>'
    ```

    ```toml accepté
    html = '<a href="https://exemple.example.org/agenda/">L’agenda</a>'
    ```

    ```toml accepté
    html = '<a href="mailto:contact@exemple.example.org">Écrivez-nous</a>'
    ```
    """
    said = [
        found
        for node in mail.nodes("a[href]")
        for found in _faults(node.attributes.get("href") or "", node.text())
    ]
    for found, remedy in dict.fromkeys(said):
        yield Fault(mail.at("html"), found, remedy)


def _faults(href: str, words: str) -> Iterator[tuple[str, str]]:
    scheme, host = _read(href)
    if host in HERE:
        yield "un lien mène à la machine de qui l’écrit", "Donnez l’adresse du site en ligne."
    elif scheme == "http":
        yield f"un lien n’est pas chiffré (http://{host})", "Écrivez https://."
    elif not scheme:
        yield (
            "un lien ne mène nulle part depuis une messagerie",
            "Donnez l’adresse entière, avec https://.",
        )
    if fold(words).strip(" .:>»→") in VAGUE:
        yield (
            f"un lien ne dit pas où il mène (« {words.strip()} »)",
            "Nommez ce qu’on y trouve : un lecteur d’écran lit les liens seuls.",
        )


def _read(href: str) -> tuple[str, str]:
    try:
        parts = urlsplit(href.strip())
        return parts.scheme.lower(), (parts.hostname or "").lower()
    except ValueError:
        return "", ""
