import re
from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.law.elections import LOCAL_ELECTIONS, RESTRAINT
from comptoir.rules import TO_CHECK, WARNING, Fault, rule
from comptoir.rules.values.concerned import public_body
from comptoir.rules.values.delays import months_after
from comptoir.site.source import SourcePage
from comptoir.site.wording import folded

PRAISE = re.compile(r"\bbilan (?:du|de|de notre) mandat\b|\bnos realisations\b")


@rule(
    "PUB019",
    "Réserve avant une élection",
    severity=WARNING,
    basis="C. électoral, art. L52-1 et L52-8",
    surface=SourcePage,
    applies=public_body,
)
def before_elections(page: SourcePage) -> Iterator[Fault]:
    """Signale, dans les six mois qui précèdent une élection locale générale, les pages d’un
    organisme public qui vantent un bilan.

    Biais : seuls « bilan du mandat », « bilan de mandat » et « nos réalisations » sont reconnus,
    dans le titre ou le résumé ; une personne décide. Le jour du scrutin est fixé par décret : le
    premier du mois en tient lieu.

    ```markdown refusé content/pages/bilan.md profil=public-body
    ---
    title: Bilan du mandat en dix chiffres
    date: 2027-10-02
    summary: Ce que votre établissement a fait depuis six ans, en dix chiffres et quatre photos.
    owner: direction
    ---
    Dix chiffres.
    ```

    ```markdown accepté content/pages/bilan.md profil=public-body
    ---
    title: Bilan du mandat en dix chiffres
    date: 2027-05-02
    summary: Ce que votre établissement a fait depuis six ans, en dix chiffres et quatre photos.
    owner: direction
    ---
    Dix chiffres.
    ```

    ```markdown accepté content/pages/bilan.md profil=public-body
    ---
    title: Bilan énergétique du bâtiment
    date: 2027-10-02
    summary: Ce que le bâtiment consomme depuis les travaux, mois par mois, et ce qui reste à faire.
    owner: direction
    ---
    Des chiffres.
    ```
    """
    day = page.meta.date
    vote = next((v for v in sorted(LOCAL_ELECTIONS) if months_after(v, 1) > day), None)
    if vote is None or day < months_after(vote, -RESTRAINT):
        return
    if PRAISE.search(folded(f"{page.meta.title} {page.meta.summary}")):
        found = f"une page vante un bilan avant les élections {LOCAL_ELECTIONS[vote]}"
        yield Fault(
            Place(page.path, page.lines.get("title", 0), "title"),
            found,
            "Reportez-la, ou gardez les seuls faits.",
            TO_CHECK,
        )
