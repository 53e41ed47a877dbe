"""`comptoir purchase pay`: pay a supplier, or use what it gave back."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comptoir.bookkeeping.purchases import purchase_payment_entry, supplier_account
from comptoir.context import Context
from comptoir.desk import books
from comptoir.desk.project import load
from comptoir.desk.purchases.accounts import refuse_unconfirmed
from comptoir.errors import RefusedError
from comptoir.money import ZERO, french_amount
from comptoir.payments import Method
from comptoir.store import Transaction, begin, ledger, purchases
from comptoir.store.purchases import Kept
from comptoir.store.sequences import next_number

SERIES = "DP"
CASH_LIMIT = Decimal("1000.00")  # of a debt that is paid in cash (CMF, art. D112-3)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidPurchase:
    """What a payment did."""

    number: str  # DP-2026-0001, or that of the credit note used
    purchase: str
    amount: Decimal
    left: Decimal
    match: str = ""


def pay(
    ctx: Context,
    number: str,
    *,
    amount: Decimal | None = None,
    method: Method = Method.TRANSFER,
    on: date | None = None,
) -> PaidPurchase:
    """Record a payment to a supplier: all that is left, unless an amount is said.

    Raises:
        RefusedError: it is paid, too much is paid, or the account of the supplier waits.
    """
    today = ctx.act_on()
    day = on or today
    project = load(ctx)
    with begin(ctx, act="purchase.pay") as tx:
        kept = purchases.numbered(tx.db, number)
        paid = _amount(kept, amount)
        if not kept.made.issued_on <= day <= today:
            raise RefusedError(
                "Un paiement se date entre la facture et aujourd’hui.", remedy="Vérifiez sa date."
            )
        if not kept.made.credit:
            refuse_unconfirmed(tx.db, kept.supplier_id, kept.made.supplier)
        if method is Method.CASH and kept.made.gross > CASH_LIMIT:
            raise RefusedError(
                "Une dette de plus de 1 000 € ne se paie pas en espèces (CMF, art. L112-6).",
                remedy="Payez par virement, chèque ou carte.",
            )
        entry = purchase_payment_entry(
            kept.made,
            number=next_number(tx.db, series=SERIES, year=day.year),
            on=day,
            amount=paid,
            before=kept.settled,
            method=method,
        )
        left = purchases.add_payment(
            tx, kept, number=entry.voucher, on=day, method=method, amount=paid
        )
        books.post(tx, project, [entry])
        code = "" if left or not books.keeps(project) else _match(tx, kept)
    return PaidPurchase(
        number=entry.voucher, purchase=kept.made.number, amount=paid, left=abs(left), match=code
    )


def _amount(kept: Kept, amount: Decimal | None) -> Decimal:
    due = abs(kept.amount_due)
    if not due:
        raise RefusedError(
            f"{kept.made.number} est déjà soldé.", remedy="Voyez comptoir achat lister --impayes."
        )
    wanted = due if amount is None else amount
    if not ZERO < wanted <= due:
        raise RefusedError(
            f"Il reste {french_amount(due)} sur {kept.made.number} : ce montant ne va pas.",
            remedy="Payez au plus ce qui reste.",
        )
    return wanted


def _match(tx: Transaction, kept: Kept) -> str:
    """Match a purchase with its payments, when they alone settled it."""
    paid = purchases.payments_of(tx.db, kept.id)
    if sum((one.amount for one in paid), ZERO) != kept.made.gross:
        return ""
    named = [(kept.made.number, 0), *((one.number, 0) for one in paid)]
    return ledger.match(tx, named, party=kept.made.supplier, account=supplier_account(kept.made))


def use_credit(ctx: Context, number: str, credit: str) -> PaidPurchase:
    """Use a supplier's credit note to settle one of its invoices, in whole or in part.

    Both stand on the account of the supplier already: nothing is posted, what is left falls.

    Raises:
        RefusedError: they are not of one supplier, or one of them is settled.
    """
    ctx.act_on()
    project = load(ctx)
    with begin(ctx, act="purchase.pay") as tx:
        kept, given = purchases.numbered(tx.db, number), purchases.numbered(tx.db, credit)
        if not given.made.credit or kept.made.credit or kept.supplier_id != given.supplier_id:
            raise RefusedError(
                f"{given.made.number} n’est pas un avoir du fournisseur de {kept.made.number}.",
                remedy="Vérifiez les deux numéros : comptoir achat lister.",
            )
        if kept.made.waits != given.made.waits:
            raise RefusedError(
                "La TVA de l’un attend le paiement, celle de l’autre non : ils ne se compensent "
                "pas ici.",
                remedy="Enregistrez leurs deux paiements.",
            )
        used = min(_amount(kept, None), _amount(given, None))
        left = purchases.lower(tx, kept, used)
        purchases.lower(tx, given, used)
        tx.record("purchase", kept.made.number, {"amount_due": (kept.amount_due, left)})
        code = ""
        if kept.made.gross == given.made.gross == used and books.keeps(project):
            named = [(kept.made.number, 0), (given.made.number, 0)]
            account = supplier_account(kept.made)
            code = ledger.match(tx, named, party=kept.made.supplier, account=account)
    return PaidPurchase(
        number=given.made.number, purchase=kept.made.number, amount=used, left=left, match=code
    )
