"""The load of a week: deliveries, appointments, tasks, cheques and the hours of carriers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from comptoir.context import Context
from comptoir.desk import partners
from comptoir.desk.appointments.booking import SETTINGS, house
from comptoir.desk.due.task import Task
from comptoir.desk.logistics import planning
from comptoir.desk.logistics.planning import ToDeliver
from comptoir.desk.project import load
from comptoir.desk.sheets import export_path, write_csv
from comptoir.money import ZERO
from comptoir.store import appointments, cheques, reading
from comptoir.store.appointments import State
from comptoir.store.doors import has_base

HEADER = ("jour", "sorte", "quoi", "qui", "commande ou heure limite", "livraisons", "colis",
          "rendez-vous", "tâches", "chèques", "montant des chèques")  # fmt: skip
BLANK = ("",) * 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What a day holds."""

    on: date
    works: bool  # the house is open for work
    deliveries: tuple[ToDeliver, ...]
    appointments: int
    tasks: int  # of the list of what is due, all together
    cheques: int
    cheques_amount: Decimal
    cut_offs: tuple[str, ...]  # « 16 h 00, Messageries »

    @property
    def parcels(self) -> int:
        return sum(one.parcels for one in self.deliveries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    days: tuple[Day, ...]
    late: tuple[ToDeliver, ...]  # before the week and still to deliver
    undated: tuple[ToDeliver, ...]  # nobody said when


def week(ctx: Context, first: date, tasks: Sequence[Task]) -> Week:
    """Return the load of the seven days from a Monday on."""
    days = [first + timedelta(days=n) for n in range(7)]
    based = has_base(ctx)
    orders = planning.to_deliver(ctx) if based else []
    met = _appointments(ctx, first) if based else {}
    held = _cheques(ctx, first) if based else {}
    hours = {one.name: one.cut_off for one in partners.known(ctx) if one.cut_off}
    working = load(ctx).organisation.working_days
    made = []
    for day in days:
        mine = tuple(one for one in orders if one.promised_on == day)
        amounts = held.get(day, [])
        names = sorted({one.carrier for one in mine if one.carrier in hours})
        made.append(
            Day(
                on=day, works=working.works(day), deliveries=mine, appointments=met.get(day, 0),
                tasks=sum(1 for task in tasks if task.on == day), cheques=len(amounts),
                cheques_amount=sum(amounts, ZERO),
                cut_offs=tuple(f"{hours[name]:%H h %M}, {name}" for name in names),
            )
        )  # fmt: skip
    limit = max(first, min(ctx.today, days[-1]))
    late = tuple(one for one in orders if one.promised_on and one.promised_on < limit)
    undated = tuple(one for one in orders if one.promised_on is None)
    return Week(days=tuple(made), late=late, undated=undated)


def _appointments(ctx: Context, first: date) -> dict[date, int]:
    if not (ctx.root / SETTINGS).is_file():
        return {}
    here = house(ctx)
    start = here.instant(datetime.combine(first, time()))
    with reading(ctx) as db:
        found = appointments.between(
            db, start, start + timedelta(days=7), states=(State.BOOKED.value,)
        )
    counts: dict[date, int] = {}
    for one in found:
        day = here.local(one.starts).date()
        counts[day] = counts.get(day, 0) + 1
    return counts


def _cheques(ctx: Context, first: date) -> dict[date, list[Decimal]]:
    """Return the cheques to take to the bank, by day; those in hand go on the first day to come."""
    with reading(ctx) as db:
        held = cheques.in_hand(db)
    soonest = max(first, ctx.today)
    found: dict[date, list[Decimal]] = {}
    for one in held:
        found.setdefault(max(one.cheque.planned_on, soonest), []).append(one.cheque.amount)
    return found


def write(ctx: Context, tasks: Sequence[Task], loaded: Week | None) -> Path:
    """Write the tasks as a table for a spreadsheet, and before them the load of each day."""
    rows: list[tuple[object, ...]] = []
    for day in loaded.days if loaded else ():
        rows.append(
            (day.on, "charge", "", "", "; ".join(day.cut_offs), len(day.deliveries), day.parcels,
             day.appointments, day.tasks, day.cheques, f"{day.cheques_amount:f}".replace(".", ","))
        )  # fmt: skip
    for one in loaded.late if loaded else ():
        what = f"{one.order} : {', '.join(one.left)}"
        command = f"comptoir livraison nouveau {one.order}"
        rows.append((one.promised_on, "en retard", what, one.customer, command, *BLANK))
    rows += [(task.on, "tâche", task.what, task.owner, task.command, *BLANK) for task in tasks]
    return write_csv(export_path(ctx, "echeances", ".csv"), HEADER, rows)
