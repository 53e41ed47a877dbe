"""The gateway of the journal: post entries, read them back, add them up, match what pays what."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Text,
    bindparam,
    func,
    insert,
    or_,
    select,
    true,
    type_coerce,
    update,
)

from comptoir import __version__
from comptoir.law import chart
from comptoir.ledger import Entry, FiscalYear, Posting
from comptoir.ledger.entry import Booked, postings_hash
from comptoir.ledger.fec import Line
from comptoir.ledger.matching import check_group, last_code, next_code
from comptoir.money import ZERO
from comptoir.store import chain
from comptoir.store.doors import Transaction
from comptoir.store.sequences import next_references
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.ledger import OF_OTHERS, TAKEN_OVER, entry, posting

Match = tuple[str, date]  # code, day


@dataclass(frozen=True, slots=True)
class ToPost:
    """An entry to write, and the codes of its postings that are matched from the start."""

    entry: Entry
    matches: Mapping[int, Match] | None = None  # by rank of posting


def post(
    tx: Transaction,
    entries: Sequence[Entry | ToPost],
    *,
    start_month: int = 1,
    taken_over: bool = False,
) -> list[int]:
    """Write entries, numbered in order in their fiscal year and chained; return their ids.

    Args:
        tx: the act.
        entries: in the order of their numbers.
        start_month: of fiscal years.
        taken_over: another program made them.
    """
    wanted = [each if isinstance(each, ToPost) else ToPost(each) for each in entries]
    numbers = _numbers(tx.db, [each.entry for each in wanted], start_month)
    stamp = {"software": TAKEN_OVER} if taken_over else {}
    rows: list[tuple[dict[str, Any], dict[str, Any]]] = [
        (_row(tx, each.entry, number, start_month) | stamp, {})
        for each, number in zip(wanted, numbers, strict=True)
    ]
    ids = chain.append_many(tx.db, entry, rows)
    made = [
        _posting_row(entry_id, rank, line, (each.matches or {}).get(rank))
        for entry_id, each in zip(ids, wanted, strict=True)
        for rank, line in enumerate(each.entry.postings)
    ]
    if made:
        tx.db.execute(insert(posting), made)
    return ids


def _numbers(db: Connection, entries: Sequence[Entry], start_month: int) -> list[int]:
    """Take one block of numbers a fiscal year, and give them out in the order of the entries."""
    years = [FiscalYear.of(each.date, start_month=start_month).year for each in entries]
    blocks = {year: iter(next_references(db, f"E{year}", years.count(year))) for year in set(years)}
    return [int(next(blocks[year]).rpartition("-")[2]) for year in years]


def _row(tx: Transaction, made: Entry, number: int, start_month: int) -> dict[str, Any]:
    return {
        "journal": made.journal,
        "fiscal_year": FiscalYear.of(made.date, start_month=start_month).year,
        "number": number,
        "date": made.date,
        "voucher": made.voucher,
        "voucher_on": made.voucher_on,
        "lines": len(made.postings),
        "postings_hash": postings_hash(made.postings),
        "validated_on": tx.ctx.today,
        "recorded_at": tx.now,
        "software": __version__,
        "balance": 0,
    }


def _posting_row(entry_id: int, rank: int, line: Posting, match: Match | None) -> dict[str, Any]:
    code, on = match or (None, None)
    return {
        "entry_id": entry_id,
        "rank": rank,
        "account": line.account,
        "party_account": line.party_account,
        "amount": line.amount,
        "label": line.label,
        "match_code": code,
        "matched_on": on,
    }


def entries(db: Connection, year: FiscalYear | None = None) -> Iterator[Booked]:
    """Read entries in the order of their validation, those of a fiscal year or all."""
    yield from _read(db, entry.c.fiscal_year == year.year if year else true())


def entries_between(db: Connection, starts: date, ends: date) -> Iterator[Booked]:
    """Read the entries of some days, in the order of their validation."""
    yield from _read(db, entry.c.date.between(starts, ends))


def entries_where(db: Connection, where: ColumnElement[bool]) -> Iterator[Booked]:
    """Read the entries that a condition on `entry` keeps, in the order of their validation."""
    yield from _read(db, where)


def _read(db: Connection, where: ColumnElement[bool]) -> Iterator[Booked]:
    query = (
        select(entry, posting)
        .join(posting, posting.c.entry_id == entry.c.id)
        .where(where)
        .order_by(entry.c.id, posting.c.rank)
    )
    group: list[Any] = []
    for row in db.execute(query):
        if group and row.id != group[0].id:
            yield _booked(group)
            group = []
        group.append(row)
    if group:
        yield _booked(group)


def _booked(rows: Sequence[Any]) -> Booked:
    head = rows[0]
    postings = tuple(
        Posting(account=r.account, party_account=r.party_account, amount=r.amount, label=r.label)
        for r in rows
    )
    return Booked(
        number=head.number,
        entry=Entry(
            journal=head.journal,
            date=head.date,
            voucher=head.voucher,
            voucher_on=head.voucher_on,
            postings=postings,
        ),
        validated_on=head.validated_on,
        match_codes=tuple(row.match_code or "" for row in rows),
        matched_on=tuple(row.matched_on for row in rows),
    )


def fec_lines(db: Connection, year: FiscalYear) -> Iterator[Line]:
    """Read the lines of a fiscal year as its FEC writes them: a year may have half a million."""
    plain = {
        "on": entry.c.date, "voucher_on": entry.c.voucher_on, "matched_on": posting.c.matched_on,
        "validated_on": entry.c.validated_on,
    }  # fmt: skip
    days = {
        name: func.replace(func.coalesce(type_coerce(column, Text), ""), "-", "").label(name)
        for name, column in plain.items()
    }
    query = (
        select(
            entry.c.journal, entry.c.number, days["on"], posting.c.account,
            posting.c.party_account, entry.c.voucher, days["voucher_on"], posting.c.label,
            type_coerce(posting.c.amount, BigInteger), func.coalesce(posting.c.match_code, ""),
            days["matched_on"], days["validated_on"],
        )
        .join(posting, posting.c.entry_id == entry.c.id)
        .where(entry.c.fiscal_year == year.year)
        .order_by(entry.c.id, posting.c.rank)
    )  # fmt: skip
    for row in db.execute(query):
        yield Line(*row)


def has_voucher(db: Connection, voucher: str) -> bool:
    query = select(entry.c.id).where(entry.c.voucher == voucher).limit(1)
    return db.execute(query).first() is not None


def by_class(db: Connection, voucher: str) -> tuple[Decimal, Decimal] | None:
    """Return the charges and the revenue of a voucher; nothing when the books have none."""
    query = (
        select(posting.c.account, posting.c.amount)
        .join(entry, entry.c.id == posting.c.entry_id)
        .where(entry.c.voucher == voucher)
    )
    rows = db.execute(query).all()
    if not rows:
        return None
    charges = sum((row.amount for row in rows if row.account.startswith("6")), ZERO)
    revenue = -sum((row.amount for row in rows if row.account.startswith("7")), ZERO)
    return charges, revenue


def has_journal(db: Connection, journal: str) -> bool:
    query = select(entry.c.id).where(entry.c.journal == journal).limit(1)
    return db.execute(query).first() is not None


def opened_by_hand(db: Connection) -> date | None:
    """Return the day on which balances of a former journal were taken over, if they were."""
    mine = (entry.c.journal == chart.OPENING.code) & (entry.c.software != TAKEN_OVER)
    query = select(func.min(entry.c.date)).where(OF_OTHERS, mine)
    found: date | None = db.execute(query).scalar()
    return found


def years_with_entries(db: Connection, *, of_others: bool = False) -> set[int]:
    """Return the fiscal years that have entries, by the calendar year in which they start.

    Args:
        db: the base.
        of_others: only those that another program kept.
    """
    query = select(entry.c.fiscal_year).distinct()
    if of_others:
        query = query.where(OF_OTHERS, entry.c.software == TAKEN_OVER)
    return set(db.execute(query).scalars())


def taken_over(db: Connection, account: str) -> dict[str, date]:
    """Return the third parties of an account that a former journal left, and since when."""
    if db.execute(select(entry.c.id).where(OF_OTHERS).limit(1)).first() is None:
        return {}
    query = (
        select(posting.c.party_account, entry.c.date)
        .join(entry, entry.c.id == posting.c.entry_id)
        .where(OF_OTHERS, posting.c.account == account)
        .order_by(entry.c.date)
    )
    return {row.party_account: row.date for row in db.execute(query)}


def left_by_others(db: Connection, account: str) -> Decimal:
    """Return the balance of an account that a former journal left here."""
    query = (
        select(func.sum(posting.c.amount))
        .join(entry, entry.c.id == posting.c.entry_id)
        .where(OF_OTHERS, posting.c.account == account)
    )
    return db.execute(query).scalar() or ZERO


def moves_vat(db: Connection, starts: date, ends: date) -> bool:
    """Whether VAT was due or deducted between two days."""
    query = (
        select(posting.c.rank)
        .join(entry, entry.c.id == posting.c.entry_id)
        .where(entry.c.date.between(starts, ends))
        .where(
            or_(
                posting.c.account.like(f"{chart.VAT_COLLECTED}%"),
                posting.c.account.like(f"{chart.VAT_DEDUCTIBLE}%"),
            )
        )
        .limit(1)
    )
    return db.execute(query).first() is not None


def party_names(db: Connection) -> dict[str, str]:
    """Return the names of third parties, for exports that must give them."""
    query = select(
        contact.c.reference, contact.c.first_name, contact.c.last_name, contact.c.organisation
    ).where(contact.c.reference.in_(select(posting.c.party_account).distinct()))
    return {
        row.reference: row.organisation
        or " ".join(part for part in (row.first_name, row.last_name) if part)
        or row.reference
        for row in db.execute(query)
    }


def fiscal_years(db: Connection, *, start_month: int) -> list[FiscalYear]:
    """Return the fiscal years that have entries, oldest first."""
    query = select(entry.c.fiscal_year).distinct().order_by(entry.c.fiscal_year)
    return [
        FiscalYear.starting(year, start_month=start_month) for year in db.execute(query).scalars()
    ]


def match(
    tx: Transaction,
    postings: Sequence[tuple[str, int]],
    *,
    party: str,
    account: str = chart.CUSTOMERS,
    only_free: bool = False,
) -> str:
    """Match postings of a third party, each named by its voucher and rank; return their code.

    Args:
        tx: the act.
        postings: voucher and rank of each.
        party: its account.
        account: where it stands, customers or suppliers.
        only_free: leave out those that have a code: they balance with others already.

    Raises:
        RefusedError: they do not balance.
    """
    rows: list[Any] = []
    for voucher, rank in postings:
        query = (
            select(posting.c.entry_id, posting.c.rank, posting.c.amount)
            .join(entry, entry.c.id == posting.c.entry_id)
            .where(entry.c.voucher == voucher, posting.c.rank == rank)
            .where(posting.c.account == account, posting.c.party_account == party)
        )
        row = tx.db.execute(query.add_columns(posting.c.match_code)).one()
        if row.match_code is None or not only_free:
            rows.append(row)
    check_group([row.amount for row in rows])
    code = next_code(last_codes(tx.db, [party]).get(party, ""))
    tx.db.execute(
        update(posting)
        .where(posting.c.entry_id == bindparam("e"), posting.c.rank == bindparam("r"))
        .values(match_code=code, matched_on=tx.ctx.today),
        [{"e": row.entry_id, "r": row.rank} for row in rows],
    )
    return code


def unmatch(tx: Transaction, voucher: str, rank: int, *, party: str) -> str:
    """Undo the group of a posting, named by its voucher and rank; return the code it had, or ""."""
    query = (
        select(posting.c.match_code)
        .join(entry, entry.c.id == posting.c.entry_id)
        .where(entry.c.voucher == voucher, posting.c.rank == rank)
    )
    code = tx.db.execute(query).scalar() or ""
    if code:
        group = (posting.c.party_account == party) & (posting.c.match_code == code)
        tx.db.execute(update(posting).where(group).values(match_code=None, matched_on=None))
    return str(code)


def last_codes(db: Connection, parties: Iterable[str]) -> dict[str, str]:
    """Return the last matching code of each third party."""
    wanted = set(parties)
    query = select(posting.c.party_account, posting.c.match_code).where(
        posting.c.account.in_(chart.MATCHED), posting.c.match_code.is_not(None)
    )
    if len(wanted) == 1:
        query = query.where(posting.c.party_account == next(iter(wanted)))
    codes: dict[str, list[str]] = {}
    for row in db.execute(query):
        if row.party_account in wanted:
            codes.setdefault(row.party_account, []).append(row.match_code)
    return {party: last_code(known) for party, known in codes.items()}
