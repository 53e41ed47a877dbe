"""`comptoir due`, and what `comptoir` alone prints."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from comptoir.cli.kit import emit, option, pass_context, say, solo
from comptoir.context import Context
from comptoir.dates import french_date, short_date

if TYPE_CHECKING:
    from comptoir.desk.due import Task

USUAL = (
    ("comptoir vérifier", "relire les pages : loi et qualité"),
    ("comptoir site construire", "construire le site"),
    ("comptoir contact chercher NOM", "trouver un contact"),
    ("comptoir campagne préparer NOM", "préparer un envoi"),
    ("comptoir règlement enregistrer", "enregistrer un encaissement"),
    ("comptoir échéances", "voir tout ce qui est à faire"),
)


@solo()
@option("--within", "--sous", type=int, default=30, metavar="JOURS", help="Voir aussi loin.")
@pass_context
def command(ctx: Context, within: int) -> None:
    """Montrer ce qui est à faire, du plus pressé au plus lointain."""
    from comptoir.desk import due

    tasks = due.due(ctx, within=within)
    emit({"today": ctx.today, "due": tasks}, "\n".join(_lines(tasks)) or "Rien à faire.")


def show_day(ctx: Context) -> None:
    """Print what is due today and the six usual commands."""
    from comptoir.desk import due

    say(f"{french_date(ctx.today, weekday=True).capitalize()}")
    tasks = due.due(ctx, within=7)
    say()
    for line in _lines(tasks[:8]) or ["Rien à faire cette semaine."]:
        say(f"  {line}")
    if len(tasks) > 8:
        say(f"  … et {len(tasks) - 8} autres : comptoir échéances")
    say("\nCommandes usuelles (toutes : comptoir --help)")
    width = max(len(name) for name, _ in USUAL)
    for name, purpose in USUAL:
        say(f"  {name.ljust(width)}  {purpose}")


def _lines(tasks: "Sequence[Task]") -> list[str]:
    return [
        f"{short_date(task.on)}  {task.what}" + _more(task.owner, task.command) for task in tasks
    ]


def _more(*told: str) -> str:
    known = ", ".join(one for one in told if one)
    return f" ({known})" if known else ""
