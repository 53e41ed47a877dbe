"""Register people for an event: within its capacity, then on a waiting list, in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from comptoir.context import Context
from comptoir.desk.events.planning import Event, named
from comptoir.errors import ComptoirError, InputError, Place, RefusedError
from comptoir.readers.tables import open_table
from comptoir.store import Transaction, begin, contacts, events, reading
from comptoir.store.events import Registration, State
from comptoir.text import fold

MOST_SEATS = 50
WHO = ("contact", "reference", "email", "e-mail", "mel", "courriel", "email payeur")
SEATS = ("places", "nombre", "quantite")  # headings, folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import of registrations did: read = new + same + rejected."""

    read: int
    new: int
    waiting: int  # of the new ones
    same: int
    rejected: tuple[str, ...]


def register(
    ctx: Context, slug: str, reference: str, *, seats: int = 1, source: str = "desk"
) -> Registration:
    """Register somebody; on the waiting list when there is no room left, or when the page says so.

    Raises:
        RefusedError: the event is gone by or cancelled, or the person is registered already.
    """
    ctx.act_on()
    event = named(ctx, slug)
    with begin(ctx, act="event.register") as tx:
        return _register(tx, event, reference, seats, source, full=event.meta.state == "full")


def _register(
    tx: Transaction, event: Event, reference: str, seats: int, source: str, *, full: bool = False
) -> Registration:
    if not 1 <= seats <= MOST_SEATS:
        raise InputError(f"un nombre de places de 1 à {MOST_SEATS} est attendu.")
    if event.meta.last_day() < tx.ctx.today:
        raise RefusedError("cet évènement est passé.")
    if event.meta.state == "cancelled":
        raise RefusedError("cet évènement est annulé.")
    person = contacts.by_reference(tx.db, reference)
    known = events.of_contact(tx.db, event.slug, person.id)
    if known and known.state is not State.CANCELLED:
        raise RefusedError(f"{person.reference} est déjà sur la liste ({known.reference}).")
    fits = not full and _room(tx, event, seats)
    state = State.REGISTERED if fits else State.WAITING
    if known:
        events.change(tx, known, state=state, seats=seats)
        return events.by_reference(tx.db, known.reference)
    return events.add(tx, event.slug, person.id, seats=seats, state=state, source=source)


def _room(tx: Transaction, event: Event, seats: int) -> bool:
    capacity = event.meta.capacity
    return capacity is None or events.taken(tx.db, event.slug) + seats <= capacity


def cancel(ctx: Context, reference: str) -> tuple[Registration, list[Registration]]:
    """Cancel a registration; return it, and who leaves the waiting list."""
    ctx.act_on()
    with begin(ctx, act="event.cancel") as tx:
        one = events.by_reference(tx.db, reference)
        if one.state not in (State.REGISTERED, State.WAITING):
            raise RefusedError(f"{one.reference} ne s’annule plus.")
        events.change(tx, one, state=State.CANCELLED)
        moved = _promote(tx, named(ctx, one.event))
        return events.by_reference(tx.db, one.reference), moved


def _promote(tx: Transaction, event: Event) -> list[Registration]:
    """Seat those who wait, in their order, as long as each fits."""
    moved = []
    for one in events.registrations(tx.db, event.slug):
        if one.state is State.WAITING:
            if not _room(tx, event, one.seats):
                break  # nobody passes before who came first
            events.change(tx, one, state=State.REGISTERED)
            moved.append(events.by_reference(tx.db, one.reference))
    return moved


def attend(
    ctx: Context, slug: str, present: Sequence[str], *, all_others_missed: bool
) -> tuple[int, int]:
    """Read the attendance sheet in: who came, and with `all_others_missed` who did not.

    Raises:
        RefusedError: the event has not happened yet, or somebody was not registered.
    """
    today, event = ctx.act_on(), named(ctx, slug)
    if event.day > today:
        raise RefusedError("cet évènement n’a pas encore eu lieu.")
    with begin(ctx, act="event.attend") as tx:
        came = {contacts.by_reference(tx.db, one).id for one in present}
        known = {one.contact_id: one for one in events.registrations(tx.db, slug)}
        for contact_id in came:
            if contact_id in known:
                events.change(tx, known[contact_id], state=State.ATTENDED)
            else:  # who comes without a registration is there all the same
                events.add(tx, slug, contact_id, seats=1, state=State.ATTENDED, source="desk")
        missing = [one for one in known.values() if one.contact_id not in came
                   and one.state is State.REGISTERED] if all_others_missed else []  # fmt: skip
        for one in missing:
            events.change(tx, one, state=State.MISSED)
    return len(came), len(missing)


def from_file(ctx: Context, slug: str, path: Path) -> Imported:
    """Take the registrations of a spreadsheet: a reference or an e-mail of a contact, and seats."""
    ctx.act_on()
    event, table = named(ctx, slug), open_table(path, shown=path.name)
    columns = {fold(title): index for index, title in enumerate(table.header)}
    who = next((columns[name] for name in WHO if name in columns), None)
    if who is None:
        raise InputError("il manque une colonne contact ou email.", at=Place(path.name))
    seats = next((columns[name] for name in SEATS if name in columns), None)
    read = new = waiting = same = 0
    rejected: list[str] = []
    with begin(ctx, act="event.import") as tx:
        for row in table.rows():
            read += 1
            try:
                reference = _reference(tx, row.cells[who])
                count = int(row.cells[seats]) if seats is not None and row.cells[seats] else 1
                known = events.of_contact(tx.db, slug, contacts.by_reference(tx.db, reference).id)
                if known:
                    same += 1
                    continue
                made = _register(tx, event, reference, count, "file")
                new += 1
                waiting += made.state is State.WAITING
            except ValueError:
                rejected.append(f"ligne {row.line} : un nombre de places est attendu")
            except ComptoirError as error:
                rejected.append(f"ligne {row.line} : {error.faults[0].found}")
    return Imported(read=read, new=new, waiting=waiting, same=same, rejected=tuple(rejected))


def _reference(tx: Transaction, said: str) -> str:
    if "@" not in said:
        return said
    found = contacts.ids_of(tx.db, email=said.strip().lower())
    if len(found) != 1:
        raise InputError(
            "aucun contact n’a cette adresse"
            if not found
            else "plusieurs contacts ont cette adresse"
        )
    return contacts.many(tx.db, found)[0].reference


def listed(ctx: Context, slug: str) -> list[Registration]:
    named(ctx, slug)
    with reading(ctx) as db:
        return events.registrations(db, slug)
