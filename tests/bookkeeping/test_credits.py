"""Credit notes and deposits in the books: what is given back cancels what was claimed."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.bookkeeping import (
    PaidInvoice,
    credit_entry,
    credit_note,
    invoice_entry,
    payment_entry,
)
from comptoir.errors import InputError, RefusedError
from comptoir.law import chart
from comptoir.ledger import trial_balance
from comptoir.money import ZERO
from comptoir.payments import Method, Payment, Share, ShareKind
from comptoir.sales import Allowance, Charge, CreditNote, Nature
from comptoir.sales.credits import (
    credit_all,
    credit_amount,
    credit_lines,
    left_to_credit,
    line_named,
)
from comptoir.sales.plain import from_json, to_json

from make_sales import DAY, course, guide, invoice, invoices, line


def note_on(made, credited, *, notes=(), paid=ZERO, number="A-2026-0001"):
    claim = PaidInvoice.of(made, paid_before=paid, notes=notes)
    return credit_note(made, credited, claim, number=number, issued_on=DAY, reason="Retour")


def pay(made, amount, *, before=ZERO, notes=(), number="P-2026-0001"):
    payment = Payment(
        number=number,
        payer="C-000123",
        received_on=DAY,
        method=Method.TRANSFER,
        amount=amount,
        shares=(Share(kind=ShareKind.INVOICE, amount=amount, about=made.number),),
    )
    return payment_entry(payment, [PaidInvoice.of(made, paid_before=before, notes=notes)])


def left(entries):
    """Return the accounts that entries do not bring back to zero."""
    return {one.account: one.closing for one in trial_balance(entries) if one.closing}


@given(invoices())
def test_an_invoice_and_its_full_credit_are_nothing_account_by_account(made):
    note = note_on(made, credit_all(made))
    assert left([invoice_entry(made), credit_entry(note)]) == {}
    assert (note.applied, note.owed) == (made.gross, ZERO)


@given(invoices(), st.data())
def test_credits_by_pieces_add_up_to_the_invoice(made, data):
    notes, entries = [], [invoice_entry(made)]
    while left_to_credit(made, [n.credited for n in notes]) > 0 and len(notes) < 4:
        earlier = [note.credited for note in notes]
        try:
            if len(notes) == 3:
                credited = credit_all(made, earlier)
            elif data.draw(st.booleans()):
                index = data.draw(st.integers(0, len(made.offer.lines) - 1))
                whole = made.offer.lines[index].quantity
                share = data.draw(st.sampled_from([whole, whole / 2]))
                credited = credit_lines(made, [(index, round(share, 4))], earlier)
            else:
                amount = Decimal(data.draw(st.integers(1, 5_000))).scaleb(-2)
                credited = credit_amount(made, amount, label="Rabais", earlier=earlier)
            note = note_on(made, credited, notes=notes, number=f"A-2026-{len(notes) + 1:04d}")
        except RefusedError:  # nothing left of that line, or less than a cent
            credited = credit_all(made, earlier)
            note = note_on(made, credited, notes=notes, number=f"A-2026-{len(notes) + 1:04d}")
        totals = note.totals
        assert totals.net + totals.tax == totals.gross
        notes.append(note)
        entries.append(credit_entry(note))
    assert sum(note.gross for note in notes) == made.gross
    assert left(entries) == {}


def test_a_cent_of_vat_that_one_note_rounds_too_far_the_next_gives_back():
    made = invoice(
        line("89.15", quantity=Decimal("0.64")),
        line("14.77", quantity=Decimal("2.16"), vat_rate=Decimal("5.5"), account="701"),
        line("1.94", quantity=Decimal("0.01"), nature=Nature.SERVICES),
    )
    notes, entries = [], [invoice_entry(made)]

    def note(credited):
        number = f"A-2026-{len(notes) + 1:04d}"
        notes.append(note_on(made, credited, notes=notes, number=number))
        entries.append(credit_entry(notes[-1]))
        return [each.credited for each in notes]

    earlier = note(credit_lines(made, [(0, Decimal("0.32"))], []))
    for amount in ("0.01", "46.30"):
        given_back = Decimal(amount)
        earlier = note(credit_amount(made, given_back, label="Rabais", earlier=earlier))
    note(credit_all(made, earlier))
    assert left(entries) == {}


@given(invoices(), st.data())
def test_vat_in_waiting_ends_whatever_is_paid_and_credited(made, data):
    """Half paid, partly credited, the rest paid: nothing waits, and 411 is settled."""
    paid = (made.gross / 2).quantize(Decimal("0.01"))
    credited = credit_amount(made, Decimal("0.01"), label="Rabais")
    if data.draw(st.booleans()):
        credited = credit_all(made)
    entries = [invoice_entry(made)]
    if paid:
        entries.append(pay(made, paid))
    note = note_on(made, credited, paid=paid)
    entries.append(credit_entry(note))
    rest = made.gross - paid - note.applied
    if rest > 0:
        entries.append(pay(made, rest, before=paid, notes=[note]))
    found = left(entries)
    assert not [account for account in found if account.startswith(chart.VAT_WAITING)]
    assert found.get(chart.CUSTOMERS, ZERO) == -note.owed


def test_a_credit_on_a_half_paid_service_takes_the_vat_that_waited():
    made = invoice(course(quantity=Decimal(4)))  # 360.00, of which 60.00 VAT
    note = note_on(made, credit_lines(made, [(0, Decimal(1))]), paid=Decimal("180.00"))
    entries = [invoice_entry(made), pay(made, Decimal("180.00")), credit_entry(note)]
    found = left(entries)
    assert (found["411"], found["44571200"], found["44574200"]) == (
        Decimal("90.00"),
        Decimal("-30.00"),
        Decimal("-15.00"),
    )


def test_a_returned_article_takes_its_share_of_every_allowance():
    made = invoice(
        line(quantity=Decimal(3), allowances=(Allowance(reason="Lot", amount=Decimal("1.00")),)),
        guide(),
        allowances=(Allowance(reason="Remise adhérent", amount=Decimal("5.00")),),
        charges=(Charge(reason="Port", amount=Decimal("4.90")),),
    )
    taken = [credit_lines(made, [(0, Decimal(1))])]
    taken.append(credit_lines(made, [(0, Decimal(1))], taken))
    taken.append(credit_lines(made, [(0, Decimal(1)), (1, Decimal(1))], taken))
    sums = [each.totals.gross for each in taken]
    assert sums == [Decimal("37.21"), Decimal("37.19"), Decimal("52.60")]
    rest = credit_all(made, taken)
    assert rest.totals.gross == Decimal("4.90")


@pytest.mark.parametrize(
    ("call", "why"),
    [
        (lambda made: credit_lines(made, [(0, Decimal(3))]), "2 au plus"),
        (lambda made: credit_amount(made, Decimal("94.01"), label="Rabais"), "94,00"),
        (lambda made: credit_amount(made, Decimal("16.01"), label="Rabais", index=1), "16,00"),
        (lambda made: credit_all(made, [credit_all(made)]), "rien à créditer"),
    ],
)
def test_no_more_is_credited_than_was_invoiced(call, why):
    with pytest.raises(RefusedError, match=why):
        call(invoice(line(quantity=Decimal(2)), guide()))


def test_a_line_is_named_by_its_reference_or_its_rank():
    made = invoice(line(), guide(), guide())
    assert (line_named(made, "kit-velo"), line_named(made, "3")) == (0, 2)
    for wrong, why in (("GUIDE", "sur 2 lignes"), ("VIS", "pas sur")):
        with pytest.raises(InputError, match=why):
            line_named(made, wrong)


@given(invoices())
def test_a_credit_note_survives_the_round_trip(made):
    note = note_on(made, credit_all(made))
    assert from_json(CreditNote, to_json(note)) == note


def test_a_note_says_why():
    made = invoice(line())
    with pytest.raises(RefusedError, match="motif"):
        replace(note_on(made, credit_all(made)), reason=" ")
