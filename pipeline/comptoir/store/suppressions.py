"""The opposition list: keyed digests of addresses, which survive the erasure of the person."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, insert, select

from comptoir.contacts.addresses import mobile_number
from comptoir.contacts.keys import postal_key
from comptoir.contacts.model import Contact
from comptoir.store.tables.consents import suppression, suppression_key


def addresses(contact: Contact) -> dict[str, tuple[str, ...]]:
    """Return what a contact is reached at, by channel, in the form that is digested."""
    mobile = mobile_number(contact)
    numbers = tuple(number for number in (contact.phone, contact.mobile) if number)
    return {
        "email": (contact.email,) if contact.email else (),
        "sms": (mobile,) if mobile else (),
        "phone": numbers,
        "post": (postal_key(contact),) if contact.address else (),
    }


@dataclass(frozen=True, slots=True)
class OppositionList:
    """The whole list, in memory for the time of a decision or of an import."""

    key: bytes
    since: dict[tuple[str, str], date]  # digest, class → day

    def of(self, contact: Contact) -> dict[tuple[str, str], date]:
        """Return what the list says of a contact's addresses: (class, channel) → since when."""
        if not self.since:
            return {}
        found: dict[tuple[str, str], date] = {}
        for channel, values in addresses(contact).items():
            for value in values:
                made = digest(self.key, channel, value)
                for kind in ("commercial", "associative", "*"):
                    if day := self.since.get((made, kind)):
                        found[kind, channel] = max(day, found.get((kind, channel), day))
        return found


def digest(key: bytes, channel: str, address: str) -> str:
    return hmac.new(key, f"{channel}\0{address}".encode(), hashlib.sha256).hexdigest()


def load(db: Connection) -> OppositionList:
    stored = db.execute(select(suppression_key.c.key)).scalar()
    rows = db.execute(select(suppression)).all() if stored else []
    since = {(row.digest, row.purpose_class): row.since for row in rows}
    return OppositionList(bytes.fromhex(stored or ""), since)


def listed_emails(db: Connection, emails: Iterable[str]) -> set[str]:
    """Return which e-mail addresses are on the list, for any class."""
    known = load(db)
    on_list = {made for made, _kind in known.since}
    return {email for email in emails if digest(known.key, "email", email) in on_list}


Listed = tuple[Contact, str, str, date]  # whose address, class (or *), channel, day


def add(db: Connection, listed: Iterable[Listed]) -> list[tuple[str, str]]:
    """Put addresses on the list; return what is new of it: digest and class."""
    stored = db.execute(select(suppression_key.c.key)).scalar()
    if stored is None:
        stored = secrets.token_hex(32)
        db.execute(insert(suppression_key).values(id=1, key=stored))
    known = load(db).since
    rows: dict[tuple[str, str], date] = {}
    for contact, kind, channel, day in listed:
        for address in addresses(contact)[channel]:
            made = (digest(bytes.fromhex(stored), channel, address), kind)
            if made not in known:
                rows[made] = day
    if rows:
        values = [{"digest": d, "purpose_class": k, "since": day} for (d, k), day in rows.items()]
        db.execute(insert(suppression), values)
    return list(rows)


def remove(db: Connection, keys: Iterable[tuple[str, str]]) -> None:
    """Take addresses off the list: only what an act that is undone had put on it."""
    for made, kind in keys:
        here = (suppression.c.digest == made) & (suppression.c.purpose_class == kind)
        db.execute(suppression.delete().where(here))
