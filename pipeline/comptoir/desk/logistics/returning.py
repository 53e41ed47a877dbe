"""Goods that come back: taken in, then put back in stock or not, with the credit note if any."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Connection

from comptoir.context import Context
from comptoir.dates import short_date
from comptoir.desk import archives
from comptoir.desk.offers import Wanted
from comptoir.desk.sheets import export_path, write_csv
from comptoir.errors import InputError, RefusedError
from comptoir.sales.face import counted
from comptoir.sales.goods_returns import Condition, Fate, Reason, Sold, check_fate, returned
from comptoir.sales.lines import Nature
from comptoir.sales.numbering import DELIVERY
from comptoir.store import access, begin, billing, contacts, deliveries, goods_returns, reading
from comptoir.store.goods_returns import GoodsReturn

HEADER = ("numéro", "reçu le", "contact", "pièce", "article", "désignation", "quantité", "motif",
          "état", "sort", "avoir", "réglé le")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A delivery note or an invoice, and the goods on it."""

    number: str
    contact_id: int
    on: date
    sold: tuple[Sold, ...]


def take(
    ctx: Context, voucher: str, wanted: Sequence[Wanted], *, reason: Reason, state: Condition,
    on: date | None = None,
) -> list[GoodsReturn]:  # fmt: skip
    """Take in what comes back of a delivery or of an invoice.

    Raises:
        InputError: the paper or the article is not known, or no article is told.
        RefusedError: more comes back than was handed over.
    """
    today = ctx.act_on()
    day = on or today
    if not wanted:
        raise InputError("quel article revient ?", remedy="Dites --ligne ARTICLE:QUANTITÉ.")
    with begin(ctx, act="delivery.return") as tx:
        paper = _paper(tx.db, voucher.strip().upper())
        archives.check(ctx, tx.db, paper.contact_id, number=paper.number)
        if not paper.on <= day <= today:
            raise InputError(
                "un retour vient après la vente, et pas demain.", remedy="Corrigez --le."
            )
        made = []
        for one in wanted:
            earlier = _earlier(tx.db, paper, one.sku)
            what = returned(paper.sold, one.sku, one.quantity, earlier=earlier)
            made.append(goods_returns.add(
                tx, what, contact_id=paper.contact_id, voucher=paper.number, on=day,
                reason=reason, state=state,
            ))  # fmt: skip
        return made


def _paper(db: Connection, number: str) -> Paper:
    if number.startswith(f"{DELIVERY}-"):
        note = deliveries.numbered(db, number)
        sold = tuple(Sold(sku=x.sku, name=x.name, quantity=x.quantity) for x in note.lines)
        person = contacts.by_reference(db, note.buyer.reference)
        return Paper(number=note.number, contact_id=person.id, on=note.delivered_on, sold=sold)
    kept = billing.invoice_numbered(db, number)
    goods = (line for line in kept.invoice.offer.lines if line.nature is Nature.GOODS)
    sold = tuple(Sold(sku=x.sku, name=x.name, quantity=x.quantity) for x in goods)
    return Paper(number=kept.invoice.number, contact_id=kept.contact_id,
                 on=kept.invoice.issued_on, sold=sold)  # fmt: skip


def _earlier(db: Connection, paper: Paper, sku: str) -> Decimal:
    named = next((one.sku for one in paper.sold if one.sku.casefold() == sku.casefold()), sku)
    back = goods_returns.of_voucher(db, paper.number, named)
    return sum((one.quantity for one in back), Decimal(0))


def settle(ctx: Context, number: str, fate: Fate, *, credit: str = "") -> GoodsReturn:
    """Say what becomes of what came back, and which credit note pays it back.

    Raises:
        InputError: no credit note bears that number.
        RefusedError: it was settled, it cannot be sold again, or the credit note is another's.
    """
    today = ctx.act_on()
    with begin(ctx, act="delivery.return") as tx:
        one = goods_returns.numbered(tx.db, number)
        if one.settled_on:
            raise RefusedError(f"{one.number} est déjà réglé : {one.fate and one.fate.french}.")
        check_fate(one.state, fate)
        paid_by = ""
        if credit:
            kept = billing.credit_numbered(tx.db, credit.strip().upper())
            if kept.contact_id != one.contact_id:
                raise RefusedError(f"l’avoir {kept.note.number} est celui d’un autre client.")
            paid_by = kept.note.number
        return goods_returns.settle(tx, one, fate=fate, credit=paid_by, on=today)


def listed(ctx: Context, *, waiting: bool = False) -> list[GoodsReturn]:
    with reading(ctx) as db:
        hidden = archives.hidden(ctx, db)
        found = goods_returns.returns(db, waiting=waiting)
    return [one for one in found if one.contact_id not in hidden]


def sheet(ctx: Context) -> Path:
    """Write the register of goods that came back, as CSV."""
    found = listed(ctx)
    access.note(ctx, act="delivery.export", noun="delivery", record_id="retours",
                rows=len(found), purpose="registre des retours")  # fmt: skip
    return write_csv(export_path(ctx, "retours", ".csv"), HEADER, [_row(one) for one in found])


def _row(one: GoodsReturn) -> tuple[object, ...]:
    return (one.number, one.received_on, one.contact, one.voucher, one.sku, one.name,
            counted(one.quantity), one.reason.french, one.state.french,
            one.fate.french if one.fate else "", one.credit,
            short_date(one.settled_on) if one.settled_on else "")  # fmt: skip
