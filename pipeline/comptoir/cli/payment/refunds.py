"""Refunds: one person asks, another approves."""

from decimal import Decimal
from typing import TYPE_CHECKING

from comptoir.cli.kit import argument, emit, option, pass_context, table
from comptoir.cli.kit.amounts import AMOUNT, euros
from comptoir.cli.payment.group import command
from comptoir.context import Context
from comptoir.errors import InputError

if TYPE_CHECKING:
    from comptoir.payments.refunds import Refund


@command.command("refund")
@argument("about", label="avoir ou règlement", required=False, default="")
@option("--amount", "--montant", type=AMOUNT, default=None, metavar="MONTANT",
        help="Une partie seulement.")  # fmt: skip
@option("--method", "--mode", default="virement", metavar="MODE", help="Comment le rendre.")
@option("--reason", "--motif", default="", help="Pourquoi.")
@pass_context
def refund(ctx: Context, about: str, amount: Decimal | None, method: str, reason: str) -> None:
    """Demander un remboursement : un avoir, un trop-perçu, un don, une cotisation.

    Une autre personne l’approuve ensuite. Sans numéro, la liste des remboursements.
    """
    from comptoir.desk.cashier import refunds
    from comptoir.payments.methods import method_named

    if not about:
        if reason or amount is not None:
            raise InputError(
                "il manque le numéro de ce qui est à rendre.",
                remedy="Donnez un avoir (A-2026-0001) ou un règlement (P-2026-0001).",
            )
        found = refunds.listing(ctx)
        emit({"refunds": found}, _table(found) if found else "Aucun remboursement.")
        return
    made = refunds.ask(ctx, about, reason=reason, method=method_named(method), amount=amount)
    said = (
        f"Remboursement {made.number} demandé : {euros(made.amount)} à {made.payee}, par "
        f"{made.method.french}.\nUne autre personne l’approuve : comptoir règlement approuver "
        f"{made.number}"
    )
    emit(made, said)


def _table(found: "list[Refund]") -> str:
    rows = [
        (one.number, one.about, one.payee, euros(one.amount), one.method.french, one.asked_by,
         one.state.french, one.decided_by, one.payment)
        for one in found
    ]  # fmt: skip
    headers = ("numéro", "de", "contact", "montant", "mode", "demandé par", "état", "décidé par",
               "règlement")  # fmt: skip
    return table(headers, rows, right=(3,))


@command.command("approve")
@argument("number", label="remboursement")
@pass_context
def approve(ctx: Context, number: str) -> None:
    """Approuver et enregistrer un remboursement demandé par quelqu’un d’autre."""
    from comptoir.desk.cashier import refunds

    asked, done = refunds.approve(ctx, number)
    lines = [f"{asked.number} approuvé : {done.number}, {euros(done.amount)} à {done.payer}."]
    lines += [f"  reçu {paper} annulé : prévenez qui l’a reçu" for paper in done.void]
    lines.append(f"Faites maintenant le {asked.method.french}." if asked.method.value == "transfer"
                 else f"À rendre par {asked.method.french}.")  # fmt: skip
    emit({"refund": asked, "payment": done}, "\n".join(lines))


@command.command("refuse")
@argument("number", label="remboursement")
@pass_context
def refuse(ctx: Context, number: str) -> None:
    """Refuser un remboursement demandé."""
    from comptoir.desk.cashier import refunds

    asked = refunds.refuse(ctx, number)
    emit(asked, f"{asked.number} est refusé.")
