"""Source, date and confidence of each field of a contact."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import Connection, and_, delete, insert, select

from comptoir.contacts.model import Contact
from comptoir.contacts.quality import Known
from comptoir.store.contacts import chunks
from comptoir.store.tables.quality import contact_field

FIELDS = ("civility", "first_name", "last_name", "organisation", "email", "phone", "mobile",
          "street", "address_2", "postcode", "city", "country", "birth_date")  # fmt: skip


def note(
    db: Connection,
    contact_id: int,
    fields: Iterable[str],
    *,
    source: str,
    on: date,
    confidence: str = "stated",
) -> None:
    """Say where some fields come from; what was said of them before is forgotten."""
    names = [name for name in fields if name in FIELDS]
    if not names:
        return
    table = contact_field
    db.execute(
        delete(table).where(and_(table.c.contact_id == contact_id, table.c.field.in_(names)))
    )
    rows = [
        {"contact_id": contact_id, "field": name, "source": source, "on": on}
        | {"confidence": confidence}
        for name in names
    ]
    db.execute(insert(table), rows)


Noted = list[str]  # source, day, confidence


def noted(db: Connection, contact_id: int, fields: Iterable[str]) -> dict[str, Noted]:
    """Return what was noted of some fields, ready to be put back."""
    table = contact_field
    here = and_(table.c.contact_id == contact_id, table.c.field.in_(list(fields)))
    rows = db.execute(select(table).where(here))
    return {row.field: [row.source, row.on.isoformat(), row.confidence] for row in rows}


def put_back(
    db: Connection, contact_id: int, fields: Iterable[str], before: Mapping[str, Noted]
) -> None:
    """Note again of some fields what was noted of them before, or nothing."""
    table, names = contact_field, list(fields)
    db.execute(
        delete(table).where(and_(table.c.contact_id == contact_id, table.c.field.in_(names)))
    )
    for name in names:
        if name in before:
            source, on, confidence = before[name]
            day = date.fromisoformat(on)
            note(db, contact_id, [name], source=source, on=day, confidence=confidence)


def known(db: Connection, people: Sequence[Contact]) -> dict[int, dict[str, Known]]:
    """Return the origin of every field that holds something."""
    noted: dict[tuple[int, str], Known] = {}
    for piece in chunks([one.id for one in people]):
        here = contact_field.c.contact_id.in_(piece)
        for row in db.execute(select(contact_field).where(here)):
            origin = Known(source=row.source, on=row.on, confidence=row.confidence)
            noted[row.contact_id, row.field] = origin
    return {
        one.id: {
            name: noted.get((one.id, name)) or Known(source=one.source, on=one.source_on)
            for name in FIELDS
            if getattr(one, name)
        }
        for one in people
    }
