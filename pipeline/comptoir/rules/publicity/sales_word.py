import re
from collections.abc import Iterator
from datetime import date, timedelta

from comptoir.dates import short_date
from comptoir.law import sales_periods
from comptoir.rules import ERROR, Fault, Scope, rule
from comptoir.rules.commerce import to_consumers
from comptoir.rules.prose import in_source
from comptoir.site.html import HtmlPage
from comptoir.site.source import PageKind, SourcePage

# The word used to sell: « solde » of an account, « soldes intermédiaires », are other things.
WORD = re.compile(
    r"(?<!hors )(?<!pas de )(?<!sans )(?<!ni )"
    r"(?:\b(?:en|nos|nos grands?|grands?|super|c'est les|ce sont les|profitez des) soldes\b"
    r"|\bsoldes (?:d'hiver|d'ete|flottants?|prives?|privees?|flash|exceptionnels|monstres?|"
    r"jusqu'a|de fin|chez|a l'atelier|a -?\d+)|\bsolde(?:e?s)? a (?:-|moins )?\d+ ?%)"
)
EARLY = timedelta(days=30)  # they may be announced
FOUND = "le mot « soldes » est employé hors des périodes légales"


@rule(
    "PUB006",
    "Mot « soldes » hors période",
    severity=ERROR,
    basis="C. com., L310-3 et D310-15-2",
    surface=SourcePage,
    applies=to_consumers,
)
def sales_word(page: SourcePage, scope: Scope) -> Iterator[Fault]:
    """Cherche le mot « soldes », pour vendre, hors des quatre semaines d’hiver et d’été.

    Les périodes sont calculées pour chaque année, hors départements à dates propres. Le solde d’un
    compte n’est pas un mot de vente ; annoncer les soldes qui viennent est permis.

    Biais : seules des tournures de vente sont cherchées (« en soldes », « nos soldes »,
    « soldes d’hiver »…) ; une actualité est jugée au jour où elle a paru.

    ```markdown refusé content/pages/boutique.md profil=seller
    Nos soldes continuent tout le mois de novembre.
    ```

    ```markdown accepté content/pages/boutique.md profil=seller
    Le solde est payé au retrait. Les prix sont ceux de la fiche, hors soldes.
    ```

    ```html refusé profil=seller
    <h1>Boutique</h1> <p>Kits en soldes jusqu’à samedi !</p>
    ```
    """
    if page.kind is PageKind.CAMPAIGN or page.meta.status != "published":
        return
    day = page.meta.date if page.kind.past or page.kind is PageKind.EVENT else scope.today
    if not _allowed(day):
        for place, _ in in_source(page, WORD):
            yield Fault(place, FOUND, _remedy(scope.today))


@sales_word.on(HtmlPage)
def on_page(page: HtmlPage, scope: Scope) -> Iterator[Fault]:
    if not page.tells("solde") or _allowed(scope.today) or "time" in page.tags:
        return
    if WORD.search(page.said):
        yield Fault(page.place_of(r"soldes?\b"), FOUND, _remedy(scope.today))


def _allowed(day: date) -> bool:
    return sales_periods.next_after(day).starts - day <= EARLY


def _remedy(today: date) -> str:
    coming = sales_periods.next_after(today)
    return (
        "Dites « promotion » ou « prix réduits ». Prochains soldes : du "
        f"{short_date(coming.starts)} au {short_date(coming.ends)}, sauf dates locales."
    )
