"""Import a list of contacts: read, decide row by row, write once; all of it or nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date
from itertools import chain, islice
from pathlib import Path

from comptoir.consent.model import class_scope
from comptoir.contacts.columns import Columns, missing
from comptoir.contacts.diff import Verdict
from comptoir.contacts.duplicates import Index
from comptoir.contacts.imports import Incoming, RowReader
from comptoir.contacts.model import Known
from comptoir.contacts.privacy import FIELD_CLASSES, hidden_fields
from comptoir.context import Context
from comptoir.desk.contact_rows import Asked, Book, Holding, Outcome, applied, decide
from comptoir.desk.import_maps import Towns, columns_of, defaults_of, purpose_of, read_map
from comptoir.desk.import_report import ImportReport, Tally, counted, with_files
from comptoir.desk.import_writes import write
from comptoir.desk.project import Project, load
from comptoir.processes import made_aside, many_objects
from comptoir.profiles import Action, require
from comptoir.readers.columns import TableReport
from comptoir.readers.columns import report as report_of
from comptoir.readers.tables import Table, open_table
from comptoir.store import (
    Transaction,
    begin,
    contact_writes,
    contacts,
    holdings,
    imports,
    suppressions,
)
from comptoir.store.contacts import chunks

__all__ = ["ImportReport", "import_file"]

FIRST = 10_000  # rows whose columns are looked at
NEAR = 25_000  # rows at most for which other writings of a name are looked for
BLOCK = 2_000  # rows decided and written together
LONG = 250_000  # bytes of a file from which a second process reads it
_DIGITS = {  # fields whose digits are no amount
    "reference": "référence", "postcode": "code postal", "phone": "téléphone",
    "mobile": "téléphone",
}  # fmt: skip


class _NothingToKeep(Exception):  # noqa: N818 - no error: leaves the transaction unwritten
    pass


def import_file(
    ctx: Context,
    path: Path,
    *,
    map_name: str = "",
    given: Mapping[str, str] | None = None,
    dry_run: bool = False,
) -> ImportReport:
    """Import a file of contacts.

    Args:
        ctx: who acts.
        path: a CSV, TSV, XLSX, ODS or vCard file.
        map_name: a column map of contacts/imports; the usual French headings without one.
        given: what is said of rows that do not say it: source, source_on, role.
        dry_run: say what would change and write nothing.

    Raises:
        InputError: the file cannot be read, or nothing in it names anybody.
    """
    today = ctx.today if dry_run else ctx.act_on()
    project = load(ctx)
    table = open_table(path)
    import_map = read_map(ctx, map_name) if map_name else None
    columns = columns_of(table, import_map)
    defaults = defaults_of(columns, import_map, given or {})
    reader = RowReader(columns, today, defaults, Towns(table, columns))
    purpose = purpose_of(project, columns, import_map)
    report = ImportReport(
        file=table.shown,
        format=table.format,
        encoding=table.encoding,
        separator=table.separator,
        columns=columns.recognised,
        also_read=columns.also_read,
        ignored=columns.ignored,
        missing=tuple(missing(table.header, import_map)) if import_map else (),
        dry_run=dry_run,
        purpose=purpose,
        recognised=columns.source.title if columns.source else "",
        source=reader.defaults.get("source", ""),
        held=_held(table, columns),
    )
    tally, batch = Tally(hidden_fields(ctx.actor.rights)), 0
    try:
        with _typed(table, reader) as blocks, begin(ctx, act="contact.import") as tx:
            classes = [FIELD_CLASSES[name] for name in columns.of if name in FIELD_CLASSES]
            require(ctx.actor.rights, classes, Action.CHANGE, act=tx.act)
            batch = imports.open_batch(tx, report, sha256=table.sha256, map_name=map_name)
            asked = _asked(project, purpose)
            with many_objects():
                _import(tx, blocks, asked=asked, today=today, tally=tally, batch=batch)
            report = counted(report, tally)
            if dry_run or not tally.news:
                raise _NothingToKeep
            imports.close_batch(tx, batch, report)
            report = with_files(ctx, replace(report, batch=batch), table, tally)
    except _NothingToKeep:
        if not dry_run:
            report = with_files(ctx, report, table, tally)
    return report


def _held(table: Table, columns: Columns) -> TableReport:
    """Look at the first rows: what each column holds, misses, and has of odd."""
    known = {rank: _DIGITS[name] for name, rank in columns.of.items() if name in _DIGITS}
    return report_of(table.header, islice(table.rows(), FIRST), known)


def _asked(project: Project, purpose: str) -> Asked:
    known = project.purposes.get(purpose)
    return Asked(purpose=purpose, refusal=class_scope(known.kind)) if known else Asked()


def _typed(table: Table, reader: RowReader) -> AbstractContextManager[Iterator[Sequence[Incoming]]]:
    """Read the rows by blocks; those of a long file while the blocks above are written."""

    def blocks() -> Iterator[Sequence[Incoming]]:
        for block in chunks(table.rows(), BLOCK):
            yield [reader.read(row.line, row.cells, too_long=row.too_long) for row in block]

    return made_aside(blocks) if table.path.stat().st_size > LONG else nullcontext(blocks())


def _import(
    tx: Transaction,
    blocks: Iterator[Sequence[Incoming]],
    *,
    asked: Asked,
    today: date,
    tally: Tally,
    batch: int,
) -> None:
    rows, index = _index(tx, chain.from_iterable(blocks))
    for block in chunks(rows, BLOCK):
        book = _book(tx, [row for row in block if not row.rejected], index)
        outcomes = _decided(tx, block, book, index, asked=asked, today=today)
        for outcome in outcomes:
            tally.add(outcome)
        write(tx, outcomes, batch=batch, asked=asked, today=today)


def _index(tx: Transaction, typed: Iterable[Incoming]) -> tuple[Iterable[Incoming], Index | None]:
    """Prepare the whole base to be searched for other writings, unless the list is a long one.

    A list may have somebody twice too: those whom it brings are added as they come.
    """
    rows = iter(tx.ctx.progress.track(typed, label="Import"))
    first = list(islice(rows, NEAR + 1))
    if len(first) > NEAR:
        return chain(first, rows), None
    asked = [one.draft for row in first if not row.rejected for one in (row, *row.companions)]
    return first, Index(contacts.everybody(tx.db), asked)


def _book(tx: Transaction, rows: Sequence[Incoming], index: Index | None) -> Book:
    book = Book(rows)
    book.near = {id(row): index.like(row.draft) for row in rows} if index else {}
    found = holdings.candidates(
        tx.db,
        references=book.asked("reference"),
        name_keys=book.asked("name"),
        emails=book.asked("email"),
        ids={id_ for like in book.near.values() for id_ in like},
    )
    for holding in _holdings(tx, found):
        book.put(holding)
    if any(row.adds_nobody for row in rows):
        emails = {row.draft.email for row in rows} - {""}
        book.listed = suppressions.listed_emails(tx.db, emails)
        book.dead = holdings.dead_emails(tx.db, found)
    return book


def _holdings(tx: Transaction, found: dict[int, Known]) -> list[Holding]:
    if not found:
        return []
    roles, tags = holdings.roles(tx.db, found), holdings.tags(tx.db, found)
    facts, said = holdings.facts(tx.db, found), holdings.standings(tx.db, found)
    return [
        Holding(known, set(roles[id_]), set(tags[id_]), facts[id_], said[id_])
        for id_, known in found.items()
    ]


def _decided(
    tx: Transaction,
    rows: Iterable[Incoming],
    book: Book,
    index: Index | None,
    *,
    asked: Asked,
    today: date,
) -> list[Outcome]:
    """Decide in the order of the file: a row may be about somebody that a row above brought."""
    outcomes, numbers = [], contact_writes.Numbers(tx.db)
    above = index.apart() if index else None

    def decided(row: Incoming) -> Outcome:
        if above and not row.rejected:
            book.near[id(row)] = {**book.like(row), **above.like(row.draft)}
        outcome = decide(row, book, asked=asked, today=today, newcomer=numbers.give)
        for one in outcome.all:
            if one.contact and one.verdict is not Verdict.SAME and (
                above or book.concerns_others(row)
            ):  # fmt: skip
                book.put(applied(book.holdings.get(one.contact.id), one, one.contact))
            if above and index and one.contact and one.adds:
                above.add(one.contact)
                index.add(one.contact)
        return outcome

    for row in rows:
        outcome = decided(row)
        if row.companions and outcome.verdict is not Verdict.REJECTED:
            others = tuple(decided(one) for one in row.companions)
            outcome = replace(outcome, companions=others)
        outcomes.append(outcome)
    numbers.keep()
    return outcomes
