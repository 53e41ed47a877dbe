"""`comptoir credit`."""

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from comptoir.cli.kit import argument, emit, noun, option, pass_context, table, warn_each
from comptoir.cli.kit.amounts import AMOUNT
from comptoir.context import Context
from comptoir.errors import InputError

if TYPE_CHECKING:
    from comptoir.desk.crediting import MadeCredit, ShownCredit


@noun()
def command() -> None:
    """Rendre tout ou partie d’une facture, qui ne change jamais."""


@command.command("new")
@argument("number", label="facture")
@option("--reason", "--motif", required=True, metavar="MOTIF", help="Pourquoi ; il est imprimé.")
@option("--line", "--ligne", "lines", multiple=True, metavar="ARTICLE[:QUANTITÉ]",
        help="Ce qui est rendu : un article, ou le rang de sa ligne ; tout sinon.")  # fmt: skip
@option("--amount", "--montant", type=AMOUNT, default=None, metavar="MONTANT",
        help="Un rabais accordé après coup, plutôt que des articles rendus.")  # fmt: skip
@pass_context
def new(
    ctx: Context, number: str, reason: str, lines: tuple[str, ...], amount: Decimal | None
) -> None:
    """Émettre l’avoir d’une facture : en entier, ou de ce que vous dites.

    Sans --ligne ni --montant, tout ce qui reste de la facture est rendu. Ce qui restait à payer
    baisse d’autant ; le surplus est à rembourser.
    """
    from comptoir.desk import crediting

    wanted = crediting.Wanted(lines=[_line(text) for text in lines], amount=amount)
    made = crediting.new(ctx, number, reason=reason, wanted=wanted)
    emit(made, lambda: _made(ctx, made))
    warn_each(made.notices)


def _line(text: str) -> tuple[str, Decimal | None]:
    name, _, quantity = text.partition(":")
    try:
        number = Decimal(quantity.strip().replace(",", ".")) if quantity.strip() else None
    except InvalidOperation:
        number = Decimal("NaN")
    if not name.strip() or (number is not None and not number.is_finite()):
        raise InputError(
            f"la ligne « {text} » ne se lit pas.",
            remedy="Écrivez-la comme KIT-VELO ou KIT-VELO:2 (article, quantité rendue).",
        )
    return name.strip(), number


def _made(ctx: Context, made: "MadeCredit") -> str:
    from comptoir.cli.invoice import form_line
    from comptoir.cli.kit.amounts import euros, shown

    said = [
        f"Avoir {made.number} sur {made.invoice} : {euros(made.net)} HT, {euros(made.gross)} TTC."
    ]
    if made.applied:
        left = f"il y reste {euros(made.amount_due)} à payer"
        done = f"elle est soldée{f', lettrée {made.matched}' if made.matched else ''}"
        said.append(
            f"  {euros(made.applied)} en moins sur la facture : {left if made.amount_due else done}"
        )
    if made.owed:
        said.append(f"  {euros(made.owed)} à rendre à {made.customer}")
    return "\n".join([*said, form_line(made.form, made.form_why), shown(ctx, made.path)])


@command.command("show")
@argument("number", label="avoir")
@pass_context
def show(ctx: Context, number: str) -> None:
    """Montrer un avoir et ce qu’il a changé."""
    from comptoir.desk import crediting

    found = crediting.show(ctx, number)
    emit(_plain(found), lambda: _text(ctx, found))


def _plain(found: "ShownCredit") -> dict[str, Any]:
    from comptoir.cli.quote import offer_plain

    note = found.note
    return {
        "number": note.number,
        "issued_on": note.issued_on,
        "invoice": note.invoice_number,
        "reason": note.reason,
        **offer_plain(note.offer, note.totals),
        "applied": note.applied,
        "owed": note.owed,
        "left": found.left,
        "path": found.path,
    }


def _text(ctx: Context, found: "ShownCredit") -> str:
    from comptoir.cli.kit.amounts import euros, shown
    from comptoir.cli.quote import offer_table
    from comptoir.dates import french_date

    note = found.note
    lines = [
        f"Avoir {note.number} du {french_date(note.issued_on)} sur la facture "
        f"{note.invoice_number} du {french_date(note.invoice_issued_on)}",
        f"Client : {note.offer.buyer.reference}, {note.offer.buyer.name}",
        f"Motif : {note.reason}",
        "",
        offer_table(note.offer, note.totals),
        "",
        f"En moins sur la facture : {euros(note.applied)}",
        f"Reste à rendre : {euros(found.left)}",
    ]
    return "\n".join([*lines, *([shown(ctx, found.path)] if found.path else [])])


@command.command("list")
@option("--limit", "--limite", type=int, default=None, help="Les premiers de la liste seulement.")
@pass_context
def list_(ctx: Context, limit: int | None) -> None:
    """Lister les avoirs, du plus récent au plus ancien."""
    from comptoir.cli.kit.amounts import euros
    from comptoir.dates import short_date
    from comptoir.desk import crediting

    found = crediting.credit_notes(ctx, limit=limit)
    rows = [
        (
            one.note.number,
            short_date(one.note.issued_on),
            one.note.offer.buyer.reference,
            one.note.invoice_number,
            euros(one.note.gross),
            euros(one.left),
        )
        for one in found
    ]
    data = [
        {
            "number": one.note.number,
            "issued_on": one.note.issued_on,
            "customer": one.note.offer.buyer.reference,
            "invoice": one.note.invoice_number,
            "gross": one.note.gross,
            "left": one.left,
        }
        for one in found
    ]
    headers = ("avoir", "date", "client", "facture", "TTC", "à rendre")
    emit({"credits": data}, table(headers, rows, right=(4, 5)) if rows else "Aucun avoir.")
