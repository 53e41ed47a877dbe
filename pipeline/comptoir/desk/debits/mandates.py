"""`comptoir debit mandate`: what customers signed, and the account that changes."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from comptoir.context import Context
from comptoir.dates import french_date, short_date
from comptoir.desk import project
from comptoir.desk.cashier.refunds import ALONE
from comptoir.desk.filing import FOLDER
from comptoir.desk.parties import party
from comptoir.errors import InputError, RefusedError
from comptoir.errors.french import os_error
from comptoir.law.sepa import NOTICE_DAYS, target_day_from
from comptoir.payments import Mandate
from comptoir.payments.mandates import check_iban, masked, plain_iban
from comptoir.private import write_private
from comptoir.sales.documents import DirectDebit
from comptoir.sales.numbering import MANDATE
from comptoir.store import Transaction, begin, debits, documents, reading
from comptoir.store.debits import KeptMandate
from comptoir.store.sequences import next_number

SIGNED = (".pdf", ".jpg", ".jpeg", ".png")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A mandate as it is told."""

    payer: str
    iban: str
    signed_on: date
    file: Path
    reference: str = ""  # of a former program; ours otherwise
    holder: str = ""  # who pays, unless said
    once: bool = False
    business: bool = False
    notice_days: int = NOTICE_DAYS


def record(ctx: Context, asked: Signed) -> KeptMandate:
    """Keep a signed mandate.

    Raises:
        InputError: its paper is not there, or is no picture nor PDF.
        RefusedError: its IBAN is wrong, or the payer has a mandate already.
    """
    today = ctx.act_on()
    if asked.signed_on > today:
        raise RefusedError("Un mandat ne se signe pas demain.", remedy="Vérifiez sa date.")
    content = _read(asked.file)
    with begin(ctx, act="debit.mandate") as tx:
        contact, who = party(tx.db, asked.payer)
        for one in debits.mandates(tx.db, contact_id=contact.id):
            if one.ended_on is None:
                raise RefusedError(
                    f"{contact.reference} a déjà le mandat {one.mandate.reference}.",
                    remedy="Son compte a changé ? comptoir prélèvement compte "
                    f"{one.mandate.reference} --iban …",
                )
        made = Mandate(
            reference=asked.reference.strip()
            or next_number(tx.db, series=MANDATE, year=today.year),
            payer=contact.reference,
            holder=asked.holder.strip() or who.name,
            iban=plain_iban(asked.iban),
            signed_on=asked.signed_on,
            once=asked.once,
            business=asked.business,
            notice_days=asked.notice_days,
        )
        if any(one.mandate.reference == made.reference for one in debits.mandates(tx.db)):
            raise RefusedError(
                f"Un mandat porte déjà la référence {made.reference}.", remedy="Vérifiez --rum."
            )
        mark = documents.sha256(made.reference.encode())[:8]
        name = f"{made.signed_on}_mandat_{mark}_{contact.reference}{asked.file.suffix.lower()}"
        path = f"mandats/{made.signed_on.year}/{name}"
        debits.add_mandate(
            tx, made, contact_id=contact.id, path=path, sha=documents.sha256(content)
        )
        write_private(ctx.var / FOLDER / path, content)
        return debits.mandate_named(tx.db, made.reference)


def _read(file: Path) -> bytes:
    if file.suffix.lower() not in SIGNED:
        raise InputError(
            "Le mandat signé se garde tel qu’il a été reçu.",
            remedy=f"Donnez un fichier {', '.join(SIGNED)}.",
        )
    try:
        return file.read_bytes()
    except OSError as error:
        raise os_error(error) from error


def listing(ctx: Context) -> list[KeptMandate]:
    with reading(ctx) as db:
        return debits.mandates(db)


def end(ctx: Context, reference: str, *, reason: str) -> KeptMandate:
    """Note that a mandate was revoked: nothing is debited by it any more."""
    today = ctx.act_on()
    with begin(ctx, act="debit.end") as tx:
        kept = _running(tx, reference)
        debits.end_mandate(tx, kept, on=today, reason=reason.strip() or "révoqué")
        return debits.mandate_named(tx.db, kept.mandate.reference)


def change(ctx: Context, reference: str, iban: str) -> KeptMandate:
    """Note another account: no debit is made until somebody else confirms it."""
    ctx.act_on()
    wanted = plain_iban(iban)
    check_iban(wanted)
    with begin(ctx, act="debit.account") as tx:
        kept = _running(tx, reference)
        if wanted == kept.mandate.iban:
            raise RefusedError("C’est déjà son compte.", remedy="Il n’y a rien à changer.")
        debits.tell_iban(tx, kept, wanted)
        return replace(kept, new_iban=wanted, told_by=ctx.actor.login, told_on=ctx.today)


def confirm(ctx: Context, reference: str, *, accepted: bool) -> KeptMandate:
    """Confirm the account that waits, or refuse it; who typed it never confirms it.

    Raises:
        RefusedError: nothing waits, or the same person said it.
    """
    ctx.act_on()
    whole = project.load(ctx)
    with begin(ctx, act="debit.confirm") as tx:
        kept = _running(tx, reference)
        if not kept.new_iban:
            raise RefusedError(
                f"Aucun IBAN n’attend pour {kept.mandate.reference}.",
                remedy="Il n’y a rien à confirmer.",
            )
        alone = whole.organisation.kind in ALONE and len(whole.site.people) <= 1
        if accepted and kept.told_by == ctx.actor.login and not alone:
            raise RefusedError(
                "Qui a saisi un IBAN ne peut pas le confirmer.",
                remedy="Demandez à quelqu’un d’autre, sous son propre nom ; vous pouvez seulement "
                "le refuser.",
            )
        debits.decide_iban(tx, kept, accepted=accepted)
        return debits.mandate_named(tx.db, kept.mandate.reference)


def _running(tx: Transaction, reference: str) -> KeptMandate:
    kept = debits.mandate_named(tx.db, reference)
    if kept.ended_on is not None:
        raise RefusedError(
            f"Le mandat {kept.mandate.reference} a pris fin le {french_date(kept.ended_on)} "
            f"({kept.end_reason}).",
            remedy="Faites-en signer un autre.",
        )
    return kept


def waits(kept: KeptMandate) -> str:
    """Say that an account waits, and how it is confirmed."""
    told = f" le {short_date(kept.told_on)}" if kept.told_on else ""
    return (
        f"L’IBAN du mandat {kept.mandate.reference} a changé{told} "
        f"({masked(kept.new_iban)}) : rien n’est prélevé tant qu’une autre personne ne l’a pas "
        "confirmé, après avoir appelé le client à un numéro déjà connu (comptoir prélèvement "
        f"confirmer {kept.mandate.reference})."
    )


def foreseen(
    tx: Transaction, whole: project.Project, contact_id: int, today: date, due: date
) -> DirectDebit | None:
    """Return how an invoice of a day will be debited, where its customer signed for it."""
    creditor = whole.organisation.bank.creditor_id
    if not creditor:
        return None
    for kept in debits.mandates(tx.db, contact_id=contact_id):
        made = kept.mandate
        if kept.ended_on is None and not made.once and not kept.new_iban:
            first = max(due, today + timedelta(days=made.notice_days))
            return DirectDebit(
                on=target_day_from(first),
                mandate=made.reference,
                creditor=creditor,
                account=masked(made.iban),
            )
    return None
