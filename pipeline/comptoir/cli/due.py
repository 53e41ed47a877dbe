"""`comptoir due`, and what `comptoir` alone prints."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import click

from comptoir.cli.kit import emit, finish, option, pass_context, say, solo, table
from comptoir.cli.kit.amounts import euros, shown
from comptoir.context import Context
from comptoir.dates import DAYS as DAYS_OF
from comptoir.dates import french_date, short_date
from comptoir.modules import Module
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.desk.due import Task, Wanted
    from comptoir.desk.logistics.planning import ToDeliver
    from comptoir.desk.logistics.week import Week

PREPARE = "comptoir campagne préparer NOM"
USUAL = (
    ("comptoir vérifier", "relire les pages : loi et qualité"),
    ("comptoir site construire", "construire le site"),
    ("comptoir contact chercher NOM", "trouver un contact"),
    (PREPARE, "préparer un envoi"),
    ("comptoir règlement enregistrer", "enregistrer un encaissement"),
    ("comptoir échéances", "voir tout ce qui est à faire"),
)


class DaysType(click.ParamType[int]):
    """A number of days: 60, 60j, 60d."""

    name = "jours"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        found = re.fullmatch(r"(\d{1,5})\s*[jd]?", value.strip().lower())
        if found is None:
            self.fail(f"« {value} » n’est pas un nombre de jours. Écrivez 60 ou 60j.", param, ctx)
        return int(found[1])


DAYS = DaysType()


@solo()
@option("--within", "--sous", type=DAYS, default=30, metavar="JOURS",
        help="Voir aussi loin : 60, ou 60j.")  # fmt: skip
@option("--late", "--retard", is_flag=True, help="Seulement ce qui est en retard, en tableau.")
@option(
    "--week",
    "--semaine",
    type=int,
    default=0,
    metavar="N",
    help="Seulement la semaine N, avec la charge de chaque jour.",
)
@option("--owner", "--pour", default="", metavar="QUI", help="Seulement ce qui attend quelqu’un.")
@option("--mine", "--moi", is_flag=True, help="Seulement ce qui m’attend.")
@option("--by-person", "--par-personne", is_flag=True, help="Une liste pour chaque personne.")
@option("--csv", "as_csv", is_flag=True, help="Écrire aussi un tableau (var/exports).")
@option("--ics", is_flag=True, help="Écrire aussi un calendrier (var/exports).")
@option("--send", "--envoyer", is_flag=True,
        help="Envoyer à chaque personne sa liste, une fois par semaine.")  # fmt: skip
@option("--again", "--encore", is_flag=True, help="Envoyer, même si c’est déjà fait cette semaine.")
@option("--fail", "--échec", is_flag=True, help="Finir par 1 si quelque chose est en retard.")
@pass_context
def command(
    ctx: Context,
    within: int,
    late: bool,
    week: int,
    owner: str,
    mine: bool,
    by_person: bool,
    as_csv: bool,
    ics: bool,
    send: bool,
    again: bool,
    fail: bool,
) -> None:
    """Montrer ce qui est à faire, du plus pressé au plus lointain.

    Chaque ligne dit pour quand, quoi, qui s’en charge, et la commande qui le règle. Une personne a
    pour nom son identifiant ou son nom de comptoir.toml, [people].
    """
    from comptoir.desk import due

    wanted = _wanted(ctx, within, late=late, week=week, owner=ctx.actor.login if mine else owner)
    tasks = due.chosen(ctx, wanted)
    data: dict[str, object] = {"today": ctx.today, "due": tasks}
    lines = _by_person(tasks) if by_person else [_late(ctx, tasks)] if late else _lines(tasks)
    lines = [one for one in lines if one] or ["Rien en retard." if late else "Rien à faire."]
    loaded = _load(ctx, wanted, tasks) if week else None
    if loaded:
        data["week"] = loaded
        lines = [*_week(ctx, week, loaded), "", *lines]
    if as_csv:
        from comptoir.desk.logistics.week import write

        data["csv"] = written = write(ctx, tasks, loaded)
        lines += ["", f"Tableau : {shown(ctx, written)}"]
    if ics:
        from comptoir.desk.due.sharing import write_calendar

        data["calendar"] = path = write_calendar(ctx, tasks)
        lines += ["", f"Calendrier : {shown(ctx, path)}"]
    if send:
        lines += ["", *_send(ctx, data, again=again)]
    emit(data, "\n".join(lines))
    if fail and any(task.on < ctx.today for task in tasks):
        finish(1)


def _wanted(ctx: Context, within: int, *, late: bool, week: int, owner: str) -> "Wanted":
    from comptoir.desk import due

    first, last = date.min, ctx.today + timedelta(days=within)
    if week:
        first, last = due.week(week, ctx.today)
    if late:
        last = min(last, ctx.today - timedelta(days=1))
    return due.Wanted(first=first, last=last, owner=owner)


def _load(ctx: Context, wanted: "Wanted", tasks: "Sequence[Task]") -> "Week":
    from comptoir.desk.logistics.week import week

    return week(ctx, wanted.first, tasks)


def _week(ctx: Context, number: int, loaded: "Week") -> Iterator[str]:
    first, last = loaded.days[0].on, loaded.days[-1].on
    yield f"Semaine {number}, du {short_date(first)} au {short_date(last)}"
    yield ""
    rows = [
        (
            f"{DAYS_OF[day.on.weekday()]} {day.on:%d/%m}{'' if day.works else ' (non ouvré)'}",
            len(day.deliveries) or "", day.parcels or "", day.appointments or "", day.tasks or "",
            f"{day.cheques} ({euros(day.cheques_amount)})" if day.cheques else "",
            " ; ".join(day.cut_offs),
        )
        for day in loaded.days
    ]  # fmt: skip
    headers = ("jour", "livraisons", "colis", "rendez-vous", "tâches", "chèques", "heures limites")
    yield table(headers, rows, right=(1, 2, 3, 4, 5))
    for title, some in (("Commandes en retard", loaded.late), ("Sans jour promis", loaded.undated)):
        if some:
            yield f"\n{title}"
            yield from (f"  {_undelivered(ctx, one)}" for one in some)


def _undelivered(ctx: Context, one: "ToDeliver") -> str:
    late = f", promise le {short_date(one.promised_on)}" if one.promised_on else ""
    days = f" ({one.late(ctx.today)} j)" if one.late(ctx.today) else ""
    return f"{one.order} ({one.customer}){late}{days} : {', '.join(one.left)}"


def _send(ctx: Context, data: dict[str, object], *, again: bool) -> Iterator[str]:
    from comptoir.desk.due.sharing import send

    told = send(ctx, again=again)
    data["sent"] = told
    for one in told:
        said = one.trouble or (shown(ctx, one.path) if one.path else "envoyé")
        if one.already:
            said = f"déjà envoyé le {one.already:%d/%m/%Y} ; --encore pour l’envoyer de nouveau"
        yield f"{one.login} ({plural(one.tasks, 'tâche')}) : {said}"
    if not told:
        yield "Personne à qui écrire : donnez un email aux personnes de [people], comptoir.toml."


def show_day(ctx: Context) -> None:
    """Print what is due today and the six usual commands."""
    from comptoir.desk import due
    from comptoir.desk.project import load

    say(f"{french_date(ctx.today, weekday=True).capitalize()}")
    tasks = due.due(ctx, within=7)
    say()
    for line in _lines(tasks[:8]) or ["Rien à faire cette semaine."]:
        say(f"  {line}")
    if len(tasks) > 8:
        say(f"  … et {plural(len(tasks) - 8, 'autre')} : comptoir échéances")
    say("\nCommandes usuelles (toutes : comptoir --help)")
    sends = Module.CAMPAIGNS not in load(ctx).organisation.off
    usual = [one for one in USUAL if sends or one[0] != PREPARE]
    width = max(len(name) for name, _ in usual)
    for name, purpose in usual:
        say(f"  {name.ljust(width)}  {purpose}")


def _lines(tasks: "Sequence[Task]") -> list[str]:
    return [
        f"{short_date(task.on)}  {task.what}" + _more(task.owner, task.command) for task in tasks
    ]


def _late(ctx: Context, tasks: "Sequence[Task]") -> str:
    rows = [
        (short_date(one.on), f"{(ctx.today - one.on).days} j", one.owner, one.what, one.command)
        for one in tasks
    ]
    headers = ("pour le", "retard", "qui", "quoi", "commande ou fichier")
    return table(headers, rows, right=(1,)) if rows else ""


def _by_person(tasks: "Sequence[Task]") -> list[str]:
    from comptoir.desk import due

    lines: list[str] = []
    for name in due.owners(tasks):
        mine = [task for task in tasks if task.owner == name]
        lines += [f"{name or 'À confier'} ({plural(len(mine), 'tâche')})"]
        lines += [f"  {short_date(task.on)}  {task.what}{_more(task.command)}" for task in mine]
    return lines


def _more(*told: str) -> str:
    known = ", ".join(one for one in told if one)
    return f" ({known})" if known else ""
