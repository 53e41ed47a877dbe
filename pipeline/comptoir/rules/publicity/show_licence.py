import re
from collections.abc import Iterator
from decimal import Decimal

from comptoir.errors import Place
from comptoir.rules import TO_CHECK, WARNING, Fault, Scope, rule
from comptoir.rules.prose import source_text
from comptoir.site.front_matter import EventMeta
from comptoir.site.source import SourcePage

SHOW = re.compile(
    r"\bconcerts?\b|\bspectacles?\b|\bpieces? de theatre|\brepresentation theatrale|\brecital\b|"
    r"\bone[- ](?:wo)?man[- ]show\b|\bcirque\b"
)
LICENCE = re.compile(
    r"\blicences? (?:d'entrepreneur|de spectacles?|n|\d)|\bplatesv\b|\brecepisse\b|\bl-[rd]-\d\d"
)


def paid_show(page: SourcePage, scope: Scope) -> bool:
    """Say whether a page announces a show to come whose seats are paid."""
    meta = page.meta
    if not isinstance(meta, EventMeta) or meta.state == "cancelled":
        return False
    paid = isinstance(meta.price, Decimal) and meta.price > 0
    return paid and meta.starts.date() >= scope.today and bool(SHOW.search(source_text(page)))


@rule(
    "PUB020",
    "Licence d’entrepreneur de spectacles",
    severity=WARNING,
    basis="C. trav., L7122-3",
    surface=SourcePage,
)
def show_licence(page: SourcePage, scope: Scope) -> Iterator[Fault]:
    """Cherche les spectacles payants annoncés sans numéro de licence ou de récépissé.

    Six représentations par an au plus en dispensent un organisateur occasionnel : c’est à vérifier.

    Biais : un événement à venir, payant, qui dit « concert », « spectacle » ou « théâtre ».

    ```markdown refusé content/agenda/2026-12-20-concert.md
    ---
    title: Concert de Noël
    date: 2026-11-01
    summary: Un concert de chants de marins à l’atelier, avant la soupe, le dimanche 20 décembre.
    owner: coordination
    starts: 2026-12-20 17:00
    ends: 2026-12-20 19:00
    place: L’atelier
    price: "8.00"
    ---
    Venez nombreux.
    ```

    ```markdown accepté content/agenda/2026-12-20-concert.md
    ---
    title: Concert de Noël
    date: 2026-11-01
    summary: Un concert de chants de marins à l’atelier, avant la soupe, le dimanche 20 décembre.
    owner: coordination
    starts: 2026-12-20 17:00
    ends: 2026-12-20 19:00
    place: L’atelier
    price: "8.00"
    ---
    Licence d’entrepreneur de spectacles L-R-26-000000 (FICTIF).
    ```
    """
    if paid_show(page, scope) and not LICENCE.search(source_text(page)):
        yield Fault(
            Place(page.path, page.body_line),
            "un spectacle payant est annoncé sans numéro de licence",
            "Écrivez le numéro du récépissé, ou vérifiez que vous en êtes dispensé.",
            TO_CHECK,
        )
