"""Contacts and consents of the base as the rules read them: ids, days and states, no names."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, Select, and_, func, select

from comptoir.consent.model import EventKind
from comptoir.desk.project import Project
from comptoir.rules.values.contact import ConsentProof, ContactRecord
from comptoir.settings import Organisation
from comptoir.store.contacts import of_row, query
from comptoir.store.members import last_days
from comptoir.store.tables.consents import consent_event, consent_event_value, consent_state
from comptoir.store.tables.contacts import contact, contact_fact, contact_role, contact_tag
from comptoir.store.tables.members import donation, membership
from comptoir.store.tables.payments import payment
from comptoir.store.tables.sales import invoice, quote

GUARDIAN = "representant_legal"  # a fact of an import map
OF_DOCUMENTS = ("siren", "vat_number", "party_kind", "legal_form")  # facts that are no free text
FOLLOWED = "notice du registre"  # the base does not say which version of the notice was shown


def contact_records(db: Connection, project: Project, today: date) -> Iterator[ContactRecord]:
    """Yield every living record."""
    roles, open_roles = _roles(db)
    acts = _last_acts(db)
    ends = _season_ends(db, project.organisation)
    facts = _facts(db)
    tags = _many(db, select(contact_tag.c.contact_id, contact_tag.c.tag))
    subscribed = set(
        db.execute(
            select(consent_state.c.contact_id)
            .where(consent_state.c.state == EventKind.GRANTED.value)
            .where(consent_state.c.channel == "email")
        ).scalars()
    )
    for row in db.execute(query(db).order_by(contact.c.id)):
        one = of_row(row)
        known = facts.get(one.id, {})
        last = acts.get(one.id)
        yield ContactRecord(
            id=one.reference,
            roles=tuple(sorted(roles.get(one.id, ()))),
            source=one.source,
            source_on=one.source_on,
            notice=FOLLOWED,
            age=one.age_on(today),
            guardian=bool(known.get(GUARDIAN)),
            texts={
                **{name: value for name, value in known.items() if name not in OF_DOCUMENTS},
                "étiquettes": "\n".join(tags.get(one.id, ())),
            },
            last_act="order" if last else "",
            last_act_on=last,
            relation_ended_on=_ended(open_roles.get(one.id, set()), ends.get(one.id), last),
            subscribed=one.id in subscribed,
        )


def _ended(still_open: set[str], season: date | None, last: date | None) -> date | None:
    """The end of the relation: nothing runs any more, and the last thing that did ended then."""
    if still_open - {"member", "donor", "customer"}:  # these three end with their last act
        return None
    return max((day for day in (season, last) if day), default=None)


def _roles(db: Connection) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
    """Return the roles of each contact, and those that run without an end."""
    found: dict[int, set[str]] = {}
    running: dict[int, set[str]] = {}
    for row in db.execute(select(contact_role)):
        found.setdefault(row.contact_id, set()).add(row.role)
        if row.until is None:
            running.setdefault(row.contact_id, set()).add(row.role)
    for table, role in ((membership, "member"), (donation, "donor"), (invoice, "customer")):
        for id_ in db.execute(select(table.c.contact_id).distinct()).scalars():
            found.setdefault(id_, set()).add(role)
    return found, running


def _last_acts(db: Connection) -> dict[int, date]:
    """Return the last day on which each person did something: an order, a payment, a choice."""
    found: dict[int, date] = {}
    days: tuple[Column[Any], ...] = (
        quote.c.issued_on, invoice.c.issued_on, payment.c.received_on, membership.c.recorded_on,
        donation.c.received_on, consent_event.c.given_on,
    )  # fmt: skip
    for day in days:
        table = day.table
        last = select(table.c.contact_id, func.max(day)).group_by(table.c.contact_id)
        for id_, on in db.execute(last):
            found[id_] = max(on, found.get(id_, on))
    return found


def _season_ends(db: Connection, organisation: Organisation) -> dict[int, date]:
    """Return the end of the last season of each member, where the seasons are known."""
    ends = {season.name: season.ends for season in organisation.seasons}
    return last_days(db, ends)


def _facts(db: Connection) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for row in db.execute(select(contact_fact)):
        found.setdefault(row.contact_id, {})[row.name] = row.value
    return found


def _many(db: Connection, rows: Select[Any]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for id_, value in db.execute(rows):
        found.setdefault(id_, []).append(value)
    return found


def consent_proofs(db: Connection) -> Iterator[ConsentProof]:
    """Yield every consent that was given, with what proves it; ended where it was withdrawn."""
    ended: dict[tuple[int, str], date] = {}
    over = (EventKind.WITHDRAWN.value, EventKind.OBJECTED.value)
    for row in db.execute(select(consent_event).where(consent_event.c.kind.in_(over))):
        key = (row.contact_id, row.scope)
        ended[key] = max(row.given_on, ended.get(key, row.given_on))
    value = consent_event_value
    evidence = and_(value.c.row_id == consent_event.c.id, value.c.field == "evidence")
    granted = (
        select(consent_event, value.c.value.label("evidence"), contact.c.reference)
        .outerjoin(value, evidence)
        .join(contact, contact.c.id == consent_event.c.contact_id)
        .where(consent_event.c.kind == EventKind.GRANTED.value)
        .where(contact.c.erased_at.is_(None))
        .order_by(consent_event.c.id)
    )
    for row in db.execute(granted):
        stopped = ended.get((row.contact_id, row.scope))
        yield ConsentProof(
            id=str(row.id),
            contact=row.reference,
            purposes=(row.scope,),
            channels=(row.channel,),
            text_hash=row.text_hash,
            given_on=row.given_on,
            method=row.method,
            evidence=row.evidence or _origin(row.method),
            ended_on=stopped if stopped and stopped >= row.given_on else None,
        )


def _origin(method: str) -> str:
    """The place where it was given leads to the paper: « liste signée au forum » (LAW, § 8, 24)."""
    return "" if method == "import" else method
