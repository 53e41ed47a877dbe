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
