"""What the base knows of people: relations, consents, rights; ids and states, no names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from comptoir.errors import Place
from comptoir.law.purposes import PurposeClass


@dataclass(frozen=True, kw_only=True)
class ContactRecord:
    """A contact, as far as rules look: where it comes from, what happens with it, what is noted."""

    id: str = "C-000001"
    roles: tuple[str, ...] = ()  # prospect, customer, member, donor, service_user, supplier…
    purposes: tuple[str, ...] = ()
    source: str = ""
    source_on: date | None = None
    notice: str = ""  # version of the notice that was shown
    indirect: bool = False  # not collected from the person
    informed_on: date | None = None  # GDPR, art. 14
    age: int | None = None
    guardian: bool = False  # a legal representative is known
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)  # free text by field
    last_act: str = ""  # collected, click, reply, order, visit… or open, send, import
    last_act_on: date | None = None
    relation_ended_on: date | None = None
    subscribed: bool = False  # to a newsletter
    asked_again_on: date | None = None  # re-permission message
    bounced: tuple[str, ...] = ()  # channels that came back dead and are still used

    def at(self, part: str = "") -> Place:
        return Place(f"contact {self.id}", field=part)


@dataclass(frozen=True, kw_only=True)
class Solicitation:
    """A contact, a purpose, a channel: may we? And what the answer rests on."""

    id: str = "C-000001"
    channel: str = "email"  # email, sms, phone, post
    kind: PurposeClass = PurposeClass.COMMERCIAL
    purpose: str = ""
    on: date | None = None
    allowed: bool = True
    basis: str = ""  # consent, similar_products, associative, statutory, professional, post…
    professional: bool = False
    free_email: bool = False
    job_related: bool = True  # the topic is linked to the person's job
    consented: bool = False
    consent_channel: str = ""  # of the consent that is relied on; empty: this one
    proven: bool = True
    objected: bool = False
    withdrawn_on: date | None = None
    restricted: bool = False
    deceased: bool = False
    age: int | None = None
    parent_agreed: bool = False
    sale_ref: str = ""
    refusal_offered: bool = False  # when the address was collected
    families_bought: tuple[str, ...] = ()
    families_offered: tuple[str, ...] = ()
    running_contract: bool = False
    sector: str = ""  # renovation, adaptation…
    origin: str = ""  # service: collected by a public service

    def at(self, part: str = "") -> Place:
        return Place(f"contact {self.id}", field=part)


@dataclass(frozen=True, kw_only=True)
class ConsentProof:
    """One event of consent, with what proves it."""

    id: str = "1"
    contact: str = "C-000001"
    purposes: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    text_hash: str = ""
    given_on: date | None = None
    method: str = ""  # form, paper, event, phone… or silence, open, preticked
    evidence: str = ""  # reference of the form, of the sheet
    condition_of: str = ""  # quote, contest: what it was the price of
    partners: tuple[str, ...] = ()
    ended_on: date | None = None  # withdrawn, or no longer used
    erased_on: date | None = None

    def at(self, part: str = "") -> Place:
        return Place(f"consentement {self.id} ({self.contact})", field=part)


@dataclass(frozen=True, kw_only=True)
class ConsentImport:
    """What a file that was imported said of consents."""

    id: str = "import 1"
    rows: int = 0
    said_yes: int = 0  # rows with « opt-in = oui »
    kept_as_granted: int = 0
    with_evidence: int = 0  # text, date and origin
    rented: bool = False
    supplier_proof: str = ""
    partner_named: bool = False

    def at(self, part: str = "") -> Place:
        return Place(self.id, field=part)


@dataclass(frozen=True, kw_only=True)
class Merge:
    """Two records of one person put together: refusals before, refusals after."""

    id: str = "C-000001"
    refused_before: tuple[str, ...] = ()  # purpose/channel
    refused_after: tuple[str, ...] = ()
    granted_after: tuple[str, ...] = ()

    def at(self, part: str = "") -> Place:
        return Place(f"fusion {self.id}", field=part)


@dataclass(frozen=True, kw_only=True)
class Withdrawal:
    """A refusal, and when it began to work."""

    id: str = "C-000001"
    asked_at: datetime
    effective_at: datetime | None = None
    steps: int = 1
    steps_to_agree: int = 1
    reason_required: bool = False

    def at(self, part: str = "") -> Place:
        return Place(f"retrait {self.id}", field=part)


@dataclass(frozen=True, kw_only=True)
class RightsRequest:
    """A request of a person, and how it was dealt with."""

    id: str = "demande 1"
    right: str = "access"  # access, rectification, erasure, restriction, objection, portability
    received_on: date
    extended_on: date | None = None  # the day on which the delay was told
    answered_on: date | None = None
    identity_doubt: bool = False
    identity_copy_kept: bool = False
    fee: bool = False
    unfounded: bool = False
    recipients: tuple[str, ...] = ()  # who had the data
    recipients_told: tuple[str, ...] = ()
    holdings: tuple[str, ...] = ()  # what the base holds of the person
    answered: tuple[str, ...] = ()  # what the copy holds
    format: str = ""  # of the copy
    file_erased_on: date | None = None

    def at(self, part: str = "") -> Place:
        return Place(self.id, field=part)


@dataclass(frozen=True, kw_only=True)
class Erasure:
    """What an erasure left behind."""

    id: str = "C-000001"
    marketing_left: bool = False
    invoices_before: int = 0
    invoices_after: int = 0
    had_objected: bool = False
    objection_kept: bool = False

    def at(self, part: str = "") -> Place:
        return Place(f"effacement {self.id}", field=part)


@dataclass(frozen=True, kw_only=True)
class Access:
    """What a role of the organisation may read."""

    id: str = "rôle"
    reads: tuple[str, ...] = ()  # contacts, notes, finance, health, archive…
    needs: tuple[str, ...] = ()

    def at(self, part: str = "") -> Place:
        return Place(f"rôle {self.id}", field=part)


@dataclass(frozen=True, kw_only=True)
class Export:
    """A file of contacts that left the base."""

    id: str = "export 1"
    purpose: str = ""
    author: str = ""
    rows: int | None = None
    expires_on: date | None = None
    encrypted: bool = False
    fields: tuple[str, ...] = ()
    allowed_fields: tuple[str, ...] = ()
    formulas_left: int = 0  # cells that begin with = + - @
    in_repository: bool = False
    logged: bool = True

    def at(self, part: str = "") -> Place:
        return Place(self.id, field=part)


@dataclass(frozen=True, kw_only=True)
class OppositionList:
    """How refusals outlive the people's records."""

    id: str = "liste d’opposition"
    hashed: bool = True
    kept_days: int | None = None  # None: for ever
    survives_erasure: bool = True

    def at(self, part: str = "") -> Place:
        return Place(self.id, field=part)


@dataclass(frozen=True, kw_only=True)
class Segment:
    """The fields that a segment reads."""

    id: str = "segment"
    fields: tuple[str, ...] = ()

    def at(self, part: str = "") -> Place:
        return Place(f"segment {self.id}", field=part)


ACTS = frozenset({"click", "reply", "order", "visit", "collected", "payment", "form"})


def last_heard(contact: ContactRecord) -> date | None:
    """Return the day of the last act of the person; an open, a send, an import are none."""
    acted = contact.last_act_on if contact.last_act in ACTS else None
    return max((day for day in (acted, contact.source_on) if day), default=None)
