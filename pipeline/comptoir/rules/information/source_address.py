import ipaddress
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

from comptoir.errors import Place
from comptoir.rules import WARNING, Fault, rule
from comptoir.site.source import SourcePage


@rule(
    "INF006",
    "Adresse de source impossible",
    severity=WARNING,
    basis="constat : l’adresse ne peut mener nulle part",
    surface=SourcePage,
)
def source_address(page: SourcePage) -> Iterator[Fault]:
    """Cherche les sources dont l’adresse ne peut mener nulle part : hôte sans point, machine
    locale, compte et mot de passe dans l’adresse.

    Biais : seule la forme est lue, rien n’est appelé ; une adresse morte mais bien écrite passe.

    ```markdown refusé
    ---
    title: Les pannes
    date: 2026-11-01
    summary: Ce que deviennent les petits appareils en panne dans le pays.
    owner: coordination
    sources:
      - author: Agence Fictive
        title: Enquête
        date: 2026-02-01
        kind: étude
        reliability: B
        url: https://agence-fictive/enquete
    ---
    Texte.
    ```

    ```markdown accepté
    ---
    title: Les pannes
    date: 2026-11-01
    summary: Ce que deviennent les petits appareils en panne dans le pays.
    owner: coordination
    sources:
      - author: Agence Fictive
        title: Enquête
        date: 2026-02-01
        kind: étude
        reliability: B
        url: https://agence.example.org/enquete
    ---
    Texte.
    ```
    """
    for rank, source in enumerate(page.meta.sources):
        if why := wrong(source.url):
            yield Fault(
                Place(page.path, page.lines.get("sources", 0), f"sources.{rank}.url"),
                f"l’adresse de cette source {why}",
                "Recopiez l’adresse depuis votre navigateur.",
            )


def wrong(url: str) -> str:
    """Say what is wrong with the shape of an address.

    >>> wrong("https://www.example.org/a"), wrong("/actualites/a/"), wrong("https://exemple/")
    ('', '', 'n’a pas un nom de site entier')
    """
    if url.startswith("//"):
        return "ne commence pas par https://"
    if not url or url.startswith("/"):
        return ""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "est mal écrite"
    if parts.username or parts.password:
        return "contient un compte"
    with suppress(ValueError):
        ipaddress.ip_address(host)
        return "mène à une machine, pas à un site"
    labels = host.split(".")
    whole = len(labels) > 1 and all(label and len(label) < 64 for label in labels)
    return "" if whole and not labels[-1].isdigit() else "n’a pas un nom de site entier"
