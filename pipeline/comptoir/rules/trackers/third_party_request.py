from collections.abc import Iterable, Iterator

from comptoir.law.trackers import Use
from comptoir.rules import WARNING, Fault, Scope, rule
from comptoir.rules.calling import on_page, on_sheet
from comptoir.site.calls import Call, StyleSheet
from comptoir.site.html import HtmlPage

REMEDY = "Hébergez ce fichier vous-même, chargez-le au clic, ou déclarez ce tiers au profil."
ELSEWHERE = frozenset(
    (
        Use.ADVERTISING,
        Use.CHAT,
        Use.ANALYTICS,
        Use.SOCIAL,
        Use.FONTS,
        Use.MAPS,
        Use.WIDGET,
        Use.SOUND,
    )
)  # other rules of this family speak of them
PLAYERS = ("frame", "script", "object", "media", "inline")


@rule(
    "CKI002",
    "Appel automatique à un tiers",
    severity=WARNING,
    basis="RGPD, art. 5, 13 et 44",
    surface=HtmlPage,
)
def third_party_request(page: HtmlPage, scope: Scope) -> Iterator[Fault]:
    """Cherche tout ce qu’une page charge d’un autre hôte sans geste du lecteur : scripts, images,
    styles, connexions préparées (preconnect), @import et url() des feuilles de style.

    Chaque appel donne l’adresse IP du lecteur à un tiers, même s’il ne dépose rien.

    Biais : un hôte déclaré au profil (processors) passe ; ce qui relève d’une autre règle de la
    famille n’est pas répété ; les données structurées (JSON-LD) et les liens ne chargent rien.

    ```html refusé
    <script src="https://cdn.jsdelivr.net/npm/exemple@1/exemple.js"></script>
    ```

    ```css refusé
    @import url("https://tiers.example.net/style.css");
    ```

    ```html accepté
    <script src="/theme/exemple.js"></script> <a href="https://tiers.example.net/">Un lien</a>
    <img src="https://www.exemple.example.org/images/quai.jpg" alt="Le quai">
    ```
    """
    yield from on_page(page, _others(page.calls, scope), REMEDY)


@third_party_request.on(StyleSheet)
def in_sheet(sheet: StyleSheet, scope: Scope) -> Iterator[Fault]:
    yield from on_sheet(sheet, _others(sheet.calls, scope), REMEDY)


def _others(calls: Iterable[Call], scope: Scope) -> list[Call]:
    found: dict[str, Call] = {}
    for call in calls:
        player = call.use is Use.VIDEO and call.kind in PLAYERS
        if call.use not in ELSEWHERE and not player and not scope.declares(call.host):
            found.setdefault(call.host, call)
    return list(found.values())
