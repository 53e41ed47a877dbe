"""`comptoir invoice`."""

from typing import TYPE_CHECKING, Any

from comptoir.cli.kit import argument, emit, noun, option, pass_context, table, warn_each
from comptoir.cli.kit.invocation import DAY
from comptoir.context import Context

if TYPE_CHECKING:
    from datetime import date

    from comptoir.desk.invoices import ShownInvoice


@noun()
def command() -> None:
    """Émettre des factures et les montrer."""


@command.command("issue")
@argument("reference", label="commande ou devis")
@option("--supplied-on", "--livre-le", "supplied_on", type=DAY, default=None, metavar="DATE",
        help="Jour de la vente ou de la prestation (aujourd’hui).")  # fmt: skip
@pass_context
def issue(ctx: Context, reference: str, supplied_on: "date | None") -> None:
    """Émettre la facture d’une commande : numéro, écriture, PDF, ou rien.

    Un devis est accepté au passage. Une facture émise ne change plus.
    """
    from comptoir.cli.kit.amounts import euros, shown
    from comptoir.dates import french_date
    from comptoir.desk import invoices

    made = invoices.issue(ctx, reference, supplied_on=supplied_on)
    emit(
        made,
        f"Facture {made.number} (commande {made.order}) : {euros(made.net)} HT, "
        f"{euros(made.gross)} TTC, à payer au plus tard le {french_date(made.due_on)}.\n"
        f"{shown(ctx, made.path)}",
    )
    warn_each(made.notices)


@command.command("show")
@argument("number", label="facture")
@pass_context
def show(ctx: Context, number: str) -> None:
    """Montrer une facture et ce qui l’a payée."""
    from comptoir.desk import invoices

    found = invoices.show(ctx, number)
    emit(_plain(found), lambda: _text(ctx, found))


def _plain(found: "ShownInvoice") -> dict[str, Any]:
    from comptoir.cli.quote import offer_plain

    invoice = found.invoice
    return {
        "number": invoice.number,
        "state": found.state,
        "issued_on": invoice.issued_on,
        "supplied_on": invoice.supplied_on,
        "due_on": invoice.due_on,
        "order": invoice.order_number,
        **offer_plain(invoice.offer),
        "paid": found.paid,
        "amount_due": found.amount_due,
        "credits": [{"number": n.number, "gross": n.gross} for n in found.notes],
        "payments": [{"number": number, "amount": amount} for number, amount in found.payments],
        "mentions": found.mentions,
        "path": found.path,
    }


def _text(ctx: Context, found: "ShownInvoice") -> str:
    from comptoir.cli.kit.amounts import euros, shown
    from comptoir.cli.quote import offer_table
    from comptoir.dates import french_date
    from comptoir.desk.invoices import STATES

    invoice = found.invoice
    lines = [
        f"Facture {invoice.number} du {french_date(invoice.issued_on)} — {STATES[found.state]}",
        f"Client : {invoice.offer.buyer.reference}, {invoice.offer.buyer.name}",
        f"À payer au plus tard le {french_date(invoice.due_on)}",
        "",
        offer_table(invoice.offer),
        "",
        *(f"Avoir {note.number} : {euros(note.gross)}" for note in found.notes),
        *(f"Réglé par {number} : {euros(amount)}" for number, amount in found.payments),
        f"Reste à payer : {euros(found.amount_due)}",
    ]
    return "\n".join([*lines, *([shown(ctx, found.path)] if found.path else [])])


@command.command("list")
@option("--unpaid", "--impayees", is_flag=True, help="Seulement celles qui restent à payer.")
@option("--limit", "--limite", type=int, default=None, help="Les premières de la liste seulement.")
@pass_context
def list_(ctx: Context, unpaid: bool, limit: int | None) -> None:
    """Lister les factures, de la plus récente à la plus ancienne."""
    from comptoir.cli.kit.amounts import euros
    from comptoir.dates import short_date
    from comptoir.desk import invoices

    found = invoices.invoices(ctx, unpaid=unpaid, limit=limit)
    rows = [
        (
            one.invoice.number,
            short_date(one.invoice.issued_on),
            one.invoice.offer.buyer.reference,
            euros(one.invoice.gross),
            euros(one.amount_due),
            short_date(one.invoice.due_on),
            invoices.STATES[one.state],
        )
        for one in found
    ]
    data = [
        {
            "number": one.invoice.number,
            "state": one.state,
            "issued_on": one.invoice.issued_on,
            "due_on": one.invoice.due_on,
            "customer": one.invoice.offer.buyer.reference,
            "gross": one.invoice.gross,
            "amount_due": one.amount_due,
        }
        for one in found
    ]
    headers = ("facture", "date", "client", "TTC", "reste dû", "échéance", "état")
    emit({"invoices": data}, table(headers, rows, right=(3, 4)) if rows else "Aucune facture.")
