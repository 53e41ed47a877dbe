"""Look at requests: list, one of them, table by motive, export; and at the forms themselves."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comptoir.cli.kit import argument, emit, finish, option, pass_context, table
from comptoir.cli.kit.amounts import shown
from comptoir.cli.kit.invocation import DAY
from comptoir.cli.request.group import command, kind_of, number_argument
from comptoir.context import Context
from comptoir.dates import french_date, short_date
from comptoir.text import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comptoir.desk.requests.lists import Shown
    from comptoir.requests.model import Event, Request
    from comptoir.requests.report import Row

WHAT = {
    "opened": "enregistrée",
    "taken": "prise en charge",
    "assigned": "confiée à",
    "message": "message remis à",
    "interim": "attente dite",
    "answered": "répondue",
    "resumed": "reprise :",
    "escalated": "portée plus loin :",
    "mail": "courrier",
    "closed": "close",
}


@command.command("list")
@option("--open", "--ouvertes", "still_open", is_flag=True, help="Celles qui attendent.")
@option("--late", "--retard", is_flag=True, help="Celles dont le délai promis est passé.")
@option("--mine", "--moi", is_flag=True, help="Celles dont j’ai la charge.")
@option("--kind", "--nature", default="", help="information, complaint ou dispute.")
@pass_context
def list_(ctx: Context, still_open: bool, late: bool, mine: bool, kind: str) -> None:
    """Lister les demandes, les plus pressées d’abord."""
    from comptoir.desk.requests import lists

    found = lists.listing(ctx, still_open=still_open, late=late, mine=mine, kind=kind_of(kind))
    emit({"requests": found}, _table(ctx, found) if found else "Aucune demande.")


def _table(ctx: Context, found: "Sequence[Request]") -> str:
    rows = [
        (
            one.number,
            one.kind.french,
            one.motive,
            one.contact or one.caller[:24],
            one.state.french,
            one.owner,
            _promised(one, ctx.today),
        )
        for one in found
    ]
    return table(("demande", "nature", "motif", "de", "état", "en charge", "promise"), rows)


def _promised(one: "Request", today: date) -> str:
    if one.due_on is None:
        return ""
    day = short_date(one.due_on)
    if one.late(today):
        return f"{day} (retard {(today - one.due_on).days} j)"
    return day if one.kept is None else f"{day} ({'tenue' if one.kept else 'manquée'})"


@command.command("show")
@number_argument
@pass_context
def show(ctx: Context, number: str) -> None:
    """Montrer une demande et tout ce qui lui est arrivé."""
    from comptoir.desk.requests import lists

    found = lists.show(ctx, number)
    emit(found, "\n".join(_shown(ctx, found)))


def _shown(ctx: Context, found: "Shown") -> Iterator[str]:
    one = found.request
    yield f"{one.number}  {one.kind.french}, {one.state.french}"
    yield ""
    told = [
        ("reçue", f"{french_date(one.received_on)}, par {one.channel.french} ({one.agent})"),
        ("de", " ".join(filter(None, (one.contact, found.name, one.caller)))),
        ("motif", found.motive),
        ("demande", one.demand),
        (
            "besoin",
            one.need + {True: " (confirmé)", False: " (non confirmé)", None: ""}[one.confirmed]
            if one.need
            else "",
        ),
        ("en charge", found.owner),
        ("promesse", _promise(found)),
        ("facture", one.invoice),
        ("étape", one.stage.french if one.kind.value == "dispute" or one.stage.value else ""),
        ("faits", one.outcome.facts),
        ("faute", one.outcome.responsibility.french if one.outcome.responsibility else ""),
        ("réparation", _remedy(found)),
        ("réponse", one.answer.split("\n\n-- ")[0] if one.answer else ""),
        ("classée", f"var/{one.answer_path}" if one.answer_path else ""),
        ("issue", one.conclusion),
    ]
    for label, value in told:
        if value:
            first, *rest = value.splitlines()
            yield f"{label.ljust(11)} {first}"
            yield from (f"{' ' * 12}{line}".rstrip() for line in rest)
    if found.answers:
        yield ""
        yield table(
            ("question", "réponse"), [(q, a.splitlines()[0]) for q, a in found.answers if a]
        )
    yield ""
    yield from (_event(ctx, one) for one in found.events)


def _promise(found: "Shown") -> str:
    one = found.request
    if one.due_on is None:
        return ""
    said = f"réponse pour le {french_date(one.due_on)}"
    if one.promised_days:
        said += f" ({plural(one.promised_days, 'jour ouvré', 'jours ouvrés')})"
    if one.answered_on and found.days_taken is not None:
        taken = f"en {plural(found.days_taken, 'jour ouvré', 'jours ouvrés')}"
        taken = taken if found.days_taken else "le jour même"
        said += f" ; répondue le {french_date(one.answered_on)}, {taken} : "
        return said + ("tenue" if one.kept else "manquée")
    return said + (" : en retard" if found.late else "")


def _remedy(found: "Shown") -> str:
    outcome = found.request.outcome
    said = outcome.remedy
    if said and outcome.remedy_on:
        said += f", au plus tard le {french_date(outcome.remedy_on)}"
    return f"{said} ({outcome.document})" if outcome.document else said


def _event(ctx: Context, one: "Event") -> str:
    from comptoir.requests.model import Channel

    detail = Channel(one.detail).french if one.detail in list(Channel) else one.detail
    by = "par " if detail != one.detail else ""
    what = f"{WHAT.get(one.what, one.what)} {by}{detail}".strip()
    return f"{ctx.local(one.at):%d/%m/%Y %H:%M}  {one.login}  {what}"


@command.command("report")
@option("--kind", "--nature", default="", help="information, complaint ou dispute.")
@option("--since", "--depuis", type=DAY, default=None, help="Reçues depuis ce jour.")
@option("--until", "--jusqu-au", type=DAY, default=None, help="Reçues jusqu’à ce jour.")
@pass_context
def report(ctx: Context, kind: str, since: date | None, until: date | None) -> None:
    """Compter les demandes par motif : délais, retards, promesses tenues."""
    from comptoir.desk.requests import lists

    rows = lists.report(ctx, since=since, until=until, kind=kind_of(kind))
    emit({"rows": rows}, _report(rows) if rows else "Aucune demande.")


def _report(rows: "Sequence[Row]") -> str:
    cells = [
        (
            one.kind.french if one.kind else "Total",
            one.motive,
            one.count,
            one.open,
            one.late,
            one.answered,
            "" if one.days is None else str(one.days).replace(".", ","),
            f"{one.kept}/{one.promised}" if one.promised else "",
        )
        for one in rows
    ]
    headers = (
        "nature",
        "motif",
        "reçues",
        "ouvertes",
        "en retard",
        "répondues",
        "jours ouvrés",
        "tenues",
    )
    return table(headers, cells, right=(2, 3, 4, 5, 6, 7))


@command.command("export")
@option("--form", "--formulaire", default="accueil", help="Formulaire dont on veut les réponses.")
@option("--purpose", "--motif", default="", help="Pourquoi ces données sortent de la base.")
@option("--to", "--pour", multiple=True, metavar="CLÉ", help="Chiffrer pour cette clé age.")
@option(
    "--out",
    "--sortie",
    type=click.Path(path_type=Path),
    default=None,
    help="Ailleurs que dans var/exports.",
)
@option("--plain", "--en-clair", default="", help="Pourquoi il sort lisible de var/.")
@pass_context
def export(
    ctx: Context, form: str, purpose: str, to: tuple[str, ...], out: Path | None, plain: str
) -> None:
    """Exporter en CSV les réponses d’un formulaire, une ligne par demande."""
    from comptoir.desk.leaving import Leaving
    from comptoir.desk.requests import lists

    leaving = Leaving(to=to, out=out, plain=plain)
    made = lists.export(ctx, form, purpose=purpose, leaving=leaving)
    emit(made, f"{made.path} : {plural(made.rows, 'demande')}")


@command.command("check")
@argument("form", label="formulaire", required=False, default="")
@pass_context
def check(ctx: Context, form: str) -> None:
    """Vérifier les formulaires : ils commencent ouverts et finissent par une reformulation."""
    from comptoir.desk.requests import forms

    judged = forms.judge(ctx, form)
    lines: list[str] = []
    for one in judged:
        lines.append(
            f"{one.name} : {plural(one.questions, 'question')}"
            + ("" if one.advice else ", rien à redire.")
        )
        for told in one.advice:
            where = f"« {told.question} » : " if told.question else ""
            lines += [f"  ✗ {where}{told.found}", f"    → {told.remedy}"]
    emit({"forms": judged}, "\n".join(lines) or "Aucun formulaire dans contacts/forms/.")
    if any(one.advice for one in judged):
        finish(1)


@command.command("guide")
@argument("form", label="formulaire", required=False, default="accueil")
@pass_context
def guide(ctx: Context, form: str) -> None:
    """Imprimer un formulaire, à remplir à la main au guichet (PDF)."""
    from comptoir.desk.requests import forms

    path = forms.print_guide(ctx, form)
    emit({"path": path}, shown(ctx, path))
