"""Contacts: importing lists of ten thousand, a hundred thousand and a million."""

import csv
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from bench.measure import ROOT, Measure
from comptoir.store import schema
from comptoir.store.engine import database_url

SIZES = (10_000, 100_000, 1_000_000)
HEADER = [
    "Référence externe", "Civilité", "Nom", "Prénom", "Mél", "Portable", "Adresse", "CP", "Ville",
    "Né(e) le", "Rôle", "Étiquettes", "Origine", "Date d'origine", "Accord mél", "Date accord",
    "Texte accord", "Recueil accord",
]  # fmt: skip
FIRST = ("Anne", "Jean", "Léa", "Hugo", "Maëlle", "Yannick", "Soizic", "Bastien", "Awa", "Inès")
LAST = ("Martin", "Le Bihan", "Durand", "Le Gall", "Prigent", "Hervé", "Diallo", "Garcia")
TOWNS = (("35600", "Redon"), ("44460", "SAINT-NICOLAS-DE-REDON"), ("56350", "Allaire"),
         ("75011", "Paris"), ("29200", "Brest"), ("13001", "Marseille"))  # fmt: skip
IMPORT = """
import json, resource, sys, time
from datetime import UTC, date, datetime
from pathlib import Path
from comptoir.context import Actor, Context
from comptoir.desk.contact_imports import import_file
root = Path(sys.argv[1])
ctx = Context(root=root, actor=Actor("bench"), now=lambda: datetime.now(UTC),
              today=date(2026, 11, 24), pinned=True, demonstration=True)
start = time.perf_counter()
report = import_file(ctx, root / "liste.csv")
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"rows": report.rows_in, "kept": report.new + report.doubtful,
                  "seconds": seconds, "peak": peak}))
"""


def run() -> list[Measure]:
    """Measure the same import at three sizes: its rate should hold."""
    return [measured(rows) for rows in SIZES]


def measured(rows: int) -> Measure:
    """The whole import in a process of its own, beside a script that checks nothing."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "projet"
        root.mkdir()
        shutil.copy(ROOT / "comptoir.toml", root)
        shutil.copytree(ROOT / "legal", root / "legal")
        schema.upgrade(database_url(root))
        write_list(root / "liste.csv", rows)
        command = [sys.executable, "-c", IMPORT, str(root)]
        done = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        said = json.loads(done)
        rate, bare = said["rows"] / said["seconds"], rows / _bare_import(root / "liste.csv")
    note = f"{said['kept']} contacts, peak memory {said['peak']:.0f} MB"
    return Measure(f"import of {rows} contacts", rate, bare, "rows/s", "csv to sqlite3", note)


def write_list(path: Path, rows: int) -> None:
    random = Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(_row(number, random, rows // 20) for number in range(rows))


def _row(number: int, random: Random, names: int) -> list[str]:
    agreed = random.random() < 0.4
    postcode, city = random.choice(TOWNS)
    born = f"{random.randint(1, 28):02d}/{random.randint(1, 12):02d}/{random.randint(1940, 2010)}"
    return [
        f"X-{number:07d}",
        random.choice(("Mme", "M.", "")),
        f"{random.choice(LAST)}-{random.randrange(names):x}",
        random.choice(FIRST),
        f"p{number}@example.org" if random.random() < 0.8 else "",
        f"06 39 98 {number // 100 % 100:02d} {number % 100:02d}" if random.random() < 0.6 else "",
        f"{random.randint(1, 99)} rue du Canal",
        postcode,
        city,
        born if random.random() < 0.4 else "",
        random.choice(("adhérent", "usager", "client, donateur")),
        "vélo" if random.random() < 0.3 else "",
        "FICTIF",
        "01/09/2025",
        *(("oui", "01/09/2025", "J'accepte la lettre.", "papier") if agreed else ("",) * 4),
    ]


def _bare_import(path: Path) -> float:
    """Return the seconds that copying the cells into one indexed table takes."""
    columns = ", ".join(f"c{index} TEXT" for index in range(len(HEADER)))
    start = time.perf_counter()
    with sqlite3.connect(path.with_suffix(".db")) as db, path.open(encoding="utf-8") as file:
        db.execute(f"CREATE TABLE t (id INTEGER PRIMARY KEY, {columns})")
        db.execute("CREATE INDEX i ON t (c4)")
        marks = ", ".join("?" * len(HEADER))
        rows = csv.reader(file, delimiter=";")
        db.executemany(f"INSERT INTO t VALUES (NULL, {marks})", rows)
    return time.perf_counter() - start
