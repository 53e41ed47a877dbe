"""The free hours of the house, by kind of appointment, and how to have one."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from html import escape
from itertools import groupby

from comptoir import identifiers
from comptoir.dates import french_date
from comptoir.settings import Organisation
from comptoir.site.component_kinds import Block
from comptoir.site.slots import Offered, Slots
from comptoir.text import capital
from comptoir.website.components.stage import Stage, words
from comptoir.website.filters import phone
from comptoir.website.typography import hour

ANOTHER = "Une autre heure, à convenir"
NONE = "Aucune heure n’est libre en ce moment."


def slots(block: Block, stage: Stage) -> str:
    """Draw what is still free after today: the build alone knows the day, not the hour."""
    told = stage.edition.data.slots
    if told.published is None:
        return ""
    kinds = "".join(_kind(kind, left) for kind, left in told.after(stage.today))
    said = f"Heures libres au {french_date(told.published)}. " if kinds else f"{NONE} "
    how = _how(stage.edition.facts.organisation)
    return f'<div class="slots">{kinds}<p class="small">{words(said)}{how}</p></div>'


def _kind(kind: Offered, starts: Sequence[datetime]) -> str:
    days = "".join(
        f"<div><dt>{words(capital(french_date(day, weekday=True)))}</dt>"
        f'<dd><ul role="list">{"".join(map(_hour, of_day))}</ul></dd></div>'
        for day, of_day in groupby(starts, datetime.date)
    )
    where = words(f"{kind.place} · {kind.minutes} min")
    head = f'<p class="who">{words(kind.title)}</p><p class="small">{where}</p>'
    return f'{head}<dl class="hours">{days}</dl>'


def _hour(start: datetime) -> str:
    return f'<li><time datetime="{start:%Y-%m-%dT%H:%M}">{hour(start)}</time></li>'


def _how(who: Organisation) -> str:
    ways = []
    if who.phone:
        number = identifiers.standard_phone(who.phone)
        ways.append(f'appelez le <a href="tel:{number}">{phone(who.phone)}</a>')
    if who.email:
        shown = escape(who.email).replace("@", "@<wbr>")
        ways.append(f'écrivez à <a href="mailto:{escape(who.email)}">{shown}</a>')
    return f"Pour réserver, {' ou '.join(ways)}." if ways else ""


def choices(told: Slots, today: date) -> str:
    """Return the choices of a form, in HTML; another hour is always one of them."""
    groups = "".join(
        f'<optgroup label="{escape(kind.title)}">{"".join(_choices(kind, left))}</optgroup>'
        for kind, left in told.after(today)
    )
    return f"{groups}<option>{words(ANOTHER)}</option>"


def _choices(kind: Offered, starts: Sequence[datetime]) -> Iterator[str]:
    for start in starts:
        at = f"{french_date(start.date(), weekday=True)} à {hour(start)}"
        yield f'<option value="{escape(f"{at} : {kind.title}")}">{words(at)}</option>'


DRAWS = {"creneaux": slots}
