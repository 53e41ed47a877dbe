"""Note that files were read: the access log is written by itself, outside any act."""

from comptoir import profiles
from comptoir.context import Context
from comptoir.profiles import Action
from comptoir.store import audit
from comptoir.store.engine import database_url, engine
from comptoir.store.failures import translated


def note(
    ctx: Context,
    *,
    act: str,
    noun: str = "contact",
    record_id: str = "",
    rows: int = 1,
    purpose: str = "",
    recipient: str = "",
) -> None:
    """Write one line of the access log (LAW, CTC013); what cannot be noted is not shown.

    Raises:
        RefusedError: it is an export, and the profile of who asks does not allow it.
    """
    if profiles.cell_of(act)[1] is Action.EXPORT:
        profiles.check(ctx.actor.rights, act)
    with translated(), engine(database_url(ctx.root), write=True).begin() as db:
        audit.forget_old_accesses(db, ctx.now())
        audit.log_access(
            db,
            ctx,
            act=act,
            noun=noun,
            record_id=record_id,
            rows=rows,
            purpose=purpose,
            recipient=recipient,
        )
