"""Verbs of `comptoir event` that prepare, register, hold and reckon."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comptoir.cli.event.group import command
from comptoir.cli.kit import argument, emit, finish, option, pass_context, table
from comptoir.cli.kit.amounts import AMOUNT, euros, shown
from comptoir.context import Context
from comptoir.dates import short_date
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.desk.events.audience import Invitation
    from comptoir.desk.events.planning import Line, Step
    from comptoir.desk.events.reporting import Report
    from comptoir.store.events import Registration

FILE = click.Path(path_type=Path)
STATES = {"registered": "inscrit", "waiting": "liste d’attente", "cancelled": "annulé",
          "attended": "venu", "missed": "pas venu"}  # fmt: skip


@command.command("list")
@pass_context
def list_(ctx: Context) -> None:
    """Lister les évènements de l’agenda, et leurs places."""
    from comptoir.desk.events import planning
    from comptoir.store import events, reading

    found = planning.known(ctx)
    with reading(ctx) as db:
        taken = {one.slug: events.taken(db, one.slug) for one in found}
    data = [{"slug": one.slug, "title": one.meta.title, "on": one.day, "seats": taken[one.slug],
             "capacity": one.meta.capacity} for one in found]  # fmt: skip
    rows = [
        (one.slug, short_date(one.day), _seats(taken[one.slug], one.meta.capacity), one.meta.title)
        for one in found
    ]
    headers = ("évènement", "jour", "places", "titre")
    emit(data, table(headers, rows, right=(2,)) if rows else "L’agenda est vide.")


def _seats(taken: int, capacity: int | None) -> str:
    return f"{taken} / {capacity}" if capacity else str(taken)


@command.command("plan")
@argument("event", label="évènement")
@pass_context
def plan(ctx: Context, event: str) -> None:
    """Montrer le rétroplanning d’un évènement ; il s’écrit dans contacts/events/."""
    from comptoir.desk.events import audience, planning

    one = planning.named(ctx, event)
    steps, invitation = planning.steps(ctx, one), audience.invitation(ctx, one)
    said = [f"Invitation : {_invited(invitation)}", ""] if invitation else []
    said.append(_plan(ctx, steps) or f"Rien n’est prévu : écrivez contacts/events/{event}.toml")
    emit(steps, "\n".join(said))


def _invited(one: "Invitation") -> str:
    """Whom the invitation is for, then what it did."""
    if not one.sent:
        return (
            f"« {one.title} », segment {one.segment} : {plural(one.people, 'contact')}, pas partie"
        )
    sent = plural(one.sent, "personne")
    return f"« {one.title} », partie à {sent}, dont {plural(one.registered, 'inscrite')}"


def _plan(ctx: Context, steps: "list[Step]") -> str:
    rows = [
        (short_date(step.on), step.what, step.owner,
         f"fait le {short_date(step.done_on)}" if step.done_on
         else "EN RETARD" if step.on < ctx.today else "", step.name)
        for step in steps
    ]  # fmt: skip
    return table(("pour le", "tâche", "qui", "", "nom"), rows) if rows else ""


@command.command("done")
@argument("event", label="évènement")
@argument("task", label="tâche")
@pass_context
def done(ctx: Context, event: str, task: str) -> None:
    """Dire qu’une tâche du rétroplanning est faite."""
    from comptoir.desk.events import planning

    step = planning.finish(ctx, event, task)
    emit(step, f"Fait : {step.what}")


@command.command("enrol")
@argument("event", label="évènement")
@argument("contact", label="contact")
@option("--seats", "--places", type=int, default=1, show_default=True, help="Combien de places.")
@pass_context
def enrol(ctx: Context, event: str, contact: str, seats: int) -> None:
    """Inscrire quelqu’un ; sur la liste d’attente quand c’est complet."""
    from comptoir.desk.events import registering

    one = registering.register(ctx, event, contact, seats=seats)
    emit(
        one,
        f"{one.reference} : {one.contact}, {plural(one.seats, 'place')}, {STATES[one.state.value]}",
    )


@command.command("cancel")
@argument("reference", label="inscription")
@pass_context
def cancel(ctx: Context, reference: str) -> None:
    """Annuler une inscription ; la place va à qui attend depuis le plus longtemps."""
    from comptoir.desk.events import registering

    one, moved = registering.cancel(ctx, reference)
    said = [f"{one.reference} est annulée."]
    said += [
        f"{each.reference} ({each.contact}) quitte la liste d’attente : prévenez." for each in moved
    ]
    emit({"cancelled": one, "registered": moved}, "\n".join(said))


@command.command("import")
@argument("event", label="évènement")
@argument("file", label="fichier", type=FILE)
@pass_context
def import_(ctx: Context, event: str, file: Path) -> None:
    """Prendre les inscriptions d’un tableur : une colonne contact ou email, et places.

    Reprendre le même fichier ne change rien. Sort avec 1 s’il y a des rejets.
    """
    from comptoir.desk.events import registering

    got = registering.from_file(ctx, event, file)
    new = f"{plural(got.new, 'nouvelle')} (dont {got.waiting} en attente)"
    rejected = plural(len(got.rejected), "rejetée")
    said = f"{plural(got.read, 'ligne')} = {new} + {got.same} déjà là + {rejected}."
    emit(got, "\n".join((said, *got.rejected)))
    finish(1 if got.rejected else 0)


@command.command("show")
@argument("event", label="évènement")
@pass_context
def show(ctx: Context, event: str) -> None:
    """Lister les inscriptions d’un évènement, dans l’ordre où elles sont venues."""
    from comptoir.desk.events import registering

    found = registering.listed(ctx, event)
    emit(found, _shown(found) or "Personne n’est inscrit.")


def _shown(found: "list[Registration]") -> str:
    rows = [(one.reference, one.contact, str(one.seats), STATES[one.state.value]) for one in found]
    return table(("inscription", "contact", "places", "état"), rows, right=(2,)) if rows else ""


@command.command("sheet")
@argument("event", label="évènement")
@pass_context
def sheet(ctx: Context, event: str) -> None:
    """Imprimer la feuille d’émargement (PDF)."""
    from comptoir.desk.events import reporting

    path = reporting.attendance_sheet(ctx, event)
    emit({"path": shown(ctx, path)}, shown(ctx, path))


@command.command("attend")
@argument("event", label="évènement")
@click.argument("contacts", nargs=-1, metavar="[CONTACT]…")
@option("--others-missed", "--autres-absents", "missed", is_flag=True,
        help="Les autres inscrits ne sont pas venus.")  # fmt: skip
@pass_context
def attend(ctx: Context, event: str, contacts: tuple[str, ...], missed: bool) -> None:
    """Relever la feuille d’émargement : qui est venu, inscrit ou non."""
    from comptoir.desk.events import registering

    came, absent = registering.attend(ctx, event, contacts, all_others_missed=missed)
    said = plural(came, "personne venue", "personnes venues")
    emit({"attended": came, "missed": absent}, f"{said}, {plural(absent, 'absente')}.")


@command.command("spend")
@argument("event", label="évènement")
@click.argument("amount", type=AMOUNT, required=False, default=None, metavar="[MONTANT]")
@option("--line", "--ligne", default="", help="Ligne du budget ; vide : imprévu.")
@option("--what", "--objet", default="", help="Ce que c’est.")
@option(
    "--voucher",
    "--pièce",
    default="",
    metavar="NUMÉRO",
    help="Achat, facture, écriture : son montant en vient.",
)
@pass_context
def spend(
    ctx: Context, event: str, amount: Decimal | None, line: str, what: str, voucher: str
) -> None:
    """Compter une dépense ou une recette d’un évènement, pour son bilan.

    Avec --pièce et sans montant, il est lu dans le journal : les charges ou les produits de la
    pièce. Avec un montant, c’est la part de l’évènement.
    """
    from comptoir.desk.events import planning

    taken = planning.spend(ctx, event, line, amount, what=what, voucher=voucher)
    said = f"{euros(taken)} noté{' sur ' + line if line else ''}"
    source = f", lu dans le journal ({voucher})" if amount is None else ""
    emit({"event": event, "amount": taken, "voucher": voucher}, f"{said}{source}.")


@command.command("segments")
@argument("event", label="évènement")
@pass_context
def segments(ctx: Context, event: str) -> None:
    """Écrire les segments d’un évènement : venus, absents, venus sans don, invités à relancer."""
    from comptoir.desk.events import audience

    found = audience.left(ctx, event)
    rows = [(one.name, one.people, one.title, "écrit" if one.new else "") for one in found]
    emit(found, table(("segment", "contacts", "qui", ""), rows, right=(1,)))


@command.command("report")
@argument("event", label="évènement")
@pass_context
def report(ctx: Context, event: str) -> None:
    """Faire le bilan : venus, coût par personne, nouveaux contacts, dons qui ont suivi."""
    from comptoir.desk.events import reporting

    told = reporting.report(ctx, event)
    emit(told, "\n".join(_reported(told)))


def _reported(told: "Report") -> Iterator[str]:
    yield f"{told.title}, {told.on}"
    if told.invitation:
        yield f"  invités           {_invited(told.invitation)}"
    yield f"  inscrits          {_seats(told.registered, told.capacity)}, {told.waiting} en attente"
    yield f"  venus             {told.attended}, {plural(told.missed, 'absent')}"
    yield f"  nouveaux contacts {told.new_contacts}"
    yield f"  dons ensuite      {told.gifts} : {euros(told.gifts_amount)}"
    if told.tickets:
        yield f"  billets           {told.tickets} : {euros(told.takings)}"
    if told.lines:
        yield ""
        yield _budget(told.lines)
    yield f"Dépensé {euros(told.spent)}, reçu {euros(told.received)}"
    if told.cost_per_attendee is not None:
        yield f"Coût par personne venue : {euros(told.cost_per_attendee)}"


def _budget(lines: "tuple[Line, ...]") -> str:
    rows = [
        (one.what, "recette" if one.income else "dépense", euros(one.planned), euros(one.actual),
         euros(one.actual - one.planned))
        for one in lines
    ]  # fmt: skip
    return table(("budget", "", "prévu", "réel", "écart"), rows, right=(2, 3, 4))
