"""The gateway of legal holds: whose file a dispute or a control has us keep, and until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, insert, select, update

from comptoir.contacts.model import Contact
from comptoir.store import Transaction
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.filed import filed_document
from comptoir.store.tables.privacy import contact_hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A file that is not erased until a day, and why."""

    contact: str  # its reference
    until: date
    because: str


def add(tx: Transaction, one: Contact, *, until: date, because: str) -> None:
    """Hold a file; a hold that stands is replaced."""
    lift(tx, one)
    tx.db.execute(
        insert(contact_hold).values(
            contact_id=one.id, since=tx.ctx.today, until=until, because=because,
            login=tx.ctx.actor.login,
        )
    )  # fmt: skip
    tx.record("contact", one.reference, {"held_until": (None, until)})


def lift(tx: Transaction, one: Contact) -> bool:
    """Lift what holds a file; return whether something did."""
    stands = (contact_hold.c.contact_id == one.id) & contact_hold.c.lifted_on.is_(None)
    lifted = update(contact_hold).where(stands).values(lifted_on=tx.ctx.today)
    if not tx.db.execute(lifted).rowcount:
        return False
    tx.record("contact", one.reference, {"held_until": ("held", None)})
    return True


def standing(
    db: Connection, *, today: date, contact_ids: Sequence[int] | None = None
) -> dict[int, Hold]:
    """Return the files held today, for themselves or by a document filed about somebody.

    Args:
        db: the base.
        today: the day of the decision.
        contact_ids: of whom; of everybody by default.
    """
    papers = select(
        filed_document.c.contact_id,
        contact.c.reference,
        filed_document.c.hold_until.label("until"),
        filed_document.c.hold_because.label("because"),
    ).join(contact, contact.c.id == filed_document.c.contact_id)
    people = select(
        contact_hold.c.contact_id, contact.c.reference, contact_hold.c.until, contact_hold.c.because
    ).join(contact, contact.c.id == contact_hold.c.contact_id)
    asked = (
        (papers.where(filed_document.c.hold_until >= today, filed_document.c.gone_at.is_(None)),
         filed_document.c.contact_id),
        (people.where(contact_hold.c.until >= today, contact_hold.c.lifted_on.is_(None)),
         contact_hold.c.contact_id),
    )  # fmt: skip
    found: dict[int, Hold] = {}
    for query, column in asked:
        wanted = query if contact_ids is None else query.where(column.in_(list(contact_ids)))
        for row in db.execute(wanted):
            found[row.contact_id] = Hold(
                contact=row.reference, until=row.until, because=row.because
            )
    return found
