import re
from collections.abc import Iterator
from datetime import date

from comptoir.rules import INFO, Fault, rule
from comptoir.rules.attesting import attested
from comptoir.rules.prose import source_text
from comptoir.rules.surfaces_site import Attested
from comptoir.site.front_matter import EventMeta
from comptoir.site.source import SourcePage

LOTTERY = re.compile(r"\btombolas?\b|\blotos?\b|\bloteries?\b")


@rule(
    "PUB022",
    "Loterie, loto, tombola",
    severity=INFO,
    basis="CSI, L322-3 et L322-4",
    surface=Attested,
)
def lottery(held: Attested) -> Iterator[Fault]:
    """Demande une attestation de l’autorisation, ou des limites du loto traditionnel, quand un
    événement à venir en annonce un.

    Biais : les mots « loto », « tombola », « loterie » dans une page de l’agenda à venir.

    ```markdown refusé content/agenda/2026-12-20-loto.md
    ---
    title: Loto de Noël
    date: 2026-11-01
    summary: Le loto de Noël de l’atelier, avec des lots réparés par les bénévoles, le 20 décembre.
    owner: coordination
    starts: 2026-12-20 14:00
    ends: 2026-12-20 17:00
    place: L’atelier
    price: "2.00"
    ---
    Deux euros le carton.
    ```

    ```markdown accepté content/agenda/2026-12-20-soupe.md
    ---
    title: Soupe de Noël
    date: 2026-11-01
    summary: La soupe de Noël de l’atelier, avec des légumes du marché, le dimanche 20 décembre.
    owner: coordination
    starts: 2026-12-20 12:00
    ends: 2026-12-20 14:00
    place: L’atelier
    price: "0"
    ---
    Entrée libre.
    ```
    """
    if any(_announces(page, held.today) for page in held.pages):
        yield from attested(held, "PUB022", "l’autorisation de la loterie ou du loto annoncé")


def _announces(page: SourcePage, today: date) -> bool:
    meta = page.meta
    coming = isinstance(meta, EventMeta) and meta.ends.date() >= today
    return coming and bool(LOTTERY.search(source_text(page)))
