"""`comptoir subsidy`."""

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comptoir.cli.kit import argument, emit, noun, option, pass_context, table
from comptoir.cli.kit.amounts import AMOUNT, euros
from comptoir.cli.kit.invocation import DAY
from comptoir.context import Context

if TYPE_CHECKING:
    from datetime import date

    from comptoir.members.subsidies import Story


@noun()
def command() -> None:
    """Suivre les subventions, de la notification au compte rendu.

    Une subvention d’exploitation est un produit dès sa notification ; affectée à une action, ce
    qui n’est pas employé à la clôture se reporte en fonds dédiés (ANC 2018-06).
    """


@command.command("notify")
@option("--from", "--de", "funder", required=True, metavar="ORGANISME", help="Qui l’accorde.")
@option("--about", "--objet", required=True, help="L’action, le bien ou le fonctionnement aidé.")
@option("--amount", "--montant", type=AMOUNT, required=True, metavar="MONTANT", help="Accordé.")
@option("--ends", "--jusqu-au", type=DAY, required=True, metavar="DATE",
        help="Dernier jour de l’action.")  # fmt: skip
@option("--earmarked", "--affectée", is_flag=True, help="Elle ne sert qu’à cette action.")
@option("--investment", "--investissement", is_flag=True, help="Elle paie un bien qui dure.")
@option("--date", "--le", "on", type=DAY, default=None, metavar="DATE",
        help="Jour de la notification ; aujourd’hui par défaut.")  # fmt: skip
@option("--file", "--fichier", "document", default=None, metavar="FICHIER",
        type=click.Path(path_type=Path, dir_okay=False),
        help="La notification ou la convention, à classer.")  # fmt: skip
@pass_context
def notify(
    ctx: Context,
    funder: str,
    about: str,
    amount: Decimal,
    ends: "date",
    earmarked: bool,
    investment: bool,
    on: "date | None",
    document: Path | None,
) -> None:
    """Enregistrer une subvention notifiée."""
    from comptoir.desk import subsidies
    from comptoir.members.subsidies import Sort

    told = subsidies.notify(
        ctx,
        funder=funder,
        about=about,
        sort=Sort.INVESTMENT if investment else Sort.OPERATING,
        amount=amount,
        ends=ends,
        on=on,
        earmarked=earmarked,
        document=document,
    )
    _say(ctx, told)


@command.command("receive")
@argument("number", label="subvention")
@option("--amount", "--montant", type=AMOUNT, required=True, metavar="MONTANT", help="Versé.")
@option("--date", "--le", "on", type=DAY, default=None, metavar="DATE", help="Jour à la banque.")
@pass_context
def receive(ctx: Context, number: str, amount: Decimal, on: "date | None") -> None:
    """Enregistrer un versement reçu en banque."""
    from comptoir.desk import subsidies

    _say(ctx, subsidies.receive(ctx, number, amount=amount, on=on))


@command.command("use")
@argument("number", label="subvention")
@option("--amount", "--montant", type=AMOUNT, required=True, metavar="MONTANT", help="Employé.")
@option("--date", "--le", "on", type=DAY, default=None, metavar="DATE", help="Jour de l’emploi.")
@pass_context
def use(ctx: Context, number: str, amount: Decimal, on: "date | None") -> None:
    """Dire ce qui en a été dépensé ; d’un bien, la part de l’année.

    Ce qui avait été reporté en fonds dédiés est repris d’abord (compte 7894). D’une subvention
    d’investissement, la part va au résultat (compte 747).
    """
    from comptoir.desk import subsidies

    _say(ctx, subsidies.use(ctx, number, amount=amount, on=on))


@command.command("carry")
@argument("number", label="subvention")
@option("--date", "--le", "on", type=DAY, default=None, metavar="DATE",
        help="Dernier jour de l’exercice ; du dernier fini par défaut.")  # fmt: skip
@pass_context
def carry(ctx: Context, number: str, on: "date | None") -> None:
    """Reporter en fonds dédiés ce qui n’est pas employé à la clôture (6894 et 194)."""
    from comptoir.desk import subsidies

    _say(ctx, subsidies.carry(ctx, number, on=on))


@command.command("account")
@argument("number", label="subvention")
@option("--date", "--le", "on", type=DAY, default=None, metavar="DATE", help="Jour de l’envoi.")
@pass_context
def account(ctx: Context, number: str, on: "date | None") -> None:
    """Dire que le compte rendu financier est envoyé (article 10 de la loi 2000-321)."""
    from comptoir.desk import subsidies

    _say(ctx, subsidies.account(ctx, number, on=on))


@command.command("cancel")
@argument("number", label="mouvement")
@pass_context
def cancel(ctx: Context, number: str) -> None:
    """Annuler le dernier mouvement d’une subvention, par l’écriture inverse."""
    from comptoir.desk import subsidies

    gone = subsidies.cancel(ctx, number)
    emit(gone, f"{gone.number} ({gone.step.french}) annulé : {euros(gone.amount)}.")


@command.command("show")
@argument("number", label="subvention")
@pass_context
def show(ctx: Context, number: str) -> None:
    """Montrer une subvention et ce qu’elle est devenue."""
    from comptoir.desk import subsidies

    _say(ctx, subsidies.shown(ctx, number))


@command.command("list")
@pass_context
def list_(ctx: Context) -> None:
    """Lister les subventions : reçu, employé, en fonds dédiés."""
    from comptoir.desk import subsidies
    from comptoir.members.subsidies import Step

    found = subsidies.listing(ctx)
    rows = [
        (
            one.subsidy.number,
            one.subsidy.funder,
            one.subsidy.about,
            euros(one.subsidy.amount),
            euros(one.sum(Step.RECEIVED)),
            euros(one.sum(Step.USED)),
            euros(one.in_funds),
        )
        for one in found
        if one.standing(Step.NOTIFIED)
    ]
    headers = ("numéro", "de", "objet", "accordée", "versée", "employée", "fonds dédiés")
    text = table(headers, rows, right=(3, 4, 5, 6)) if rows else "Aucune subvention."
    month = subsidies.start_month(ctx)
    data = [_data(one, subsidies.account_by(one, month)) for one in found]
    emit({"subsidies": data}, text)


def _say(ctx: Context, told: "Story") -> None:
    from comptoir.desk import subsidies

    by = subsidies.account_by(told, subsidies.start_month(ctx))
    emit(_data(told, by), "\n".join(_lines(told, by)))


def _data(told: "Story", by: "date") -> dict[str, object]:
    from comptoir.members.subsidies import Step

    return {
        "subsidy": told.subsidy,
        "movements": told.movements,
        "received": told.sum(Step.RECEIVED),
        "used": told.sum(Step.USED),
        "in_funds": told.in_funds,
        "to_receive": told.to_receive,
        "to_carry": told.to_carry,
        "account_by": by,
        "accounted_on": told.accounted_on,
    }


def _lines(told: "Story", by: "date") -> list[str]:
    from comptoir.dates import french_date, short_date
    from comptoir.members.subsidies import Step

    made = told.subsidy
    sort = f"subvention d’{'investissement' if made.sort == 'investment' else 'exploitation'}"
    lines = [
        f"{made.number}, {sort}{', affectée' if made.earmarked else ''} : {euros(made.amount)} "
        f"de {made.funder}",
        f"Objet : {made.about}, jusqu’au {french_date(made.ends)}",
    ]
    if made.document:
        lines.append(f"Document classé : {made.document}")
    rows = [
        (
            one.number,
            short_date(one.on),
            one.step.french,
            euros(one.amount),
            f"annulé le {short_date(one.cancelled_on)}" if one.cancelled_on
            else f"dont {euros(one.from_funds)} des fonds dédiés" if one.from_funds
            else "",
        )
        for one in told.movements
    ]  # fmt: skip
    lines.append(table(("mouvement", "date", "", "montant", ""), rows, right=(3,)))
    lines.append(
        f"À recevoir : {euros(told.to_receive)} · employé : {euros(told.sum(Step.USED))}"
        + (f" · en fonds dédiés : {euros(told.in_funds)}" if made.earmarked else "")
    )
    if told.accounted_on:
        lines.append(f"Compte rendu financier envoyé le {french_date(told.accounted_on)}.")
    else:
        lines.append(
            f"Compte rendu financier à envoyer avant le {french_date(by)} (loi 2000-321, art. 10)."
        )
    return lines
