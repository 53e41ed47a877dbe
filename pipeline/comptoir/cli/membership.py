"""`comptoir membership`."""

from typing import TYPE_CHECKING

from comptoir.cli.kit import argument, emit, noun, option, pass_context, table
from comptoir.cli.kit.invocation import DAY
from comptoir.context import Context

if TYPE_CHECKING:
    from datetime import date


@noun()
def command() -> None:
    """Enregistrer les adhésions et leurs cotisations."""


@command.command("record")
@option("--to", "--pour", required=True, metavar="CONTACT", help="Référence de l’adhérent.")
@option("--season", "--saison", required=True, metavar="SAISON", help="Comme 2026-2027.")
@option("--level", "--tarif", required=True, metavar="TARIF", help="plein ou réduit.")
@option("--method", "--mode", required=True, metavar="MODE",
        help="espèces, chèque, carte, virement ou prélèvement.")  # fmt: skip
@option("--date", "--le", "on", type=DAY, default=None, metavar="DATE", help="Jour de réception.")
@option("--reference", "--ref", default="", help="Numéro du chèque ou du virement.")
@option("--code", default="", metavar="CODE",
        help="L’envoi auquel cela répond : son nom, son code, ou celui de la lettre.")  # fmt: skip
@pass_context
def record(
    ctx: Context,
    to: str,
    season: str,
    level: str,
    method: str,
    on: "date | None",
    reference: str,
    code: str,
) -> None:
    """Enregistrer une adhésion et sa cotisation reçue, avec son reçu."""
    from comptoir.cli.payment.record import say_recorded
    from comptoir.desk import campaign_effect, members
    from comptoir.members.membership import level_named
    from comptoir.payments.methods import method_named

    campaign_effect.check_code(ctx, code)
    made = members.record(
        ctx,
        to=to,
        season=season,
        level=level_named(level),
        method=method_named(method),
        received_on=on,
        reference=reference,
    )
    if code:
        campaign_effect.tie(ctx, code, [made.number])
    say_recorded(ctx, made)


@command.command("certificate")
@argument("who", label="contact")
@option("--season", "--saison", required=True, metavar="SAISON", help="Comme 2026-2027.")
@pass_context
def certificate(ctx: Context, who: str, season: str) -> None:
    """Attester ce que quelqu’un a payé sur une saison, pour un comité d’entreprise."""
    from comptoir.cli.kit.amounts import euros, shown
    from comptoir.desk import certificates

    made = certificates.issue(ctx, who, season=season)
    said = f"Attestation {made.number} pour {made.payer} : {euros(made.total)}."
    emit(made, f"{said}\n{shown(ctx, made.path)}")


@command.command("list")
@pass_context
def list_(ctx: Context) -> None:
    """Compter les adhérents et leurs cotisations, par saison et par tarif."""
    from comptoir.cli.kit.amounts import euros
    from comptoir.desk import members
    from comptoir.members import Level

    found = members.seasons(ctx)
    rows = [(one.season, Level(one.level).french, one.members, euros(one.amount)) for one in found]
    headers = ("saison", "tarif", "adhérents", "cotisations")
    emit({"seasons": found}, table(headers, rows, right=(2, 3)) if rows else "Aucune adhésion.")
