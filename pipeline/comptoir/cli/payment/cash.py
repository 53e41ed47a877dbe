"""The cash box: its book, its counts."""

from datetime import date
from decimal import Decimal

from comptoir.cli.kit import emit, option, pass_context, table
from comptoir.cli.kit.amounts import AMOUNT, euros
from comptoir.cli.kit.invocation import DAY
from comptoir.cli.payment.group import command
from comptoir.context import Context


@command.command("cash")
@option("--month", "--mois", type=DAY, default=None, metavar="DATE",
        help="Un jour du mois voulu ; ce mois-ci sans cela.")  # fmt: skip
@pass_context
def cash(ctx: Context, month: date | None) -> None:
    """Montrer le livre de caisse d’un mois, et les comptages."""
    from comptoir.dates import MONTHS, short_date
    from comptoir.desk.cashier import cash as box

    found = box.book(ctx, month=month)
    held, rows = found.opening, []
    for one in found.movements:
        held += one.amount
        came, left = (euros(one.amount), "") if one.amount > 0 else ("", euros(-one.amount))
        rows.append((short_date(one.on), one.voucher, one.label, came, left, euros(held)))
    name = f"{MONTHS[found.first.month - 1]} {found.first.year}"
    lines = [f"Livre de caisse, {name}", f"En caisse au début : {euros(found.opening)}"]
    headers = ("date", "pièce", "libellé", "entrée", "sortie", "en caisse")
    lines.append(table(headers, rows, right=(3, 4, 5)) if rows else "Aucun mouvement.")
    lines.append(f"En caisse à la fin : {euros(held)}")
    lines += [f"{one.number} du {short_date(one.on)}, {_gap(one.gap)}" for one in found.counts]
    data = {
        "first": found.first,
        "last": found.last,
        "opening": found.opening,
        "closing": found.closing,
        "movements": found.movements,
        "counts": found.counts,
    }
    emit(data, "\n".join(lines))


def _gap(gap: Decimal) -> str:
    if not gap:
        return "la caisse est juste"
    return f"il y a {euros(gap)} de trop" if gap > 0 else f"il manque {euros(-gap)}"


@command.command("count")
@option("--counted", "--compté", type=AMOUNT, required=True, metavar="MONTANT",
        help="Ce qui est dans la caisse, pièces et billets.")  # fmt: skip
@option("--note", default="", help="Ce qui explique l’écart.")
@option("--settle", "--solder", is_flag=True, help="Passer l’écart en écriture (658 ou 758).")
@pass_context
def count(ctx: Context, counted: Decimal, note: str, settle: bool) -> None:
    """Compter la caisse : ce qu’elle a, ce que dit le journal, et l’écart."""
    from comptoir.desk.cashier import cash as box

    made = box.count(ctx, counted, note=note, settle=settle)
    lines = [
        f"Comptage {made.number} : {euros(made.counted)} en caisse, {euros(made.expected)} au "
        f"journal ; {_gap(made.gap)}."
    ]
    if made.booked:
        lines.append("L’écart est passé en écriture.")
    elif made.gap:
        lines.append("Cherchez-le ; puis, s’il reste : --solder --note « … »")
    data = {
        "number": made.number, "counted": made.counted, "expected": made.expected,
        "gap": made.gap, "booked": made.booked,
    }  # fmt: skip
    emit(data, "\n".join(lines))
