"""What a list of events comes to: the last day wins, and on one day the stricter.

A consent without proof never replaces anything: it counts only where nothing else was said.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from comptoir.consent.model import (
    ALL_CLASSES,
    ANY_CHANNEL,
    CHANNELS,
    ConsentEvent,
    EventKind,
    Purpose,
    Standing,
    class_scope,
)


def later(one: Standing | None, other: Standing) -> Standing:
    """Return the one that wins."""
    if one is None:
        return other
    return max(one, other, key=_weight)


def _weight(standing: Standing) -> tuple[bool, date, int]:
    said = standing.kind is not EventKind.UNPROVEN
    return (said, standing.since, standing.kind.strictness)


def standings(events: Iterable[ConsentEvent]) -> dict[tuple[str, str], Standing]:
    """Return what events come to, by scope and channel; all channels open into each."""
    found: dict[tuple[str, str], Standing] = {}
    for event in events:
        for channel in CHANNELS if event.channel == ANY_CHANNEL else (event.channel,):
            key = (event.scope, channel)
            found[key] = later(found.get(key), Standing(event.kind, event.on))
    return found


def standing(
    known: Mapping[tuple[str, str], Standing], purpose: Purpose, channel: str
) -> Standing | None:
    """Return what holds for one purpose and channel.

    An objection to the class is lifted by a later and proven word on the purpose itself.
    """
    found = known.get((purpose.id, channel))
    for scope in (class_scope(purpose.kind), ALL_CLASSES):
        objection = known.get((scope, channel))
        if objection is not None and objection.kind is EventKind.OBJECTED:
            found = later(found, objection)
    return found
