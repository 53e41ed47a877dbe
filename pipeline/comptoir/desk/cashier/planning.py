"""What a payment makes, decided before anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comptoir.contacts.model import Contact
from comptoir.desk.cashier import early
from comptoir.desk.filing import Issuing
from comptoir.desk.memberships import dues
from comptoir.desk.memberships.dues import Due
from comptoir.desk.parties import party
from comptoir.errors import RefusedError
from comptoir.identifiers import refuse_card_number
from comptoir.members import Donation, Membership
from comptoir.money import ZERO
from comptoir.party import Party
from comptoir.payments import Cheque, Method, Payment, allocate
from comptoir.payments.cheques import check_instalments
from comptoir.payments.payment import Claim
from comptoir.sales.numbering import PAYMENT
from comptoir.store import billing
from comptoir.store import online as online_payments
from comptoir.store.billing import KeptInvoice
from comptoir.store.sequences import next_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A payment as it is told."""

    payer: str
    amount: Decimal
    method: Method
    received_on: date
    invoices: tuple[str, ...]
    dues: tuple[tuple[str, str], ...]
    gift: Decimal
    earmark: str
    reference: str
    cheques: tuple[Cheque, ...]
    keep_rest: bool
    receipt_by: str
    online: str
    in_collection: bool = False  # a direct debit of a batch: our bank has not paid it in yet
    covered: tuple[str, ...] = ()  # who else the fee covers

    def check(self, today: date) -> None:
        """Refuse what cannot be, whatever the base holds."""
        if self.received_on > today:
            raise RefusedError(
                "Un règlement ne s’enregistre qu’une fois reçu.", remedy="Vérifiez sa date."
            )
        if self.method is Method.HELLOASSO and not self.online:
            raise RefusedError(
                "Il manque la référence de ce paiement chez HelloAsso.",
                remedy="Donnez-la par --ref.",
            )
        texts = (text for one in self.cheques for text in (one.number, one.bank, one.drawer))
        refuse_card_number(self.reference, self.earmark, *texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything that one payment makes, decided before anything is written."""

    contact: Contact
    who: Party
    payment: Payment
    kept: tuple[KeptInvoice, ...]
    dues: tuple[Due, ...]
    donations: tuple[Donation, ...]
    cheques: tuple[Cheque, ...]
    online: str = ""
    in_collection: bool = False
    discounts: tuple[tuple[str, str, Decimal], ...] = ()  # invoice, credit note, amount
    notices: tuple[str, ...] = ()

    @property
    def new_members(self) -> list[Membership]:
        return [due.membership for due in self.dues if due.kept is None]

    @property
    def covered(self) -> list[Contact]:
        return [one for due in self.dues for one in due.covered]


def plan(act: Issuing, asked: Asked) -> Plan:
    """Return all that a payment makes; the credit notes of an early payment are issued first."""
    db = act.tx.db
    contact, who = party(db, asked.payer)
    if asked.online and asked.online in online_payments.references(db):
        raise RefusedError(
            f"Le paiement HelloAsso {asked.online} est déjà enregistré.",
            remedy="Voyez-les : comptoir règlement lister",
        )
    owed = [
        dues.due(
            db, act.project.organisation, contact, name, level,
            on=asked.received_on, today=act.ctx.today, covered=asked.covered,
        )
        for name, level in asked.dues
    ]  # fmt: skip
    numbers = [number.strip().upper() for number in asked.invoices]
    kept = [_owned(billing.invoice_numbered(db, number), contact) for number in numbers]
    for_invoices = asked.amount - asked.gift - sum((due.left for due in owed), ZERO)
    kept, granted, notices = early.granted(act, kept, for_invoices, asked.received_on)
    payment = Payment(
        number=next_number(db, series=PAYMENT, year=asked.received_on.year),
        payer=contact.reference,
        received_on=asked.received_on,
        method=asked.method,
        amount=asked.amount,
        reference=asked.reference,
        shares=allocate(
            asked.amount,
            invoices=[_claim(each) for each in kept],
            dues=[(due.membership.season, due.left) for due in owed],
            gift=asked.gift,
            keep_rest=asked.keep_rest,
        ),
    )
    return Plan(
        contact=contact,
        who=who,
        payment=payment,
        kept=tuple(kept),
        dues=tuple(owed),
        donations=_donations(contact, asked),
        cheques=_cheques(payment, asked.cheques),
        online=asked.online,
        in_collection=asked.in_collection,
        discounts=granted,
        notices=notices,
    )


def _donations(contact: Contact, asked: Asked) -> tuple[Donation, ...]:
    if not asked.gift:
        return ()
    made = Donation(
        donor=contact.reference,
        amount=asked.gift,
        received_on=asked.received_on,
        earmark=asked.earmark,
        receipt_by=asked.receipt_by,
    )
    return (made,)


def _owned(kept: KeptInvoice, contact: Contact) -> KeptInvoice:
    if kept.contact_id != contact.id:
        raise RefusedError(
            f"La facture {kept.invoice.number} n’est pas celle de {contact.reference}.",
            remedy="Vérifiez le numéro de la facture et la référence du contact.",
        )
    return kept


def _claim(kept: KeptInvoice) -> Claim:
    return Claim(number=kept.invoice.number, gross=kept.invoice.gross, amount_due=kept.amount_due)


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
