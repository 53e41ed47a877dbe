"""Matching by hand."""

from comptoir.cli.kit import argument, emit, option, pass_context, table
from comptoir.cli.ledger.group import command
from comptoir.context import Context


@command.command("matching")
@argument("party", label="contact")
@argument("vouchers", label="pièces", nargs=-1)
@option("--undo", "--défaire", default="", metavar="CODE", help="Défaire ce lettrage : AA.")
@pass_context
def matching(ctx: Context, party: str, vouchers: tuple[str, ...], undo: str) -> None:
    """Montrer le compte d’un client et ses lettrages ; lettrer des pièces, ou défaire.

    Avec des numéros de pièces (F-2026-0001 P-2026-0004), les lettre si elles s’équilibrent.
    Ce qui est payé et ce qui reste dû ne changent pas.
    """
    from comptoir.cli.kit.amounts import euros
    from comptoir.dates import short_date
    from comptoir.desk import matching as desk

    if undo:
        count = desk.undo(ctx, party, undo)
        said = f"Lettrage {undo.upper()} défait : {count} lignes."
        emit({"code": undo.upper(), "lines": count}, said)
        return
    if vouchers:
        code = desk.match(ctx, party, vouchers)
        emit({"code": code}, f"Lettré {code}.")
        return
    found = desk.account(ctx, party)
    rows = [
        (short_date(one.on), one.voucher, one.label, euros(one.amount), one.code)
        for one in found.lines
    ]
    headers = ("date", "pièce", "libellé", "montant", "lettrage")
    text = table(headers, rows, right=(3,)) if rows else "Aucune ligne."
    data = {"party": found.party, "lines": found.lines, "balance": found.balance}
    emit(data, f"{text}\nSolde : {euros(found.balance)}")
