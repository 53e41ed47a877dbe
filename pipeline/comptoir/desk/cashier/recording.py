"""Write a payment and all that it makes, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from comptoir.bookkeeping import PaidInvoice, payment_entry
from comptoir.contacts.model import Contact
from comptoir.desk import books, filing, procedures, receipts
from comptoir.desk.cashier.planning import Plan
from comptoir.desk.filing import Issuing
from comptoir.desk.parties import facts_of
from comptoir.errors import RefusedError
from comptoir.members import Donation, Membership
from comptoir.money import ZERO
from comptoir.payments import ShareKind
from comptoir.store import Transaction, billing, cheques, contacts, members, payments
from comptoir.store import online as online_payments
from comptoir.store.members import Owned
from comptoir.store.payments import Received


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A receipt that a payment gave right to."""

    number: str
    kind: str  # dues_receipt, gift_receipt
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A payment that was just recorded."""

    number: str
    payer: str
    amount: Decimal
    received_on: date
    shares: tuple[tuple[str, str, Decimal], ...]  # kind, about, amount
    receipts: tuple[Receipt, ...] = ()
    matched: tuple[tuple[str, str], ...] = ()  # invoice, code
    left: tuple[tuple[str, Decimal], ...] = ()  # invoice, what is left to pay
    discounts: tuple[tuple[str, str, Decimal], ...] = ()  # invoice, credit note, amount
    notices: tuple[str, ...] = ()


def write(act: Issuing, plan: Plan) -> Recorded:
    """Write a payment and all that it makes."""
    payment = plan.payment
    member_ids, gift_ids = _write(act, plan)
    known = [
        PaidInvoice.of(kept.invoice, paid_before=kept.paid, notes=kept.notes) for kept in plan.kept
    ]
    accounts = {due.membership.season: due.membership.account for due in plan.dues}
    entry = payment_entry(payment, known, in_collection=plan.in_collection, dues=accounts)
    books.post(act.tx, act.project, [entry])
    matched, left = _settle(act, plan)
    members.add_roles(act.tx, _roles(plan))
    papers, notices = _papers(act, plan, member_ids, gift_ids)
    receipts_ = tuple(
        Receipt(number=paper.number, kind=paper.kind, path=act.issue(paper)) for paper in papers
    )
    return Recorded(
        number=payment.number,
        payer=payment.payer,
        amount=payment.amount,
        received_on=payment.received_on,
        shares=tuple((share.kind.value, share.about, share.amount) for share in payment.shares),
        receipts=receipts_,
        matched=tuple(matched),
        left=tuple(left),
        discounts=plan.discounts,
        notices=(*plan.notices, *notices, *act.notices),
    )


def _write(act: Issuing, plan: Plan) -> tuple[list[int], list[int]]:
    """Write the payment, its memberships and gifts, then its shares; return the new ids."""
    tx, contact_id = act.tx, plan.contact.id
    payment_ids = payments.payment_ids(tx.db, 1)
    new_ids = iter(members.membership_ids(tx.db, len(plan.new_members)))
    member_ids = [due.kept.id if due.kept else next(new_ids) for due in plan.dues]
    gift_ids = list(members.donation_ids(tx.db, len(plan.donations)))
    paid_members = [
        id_ for id_, due in zip(member_ids, plan.dues, strict=True) if due.left
    ]  # a free membership makes no share
    records: list[int | None] = [*(kept.id for kept in plan.kept), *paid_members, *gift_ids]
    records += [None] * (len(plan.payment.shares) - len(records))  # what is too much pays nothing
    received = [Received(payment=plan.payment, contact_id=contact_id, records=tuple(records))]
    payments.add(tx, received, ids=payment_ids)
    if plan.online:
        online_payments.add(tx, payment_ids[0], plan.online)
    cheques.add(tx, [(payment_ids[0], cheque, None) for cheque in plan.cheques])
    new = [id_ for id_, due in zip(member_ids, plan.dues, strict=True) if due.kept is None]
    members.add_memberships(tx, _owned_by(plan, plan.new_members, payment_ids[0]), ids=new)
    _cover(tx, plan, member_ids, payment_ids[0])
    for due in plan.dues:
        if due.kept:
            day = plan.payment.received_on
            members.settle_membership(tx, due.kept.id, paid_on=day, by=payment_ids[0])
    members.add_donations(tx, _owned_by(plan, plan.donations, payment_ids[0]), ids=gift_ids)
    payments.add_shares(tx, received, ids=payment_ids)
    tx.record("payment", plan.payment.number, {"amount": (None, plan.payment.amount)})
    return member_ids, gift_ids


def _cover(tx: Transaction, plan: Plan, member_ids: Sequence[int], payment_id: int) -> None:
    """Write the memberships of those whom a fee covers: free, and tied to the one that is paid."""
    owned = [
        Owned(
            what=replace(due.membership, member=one.reference, amount=ZERO),
            contact_id=one.id,
            payment_id=payment_id,
            holder_id=holder,
        )
        for holder, due in zip(member_ids, plan.dues, strict=True)
        for one in due.covered
    ]
    members.add_memberships(tx, owned, ids=members.membership_ids(tx.db, len(owned)))


def _known(act: Issuing, membership_id: int) -> list[Contact]:
    """Return whom a membership that was paid before covers."""
    return contacts.many(act.tx.db, members.covered_by(act.tx.db, membership_id))


def _owned_by(plan: Plan, made: Sequence[Membership | Donation], payment_id: int) -> list[Owned]:
    return [Owned(what=each, contact_id=plan.contact.id, payment_id=payment_id) for each in made]


def _settle(act: Issuing, plan: Plan) -> tuple[list[tuple[str, str]], list[tuple[str, Decimal]]]:
    """Lower what is due of each invoice, and match those that are now wholly paid."""
    matched, left = [], []
    shares = [share for share in plan.payment.shares if share.kind is ShareKind.INVOICE]
    for kept, share in zip(plan.kept, shares, strict=True):
        number = kept.invoice.number
        due = billing.lower(act.tx, kept, share.amount)
        if due:
            left.append((number, due))
        elif books.keeps(act.project) and not any(note.owed for note in kept.notes):
            matched.append((number, books.match(act.tx, kept, party=plan.payment.payer)))
    return matched, left


def _roles(plan: Plan) -> list[tuple[int, str, date]]:
    id_, day = plan.contact.id, plan.payment.received_on
    roles = [(id_, "member", day)] if plan.dues else []
    roles += [(one.id, "member", day) for one in plan.covered]
    return roles + ([(id_, "donor", day)] if plan.donations else [])


def _papers(
    act: Issuing, plan: Plan, member_ids: Sequence[int], gift_ids: Sequence[int]
) -> tuple[list[filing.Paper], list[str]]:
    """Return the receipts to issue, and why some are not."""
    papers = [
        receipts.dues_paper(
            act, plan.contact, plan.who, due.membership, plan.payment, record_id=id_,
            covered=due.covered or _known(act, id_),
        )
        for id_, due in zip(member_ids, plan.dues, strict=True)
    ]  # fmt: skip
    gifts = [
        (id_, gift)
        for id_, gift in zip(gift_ids, plan.donations, strict=True)
        if not gift.receipt_by and not act.project.organisation.tax_receipts.yearly
    ]
    try:
        if gifts:
            receipts.check_gift(act.project.organisation, plan.who)
    except RefusedError as error:
        return papers, [f"Reçu fiscal non émis. {error}"]
    if gifts:  # a step that is missing stops the whole act: no gift without its receipt
        procedures.require(act.tx, "gift-receipt", plan.contact.reference)
    form = facts_of(act.tx.db, plan.contact.id).get("legal_form", "")
    papers += [
        receipts.gift_paper(
            act, plan.contact, plan.who, gift, plan.payment, record_id=id_, form=form
        )
        for id_, gift in gifts
    ]
    return papers, []
