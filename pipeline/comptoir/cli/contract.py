"""`comptoir contract`."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comptoir.cli.kit import argument, emit, noun, option, pass_context, table
from comptoir.cli.kit.amounts import AMOUNT, euros, shown
from comptoir.cli.kit.invocation import DAY
from comptoir.context import Context
from comptoir.dates import short_date

if TYPE_CHECKING:
    from comptoir.desk.agreements.register import Shown

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@noun()
def command() -> None:
    """Tenir le registre des contrats et des conventions."""


@command.command("new")
@argument("kind", label="nature")
@option("--to", "--avec", "party", required=True, metavar="C-…", help="L’autre partie.")
@option("--subject", "--objet", required=True, help="Ce qui est convenu, en une phrase.")
@option("--starts", "--debut", type=DAY, required=True, help="Premier jour.")
@option("--ends", "--fin", type=DAY, default=None, help="Dernier jour ; sans terme sinon.")
@option("--notice", "--preavis", type=click.IntRange(0, 1000), default=0, metavar="JOURS",
        help="Avant la fin.")  # fmt: skip
@option("--renews", "--reconduction", is_flag=True, help="Il se renouvelle de lui-même.")
@option("--amount", "--montant", type=AMOUNT, default=None, help="Pour toute sa durée.")
@option("--at-distance", "--a-distance", is_flag=True, help="Conclu à distance ou à domicile.")
@pass_context
def new(
    ctx: Context,
    kind: str,
    party: str,
    subject: str,
    starts: date,
    ends: date | None,
    notice: int,
    renews: bool,
    amount: Decimal | None,
    at_distance: bool,
) -> None:
    """Inscrire un contrat et dessiner le papier à signer.

    NATURE : vente, prestation, sous-traitance, adhésion, abonnement ; conventions de subvention,
    de stage, de prêt de salle. Elle décide du compte, de la TVA, des mentions, de la rétractation.
    """
    from comptoir.contracts import Contract
    from comptoir.contracts.contract import kind_named
    from comptoir.desk.agreements import register

    asked = Contract(
        number="",
        party=party,
        kind=kind_named(kind),
        subject=subject,
        starts=starts,
        ends=ends,
        notice_days=notice,
        renews=renews,
        amount=amount,
        at_distance=at_distance,
    )
    made = register.new(ctx, asked)
    emit(made, lambda: "\n".join(_shown(ctx, made)))


@command.command("show")
@argument("number", label="contrat")
@pass_context
def show(ctx: Context, number: str) -> None:
    """Montrer un contrat et ce que sa nature décide."""
    from comptoir.desk.agreements import register

    found = register.show(ctx, number)
    emit(found, lambda: "\n".join(_shown(ctx, found)))


def _shown(ctx: Context, found: "Shown") -> Iterator[str]:
    kept, made, decided = found.kept, found.kept.contract, found.rules
    yield f"{made.number}, {made.kind.heading.lower()} : {made.subject}"
    until = f" au {short_date(made.ends)}" if made.ends else ", sans terme"
    yield f"Avec {kept.name} ({made.party}), du {short_date(made.starts)}{until}"
    signed = f" le {short_date(made.signed_on)}" if made.signed_on else ""
    yield f"État : {made.state.french}{signed}"
    if made.amount is not None:
        yield f"Montant : {euros(made.amount)}"
    if found.notice_by:
        renewed = ", sinon il se renouvelle" if made.renews else ""
        yield f"À dénoncer avant le {short_date(found.notice_by)}{renewed}"
    if decided.account:
        yield f"Compte : {decided.account}"
    yield f"Régime de TVA : {decided.vat}"
    if decided.withdrawal_days:
        yield f"Rétractation : {decided.withdrawal_days} jours"
    for sentence, source in decided.mentions:
        yield f"· {sentence} ({source})"
    documents = ctx.var / "documents"
    yield shown(ctx, documents / (kept.signed_path or kept.path))


@command.command("list")
@option("--running", "--en-cours", is_flag=True, help="Sans ceux qui sont finis.")
@pass_context
def list_(ctx: Context, running: bool) -> None:
    """Lister les contrats, avec leur date de préavis."""
    from comptoir.desk.agreements import register

    found = register.listing(ctx, running=running)
    rows = [
        (
            one.kept.contract.number,
            one.kept.contract.kind.french,
            one.kept.name,
            one.kept.contract.subject,
            short_date(one.kept.contract.starts),
            short_date(one.kept.contract.ends) if one.kept.contract.ends else "",
            short_date(one.notice_by) if one.notice_by else "",
            one.kept.contract.state.french,
        )
        for one in found
    ]
    headers = ("n°", "nature", "avec", "objet", "début", "fin", "à dénoncer avant", "état")
    emit({"contracts": found}, table(headers, rows) if rows else "Aucun contrat.")


@command.command("sign")
@argument("number", label="contrat")
@option("--date", "on", type=DAY, default=None, help="Aujourd’hui par défaut.")
@option("--file", "--fichier", type=FILE, default=None, help="Le contrat signé, gardé tel quel.")
@pass_context
def sign(ctx: Context, number: str, on: date | None, file: Path | None) -> None:
    """Noter qu’un contrat est signé."""
    from comptoir.desk.agreements import register

    kept = register.sign(ctx, number, on=on, file=file)
    emit(kept, f"{kept.contract.number} est signé.")


@command.command("end")
@argument("number", label="contrat")
@option("--date", "on", type=DAY, default=None, help="Son dernier jour ; aujourd’hui par défaut.")
@pass_context
def end(ctx: Context, number: str, on: date | None) -> None:
    """Noter qu’un contrat finit, par un préavis ou d’un commun accord."""
    from comptoir.desk.agreements import register

    kept = register.end(ctx, number, on=on)
    ends = kept.contract.ends
    emit(kept, f"{kept.contract.number} finit le {short_date(ends) if ends else ''}.")
