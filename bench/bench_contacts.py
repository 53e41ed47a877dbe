"""Contacts: importing a long list, and counting segments beside hand-written SQL."""

import csv
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

from bench.measure import ROOT, Measure, best, process
from comptoir.context import Actor, Context
from comptoir.desk import segments as desk
from comptoir.desk.project import load
from comptoir.store import reading, schema, segments
from comptoir.store.engine import database_url

ROWS = 100_000
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
# Each segment in its file's words, and as somebody who knows the tables would write it.
SEGMENTS = {
    "a-jour-35-44": (
        """title = "À jour, 35 et 44, lettre acceptée"
purpose = "lettre-infos"
[[all]]
fact = "membership.season"
is = "2026-2027"
[[all]]
fact = "contact.department"
in = ["35", "44"]
[[all]]
fact = "consent.email"
is = "granted"
""",
        """SELECT count(*) FROM contact c WHERE c.department IN ('35', '44') AND c.erased_at IS NULL
AND EXISTS (SELECT 1 FROM membership m WHERE m.contact_id = c.id AND m.season = '2026-2027')
AND EXISTS (SELECT 1 FROM consent_state s WHERE s.contact_id = c.id AND s.scope = 'lettre-infos'
  AND s.channel = 'email' AND s.state = 'granted'
  AND NOT EXISTS (SELECT 1 FROM consent_state o WHERE o.contact_id = c.id AND o.channel = 'email'
    AND o.scope IN ('class:associative', 'class:*') AND o.state = 'objected'
    AND o.since >= s.since))""",
    ),
    "perdus": (
        """title = "Adhérents perdus"
[[all]]
fact = "membership.season"
is = "2025-2026"
[[none]]
fact = "membership.season"
is = "2026-2027"
""",
        """SELECT count(*) FROM (SELECT contact_id FROM membership WHERE season = '2025-2026'
EXCEPT SELECT contact_id FROM membership WHERE season = '2026-2027')""",
    ),
    "bons-clients": (
        """title = "Clients de plus de 500 euros, endormis"
[[all]]
fact = "sale.total"
at_least = 500
[[all]]
fact = "sale.last_on"
before = 2026-01-01
""",
        """SELECT count(*) FROM sale_stat WHERE total >= 50000 AND last_on < '2026-01-01'""",
    ),
    "prospects-a-purger": (
        """title = "Prospects de plus de trois ans, sans achat"
[[all]]
fact = "role.name"
is = "prospect"
[[all]]
fact = "role.since"
before = "3 years ago"
[[none]]
fact = "sale.count"
at_least = 1
""",
        """SELECT count(*) FROM (SELECT contact_id FROM contact_role WHERE role = 'prospect'
AND since < '2023-11-24' AND (until IS NULL OR until >= '2026-11-24')
EXCEPT SELECT contact_id FROM sale_stat WHERE count >= 1)""",
    ),
    "meilleurs": (
        """title = "Le meilleur cinquième"
[[all]]
fact = "rfm.fifth"
is = 5
""",
        """WITH n AS (SELECT contact_id,
  ntile(5) OVER (ORDER BY last_on, contact_id) + ntile(5) OVER (ORDER BY count, contact_id)
  + ntile(5) OVER (ORDER BY total, contact_id) AS score FROM sale_stat)
SELECT count(*) FROM (SELECT ntile(5) OVER (ORDER BY score, contact_id) AS fifth FROM n)
WHERE fifth = 5""",
    ),
}


def run() -> list[Measure]:
    """Measure the import, then the segments on the base that it filled."""
    with project() as ctx:
        return [import_100k(ctx), *segment_count(ctx)]


@contextmanager
def project() -> Iterator[Context]:
    """A project of its own, with an empty base and a list of 100 000 contacts."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "projet"
        root.mkdir()
        shutil.copy(ROOT / "comptoir.toml", root)
        shutil.copytree(ROOT / "legal", root / "legal")
        (root / "contacts/segments").mkdir(parents=True)
        for name, (text, _) in SEGMENTS.items():
            (root / f"contacts/segments/{name}.toml").write_text(text, "utf-8")
        schema.upgrade(database_url(root))
        write_list(root / "liste.csv")
        yield Context(
            root=root,
            actor=Actor("bench"),
            now=lambda: datetime.now(UTC),
            today=date(2026, 11, 24),
            pinned=True,
            demonstration=True,
        )


def write_list(path: Path, rows: int = ROWS) -> None:
    random = Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(_row(number, random) for number in range(rows))


def _row(number: int, random: Random) -> list[str]:
    agreed = random.random() < 0.4
    postcode, city = random.choice(TOWNS)
    born = f"{random.randint(1, 28):02d}/{random.randint(1, 12):02d}/{random.randint(1940, 2010)}"
    return [
        f"X-{number:06d}",
        random.choice(("Mme", "M.", "")),
        f"{random.choice(LAST)}-{random.randrange(ROWS // 20):x}",
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


def import_100k(ctx: Context) -> Measure:
    """The whole import in a process of its own, beside a script that checks nothing."""
    command = [sys.executable, "-c", IMPORT, str(ctx.root)]
    done = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    rate, bare = done["rows"] / done["seconds"], ROWS / _bare_import(ctx.root / "liste.csv")
    note = f"{done['kept']} contacts, peak memory {done['peak']:.0f} MB; the script checks nothing"
    return Measure("import of 100 000 contacts", rate, bare, "rows/s", "csv to sqlite3", note)


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


def segment_count(ctx: Context) -> list[Measure]:
    """Segments beside their SQL on the same base, and one whole process."""
    _history(ctx)
    found = load(ctx)
    settings = desk.settings(found, ctx.today)
    measures = []
    with reading(ctx) as db, sqlite3.connect(ctx.var / "comptoir.db") as plain:
        for name, (_, sql) in SEGMENTS.items():
            segment = desk.named(found, name)
            ours = segments.count(db, segment, settings)
            [theirs] = plain.execute(sql).fetchone()
            if ours != theirs:
                raise AssertionError(f"{name}: {ours} ≠ {theirs}")
            quick = best(lambda s=segment: segments.count(db, s, settings))  # type: ignore[misc]
            hand = best(lambda q=sql: plain.execute(q).fetchone())  # type: ignore[misc]
            measures.append(
                Measure(f"segment « {name} »", quick * 1000, hand * 1000, "ms", "SQL by hand",
                        f"{ours} of {ROWS} contacts")
            )  # fmt: skip
    return [*measures, _whole_process(ctx)]


def _whole_process(ctx: Context) -> Measure:
    command = [sys.executable, "-m", "comptoir", "--project", str(ctx.root)]
    count = process([*command, "segment", "count", "perdus"])
    url = f"sqlite:///{ctx.var / 'comptoir.db'}"
    code = (
        "import sqlalchemy as sa\n"
        f"with sa.create_engine({url!r}).begin() as db:\n"
        f"    db.execute(sa.text({SEGMENTS['perdus'][1]!r})).scalar()\n"
    )
    floor = process([sys.executable, "-c", code])
    return Measure(
        "comptoir segment count, whole process", count * 1000, floor * 1000, "ms",
        "import SQLAlchemy and select", f"{(count - floor) * 1000:.0f} ms beyond it",
    )  # fmt: skip


def _history(ctx: Context) -> None:
    """Memberships of two seasons and sales, written straight into the tables."""
    with sqlite3.connect(ctx.var / "comptoir.db") as db:
        for season, share in (("2025-2026", 3), ("2026-2027", 4)):
            db.execute(
                "INSERT INTO membership (contact_id, season, level, amount, recorded_on, paid_on) "
                f"SELECT id, '{season}', 'full', 2200, '2026-09-01', '2026-09-01' FROM contact "
                f"WHERE id % {share} = 0"
            )
        db.execute(
            "INSERT INTO sale_stat (contact_id, count, total, last_on) "
            "SELECT id, 1 + id % 5, (id % 90) * 1000, date('2023-01-01', '+' || (id % 1400) || "
            "' days') FROM contact WHERE id % 2 = 0"
        )
        db.execute(
            "INSERT INTO contact_role (contact_id, role, since) SELECT id, 'prospect', "
            "date('2021-01-01', '+' || (id % 2000) || ' days') FROM contact WHERE id % 3 = 1"
        )
        db.execute("ANALYZE")


__all__ = ["import_100k", "run", "segment_count"]
