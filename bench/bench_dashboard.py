"""The dashboard of a busy house, beside the bare sums of its lines; its memory too.

The sales go through the books as those of any past do. COMPTOIR_BENCH_DASHBOARD gives other sizes:
`100000 1000000` is a hundred thousand invoices among a million contacts.
"""

import csv
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from bench import million
from bench.measure import ROOT, Measure, processor
from comptoir.context import Actor, Context
from comptoir.desk import history
from comptoir.store import schema
from comptoir.store.engine import database_url

INVOICES, CONTACTS = 10_000, 100_000
TODAY = date(2026, 11, 24)
BUILD = ("-m", "comptoir", "dashboard", "build", "--today", TODAY.isoformat(), "--quiet")
SUMS = """
import sqlite3
db = sqlite3.connect("var/comptoir.db")
for column in ("sku", "vat_rate"):
    db.execute(f"SELECT substr(i.issued_on, 1, 7), l.{column}, sum(l.quantity), sum(l.net), "
               "sum(l.gross) FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id "
               "GROUP BY 1, 2").fetchall()
db.execute("SELECT count(*) FROM contact").fetchall()
"""


def run() -> list[Measure]:
    told = os.environ.get("COMPTOIR_BENCH_DASHBOARD", "").split()
    invoices, contacts = (int(told[0]), int(told[1])) if told else (INVOICES, CONTACTS)
    folder = project(invoices, contacts)
    bare = processor([sys.executable, "-c", SUMS], cwd=folder)
    ours = processor([sys.executable, *BUILD], cwd=folder)
    megabytes = _memory(folder) / 1024
    name = f"dashboard, {invoices:,} invoices, {contacts:,} contacts"
    return [Measure(name, ours, bare, "s", "the bare sums", f"{megabytes:.0f} MB at most")]


def project(invoices: int, contacts: int) -> Path:
    """Return the folder of a project with so many invoices and contacts, made the first time."""
    source = Path(__file__).read_bytes() + Path(million.__file__).read_bytes()
    key = hashlib.sha256(source + schema.newest().encode()).hexdigest()[:12]
    folder = ROOT / "var" / "bench" / f"dashboard-{invoices}-{contacts}-{key}"
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        print(f"generating {invoices:,} invoices (once)…", file=sys.stderr)
        made = Path(tempfile.mkdtemp(dir=folder.parent))
        shutil.copy(ROOT / "comptoir.toml", made)
        shutil.copytree(ROOT / "legal", made / "legal")
        shutil.copytree(ROOT / "content" / "offres", made / "content" / "offres")
        schema.upgrade(database_url(made))
        buyers = min(contacts, max(1, invoices // 4))
        million.fill_people(made / "var" / "comptoir.db", contacts)
        _name_buyers(made / "var" / "comptoir.db", buyers)
        past = made / "past"
        past.mkdir()
        _write(past / "ventes-FICTIF.csv", invoices, buyers)
        now = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC)
        ctx = Context(root=made, actor=Actor("bench"), now=lambda: now, today=TODAY, pinned=True,
                      demonstration=True)  # fmt: skip
        history.load(ctx, past)
        made.replace(folder)
    return folder


def _name_buyers(base: Path, buyers: int) -> None:
    with sqlite3.connect(base) as db:
        rows = ((id_, f"AH-{id_:06d}") for id_ in range(1, buyers + 1))
        db.executemany("INSERT INTO contact_external (contact_id, reference) VALUES (?, ?)", rows)


def _write(path: Path, invoices: int, buyers: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(("Pièce", "Référence externe", "Date", "Article", "Quantité", "Prix TTC",
                         "Taux", "Mode", "Date de règlement", "Canal"))  # fmt: skip
        writer.writerows(_sales(invoices, buyers))


def _sales(invoices: int, buyers: int) -> Iterator[tuple[object, ...]]:
    """One line or two an invoice, over two years; one invoice in ten is not paid."""
    random = Random(million.SEED)
    first, days = date(2024, 9, 2), (TODAY - date(2024, 9, 2)).days
    for rank in range(invoices):
        on = first + timedelta(days=rank * days // invoices)
        paid = (on + timedelta(days=random.randrange(20))) if random.random() < 0.9 else None
        shown = min(paid, TODAY).isoformat() if paid else ""
        head = (f"VE-{rank:06d}", f"AH-{random.randint(1, buyers):06d}", on.isoformat())
        tail = (random.choice(("carte", "virement")) if paid else "", shown, "site")
        yield (*head, "KIT-VELO", random.randint(1, 3), "39.00", "20.0", *tail)
        if random.random() < 0.5:
            yield (*head, "GUIDE", 1, "16.00", "5.5", *tail)


def _memory(folder: Path) -> int:
    """Return the most memory that a build takes, in kilobytes."""
    code = (
        "import resource, subprocess, sys; "
        "subprocess.run([sys.executable, *sys.argv[1:]], check=True, stdout=subprocess.DEVNULL); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *BUILD], cwd=folder, check=True, capture_output=True, text=True
    )
    return int(done.stdout)
