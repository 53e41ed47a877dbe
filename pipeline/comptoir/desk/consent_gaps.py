"""Agreements without proof: how many there are, and whom to ask again by post or at the desk.

They permit nothing (GDPR, art. 7.1); asking by e-mail would already be a message without consent.
"""

from collections import Counter
from dataclasses import dataclass, replace

from comptoir.consent import decide
from comptoir.contacts.privacy import masked
from comptoir.context import Context
from comptoir.desk.project import load
from comptoir.desk.sheets import export_path, write_csv
from comptoir.profiles import Action, DataClass, require
from comptoir.settings import Basis, PurposeClass
from comptoir.store import access, consents, contacts, reading

HEADER = ("référence", "nom", "complément", "adresse", "code postal", "ville", "finalité", "canal")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnprovenCount:
    """How many agreements to one purpose and channel have no proof."""

    purpose: str
    channel: str
    count: int
    by_post: int  # who may be asked again by post
    at_desk: int  # who may only be asked when they come by


@dataclass(frozen=True, slots=True, kw_only=True)
class Unproven:
    """The agreements without proof, and whom to ask again."""

    counts: tuple[UnprovenCount, ...]
    people: int
    path: str = ""


def unproven(ctx: Context, *, export: bool = False) -> Unproven:
    """Count agreements without proof; write whom to ask again by post, when asked to."""
    project = load(ctx)
    with reading(ctx) as db:
        found = consents.unproven(db)
        ids = list(dict.fromkeys(id_ for id_, *_ in found))
        states = consents.states(db, ids, ctx.today)
        people = {one.id: one for one in contacts.many(db, ids)}
    known = project.purposes
    asked: dict[tuple[str, str], Counter[bool]] = {}
    to_write: list[list[object]] = []
    for id_, scope, channel, _ in found:
        if scope not in known:
            continue
        # a letter that asks again rests on no consent: only an objection forbids it
        letter = replace(known[scope], basis=Basis.LEGITIMATE, kind=PurposeClass.COMMERCIAL)
        by_post = decide(letter, "post", states[id_], on=ctx.today).allowed
        asked.setdefault((scope, channel), Counter())[by_post] += 1
        if by_post:
            one = masked(people[id_], ctx.actor.rights)
            address = (one.address_2, one.street, one.postcode, one.city)
            to_write.append([one.reference, one.full_name, *address, scope, channel])
    counts = [
        UnprovenCount(
            purpose=scope, channel=channel, count=said.total(), by_post=said[True],
            at_desk=said[False],
        )
        for (scope, channel), said in asked.items()
    ]  # fmt: skip
    return Unproven(
        counts=tuple(counts), people=len(ids), path=_letters(ctx, to_write) if export else ""
    )


def _letters(ctx: Context, rows: list[list[object]]) -> str:
    leaving = (DataClass.IDENTITY, DataClass.ADDRESS)
    require(ctx.actor.rights, leaving, Action.EXPORT, act="consent.export")
    path = export_path(ctx, "accords-a-redemander", ".csv")
    access.note(
        ctx, act="consent.export", rows=len(rows), purpose="redemander un accord par courrier"
    )
    write_csv(path, HEADER, rows)
    return str(path.relative_to(ctx.root))
