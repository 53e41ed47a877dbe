from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import INFO, TO_CHECK, Fault, Scope, rule
from comptoir.rules.prose import source_text
from comptoir.rules.publicity.show_licence import paid_show
from comptoir.site.source import SourcePage


@rule(
    "PUB028",
    "Billets d’un spectacle payant",
    severity=INFO,
    basis="CGI, art. 290 quater",
    surface=SourcePage,
)
def numbered_tickets(page: SourcePage, scope: Scope) -> Iterator[Fault]:
    """Rappelle, pour un spectacle payant à venir, qu’un billet numéroté est dû à chaque entrée.

    Biais : le mot « billet » dans l’annonce suffit.

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
    Billets numérotés à l’accueil.
    ```
    """
    if paid_show(page, scope) and "billet" not in source_text(page):
        yield Fault(
            Place(page.path, page.body_line),
            "un spectacle payant est annoncé sans un mot des billets",
            "Délivrez un billet numéroté par entrée, et gardez-en la souche.",
            TO_CHECK,
        )
