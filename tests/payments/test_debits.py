"""Direct debits: a mandate, a batch that its XSD accepts, its money, what comes back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.context import Actor
from comptoir.desk import bank, due, erasing, invoices, ledger_check
from comptoir.desk.debits import batches, mandates, returned
from comptoir.desk.debits.mandates import Signed
from comptoir.errors import InputError, RefusedError
from comptoir.payments import Mandate
from comptoir.payments.mandates import Sequence
from comptoir.sepa import Batch, Creditor, Debit, pain008
from comptoir.sepa.pain008 import sepa_text

from make_books import ATELIER, JO, balance, bank_at, sell, shop
from make_sales import DAY
from needs import need

IBAN, OTHER = "FR7630006000011234567890189", "FR1420041010050500013M02606"
ON = date(2026, 12, 24)


@pytest.fixture
def books(any_ctx):
    shop(any_ctx)
    bank_at(any_ctx, IBAN, "FR72ZZZ123456")
    return any_ctx


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "mandat.pdf"
    path.write_bytes(b"%PDF-1.7 signed")
    return path


def signed(ctx, paper, payer=JO, **changes):
    asked = Signed(payer=payer, iban=IBAN, signed_on=date(2026, 11, 20), file=paper)
    return mandates.record(ctx, replace(asked, **changes)).mandate.reference


def on(ctx, day):
    return replace(
        ctx, today=day, now=lambda: datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    )


def sound(ctx):
    return [finding.found for finding in ledger_check.check(ctx).findings] == []


def judge():
    need("the XSD of pain.008 (sepaxml)", find_spec("sepaxml") is not None)
    import sepaxml
    from lxml import etree

    folder = Path(sepaxml.__file__).parent / "schemas"
    return etree.XMLSchema(etree.parse(folder / "pain.008.001.08.xsd"))


def valid(content):
    from lxml import etree

    schema = judge()
    schema.assertValid(etree.fromstring(content))
    return True


def test_a_batch_goes_to_the_bank_is_paid_in_and_what_comes_back_is_due_again(
    books, paper, tmp_path
):
    signed(books, paper)
    signed(books, paper, payer=ATELIER)
    kit, course = sell(books), sell(books, "STAGE-BOIS", to=ATELIER)
    shown = invoices.show(books, kit).invoice
    assert (shown.debit.on, shown.debit.mandate, shown.due_on) == (ON, "MD-2026-0001", ON)
    made = batches.issue(books, ON)
    assert [(d.invoice, d.sequence) for d in made.debits] == [(kit, "FRST"), (course, "FRST")]
    _, path = batches.shown(books, made.number)
    assert valid(path.read_bytes())
    with pytest.raises(RefusedError):  # what is in a batch is not debited twice
        batches.issue(books, ON)
    with pytest.raises(RefusedError):
        batches.collect(books, made.number)

    later = on(books, ON)
    assert any("Encaisser les prélèvements" in task.what for task in due.due(later, within=1))
    _, paid = batches.collect(later, made.number)
    assert [one.matched for one in paid] == [((kit, "AA"),), ((course, "AA"),)]
    assert (balance(later, "5116"), balance(later, "512")) == (Decimal("129.00"), 0)

    statement = tmp_path / "releve.csv"
    statement.write_text("Date;Libellé;Montant\n24/12/2026;REMISE PRLV SEPA;129,00\n", "utf-8")
    bank.import_statement(later, statement)
    told = bank.match(later)
    assert [one.payment for one in told.tied] == [made.number]
    assert (balance(later, "5116"), balance(later, "512")) == (0, Decimal("129.00"))

    back = tmp_path / "rejets.csv"
    back.write_text(
        "référence;motif;montant;date;frais\n"
        f"{made.debits[1].end_to_end};AM04;90,00;28/12/2026;3,50\nPR-1999-0001-001;AC04;1,00;;\n",
        "utf-8",
    )
    after = on(books, date(2026, 12, 28))
    took = returned.take(after, back)
    assert [(one.invoice, one.reason) for one in took.done] == [
        (course, "provision insuffisante (AM04)")
    ]
    assert len(took.unknown) == 1
    assert invoices.show(after, course).amount_due == Decimal("90.00")
    assert returned.take(after, back).known == 1  # twice is once
    assert balance(after, "512") == Decimal("35.50")
    assert sound(after)
    again = batches.foresee(after, date(2026, 12, 29))
    assert [one.sequence for one in again.debits] == [Sequence.FIRST]  # the first one failed


def test_what_is_refused_before_its_day_is_not_collected(books, paper, tmp_path):
    signed(books, paper)
    number = sell(books)
    made = batches.issue(books, ON)
    path = tmp_path / "rejets.xml"
    path.write_text(
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>'
        "<OrgnlPmtInfAndSts><TxInfAndSts><OrgnlEndToEndId>PR-2026-0001-001</OrgnlEndToEndId>"
        "<TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf></TxInfAndSts>"
        "</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>",
        "utf-8",
    )
    told = returned.take(books, path)
    assert (told.done[0].payment, told.done[0].mandate_ended) == ("", "MD-2026-0001")
    later = on(books, ON)
    _, paid = batches.collect(later, made.number, at_bank=True)
    assert paid == []
    assert invoices.show(later, number).amount_due == Decimal("39.00")
    assert sound(later)


def test_an_r_transaction_of_a_statement_opens_the_debt_before_the_bank_paid_in(
    books, paper, tmp_path
):
    signed(books, paper)
    number = sell(books)
    batches.issue(books, ON)
    later = on(books, ON)
    batches.collect(later, "PR-2026-0001")
    path = tmp_path / "camt.xml"
    path.write_text(
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><Ntry>'
        '<Amt Ccy="EUR">39.00</Amt><BookgDt><Dt>2026-12-24</Dt></BookgDt><NtryDtls><TxDtls><Refs>'
        '<EndToEndId>PR-2026-0001-001</EndToEndId></Refs><Amt Ccy="EUR">39.00</Amt><RtrInf><Rsn>'
        "<Cd>MD06</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry></Document>",
        "utf-8",
    )
    assert returned.take(later, path).done[0].reason == "contesté par le débiteur (MD06)"
    assert (balance(later, "5116"), invoices.show(later, number).amount_due) == (0, Decimal(39))
    assert sound(later)


def test_another_account_waits_for_a_second_person_and_is_told_to_the_bank(books, paper):
    reference = signed(books, paper)
    sell(books)
    changed = mandates.change(books, reference, OTHER)
    assert "autre personne" in mandates.waits(changed)
    found = batches.foresee(books, ON)
    assert (found.debits, len(found.left_out)) == ((), 1)
    assert any("nouvel IBAN" in task.what for task in due.due(books, within=1))
    with pytest.raises(RefusedError):
        mandates.confirm(books, reference, accepted=True)
    second = replace(books, actor=Actor("yannick", "Trésorerie", "accountant"))
    assert mandates.confirm(second, reference, accepted=True).mandate.iban == OTHER
    made = batches.issue(books, ON)
    _, path = batches.shown(books, made.number)
    assert f"<AmdmntInd>true</AmdmntInd><AmdmntInfDtls><OrgnlDbtrAcct><Id><IBAN>{IBAN}" in (
        path.read_text("utf-8")
    )
    assert valid(path.read_bytes())


def test_the_customer_is_told_in_time_or_nothing_is_debited(books, paper):
    number = sell(books)  # before the mandate: it tells nothing
    signed(books, paper)
    assert invoices.show(books, number).invoice.debit is None
    assert "rien n’annonce" in batches.foresee(books, ON).left_out[0][1]
    assert batches.foresee(books, ON, told_on=date(2026, 12, 11)).debits == ()
    assert len(batches.foresee(books, ON, told_on=date(2026, 12, 10)).debits) == 1


@pytest.mark.parametrize("day", [DAY, date(2026, 12, 25), date(2026, 12, 26)])
def test_a_day_on_which_banks_settle_nothing_is_refused(books, day):
    with pytest.raises(RefusedError):
        batches.foresee(books, day)


def test_a_mandate_ends_lapses_serves_once_and_one_is_enough(books, paper, tmp_path):
    once = signed(books, paper, once=True, notice_days=2)
    sell(books)
    sell(books)
    found = batches.foresee(books, ON, told_on=DAY)
    assert [one.sequence for one in found.debits] == [Sequence.ONE_OFF]
    with pytest.raises(RefusedError):
        signed(books, paper)
    mandates.end(books, once, reason="révoqué par courrier")
    assert batches.foresee(books, ON, told_on=DAY).debits == ()
    old = signed(books, paper, signed_on=date(2020, 1, 2), reference="ANCIEN-12")
    assert "trois ans" in batches.foresee(books, ON, told_on=DAY).left_out[0][1]
    assert old == "ANCIEN-12"
    with pytest.raises(RefusedError):
        signed(books, paper, payer=ATELIER, iban=IBAN[:-1] + "8")
    with pytest.raises(InputError):
        signed(books, tmp_path / "mandat.docx", payer=ATELIER)


def test_without_a_creditor_identifier_the_message_says_where_it_goes(any_ctx, paper):
    bank_at(shop(any_ctx))
    signed(any_ctx, paper)
    with pytest.raises(RefusedError) as error:
        batches.issue(any_ctx, ON)
    assert "creditor_id" in str(error.value)


def test_erasing_a_person_keeps_the_proof_of_the_mandate(books, paper):
    reference = signed(books, paper)
    owner = replace(books, actor=Actor("maelle", "Direction", "own"))
    erasing.erase(owner, JO)
    assert mandates.listing(books)[0].mandate.reference == reference


cents = st.integers(1, 10**8).map(lambda n: Decimal(n).scaleb(-2))
words = st.text(min_size=1, max_size=80).filter(lambda text: bool(sepa_text(text, 70)))


@given(st.lists(st.tuples(cents, words, st.sampled_from(Sequence), st.booleans()), min_size=1,
                max_size=8))  # fmt: skip
def test_whatever_the_debits_the_file_is_valid_and_adds_up(rows):
    debits = tuple(
        Debit(
            end_to_end=f"PR-2026-0001-{rank:03d}",
            mandate=Mandate(
                reference=f"MD-2026-{rank:04d}", payer=JO, holder=name, iban=IBAN,
                signed_on=DAY, business=business,
            ),
            sequence=sequence,
            amount=amount,
            about=name,
        )
        for rank, (amount, name, sequence, business) in enumerate(rows, 1)
    )  # fmt: skip
    made = Batch(
        number="PR-2026-0001",
        on=DAY + timedelta(days=30),
        made_at=datetime(2026, 11, 24, 9, 30),
        creditor=Creditor(name="Ateliers", identifier="FR72ZZZ123456", iban=IBAN),
        debits=debits,
    )
    content = pain008(made)
    assert valid(content)
    assert f"<CtrlSum>{made.amount:f}</CtrlSum>".encode() in content
