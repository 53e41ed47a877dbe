"""Tickets of a paid show: sold within the capacity, printed, read at the door, added up."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Connection

from comptoir import resources
from comptoir.agenda import tickets as pure
from comptoir.agenda.tickets import Share, State, Ticket
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk.events.planning import FOLDER, Event, named
from comptoir.desk.project import load
from comptoir.desk.sheets import export_path
from comptoir.errors import ComptoirError, InputError, RefusedError
from comptoir.errors.french import meant
from comptoir.money import ZERO, french_amount
from comptoir.printing.letterhead import letterhead
from comptoir.printing.qr import qr_svg
from comptoir.printing.typst import compile_pdf
from comptoir.private import write_private
from comptoir.settings.event import SeatPrice
from comptoir.store import Transaction, begin, events, reading, tickets
from comptoir.store.events import State as Registered

MOST = 500  # tickets sold at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """What the door read: entered + refused = read."""

    entered: tuple[Ticket, ...]
    refused: tuple[str, ...]


def prices(event: Event) -> dict[str, SeatPrice]:
    """Return the categories of seats: those of its file, else the price of its page."""
    if event.plan.tickets:
        return {one.name: one for one in event.plan.tickets}
    price = event.meta.price
    if isinstance(price, Decimal):
        return {"plein": SeatPrice(name="plein", what="Entrée", price=price)}
    return {}


def sell(
    ctx: Context, slug: str, *, category: str = "", count: int = 1, registration: str = "",
    voucher: str = "",
) -> list[Ticket]:  # fmt: skip
    """Sell tickets: at the door, or for a registration that has its seats already.

    Raises:
        InputError: no such category, or an event without a price.
        RefusedError: no room, the event is gone by, or the registration has its tickets.
    """
    ctx.act_on()
    event = named(ctx, slug)
    known = prices(event)
    if not known:
        raise InputError(
            f"cet évènement n’a pas de prix : {event.path}.",
            remedy=f"Dites price dans la page, ou écrivez des [[ticket]] dans "
            f"{FOLDER}/{slug}.toml.",
        )
    name = category or next(iter(known))
    if name not in known:
        raise InputError(
            f"« {name} » n’est pas une catégorie de places.",
            remedy=meant(name, known, otherwise=f"Il y a : {', '.join(known)}."),
        )
    if not 1 <= count <= MOST:
        raise InputError(f"un nombre de billets de 1 à {MOST} est attendu.")
    if event.meta.last_day() < ctx.today:
        raise RefusedError("cet évènement est passé.")
    if event.meta.state == "cancelled":
        raise RefusedError("cet évènement est annulé.")
    codes = [pure.code_of(secrets.token_bytes(pure.LENGTH)) for _ in range(count)]
    with begin(ctx, act="event.sell") as tx:
        holder = _holder(tx, event, registration, count)
        _check_room(tx.db, event, known[name], count, seated=holder is not None)
        return tickets.add(
            tx, slug, codes, category=known[name].what, price=known[name].price,
            registration_id=holder, voucher=voucher,
        )  # fmt: skip


def _holder(tx: Transaction, event: Event, reference: str, count: int) -> int | None:
    if not reference:
        return None
    one = events.by_reference(tx.db, reference)
    if one.event != event.slug or one.state is not Registered.REGISTERED:
        raise RefusedError(f"{one.reference} n’a pas de place à cet évènement.")
    held = [t for t in tickets.of_event(tx.db, event.slug)
            if t.registration == one.reference and t.state is not State.CANCELLED]  # fmt: skip
    if len(held) + count > one.seats:
        raise RefusedError(f"{one.reference} a {one.seats} place(s), dont {len(held)} avec billet.")
    return one.id


def _check_room(db: Connection, event: Event, seat: SeatPrice, count: int, *, seated: bool) -> None:
    capacity = event.meta.capacity
    if capacity is not None and not seated:
        left = capacity - events.taken(db, event.slug)
        if count > left:
            raise RefusedError(f"il reste {max(0, left)} place(s) sur {capacity}.")
    if seat.quota is not None:
        sold = sum(1 for one in tickets.of_event(db, event.slug)
                   if one.category == seat.what and one.state is not State.CANCELLED)  # fmt: skip
        if sold + count > seat.quota:
            left = max(0, seat.quota - sold)
            raise RefusedError(f"il reste {left} place(s) « {seat.what} » sur {seat.quota}.")


def void(ctx: Context, slug: str, number: int) -> Ticket:
    """Cancel a ticket that was taken back; its number is not given again."""
    ctx.act_on()
    with begin(ctx, act="event.void") as tx:
        one = _numbered(tx.db, slug, number)
        if one.state is not State.VALID:
            raise RefusedError(f"le billet {one.label} est {one.state.french}.")
        tickets.settle(tx, one, State.CANCELLED)
        return _numbered(tx.db, slug, number)


def _numbered(db: Connection, slug: str, number: int) -> Ticket:
    for one in tickets.of_event(db, slug):
        if one.number == number:
            return one
    raise InputError(
        f"cet évènement n’a pas de billet {number}.", remedy=f"comptoir évènement billets {slug}"
    )


def admit(ctx: Context, slug: str, codes: Sequence[str]) -> Admitted:
    """Read tickets at the door: each enters once.

    Raises:
        RefusedError: the show is not held today.
    """
    today, event = ctx.act_on(), named(ctx, slug)
    if not event.day <= today <= event.meta.last_day():
        raise RefusedError(
            f"cet évènement n’a pas lieu aujourd’hui, mais le {french_date(event.day)}."
        )
    entered: list[Ticket] = []
    refused: list[str] = []
    with begin(ctx, act="event.admit") as tx:
        for said in codes:
            try:
                one = tickets.by_code(tx.db, pure.read_code(said))
                pure.check_usable(one, slug)
            except ComptoirError as error:
                refused.append(error.faults[0].found)
                continue
            tickets.settle(tx, one, State.USED)
            _attended(tx, one)
            entered.append(one)
    return Admitted(entered=tuple(entered), refused=tuple(refused))


def _attended(tx: Transaction, one: Ticket) -> None:
    if one.registration:
        held = events.by_reference(tx.db, one.registration)
        if held.state is Registered.REGISTERED:
            events.change(tx, held, state=Registered.ATTENDED)


def sold(ctx: Context, slug: str) -> tuple[list[Ticket], list[Share]]:
    """Return the tickets of an event, and its statement of receipts."""
    named(ctx, slug)
    with reading(ctx) as db:
        found = tickets.of_event(db, slug)
    return found, pure.statement(found)


def printed(ctx: Context, slug: str, numbers: Sequence[int] = ()) -> Path:
    """Print tickets, four a page, each with the part that the door keeps.

    Raises:
        RefusedError: there is none to print.
    """
    event, project = named(ctx, slug), load(ctx)
    wanted = set(numbers)
    found = [one for one in sold(ctx, slug)[0]
             if one.state is State.VALID and (not wanted or one.number in wanted)]  # fmt: skip
    if not found:
        raise RefusedError("il n’y a pas de billet valable à imprimer.")
    meta, organisation = event.meta, project.organisation
    data = {
        "title": f"Billets, {meta.title}",
        "letterhead": letterhead(organisation, project.site, specimen=ctx.demonstration),
        "house": organisation.name,
        "identity": f"SIRET {organisation.siret}" if organisation.siret else "",
        "event": meta.title,
        "when": f"{french_date(event.day, weekday=True)}, {meta.starts:%H\u00a0h\u00a0%M}",
        "place": ", ".join(part for part in (meta.place, meta.address) if part),
        "tickets": [
            {
                "number": one.label, "code": one.code, "category": one.category,
                "price": french_amount(one.price) + " TTC" if one.price > ZERO else "gratuit",
                "svg": qr_svg(one.code),
            }
            for one in found
        ],
    }  # fmt: skip
    folders = resources.theme_folders(ctx.root)
    pdf = compile_pdf("print/ticket.typ", data, folders=folders, timestamp=ctx.now())
    return write_private(export_path(ctx, f"billets-{slug}", ".pdf"), pdf)
