"""What came back, told; an address and words only to who may see them."""

from collections.abc import Sequence
from dataclasses import replace

from comptoir.contacts.privacy import MASKED, sees
from comptoir.context import Context
from comptoir.profiles import DataClass
from comptoir.store import access, mail, reading
from comptoir.store.mail import Entry


def listing(ctx: Context, *, kinds: Sequence[str] = (), limit: int) -> list[Entry]:
    """Return what came back, the newest first."""
    with reading(ctx) as db:
        found = mail.listing(db, kinds=kinds, limit=limit)
    if found:
        access.note(ctx, act="mail.list", noun="mail_entry", rows=len(found))
    if sees(ctx.actor.rights, DataClass.REACH):
        return found
    return [_masked(one) for one in found]


def _masked(one: Entry) -> Entry:
    return replace(
        one,
        sender=MASKED if one.sender else "",
        subject=MASKED if one.subject else "",
        said=MASKED if one.said else "",
    )
