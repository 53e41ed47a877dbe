"""A base of a million contacts, two million consents and three million lines of sale.

Written straight into the tables with a fixed seed, once: it is kept under var/bench and made anew
when the schema or this file changes.
"""

import hashlib
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from random import Random

from bench.measure import ROOT
from comptoir.contacts.keys import city_key, department, search_text, word_key
from comptoir.contacts.model import Draft
from comptoir.readers.towns import official_communes
from comptoir.store import schema
from comptoir.store.engine import database_url

CONTACTS = 1_000_000
PER_INVOICE = 3  # lines
SEED = 20261124
TODAY = date(2026, 11, 24)
AT = "2026-09-01T08:00:00.000000+00:00"
FIRST = (
    "Anne", "Jean", "Léa", "Hugo", "Maëlle", "Yannick", "Soizic", "Bastien", "Awa", "Inès",
    "Marie", "Pierre", "Chloé", "Jean-Loup", "Marie-Christine", "Noé", "Gaël", "Fatou", "Éric",
    "Zoé", "Loïc", "Thérèse", "Benoît", "Aurélie", "Mehdi", "Nolwenn", "Paul", "Rose", "Émile",
)  # fmt: skip
START = (
    "Le ", "Ker", "Pen", "Du", "De la ", "Bel", "Mont", "Gran", "Mar", "Bois", "Roch", "Lam",
    "Var", "Cor", "Del", "San", "Tri", "Plou", "Gui", "Fon", "Cha", "Bré", "Lé", "Mé", "Ros",
)  # fmt: skip
MIDDLE = ("", "be", "gui", "na", "lo", "ri", "ta", "mo", "vé", "sa", "du", "ga", "co", "lé", "bi")
END = ("han", "gall", "tin", "rand", "gent", "vé", "llo", "cia", "mont", "ville", "nec", "ron",
       "sset", "quin", "vin", "let", "din", "rel", "zic", "dec")  # fmt: skip
SCOPES = (
    ("lettre-infos", "email"), ("vie-associative", "email"), ("appel-aux-dons", "post"),
    ("lettre-infos", "post"), ("class:associative", "email"), ("class:*", "email"),
)  # fmt: skip


def project(segments: dict[str, str]) -> Path:
    """Return the folder of a project whose base holds the million, made the first time.

    Args:
        segments: the text of each segment to be found there.
    """
    folder = ROOT / "var" / "bench" / f"million-{_key()}"
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        print("generating a million contacts (once)…", file=sys.stderr)
        made = Path(tempfile.mkdtemp(dir=folder.parent))
        shutil.copy(ROOT / "comptoir.toml", made)
        shutil.copytree(ROOT / "legal", made / "legal")
        schema.upgrade(database_url(made))
        fill(made / "var" / "comptoir.db", CONTACTS)
        made.replace(folder)
    there = folder / "contacts" / "segments"
    there.mkdir(parents=True, exist_ok=True)
    for name, text in segments.items():
        (there / f"{name}.toml").write_text(text, "utf-8")
    return folder


def _key() -> str:
    return hashlib.sha256(Path(__file__).read_bytes() + schema.newest().encode()).hexdigest()[:12]


def fill(path: Path, contacts: int) -> None:
    """Write a base of so many contacts; the rest follows in proportion."""
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA synchronous=OFF")
        with _without_indexes(db):
            _insert(db, "contact", _people(contacts))
            _insert(db, "contact_role", _roles(contacts))
            _insert(db, "consent_state", _consents(contacts))
            _insert(db, "membership", _memberships(contacts))
            _insert(db, "donation", _donations(contacts))
            _insert(db, "event_registration", _registrations(contacts))
            _insert(db, "invoice", _invoices(contacts))
            _insert(db, "invoice_line", _lines(contacts))
            db.execute(
                "INSERT INTO sale_stat (contact_id, count, total, last_on) SELECT contact_id, "
                "count(*), sum(gross), max(issued_on) FROM invoice GROUP BY contact_id"
            )
            _mailing(db)
        db.execute("INSERT INTO sequence (series, year, last) VALUES ('C', 0, ?)", [contacts])
    with sqlite3.connect(path) as db:
        db.execute("ANALYZE")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def fill_people(path: Path, contacts: int) -> None:
    """Write so many contacts with their roles, and nothing else."""
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA synchronous=OFF")
        with _without_indexes(db):
            _insert(db, "contact", _people(contacts))
            _insert(db, "contact_role", _roles(contacts))
        db.execute("INSERT INTO sequence (series, year, last) VALUES ('C', 0, ?)", [contacts])


@contextmanager
def _without_indexes(db: sqlite3.Connection) -> Iterator[None]:
    """Take indexes and triggers off, and put them back over the full tables."""
    made = "type IN ('index', 'trigger') AND sql IS NOT NULL"
    ours = "name NOT LIKE 'contact_words%' OR type = 'trigger'"
    found = f"SELECT type, name, sql FROM sqlite_master WHERE {made} AND ({ours})"
    kept = db.execute(found).fetchall()
    for kind, name, _ in kept:
        db.execute(f'DROP {kind} "{name}"')
    yield
    for _, _, sql in kept:
        db.execute(sql)
    db.execute("INSERT INTO contact_words (contact_words) VALUES ('rebuild')")


def _insert(db: sqlite3.Connection, table: str, rows: Iterable[dict[str, object]]) -> None:
    rows = iter(rows)
    first = next(rows)
    names = ", ".join(f'"{name}"' for name in first)
    marks = ", ".join(f":{name}" for name in first)
    statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"
    db.execute(statement, first)
    db.executemany(statement, rows)


def _people(count: int) -> Iterator[dict[str, object]]:
    random = Random(SEED)
    names = sorted(f"{a}{b}{c}" for a in START for b in MIDDLE for c in END)
    towns = [(code, of[0].name) for code, of in official_communes().towns.items()]
    for id_ in range(1, count + 1):
        first = random.choice(FIRST)
        last = names[int(random.random() ** 2 * len(names))]  # some names are frequent
        if random.random() < 0.2:
            last = f"{last}-{random.choice(names)}"
        postcode, city = towns[int(random.random() ** 2 * len(towns))]
        mailbox = f"{word_key(first)}.{word_key(last)}".replace(" ", "")
        one = Draft(
            first_name=first,
            last_name=last.upper() if random.random() < 0.3 else last,
            email=f"{mailbox}{id_}@example.org" if random.random() < 0.8 else "",
            mobile=f"+3363998{id_ % 10_000:04d}" if random.random() < 0.6 else "",
            street=f"{random.randint(1, 99)} rue du Canal",
            postcode=postcode,
            city=city,
            source="FICTIF",
        )
        reference = f"C-{id_:06d}"
        born = date(1940, 1, 1) + timedelta(days=random.randrange(25_000))
        yield {
            "id": id_,
            "reference": reference,
            "kind": "person",
            "first_name": one.first_name,
            "last_name": one.last_name,
            "email": one.email,
            "mobile": one.mobile,
            "street": one.street,
            "postcode": postcode,
            "city": city,
            "birth_date": born.isoformat() if random.random() < 0.4 else None,
            "source": one.source,
            "source_on": "2025-09-01",
            "created_at": AT,
            "updated_at": AT,
            "name_key": f"{word_key(last)}|{word_key(first)}",
            "city_key": city_key(city),
            "source_key": "fictif",
            "department": department(postcode, "FR", city),
            "search": search_text(one, reference),
        }


def _roles(count: int) -> Iterator[dict[str, object]]:
    random = Random(SEED + 1)
    for id_ in range(1, count + 1):
        role = ("member", "customer", "prospect", "donor")[random.choice((0, 0, 1, 1, 1, 2, 2, 3))]
        since = date(2019, 1, 1) + timedelta(days=random.randrange(2_800))
        yield {"contact_id": id_, "role": role, "since": since.isoformat()}


def _consents(count: int) -> Iterator[dict[str, object]]:
    """Two a contact."""
    random = Random(SEED + 2)
    for id_ in range(1, count + 1):
        for scope, channel in random.sample(SCOPES, 2):
            refused = scope.startswith("class:")
            state = "objected" if refused else random.choice(("granted", "granted", "withdrawn"))
            since = date(2022, 1, 1) + timedelta(days=random.randrange(1_700))
            yield {"contact_id": id_, "scope": scope, "channel": channel, "state": state,
                   "since": since.isoformat()}  # fmt: skip


def _memberships(count: int) -> Iterator[dict[str, object]]:
    random = Random(SEED + 3)
    for id_ in range(1, count + 1):
        for season, share in (("2024-2025", 0.25), ("2025-2026", 0.3), ("2026-2027", 0.25)):
            if random.random() < share:
                on = f"{season[:4]}-09-15"
                yield {"contact_id": id_, "season": season, "level": "full", "amount": 2200,
                       "recorded_on": on, "paid_on": on}  # fmt: skip


def _donations(count: int) -> Iterator[dict[str, object]]:
    random = Random(SEED + 4)
    for id_ in range(1, count + 1):
        if random.random() < 0.1:
            on = date(2023, 1, 1) + timedelta(days=random.randrange(1_400))
            yield {"contact_id": id_, "amount": random.randrange(1_000, 30_000, 500),
                   "received_on": on.isoformat()}  # fmt: skip


def _registrations(count: int) -> Iterator[dict[str, object]]:
    """A fifth of them at one event or the other."""
    random = Random(SEED + 6)
    for id_ in range(1, count + 1):
        for event in ("fete-2025", "fete-2026"):
            if random.random() < 0.1:
                state = random.choice(("attended", "attended", "attended", "missed", "cancelled"))
                yield {"reference": f"INS-{id_:07d}-{event[-2:]}", "event": event, "seats": 1,
                       "contact_id": id_, "state": state, "source": "file",
                       "made_at": AT}  # fmt: skip


def _sales(count: int) -> Iterator[tuple[int, int, date, list[int]]]:
    """Number, contact, day and nets of each invoice: as many as contacts, for half of them."""
    random = Random(SEED + 5)
    for number in range(1, count + 1):
        whose = 1 + int(random.random() ** 1.5 * count) // 2 * 2 % count
        on = date(2023, 1, 1) + timedelta(days=random.randrange(1_420))
        yield number, whose, on, [random.randrange(500, 20_000, 50) for _ in range(PER_INVOICE)]


def _invoices(count: int) -> Iterator[dict[str, object]]:
    for number, whose, on, nets in _sales(count):
        net = sum(nets)
        tax = round(net * 0.2)
        due = on + timedelta(days=30)
        yield {"id": number, "number": f"F-{on.year}-{number:07d}", "contact_id": whose,
               "issued_on": on.isoformat(), "due_on": due.isoformat(), "net": net, "tax": tax,
               "gross": net + tax, "amount_due": 0 if number % 20 else net + tax,
               "content": "{}"}  # fmt: skip


def _lines(count: int) -> Iterator[dict[str, object]]:
    for number, _, _, nets in _sales(count):
        for rank, net in enumerate(nets, 1):
            yield {"invoice_id": number, "rank": rank, "kind": "line", "name": "Atelier",
                   "sku": f"ART-{net % 40:02d}", "nature": "services", "account": "706",
                   "quantity": 10_000, "unit_price": net * 10_000, "vat_rate": 2_000, "net": net,
                   "gross": round(net * 1.2)}  # fmt: skip


def _mailing(db: sqlite3.Connection) -> None:
    """One mailing sent to a fifth of them."""
    db.execute(
        "INSERT INTO campaign_run (id, campaign, channel, purpose, purpose_class, segment, "
        "segment_size, segment_hash, source, source_hash, everyone, \"on\", queued_at, login) "
        "VALUES (1, 'appel-2026', 'letter', 'appel-aux-dons', 'associative', 'tous', ?, '', '{}', "
        "'', 0, '2026-10-01', ?, 'bench')", [CONTACTS, AT],
    )  # fmt: skip
    db.execute(
        "INSERT INTO outbox (run_id, campaign, channel, contact_id, reference, position, state, "
        "reason, basis, updated_at) SELECT 1, 'appel-2026', 'letter', id, "
        "printf('L-%07d', id), id, 'sent', 'interest', '', ? FROM contact WHERE id % 5 = 0", [AT],
    )  # fmt: skip
