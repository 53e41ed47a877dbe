"""Contacts as parties of a document: what they were on the day it was made."""

from sqlalchemy import Connection, select

from comptoir.contacts.model import Contact, ContactKind
from comptoir.party import Party, PartyKind
from comptoir.store import contacts
from comptoir.store.tables.contacts import contact_fact

# Facts of a contact that documents use: `fact:siren` and the like in an import map.
SIREN, VAT_NUMBER, KIND, LEGAL_FORM = "siren", "vat_number", "party_kind", "legal_form"
SIRET, SERVICE = "siret", "service_code"


def party(db: Connection, reference: str) -> tuple[Contact, Party]:
    """Return a contact and the party that it makes."""
    contact = contacts.by_reference(db, reference)
    return contact, party_of(contact, facts_of(db, contact.id))


def facts_of(db: Connection, contact_id: int) -> dict[str, str]:
    query = select(contact_fact.c.name, contact_fact.c.value).where(
        contact_fact.c.contact_id == contact_id
    )
    return {row.name: row.value for row in db.execute(query)}


def all_facts(db: Connection) -> dict[int, dict[str, str]]:
    """Return the facts that documents use, by contact."""
    query = select(contact_fact).where(
        contact_fact.c.name.in_((SIREN, VAT_NUMBER, KIND, LEGAL_FORM, SIRET, SERVICE))
    )
    found: dict[int, dict[str, str]] = {}
    for row in db.execute(query):
        found.setdefault(row.contact_id, {})[row.name] = row.value
    return found


def party_of(contact: Contact, facts: dict[str, str]) -> Party:
    return Party(
        name=contact.full_name,
        attention=contact.attention,
        address=contact.address,
        kind=_kind(contact, facts),
        reference=contact.reference,
        siren=facts.get(SIREN, "") or facts.get(SIRET, "")[:9],
        siret=facts.get(SIRET, ""),
        service_code=facts.get(SERVICE, ""),
        vat_number=facts.get(VAT_NUMBER, ""),
        email=contact.email,
    )


def _kind(contact: Contact, facts: dict[str, str]) -> PartyKind:
    """An organisation is a business unless its file says association or public."""
    if contact.kind is ContactKind.PERSON:
        return PartyKind.CONSUMER
    said = facts.get(KIND, "")
    return PartyKind(said) if said in {kind.value for kind in PartyKind} else PartyKind.BUSINESS
