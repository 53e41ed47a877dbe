"""Statements in the manner of French banks, all invented: sign, day, encoding, layout."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from comptoir.errors import InputError
from comptoir.readers.banking import read_statement

EXPECTED = [
    (date(2026, 11, 20), Decimal("-4.50"), "FRAIS TENUE DE COMPTE"),
    (date(2026, 11, 23), Decimal("1060.00"), "VIR SEPA FACT F-2026-0132"),
]
DEBIT_CREDIT = """Compte n° 00012345678;;;\r
Solde au 24/11/2026;1 234,56;;\r
\r
Date;Libellé;Débit;Crédit\r
23/11/2026;VIR SEPA FACT F-2026-0132;;1 060,00\r
20/11/2026;FRAIS TENUE DE COMPTE;-4,50;\r
;Total;-4,50;1 060,00\r
"""
UNSIGNED_DEBIT = """Date opération;Date valeur;Libellé opération;Débit euros;Crédit euros
20/11/2026;20/11/2026;FRAIS TENUE DE COMPTE;4,50;
23/11/2026;23/11/2026;VIR SEPA FACT F-2026-0132;;1060,00
"""
SIGNED = """Date de comptabilisation,Libellé simplifié,Montant
2026-11-23,VIR SEPA FACT F-2026-0132,"+1060,00"
2026-11-20,FRAIS TENUE DE COMPTE,"-4,50"
"""
SENSE = """Date\tLibellé\tMontant(EUROS)\tSens
23/11/26\tVIR SEPA FACT F-2026-0132\t1 060,00 EUR\tCrédit
20/11/26\tFRAIS TENUE DE COMPTE\t4,50 EUR\tDébit
"""
MINUS_BEHIND = """Jour;Libelle;Montant
20/11/2026;FRAIS TENUE DE COMPTE;4,50-
23/11/2026;VIR SEPA FACT F-2026-0132;1060,00
"""
OFX = """OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:USASCII
CHARSET:1252
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20261124000000
<LANGUAGE>FRA</SONRS></SIGNONMSGSRSV1><BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0
<SEVERITY>INFO</STATUS><STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>99999<BRANCHID>00001
<ACCTID>00012345678<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST><DTSTART>20261101
<DTEND>20261124<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261123<TRNAMT>+1060,00<FITID>A1
<NAME>VIR SEPA FACT F-2026-0132</STMTTRN><STMTTRN><TRNTYPE>FEE<DTPOSTED>20261120
<TRNAMT>-4.50<FITID>A2<NAME>FRAIS TENUE DE COMPTE</STMTTRN></BANKTRANLIST><LEDGERBAL>
<BALAMT>1234.56<DTASOF>20261124</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
"""
CAMT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
<Acct><Id><IBAN>FR7699999000010001234567845</IBAN></Id></Acct>
<Ntry><Amt Ccy="EUR">1060.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2026-11-23</Dt></BookgDt><AcctSvcrRef>A1</AcctSvcrRef><NtryDtls><TxDtls>
<RmtInf><Ustrd>VIR SEPA FACT F-2026-0132</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">4.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2026-11-20</Dt></BookgDt><AcctSvcrRef>A2</AcctSvcrRef>
<AddtlNtryInf>FRAIS TENUE DE COMPTE</AddtlNtryInf></Ntry>
<Ntry><Amt Ccy="EUR">7.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>PDNG</Cd></Sts>
<BookgDt><Dt>2026-11-24</Dt></BookgDt></Ntry>
</Stmt></BkToCstmrStmt></Document>
"""
FILES = {
    "debit-credit.csv": DEBIT_CREDIT.encode("latin-1"),
    "unsigned.csv": UNSIGNED_DEBIT.encode("utf-8-sig"),
    "signed.csv": SIGNED.encode(),
    "sense.tsv": SENSE.encode("cp1252"),
    "minus.csv": MINUS_BEHIND.encode(),
    "releve.ofx": OFX.encode("cp1252"),
    "releve.xml": CAMT.encode(),
}


def read(folder: Path, name: str, content: bytes):
    path = folder / name
    path.write_bytes(content)
    return read_statement(path)


@pytest.mark.parametrize("name", FILES)
def test_every_layout_says_the_same(tmp_path: Path, name: str):
    found = read(tmp_path, name, FILES[name])
    assert [(one.on, one.amount, one.label) for one in found.lines] == EXPECTED


@pytest.mark.parametrize("name", FILES)
def test_the_same_file_gives_the_same_marks_and_two_alike_lines_two(tmp_path: Path, name: str):
    first, again = (read(tmp_path, name, FILES[name]) for _ in range(2))
    marks = [mark for mark, _ in first.marks("principal")]
    assert marks == [mark for mark, _ in again.marks("principal")]
    assert len(set(marks)) == 2
    assert not set(marks) & {mark for mark, _ in first.marks("livret")}


def test_two_payments_alike_in_every_way_are_two(tmp_path: Path):
    twice = MINUS_BEHIND + "23/11/2026;VIR SEPA FACT F-2026-0132;1060,00\n"
    found = read(tmp_path, "deux.csv", twice.encode())
    assert len({mark for mark, _ in found.marks("principal")}) == 3


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("vide.csv", b"", "vide"),
        ("autre.csv", b"Nom;Ville\nJo;Redon\n", "titres"),
        ("jour.csv", b"Date;Libelle;Montant\n31/02/2026;X;1,00\nhier;Y;2,00\n", "ligne 2"),
        ("montant.csv", b"Date;Libelle;Montant\n20/11/2026;X;douze\n", "ligne 2"),
        ("releve.pdf", b"%PDF-1.7\n", "relevé"),
        ("faux.ofx", b"OFXHEADER:100\n<OFX><nothing>", "0 comptes"),
        ("faux.xml", CAMT.replace("</Stmt>", "").encode(), "CAMT"),
        ("dollars.xml", CAMT.replace('"EUR"', '"USD"').encode(), "CAMT"),
        ("image.csv", b"\x89PNG\r\n\x1a\n\x00\x00", "texte"),
    ],
)
def test_what_is_no_statement_is_said_so(tmp_path: Path, name: str, content: bytes, said: str):
    with pytest.raises(InputError, match=said):
        read(tmp_path, name, content)


def test_an_entity_in_a_statement_reads_no_file(tmp_path: Path):
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    hostile = CAMT.replace(
        "<Document ", f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]><Document ', 1
    ).replace("FRAIS TENUE DE COMPTE", "&e;")
    try:
        found = read(tmp_path, "hostile.xml", hostile.encode())
    except InputError:
        return
    assert all("SECRET" not in one.label for one in found.lines)
