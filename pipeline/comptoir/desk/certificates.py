"""`comptoir membership certificate`: attest at the desk what somebody paid over a season."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Connection

from comptoir.context import Context
from comptoir.desk import filing
from comptoir.desk.filing import Paper, check_order
from comptoir.desk.parties import party
from comptoir.members.certificates import Certificate, PaidThing, certificate_face
from comptoir.members.plans import period_named
from comptoir.money import ZERO
from comptoir.payments import Share, ShareKind
from comptoir.sales.face import address_lines
from comptoir.sales.numbering import CERTIFICATE
from comptoir.sales.plain import to_json
from comptoir.store import payments
from comptoir.store.payments import Kept
from comptoir.store.sequences import next_number

SAID = {ShareKind.INVOICE: "Facture", ShareKind.MEMBERSHIP: "Cotisation"}


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeCertificate:
    """A certificate that was just issued."""

    number: str
    payer: str
    total: Decimal
    path: Path


def issue(ctx: Context, who: str, *, season: str) -> MadeCertificate:
    """Attest what somebody paid in a season: fees and invoices, less what was taken back.

    Gifts have their tax receipt, and are no payment for something.

    Raises:
        RefusedError: nothing was paid.
    """
    today = ctx.act_on()
    with filing.issuing(ctx, act="receipt.certificate") as act:
        organisation = act.project.organisation
        contact, payer = party(act.tx.db, who)
        when = period_named(organisation, season)
        check_order(act.tx.db, "certificate", today)
        title = organisation.director_title
        made = Certificate(
            number=next_number(act.tx.db, series=CERTIFICATE, year=today.year),
            issued_on=today,
            payer=payer,
            starts=when.starts,
            ends=min(when.ends, today),
            paid=tuple(_paid(act.tx.db, contact.id, when.starts, when.ends)),
            signatory=f"{organisation.publication_director}{', ' if title else ''}{title}",
        )
        paper = Paper(
            number=made.number,
            kind="certificate",
            contact_id=contact.id,
            contact_reference=contact.reference,
            record_id=contact.id,
            issued_on=today,
            content=to_json(made),
            template="print/certificate.typ",
            face=certificate_face(made, address=address_lines(payer)),
        )
        path = act.issue(paper)
    return MadeCertificate(number=made.number, payer=contact.reference, total=made.total, path=path)


def _paid(db: Connection, contact_id: int, first: date, last: date) -> list[PaidThing]:
    """Return what was paid and stays paid, oldest first."""
    mine = [one for one in payments.all_payments(db) if one.contact_id == contact_id]
    back: dict[tuple[str, ShareKind, str], Decimal] = {}
    for one in mine:
        for share in one.payment.shares:
            if one.payment.reverses:
                key = (one.payment.reverses, share.kind, share.about)
                back[key] = back.get(key, ZERO) - share.amount
    found = []
    for one in mine:
        if one.payment.reverses or not first <= one.payment.received_on <= last:
            continue
        for share in one.payment.shares:
            key = (one.payment.number, share.kind, share.about)
            left = share.amount - back.get(key, ZERO)
            if share.kind in SAID and left:
                found.append(_thing(one, share, left))
    return found


def _thing(kept: Kept, share: Share, left: Decimal) -> PaidThing:
    return PaidThing(
        what=f"{SAID[share.kind]} {share.about}",
        paid_on=kept.payment.received_on,
        method=kept.payment.method.french,
        amount=left,
    )
