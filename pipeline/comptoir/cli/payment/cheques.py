"""Cheques taken to the bank, and what is taken back: undone, or come back unpaid."""

from decimal import Decimal
from typing import TYPE_CHECKING

from comptoir.cli.kit import argument, emit, option, pass_context, table
from comptoir.cli.kit.amounts import AMOUNT, euros, shown
from comptoir.cli.kit.invocation import DAY
from comptoir.cli.payment.group import command
from comptoir.context import Context
from comptoir.text import plural

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from comptoir.desk.cashier.reversals import TakenBack
    from comptoir.store.cheques import KeptCheque

HEADERS = ("chèque", "numéro", "banque", "tireur", "règlement", "remise prévue", "montant")


@command.command("deposit")
@option("--cheque", "--chèque", "only", multiple=True, metavar="CHÈQUE",
        help="Seulement celui-ci (CH-000012) ; plusieurs fois si besoin.")  # fmt: skip
@option("--without", "--sans", multiple=True, metavar="CHÈQUE", help="Garder celui-ci en main.")
@option("--cash", "--espèces", type=AMOUNT, default=None, metavar="MONTANT",
        help="Verser plutôt des espèces de la caisse.")  # fmt: skip
@option("--dry-run", "--à-blanc", is_flag=True, help="Montrer les chèques, sans rien enregistrer.")
@pass_context
def deposit(
    ctx: Context,
    only: tuple[str, ...],
    without: tuple[str, ...],
    cash: Decimal | None,
    dry_run: bool,
) -> None:
    """Remettre en banque les chèques dont le jour est venu, et imprimer le bordereau."""
    from comptoir.desk.cashier import cash as box
    from comptoir.desk.cashier import deposits

    if cash is not None:
        number = box.to_bank(ctx, cash)
        emit({"number": number, "amount": cash}, f"Versement {number} : {euros(cash)} en banque.")
        return

    if dry_run:
        held = deposits.in_hand(ctx)
        parts = [
            f"{title} : {plural(len(found), 'chèque')}, {_sum(found)}\n{_table(found)}"
            for title, found in (("À remettre aujourd’hui", held.ready), ("Plus tard", held.later))
            if found
        ]
        emit(held, "\n\n".join(parts) or "Aucun chèque en main.")
        return
    made = deposits.deposit(ctx, only, without=without)
    lines = [
        f"Remise {made.number} : {plural(len(made.cheques), 'chèque')}, {euros(made.amount)}.",
        _table(made.cheques),
        f"Bordereau à signer : {shown(ctx, made.path)}",
    ]
    emit(made, "\n".join(lines))


def _sum(found: "Sequence[KeptCheque]") -> str:
    return euros(sum((one.cheque.amount for one in found), Decimal(0)))


def _table(found: "Sequence[KeptCheque]") -> str:
    from comptoir.dates import short_date

    rows = [
        (
            one.reference,
            one.cheque.number or "—",
            one.cheque.bank or "—",
            one.name,
            one.payment,
            short_date(one.cheque.planned_on),
            euros(one.cheque.amount),
        )
        for one in found
    ]
    return table(HEADERS, rows, right=(6,))


@command.command("undo")
@argument("number", label="règlement")
@option("--reason", "--motif", required=True, help="L’erreur qui est réparée.")
@pass_context
def undo(ctx: Context, number: str, reason: str) -> None:
    """Défaire un règlement enregistré par erreur : une écriture contraire, visible."""
    from comptoir.desk.cashier import reversals

    _say(reversals.undo(ctx, number, reason=reason))


@command.command("bounce")
@argument("number", label="règlement")
@option("--reason", "--motif", required=True, help="Celui que donne la banque.")
@option("--cheque", "--chèque", default="", metavar="CHÈQUE", help="Lequel, s’il y en a plusieurs.")
@option("--fee", "--frais", type=AMOUNT, default="0.00", metavar="MONTANT",
        help="Pris par la banque pour ce rejet.")  # fmt: skip
@option("--date", "--le", "on", type=DAY, default=None, metavar="DATE", help="Jour du rejet.")
@pass_context
def bounce(
    ctx: Context, number: str, reason: str, cheque: str, fee: Decimal, on: "date | None"
) -> None:
    """Enregistrer un chèque ou un prélèvement revenu impayé : la dette est de nouveau due."""
    from comptoir.desk.cashier import reversals

    _say(reversals.bounce(ctx, number, reason=reason, cheque=cheque, fee=fee, on=on))


def _say(made: "TakenBack") -> None:
    lines = [
        f"{made.number} : {made.kind.french} de {made.payment} ({made.payer}), "
        f"{euros(made.amount)} en moins."
    ]
    lines += [f"  reste à payer de {invoice} : {euros(left)}" for invoice, left in made.reopened]
    owed = "annulée" if made.kind.value == "undone" else "de nouveau due"
    lines += [f"  cotisation {season} {owed}" for season in made.dues]
    lines += [f"  reçu {paper} annulé : prévenez qui l’a reçu" for paper in made.void]
    lines += [f"  lettrage {code} défait" for code in made.unmatched]
    lines += [
        f"  escompte de {euros(off)} ({note}) : s’il n’est plus dû, refacturez-le avec {number}"
        for number, note, off in made.discounts
    ]
    if made.fee:
        lines.append(f"  frais de banque : {euros(made.fee)}")
    emit(made, "\n".join(lines))
