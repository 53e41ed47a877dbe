"""`comptoir reminder`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from comptoir.cli.kit import argument, emit, finish, noun, option, pass_context, table
from comptoir.cli.kit.amounts import euros, shown
from comptoir.context import Context
from comptoir.text import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comptoir.desk.reminder_runs import Sent
    from comptoir.desk.reminders import Plan

LEVELS = {0: "", 1: "relance 1", 2: "relance 2", 3: "mise en demeure"}
CHANNELS = {"email": "courriel", "letter": "lettre", "": ""}


@noun()
def command() -> None:
    """Relancer les factures impayées."""


@command.command("plan")
@pass_context
def plan(ctx: Context) -> None:
    """Montrer les factures en retard et la relance qui vient.

    Quand aucune ne part aujourd’hui, le tableau dit pourquoi.
    Les délais se règlent dans comptoir.toml, [reminders] : after = [10, 30, 60], between = 10.
    """
    from comptoir.desk import reminders

    found = reminders.plan(ctx)
    data = {"overdue": found.overdue, "not_due": found.not_due}
    emit(data, "\n".join(_planned(found)))


def _planned(found: "Plan") -> Iterator[str]:
    from comptoir.dates import short_date

    if not found.overdue:
        yield "Aucune facture n’est en retard."
    else:
        rows = [
            (
                one.invoice,
                one.contact,
                short_date(one.due_on),
                f"{one.days_late} j",
                euros(one.amount_due),
                LEVELS[one.level],
                CHANNELS[one.channel] or f"non : {one.waits}",
            )
            for one in found.overdue
        ]
        headers = ("facture", "client", "échéance", "retard", "reste", "niveau", "aujourd’hui")
        yield table(headers, rows, right=(3, 4))
    if found.not_due:
        yield f"Pas encore à échéance : {plural(found.not_due, 'facture')}."
    if found.ready:
        yield f"{plural(len(found.ready), 'relance')} à faire partir : comptoir relance lancer"


@command.command("run")
@pass_context
def run(ctx: Context) -> None:
    """Faire partir les relances du jour, chacune une fois.

    Un courriel avec la facture quand le client a une adresse, sinon une lettre en PDF ; la mise en
    demeure est toujours une lettre.
    """
    from comptoir.desk import reminder_runs

    sent = reminder_runs.run(ctx)
    emit({"reminders": sent}, "\n".join(_sent(ctx, sent)) or "Aucune relance à faire partir.")
    if any(one.trouble for one in sent):
        finish(4)


def _sent(ctx: Context, sent: "Sequence[Sent]") -> Iterator[str]:
    for one in sent:
        head = f"{one.invoice} ({one.contact}), {LEVELS[one.level]} par {CHANNELS[one.channel]}"
        if one.trouble:
            yield f"{head} : pas partie. {one.trouble}"
            continue
        yield f"{head} : {shown(ctx, one.path) if one.path else 'envoyée'}"
        if one.level == 3:
            yield "  à relire, à signer, et à poster en recommandé avec avis de réception"
        if one.invoice_pdf:
            yield f"  à joindre : {shown(ctx, one.invoice_pdf)}"


@command.command("hold")
@argument("invoice", label="facture")
@option("--note", default="", help="Pourquoi : un litige, un délai accordé.")
@pass_context
def hold(ctx: Context, invoice: str, note: str) -> None:
    """Suspendre les relances d’une facture : litige, délai accordé."""
    from comptoir.desk import reminders

    number = reminders.hold(ctx, invoice, note=note)
    emit({"invoice": number, "note": note}, f"{number} ne sera plus relancée.")


@command.command("resume")
@argument("invoice", label="facture")
@pass_context
def resume(ctx: Context, invoice: str) -> None:
    """Reprendre les relances d’une facture."""
    from comptoir.desk import reminders

    number = reminders.resume(ctx, invoice)
    emit({"invoice": number}, f"Les relances de {number} reprennent.")
