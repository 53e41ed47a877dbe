"""`comptoir donation`."""

from decimal import Decimal
from typing import TYPE_CHECKING

from comptoir.cli.kit import emit, noun, option, pass_context, table
from comptoir.cli.kit.amounts import AMOUNT, euros
from comptoir.cli.kit.invocation import DAY
from comptoir.context import Context

if TYPE_CHECKING:
    from datetime import date


@noun()
def command() -> None:
    """Enregistrer les dons et leurs reçus fiscaux."""


@command.command("record")
@option("--from", "--de", "donor", required=True, metavar="CONTACT", help="Référence du donateur.")
@option("--amount", "--montant", type=AMOUNT, required=True, metavar="MONTANT", help="Donné.")
@option("--method", "--mode", required=True, metavar="MODE",
        help="espèces, chèque, carte, virement ou prélèvement.")  # fmt: skip
@option("--earmark", "--affectation", default="", help="Ce à quoi le don est affecté.")
@option("--date", "--le", "on", type=DAY, default=None, metavar="DATE", help="Jour de réception.")
@option("--reference", "--ref", default="", help="Numéro du chèque ou du virement.")
@option("--code", default="", metavar="CODE",
        help="L’envoi auquel cela répond : son nom, son code, ou celui de la lettre.")  # fmt: skip
@pass_context
def record(
    ctx: Context,
    donor: str,
    amount: Decimal,
    method: str,
    earmark: str,
    on: "date | None",
    reference: str,
    code: str,
) -> None:
    """Enregistrer un don, et émettre son reçu fiscal là où l’organisme en a le droit."""
    from comptoir.cli.payment.record import say_recorded
    from comptoir.desk import campaign_effect, donations
    from comptoir.payments.methods import method_named

    campaign_effect.check_code(ctx, code)
    made = donations.record(
        ctx,
        donor=donor,
        amount=amount,
        method=method_named(method),
        earmark=earmark,
        received_on=on,
        reference=reference,
    )
    if code:
        campaign_effect.tie(ctx, code, [made.number])
    say_recorded(ctx, made)


@command.command("report")
@option("--year", "--année", type=int, default=None, help="L’année des dons ; la dernière finie.")
@pass_context
def report(ctx: Context, year: int | None) -> None:
    """Compter les reçus fiscaux d’une année, pour la déclaration (CGI, article 222 bis)."""
    from comptoir.desk import gift_figures
    from comptoir.text import plural

    told = gift_figures.declaration(ctx, year or ctx.today.year - 1)
    who = {"11580": "particuliers (11580)", "16216": "entreprises (16216)"}
    rows = [
        (who[one.model], str(one.receipts), str(one.donors), euros(one.amount))
        for one in told.models
    ]
    rows.append(("À déclarer", str(told.receipts), "", euros(told.amount)))
    lines = [
        f"Reçus fiscaux des dons de {told.year} (CGI, art. 222 bis)",
        table(("donateurs", "reçus", "personnes", "montant"), rows, right=(1, 2, 3)),
    ]
    if told.void:
        lines.append(f"{plural(told.void, 'reçu annulé', 'reçus annulés')}, hors de ces totaux.")
    if told.elsewhere:
        lines.append(
            f"{plural(told.elsewhere, 'don')}, {euros(told.elsewhere_amount)}, dont un autre "
            "service a donné le reçu en votre nom : ajoutez ceux de sa liste."
        )
    if told.without:
        lines.append(
            f"{plural(told.without, 'don')}, {euros(told.without_amount)}, sans reçu : adresse "
            "ou SIREN manquant, ou reçu annulé."
        )
    data = {
        "year": told.year, "receipts": told.receipts, "amount": told.amount,
        "models": told.models, "void": told.void, "elsewhere": told.elsewhere,
        "elsewhere_amount": told.elsewhere_amount, "without": told.without,
        "without_amount": told.without_amount,
    }  # fmt: skip
    emit(data, "\n".join(lines))


@command.command("list")
@option("--limit", "--limite", type=int, default=None, help="Les derniers seulement.")
@pass_context
def list_(ctx: Context, limit: int | None) -> None:
    """Lister les dons, du plus récent au plus ancien."""
    from comptoir.dates import short_date
    from comptoir.desk import donations

    found = donations.gifts(ctx, limit=limit)
    rows = [
        (short_date(one.received_on), one.donor, euros(one.amount), one.earmark) for one in found
    ]
    headers = ("date", "donateur", "montant", "affectation")
    emit({"donations": found}, table(headers, rows, right=(2,)) if rows else "Aucun don.")
