from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.message import Mail
from comptoir.site.links import host_of

SHORTENERS = frozenset({
    "bit.ly", "tinyurl.com", "t.co", "goo.gl", "ow.ly", "buff.ly", "is.gd", "v.gd", "rb.gy",
    "cutt.ly", "shorturl.at", "urlz.fr", "lc.cx", "t.ly", "tiny.cc", "lnkd.in", "dlvr.it",
    "rebrand.ly", "bl.ink", "s.id",
})  # fmt: skip


@rule(
    "MLG038",
    "Liens raccourcis",
    severity=WARNING,
    basis="exigences des messageries (2024) : filtres d’indésirables",
    surface=Mail,
)
def shortened_links(mail: Mail) -> Iterator[Fault]:
    """Cherche les liens qui passent par un raccourcisseur : on ne voit pas où ils mènent, et les
    filtres s’en méfient.

    Biais : des domaines connus.

    ```toml refusé
    html = '<a href="https://bit.ly/3xYz">Le programme</a>'
    ```

    ```toml accepté
    html = '<a href="https://exemple.example.org/agenda/">Le programme</a>'
    ```
    """
    for host in dict.fromkeys(host_of(link).removeprefix("www.") for link in mail.links):
        if host in SHORTENERS:
            found = f"un lien passe par un raccourcisseur ({host})"
            yield Fault(mail.at("html"), found, "Donnez l’adresse de la page elle-même.")
