"""A million contacts: the six usual segments beside SQL by hand, one file shown, one found."""

import sqlite3
import sys
from datetime import UTC, datetime

from bench import million
from bench.measure import Measure, best, process
from comptoir.context import Actor, Context
from comptoir.desk import segments as desk
from comptoir.desk.project import load
from comptoir.store import reading, segments

THERE = "contact_id NOT IN (SELECT id FROM contact WHERE erased_at IS NOT NULL)"
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
        f"""SELECT count(*) FROM (SELECT contact_id FROM membership WHERE season = '2025-2026'
EXCEPT SELECT contact_id FROM membership WHERE season = '2026-2027') WHERE {THERE}""",
    ),
    "endormis": (
        """title = "Clients de plus de 500 euros, endormis"
[[all]]
fact = "sale.total"
at_least = 500
[[all]]
fact = "sale.last_on"
before = "12 months ago"
""",
        f"""SELECT count(*) FROM sale_stat WHERE total >= 50000 AND last_on < '2025-11-24'
AND {THERE}""",
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
        f"""SELECT count(*) FROM (SELECT contact_id FROM contact_role WHERE role = 'prospect'
AND since < '2023-11-24' AND (until IS NULL OR until >= '2026-11-24')
EXCEPT SELECT contact_id FROM sale_stat WHERE count >= 1)
WHERE {THERE}""",
    ),
    "venus-sans-don": (
        """title = "Venus à la fête, et n’ont rien donné"
[[all]]
fact = "event.slug"
is = "fete-2026"
[[all]]
fact = "event.state"
is = "attended"
[[none]]
fact = "donation.count"
at_least = 1
""",
        f"""SELECT count(*) FROM (SELECT contact_id FROM event_registration
WHERE event = 'fete-2026' AND state = 'attended' EXCEPT SELECT contact_id FROM donation)
WHERE {THERE}""",
    ),
    "meilleurs": (
        """title = "Le meilleur cinquième"
[[all]]
fact = "rfm.fifth"
is = 5
""",
        f"""WITH n AS (SELECT contact_id,
  ntile(5) OVER (ORDER BY last_on, contact_id) + ntile(5) OVER (ORDER BY count, contact_id)
  + ntile(5) OVER (ORDER BY total, contact_id) AS score FROM sale_stat)
SELECT count(*) FROM (SELECT contact_id,
  ntile(5) OVER (ORDER BY score, contact_id) AS fifth FROM n)
WHERE fifth = 5 AND {THERE}""",
    ),
}


def run() -> list[Measure]:
    root = million.project({name: text for name, (text, _) in SEGMENTS.items()})
    ctx = Context(
        root=root,
        actor=Actor("bench"),
        now=lambda: datetime.now(UTC),
        today=million.TODAY,
        pinned=True,
        demonstration=True,
    )
    return [*_segments(ctx), *_processes(ctx)]


def _segments(ctx: Context) -> list[Measure]:
    """Each beside its SQL on the same file, then all together."""
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
                Measure(f"1 M: segment « {name} »", quick * 1000, hand * 1000, "ms",
                        "SQL by hand", f"{ours} contacts")
            )  # fmt: skip
    ours_all, hand_all = sum(m.ours for m in measures), sum(m.other for m in measures)
    return [*measures, Measure("1 M: the six", ours_all, hand_all, "ms", "SQL by hand")]


def _processes(ctx: Context) -> list[Measure]:
    """Whole commands beside a process that imports SQLAlchemy and selects one row."""
    url = f"sqlite:///{ctx.var / 'comptoir.db'}"
    floor = process([
        sys.executable, "-c",
        "import sqlalchemy as sa\n"
        f"with sa.create_engine({url!r}).begin() as db:\n"
        "    db.execute(sa.text('SELECT * FROM contact WHERE id = 500000')).one()\n",
    ])  # fmt: skip
    asked = {
        "contact show": ("contact", "show", "C-500000"),
        "contact find, a rare name": ("contact", "find", "soizic", "quinbe"),
        "contact find, a frequent one": ("contact", "find", "marie"),
        "contact find, two letters": ("contact", "find", "ma"),
        "contact find, name and town": ("contact", "find", "marie", "redon"),
        "segment count": ("segment", "count", "perdus"),
    }
    measures = []
    for name, words in asked.items():
        command = [sys.executable, "-m", "comptoir", "--project", str(ctx.root)]
        took = process([*command, *words])
        measures.append(
            Measure(f"1 M: {name}", took * 1000, floor * 1000, "ms",
                    "import SQLAlchemy, one row", f"{(took - floor) * 1000:.0f} ms beyond it")
        )  # fmt: skip
    return measures
