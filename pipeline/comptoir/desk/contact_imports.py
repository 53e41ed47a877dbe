"""Import a list of contacts: read, decide row by row, write once; all of it or nothing."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from comptoir.contacts.columns import missing
from comptoir.contacts.diff import Verdict
from comptoir.contacts.imports import Incoming, RowReader
from comptoir.contacts.keys import name_key
from comptoir.contacts.privacy import hidden_fields
from comptoir.context import Context
from comptoir.desk.contact_rows import Book, Holding, Outcome, applied, decide
from comptoir.desk.import_maps import columns_of, defaults_of, purpose_of, read_map
from comptoir.desk.import_report import ImportReport, Tally, counted, plain, with_files
from comptoir.desk.project import load
from comptoir.readers.tables import Table, open_table
from comptoir.store import Transaction, begin, consents, contact_writes, holdings, imports
from comptoir.store.contacts import chunks

__all__ = ["ImportReport", "import_file"]

BLOCK = 1_000  # rows decided and written together
ADDED = (Verdict.NEW, Verdict.DOUBTFUL)


class _NothingToKeep(Exception):  # noqa: N818 - no error: leaves the transaction unwritten
    pass


def import_file(
    ctx: Context, path: Path, *, map_name: str = "", source: str = "", dry_run: bool = False
) -> ImportReport:
    """Import a file of contacts.

    Args:
        ctx: who acts.
        path: a CSV, TSV, XLSX or ODS file.
        map_name: a column map of contacts/imports; the usual French headings without one.
        source: where these contacts come from, for rows that do not say it.
        dry_run: say what would change and write nothing.

    Raises:
        InputError: the file cannot be read, or nothing in it names anybody.
    """
    today = ctx.today if dry_run else ctx.act_on()
    project = load(ctx)
    table = open_table(path)
    import_map = read_map(ctx, map_name) if map_name else None
    columns = columns_of(table, import_map)
    reader = RowReader(columns, today, defaults_of(columns, import_map, source))
    report = ImportReport(
        file=table.shown,
        format=table.format,
        encoding=table.encoding,
        separator=table.separator,
        columns=columns.recognised,
        ignored=columns.ignored,
        missing=tuple(missing(table.header, import_map)) if import_map else (),
        dry_run=dry_run,
        purpose=purpose_of(project, columns, import_map),
        source=reader.defaults.get("source", ""),
    )
    tally, batch = Tally(hidden_fields(ctx.actor.profile)), 0
    try:
        with begin(ctx, act="contact.import") as tx:
            batch = imports.open_batch(tx, report, sha256=table.sha256, map_name=map_name)
            _import(tx, table, reader, purpose=report.purpose, tally=tally, batch=batch)
            report = counted(report, tally)
            if dry_run or not tally.news:
                raise _NothingToKeep
            imports.close_batch(tx, batch, report)
            report = with_files(ctx, replace(report, batch=batch), table, tally)
    except _NothingToKeep:
        if not dry_run:
            report = with_files(ctx, report, table, tally)
    return report


def _import(
    tx: Transaction, table: Table, reader: RowReader, *, purpose: str, tally: Tally, batch: int
) -> None:
    rows = tx.ctx.progress.track(table.rows(), label="Import")
    for block in chunks(rows, BLOCK):
        typed = [reader.read(row.line, row.cells, too_long=row.too_long) for row in block]
        book = _book(tx, [row for row in typed if not row.rejected])
        outcomes = _decided(tx, typed, book, purpose=purpose, today=reader.today)
        for row, outcome in zip(block, outcomes, strict=True):
            tally.add(row, outcome)
        _write(tx, outcomes, batch=batch, today=reader.today)


def _book(tx: Transaction, rows: Sequence[Incoming]) -> Book:
    found = holdings.candidates(
        tx.db,
        references={row.reference for row in rows} - {""},
        name_keys={name_key(row.draft) for row in rows},
        emails={row.draft.email for row in rows} - {""},
    )
    if not found:
        return Book((), rows)
    roles, tags = holdings.roles(tx.db, found), holdings.tags(tx.db, found)
    facts, said = holdings.facts(tx.db, found), holdings.standings(tx.db, found)
    held = (
        Holding(known, set(roles[id_]), set(tags[id_]), facts[id_], said[id_])
        for id_, known in found.items()
    )
    return Book(held, rows)


def _decided(
    tx: Transaction, rows: Iterable[Incoming], book: Book, *, purpose: str, today: date
) -> list[Outcome]:
    """Decide in the order of the file: a row may be about somebody that a row above brought."""
    outcomes, numbers = [], contact_writes.Numbers(tx.db)
    for row in rows:
        outcome = decide(row, book, purpose=purpose, today=today, newcomer=numbers.give)
        if outcome.contact and outcome.verdict is not Verdict.SAME and book.concerns_others(row):
            book.put(applied(book.holdings.get(outcome.contact.id), outcome, outcome.contact))
        outcomes.append(outcome)
    numbers.keep()
    return outcomes


def _write(tx: Transaction, outcomes: Sequence[Outcome], *, batch: int, today: date) -> None:
    """Write a block; all of it stands or falls with the import."""
    kept = [(o, o.contact) for o in outcomes if o.contact and o.verdict is not Verdict.SAME]
    contact_writes.add_many(tx, [one for o, one in kept if o.verdict in ADDED])
    for outcome, one in kept:
        contact_writes.change(tx, one, outcome.fields)
    db = tx.db
    contact_writes.add_externals(db, [(one.id, o.external) for o, one in kept if o.external])
    grown = [one.id for o, one in kept if o.verdict is Verdict.CHANGED and o.roles]
    contact_writes.end_prospects(db, grown, today)
    contact_writes.add_roles(
        db, [(one.id, role, o.row.draft.source_on) for o, one in kept for role in o.roles]
    )
    contact_writes.add_tags(db, [(one.id, tag) for o, one in kept for tag in o.tags])
    contact_writes.set_facts(db, [(one.id, *fact) for o, one in kept for fact in o.facts])
    consents.record(
        tx,
        [
            consents.NewEvent(
                contact_id=one.id, event=said.event, method=said.method, text=said.text
            )
            for o, one in kept
            for said in o.said
        ],
    )
    imports.add_changes(db, batch, [_kept(o, one.id) for o, one in kept])


def _kept(outcome: Outcome, contact_id: int) -> imports.Change:
    detail: dict[str, Any] = {}
    if outcome.fields:
        detail["fields"] = {k: [plain(a), plain(b)] for k, (a, b) in outcome.fields.items()}
    if outcome.verdict is Verdict.CHANGED:
        detail |= {"roles": list(outcome.roles), "tags": list(outcome.tags)}
    if outcome.like is not None:
        detail["like"] = outcome.like.reference
    if outcome.row.remarks:
        detail["remarks"] = [str(fault) for fault in outcome.row.remarks]
    text = json.dumps(detail, ensure_ascii=False) if detail else "{}"
    return imports.Change(contact_id, outcome.row.line, outcome.verdict.value, text)
