"""`comptoir payment`: record what was received, and everything that it pays, in one act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from comptoir.bookkeeping import PaidInvoice, payment_entry
from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.desk import books, filing, procedures, receipts
from comptoir.desk.filing import Issuing
from comptoir.desk.parties import facts_of, party
from comptoir.errors import RefusedError
from comptoir.identifiers import refuse_card_number
from comptoir.members import Donation, Level, Membership, fee
from comptoir.members.membership import season_named
from comptoir.money import ZERO
from comptoir.party import Party
from comptoir.payments import Cheque, Method, Payment, ShareKind, allocate
from comptoir.payments.cheques import check_instalments
from comptoir.payments.payment import Claim
from comptoir.sales.numbering import PAYMENT
from comptoir.store import billing, cheques, documents, members, payments, reading
from comptoir.store import online as online_payments
from comptoir.store.billing import KeptInvoice
from comptoir.store.cheques import KeptCheque
from comptoir.store.members import KeptMembership, Owned
from comptoir.store.payments import Kept, Received
from comptoir.store.sequences import next_number


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
    notices: tuple[str, ...] = ()


def record(
    ctx: Context,
    *,
    payer: str,
    amount: Decimal,
    method: Method,
    invoices: Sequence[str] = (),
    dues: Sequence[tuple[str, Level]] = (),
    gift: Decimal = ZERO,
    earmark: str = "",
    received_on: date | None = None,
    reference: str = "",
    by_cheques: Sequence[Cheque] = (),
    keep_rest: bool = False,
    receipt_by: str = "",
    online: str = "",
) -> Recorded:
    """Record a payment and all that it pays, in one transaction.

    Args:
        ctx: who acts.
        payer: C-000123.
        amount: what was received.
        method: how.
        invoices: numbers that it pays, in order; only the last may stay unpaid in part.
        dues: seasons and levels.
        gift: what is given for nothing.
        earmark: what the gift is for.
        received_on: today by default.
        reference: of the cheque or the transfer.
        by_cheques: those that it is made of; one, to be cashed at once, unless said.
        keep_rest: what is too much is kept for the payer.
        receipt_by: who else gave the tax receipt of the gift: none is issued here, ever.
        online: reference of the payment at the service that took it.

    Raises:
        RefusedError: the amount is not exactly what it pays, or the law forbids it.
    """
    today = ctx.act_on()
    day = received_on or today
    if day > today:
        raise RefusedError(
            "Un règlement ne s’enregistre qu’une fois reçu.", remedy="Vérifiez sa date."
        )
    online = online or (reference.strip() if method is Method.HELLOASSO else "")
    if method is Method.HELLOASSO and not online:
        raise RefusedError(
            "Il manque la référence de ce paiement chez HelloAsso.", remedy="Donnez-la par --ref."
        )
    cheque_texts = (text for one in by_cheques for text in (one.number, one.bank, one.drawer))
    refuse_card_number(reference, earmark, *cheque_texts)
    with filing.issuing(ctx, act="payment.record") as act:
        db = act.tx.db
        contact, who = party(db, payer)
        if online and online in online_payments.references(db):
            raise RefusedError(
                f"Le paiement HelloAsso {online} est déjà enregistré.",
                remedy="Voyez-les : comptoir règlement lister",
            )
        owed = [_due(act, contact, name, level, day) for name, level in dues]
        kept = [_owned(billing.invoice_numbered(db, n.strip().upper()), contact) for n in invoices]
        fees = [(due.membership.season, due.left) for due in owed]
        payment = Payment(
            number=next_number(db, series=PAYMENT, year=day.year),
            payer=contact.reference,
            received_on=day,
            method=method,
            amount=amount,
            reference=reference,
            shares=allocate(
                amount,
                invoices=[_claim(k) for k in kept],
                dues=fees,
                gift=gift,
                keep_rest=keep_rest,
            ),
        )
        donations = (
            [
                Donation(
                    donor=contact.reference,
                    amount=gift,
                    received_on=day,
                    earmark=earmark,
                    receipt_by=receipt_by,
                )
            ]
            if gift
            else []
        )
        plan = _Plan(
            contact=contact,
            who=who,
            payment=payment,
            kept=tuple(kept),
            dues=tuple(owed),
            donations=tuple(donations),
            cheques=_cheques(payment, by_cheques),
            online=online,
        )
        return _done(act, plan)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """Everything that one payment makes, decided before anything is written."""

    contact: Contact
    who: Party
    payment: Payment
    kept: tuple[KeptInvoice, ...]
    dues: tuple["_Due", ...]
    donations: tuple[Donation, ...]
    cheques: tuple[Cheque, ...]
    online: str = ""

    @property
    def new_members(self) -> list[Membership]:
        return [due.membership for due in self.dues if due.kept is None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Due:
    """A membership that a payment pays: a new one, or one whose fee is still owed."""

    membership: Membership
    left: Decimal
    kept: KeptMembership | None = None


def _owned(kept: KeptInvoice, contact: Contact) -> KeptInvoice:
    if kept.contact_id != contact.id:
        raise RefusedError(
            f"La facture {kept.invoice.number} n’est pas celle de {contact.reference}.",
            remedy="Vérifiez le numéro de la facture et la référence du contact.",
        )
    return kept


def _claim(kept: KeptInvoice) -> Claim:
    return Claim(number=kept.invoice.number, gross=kept.invoice.gross, amount_due=kept.amount_due)


def _due(act: Issuing, contact: Contact, name: str, level: Level, day: date) -> _Due:
    """Return what a fee is: of a new membership, or what is left of one.

    Raises:
        RefusedError: it is paid already.
    """
    season = season_named(act.project.organisation, name)
    kept = members.membership_of(act.tx.db, contact.id, season.name)
    if kept and not kept.left:
        raise RefusedError(
            f"{contact.reference} est déjà adhérent pour {season.name}.",
            remedy="Vérifiez la référence, ou enregistrez un don.",
        )
    made = Membership(
        member=contact.reference,
        season=season.name,
        level=Level(kept.level) if kept else level,
        amount=kept.amount if kept else fee(season, level),
        recorded_on=act.ctx.today,
        paid_on=day,
    )
    return _Due(membership=made, left=kept.left if kept else made.amount, kept=kept)


def _cheques(payment: Payment, given: Sequence[Cheque]) -> tuple[Cheque, ...]:
    """Return the cheques of a payment: those said, or the one that it is."""
    if payment.method is not Method.CHEQUE:
        if given:
            raise RefusedError(
                "Des chèques ne se disent que pour un règlement par chèque.",
                remedy="Ajoutez --mode chèque.",
            )
        return ()
    if not given:
        alone = Cheque(
            amount=payment.amount, planned_on=payment.received_on, number=payment.reference
        )
        return (alone,)
    check_instalments(given, amount=payment.amount, received_on=payment.received_on)
    return tuple(given)


def _done(act: Issuing, plan: _Plan) -> Recorded:
    """Write a payment and all that it makes."""
    payment = plan.payment
    member_ids, gift_ids = _write(act, plan)
    known = [
        PaidInvoice.of(kept.invoice, paid_before=kept.paid, notes=kept.notes) for kept in plan.kept
    ]
    books.post(act.tx, act.project, [payment_entry(payment, known)])
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
        notices=(*notices, *act.notices),
    )


def _write(act: Issuing, plan: _Plan) -> tuple[list[int], list[int]]:
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
    for due in plan.dues:
        if due.kept:
            day = plan.payment.received_on
            members.settle_membership(tx, due.kept.id, paid_on=day, by=payment_ids[0])
    members.add_donations(tx, _owned_by(plan, plan.donations, payment_ids[0]), ids=gift_ids)
    payments.add_shares(tx, received, ids=payment_ids)
    tx.record("payment", plan.payment.number, {"amount": (None, plan.payment.amount)})
    return member_ids, gift_ids


def _owned_by(plan: _Plan, made: Sequence[Membership | Donation], payment_id: int) -> list[Owned]:
    return [Owned(what=each, contact_id=plan.contact.id, payment_id=payment_id) for each in made]


def _settle(act: Issuing, plan: _Plan) -> tuple[list[tuple[str, str]], list[tuple[str, Decimal]]]:
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


def _roles(plan: _Plan) -> list[tuple[int, str, date]]:
    id_, day = plan.contact.id, plan.payment.received_on
    roles = [(id_, "member", day)] if plan.dues else []
    return roles + ([(id_, "donor", day)] if plan.donations else [])


def _papers(
    act: Issuing, plan: _Plan, member_ids: Sequence[int], gift_ids: Sequence[int]
) -> tuple[list[filing.Paper], list[str]]:
    """Return the receipts to issue, and why some are not."""
    papers = [
        receipts.dues_paper(
            act, plan.contact, plan.who, due.membership, plan.payment, record_id=id_
        )
        for id_, due in zip(member_ids, plan.dues, strict=True)
    ]
    gifts = [
        (id_, gift)
        for id_, gift in zip(gift_ids, plan.donations, strict=True)
        if not gift.receipt_by
    ]
    try:
        if gifts:
            receipts.check_gift(act.project.organisation, plan.who)
    except RefusedError as error:
        return papers, [f"Reçu fiscal non émis. {error}"]
    if plan.donations:  # a step that is missing stops the whole act: no gift without its receipt
        procedures.require(act.tx, "gift-receipt", plan.contact.reference)
    form = facts_of(act.tx.db, plan.contact.id).get("legal_form", "")
    papers += [
        receipts.gift_paper(
            act, plan.contact, plan.who, gift, plan.payment, record_id=id_, form=form
        )
        for id_, gift in gifts
    ]
    return papers, []


def payments_list(ctx: Context) -> list[Kept]:
    """Return recorded payments, oldest first."""
    with reading(ctx) as db:
        return payments.all_payments(db)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A payment with its cheques, and what was taken back of it."""

    kept: Kept
    cheques: tuple[KeptCheque, ...]
    taken_back: tuple[Payment, ...]
    void: tuple[str, ...]  # receipts


def shown(ctx: Context, number: str) -> Shown:
    """Return one payment and what became of it."""
    with reading(ctx) as db:
        kept = payments.payment_numbered(db, number)
        void = set(documents.voids(db))
        return Shown(
            kept=kept,
            cheques=tuple(cheques.of_payment(db, kept.id)),
            taken_back=tuple(payments.taking_back(db, kept.id)),
            void=tuple(n for n in payments.receipts_of(db, kept) if n in void),
        )
