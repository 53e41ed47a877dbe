"""Facts about consent: what the events of one purpose and channel come to, in SQL.

The same answer as `consent.standing`, which is tested: an objection to a class wins unless a later
word on the purpose itself, and not an unproven one, lifts it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import FromClause, and_, exists, not_, or_

from comptoir.consent.model import ALL_CLASSES, class_scope
from comptoir.store.selection.comparison import Clause
from comptoir.store.tables.consents import consent_state

Holds = Callable[..., Clause]  # (table, *asked): whether a contact has such a row


@dataclass(frozen=True, slots=True)
class ConsentClauses:
    """The clauses of one purpose and channel."""

    purpose: str
    kind: str  # the class of the purpose
    channel: str
    holds: Holds

    def stands(self, state: str) -> Clause:
        own, other = consent_state.alias("own"), consent_state.alias("other")
        mine, objects = self._mine(own), self._objects(other)
        if state == "none":
            return and_(not_(self.holds(own, *mine)), not_(self.holds(other, *objects)))
        same: Clause = other.c.contact_id == own.c.contact_id
        wins: list[Clause] = [] if state == "unproven" else [other.c.since >= own.c.since]
        overruled = exists().where(same, *objects, *wins)
        said = self.holds(own, *mine, own.c.state == state, not_(overruled))
        if state != "objected":
            return said
        lifted = exists().where(same, *mine, own.c.state != "unproven", own.c.since > other.c.since)
        return or_(said, self.holds(other, *objects, not_(lifted)))

    def _mine(self, own: FromClause) -> tuple[Any, ...]:
        return own.c.scope == self.purpose, own.c.channel == self.channel

    def _objects(self, other: FromClause) -> tuple[Any, ...]:
        return (
            other.c.scope.in_((class_scope(self.kind), ALL_CLASSES)),
            other.c.channel == self.channel,
            other.c.state == "objected",
        )
