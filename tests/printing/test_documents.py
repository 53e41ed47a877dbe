"""Documents are drawn whole, accessible, archivable, and say what they must."""

import re
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from comptoir import resources
from comptoir.desk.project import settings_file
from comptoir.desk.stationery import bank_facts
from comptoir.errors import InputError
from comptoir.members import DuesReceipt, GiftReceipt, Level
from comptoir.members.receipts import dues_face, gift_face
from comptoir.party import PartyKind
from comptoir.printing import typst
from comptoir.printing.letterhead import identity, letterhead
from comptoir.readers.document_text import document_words
from comptoir.sales import Allowance, Charge
from comptoir.sales.documents import Quote, valid_to
from comptoir.sales.face import address_lines, invoice_face, quote_face, unit_price
from comptoir.sales.mentions import mentions
from comptoir.settings import Organisation, SiteSettings

from make import ROOT
from make_sales import DAY, buyer, course, guide, invoice, line, seller

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def organisation() -> Organisation:
    return settings_file(ROOT, "legal/organisation.toml", Organisation)


@pytest.fixture(scope="module")
def head(organisation):
    site = settings_file(ROOT, "comptoir.toml", SiteSettings)
    return letterhead(organisation, site, specimen=True)


def faces(organisation):
    sale = invoice(
        line(allowances=(Allowance(reason="Remise adhérent", amount=Decimal("3.90")),)),
        guide(quantity=Decimal(3)),
        course(),
        allowances=(Allowance(reason="Remise de rentrée", amount=Decimal("5.00")),),
        charges=(Charge(reason="Port", amount=Decimal("4.90")),),
        buyer=buyer(PartyKind.BUSINESS, siren="999140353"),
    )
    dues = DuesReceipt(
        number="R-2026-0001",
        issued_on=DAY,
        member=buyer(),
        season="2026-2027",
        period="du 1er septembre 2026 au 31 août 2027",
        level=Level.FULL,
        amount=Decimal("22.00"),
        paid_on=DAY,
        method="chèque",
    )
    gift = GiftReceipt(
        number="RF-2026-0001",
        issued_on=DAY,
        body=seller(reference="W354009990"),
        body_object=organisation.tax_receipts.object,
        body_status=organisation.tax_receipts.basis,
        donor=buyer(),
        amount=Decimal("50.00"),
        received_on=DAY,
        method="chèque",
        signatory="Maëlle Le Guennec, présidente",
    )
    quote = Quote(number="D-2026-0001", issued_on=DAY, valid_to=valid_to(DAY), offer=sale.offer)
    where = address_lines(buyer())
    return {
        "invoice": invoice_face(sale, mentions(sale, organisation)),
        "quote": quote_face(quote),
        "receipt-dues": dues_face(dues, address=where),
        "receipt-gift": gift_face(gift, address=where),
    }


def draw(name, face, head, **options):
    return typst.compile_pdf(
        f"print/{name}.typ",
        {**face, "letterhead": head},
        folders=resources.theme_folders(ROOT),
        timestamp=NOW,
        **options,
    )


@pytest.mark.parametrize("name", ["invoice", "quote", "receipt-dues", "receipt-gift"])
def test_a_document_is_one_archivable_and_accessible_page(organisation, head, name):
    pdf = draw(name, faces(organisation)[name], head)
    assert typst.count_pages(pdf) == 1
    assert b"pdfaid:part>3<" in pdf
    assert b"pdfuaid:part>1<" in pdf


@pytest.mark.parametrize("name", ["invoice", "receipt-gift"])
def test_the_same_document_is_the_same_bytes(organisation, head, name):
    face = faces(organisation)[name]
    assert draw(name, face, head) == draw(name, face, head)


def test_a_long_invoice_turns_the_page_and_keeps_its_header(organisation, head):
    sale = invoice(*[line(name=f"Kit n° {rank}") for rank in range(60)])
    pdf = draw("invoice", invoice_face(sale, mentions(sale, organisation)), head)
    assert typst.count_pages(pdf) >= 3


def test_a_document_outside_a_demonstration_has_no_stamp(organisation, head):
    face = faces(organisation)["invoice"]
    stamped, plain = draw("invoice", face, head), draw("invoice", face, head | {"specimen": False})
    assert len(plain) < len(stamped)


def test_the_text_of_a_gift_receipt_is_the_golden_one(organisation, head, golden):
    face = faces(organisation)["receipt-gift"]
    lines = [f"{key} : {value}" for key, value in sorted(face.items())]
    golden("printing/receipt-gift.txt", "\n".join(lines) + "\n")


def test_the_words_of_an_invoice_are_the_golden_ones(organisation, golden):
    face = faces(organisation)["invoice"]
    lines = [f"{key} : {value}" for key, value in sorted(face.items())]
    golden("printing/invoice.txt", "\n".join(lines) + "\n")


def test_a_character_without_a_glyph_is_said_where_it_is(organisation, head):
    face = faces(organisation)["receipt-dues"] | {"member": "☃"}
    with pytest.raises(InputError, match="aucune police n’a ce caractère : ☃"):
        draw("receipt-dues", face, head)


def test_a_wrong_template_is_said_with_its_line(head, tmp_path):
    folder = tmp_path / "theme" / "print"
    folder.mkdir(parents=True)
    (folder / "essai.typ").write_text("= Titre\n#inconnu\n", "utf-8")
    folders = [tmp_path / "theme", *resources.theme_folders(ROOT)]
    with pytest.raises(InputError, match=r"essai\.typ, ligne 2 .*inconnu"):
        typst.compile_pdf("print/essai.typ", {}, folders=folders, timestamp=NOW)
    with pytest.raises(InputError, match="n’existe pas"):
        typst.compile_pdf("print/absent.typ", {}, folders=folders, timestamp=NOW)


def test_the_project_s_template_comes_before_the_shipped_one(organisation, head, tmp_path):
    folder = tmp_path / "theme" / "print"
    folder.mkdir(parents=True)
    (folder / "sale.typ").write_text(
        "#let sale-table(data, accent) = []\n#let sale-totals(data, accent, due: none) = []\n"
        "#let sale-mentions(mentions) = []\n"
    )
    face = faces(organisation)["quote"]
    folders = [tmp_path / "theme", *resources.theme_folders(ROOT)]
    data = {**face, "letterhead": head}
    ours = typst.compile_pdf("print/quote.typ", data, folders=folders, timestamp=NOW)
    assert len(ours) < len(draw("quote", face, head))


def test_a_template_cannot_read_the_project(tmp_path, head):
    folder = tmp_path / "theme" / "print"
    folder.mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "essai.typ").write_text('#read("../../secret.txt")', "utf-8")
    folders = [tmp_path / "theme", *resources.theme_folders(ROOT)]
    with pytest.raises(InputError):
        typst.compile_pdf("print/essai.typ", {}, folders=folders, timestamp=NOW)


def test_the_footer_says_who_the_organisation_is(organisation):
    said = " · ".join(identity(organisation)).replace("\N{NO-BREAK SPACE}", " ")
    assert "association loi 1901" in said
    assert "SIRET 999 140 353 00015" in said
    assert "RNA W354009990" in said


def test_a_net_unit_price_has_two_decimals_unless_it_needs_more():
    prices = invoice(line()).offer.prices
    assert unit_price(line(), prices) == "32,50"
    assert unit_price(guide(), prices) == "15,1659"


def test_the_shares_of_one_allowance_at_one_rate_are_one_row(organisation):
    rows = faces(organisation)["invoice"]["rows"]
    names = [(row["name"], row["rate"]) for row in rows]
    assert len(set(names)) == len(names)


def test_numbers_of_a_document_are_found_in_its_title(organisation):
    for name, face in faces(organisation).items():
        assert re.search(r"[A-Z]+-2026-\d{4}", str(face["title"])), name


def test_an_invoice_says_where_a_transfer_goes(organisation, head, tmp_path):
    sale, bank = invoice(), bank_facts(organisation)
    assert bank[0][1].startswith("FR76 9999")
    face = invoice_face(sale, mentions(sale, organisation), bank=bank)
    path = tmp_path / "facture.pdf"
    path.write_bytes(draw("invoice", face, head))
    told = document_words(path).text
    assert all(label in told and value in told for label, value in bank)
