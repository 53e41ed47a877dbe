"""How fast the books answer: balances beside hledger, issuing beside the bare drawing."""

import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import insert

from bench.measure import ROOT, Measure, best, processor
from comptoir.bookkeeping import PaidInvoice, invoice_entry, payment_entry
from comptoir.context import Actor, Context
from comptoir.desk import aged as desk_aged
from comptoir.desk import databases, filing, invoices, offers, quotes
from comptoir.ledger import Entry, FiscalYear
from comptoir.money import ZERO
from comptoir.party import Address, Party
from comptoir.payments import Method, Payment, Share, ShareKind
from comptoir.printing import typst
from comptoir.sales import Line, Nature, Offer
from comptoir.sales.documents import invoice_of
from comptoir.store import balances, begin, ledger, reading
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.sales import invoice

MANY = 100_000  # invoices, each with its payment
UNPAID = 10  # one invoice in so many is not paid
START = date(2026, 1, 1)
YEAR = FiscalYear.starting(2026)


def run() -> list[Measure]:
    with _project() as ctx:
        entries = list(_books())
        return [_posted(ctx, entries), *_beside_hledger(ctx, entries), _issued(ctx)]


@contextmanager
def _project() -> Iterator[Context]:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "legal").mkdir()
        shutil.copy(ROOT / "comptoir.toml", root)
        for file in ("organisation.toml", "processing.toml"):
            shutil.copy(ROOT / "legal" / file, root / "legal")
        facts = root / "legal" / "organisation.toml"
        facts.write_text(
            facts.read_text("utf-8").replace("year_start_month = 9", "year_start_month = 1"),
            "utf-8",
        )
        shutil.copytree(ROOT / "content" / "offres", root / "content" / "offres")
        ctx = Context(
            root=root,
            actor=Actor("bench"),
            now=lambda: datetime.now(UTC),
            today=date(2026, 12, 31),
            pinned=True,
            demonstration=True,
        )
        databases.upgrade(ctx)
        _people(ctx)
        yield ctx


def _people(ctx: Context) -> None:
    with begin(ctx, act="bench.people") as tx:
        tx.db.execute(
            insert(contact),
            [
                {
                    "id": n,
                    "reference": f"C-{n:06d}",
                    "kind": "person",
                    "last_name": f"Fictif {n}",
                    "street": "1 rue de l’Exemple",
                    "postcode": "35600",
                    "city": "Redon",
                    "created_at": tx.now,
                    "updated_at": tx.now,
                }
                for n in range(1, 501)
            ],
        )


def _books() -> Iterator[Entry]:
    seller = Party(name="Atelier", address=Address(street="1 rue", city="Redon"))
    for n in range(1, MANY + 1):
        day = START + timedelta(days=n * 360 // MANY)
        buyer = Party(name="x", address=Address(), reference=f"C-{n % 500 + 1:06d}")
        sold = Line(
            name="Kit",
            quantity=Decimal(1 + n % 3),
            unit_price=Decimal("39.00"),
            vat_rate=Decimal("20.0") if n % 2 else Decimal("5.5"),
            nature=Nature.GOODS if n % 5 else Nature.SERVICES,
        )
        sale = invoice_of(
            Offer(buyer=buyer, lines=(sold,)),
            number=f"F-2026-{n:05d}",
            issued_on=day,
            seller=seller,
        )
        yield invoice_entry(sale)
        if n % UNPAID == 0:
            continue
        share = Share(kind=ShareKind.INVOICE, amount=sale.gross, about=sale.number, debt=sale.gross)
        payment = Payment(
            number=f"P-2026-{n:05d}",
            payer=buyer.reference,
            received_on=day,
            method=Method.TRANSFER,
            amount=sale.gross,
            shares=(share,),
        )
        yield payment_entry(payment, [PaidInvoice.of(sale)])


def _posted(ctx: Context, entries: list[Entry]) -> Measure:
    """Numbered, chained, balanced by the base, beside the bare insertion of the same rows."""

    def ours() -> None:
        with begin(ctx, act="bench.post") as tx:
            ledger.post(tx, entries)

    rows = [
        (number, rank, p.account, p.party_account, int(p.amount * 100), p.label)
        for number, entry in enumerate(entries)
        for rank, p in enumerate(entry.postings)
    ]

    def bare() -> None:
        (ctx.root / "bare.db").unlink(missing_ok=True)
        with sqlite3.connect(ctx.root / "bare.db") as db:
            db.execute("CREATE TABLE p (e INT, r INT, a TEXT, c TEXT, m INT, l TEXT)")
            db.executemany("INSERT INTO p VALUES (?, ?, ?, ?, ?, ?)", rows)

    return Measure(
        f"post {len(entries):,} entries",
        best(ours, runs=1),
        best(bare, runs=3),
        "s",
        "bare SQLite insertion",
        f"{len(rows)} postings, chained and balanced",
    )


def _beside_hledger(ctx: Context, entries: list[Entry]) -> Iterator[Measure]:
    if not shutil.which("hledger"):
        return
    journal = ctx.root / "books.journal"
    with journal.open("w", encoding="utf-8") as out:
        for entry in entries:
            out.write(f"\n{entry.date} {entry.voucher}\n")
            for posting in entry.postings:
                out.write(f"    {posting.account}  EUR {posting.amount}\n")

    def hledger(*words: str) -> float:
        return processor(["hledger", "-f", str(journal), *words], runs=2)

    def command(*words: str) -> float:
        here = ["--project", str(ctx.root), "--today", str(ctx.today)]
        return processor([sys.executable, "-m", "comptoir", *words, *here])

    def balance() -> None:
        with reading(ctx) as db:
            balances.trial_balance(db, YEAR)

    _unpaid(ctx, entries)

    def aged() -> None:
        desk_aged.balance(ctx)

    whole, owed = hledger("balance", "--flat"), hledger("balance", "411", "--flat")
    for name, words, query, other in (
        (f"trial balance of {len(entries):,} entries", ("ledger", "balance"), balance, whole),
        (f"aged balance of {MANY:,} invoices, compared with 411", ("ledger", "aged"), aged, owed),
    ):
        yield Measure(
            name, command(*words), other, "s", "hledger", "whole commands, processor time"
        )
        yield Measure(
            name, best(query), other, "s", "hledger", "asked in a program that runs already"
        )
    yield Measure(
        f"FEC of {len(entries):,} entries, judged before it is written",
        command("ledger", "fec"),
        hledger("print", "-O", "csv"),
        "s",
        "hledger print -O csv",
        "whole commands, processor time",
    )


def _unpaid(ctx: Context, entries: list[Entry]) -> None:
    """Write the invoices as the aged balance reads them: what is left, whose, since when."""
    paid = {p.label.rpartition(" ")[2] for e in entries for p in e.postings if e.journal == "BQ"}
    rows = [
        {
            "id": number,
            "number": sale.voucher,
            "contact_id": int(sale.postings[0].party_account[2:]),
            "issued_on": sale.date,
            "due_on": sale.date + timedelta(days=30),
            "net": sale.total,
            "tax": ZERO,
            "gross": sale.total,
            "amount_due": ZERO if sale.voucher in paid else sale.postings[0].amount,
            "content": "{}",
        }
        for number, sale in enumerate((e for e in entries if e.journal == "VE"), 1)
    ]
    with begin(ctx, act="bench.unpaid") as tx:
        tx.db.execute(insert(invoice), rows)


def _issued(ctx: Context) -> Measure:
    """The whole act (number, lines, entry, copy, PDF, two commits) beside the PDF alone."""
    numbers = iter(range(1, 501))  # contacts, then words

    def sell(at: Context) -> None:
        reference = f"C-{next(numbers):06d}"
        made = quotes.new(at, offers.Request(to=reference, lines=[offers.wanted("KIT-VELO:2")]))
        invoices.issue(at, made.number)

    ours = best(lambda: sell(replace(ctx)), runs=20)
    drawn: list[tuple[tuple, dict]] = []  # type: ignore[type-arg]
    bare = typst.compile_pdf

    def noted(*arguments, **options):  # type: ignore[no-untyped-def]
        drawn.append((arguments, options))
        return bare(*arguments, **options)

    filing.typst.compile_pdf = noted
    try:
        sell(ctx)
    finally:
        filing.typst.compile_pdf = bare

    def alone() -> None:  # with other words each time: typst remembers what it drew
        number = next(numbers)
        for (template, data), options in drawn:
            bare(template, {**data, "title": f"Essai {number}", "number": str(number)}, **options)

    other = best(alone, runs=20)
    return Measure(
        "quote and invoice, with their PDF", ours * 1000, other * 1000, "ms", "the two PDF alone"
    )
