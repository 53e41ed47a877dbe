import re
from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.message import Mail

TRACKERS = re.compile(
    r"https?://[^/]*(?:list-manage\.com/track|sendibm\d*\.com|r\.mail\.|mailjet\.com|mjt\.lu|"
    r"click\.[^/]+/|trk\.|sendgrid\.net/ls|hubspotlinks\.com|mailgun\.org/c|rdir\.|/track/click)"
)


@rule(
    "MLG017",
    "Liens suivis",
    severity=WARNING,
    basis="RGPD, art. 5 et 13",
    surface=Mail,
)
def tracked_links(mail: Mail) -> Iterator[Fault]:
    """Cherche les liens qui passent par un autre domaine pour compter les clics, celui de
    désinscription surtout.

    Biais : des domaines de prestataires connus.

    ```toml refusé
    html = '<a href="https://exemple.us21.list-manage.com/track/click?u=a8f2">Le programme</a>'
    ```

    ```toml accepté
    html = '<a href="https://exemple.example.org/agenda/">Le programme</a>'
    ```
    """
    tracked = [link for link in mail.links if TRACKERS.match(link)]
    if tracked:
        found = f"{len(tracked)} lien(s) passent par un compteur de clics"
        yield Fault(mail.at("html"), found, "Coupez le suivi des liens chez le prestataire.")
