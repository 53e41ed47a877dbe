"""`comptoir debit issue` and `collect`: what is debited on a day, and the money that comes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Connection

from comptoir.bookkeeping.payments import debits_entry
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk import books, filing, project
from comptoir.desk.cashier.planning import Asked, plan
from comptoir.desk.cashier.recording import Recorded, write
from comptoir.desk.debits.mandates import waits
from comptoir.desk.filing import FOLDER
from comptoir.desk.project import Project
from comptoir.errors import RefusedError
from comptoir.law.sepa import is_target_day, target_day_from
from comptoir.money import ZERO
from comptoir.payments import Method
from comptoir.payments.mandates import Sequence as Rank
from comptoir.payments.mandates import lapsed
from comptoir.private import write_private
from comptoir.sales.numbering import DEBITS
from comptoir.sepa import Batch, Creditor, Debit, pain008
from comptoir.store import Transaction, begin, billing, debits, documents, reading, requests
from comptoir.store.billing import KeptInvoice
from comptoir.store.debits import KeptBatch, KeptMandate, ToDebit
from comptoir.store.sequences import next_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """An invoice that a batch would debit."""

    invoice: str
    payer: str
    mandate: str
    sequence: Rank
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What a batch of a day would hold, and why the rest is left out."""

    on: date
    debits: tuple[Planned, ...]
    left_out: tuple[tuple[str, str], ...]  # invoice, why

    @property
    def amount(self) -> Decimal:
        return sum((one.amount for one in self.debits), ZERO)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen:
    invoice: KeptInvoice
    mandate: KeptMandate
    sequence: Rank

    @property
    def planned(self) -> Planned:
        return Planned(
            invoice=self.invoice.invoice.number,
            payer=self.mandate.mandate.payer,
            mandate=self.mandate.mandate.reference,
            sequence=self.sequence,
            amount=self.invoice.amount_due,
        )


def foresee(ctx: Context, on: date, *, told_on: date | None = None) -> Foreseen:
    """Return what would be debited on a day.

    Args:
        ctx: who asks.
        on: the day of the debits.
        told_on: when customers were told, where their invoice does not tell them.
    """
    _check_day(ctx.today, on)
    with reading(ctx) as db:
        chosen, out = _choose(db, on, told_on)
    return Foreseen(on=on, debits=tuple(one.planned for one in chosen), left_out=tuple(out))


def issue(ctx: Context, on: date, *, told_on: date | None = None) -> KeptBatch:
    """Write the file of a batch (pain.008), and keep what it debits.

    Nothing is paid yet: `collect` records the payments on their day.

    Raises:
        RefusedError: the organisation has no creditor identifier, nothing is to be debited, or
            banks do not settle on that day.
    """
    today = ctx.act_on()
    _check_day(today, on)
    whole = project.load(ctx)
    creditor = _creditor(whole)
    with begin(ctx, act="debit.issue") as tx:
        chosen, _ = _choose(tx.db, on, told_on)
        if not chosen:
            raise RefusedError(
                f"Rien n’est à prélever le {french_date(on)}.",
                remedy="comptoir prélèvement émettre --à-blanc dit pourquoi.",
            )
        number = next_number(tx.db, series=DEBITS, year=today.year)
        made = [_debit(one, f"{number}-{rank:03d}") for rank, one in enumerate(chosen, 1)]
        batch = Batch(
            number=number,
            on=on,
            made_at=ctx.local(ctx.now()),
            creditor=creditor,
            debits=tuple(made),
        )
        content = pain008(batch)
        path = f"prelevements/{today.year}/{today}_prelevements_{number}.xml"
        rows = [
            ToDebit(
                mandate_id=one.mandate.id,
                invoice_id=one.invoice.id,
                end_to_end=debit.end_to_end,
                sequence=debit.sequence.value,
                amount=debit.amount,
            )
            for one, debit in zip(chosen, made, strict=True)
        ]
        debits.add_batch(tx, number, on, rows, path=path, sha=documents.sha256(content))
        write_private(ctx.var / FOLDER / path, content)
        return debits.batch_numbered(tx.db, number)


def _debit(one: _Chosen, end_to_end: str) -> Debit:
    return Debit(
        end_to_end=end_to_end,
        mandate=one.mandate.mandate,
        sequence=one.sequence,
        amount=one.invoice.amount_due,
        about=f"Facture {one.invoice.invoice.number}",
        former_iban=one.mandate.former_iban,
    )


def _creditor(whole: Project) -> Creditor:
    bank = whole.organisation.bank
    for key, text, what in (
        ("creditor_id", bank.creditor_id, "l’identifiant créancier SEPA (ICS)"),
        ("iban", bank.iban, "le compte où l’argent arrive"),
    ):
        if not text:
            raise RefusedError(
                f"Il manque {what}.",
                remedy=f"Ajoutez {key} à [bank] dans legal/organisation.toml ; la banque donne "
                "l’ICS à qui le demande.",
            )
    return Creditor(
        name=whole.organisation.name,
        identifier=bank.creditor_id,
        iban="".join(bank.iban.split()),
        bic=bank.bic,
    )


def _check_day(today: date, on: date) -> None:
    if on <= today:
        raise RefusedError(
            "Un prélèvement se remet à la banque avant son jour.",
            remedy=f"Choisissez au plus tôt le {french_date(target_day_from(next_day(today)))}.",
        )
    if not is_target_day(on):
        raise RefusedError(
            f"Les banques ne règlent rien le {french_date(on, weekday=True)}.",
            remedy=f"Choisissez le {french_date(target_day_from(on), weekday=True)}.",
        )


def next_day(day: date) -> date:
    return day + timedelta(days=1)


def _choose(
    db: Connection, on: date, told_on: date | None
) -> tuple[list[_Chosen], list[tuple[str, str]]]:
    """Return the invoices to debit on a day, and why others of the same customers are not."""
    signed = {kept.contact_id: kept for kept in debits.mandates(db) if kept.ended_on is None}
    last = debits.last_debits(db)
    held = {d.invoice_id for b in debits.batches(db) for d in b.debits if d.returned_on is None}
    disputed = requests.contesting(db)
    chosen: list[_Chosen] = []
    out: list[tuple[str, str]] = []
    used = set(last)
    for kept in billing.invoices(db, unpaid=True):
        mandate = signed.get(kept.contact_id)
        if mandate is None or kept.id in held:
            continue
        why = _why_not(kept, mandate, on, told_on, last.get(mandate.id), disputed)
        if not why and mandate.mandate.once and mandate.id in used:
            why = "son mandat ne valait qu’une fois"
        if why:
            out.append((kept.invoice.number, why))
            continue
        sequence = mandate.mandate.sequence(used=mandate.id in used)
        used.add(mandate.id)
        chosen.append(_Chosen(invoice=kept, mandate=mandate, sequence=sequence))
    return chosen, out


def _why_not(
    kept: KeptInvoice,
    mandate: KeptMandate,
    on: date,
    told_on: date | None,
    last: date | None,
    disputed: Mapping[str, str],
) -> str:
    """Return why an invoice is not debited on a day, or nothing."""
    invoice, signed = kept.invoice, mandate.mandate
    if mandate.new_iban:
        return waits(mandate)
    if lapsed(last or signed.signed_on, on):
        return f"le mandat {signed.reference} n’a pas servi depuis trois ans : il ne vaut plus rien"
    if invoice.number in disputed:
        return f"elle est contestée ({disputed[invoice.number]})"
    if invoice.debit and invoice.debit.on > on:
        return f"elle annonce son prélèvement pour le {french_date(invoice.debit.on)}"
    if invoice.due_on > on:
        return f"elle n’est due que le {french_date(invoice.due_on)}"
    told = invoice.issued_on if invoice.debit else told_on
    if told is None:
        return "rien n’annonce son prélèvement : prévenez le client, puis dites-le par --prévenu-le"
    if told > signed.told_by(on):
        return f"le client est prévenu moins de {signed.notice_days} jours avant"
    return ""


def collect(
    ctx: Context, number: str, *, at_bank: bool = False
) -> tuple[KeptBatch, list[Recorded]]:
    """Record the payments of a batch whose day has come: 5116 against 411, each its invoice.

    Args:
        ctx: who acts.
        number: PR-2026-0001.
        at_bank: the bank has paid it in too (512).
    """
    today = ctx.act_on()
    made: list[Recorded] = []
    with filing.issuing(ctx, act="debit.collect") as act:
        kept = debits.batch_numbered(act.tx.db, number)
        if kept.on > today:
            raise RefusedError(
                f"{kept.number} se prélève le {french_date(kept.on)}.",
                remedy="Ses règlements s’enregistrent ce jour-là.",
            )
        if kept.collected_on is None:
            for one in kept.debits:
                if one.returned_on is None:
                    made.append(_paid(act, kept, one))
            debits.settle(act.tx, kept, collected_on=today)
        elif not at_bank or kept.banked_on:
            raise RefusedError(
                f"{kept.number} est déjà encaissé.",
                remedy=f"Voyez-le : comptoir prélèvement montrer {kept.number}",
            )
        if at_bank:
            pay_in(act.tx, act.project, debits.batch_numbered(act.tx.db, number), today)
        done = debits.batch_numbered(act.tx.db, number)
    return done, made


def _paid(act: filing.Issuing, kept: KeptBatch, one: debits.KeptDebit) -> Recorded:
    """Record one payment; what its invoice does not owe any more is kept for the customer."""
    left = billing.invoice_numbered(act.tx.db, one.invoice).amount_due
    asked = Asked(
        payer=one.payer,
        amount=one.amount,
        method=Method.DIRECT_DEBIT,
        received_on=kept.on,
        invoices=(one.invoice,) if left > 0 else (),
        dues=(),
        gift=ZERO,
        earmark="",
        reference=one.end_to_end,
        cheques=(),
        keep_rest=True,
        receipt_by="",
        online="",
        in_collection=True,
    )
    made = write(act, plan(act, asked))
    debits.paid(act.tx, one.id, made.number)
    return made


def pay_in(tx: Transaction, whole: Project, kept: KeptBatch, on: date) -> None:
    """Book that our bank paid a batch in: 512 against 5116, less what came back before."""
    if kept.in_collection:
        books.post(tx, whole, [debits_entry(kept.number, on, kept.in_collection)])
    debits.settle(tx, kept, banked_on=on)


def shown(ctx: Context, number: str) -> tuple[KeptBatch, Path]:
    """Return a batch, and where its file is."""
    with reading(ctx) as db:
        kept = debits.batch_numbered(db, number)
    return kept, ctx.var / FOLDER / kept.path


def listing(ctx: Context) -> list[KeptBatch]:
    with reading(ctx) as db:
        return debits.batches(db)


def of_movement(
    kept: Sequence[KeptBatch], amount: Decimal, on: date, near: timedelta
) -> KeptBatch | None:
    """Return the batch that a movement of the bank pays in."""
    found = [
        one for one in kept
        if one.banked_on is None and one.collected_on and one.in_collection == amount
        and abs(one.on - on) <= near
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None
