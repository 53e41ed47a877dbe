from collections.abc import Iterable, Iterator
from functools import lru_cache

from comptoir.dates import DAYS
from comptoir.errors import Place
from comptoir.rules import ERROR, Fault, Scope, rule
from comptoir.settings import Organisation
from comptoir.site.html import HtmlPage
from comptoir.site.passages import passages_in
from comptoir.site.regions import Region
from comptoir.site.source import PageKind, SourcePage
from comptoir.site.stated_hours import Range, Stated, about_opening, ranges_in, stated

FILE = "legal/organisation.toml"
REMEDY = "Corrigez l’un ou l’autre ; le composant « ::: horaires » écrit toujours ceux du fichier."


@rule(
    "INF008",
    "Horaires autres que ceux du fichier",
    severity=ERROR,
    basis="constat : la page contredit legal/organisation.toml",
    surface=SourcePage,
    holds=False,
)
def other_hours(page: SourcePage, scope: Scope) -> Iterator[Fault]:
    """Compare les heures d’ouverture écrites dans une page à celles de legal/organisation.toml.

    Est lue la phrase, la ligne de tableau ou de liste qui nomme un jour de la semaine, sous un
    titre qui parle d’horaires ou après « nous sommes ouverts », « l’accueil est ouvert »… Dans
    une page construite, l’en-tête, le pied et les adresses sont lus aussi : un thème peut
    contredire le fichier.

    Biais : les jours datés, les premiers samedis, les vacances, les saisons et les actualités
    ne sont pas lus ; un jour que la page oublie n’est pas en faute.

    ```markdown refusé profil=open
    ## Horaires

    - Mercredi : 14 h – 19 h
    ```

    ```markdown refusé profil=open
    L’accueil est ouvert du mardi au mercredi de 14 h à 18 h.
    ```

    ```markdown refusé profil=open
    ## Heures d’ouverture

    Fermé le mercredi.
    ```

    ```html refusé profil=open
    <main><p>Bienvenue.</p></main> <footer><h2>Horaires</h2><p>Mercredi : 9 h – 18 h</p></footer>
    ```

    ```markdown accepté profil=open
    ## Horaires

    | Mercredi | 14 h – 18 h |
    | Samedi | 10h-12h30 |
    | Premier samedi du mois | de 14 h à 17 h 30 |

    ## Stage

    Le mardi de 9 h à 17 h.
    ```
    """
    if scope.organisation is None or page.kind.past or page.kind is PageKind.CAMPAIGN:
        return
    for passage in passages_in(page.body):
        plain = passage.plain
        if about_opening(passage.heading, plain):
            at = Place(page.path, page.body_line + passage.line - 1)
            for found in _compared(stated(plain), scope.organisation):
                yield Fault(at, found, REMEDY)


@other_hours.on(HtmlPage)
def around(page: HtmlPage, scope: Scope) -> Iterator[Fault]:
    if scope.organisation is None or not scope.organisation.opening:
        return
    for region in page.surroundings:
        for found in region.once(_differing, scope.organisation):
            yield Fault(Place(page.shown), found, REMEDY)


def _differing(region: Region, who: Organisation) -> list[str]:
    said = (_said(passage.heading, passage.plain) for passage in region.passages)
    return [found for each in said for found in _compared(each, who)]


@lru_cache(maxsize=4096)  # what a template repeats is read once
def _said(heading: str, plain: str) -> tuple[Stated, ...]:
    return tuple(stated(plain)) if about_opening(heading, plain) else ()


def _compared(said: Iterable[Stated], who: Organisation) -> Iterator[str]:
    if not who.opening:
        return
    for each in said:
        known = list(_open(who, each.day))
        if not each.ranges and known:
            found = f"cette page dit fermé le {DAYS[each.day - 1]}, jour ouvert d’après {FILE}"
        elif each.ranges and not set(each.ranges) <= set(known):
            day = DAYS[each.day - 1]
            hours = " et ".join(map(_french, known[: _count(who, each.day)])) or "fermé"
            found = f"les horaires du {day} ne sont pas ceux de {FILE} ({hours})"
        else:
            continue
        yield found


def _count(who: Organisation, day: int) -> int:
    return sum(1 for opening in who.opening if opening.day == day)


def _open(who: Organisation, day: int) -> Iterator[Range]:
    """Yield the ranges of a day, then those that its notes add."""
    mine = [opening for opening in who.opening if opening.day == day]
    for opening in mine:
        yield _minutes(opening.opens), _minutes(opening.closes)
    for opening in mine:
        yield from ranges_in(opening.note)


def _minutes(written: str) -> int:
    hours, minutes = written.split(":")
    return int(hours) * 60 + int(minutes)


def _french(range_: Range) -> str:
    return " – ".join(
        f"{at // 60}\u00a0h" + (f"\u00a0{at % 60:02}" if at % 60 else "") for at in range_
    )
