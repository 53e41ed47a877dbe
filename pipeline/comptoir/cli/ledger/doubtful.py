"""Debts that may not be paid, and those that are lost."""

import click

from comptoir.cli.kit import argument, confirm, emit, option, pass_context
from comptoir.cli.kit.amounts import euros
from comptoir.cli.ledger.group import command
from comptoir.context import Context
from comptoir.errors import RefusedError


@command.command("doubtful")
@argument("invoice", label="facture")
@option("--reason", "--motif", default="", help="Pourquoi : relances sans effet, procédure…")
@option("--provision", "--depreciation", type=click.IntRange(0, 100), default=None, metavar="%",
        help="Part du hors taxe que l’on craint de perdre.")  # fmt: skip
@option("--cancel", "--annuler", is_flag=True, help="La ramener au 411 : elle va être payée.")
@pass_context
def doubtful(ctx: Context, invoice: str, reason: str, provision: int | None, cancel: bool) -> None:
    """Passer une facture impayée en créance douteuse (416), et la déprécier (491)."""
    from comptoir.desk.accounts import doubtful as desk

    if cancel:
        back = desk.bring_back(ctx, invoice)
        emit(back, f"{back.invoice} n’est plus douteuse : {', '.join(back.vouchers)}.")
        return
    made = desk.doubt(ctx, invoice, reason=reason, percent=provision)
    lines = [f"{made.invoice} : {euros(made.amount)} au compte 416 ({', '.join(made.vouchers)})."]
    if not made.vouchers:
        lines = [f"{made.invoice} : rien ne change."]
    if made.provision:
        lines.append(f"Dépréciation : {euros(made.provision)}, hors taxe, au compte 491.")
    emit(made, "\n".join(lines))


@command.command("writeoff")
@argument("invoice", label="facture")
@option("--reason", "--motif", required=True,
        help="La preuve : certificat d’irrécouvrabilité, procès-verbal…")  # fmt: skip
@option("--recover-vat", "--recuperer-tva", is_flag=True,
        help="La perte est prouvée : reprendre la TVA versée à l’État.")  # fmt: skip
@pass_context
def writeoff(ctx: Context, invoice: str, reason: str, recover_vat: bool) -> None:
    """Passer en perte ce qui reste d’une facture (654), avec sa TVA ; c’est définitif."""
    from comptoir.desk.accounts import doubtful as desk

    if not confirm(f"Passer {invoice} en perte ?"):
        raise RefusedError("Rien n’est passé.", remedy="Relancez avec --yes pour confirmer.")
    made = desk.write_off(ctx, invoice, reason=reason, recovers=recover_vat)
    lines = [f"{made.invoice} : perte de {euros(made.loss)} ({', '.join(made.vouchers)})."]
    if made.vat_never_due:
        lines.append(f"TVA en attente, qui ne sera jamais due : {euros(made.vat_never_due)}.")
    if made.vat_recovered:
        lines.append(f"TVA reprise sur la prochaine déclaration : {euros(made.vat_recovered)}.")
    if made.mention:
        lines.append(f"À porter sur le duplicata envoyé au client : « {made.mention} »")
    emit(made, "\n".join(lines))
