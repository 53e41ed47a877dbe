"""`comptoir appointment`."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from comptoir.cli.kit import argument, emit, noun, option, pass_context, table
from comptoir.cli.kit.invocation import DAY
from comptoir.context import Context
from comptoir.dates import french_date, parse_date
from comptoir.errors import InputError
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.agenda.slots import Slot
    from comptoir.store.appointments import Appointment

FILE = click.Path(path_type=Path)
STATES = {"booked": "à venir", "kept": "venu", "missed": "pas venu", "cancelled": "annulé",
          "busy": "occupé"}  # fmt: skip
CHANNELS = {"email": "courriel envoyé", "phone": "à appeler : pas de courriel permis",
            "": "aucun canal permis"}  # fmt: skip


class MomentType(click.ParamType[datetime]):
    """A day and an hour: `2026-12-01 14:30`, `1/12/2026 14h30`."""

    name = "moment"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        if isinstance(value, datetime):
            return value
        found = re.fullmatch(r"\s*(\S+)[ T]+(\d{1,2})\s*[:hH]\s*(\d{2})?\s*", str(value))
        try:
            if not found:
                raise ValueError
            day = parse_date(found[1])
            return datetime(day.year, day.month, day.day, int(found[2]), int(found[3] or 0))
        except (ValueError, InputError):
            self.fail(f"« {value} » : un jour et une heure sont attendus, comme 2026-12-01 14:30",
                      param, ctx)  # fmt: skip


MOMENT = MomentType()
_at = option("--at", "--à", "at", type=MOMENT, required=True, metavar="JOUR HEURE",
             help="Quand : 2026-12-01 14:30.")  # fmt: skip
_outside = option("--outside", "--hors-heures", is_flag=True,
                  help="Hors des heures de rendez-vous, exprès.")  # fmt: skip
_first = option("--from", "--du", "first", type=DAY, default=None, metavar="AAAA-MM-JJ",
                help="À partir de ce jour ; aujourd’hui par défaut.")  # fmt: skip
_days = option("--days", "--jours", type=click.IntRange(1, 366), default=14, show_default=True,
               help="Sur combien de jours.")  # fmt: skip
_agent = option("--agent", "--avec", default="", metavar="QUI", help="Avec qui : son identifiant.")


@noun()
def command() -> None:
    """Prendre les rendez-vous, les rappeler la veille, les échanger avec un agenda."""


@command.command("free")
@_first
@_days
@_agent
@pass_context
def free(ctx: Context, first: date | None, days: int, agent: str) -> None:
    """Montrer les heures libres."""
    from comptoir.desk.appointments import booking

    found = booking.free_slots(ctx, first=first or ctx.today, days=days, agent=agent)
    emit(found, _free(found) or "Aucune heure n’est libre.")


def _free(found: "list[Slot]") -> str:
    days: dict[tuple[date, str, str], list[str]] = {}
    for slot in found:
        key = (slot.starts.date(), slot.agent, slot.room)
        days.setdefault(key, []).append(f"{slot.starts:%H:%M}")
    rows = [(french_date(day, weekday=True), agent, room, "  ".join(hours))
            for (day, agent, room), hours in days.items()]  # fmt: skip
    return table(("jour", "avec", "salle", "heures libres"), rows) if rows else ""


@command.command("new")
@argument("contact", label="contact")
@_at
@_agent
@option("--room", "--salle", default="", metavar="SALLE", help="Dans quelle salle.")
@option("--minutes", type=click.IntRange(5, 480), default=None, help="Sa durée, hors des heures.")
@option("--subject", "--objet", default="", help="À quel sujet.")
@option("--request", "--demande", default="", metavar="DEM-…", help="La demande dont il vient.")
@_outside
@pass_context
def new(
    ctx: Context, contact: str, at: datetime, agent: str, room: str, minutes: int | None,
    subject: str, request: str, outside: bool,
) -> None:  # fmt: skip
    """Prendre un rendez-vous."""
    from comptoir.desk.appointments import booking

    one = booking.book(ctx, booking.Booking(
        contact=contact, at=at, agent=agent, room=room, minutes=minutes or 0, subject=subject,
        request=request, outside=outside,
    ))  # fmt: skip
    emit(
        one,
        f"{one.reference} : {_said(at)}, avec {one.agent}" + (f", {one.room}" if one.room else ""),
    )


def _said(at: datetime) -> str:
    return f"{french_date(at.date(), weekday=True)} à {at:%H:%M}"


@command.command("move")
@argument("reference", label="rendez-vous")
@_at
@_outside
@pass_context
def move(ctx: Context, reference: str, at: datetime, outside: bool) -> None:
    """Donner une autre heure à un rendez-vous."""
    from comptoir.desk.appointments import booking

    one = booking.move(ctx, reference, at, outside=outside)
    emit(one, f"{one.reference} : {_said(at)}, avec {one.agent}")


@command.command("cancel")
@argument("reference", label="rendez-vous")
@pass_context
def cancel(ctx: Context, reference: str) -> None:
    """Annuler un rendez-vous : son heure redevient libre."""
    from comptoir.desk.appointments import booking
    from comptoir.store.appointments import State

    one = booking.close(ctx, reference, State.CANCELLED)
    emit(one, f"{one.reference} est annulé.")


@command.command("close")
@argument("reference", label="rendez-vous")
@option("--missed", "--absent", is_flag=True, help="La personne n’est pas venue.")
@pass_context
def close(ctx: Context, reference: str, missed: bool) -> None:
    """Dire que la personne est venue, ou non."""
    from comptoir.desk.appointments import booking
    from comptoir.store.appointments import State

    one = booking.close(ctx, reference, State.MISSED if missed else State.KEPT)
    emit(one, f"{one.reference} : {STATES[one.state.value]}.")


@command.command("list")
@_first
@_days
@_agent
@option("--all", "--tout", "everything", is_flag=True, help="Les annulés et les manqués aussi.")
@pass_context
def list_(ctx: Context, first: date | None, days: int, agent: str, everything: bool) -> None:
    """Lister les rendez-vous, les plus proches d’abord."""
    from comptoir.desk.appointments import booking

    found = booking.listed(
        ctx, first=first or ctx.today, days=days, agent=agent, everything=everything
    )
    emit([one for _, one in found], _table(found) or "Aucun rendez-vous.")


def _table(found: "list[tuple[Slot, Appointment]]") -> str:
    rows = [
        (one.reference, f"{slot.starts:%d/%m/%Y %H:%M}–{slot.ends:%H:%M}", one.contact, one.agent,
         one.room, STATES[one.state.value], one.subject)
        for slot, one in found
    ]  # fmt: skip
    return (
        table(("numéro", "quand", "contact", "avec", "salle", "état", "objet"), rows)
        if rows
        else ""
    )


@command.command("remind")
@pass_context
def remind(ctx: Context) -> None:
    """Rappeler les rendez-vous du prochain jour ouvré, chacun une fois."""
    from comptoir.desk.appointments import reminding

    done = reminding.remind(ctx)
    lines = [
        f"{one.reference} ({one.contact}) : {one.trouble or CHANNELS[one.channel]}" for one in done
    ]
    emit(done, "\n".join(lines) or "Aucun rendez-vous à rappeler.")


@command.command("export")
@_first
@_days
@_agent
@pass_context
def export(ctx: Context, first: date | None, days: int, agent: str) -> None:
    """Écrire les rendez-vous en un calendrier (.ics), sans nom : les numéros suffisent."""
    from comptoir.desk.appointments import calendars

    path = calendars.write(ctx, first=first or ctx.today, days=days, agent=agent)
    shown = path.relative_to(ctx.root)
    emit({"path": str(shown)}, f"{shown}")


@command.command("import")
@argument("file", label="fichier", type=FILE)
@option("--agent", "--avec", required=True, metavar="QUI", help="De qui est ce calendrier.")
@pass_context
def import_(ctx: Context, file: Path, agent: str) -> None:
    """Prendre le calendrier d’une personne : ses heures occupées ne se donnent plus."""
    from comptoir.desk.appointments import calendars

    done = calendars.read(ctx, file, agent=agent)
    said = (
        f"{plural(done.busy, 'heure occupée', 'heures occupées')}, "
        f"{plural(done.moved, 'déplacée', 'déplacées')}, "
        f"{plural(done.freed, 'libérée', 'libérées')}, "
        f"{plural(done.same, 'inchangée', 'inchangées')}."
    )
    emit(done, "\n".join((said, *(f"Laissé : {why}" for why in done.left))))


@command.command("publish")
@pass_context
def publish(ctx: Context) -> None:
    """Écrire les heures libres que le site peut montrer : des heures seules, aucun nom."""
    from comptoir.desk.appointments import publishing

    done = publishing.publish(ctx)
    said = (
        f"{plural(done.hours, 'heure libre', 'heures libres')} jusqu’au {french_date(done.until)}"
    )
    then = (
        f"écrites dans {done.path}. Le site les montre après : comptoir site construire"
        if done.changed
        else f"{done.path} les dit déjà."
    )
    emit(done, f"{said} : {then}")
