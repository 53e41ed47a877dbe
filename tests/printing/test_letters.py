"""Letters: what they say, where the address is, and what stops one without stopping the others."""

import io
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from comptoir import resources
from comptoir.campaigns.address import address_block
from comptoir.campaigns.markup import read_markup
from comptoir.campaigns.printable import fill_json, to_json
from comptoir.errors import InputError
from comptoir.printing.letterhead import letterhead
from comptoir.printing.letters import CHUNK, Letter, Stationery, print_letters, print_one
from comptoir.printing.typst import count_pages
from comptoir.readers.toml import read_model
from comptoir.settings import Organisation, SiteSettings

from make_campaigns import contact
from needs import need

ROOT = Path(__file__).parents[2]
AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
FOLDERS = tuple(resources.theme_folders(ROOT))
BODY = """Madame Le Bihan,

Un texte **gras** et *penché*, avec [un lien](https://asso.example.org/).

## Un titre

1. un
2. deux

- trois

> Une citation.

| Nom | Prix |
|-----|-----:|
| Kit | 39 € |

---

Bien à vous,
"""
MM = 72 / 25.4


@pytest.fixture(scope="module")
def stationery():
    organisation = read_model(ROOT / "legal/organisation.toml", Organisation)
    site = read_model(ROOT / "comptoir.toml", SiteSettings)
    return Stationery(
        letterhead=letterhead(organisation, site, specimen=True),
        subject="Un essai",
        place_date="Redon, le 24 novembre 2026",
        enclosures=("un pouvoir",),
    )


def letter(number=1, body=BODY, address=None, **changes):
    known = {
        "reference": f"L-{number:06d}",
        "our_reference": f"ESSAI · L-{number:06d}",
        "subject": "L’objet de la lettre",
        "address": address or address_block(contact()).lines,
        "body": fill_json(to_json(read_markup(body)), ()),
        "facts": (("Votre référence", "C-000001"),),
        "foot": ("Vous pouvez vous opposer à ces courriers.",),
    }
    return Letter(**known | changes)


def one(stationery, made):
    return print_one(made, stationery, folders=FOLDERS, timestamp=AT)


def batch(stationery, letters):
    return print_letters(letters, stationery, folders=FOLDERS, timestamp=AT)


def pdftotext(pdf, *options):
    need("pdftotext (poppler-utils)", bool(shutil.which("pdftotext")))
    done = subprocess.run(
        ["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True
    )
    return done.stdout.decode()


def test_the_text_of_a_letter(stationery, golden):
    text = pdftotext(one(stationery, letter()), "-layout")
    golden("printing/letter.txt", re.sub(r"[ \t]+\n", "\n", text))


def words(pdf):
    """Return the words of a PDF with their places, in millimetres from the top left."""
    found = re.findall(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>',
        pdftotext(pdf, "-bbox"),
    )
    return [(text, *(float(value) / MM for value in box)) for *box, text in found]


LONGEST = (
    "W" * 38, "M" * 38, "RESIDENCE DU PRESIDENT JOHN FITZGERALD",
    "128 BOULEVARD DU GENERAL LECLERC", "BP 90123", "35605 SAINT SAUVEUR LE VICOMTE CEDEX",
)  # fmt: skip


@pytest.mark.parametrize("lines", [address_block(contact()).lines, LONGEST])
def test_the_address_stays_in_the_window_whatever_the_sheet_does(stationery, lines):
    """A DL envelope (220 × 110) has a window of 100 × 45, 20 from its right and bottom edges; a
    sheet folded in three (210 × 99) moves in it by five millimetres each way."""
    placed = words(one(stationery, letter(address=lines)))
    wanted = {word for line in lines for word in line.split()}
    block = [box for text, *box in placed if text in wanted and box[0] > 95 and box[1] < 90]
    left, top = min(b[0] for b in block), min(b[1] for b in block)
    right, bottom = max(b[2] for b in block), max(b[3] for b in block)
    for shift_x in (0, 5, 10):
        for shift_y in (0.5, 5.5, 10.5):
            assert left + shift_x >= 100
            assert right + shift_x <= 200
            assert top + shift_y >= 45
            assert bottom + shift_y <= 90


def test_nothing_else_shows_in_the_window(stationery):
    placed = words(one(stationery, letter()))
    inside = [text for text, left, top, right, bottom in placed
              if right > 90 and bottom > 34.5 and left < 200 and top < 89.5]  # fmt: skip
    assert inside == ["Jo", "Le", "Bihan", "3", "RUE", "DU", "HALAGE", "35600", "REDON"]


def test_the_body_starts_under_the_first_fold(stationery):
    [(_, _, top, *_)] = [w for w in words(one(stationery, letter())) if w[0] == "Objet"]
    assert top > 99


def test_a_letter_to_keep_is_tagged_and_archival(stationery):
    pdf = pikepdf.open(io.BytesIO(one(stationery, letter())))
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "fr-FR"
    with pdf.open_metadata() as meta:
        assert meta["pdfaid:part"] == "3"
        assert meta["pdfuaid:part"] == "1"
        assert meta["dc:title"] == "Un essai"


def test_a_batch_is_one_file_with_a_bookmark_a_letter(stationery):
    letters = [letter(n) for n in range(1, CHUNK + 4)]
    made = batch(stationery, letters)
    pdf = pikepdf.open(io.BytesIO(made.pdf))
    assert len(pdf.pages) == made.total == len(letters)
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [one.reference for one in letters]
    with pdf.open_metadata() as meta:
        assert meta["pdfaid:part"] == "3"


def test_the_pages_of_each_letter_are_counted_and_numbered(stationery):
    long = BODY + "\n\n".join(f"Paragraphe {n}. " + "Encore. " * 40 for n in range(12))
    made = batch(stationery, [letter(1), letter(2, long), letter(3)])
    assert dict(made.pages) == {"L-000001": 1, "L-000002": 2, "L-000003": 1}
    text = pdftotext(made.pdf)
    assert "page 1 / 2" in text
    assert "page 2 / 2" in text


def test_a_character_without_a_font_stops_its_letter_only(stationery):
    letters = [letter(n) for n in range(1, 6)] + [letter(6, "漢字"), letter(7)]
    made = batch(stationery, letters)
    assert list(made.failed) == ["L-000006"]
    assert len(made.pages) == 6
    assert "caractère" in made.failed["L-000006"].found


def test_a_batch_where_nothing_can_be_printed_is_empty(stationery):
    made = batch(stationery, [letter(1, "漢")])
    assert (made.pdf, dict(made.pages), list(made.failed)) == (b"", {}, ["L-000001"])


def test_a_preview_of_it_says_so(stationery):
    with pytest.raises(InputError, match="caractère"):
        one(stationery, letter(1, "漢"))


def test_the_same_letters_make_the_same_bytes(stationery):
    letters = [letter(n) for n in range(1, 4)]
    assert batch(stationery, letters).pdf == batch(stationery, letters).pdf
    assert one(stationery, letter()) == one(stationery, letter())


@pytest.mark.parametrize(
    "value",
    [
        '#eval("1+1")', '#read("/etc/passwd")', "$x^2$", "*gras*", "= Titre", "\\u{41}", '"]}',
        "[x]", "`c`", "@ref", "<label>",
    ],
)  # fmt: skip
def test_a_value_is_never_typst_code(stationery, value):
    body = fill_json(to_json(read_markup("Bonjour \ue0000\ue001.")), (value,))
    made = letter(subject=value, address=(value,), foot=(value,))
    text = " ".join(pdftotext(one(stationery, replace(made, body=body)), "-raw").split())
    assert f"Bonjour {value}." in text
    assert f"Objet : {value}" in text.replace("\xa0", " ")


def test_a_specimen_says_so(stationery):
    assert "SPÉCIMEN" in pdftotext(one(stationery, letter()))


def test_one_letter_is_one_page(stationery):
    assert count_pages(one(stationery, letter())) == 1
