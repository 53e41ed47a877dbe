"""What a letter is written on: envelopes, signature, QR codes, and the sheets that go with it."""

import io
import re
import shutil
import subprocess
from decimal import Decimal
from importlib.util import find_spec

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.campaigns.markup import read_markup
from comptoir.campaigns.payment_code import MOST_BYTES, payment_code
from comptoir.desk.campaign_letters import signed_rank
from comptoir.errors import InputError
from comptoir.printing.envelopes import ENVELOPES, LINE, SHEET, layout
from comptoir.printing.labels import SHEETS, print_envelopes, print_labels
from comptoir.settings.letters import LetterSettings, Window

from make_letters import AT, FOLDERS, IBAN, banked, letter_codes, signed_letter
from needs import need

MM = 72 / 25.4


def png(pdf, dpi):
    need("pdftoppm (poppler-utils)", bool(shutil.which("pdftoppm")))
    done = subprocess.run(
        ["pdftoppm", "-r", str(dpi), "-png", "-singlefile", "-"],
        input=pdf, capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout


@pytest.mark.parametrize("envelope", ["dl", "c5"])
def test_row_75_a_business_letter_looks_as_it_did(envelope, golden_image):
    pdf = signed_letter(envelope=envelope, codes=letter_codes(banked())[:1])
    golden_image(f"printing/letter-{envelope}.png", png(pdf, 60))


def test_a_telephone_reads_the_codes_of_a_letter():
    need("zxing-cpp", find_spec("zxingcpp") is not None)
    import zxingcpp
    from PIL import Image

    pdf = signed_letter(codes=letter_codes(banked()))
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(png(pdf, 150))))
    texts = {one.text for one in found}
    assert "https://asso.example.org/adherer/" in texts
    [transfer] = [text.split("\n") for text in texts if text.startswith("BCD")]
    assert transfer[:4] == ["BCD", "002", "1", "SCT"]
    assert transfer[5:8] == [banked().name, IBAN, "EUR22.00"]
    assert transfer[10] == "COT-2026 C-000001"


@given(st.text(max_size=300), st.text(max_size=300), st.decimals(Decimal("0.01"), 999_999_999))
def test_a_payment_code_always_obeys_the_guidelines(name, message, amount):
    text = payment_code(name=name, iban=IBAN, amount=amount, message=message)
    assert len(text.encode()) <= MOST_BYTES
    fields = text.split("\n")
    assert len(fields) <= 11
    assert len(fields[5]) <= 70
    assert re.fullmatch(r"EUR\d{1,9}\.\d\d", fields[7])


def test_a_payment_code_without_an_account_says_where_to_write_it():
    organisation = banked()
    bare = organisation.model_copy(
        update={"bank": organisation.bank.model_copy(update={"iban": ""})}
    )
    with pytest.raises(InputError, match="numéro de compte") as error:
        letter_codes(bare)
    assert "[bank]" in error.value.faults[0].remedy


@pytest.mark.parametrize("name", ENVELOPES)
@given(data=st.data())
def test_an_address_always_shows_in_the_window_and_nothing_else(name, data):
    """Whatever the sheet does in its envelope, the address is in the window; the head is not."""
    kind, laid = ENVELOPES[name], layout(LetterSettings(envelope=name))
    dx = data.draw(st.floats(0, kind.width - SHEET))
    dy = data.draw(st.floats(0, kind.height - kind.folds[0]))
    left = kind.width - kind.window.right - kind.window_width - dx
    top = kind.height - kind.window.bottom - kind.window_height - dy
    right, bottom = left + kind.window_width, top + kind.window_height
    for lines in (3, 6, 7):
        start = min(laid.top, laid.bottom - lines * LINE)
        assert left <= laid.left
        assert laid.left + laid.width <= right
        assert top <= start
        assert start + lines * LINE <= bottom + 1e-9
    assert bottom <= laid.head
    assert left >= 86  # where the references end


@pytest.mark.parametrize("window", [Window(right=60), Window(bottom=90)])
def test_a_window_where_no_address_would_hold_is_refused(window):
    with pytest.raises(InputError, match="fenêtre"):
        layout(LetterSettings(envelope="dl", window=window))


@pytest.mark.parametrize(
    ("body", "over"),
    [
        ("Bonjour,\n\nUn mot.\n\nSalutations,\n\nJo, présidente", "Jo, présidente"),
        ("Bonjour,\n\nJo, présidente\n\n---\n\nCoupon à rendre", "Jo, présidente"),
        ("Bonjour,\n\nJo, présidente\n\n*Une note en italique.*", "Jo, présidente"),
        ("Bonjour,\n\n" + "Un long paragraphe. " * 20, None),
    ],
)
def test_the_signature_stands_over_the_name_of_who_signs(body, over):
    read = read_markup(body)
    rank = signed_rank(read)
    assert (rank == len(read)) if over is None else (read[rank].children[0].text == over)


def boxes(pdf):
    need("pdftotext (poppler-utils)", bool(shutil.which("pdftotext")))
    said = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    found = re.findall(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"', said
    )
    return [tuple(float(value) / MM for value in box) for box in found]


LONG = ("W" * 38, "RESIDENCE DU PRESIDENT JOHN FITZGERALD", "128 BOULEVARD DU GENERAL LECLERC",
        "BP 90123", "CHEZ MADAME LE BIHAN", "35605 SAINT SAUVEUR LE VICOMTE CEDEX")  # fmt: skip


@pytest.mark.parametrize("name", SHEETS)
def test_no_address_leaves_its_label(name):
    sheet = SHEETS[name]
    pdf = print_labels([LONG] * sheet.count, sheet, folders=FOLDERS, timestamp=AT)
    cells = [
        (sheet.left + c * (sheet.width + sheet.gap), sheet.top + r * sheet.height)
        for r in range(sheet.rows)
        for c in range(sheet.columns)
    ]
    held = set()
    for left, top, right, bottom in boxes(pdf):
        [cell] = [
            (x, y) for x, y in cells
            if x + 2.5 <= left and right <= x + sheet.width - 2.5
            and y <= top and bottom <= y + sheet.height
        ]  # fmt: skip
        held.add(cell)
    assert held == set(cells)
    assert sheet.left * 2 + sheet.columns * sheet.width + (sheet.columns - 1) * sheet.gap <= 210.1


def test_labels_already_taken_are_left_out():
    sheet = SHEETS["3x8"]
    pdf = print_labels([("Jo",)], sheet, skip=4, folders=FOLDERS, timestamp=AT)
    [(left, top, *_)] = boxes(pdf)
    assert (int(left // sheet.width), int(top // sheet.height)) == (1, 1)


@pytest.mark.parametrize(("name", "width", "height"), [("dl", 220, 110), ("c5", 229, 162)])
def test_an_envelope_leaves_its_foot_to_the_marks_of_the_post(name, width, height):
    pdf = print_envelopes([LONG], name, ("Asso",), folders=FOLDERS, timestamp=AT)
    address = [box for box in boxes(pdf) if box[0] > width / 2 - 10]
    assert max(box[3] for box in address) <= height - 20
    assert max(box[2] for box in address) <= width - 15
    assert min(box[1] for box in address) >= 40
