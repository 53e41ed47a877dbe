"""What calls came to: written down one by one, or read back from the sheet that was filled in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from comptoir.campaigns.calls import Result, next_day, result_named
from comptoir.channels.phone import BACK_ON, NOTE, ON_SHEET, REFERENCE, RESULT, SHEET
from comptoir.consent import ConsentEvent, EventKind, class_scope
from comptoir.contacts.model import Contact
from comptoir.contacts.notes import Note
from comptoir.context import Context
from comptoir.dates import french_date, is_working_day, parse_date
from comptoir.desk import project as projects
from comptoir.desk.calls.sheet import morning
from comptoir.desk.judging import Judge
from comptoir.desk.project import Project
from comptoir.errors import Fault, InputError, Place, RefusedError
from comptoir.law.canvassing import WINDOW
from comptoir.readers.tables import open_table
from comptoir.rules.values.message import Call
from comptoir.settings import PurposeClass
from comptoir.store import Transaction, begin, consents, contact_notes, contacts, mail
from comptoir.store import calls as store
from comptoir.store.calls import Line
from comptoir.store.consents import NewEvent
from comptoir.store.outbox_rows import State

LONGEST_NOTE = 2_000  # characters
READ = (REFERENCE, SHEET, RESULT, BACK_ON, NOTE)  # columns of a sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """What a call came to, as it is said."""

    reference: str  # T-000012
    result: Result
    at: datetime
    back_on: date | None = None
    note: str = ""


@dataclass(slots=True, kw_only=True)
class Recorded:
    """What was written down."""

    results: dict[Result, int] = field(default_factory=dict)
    objections: int = 0
    known: int = 0  # lines whose result was written before
    empty: int = 0  # lines without a result yet
    again_on: date | None = None  # the first day on which who did not answer may be called again
    warnings: list[str] = field(default_factory=list)

    def add(self, result: Result) -> None:
        self.results[result] = self.results.get(result, 0) + 1


def record(ctx: Context, called: Called) -> Recorded:
    """Write down what one call came to.

    Raises:
        InputError: no such line, or a day that cannot be.
        RefusedError: the person is on no sheet.
    """
    ctx.act_on()
    project, done = projects.load(ctx), Recorded()
    with begin(ctx, act="campaign.call") as tx:
        line = _line(tx, called.reference)
        if line.state not in (State.SENT, State.DEFERRED):
            raise RefusedError(
                f"{line.reference} n’est sur aucune feuille d’appels.",
                remedy=f"Faites-la : comptoir campagne envoyer {line.campaign} --canal téléphone.",
            )
        _write(tx, project, line, called, done)
    return done


def read_sheet(ctx: Context, path: Path) -> Recorded:
    """Write down the results of a sheet, once however often it is read.

    Raises:
        InputError: it is no call sheet, or some lines cannot be read: nothing is written then.
    """
    ctx.act_on()
    project, done = projects.load(ctx), Recorded()
    rows = list(_rows(path))
    with begin(ctx, act="campaign.call") as tx:
        faults: list[Fault] = []
        for number, row in rows:
            try:
                _take(tx, project, row, done)
            except (InputError, RefusedError) as error:
                faults += [
                    Fault(one.found, one.remedy, Place(path.name, number)) for one in error.faults
                ]
        if faults:
            raise InputError(faults=faults)
    return done


def _take(tx: Transaction, project: Project, row: Mapping[str, str], done: Recorded) -> None:
    if not row[RESULT].strip():
        done.empty += 1
        return
    line = _line(tx, row[REFERENCE])
    sheet = f"lot-{line.batch:02d}" if line.batch is not None else ""
    if line.state is not State.SENT or line.detail != ON_SHEET or row[SHEET].strip() != sheet:
        done.known += 1
        return
    back_on = parse_date(row[BACK_ON]) if row[BACK_ON].strip() else None
    called = Called(
        reference=line.reference, result=result_named(row[RESULT]), at=tx.now,
        back_on=back_on, note=row[NOTE].strip(),
    )  # fmt: skip
    _write(tx, project, line, called, done, timed=False)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    table = open_table(path)
    if missing := [name for name in READ if name not in table.header]:
        raise InputError(
            f"ce fichier n’est pas une feuille d’appels : la colonne {missing[0]} manque.",
            remedy="Prenez le fichier appels-….csv que l’envoi a fait, et gardez ses colonnes.",
            at=Place(path.name, 1),
        )
    for row in table.rows():
        yield row.line, dict(zip(table.header, row.cells, strict=True))


def _line(tx: Transaction, reference: str) -> Line:
    found = store.line(tx.db, reference)
    if found is None:
        raise InputError(  # none is offered instead: it would be somebody else
            f"aucune feuille d’appels ne porte la référence « {reference} ».",
            remedy="Relisez-la sur la feuille : elle s’écrit T-000012.",
        )
    return found


def _write(
    tx: Transaction,
    project: Project,
    line: Line,
    called: Called,
    done: Recorded,
    *,
    timed: bool = True,
) -> None:
    kind = project.purpose(line.purpose).kind
    person = contacts.many(tx.db, [line.contact_id])[0]
    called_on = tx.ctx.day_of(called.at)
    _refuse_impossible(called, tx.now, called_on, commercial=kind is PurposeClass.COMMERCIAL)
    had = store.of_contacts(tx.db, [person.id], Result, since=called.at - WINDOW)
    days = [tx.ctx.day_of(at) for at in had.get(person.id, ())]
    if timed and kind is PurposeClass.COMMERCIAL:
        done.warnings += _judged(tx, project, line, tx.ctx.local(called.at), days)
    store.record(tx, line.id, called.result.value, at=called.at, detail=called.result.french)
    _settle(tx, line, called, [*days, called_on], kind, done)
    if called.result is Result.REFUSED and kind is not PurposeClass.STATUTORY:
        _object(tx, person, kind, called_on, line)
        done.objections += 1
    if called.result is Result.WRONG:
        mail.returned(tx, person.id, "phone", "hard", on=called_on, detail=called.result.french)
    if called.note:
        text = f"Appel {line.reference}, {called.result.french} : {called.note}"
        contact_notes.add(tx, person, Note(text=text[:LONGEST_NOTE]))
    tx.record("contact", person.reference, {"call": (None, called.result.value)})
    done.add(called.result)


def _settle(
    tx: Transaction,
    line: Line,
    called: Called,
    days: Sequence[date],
    kind: PurposeClass,
    done: Recorded,
) -> None:
    """Say whether the person is to be called again, and from when."""
    if not called.result.again:
        state = State.REFUSED if called.result is Result.WRONG else State.SENT
        store.settle(tx, line.id, state, detail=called.result.french)
        return
    day = called.back_on or tx.ctx.today
    if kind is PurposeClass.COMMERCIAL:
        day = next_day(days, day)
        if day > (called.back_on or tx.ctx.today):
            done.again_on = min(done.again_on or day, day)
    retry = morning(day, tx.ctx.zone) if day > tx.ctx.today else None
    store.settle(tx, line.id, State.DEFERRED, detail=called.result.french, retry_at=retry)


def _refuse_impossible(called: Called, now: datetime, on: date, *, commercial: bool) -> None:
    if called.at > now:
        raise InputError("cet appel est à venir.", remedy="Donnez l’heure où il a eu lieu (--at).")
    if called.back_on is None:
        return
    if called.result is not Result.LATER:
        raise InputError(
            "un jour de rappel ne va qu’avec « rappeler ».", remedy="Ôtez-le, ou dites rappeler."
        )
    if called.back_on < on:
        raise InputError("ce jour de rappel est passé.", remedy="Donnez un jour à venir.")
    if commercial and not is_working_day(called.back_on):
        raise InputError(
            f"on n’appelle pas pour une offre le {french_date(called.back_on, weekday=True)}.",
            remedy="Choisissez un jour du lundi au vendredi, hors jours fériés.",
        )


def _judged(
    tx: Transaction, project: Project, line: Line, at: datetime, days: Sequence[date]
) -> list[str]:
    """Return what the rules on calls say of this one: it was made, it is only told."""
    state = consents.states(tx.db, [line.contact_id], tx.ctx.today)[line.contact_id]
    call = Call(
        id=line.reference,
        at_time=at.replace(tzinfo=None),
        consumer=not state.professional,
        calls_before=tuple(days),
        holiday=not is_working_day(at.date()),
    )
    judge = Judge(project, ("consents",), on=at.date(), today=tx.ctx.today)
    return [f"{line.reference} : {one.found} ({one.code})." for one in judge.findings([call])]


def _object(tx: Transaction, person: Contact, kind: PurposeClass, on: date, line: Line) -> None:
    """Write that a person wants no such call."""
    scope = class_scope(kind)
    event = ConsentEvent(kind=EventKind.OBJECTED, scope=scope, channel="phone", on=on)
    said = f"refus dit au téléphone ({line.reference})"
    consents.record(
        tx, [NewEvent(contact_id=person.id, event=event, method="téléphone", evidence=said)]
    )
    tx.record("consent", person.reference, {f"{scope}/phone": (None, "objected")})
