from collections.abc import Iterator

from comptoir.rules import INFO, MISSING, Fault, rule
from comptoir.site.html import HtmlPage


@rule(
    "CKI021",
    "Adresse transmise aux tiers",
    severity=INFO,
    basis="RGPD, art. 25 et 32",
    surface=HtmlPage,
)
def referrer_policy(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les pages qui appellent des tiers sans limiter l’adresse qu’elles leur transmettent.

    Biais : seule la balise est vue ; un en-tête du serveur peut y pourvoir : une information.

    ```html refusé
    <img src="https://i.example.net/a.png" alt="Un quai">
    ```

    ```html accepté
    <!doctype html><html lang="fr"><head><title>Une page</title>
    <meta name="referrer" content="strict-origin-when-cross-origin"></head>
    <body><img src="https://i.example.net/a.png" alt="Un quai"></body></html>
    ```
    """
    if page.calls and not page.meta("referrer"):
        yield Fault(
            page.place(page.first("head")),
            "la page appelle des tiers sans limiter l’adresse qu’elle leur transmet",
            'Ajoutez <meta name="referrer" content="strict-origin-when-cross-origin">.',
            MISSING,
        )
