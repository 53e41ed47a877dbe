"""Papers of people who were erased: kept because the law says so, out of ordinary reach.

(LAW, ARC017 and RET020: an intermediate archive is apart, its reading restricted and noted.)
"""

from sqlalchemy import Connection, select

from comptoir.contacts.privacy import sees
from comptoir.context import Context
from comptoir.errors import RefusedError
from comptoir.profiles import DataClass
from comptoir.store import access
from comptoir.store.tables.privacy import archived_file


def hidden(ctx: Context, db: Connection) -> frozenset[int]:
    """Return the archived contacts whose papers this profile may not see."""
    if sees(ctx.actor.rights, DataClass.ARCHIVE):
        return frozenset()
    return frozenset(db.execute(select(archived_file.c.contact_id)).scalars())


def check(ctx: Context, db: Connection, contact_id: int, *, number: str) -> None:
    """Let the papers of an archived contact be read by those who may, and note it.

    Raises:
        RefusedError: this profile may not.
    """
    here = archived_file.c.contact_id == contact_id
    if db.execute(select(archived_file.c.contact_id).where(here)).first() is None:
        return
    if not sees(ctx.actor.rights, DataClass.ARCHIVE):
        raise RefusedError(
            f"{number} est archivé : la personne a été effacée, et ses pièces ne servent plus "
            "qu’à la comptabilité.",
            remedy="Demandez à qui tient les comptes (profil accountant ou own).",
        )
    access.note(ctx, act="archive.read", noun="document", record_id=number, purpose="comptabilité")
