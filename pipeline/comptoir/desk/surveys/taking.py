"""Take answers in: a spreadsheet, or what the forms of the site received; each once."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from comptoir.context import Context
from comptoir.desk.surveys.asking import survey_named
from comptoir.errors import InputError, Place, RefusedError
from comptoir.readers.tables import open_table
from comptoir.settings.survey import Survey
from comptoir.store import Transaction, begin, reading, surveys
from comptoir.store import inbox as received
from comptoir.surveys import answers
from comptoir.text import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was done: read = new + same + rejected."""

    read: int
    new: int
    same: int
    rejected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it comes."""

    place: str  # where to find it again
    said: Mapping[str, str]
    origin: str  # what makes it one, when it bears no code
    on: date


def from_file(ctx: Context, name: str, path: Path) -> Taken:
    """Take the answers of a spreadsheet in: a column a question, by its name or its words."""
    ctx.act_on()
    survey = survey_named(ctx, name)
    table = open_table(path, shown=path.name)
    columns = _columns(survey, table.header, path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    given = [
        Given(
            f"ligne {row.line}",
            {columns[i]: cell for i, cell in enumerate(row.cells) if i in columns},
            f"{digest}:{row.line}",
            ctx.today,
        )
        for row in table.rows()
    ]
    return _take(ctx, name, survey, given, "file")


def from_inbox(ctx: Context, name: str) -> Taken:
    """Take in the answers that the site's form received, and close them there."""
    ctx.act_on()
    survey = survey_named(ctx, name)
    with reading(ctx) as db:
        waiting = [one for one in received.waiting(db) if one.form == name and one.kind == "form"]
    given = [
        Given(one.reference, one.said, f"inbox:{one.entry}", ctx.day_of(one.at)) for one in waiting
    ]
    return _take(ctx, name, survey, given, "form")


def _columns(survey: Survey, header: Sequence[str], path: Path) -> dict[int, str]:
    known = {fold(q.name): q.name for q in survey.questions}
    known |= {fold(q.text): q.name for q in survey.questions} | {"code": "code"}
    found = {i: known[fold(title)] for i, title in enumerate(header) if fold(title) in known}
    if not set(found.values()) - {"code"}:
        raise InputError(
            "aucune colonne n’est une question de cette enquête.",
            remedy=f"Les colonnes : {', '.join(q.name for q in survey.questions)}.",
            at=Place(path.name),
        )
    return found


def _take(ctx: Context, name: str, survey: Survey, given: list[Given], channel: str) -> Taken:
    new, same, rejected = 0, 0, []
    with begin(ctx, act="survey.import") as tx:
        for one in given:
            try:
                if _taken(tx, name, survey, one, channel):
                    new += 1
                else:
                    same += 1
            except RefusedError as error:
                rejected.append(f"{one.place} : {error}")
            else:
                _close(tx, one)
        tx.record("survey", name, {"answers": (None, new)})
    return Taken(read=len(given), new=new, same=same, rejected=tuple(rejected))


def _taken(tx: Transaction, name: str, survey: Survey, one: Given, channel: str) -> bool:
    """Add an answer; whether it is new.

    Raises:
        RefusedError: it is no answer to this survey, came too late, or its code was used.
    """
    said, faults = answers.read(survey, one.said)
    if faults:
        raise RefusedError(" ; ".join(faults))
    if not survey.opens <= one.on <= survey.closes and channel == "form":
        raise RefusedError("reçue hors des dates de l’enquête")
    code = one.said.get("code", "").strip().upper()
    mark = surveys.mark_of(name, code if survey.codes else one.origin)
    if survey.codes and not surveys.code_given(tx.db, mark):
        raise RefusedError("ce code n’a pas été donné" if code else "il manque le code")
    if surveys.known(tx.db, [mark]):
        if survey.codes:
            raise RefusedError("ce code a déjà servi : la première réponse compte")
        return False
    surveys.add(tx, name, said, mark=mark, channel=channel, on=one.on)
    if survey.codes:
        surveys.use_code(tx, mark)
    return True


def _close(tx: Transaction, one: Given) -> None:
    if one.origin.startswith("inbox:"):
        entry = received.by_entry(tx.db, one.origin.removeprefix("inbox:"))
        if entry is not None:
            received.mark(tx, entry.id, closed_at=tx.now, closed_by=tx.ctx.actor.login,
                          answer="réponse à une enquête", said="{}")  # fmt: skip
