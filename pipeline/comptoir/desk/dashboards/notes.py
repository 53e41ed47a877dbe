"""Targets and comments of the indicators: `legal/dashboard.toml`."""

from collections.abc import Mapping
from decimal import Decimal

from comptoir.context import Context
from comptoir.dashboard import BY_ID, Target
from comptoir.desk.ledgers import year_named
from comptoir.desk.project import load, settings_file
from comptoir.errors import InputError
from comptoir.errors.french import unknown
from comptoir.readers.atomic import replace_bytes
from comptoir.settings.dashboard import DashboardNotes, IndicatorNote

FILE = "legal/dashboard.toml"
HEAD = """\
# Objectifs et commentaires du tableau de bord, par indicateur et par exercice.
# Un objectif est celui de l’exercice entier : en volume, en valeur, ou un taux.
# Ce fichier s’écrit aussi par : comptoir tableau-de-bord noter ventes --valeur 12000
"""


def notes(ctx: Context) -> tuple[IndicatorNote, ...]:
    """Return what the house wrote about its figures.

    Raises:
        InputError: the file cannot be read, or names an indicator that does not exist.
    """
    if not (ctx.root / FILE).is_file():
        return ()
    found = settings_file(ctx.root, FILE, DashboardNotes).notes
    for one in found:
        check_id(one.indicator)
    return found


def of_year(ctx: Context, year: str) -> Mapping[str, IndicatorNote]:
    """Return the notes of one fiscal year, by indicator."""
    return {one.indicator: one for one in notes(ctx) if one.year == year}


def target(note: IndicatorNote | None) -> Target:
    if note is None:
        return Target()
    return Target(volume=note.volume, value=note.value, rate=note.rate)


def check_id(name: str) -> str:
    """Return the id of an indicator, or refuse with the nearest."""
    if name not in BY_ID:
        raise unknown(
            "indicateur", name, BY_ID, remedy="Voyez-les : comptoir tableau-de-bord lister."
        )
    return name


def write(
    ctx: Context,
    name: str,
    *,
    year: str | None = None,
    volume: Decimal | None = None,
    value: Decimal | None = None,
    rate: Decimal | None = None,
    comment: str | None = None,
) -> IndicatorNote:
    """Write a target or a comment; what is not given stays as it was.

    Raises:
        InputError: no such indicator or fiscal year, nothing to write, or a rate where none is.
    """
    indicator = BY_ID[check_id(name)]
    if volume is None and value is None and rate is None and comment is None:
        raise InputError(
            "il n’y a rien à noter.",
            remedy="Donnez --volume, --valeur, --taux ou --commentaire.",
        )
    if rate is not None and indicator.rate is None:
        raise InputError(
            f"« {indicator.title} » n’a pas de taux.", remedy="Donnez --volume ou --valeur."
        )
    wanted = year_named(load(ctx), year, ctx).name
    all_notes = {(one.year, one.indicator): one for one in notes(ctx)}
    before = all_notes.get((wanted, name), IndicatorNote(indicator=name, year=wanted))
    given = {"volume": volume, "value": value, "rate": rate, "comment": comment}
    changed = {key: found for key, found in given.items() if found is not None}
    made = IndicatorNote.model_validate(before.model_dump() | changed)
    all_notes[wanted, name] = made
    blocks = (_block(one) for _, one in sorted(all_notes.items()))
    replace_bytes(ctx.root / FILE, "\n".join((HEAD, *blocks)).encode())
    return made


def _block(note: IndicatorNote) -> str:
    lines = ["[[note]]", f'indicator = "{note.indicator}"', f'year = "{note.year}"']
    for key in ("volume", "value", "rate"):
        number = getattr(note, key)
        if number is not None:
            lines.append(f"{key} = {number:f}")
    if note.comment:
        lines.append(f"comment = {_quoted(note.comment)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """
    >>> _quoted('Le « repair café »,\\nplus "grand"')
    '"Le « repair café »,\\\\nplus \\\\"grand\\\\""'
    """
    plain = "".join(sign for sign in text if sign >= " " or sign == "\n")
    escaped = plain.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n") + '"'
