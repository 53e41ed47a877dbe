"""The frozen copies of the past: its invoices, and the receipts that were due."""

from collections.abc import Sequence

from comptoir.desk.history_booking import Billed, Paid
from comptoir.desk.history_cheques import Numbers
from comptoir.desk.receipts import check_gift, dues_receipt, gift_receipt
from comptoir.errors import RefusedError
from comptoir.members import Donation, Membership
from comptoir.sales.numbering import DUES, GIFT
from comptoir.sales.plain import to_json
from comptoir.settings import Organisation
from comptoir.store import Transaction
from comptoir.store.documents import Issued


def invoice_copies(billed: Sequence[Billed], ids: Sequence[int]) -> list[Issued]:
    return [
        Issued(
            number=each.invoice.number,
            kind="invoice",
            contact_id=each.person.contact.id,
            record_id=id_,
            issued_on=each.invoice.issued_on,
            content=to_json(each.invoice),
        )
        for each, id_ in zip(billed, ids, strict=True)
    ]


def receipts(
    tx: Transaction, organisation: Organisation, paid: Sequence[Paid], records: Sequence[int]
) -> list[Issued]:
    """Return the receipts of the past: of dues to all, of gifts where the law allows one."""
    due = [
        (each, record)
        for each, record in zip(paid, records, strict=True)
        if isinstance(each.what, Membership) or _receiptable(organisation, each)
    ]
    days = {
        kind: [e.payment.received_on for e, _ in due if isinstance(e.what, kind)]
        for kind in (Membership, Donation)
    }
    dues, gifts = Numbers(tx, DUES, days[Membership]), Numbers(tx, GIFT, days[Donation])
    return [
        _receipt(organisation, each, record, dues if isinstance(each.what, Membership) else gifts)
        for each, record in due
    ]


def _receiptable(organisation: Organisation, paid: Paid) -> bool:
    if not isinstance(paid.what, Donation):
        return False
    try:
        check_gift(organisation, paid.person.party)
    except RefusedError:
        return False
    return True


def _receipt(organisation: Organisation, paid: Paid, record: int, numbers: Numbers) -> Issued:
    day, party = paid.payment.received_on, paid.person.party
    number = numbers.next(day)
    if isinstance(paid.what, Membership):
        kind = "dues_receipt"
        content = to_json(
            dues_receipt(organisation, party, paid.what, paid.payment, number=number, issued_on=day)
        )
    else:
        assert isinstance(paid.what, Donation)
        kind = "gift_receipt"
        content = to_json(
            gift_receipt(organisation, party, paid.what, paid.payment, number=number, issued_on=day)
        )
    return Issued(
        number=number,
        kind=kind,
        contact_id=paid.person.contact.id,
        record_id=record,
        issued_on=day,
        content=content,
    )
