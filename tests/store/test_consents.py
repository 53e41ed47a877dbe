"""Consents are kept as events, and what they come to is never out of step."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from comptoir.consent import (
    CHANNELS,
    ConsentEvent,
    ContactState,
    EventKind,
    decide,
    standings,
)
from comptoir.consent.model import ALL_CLASSES
from comptoir.errors import RefusedError
from comptoir.store import begin, chain, consents, reading
from comptoir.store.consents import NewEvent
from comptoir.store.tables.consents import consent_event, consent_event_value, suppression

from make_contacts import CONVOCATION, GIFTS, OFFERS, TODAY, add, draft


def event(kind: EventKind, scope: str = "offres", channel: str = "email", on: date = TODAY):
    return ConsentEvent(kind=kind, scope=scope, channel=channel, on=on)


def record(ctx, contact_id: int, *events: ConsentEvent, **proof: str) -> None:
    with begin(ctx, act="test.consent") as tx:
        new = [
            NewEvent(contact_id=contact_id, event=one, method="papier", **proof) for one in events
        ]
        consents.record(tx, new)


def state(ctx, contact_id: int) -> ContactState:
    with reading(ctx) as db:
        return consents.states(db, [contact_id], TODAY)[contact_id]


def test_an_event_keeps_its_wording_and_its_evidence(any_ctx):
    [jo] = add(any_ctx, draft())
    record(any_ctx, jo.id, event(EventKind.GRANTED), text="J’accepte.", evidence="classeur 3")
    with reading(any_ctx) as db:
        [kept] = consents.events(db, jo.id)
    assert (kept.text, kept.evidence, kept.method) == ("J’accepte.", "classeur 3", "papier")


def test_events_are_chained_and_evidence_can_be_erased(any_ctx):
    [jo] = add(any_ctx, draft())
    record(any_ctx, jo.id, event(EventKind.GRANTED), event(EventKind.WITHDRAWN), evidence="p. 4")
    with begin(any_ctx, act="privacy.erase") as tx:
        assert chain.erase_values(tx.db, consent_event, [1, 2]) == 2
    with reading(any_ctx) as db:
        assert chain.verify(db, consent_event).holds
        assert db.execute(select(consent_event_value)).first() is None


def test_events_cannot_be_changed_nor_deleted(any_ctx):
    [jo] = add(any_ctx, draft())
    record(any_ctx, jo.id, event(EventKind.OBJECTED))
    for attack in ("UPDATE consent_event SET kind = 'granted'", "DELETE FROM consent_event"):
        with pytest.raises(RefusedError), begin(any_ctx, act="test.attack") as tx:
            tx.db.execute(text(attack))


def test_who_objected_is_known_by_the_address_too(any_ctx):
    """Somebody entered twice, or erased and come back by another list, stays protected."""
    jo, again = add(any_ctx, draft(), draft(first_name="Joël"))
    record(any_ctx, jo.id, event(EventKind.OBJECTED, ALL_CLASSES, "*"))
    assert not decide(GIFTS, "email", state(any_ctx, again.id)).allowed
    assert decide(GIFTS, "letter", state(any_ctx, again.id)).allowed  # another name at the door
    assert decide(CONVOCATION, "email", state(any_ctx, again.id)).allowed


def test_the_opposition_list_holds_no_address(any_ctx):
    [jo] = add(any_ctx, draft())
    record(any_ctx, jo.id, event(EventKind.OBJECTED, "class:commercial", "email"))
    with reading(any_ctx) as db:
        [row] = db.execute(select(suppression)).all()
    assert row.purpose_class == "commercial"
    assert "example" not in str(row)


def test_a_bounce_and_a_death_are_known(any_ctx):
    jo, yann = add(any_ctx, draft(), draft(first_name="Yann", deceased_on=date(2026, 1, 1)))
    with begin(any_ctx, act="test.bounce") as tx:
        tx.db.execute(
            text("INSERT INTO bounce (contact_id, channel, kind, \"on\") "
                 "VALUES (1, 'email', 'hard', '2026-01-01'), (1, 'sms', 'soft', '2026-01-01')")
        )  # fmt: skip
    assert state(any_ctx, jo.id).bounced == {"email"}
    assert state(any_ctx, yann.id).deceased


def test_memberships_gifts_and_sales_make_a_relation(any_ctx):
    [jo] = add(any_ctx, draft(), roles=())
    with begin(any_ctx, act="test.sale") as tx:
        tx.db.execute(
            text("INSERT INTO sale_stat (contact_id, count, total, last_on) "
                 "VALUES (1, 1, 3900, '2026-01-01')")
        )  # fmt: skip
        tx.db.execute(text("INSERT INTO sale_item (contact_id, sku) VALUES (1, 'KIT-VELO')"))
    known = state(any_ctx, jo.id)
    assert known.roles == {"customer"}
    assert known.bought == {"KIT-VELO"}


def test_somebody_unknown_or_erased_gets_nothing(any_ctx):
    assert not decide(CONVOCATION, "email", state(any_ctx, 99)).allowed


KINDS = st.sampled_from([kind for kind in EventKind if kind is not EventKind.OFFERED])
EVENTS = st.builds(
    ConsentEvent,
    kind=KINDS,
    scope=st.sampled_from(["offres", "dons", "class:commercial", ALL_CLASSES]),
    channel=st.sampled_from([*CHANNELS, "*"]),
    on=st.dates(date(2026, 1, 1), date(2026, 1, 9)),
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(EVENTS, max_size=4), max_size=3))
def test_the_state_kept_is_the_state_recomputed(ctx, batches):
    """Whatever is recorded in however many acts, for one contact more at each example."""
    [jo] = add(ctx, draft())
    for batch in batches:
        record(ctx, jo.id, *batch)
    said = standings(one for batch in batches for one in batch)
    with reading(ctx) as db:
        assert consents.current(db, jo) == said
    with begin(ctx, act="test.rebuild") as tx:
        consents.rebuild(tx.db)
        assert consents.current(tx.db, jo) == said


def test_a_decision_changes_the_second_after_a_withdrawal(any_ctx):
    [jo] = add(any_ctx, draft())
    record(any_ctx, jo.id, event(EventKind.GRANTED, on=date(2026, 1, 1)))
    assert decide(OFFERS, "email", state(any_ctx, jo.id)).allowed
    record(any_ctx, jo.id, event(EventKind.WITHDRAWN))
    assert not decide(OFFERS, "email", state(any_ctx, jo.id)).allowed
