"""Contacts that are in the base twice: found, made one, and two again, on both engines."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select

from comptoir.consent import ConsentEvent, EventKind
from comptoir.contacts.model import Contact, Draft, Role
from comptoir.context import Context
from comptoir.desk import duplicates
from comptoir.desk.contact_imports import import_file
from comptoir.desk.import_undo import undo as undo_import
from comptoir.errors import InputError, RefusedError
from comptoir.store import begin, consents, contact_writes, contacts, holdings, merges, reading
from comptoir.store import schema as base_schema
from comptoir.store.metadata import all_tables
from comptoir.store.tables.audit import access_log

from make_contacts import TODAY, add, draft, write

SHORT = Draft(first_name="JO", last_name="LE BIHAN", email="jo@example.org", mobile="+33639981234")


def said(
    ctx: Context, one: Contact, kind: EventKind, on: date, *, scope: str = "lettre-infos"
) -> None:
    event = ConsentEvent(kind=kind, scope=scope, channel="email", on=on)
    with begin(ctx, act="test.consent") as tx:
        consents.record(
            tx, [consents.NewEvent(contact_id=one.id, event=event, method="papier", evidence="f.1")]
        )


def history(ctx: Context, one: Contact, total: int) -> None:
    """A tag, a fact, a reference, a membership and a sale."""
    with begin(ctx, act="test.history") as tx:
        contact_writes.add_tags(tx.db, [(one.id, "vélo"), (one.id, f"tag-{one.id}")])
        contact_writes.set_facts(tx.db, [(one.id, "taille", f"{one.id}")])
        contact_writes.add_externals(tx.db, [(one.id, f"AH-{one.id}")])
        tables = all_tables().tables
        tx.db.execute(insert(tables["membership"]).values(
            contact_id=one.id, season="2025-2026", level="full", amount=Decimal(22),
            recorded_on=TODAY))  # fmt: skip
        tx.db.execute(insert(tables["sale_stat"]).values(
            contact_id=one.id, count=1, total=Decimal(total),
            last_on=date(2025, 1, one.id)))  # fmt: skip
        tx.db.execute(insert(tables["sale_item"]).values(contact_id=one.id, sku="GUIDE"))


def everything(db: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Every table but those that only grow, as they are."""
    grows = ("audit", "access_log", "contact_merge", "sequence", "anchor")
    found = {}
    for name, table in all_tables().tables.items():
        if name.startswith(grows):
            continue
        columns = [c for c in table.columns if c.name not in ("updated_at", "version")]
        found[name] = sorted(map(repr, db.execute(select(*columns)).all()))
    return found


@pytest.fixture
def twice(any_ctx: Context) -> tuple[Context, Contact, Contact]:
    jo, short = add(any_ctx, draft(), SHORT)
    history(any_ctx, jo, 10)
    history(any_ctx, short, 30)
    return any_ctx, jo, short


def test_the_sure_come_first_and_the_read_is_noted(any_ctx):
    add(any_ctx, draft(), SHORT, draft(first_name="Awa"), draft(first_name="J."))
    found = duplicates.find(any_ctx)
    assert [one.sure for one in found.pairs] == [True, False, False]
    assert (found.sure, found.doubtful) == (1, 2)
    with reading(any_ctx) as db:
        assert db.execute(select(access_log.c.act)).scalars().all()[-1] == "contact.duplicates"


def test_a_merge_fills_what_is_empty_and_everything_follows(twice):
    ctx, jo, short = twice
    made = duplicates.merge(ctx, jo.reference, short.reference)
    with reading(ctx) as db:
        one = contacts.by_reference(db, jo.reference)
        assert (one.first_name, one.mobile, one.street) == ("Jo", SHORT.mobile, jo.street)
        assert set(holdings.tags(db, [jo.id])[jo.id]) == {"vélo", "tag-1", "tag-2"}
        assert holdings.facts(db, [jo.id])[jo.id] == {"taille": "1"}
        assert contacts.externals_of(db, jo.id) == ["AH-1", "AH-2"]
        stat = all_tables().tables["sale_stat"]
        [row] = db.execute(select(stat))
        assert (row.contact_id, row.count, row.total) == (jo.id, 2, Decimal(40))
        with pytest.raises(InputError):
            contacts.by_reference(db, short.reference)
        assert contacts.find(db, "le bihan") == [one]
    assert made.reference == "FUS-000001"


def test_undoing_a_merge_gives_back_exactly_what_was(twice):
    ctx, jo, short = twice
    said(ctx, jo, EventKind.GRANTED, date(2025, 3, 1))
    said(ctx, short, EventKind.WITHDRAWN, date(2024, 3, 1))
    with reading(ctx) as db:
        before = everything(db)
    made = duplicates.merge(ctx, jo.reference, short.reference)
    with reading(ctx) as db:
        assert everything(db) != before
    back = duplicates.undo(ctx, made.reference)
    assert (back.kept.id, back.other.id, back.stayed) == (jo.id, short.id, ())
    with reading(ctx) as db:
        assert everything(db) == before


def test_what_changed_since_a_merge_stays(twice):
    ctx, jo, short = twice
    made = duplicates.merge(ctx, jo.reference, short.reference)
    with begin(ctx, act="test.change") as tx:
        [one] = contacts.many(tx.db, [jo.id])
        new = contact_writes.of_draft(
            jo.id, jo.reference, draft(mobile="+33639985678", phone=one.phone)
        )
        contact_writes.change(tx, new, {"mobile": (one.mobile, new.mobile)})
    back = duplicates.undo(ctx, made.reference)
    assert back.stayed == ("mobile",)
    assert back.kept.mobile == "+33639985678"


@pytest.mark.parametrize("kept_first", [True, False])
@pytest.mark.parametrize("scope", ["lettre-infos", "class:associative", "class:*"])
def test_a_merge_keeps_the_stricter_consent(any_ctx, kept_first, scope):
    jo, short = add(any_ctx, draft(), SHORT)
    refusal = EventKind.WITHDRAWN if scope == "lettre-infos" else EventKind.OBJECTED
    said(any_ctx, jo, EventKind.GRANTED, date(2025, 3, 1))
    said(any_ctx, short, refusal, date(2020, 3, 1), scope=scope)
    kept, other = (jo, short) if kept_first else (short, jo)
    duplicates.merge(any_ctx, kept.reference, other.reference)
    with begin(any_ctx, act="test.rebuild") as tx:
        state = consents.states(tx.db, [kept.id], TODAY)[kept.id]
        assert state.standings[scope, "email"].kind is refusal
        assert state.standings[scope, "email"].since >= date(2025, 3, 1)
        consents.rebuild(tx.db)
        assert consents.states(tx.db, [kept.id], TODAY)[kept.id].standings == state.standings
        assert consents.events(tx.db, kept.id)[-1].method == "fusion FUS-000001"


def test_an_agreement_of_either_stays_with_its_proof_and_a_new_one_counts(any_ctx):
    jo, short = add(any_ctx, draft(), SHORT)
    said(any_ctx, short, EventKind.GRANTED, date(2025, 3, 1))
    duplicates.merge(any_ctx, jo.reference, short.reference)
    with reading(any_ctx) as db:
        [event] = consents.events(db, jo.id)
        assert (event.event.kind, event.evidence) == (EventKind.GRANTED, "f.1")
    said(any_ctx, jo, EventKind.WITHDRAWN, date(2026, 3, 1))
    with reading(any_ctx) as db:
        standing = consents.states(db, [jo.id], TODAY)[jo.id].standings["lettre-infos", "email"]
        assert standing.kind is EventKind.WITHDRAWN


def test_merges_are_undone_last_first(any_ctx):
    one, two, three = add(any_ctx, draft(), SHORT, draft(first_name="Jo ", email=""))
    first = duplicates.merge(any_ctx, one.reference, two.reference)
    second = duplicates.merge(any_ctx, three.reference, one.reference)
    with pytest.raises(RefusedError, match=second.reference):
        duplicates.undo(any_ctx, first.reference)
    duplicates.undo(any_ctx, second.reference)
    duplicates.undo(any_ctx, first.reference)
    with pytest.raises(RefusedError, match="déjà"):
        duplicates.undo(any_ctx, first.reference)
    with reading(any_ctx) as db:
        assert contacts.all_ids(db) == [one.id, two.id, three.id]


def test_the_sure_are_merged_at_once_and_the_doubtful_stay(any_ctx):
    add(any_ctx, draft(), SHORT, draft(first_name="JO"), draft(first_name="J."))
    done = duplicates.merge_sure(any_ctx)
    assert len(done) == 2
    with reading(any_ctx) as db:
        assert len(contacts.all_ids(db)) == 2
        assert merges.absorbed_by(db, [done[0].kept.id])
    assert duplicates.find(any_ctx).sure == 0


def test_two_who_are_two_are_never_proposed_again(any_ctx):
    one, two = add(any_ctx, draft(), SHORT)
    duplicates.keep_apart(any_ctx, two.reference, one.reference)
    assert duplicates.find(any_ctx).pairs == ()
    assert duplicates.merge_sure(any_ctx) == []


def test_who_owes_stays(any_ctx):
    one, two = add(any_ctx, draft(), SHORT, roles=(Role.CUSTOMER,))
    with begin(any_ctx, act="test.invoice") as tx:
        unpaid(tx.db, two.id)
    with pytest.raises(RefusedError, match="factures à régler"):
        duplicates.merge(any_ctx, one.reference, two.reference)
    [done] = duplicates.merge_sure(any_ctx)
    assert done.kept.id == two.id


def unpaid(db: Connection, contact_id: int) -> None:
    table = all_tables().tables["invoice"]
    values: dict[str, Any] = {
        column.name: {"int": 1, "str": "x", "date": TODAY}.get(_kind(column), Decimal(1))
        for column in table.columns
        if not column.nullable and not column.server_default
    }
    values |= {"contact_id": contact_id, "order_id": None} if "order_id" in table.c else {}
    db.execute(insert(table).values(**values | {"contact_id": contact_id, "number": "F-2026-0001"}))


def _kind(column: Any) -> str:
    name = type(column.type).__name__
    return {"Day": "date", "Integer": "int", "Text": "str", "Cents": "Decimal"}.get(name, name)


def test_a_trial_writes_nothing_and_the_same_file_twice_is_refused(any_ctx):
    one, two = add(any_ctx, draft(), SHORT)
    tried = duplicates.merge(any_ctx, one.reference, two.reference, dry_run=True)
    assert tried.changes == (("mobile", "", SHORT.mobile),)
    with reading(any_ctx) as db:
        assert len(contacts.all_ids(db)) == 2
        assert base_schema.differences(db) == []
    with pytest.raises(InputError):
        duplicates.merge(any_ctx, one.reference, one.reference)


def test_an_import_is_undone_only_once_its_merges_are(any_ctx):
    [jo] = add(any_ctx, draft())
    text = "Nom;Prénom;Portable;Rôle\nLe Bihan;JO;06 39 98 12 34;adhérent\n"
    report = import_file(any_ctx, write(any_ctx.root, "liste.csv", text))
    made = duplicates.merge(any_ctx, jo.reference, "C-2")
    assert report.batch
    with pytest.raises(RefusedError, match="fusionné depuis"):
        undo_import(any_ctx, report.batch)
    duplicates.undo(any_ctx, made.reference)
    undo_import(any_ctx, report.batch)
    with reading(any_ctx) as db:
        assert contacts.all_ids(db) == [jo.id]


def test_two_who_were_related_are_not_related_to_themselves(any_ctx):
    one, two, other = add(any_ctx, draft(), SHORT, draft(first_name="Awa"))
    table = all_tables().tables["contact_relation"]
    with begin(any_ctx, act="test.relation") as tx:
        for whose, with_ in ((two, one), (two, other), (other, two)):
            row = {"contact_id": whose.id, "other_id": with_.id, "kind": "household"}
            tx.db.execute(insert(table).values(**row))
    made = duplicates.merge(any_ctx, one.reference, two.reference)
    with reading(any_ctx) as db:
        held = db.execute(select(table.c.contact_id, table.c.other_id).order_by(table.c.id)).all()
        assert [tuple(row) for row in held] == [
            (two.id, one.id), (one.id, other.id), (other.id, one.id)
        ]  # fmt: skip
    duplicates.undo(any_ctx, made.reference)
