"""Everything the base holds of one contact, found by its columns: no table can be forgotten.

A table that refers to a contact is of that person; a table that refers to such a row is too. When
the person is erased, what is neither in `KEPT` nor append-only is deleted, as are the values of
chained tables.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, delete, select, update

from comptoir.store.metadata import all_tables
from comptoir.store.tables.consents import consent_text
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.merges import contact_merge
from comptoir.store.tables.register import EMPTY as MAIL
from comptoir.store.tables.requests import SAID
from comptoir.store.triggers import TRIGGERS

# What outlives an erasure, and why.
KEPT = {
    "assembly_seat": "feuilles de présence des assemblées, sous la seule référence",
    "officer": "mandats déclarés en préfecture (loi du 1er juillet 1901, art. 5)",
    "archived_file": "dit ce qui est gardé et jusqu’à quand",
    "consent_event": "dates et finalités seules, sans preuve ni nom (RGPD, art. 7.1)",
    "contract": "preuve des contrats, cinq ans après leur fin (C. civ., art. 2224)",
    "document": "pièces comptables (C. com., art. L123-22 ; LPF, art. L102 B)",
    "donation": "comptabilité et reçus fiscaux (LPF, art. L102 E)",
    "event_registration": "présences comptées dans les bilans, sous la seule référence",
    "filed_document": "documents que la loi fait garder, jusqu’au bout de leur durée",
    "goods_return": "pièces liées aux ventes, sous la seule référence",
    "invoice": "pièces comptables (C. com., art. L123-22 ; LPF, art. L102 B)",
    "mandate": "preuve des prélèvements, treize mois (CMF, art. L133-24)",
    "membership": "comptabilité des cotisations",
    "outbox": "journal des envois, sans adresse ni texte",
    "payment": "comptabilité (C. com., art. L123-22)",
    "purchase": "pièces comptables (C. com., art. L123-22)",
    "quote": "pièces liées aux ventes",
    "recurring": "pièces liées aux ventes, sous la seule référence",
    "refund": "comptabilité (C. com., art. L123-22)",
    "rights_request": "registre des demandes, cinq ans (RGPD, art. 5.2)",
    "sale_item": "articles des factures gardées, sous la seule référence",
    "sale_order": "pièces liées aux ventes",
    "sale_stat": "totaux des factures gardées, sous la seule référence",
}
# What stays so that it is not taken in a second time, emptied of what it said.
EMPTIED: dict[str, dict[str, Any]] = {
    "inbox_entry": {"said": "{}", "agreements": "[]", "ip": ""},
    "mail_item": MAIL,
    "mail_entry": {"sender": "", "subject": "", "said": ""},
    "request": SAID,
    "request_event": {"detail": ""},
    "bank_line": {"label": ""},  # it belongs to a payment, which is kept
    "cheque": {"drawer": ""},
}
TECHNICAL = frozenset(
    ("id", "digests", "prev_hash", "hash", "salt", "claim", "login", "name_key", "city_key",
     "asked_by", "decided_by", "source_key", "search", "content_sha256", "pdf_sha256", "software",
     "module", "keep_until", "their_key", "sha256", "told")
)  # fmt: skip
PARTS = frozenset(
    {"cheque", "event_ticket", "invoice_line", "invoice_vat", "payment_part", "request_event"}
)


@dataclass(frozen=True, slots=True)
class Holder:
    """A table that refers to contacts, and the column that says whose row it is."""

    table: Table
    column: Column[Any]

    @property
    def kept(self) -> bool:
        """Whether its rows stay: because of `KEPT`, or because nothing there is ever deleted."""
        return self.table.name in KEPT or f"{self.table.name}_keep_delete" in TRIGGERS

    @property
    def values(self) -> Table | None:
        """The erasable values of a chained table."""
        return all_tables().tables.get(f"{self.table.name}_value")


def holders() -> list[Holder]:
    """Return every table with a row about one contact, children first."""
    found = []
    for table in reversed(all_tables().sorted_tables):
        columns = _to_contact(table)
        found += [Holder(table, column) for column in columns]
    return found


def _to_contact(table: Table) -> list[Column[Any]]:
    return [c for c in table.columns if any(key.column is contact.c.id for key in c.foreign_keys)]


def rows_of(db: Connection, contact_id: int) -> dict[str, list[dict[str, Any]]]:
    """Return everything held of a contact, by table; of nobody else.

    A row that joins two people says what it is, and not who the other one is.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    ids = [contact_id, *absorbed(db, [contact_id])]
    mine = db.execute(select(contact).where(contact.c.id == contact_id)).mappings()
    found["contact"] = [_shown(contact, row) for row in mine]
    for holder in reversed(holders()):
        query = select(holder.table).where(holder.column.in_(ids))
        rows = [_shown(holder.table, row) for row in db.execute(query).mappings()]
        if rows:
            found.setdefault(holder.table.name, []).extend(rows)
    sides = {holder.values.name for holder in holders() if holder.values is not None}
    for name in sorted(PARTS | sides):
        rows = _parts(db, all_tables().tables[name], ids)
        if rows:
            found[name] = rows
    for row in found.get("consent_event", ()):
        said = select(consent_text.c.text).where(consent_text.c.hash == row.get("text_hash", ""))
        if text := db.execute(said).scalar():
            row["text"] = text
    return found


def absorbed(db: Connection, contact_ids: Sequence[int]) -> dict[int, str]:
    """Return the records that were merged into some contacts: id and reference."""
    merged = contact_merge.c.contact_id.in_(contact_ids) & contact_merge.c.undone_at.is_(None)
    held = select(contact_merge.c.absorbed_id).where(merged)
    query = select(contact.c.id, contact.c.reference).where(contact.c.id.in_(held))
    return {row.id: row.reference for row in db.execute(query)}


def _parts(db: Connection, table: Table, ids: Sequence[int]) -> list[dict[str, Any]]:
    """Return the rows that belong to a row of the contact: lines of an invoice, proofs."""
    for column in table.columns:
        for key in column.foreign_keys:
            parent = key.column.table
            owner = next(iter(_to_contact(parent)), None)
            if owner is not None:
                mine: Select[Any] = select(key.column).where(owner.in_(ids))
                query = select(table).where(column.in_(mine))
                return [_shown(table, row) for row in db.execute(query).mappings()]
    return []


def _shown(table: Table, row: Mapping[Any, Any]) -> dict[str, Any]:
    hidden = TECHNICAL | {c.name for c in _to_contact(table)}
    shown = {
        name: value for name, value in row.items()
        if name not in hidden and value not in (None, "")
    }  # fmt: skip
    if table.name == "import_change":
        shown["detail"] = _without_others(shown.get("detail", "{}"))
    return shown


def _without_others(detail: str) -> str:
    """Leave out whom the row of an import looked like."""
    said = {name: value for name, value in json.loads(detail).items() if name != "like"}
    return json.dumps(said, ensure_ascii=False)


def delete_of(db: Connection, contact_ids: Sequence[int]) -> dict[str, int]:
    """Delete every row about some contacts that nothing has us keep; return how many, by table."""
    gone: dict[str, int] = {}
    for holder in holders():
        if holder.kept:
            _empty_children(db, holder, contact_ids, gone)
            continue
        if holder.table.name in EMPTIED:
            mine = holder.column.in_(contact_ids)
            blank = update(holder.table).where(mine).values(EMPTIED[holder.table.name])
            gone[holder.table.name] = db.execute(blank).rowcount
            _empty_children(db, holder, contact_ids, gone)
            continue
        for child, column, parent in _children(holder.table):
            rows = select(parent).where(holder.column.in_(contact_ids))
            db.execute(delete(child).where(column.in_(rows)))
        done = db.execute(delete(holder.table).where(holder.column.in_(contact_ids)))
        if done.rowcount:
            gone[holder.table.name] = gone.get(holder.table.name, 0) + done.rowcount
    return {name: count for name, count in gone.items() if count}


def _empty_children(
    db: Connection, holder: Holder, contact_ids: Sequence[int], gone: dict[str, int]
) -> None:
    """Empty what belongs to rows that are kept, and says more than they do."""
    for child, column, parent in _children(holder.table):
        if child.name in EMPTIED:
            rows = select(parent).where(holder.column.in_(contact_ids))
            blank = update(child).where(column.in_(rows)).values(EMPTIED[child.name])
            gone[child.name] = gone.get(child.name, 0) + db.execute(blank).rowcount


def erase_values(db: Connection, contact_ids: Sequence[int]) -> int:
    """Erase what chained rows say of some contacts; their digests stay, and the chain holds."""
    gone = 0
    for holder in holders():
        side = holder.values
        if side is not None:
            mine = select(holder.table.c.id).where(holder.column.in_(contact_ids))
            gone += db.execute(delete(side).where(side.c.row_id.in_(mine))).rowcount
    return gone


def _children(table: Table) -> Iterator[tuple[Table, Column[Any], Column[Any]]]:
    for other in all_tables().sorted_tables:
        for column in other.columns:
            for key in column.foreign_keys:
                if key.column.table is table and other is not table:
                    yield other, column, key.column
