"""The FEC of others: each fault has its line and its remedy; what is tolerated is a remark."""

from pathlib import Path

import pytest

from comptoir.ledger.fec_check import judged

from make import GOLDEN

NAME = "999140353FEC20270831.txt"
GOOD = (GOLDEN / "ledger" / NAME).read_bytes()


def changed(old, new, count=1):
    text = GOOD.decode("iso8859_15")
    assert old in text
    return text.replace(old, new, count).encode("iso8859_15")


def column(rank, change, line=2):
    """Change one field of one line."""
    lines = GOOD.decode("iso8859_15").split("\r\n")
    fields = lines[line - 1].split("\t")
    fields[rank] = change(fields[rank])
    lines[line - 1] = "\t".join(fields)
    return "\r\n".join(lines).encode("iso8859_15")


def without(rank):
    """Leave out one column everywhere."""
    lines = [line.split("\t") for line in GOOD.decode("iso8859_15").split("\r\n")[:-1]]
    return "\r\n".join("\t".join(f[:rank] + f[rank + 1 :]) for f in lines).encode("iso8859_15")


def swapped(one, other):
    """Exchange two columns everywhere, first line included."""
    lines = [line.split("\t") for line in GOOD.decode("iso8859_15").split("\r\n")[:-1]]
    for fields in lines:
        fields[one], fields[other] = fields[other], fields[one]
    return "\r\n".join(map("\t".join, lines)).encode("iso8859_15")


def test_a_good_file_has_no_fault():
    assert judged(GOOD, name=NAME) == []


FAULTS = [
    # what was done to the file, line, words of the fault, words of the remedy
    (without(17), 1, "Idevise manque", "Ajoutez la colonne"),
    (changed("JournalLib\t", "JournalLibelle\t"), 1, "« JournalLibelle » au lieu", "JournalLib"),
    (changed("EcritureLet\t", "EcritureLettrage\t"), 1, "EcritureLettrage", "EcritureLet"),
    (swapped(4, 5), 1, "CompteLib n’est pas à sa place", "L’ordre est"),
    (GOOD.replace(b"\t", b";"), 1, "point-virgule", "tabulation"),
    (column(11, lambda t: t.replace(",", ".")), 2, "un point au lieu", "1234,50"),
    (column(11, lambda t: f"   {t}"), 2, "des espaces", "1234,50"),
    (column(11, lambda t: "1 161,00"), 2, "séparateur de milliers", "1234,50"),
    (column(11, lambda t: "160,00"), 2, "déséquilibrée", "1,00"),
    (column(3, lambda t: "24/11/2026"), 2, "EcritureDate n’est pas une date", "20261231"),
    (column(3, lambda t: "20200101"), 2, "hors de l’exercice", "un seul exercice"),
    (column(3, lambda t: "20261125"), 3, "a deux dates", "une seule"),
    (column(8, lambda t: ""), 2, "PieceRef est vide", "Renseignez"),
    (column(6, lambda t: ""), 2, "CompAuxNum et CompAuxLib", "ou aucun"),
    (column(4, lambda t: "Clients"), 2, "CompteNum ne commence pas", "numéro du compte"),
    (column(12, lambda t: "1,00"), 2, "un débit et un crédit", "deux lignes"),
    (changed("P-2026-0001\t20261124\t", "P-2026-0001\t20261124\t\t"), 8, "19 champs", "séparateur"),
    (b"\xef\xbb\xbf" + GOOD, 0, "BOM", "ISO 8859-15"),
    (GOOD.decode("iso8859_15").encode("utf-16"), 0, "UTF-16", "ISO 8859-15"),
    (column(10, lambda t: "X").replace(b"\tX\t", b"\tL\x92\xe9t\xe9\t"), 2, "Windows-1252", "8859"),
    (b"", 0, "vide", "Exportez"),
    (GOOD.split(b"\r\n")[0] + b"\r\n", 0, "aucune écriture", "exercice"),
    (GOOD.replace(b"Bilan", b"").replace(b"\r\n", b"\r\n\r\n", 2), 2, "1 champs", "se retire"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "line", "what", "remedy"), FAULTS)
def test_each_fault_has_its_line_and_its_remedy(content, line, what, remedy):
    found = [one for one in judged(content, name=NAME) if what in one.what]
    assert found, judged(content, name=NAME)
    assert found[0].line == line
    assert remedy in found[0].remedy
    assert found[0].blocking


def renumbered(numbers):
    """Give the entries other numbers, in their order."""
    text = GOOD.decode("iso8859_15")
    for old, new in numbers.items():
        lines = [line.split("\t") for line in text.split("\r\n")]
        for fields in lines:
            if len(fields) > 2 and fields[2] == old:
                fields[2] = new
        text = "\r\n".join(map("\t".join, lines))
    return text.encode("iso8859_15")


def test_a_gap_is_found_and_numbers_by_journal_are_not_one():
    assert "l’écriture 2 manque" in judged(renumbered({"2": "7"}))[0].what
    assert judged(renumbered({"2": "1"})) == []  # one in each journal
    assert judged(renumbered({"1": "A1", "2": "B9"})) == []  # not plain numbers


def test_amount_and_side_may_stand_for_debit_and_credit():
    lines = [line.split("\t") for line in GOOD.decode("iso8859_15").split("\r\n")[:-1]]
    for fields in lines[1:]:
        debit, credit = fields[11], fields[12]
        fields[11:13] = [debit, "D"] if credit == "0,00" else [credit, "C"]
    lines[0][11:13] = ["Montant", "Sens"]
    content = "\r\n".join(map("\t".join, lines)).encode("iso8859_15")
    assert judged(content, name=NAME) == []
    wrong = content.replace(b"\tD\t", b"\tX\t", 1)
    assert any("Sens" in one.what for one in judged(wrong, name=NAME))


@pytest.mark.parametrize(
    ("content", "name", "what"),
    [
        (GOOD.decode("iso8859_15").encode(), NAME, "UTF-8"),
        (GOOD, "123456789FEC20270831.txt", "clé est fausse"),
        (column(11, lambda t: f"000{t}"), NAME, "des zéros"),
        (column(5, lambda t: "Autre nom", line=8), NAME, ""),
    ],
)
def test_what_is_tolerated_is_a_remark(content, name, what):
    found = judged(content, name=name)
    assert not any(one.blocking for one in found), found
    assert any(what in one.what for one in found) or not what


@pytest.mark.parametrize("name", ["FEC2026.txt", "999140353FEC20271331.txt", "fec.csv"])
def test_a_bad_name_is_said(name):
    assert judged(GOOD, name=name)[0].code == "JRN014"


def test_the_command_judges_a_file_without_a_base(comptoir, tmp_path):
    path = Path(tmp_path) / NAME
    path.write_bytes(FAULTS[5][0])
    done = comptoir("ledger", "check", str(path), code=1)
    assert "ligne 2" in done.out
    assert "→" in done.out
    path.write_bytes(GOOD)
    assert "Aucun défaut" in comptoir("ledger", "check", str(path), code=0).out


@pytest.mark.parametrize("noise", [b"\x00\xff\xfe", b"\n\n\n", b"a|b|c\r\n1|2\r\n", b"PK\x03\x04"])
def test_no_file_upsets_the_judge(noise):
    assert judged(noise, name="x")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (GOOD.replace(b"\r\n", b"\r"), "ancien Mac"),
        (GOOD.decode("iso8859_15").replace(
            "\t0,00\t", "\t\u0660,\u0660\u0660\t", 1).encode(), "montant"),
    ],
)  # fmt: skip
def test_figures_are_plain_and_lines_end_as_they_must(content, what):
    assert any(what in one.what and one.blocking for one in judged(content, name=NAME))


def test_a_number_that_is_no_figure_upsets_nothing():
    lines = GOOD.decode("iso8859_15").split("\r\n")
    odd = "\r\n".join(line.replace("\t1\t", "\t²\t") for line in lines)
    assert isinstance(judged(odd.encode("iso8859_15"), name=NAME), list)
