"""hledger, which knows nothing of us, finds the same balances as the ledger."""

import json
import shutil
import subprocess
import sys
from collections import defaultdict
from decimal import Decimal

import pytest

from needs import need

pytestmark = pytest.mark.slow


def comptoir(folder, *arguments):
    command = [sys.executable, "-m", "comptoir", "--json", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def fec(folder):
    """Return the rows of the last FEC, read with nothing of ours."""
    path = next(folder.glob("var/exports/*FEC????????.txt"))
    lines = path.read_bytes().decode("iso-8859-15").splitlines()
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]


def test_the_fec_balances_entry_by_entry_and_as_hledger_says(demonstration, tmp_path):
    need("hledger", shutil.which("hledger") is not None)
    comptoir(demonstration, "ledger", "fec")
    entries = defaultdict(list)
    for row in fec(demonstration):
        entries[row["EcritureNum"], row["JournalCode"]].append(row)
    journal = tmp_path / "fec.journal"
    with journal.open("w", encoding="utf-8") as out:
        for (number, code), rows in entries.items():
            day = rows[0]["EcritureDate"]
            out.write(f"\n{day[:4]}-{day[4:6]}-{day[6:]} {code} {number}\n")
            for row in rows:
                debit, credit = (Decimal(row[k].replace(",", ".")) for k in ("Debit", "Credit"))
                out.write(f"    {row['CompteNum']}  EUR {debit - credit}\n")
    command = ["hledger", "-f", str(journal), "balance", "--output-format=json", "--flat"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    judged = {
        row[0]: Decimal(row[3][0]["aquantity"]["decimalMantissa"])
        / 10 ** row[3][0]["aquantity"]["decimalPlaces"]
        for row in json.loads(done.stdout)[0]
        if row[3]
    }
    ours = defaultdict(Decimal)
    for rows in entries.values():
        for row in rows:
            debit, credit = (Decimal(row[k].replace(",", ".")) for k in ("Debit", "Credit"))
            ours[row["CompteNum"]] += debit - credit
    assert {a: b for a, b in ours.items() if b} == judged
