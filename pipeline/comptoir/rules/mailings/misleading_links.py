import re
from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.message import Mail
from comptoir.site.links import host_of

NAMED = re.compile(r"^(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,24}(?=$|[/:?#])", re.IGNORECASE)


@rule(
    "MLG039",
    "Lien qui en nomme un autre",
    severity=WARNING,
    basis="exigences des messageries (2024) : filtres d’hameçonnage",
    surface=Mail,
)
def misleading_links(mail: Mail) -> Iterator[Fault]:
    """Cherche les liens dont les mots nomment un site et qui mènent à un autre, comme le fait un
    message d’hameçonnage.

    Biais : seul un lien dont le texte commence par une adresse est jugé ; deux sous-domaines d’un
    même domaine sont le même site.

    ```toml refusé
    html = '<a href="https://inscription.example.net/f/12">www.exemple.example.org</a>'
    ```

    ```toml accepté
    html = '<a href="https://exemple.example.org/agenda/">exemple.example.org/agenda/</a>'
    ```

    ```toml accepté
    html = '<a href="https://www.exemple.example.org/">le site</a>'
    ```
    """
    for node in mail.nodes("a[href]"):
        words, href = node.text().strip(), node.attributes.get("href") or ""
        named = NAMED.match(words)
        if not named or not href.startswith(("http://", "https://")):
            continue
        said, leads = _site(named[0]), _site(href)
        if leads and said != leads:
            found = f"un lien dit {said} et mène à {leads}"
            yield Fault(mail.at("html"), found, "Dites où mène le lien, ou changez son adresse.")


def _site(address: str) -> str:
    """
    >>> _site("https://www.exemple.fr/a"), _site("agenda.exemple.fr")
    ('exemple.fr', 'exemple.fr')
    """
    host = host_of(address if "://" in address else f"https://{address}")
    return ".".join(host.split(".")[-2:])
