"""The audit trail holds, finds any edit, and survives erasure."""

import pytest
from sqlalchemy import text

from comptoir.errors import InputError, RefusedError
from comptoir.store import begin, chain, reading
from comptoir.store.tables.audit import audit_event, audit_value


def act(ctx, **values):
    with begin(ctx, act="test.change") as tx:
        tx.record("contact", 1, {name: (None, value) for name, value in values.items()})


def test_an_act_leaves_its_trace_and_the_chain_holds(any_ctx):
    act(any_ctx, city="Redon")
    act(any_ctx, city="Rennes", email="a@example.org")
    with reading(any_ctx) as db:
        verdict = chain.verify(db, audit_event)
    assert verdict.holds
    assert verdict.rows == 2


def test_a_failed_act_leaves_nothing(any_ctx):
    with pytest.raises(InputError), begin(any_ctx, act="test.change"):
        raise InputError("non")
    with reading(any_ctx) as db:
        assert chain.count(db, audit_event) == 0


def test_history_cannot_be_changed_nor_deleted(any_ctx):
    act(any_ctx, city="Redon")
    for statement in ("UPDATE audit_event SET act = 'x'", "DELETE FROM audit_event"):
        with pytest.raises(RefusedError), begin(any_ctx, act="test.attack") as tx:
            tx.db.execute(text(statement))


def test_an_edit_behind_the_triggers_is_found(ctx):
    act(ctx, city="Redon")
    act(ctx, city="Rennes")
    with begin(ctx, act="test.attack") as tx:
        tx.db.execute(text("DROP TRIGGER audit_event_keep_update"))
        tx.db.execute(text("UPDATE audit_event SET login = 'autre' WHERE id = 1"))
    with reading(ctx) as db:
        assert chain.verify(db, audit_event).broken_at == 1


def test_truncation_is_found_against_an_anchor(ctx):
    act(ctx, city="Redon")
    act(ctx, city="Rennes")
    with begin(ctx, act="test.anchor") as tx:
        chain.set_anchor(tx.db, audit_event, at=tx.now, reason="clôture")
    with begin(ctx, act="test.attack") as tx:
        tx.db.execute(text("PRAGMA defer_foreign_keys=ON"))
        tx.db.execute(text("DROP TRIGGER audit_event_keep_delete"))
        tx.db.execute(text("DROP TRIGGER audit_field_keep_delete"))
        tx.db.execute(text("DELETE FROM audit_field WHERE event_id >= 2"))
        tx.db.execute(text("DELETE FROM audit_event WHERE id >= 2"))
    with reading(ctx) as db:
        verdict = chain.verify(db, audit_event)
    assert verdict.broken_at is None
    assert verdict.lost_anchors == (1,)


def test_values_can_be_erased_and_the_chain_still_holds(any_ctx):
    act(any_ctx, email="a@example.org")
    with begin(any_ctx, act="privacy.erase") as tx:
        tx.db.execute(audit_value.delete())
    with reading(any_ctx) as db:
        assert chain.verify(db, audit_event).holds


def test_the_reading_door_does_not_write(any_ctx):
    from comptoir.errors import OutsideError

    with pytest.raises((OutsideError, Exception)) as caught, reading(any_ctx) as db:
        db.execute(text("DELETE FROM sequence"))
    assert "read" in str(caught.value).lower() or "lecture" in str(caught.value)


def test_a_clone_without_a_base_says_where_it_is_made(ctx):
    (ctx.root / "var" / "comptoir.db").unlink()
    with pytest.raises(InputError, match="comptoir db upgrade"), reading(ctx):
        pass
