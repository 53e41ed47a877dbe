"""Consents: record what people said of our messages."""

from dataclasses import dataclass, replace
from datetime import date
from ipaddress import ip_address

from comptoir.consent import (
    ANY_CHANNEL,
    CHANNELS,
    ConsentEvent,
    EventKind,
    Purpose,
    class_scope,
    consent_channel,
    standing,
)
from comptoir.consent.model import ALL_CLASSES, SALE
from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.dates import short_date
from comptoir.desk.project import load
from comptoir.errors import InputError, Place, RefusedError
from comptoir.errors.french import unknown
from comptoir.readers.repository import last_commit
from comptoir.settings import PurposeClass
from comptoir.store import Transaction, begin, consents, contacts, reading
from comptoir.store.consents import NewEvent
from comptoir.text import on_one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How we know: the exact words, how they were collected, and where that is kept."""

    text: str = ""
    method: str = ""
    evidence: str = ""
    page: str = ""  # where the words stood: a file of the project, or an address
    commit: str = ""  # of that page, found in Git for a file
    ip: str = ""


def grant(
    ctx: Context,
    reference: str,
    *,
    purpose: str,
    channel: str,
    proof: Proof,
    on: date | None = None,
) -> Contact:
    """Record a consent, for one purpose and one channel, with its proof (GDPR, art. 7.1)."""
    if not (proof.text and proof.method):
        raise InputError(
            "un accord sans preuve ne vaut rien : il manque la phrase acceptée ou le moyen.",
            remedy="Donnez --text « … » et --method (formulaire, papier, téléphone…).",
        )
    wanted = load(ctx).purpose(purpose)
    if wanted.kind is PurposeClass.STATUTORY:
        raise RefusedError(
            f"« {wanted.title} » ne demande pas d’accord : ces messages sont dus.",
            remedy="Choisissez un traitement fondé sur le consentement.",
        )
    by = _channel(channel)
    if by == ANY_CHANNEL:
        raise InputError(
            "un accord vaut pour un canal à la fois.",
            remedy=f"Choisissez parmi {', '.join(CHANNELS)}.",
        )
    _refuse_vain(ctx, reference, wanted, by, on=on or ctx.today)
    proof = located(ctx, proof)
    return _record(ctx, reference, EventKind.GRANTED, wanted.id, by, proof=proof, on=on)


def _refuse_vain(ctx: Context, reference: str, purpose: Purpose, channel: str, *, on: date) -> None:
    """Refuse a consent that an objection or a withdrawal, of that day or since, overrules."""
    with reading(ctx) as db:
        known = consents.current(db, contacts.by_reference(db, reference))
    found = standing(known, purpose, channel)
    refused = found is not None and found.kind in (EventKind.WITHDRAWN, EventKind.OBJECTED)
    if found is not None and refused and found.since >= on:
        article = "une" if found.kind is EventKind.OBJECTED else "un"
        said = f"{article} {found.kind.french} du {short_date(found.since)}"
        raise RefusedError(
            f"{said} l’emporte sur cet accord.",
            remedy="Un nouvel accord doit être plus récent, d’un jour au moins.",
        )


def withdraw(
    ctx: Context,
    reference: str,
    *,
    purpose: str,
    channel: str = ANY_CHANNEL,
    proof: Proof | None = None,
    on: date | None = None,
) -> Contact:
    """Record that a consent is taken back: at once, and as simply as it was given."""
    wanted = load(ctx).purpose(purpose)
    by = _channel(channel)
    return _record(
        ctx, reference, EventKind.WITHDRAWN, wanted.id, by, proof=proof or Proof(), on=on
    )


def object_to(
    ctx: Context,
    reference: str,
    *,
    to: str = "*",
    channel: str = ANY_CHANNEL,
    proof: Proof | None = None,
    on: date | None = None,
) -> Contact:
    """Record an objection (GDPR, art. 21).

    Args:
        ctx: who acts.
        reference: of the contact.
        to: commercial, associative, * (both), or one purpose.
        channel: one channel, or * for all.
        proof: how we know.
        on: when the person said so; today by default.
    """
    scope = _scope(ctx, to)
    by = _channel(channel)
    return _record(ctx, reference, EventKind.OBJECTED, scope, by, proof=proof or Proof(), on=on)


def offered(
    tx: Transaction, contact_id: int, *, on: date, method: str, channel: str = "email"
) -> None:
    """Note that a way to refuse was offered when an address was collected at a sale.

    Without it, no "similar products" message may be sent to this customer (LAW, CNS003).
    """
    event = ConsentEvent(kind=EventKind.OFFERED, scope=SALE, channel=channel, on=on)
    consents.record(tx, [NewEvent(contact_id=contact_id, event=event, method=method)])


def _record(
    ctx: Context,
    reference: str,
    kind: EventKind,
    scope: str,
    channel: str,
    *,
    proof: Proof,
    on: date | None,
) -> Contact:
    today = ctx.act_on()
    if on is not None and on > today:
        raise InputError(
            "cette date est à venir.", remedy="Donnez le jour où la personne l’a dit (--on)."
        )
    event = ConsentEvent(kind=kind, scope=scope, channel=channel, on=on or today)
    with begin(ctx, act=f"consent.{kind.value}") as tx:
        contact = contacts.by_reference(tx.db, reference)
        new = NewEvent(
            contact_id=contact.id,
            event=event,
            method=proof.method or "bureau",
            text=proof.text,
            evidence=proof.evidence,
            page=proof.page,
            commit=proof.commit,
            ip=proof.ip,
        )
        consents.record(tx, [new])
        tx.record("consent", contact.reference, {f"{scope}/{channel}": (None, kind.value)})
    return contact


def located(ctx: Context, proof: Proof) -> Proof:
    """Check where the words stood: they are in the page, and the address of a machine is one.

    Raises:
        InputError: the page of the project does not hold these words, or this is no IP address.
    """
    if proof.ip:
        try:
            ip_address(proof.ip)
        except ValueError as error:
            raise InputError(
                "cette adresse IP ne peut pas exister.",
                remedy="Écrivez-la comme 192.0.2.17, ou laissez-la de côté.",
                value=proof.ip,
            ) from error
    page = ctx.root / proof.page if proof.page and "://" not in proof.page else None
    if page is None or not page.is_file():
        return proof
    if on_one_line(proof.text) not in on_one_line(page.read_text("utf-8", "replace")):
        raise InputError(
            "cette page ne contient pas la phrase acceptée.",
            remedy="Recopiez la phrase mot pour mot, ou donnez la page où elle était.",
            at=Place(proof.page),
        )
    return replace(proof, commit=proof.commit or last_commit(ctx.root, proof.page))


def _channel(channel: str) -> str:
    known = (*CHANNELS, ANY_CHANNEL)
    found = ANY_CHANNEL if channel in ("", "tous", "all") else consent_channel(channel)
    if found not in known:
        raise unknown("canal", channel, known, remedy=f"Canaux : {', '.join(CHANNELS)}.")
    return found


_CLASSES = {
    "*": ALL_CLASSES,
    "tout": ALL_CLASSES,
    "commercial": class_scope(PurposeClass.COMMERCIAL),
    "associative": class_scope(PurposeClass.ASSOCIATIVE),
    "associatif": class_scope(PurposeClass.ASSOCIATIVE),
}


def _scope(ctx: Context, to: str) -> str:
    if to in _CLASSES:
        return _CLASSES[to]
    wanted = load(ctx).purpose(to)
    if wanted.kind is PurposeClass.STATUTORY:
        raise RefusedError(
            f"on ne s’oppose pas à « {wanted.title} » : ces messages sont dus.",
            remedy="Une opposition vise commercial, associative, ou un autre traitement.",
        )
    return wanted.id
