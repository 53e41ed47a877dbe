"""`comptoir payment import` and `match`: what the bank shows becomes payments, if certain."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Connection

from comptoir.bookkeeping import fee_entry, payout_entry
from comptoir.context import Context
from comptoir.desk import books
from comptoir.desk import payments as desk_payments
from comptoir.desk.cashier import early, helloasso
from comptoir.desk.debits.batches import of_movement, pay_in
from comptoir.desk.project import Project, load
from comptoir.errors import ComptoirError, RefusedError
from comptoir.payments import Method
from comptoir.readers.banking import read_statement
from comptoir.sales.bank_matching import Certainty, OpenInvoice, Proposal, propose
from comptoir.sales.discounts import last_day
from comptoir.sales.numbering import PAYOUT
from comptoir.store import Transaction, bank, begin, billing, contacts, debits, online, reading
from comptoir.store.bank import KeptLine, Loose
from comptoir.store.debits import KeptBatch
from comptoir.store.sequences import next_number
from comptoir.text import fold, on_one_line

ACCOUNT = "principal"
AT_THE_BANK = (Method.TRANSFER.value, Method.CARD.value, Method.DIRECT_DEBIT.value)
NEAR = timedelta(days=10)  # between what we record and what the bank shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A file of the bank, and what of it was new."""

    file: str
    format: str
    account: str
    lines: int
    new: int
    received: Decimal  # sum of what came in, in the file
    paid_out: Decimal


def import_statement(ctx: Context, path: Path, *, account: str = ACCOUNT) -> Imported:
    """Take in the movements of a file; those that are known already change nothing.

    Args:
        ctx: who acts.
        path: a CSV, OFX or CAMT.053 file of the bank.
        account: which account it is, where there are several.
    """
    ctx.act_on()
    found = read_statement(path)
    with begin(ctx, act="payment.import") as tx:
        new = bank.take(tx, found.marks(account), account=account)
        tx.record("bank_line", path.name, {"lines": (None, new)})
    amounts = [line.amount for line in found.lines]
    return Imported(
        file=found.shown,
        format=found.format,
        account=account,
        lines=len(amounts),
        new=new,
        received=sum((a for a in amounts if a > 0), Decimal("0.00")),
        paid_out=-sum((a for a in amounts if a < 0), Decimal("0.00")),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A movement, and what it turned out or seems to be."""

    line: KeptLine
    proposal: Proposal
    payment: str = ""  # P-2026-0001, once it is tied to one
    trouble: str = ""  # why what was certain could not be posted


@dataclass(slots=True)
class Matched:
    """What `match` did, or would do."""

    dry_run: bool
    tied: list[Explained] = field(default_factory=list)  # recorded by hand before
    posted: list[Explained] = field(default_factory=list)
    likely: list[Explained] = field(default_factory=list)
    unknown: list[Explained] = field(default_factory=list)
    paid_out: list[KeptLine] = field(default_factory=list)


def match(ctx: Context, *, dry_run: bool = False) -> Matched:
    """Tie movements to payments, record those that are certain, and show the rest.

    Each movement is settled in its own act: what is stopped in the middle goes on the next time.
    """
    if not dry_run:
        ctx.act_on()
    told = Matched(dry_run=dry_run)
    with reading(ctx) as db:
        lines = bank.open_lines(db)
        since = min((line.on for line in lines), default=ctx.today)
        by_batch = debits.collected_payments(db)
        loose = [
            one
            for one in bank.loose_payments(db, AT_THE_BANK, since=since)
            if one.id not in by_batch
        ]
        opens = _open_invoices(db)
        batches = debits.batches(db)
    for line in lines:
        if line.amount < 0:
            told.paid_out.append(line)
        elif found_batch := of_movement(batches, line.amount, line.on, NEAR):
            number = _pay_in(ctx, line, found_batch, dry_run=dry_run)
            batches.remove(found_batch)
            proposal = Proposal(certainty=Certainty.CERTAIN, reason="lot de prélèvements")
            told.tied.append(Explained(line=line, proposal=proposal, payment=number))
        elif SERVICE in fold(line.label) and (number := _payout(ctx, line, dry_run=dry_run)):
            proposal = Proposal(certainty=Certainty.CERTAIN, reason="versement de HelloAsso")
            told.tied.append(Explained(line=line, proposal=proposal, payment=number))
        elif found := _recorded(line, loose):
            loose.remove(found)
            _tie(ctx, line, found, told)
        else:
            opens = _settle(ctx, line, opens, told)
    return told


SERVICE = "helloasso"


def _pay_in(ctx: Context, line: KeptLine, found: KeptBatch, *, dry_run: bool) -> str:
    """Book the batch of direct debits that a movement pays in, and return its number."""
    if not dry_run:
        with begin(ctx, act="payment.match") as tx:
            pay_in(tx, load(ctx), found, line.on)
            bank.set_aside(tx, line.id, found.number)
    return found.number


def _payout(ctx: Context, line: KeptLine, *, dry_run: bool) -> str:
    """Return the payout that a movement shows: one known already, or that of what is held."""
    with begin(ctx, act="payment.payout") as tx:
        notes = bank.notes(tx.db)
        for number, on, amount in online.payouts(tx.db).values():
            if amount == line.amount and abs(on - line.on) <= NEAR and number not in notes:
                if not dry_run:
                    bank.set_aside(tx, line.id, number)
                return number
        brought = helloasso.payout_of(online.held(tx.db), line.amount, line.on)
        if not brought or dry_run:
            return "à verser" if brought else ""
        number = next_number(tx.db, series=PAYOUT, year=line.on.year)
        online.add_payout(tx, number, line.number, on=line.on, payments=brought)
        books.post(tx, load(ctx), [payout_entry(number, line.on, line.amount)])
        bank.set_aside(tx, line.id, number)
        return number


def _open_invoices(db: Connection) -> list[OpenInvoice]:
    kept = billing.invoices(db, unpaid=True)
    people = {one.id: one for one in contacts.many(db, sorted({k.contact_id for k in kept}))}
    return [
        OpenInvoice(
            number=each.invoice.number,
            payer=people[each.contact_id].reference,
            name=people[each.contact_id].full_name,
            due=each.amount_due,
            issued_on=each.invoice.issued_on,
            discount=early.discount(each),
            early_until=last_day(each.invoice),
        )
        for each in kept
    ]


def _recorded(line: KeptLine, loose: Sequence[Loose]) -> Loose | None:
    """Return the one payment that was recorded by hand and that this movement shows."""
    same = [one for one in loose if one.amount == line.amount and abs(one.on - line.on) <= NEAR]
    told = [one for one in same if one.reference and one.reference in (line.reference, line.label)]
    return told[0] if told else (same[0] if len(same) == 1 else None)


def _tie(ctx: Context, line: KeptLine, found: Loose, told: Matched) -> None:
    if not told.dry_run:
        with begin(ctx, act="payment.match") as tx:
            bank.tie(tx, line.id, found.id)
    proposal = Proposal(certainty=Certainty.CERTAIN, reason="règlement déjà enregistré")
    told.tied.append(Explained(line=line, proposal=proposal, payment=found.number))


def _settle(
    ctx: Context, line: KeptLine, opens: Sequence[OpenInvoice], told: Matched
) -> list[OpenInvoice]:
    """Record what a movement pays when it is certain; return the invoices still open."""
    proposal = propose(line.amount, line.label, line.on, opens)
    if proposal.certainty is not Certainty.CERTAIN:
        likely = proposal.certainty is Certainty.LIKELY
        (told.likely if likely else told.unknown).append(Explained(line=line, proposal=proposal))
        return list(opens)
    number, trouble = "", ""
    if not told.dry_run:
        try:
            number = _record(ctx, line, proposal)
        except ComptoirError as error:
            trouble = str(error)
    explained = Explained(line=line, proposal=proposal, payment=number, trouble=trouble)
    if trouble:
        told.unknown.append(explained)
        return list(opens)
    told.posted.append(explained)
    return [one for one in opens if one.number not in proposal.invoices]


def _record(ctx: Context, line: KeptLine, proposal: Proposal) -> str:
    """Record the payment, then tie it: a stop between the two is mended by the next `match`."""
    made = desk_payments.record(
        ctx,
        payer=proposal.payer,
        amount=line.amount,
        method=Method.TRANSFER,
        invoices=proposal.invoices,
        received_on=line.on,
        reference=line.reference or line.number,
    )
    with begin(ctx, act="payment.match") as tx:
        bank.tie(tx, line.id, bank.payment_id(tx.db, made.number))
    return made.number


FEES = re.compile(r"\b(frais|commissions?|cotis(ation)? carte|abonnement|agios)\b")


def looks_like_fee(line: KeptLine) -> bool:
    """Whether a movement seems to be what the bank takes for itself."""
    return line.amount < 0 and FEES.search(fold(line.label)) is not None


def set_aside(ctx: Context, number: str, *, note: str, fee: bool = False) -> KeptLine:
    """Say why a movement is no payment of a customer: it is not shown again.

    Args:
        ctx: who acts.
        number: B-000012.
        note: why.
        fee: it is what the bank takes for itself, to be booked (627).
    """
    ctx.act_on()
    told = on_one_line(note) or ("frais de banque" if fee else "")
    if not told:
        raise RefusedError(
            "Il manque la raison de mettre ce mouvement de côté.", remedy="Dites-la par --note."
        )
    with begin(ctx, act="payment.aside") as tx:
        line = bank.numbered(tx.db, number)
        if line.payment_id is not None:
            raise RefusedError(f"{line.number} est déjà tenu pour un règlement.")
        if fee:
            _book_fee(tx, load(ctx), line)
        bank.set_aside(tx, line.id, told)
    return line


def _book_fee(tx: Transaction, project: Project, line: KeptLine) -> None:
    if line.amount >= 0 or line.note:
        raise RefusedError(
            f"{line.number} n’est pas un débit de la banque qui reste à expliquer.",
            remedy="Voyez les mouvements : comptoir règlement lettrer --à-blanc",
        )
    books.post(tx, project, [fee_entry(line.number, line.on, -line.amount)])
