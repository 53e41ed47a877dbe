"""Tables of others: every encoding, separator and accident that people send."""

import pytest
import xlsxwriter

from comptoir.errors import InputError
from comptoir.readers.tables import open_table

from make_contacts import write

TEXT = "Nom;Prénom;CP\r\nLe Bihan;Maëlle;01000\r\nHervé;Bastien;35600\r\n"


def rows(path):
    return [row.cells for row in open_table(path).rows()]


@pytest.mark.parametrize(
    ("codec", "said"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 (avec BOM)"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("latin-1", "Latin-1"),
        ("mac_roman", "Mac OS Roman"),
        ("cp850", "MS-DOS (850)"),
    ],
)
def test_the_encoding_is_found_and_said(tmp_path, codec, said):
    path = write(tmp_path, "liste.csv", TEXT, encoding=codec)
    assert open_table(path).encoding == said
    assert rows(path) == [("Le Bihan", "Maëlle", "01000"), ("Hervé", "Bastien", "35600")]


def test_windows_characters_are_told_from_latin_1(tmp_path):
    path = write(tmp_path, "liste.csv", "Nom;Prénom\nL’Œuvre;Jo\n", encoding="cp1252")
    assert open_table(path).encoding == "Windows-1252"
    assert rows(path) == [("L’Œuvre", "Jo")]


@pytest.mark.parametrize(
    ("separator", "said"),
    [(";", "point-virgule"), (",", "virgule"), ("\t", "tabulation"), ("|", "barre verticale")],
)
def test_the_separator_is_found_and_said(tmp_path, separator, said):
    text = 'Nom;Adresse;Ville\n"Le Bihan";3 rue du Canal;Redon\n'.replace(";", separator)
    table = open_table(write(tmp_path, "liste.csv", text))
    assert table.separator == said
    assert len(table.header) == 3


def test_commas_inside_cells_do_not_fool_it(tmp_path):
    text = "Nom;Adresse\n" + "Le Bihan;3, rue du Canal, bât. B\n" * 5
    assert open_table(write(tmp_path, "liste.csv", text)).separator == "point-virgule"


def test_excel_may_say_the_separator(tmp_path):
    path = write(tmp_path, "liste.csv", "sep=|\nNom|Ville\nLe Bihan|Redon\n")
    assert rows(path) == [("Le Bihan", "Redon")]


def test_a_title_above_the_header_is_skipped(tmp_path):
    path = write(tmp_path, "liste.csv", "Liste du salon;;\n;;\nNom;Prénom;Ville\nRoux;Awa;Redon\n")
    assert open_table(path).header == ("Nom", "Prénom", "Ville")
    assert [row.line for row in open_table(path).rows()] == [4]


def test_quoted_cells_may_hold_lines_and_quotes(tmp_path):
    path = write(tmp_path, "liste.csv", 'Nom;Note\n"Roux";"a\nb ""c"""\nHervé;d\n')
    assert [(row.line, row.cells) for row in open_table(path).rows()] == [
        (2, ("Roux", 'a b "c"')),
        (4, ("Hervé", "d")),
    ]


def test_short_rows_are_completed_and_long_ones_are_marked(tmp_path):
    path = write(tmp_path, "liste.csv", "A;B;C\n1\n1;2;3;;\n1;2;3;4\n\n")
    read = list(open_table(path).rows())
    assert [row.cells for row in read] == [("1", "", ""), ("1", "2", "3"), ("1", "2", "3")]
    assert [row.too_long for row in read] == [False, False, True]


def test_invisible_characters_are_taken_off(tmp_path):
    path = write(
        tmp_path, "liste.csv", "Nom;Ville\n\u200bRoux\u00a0;\u202eRedon\x07\n" + "a;b\n" * 50
    )
    assert rows(path)[0] == ("Roux", "Redon")


def fault(path):
    with pytest.raises(InputError) as caught:
        list(open_table(path).rows())
    return caught.value.faults[0]


def test_an_empty_file_is_refused(tmp_path):
    for text in ("", "\n\n", ";;;\n"):
        assert "vide" in fault(write(tmp_path, "liste.csv", text)).found


def test_a_binary_file_is_refused(tmp_path):
    path = tmp_path / "image.csv"
    for content in (b"\x89PNG\r\n\x1a\n\0\0", b"%PDF-1.7\n\x01\x02", bytes(range(256))):
        path.write_bytes(content)
        assert "ni un fichier de texte" in fault(path).found


def test_a_zip_that_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "liste.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing")
    assert "classeur" in fault(path).found


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    assert "n’existe pas" in fault(tmp_path / "absent.csv").found
    assert "dossier" in fault(tmp_path).found


def test_a_quote_left_open_gives_its_line(tmp_path):
    text = 'Nom;Ville\nRoux;Redon\n"Hervé;Redon\nLe Bihan;Redon\n'
    found = fault(write(tmp_path, "liste.csv", text))
    assert "guillemet" in found.found
    assert found.at is not None and found.at.line == 3


def test_a_quote_closed_too_early_gives_its_line(tmp_path):
    found = fault(write(tmp_path, "liste.csv", 'Nom;Ville\n"Chez "Paul"";Redon\n'))
    assert "guillemet" in found.found
    assert found.at is not None and found.at.line == 2


def test_three_hundred_columns_are_refused_with_their_number(tmp_path):
    header = ";".join(f"c{n}" for n in range(300))
    assert "300 colonnes" in fault(write(tmp_path, "liste.csv", f"{header}\n")).found


def test_a_monstrous_cell_is_refused(tmp_path):
    text = f"Nom;Ville\nRoux;{'x' * 200_000}\n"
    found = fault(write(tmp_path, "liste.csv", text))
    assert "caractères" in found.found
    assert found.at is not None and found.at.line == 2


def test_a_workbook_is_read_as_text(tmp_path):
    path = tmp_path / "liste.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("vide")
        sheet = book.add_worksheet("contacts")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, ["Nom", "CP", "Portable", "Né le", "Accord"])
        sheet.write_row(1, 0, ["Roux", 1000, 639981234])
        sheet.write_number(1, 3, 29252, day)
        sheet.write_boolean(1, 4, True)
    table = open_table(path)
    assert (table.format, table.encoding) == ("XLSX", "")
    assert rows(path) == [("Roux", "1000", "639981234", "1980-02-01", "oui")]


def test_a_hundred_thousand_rows_are_light(tmp_path):
    import tracemalloc

    path = tmp_path / "liste.csv"
    path.write_text("Nom;Prénom;Ville\n" + "Le Bihan;Maëlle;Redon\n" * 100_000, "utf-8")
    tracemalloc.start()
    assert sum(1 for _ in open_table(path).rows()) == 100_000
    assert tracemalloc.get_traced_memory()[1] < 8_000_000
    tracemalloc.stop()
