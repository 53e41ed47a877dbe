"""What comes back from Mailchimp: leavers, returns and complaints; and erasures passed on to it."""

from collections import Counter
from datetime import date

from sqlalchemy import insert

from comptoir.channels.mailchimp import Happened, Mailchimp
from comptoir.consent import class_scope
from comptoir.consent.model import ALL_CLASSES
from comptoir.context import Context
from comptoir.desk.returns import effects
from comptoir.settings import PurposeClass
from comptoir.store import Transaction, begin, mail, outbox, reading
from comptoir.store import mailchimp as parts
from comptoir.store.mailchimp import Part, PartState
from comptoir.store.outbox_rows import Settlement, State
from comptoir.store.tables.outbox import outbox_event

METHOD = "mailchimp"
HARD, SOFT = "hard", "soft"


def pull(ctx: Context, service: Mailchimp, campaign: str, kind: PurposeClass) -> Counter[str]:
    """Read what became of the campaigns that left, and write what is new; count it by kind."""
    with reading(ctx) as db:
        left = parts.parts(db, campaign, PartState.LEFT)
    found: Counter[str] = Counter()
    for part in left:
        counted, told = service.counted(part.remote), list(service.happened(part.remote))
        with begin(ctx, act="campaign.pull") as tx:
            found += _write(tx, part, told, kind)
            if counted != part.counted:
                parts.change(tx, part, counted=counted)
    return found


def _write(tx: Transaction, part: Part, told: list[Happened], kind: PurposeClass) -> Counter[str]:
    by_hash = {one.hash: one for one in parts.members(tx.db, part)}
    known = parts.noted(tx.db, [one.outbox_id for one in by_hash.values()])
    new: Counter[str] = Counter()
    for happened in told:
        handed = by_hash.get(happened.hash)
        if handed is None or (handed.outbox_id, happened.kind) in known:
            continue
        at = min(happened.at, tx.now) if happened.at else tx.now
        row = {"outbox_id": handed.outbox_id, "at": at, "kind": happened.kind, "detail": METHOD}
        tx.db.execute(insert(outbox_event), [row])
        day = min(tx.ctx.day_of(at), tx.ctx.today)
        match happened.kind:
            case "hard":
                dead(tx, handed.contact_id, on=day)
                detail = "retour définitif"
                returned = Settlement(
                    id=handed.outbox_id, state=State.REFUSED, detail=detail, at=at
                )
                outbox.settle(tx, [returned])
            case "soft":
                mail.returned(tx, handed.contact_id, "email", SOFT, on=day, detail=METHOD)
            case "unsubscribed":
                left(tx, handed.contact_id, kind, on=day)
            case "complained":
                effects.objected(
                    tx, handed.contact_id, ALL_CLASSES, on=day, method=METHOD, how="plainte"
                )
        new[happened.kind] += 1
    if new:
        tx.record("campaign_run", part.run_id, {name: (0, count) for name, count in new.items()})
    return new


def left(tx: Transaction, contact_id: int, kind: PurposeClass, *, on: date) -> None:
    """Record that somebody unsubscribed there: an objection to this class of e-mails."""
    scope = class_scope(kind)
    effects.objected(tx, contact_id, scope, on=on, method=METHOD, how="désinscription")


def dead(tx: Transaction, contact_id: int, *, on: date) -> None:
    """Record that an address came back for good."""
    mail.returned(tx, contact_id, "email", HARD, on=on, detail=METHOD)


def pass_erasures_on(ctx: Context, service: Mailchimp) -> int:
    """Have Mailchimp erase the people who were erased here; return how many."""
    with reading(ctx) as db:
        found = parts.to_forget(db)
        shared = {name for _, name in found if parts.shared(db, name)}
    done = 0
    for (audience, name), rows in found.items():
        if name not in shared and audience == service.audience:
            service.forget(name)
            done += 1
        elif audience != service.audience:
            continue  # of an audience that the settings name no more: only they can tell
        with begin(ctx, act="privacy.passed_on") as tx:
            parts.forget(tx, rows)
            tx.record("mailchimp_member", rows[0], {"forgotten": (0, len(rows))})
    return done
