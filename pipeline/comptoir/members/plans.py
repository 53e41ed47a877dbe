"""Plans of membership: which period one covers, and what it costs on a day.

A plan is of `[[plans]]`, or one of the two levels that every season has: full and reduced.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from comptoir.dates import french_date
from comptoir.errors import InputError, RefusedError
from comptoir.errors.french import unknown
from comptoir.members.membership import Level, Membership, fee, level_or_none, season_named
from comptoir.money import to_cents
from comptoir.settings import Organisation
from comptoir.settings.dues import Plan
from comptoir.text import fold

FIRST_MONTH = 9  # of a season that [[seasons]] does not tell: September
LEVELS = {
    Level.FULL: Plan(name="full", title=Level.FULL.french),
    Level.REDUCED: Plan(name="reduced", title=Level.REDUCED.french),
}


@dataclass(frozen=True, slots=True)
class Term:
    """The days that a membership covers, and their name: 2026, 2026-2027, or the first day."""

    name: str
    starts: date
    ends: date

    @property
    def said(self) -> str:
        """
        >>> Term("2026", date(2026, 1, 1), date(2026, 12, 31)).said
        'année 2026'
        >>> Term("2026-2027", date(2026, 9, 1), date(2027, 8, 31)).said
        'saison 2026-2027'
        >>> twelve_months(date(2026, 11, 24)).said
        'jusqu’au 23 novembre 2027'
        """
        if is_rolling(self):
            return f"jusqu’au {french_date(self.ends)}"
        return f"{'saison' if '-' in self.name else 'année'} {self.name}"

    @property
    def french(self) -> str:
        return f"du {french_date(self.starts)} au {french_date(self.ends)}"


def is_rolling(one: Term) -> bool:
    """Whether a period has the name of its first day: twelve months from any day."""
    return one.name == one.starts.isoformat()


def plan_named(organisation: Organisation, name: str) -> Plan:
    """Return a plan by its name or its title, or one of the two levels.

    Raises:
        InputError: there is none of that name; says the nearest.
    """
    for plan in organisation.plans:
        if fold(name) in (plan.name, fold(plan.title)):
            return plan
    if level := level_or_none(name):
        return LEVELS[level]
    known = [*(plan.name for plan in organisation.plans), "plein", "réduit"]
    raise unknown("tarif", name, known, remedy=f"Tarifs : {', '.join(known)}.")


def plan_title(organisation: Organisation, name: str) -> str:
    """Return what a plan is called, even one that the settings do not tell any more."""
    known = {plan.name: plan.title for plan in (*organisation.plans, *LEVELS.values())}
    return known.get(name, name)


def term(organisation: Organisation, plan: Plan, *, on: date, named: str = "") -> Term:
    """Return the period of a plan: the one that is named, or the one of a day.

    Raises:
        InputError: no period has that name.
    """
    if plan.period == "rolling":
        return twelve_months(_first_day(named) if named else on)
    if plan.period == "year":
        year = _year(named) if named else on.year
        return Term(str(year), date(year, 1, 1), date(year, 12, 31))
    if organisation.seasons or plan in LEVELS.values():
        found = season_named(organisation, named) if named else organisation.season_on(on)
        if found is None:
            raise InputError(
                f"aucune saison d’adhésion ne couvre le {on:%d/%m/%Y}.",
                remedy="Ajoutez-la à [[seasons]] dans legal/organisation.toml.",
            )
        return Term(found.name, found.starts, found.ends)
    year = _year(named[:4]) if named else on.year - (on.month < FIRST_MONTH)
    made = _season(year)
    if named not in ("", made.name):
        raise _wrong(named, made.name)
    return made


def days_of(organisation: Organisation, held: Membership) -> Term:
    """Return the days of a membership: its own, or those of its season for one of the past."""
    if held.starts and held.ends:
        return Term(held.season, held.starts, held.ends)
    return period_named(organisation, held.season)


def period_named(organisation: Organisation, name: str) -> Term:
    """Return a season by its name, or a calendar year.

    Raises:
        InputError: it is neither.
    """
    known = {season.name for season in organisation.seasons}
    if name not in known and len(name) == 4:
        year = _year(name)
        return Term(name, date(year, 1, 1), date(year, 12, 31))
    season = season_named(organisation, name)
    return Term(season.name, season.starts, season.ends)


def next_term(organisation: Organisation, plan: Plan, ends: date) -> Term | None:
    """Return the period that follows one; none while the settings do not tell its season."""
    day = ends + timedelta(days=1)
    if plan.period == "season" and organisation.seasons and organisation.season_on(day) is None:
        return None
    return term(organisation, plan, on=day)


def twelve_months(first: date) -> Term:
    """
    >>> twelve_months(date(2026, 11, 24)).ends, twelve_months(date(2028, 2, 29)).ends
    (datetime.date(2027, 11, 23), datetime.date(2029, 2, 28))
    """
    leap = first.month == 2 and first.day == 29
    last = date(first.year + 1, 3, 1) if leap else first.replace(year=first.year + 1)
    return Term(first.isoformat(), first, last - timedelta(days=1))


def price(organisation: Organisation, plan: Plan, of: Term, *, on: date) -> Decimal:
    """Return what a plan costs to who joins on a day: the months left of its period, if it says.

    The month of joining is a whole one. Who pays before the first day pays for all of it.
    """
    if plan in LEVELS.values():
        return fee(season_named(organisation, of.name), Level(plan.name))
    if not plan.by_month or on <= of.starts:
        return plan.amount
    if on > of.ends:
        raise RefusedError(
            f"La période {of.name} est finie depuis le {french_date(of.ends)}.",
            remedy="Vérifiez la saison et la date de réception.",
        )
    whole, left = _months(of.starts, of.ends), _months(on, of.ends)
    return to_cents(plan.amount * left / whole)


def check_people(plan: Plan, covered: int) -> None:
    """Refuse more people than a plan covers.

    Raises:
        RefusedError: one too many.
    """
    if covered + 1 > plan.people:
        raise RefusedError(
            f"La formule « {plan.title} » couvre {plan.people} personne(s), qui paie comprise : "
            f"{covered + 1} sont dites.",
            remedy="Retirez --avec, ou choisissez une autre formule (people, dans [[plans]]).",
        )


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _season(year: int) -> Term:
    starts = date(year, FIRST_MONTH, 1)
    ends = date(year + 1, FIRST_MONTH, 1) - timedelta(days=1)
    return Term(f"{year}-{year + 1}", starts, ends)


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise _wrong(text, "2026")
    return int(text)


def _first_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _wrong(text, "2026-11-24, son premier jour") from None


def _wrong(text: str, example: str) -> InputError:
    return InputError(
        f"aucune période de cette formule ne s’appelle « {text} ».",
        remedy=f"Écrivez-la comme {example}.",
    )
