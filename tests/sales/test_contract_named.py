"""A sale names the contract that it follows, on paper and in its data (BT-12)."""

from datetime import date

import pikepdf
import pytest

from comptoir.contracts import Contract, Kind
from comptoir.desk import invoices, offers, quotes
from comptoir.desk.agreements import register
from comptoir.errors import InputError, RefusedError

from make_books import ATELIER, JO, shop
from make_campaigns import pdf_text


@pytest.fixture
def books(ctx):
    return shop(ctx)


def sold(ctx, contract, to=ATELIER):
    asked = offers.Request(to=to, lines=[offers.wanted("STAGE-BOIS")], contract=contract)
    return invoices.issue(ctx, quotes.accept(ctx, quotes.new(ctx, asked).number).number)


def agreed(ctx, to=ATELIER):
    made = Contract(
        number="", party=to, kind=Kind.SERVICE, subject="Stages de menuiserie",
        starts=date(2026, 9, 1),
    )  # fmt: skip
    return register.new(ctx, made).kept.contract.number


def test_the_invoice_of_a_contract_names_it(books):
    number = agreed(books)
    with pytest.raises(RefusedError, match="à signer"):
        sold(books, number)
    register.sign(books, number)
    with pytest.raises(RefusedError, match="n’est pas celui"):
        sold(books, number, to=JO)
    made = sold(books, number.lower())
    assert number in pdf_text(made.path)
    with pikepdf.open(made.path) as pdf:
        (name,) = pdf.attachments
        xml = pdf.attachments[name].get_file().read_bytes()
    assert f"<ram:ContractReferencedDocument><ram:IssuerAssignedID>{number}<".encode() in (
        b"".join(line.strip() for line in xml.splitlines())
    )


def test_a_public_contract_has_the_number_that_the_customer_gave(books):
    assert "MAPA-2026-17" in pdf_text(sold(books, "MAPA-2026-17").path)
    with pytest.raises(InputError, match="Aucun contrat"):
        sold(books, "CT-2026-0099")
