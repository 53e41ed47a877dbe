"""The receipts that dues and gifts give right to, as papers ready to issue."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from comptoir.contacts.model import Contact
from comptoir.desk import papers
from comptoir.desk.filing import Issuing, Paper, check_order
from comptoir.members import Donation, DuesReceipt, GiftReceipt, Membership, plans
from comptoir.members.receipts import GiftOn, check_donor, dues_face, gift_face, may_issue
from comptoir.money import ZERO
from comptoir.party import Party
from comptoir.payments import Payment, ShareKind
from comptoir.sales.face import address_lines
from comptoir.sales.mentions import seller_of
from comptoir.sales.numbering import DUES, GIFT
from comptoir.sales.plain import to_json
from comptoir.settings import Organisation
from comptoir.store.sequences import next_number

__all__ = ["check_gift", "dues_paper", "dues_receipt", "gift_paper", "gift_receipt"]


def dues_receipt(
    organisation: Organisation,
    member: Party,
    membership: Membership,
    payment: Payment,
    *,
    number: str,
    issued_on: date,
    covered: tuple[str, ...] = (),
) -> DuesReceipt:
    period = plans.days_of(organisation, membership)
    return DuesReceipt(
        number=number,
        issued_on=issued_on,
        member=member,
        season=period.said,
        period=period.french,
        level=membership.level,
        amount=membership.amount,
        paid_on=payment.received_on,
        method=payment.method.french,
        plan=plans.plan_title(organisation, membership.level),
        covered=covered,
    )


def gift_receipt(
    organisation: Organisation,
    donor: Party,
    donation: Donation,
    payment: Payment,
    *,
    number: str,
    issued_on: date,
    form: str = "",
    gifts: tuple[GiftOn, ...] = (),
) -> GiftReceipt:
    title = organisation.director_title
    return GiftReceipt(
        number=number,
        issued_on=issued_on,
        body=replace(seller_of(organisation), reference=organisation.rna),
        body_object=organisation.tax_receipts.object or organisation.purpose,
        body_status=organisation.tax_receipts.basis,
        donor=donor,
        donor_form=form,
        amount=donation.amount,
        received_on=donation.received_on,
        method=" et ".join(dict.fromkeys(one.method for one in gifts)) or payment.method.french,
        gifts=gifts,
        signatory=f"{organisation.publication_director}{', ' if title else ''}{title}",
    )


def check_gift(organisation: Organisation, donor: Party) -> None:
    """Refuse a tax receipt that may not be made, before it takes a number."""
    may_issue(organisation)
    check_donor(donor)


def dues_paper(
    act: Issuing,
    contact: Contact,
    member: Party,
    membership: Membership,
    payment: Payment,
    *,
    record_id: int,
    covered: Sequence[Contact] = (),
) -> Paper:
    today, db = act.ctx.today, act.tx.db
    check_order(db, "dues_receipt", today)
    receipt = dues_receipt(
        act.project.organisation,
        member,
        membership,
        payment,
        number=next_number(db, series=DUES, year=today.year),
        issued_on=today,
        covered=tuple(one.full_name for one in covered),
    )
    face = dues_face(receipt, address=address_lines(member))
    act.judge(papers.dues_paper(receipt, face, act.project), on=today)
    return Paper(
        number=receipt.number,
        kind="dues_receipt",
        contact_id=contact.id,
        contact_reference=contact.reference,
        record_id=record_id,
        issued_on=today,
        content=to_json(receipt),
        template="print/receipt-dues.typ",
        face=face,
    )


def gift_paper(
    act: Issuing,
    contact: Contact,
    donor: Party,
    donation: Donation,
    payment: Payment,
    *,
    record_id: int,
    form: str = "",
    gifts: tuple[GiftOn, ...] = (),
) -> Paper:
    today, db = act.ctx.today, act.tx.db
    check_order(db, "gift_receipt", today)
    receipt = gift_receipt(
        act.project.organisation,
        donor,
        donation,
        payment,
        number=next_number(db, series=GIFT, year=today.year),
        issued_on=today,
        form=form,
        gifts=gifts,
    )
    face = gift_face(receipt, address=address_lines(donor))
    shares = (s.amount for s in payment.shares if s.kind is ShareKind.DONATION)
    given = sum((one.amount for one in gifts), ZERO) or sum(shares, ZERO)
    act.judge(papers.gift_paper(receipt, face, act.project, received=given), on=today)
    return Paper(
        number=receipt.number,
        kind="gift_receipt",
        contact_id=contact.id,
        contact_reference=contact.reference,
        record_id=record_id,
        issued_on=today,
        content=to_json(receipt),
        template="print/receipt-gift.typ",
        face=face,
    )
