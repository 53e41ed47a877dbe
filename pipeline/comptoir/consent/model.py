"""The words of consent: events, what they come to, and what is known of somebody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from comptoir.errors.french import unknown
from comptoir.law.purposes import Basis, PurposeClass

if TYPE_CHECKING:
    from comptoir.settings import Processing

ANY_CHANNEL = "*"
CHANNELS = ("email", "sms", "phone", "post")
FRENCH_CHANNELS = {
    "email": "par courriel",
    "sms": "par SMS",
    "phone": "par téléphone",
    "post": "par courrier",
    ANY_CHANNEL: "par tous les canaux",
}
_SAME_CHANNEL = {
    "letter": "post", "courrier": "post",
    "mail": "email", "courriel": "email", "mailchimp": "email",
}  # fmt: skip
ALL_CLASSES = "class:*"  # everything but statutory messages
SALE = "sale"  # scope of the offers to refuse made when an address was collected at a sale


def consent_channel(channel: str) -> str:
    """Return the channel that consents are kept by: a campaign's letters go by post.

    >>> consent_channel("letter"), consent_channel("email")
    ('post', 'email')
    """
    return _SAME_CHANNEL.get(channel, channel)


def class_scope(kind: PurposeClass | str) -> str:
    """Return the scope of an objection to a whole class of messages.

    >>> class_scope(PurposeClass.COMMERCIAL)
    'class:commercial'
    """
    return f"class:{kind.value if isinstance(kind, PurposeClass) else kind}"


def french_scope(scope: str) -> str:
    """Say what a consent or an objection is about.

    >>> french_scope("class:commercial"), french_scope("lettre-infos")
    ('messages commerciaux', 'lettre-infos')
    """
    return {
        ALL_CLASSES: "tout, sauf les messages dus",
        class_scope(PurposeClass.COMMERCIAL): "messages commerciaux",
        class_scope(PurposeClass.ASSOCIATIVE): "vie associative et dons",
        SALE: "vente",
    }.get(scope, scope)


class EventKind(StrEnum):
    """What happened; on one day, the stricter of two wins (GDPR, art. 7 and 21)."""

    OFFERED = "offered"  # a way to refuse was offered when the address was collected at a sale
    GRANTED = "granted"
    UNPROVEN = "unproven"  # said to be granted, without proof: counts as no consent
    WITHDRAWN = "withdrawn"
    OBJECTED = "objected"

    @property
    def strictness(self) -> int:
        return list(EventKind).index(self)

    @property
    def french(self) -> str:
        return {
            EventKind.OFFERED: "refus proposé lors d’une vente",
            EventKind.GRANTED: "accord",
            EventKind.UNPROVEN: "accord sans preuve",
            EventKind.WITHDRAWN: "retrait",
            EventKind.OBJECTED: "opposition",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """One purpose of `legal/processing.toml`, with its id."""

    id: str
    title: str
    kind: PurposeClass
    basis: Basis
    public_body: bool = False  # whether who writes is one


def purposes(processing: "Processing", *, public_body: bool = False) -> dict[str, Purpose]:
    """Return the purposes of the record of processing, by id."""
    return {
        id_: Purpose(
            id=id_,
            title=purpose.title,
            kind=purpose.kind,
            basis=purpose.basis,
            public_body=public_body,
        )
        for id_, purpose in processing.purposes.items()
    }


def purpose_named(processing: "Processing", name: str, *, public_body: bool = False) -> Purpose:
    """Return one purpose.

    Raises:
        InputError: no such purpose, with the nearest one.
    """
    known = purposes(processing, public_body=public_body)
    if name not in known:
        raise unknown(
            "traitement de legal/processing.toml", name, known,
            remedy=f"Traitements connus : {', '.join(known) or 'aucun'}.",
        )  # fmt: skip
    return known[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentEvent:
    """Something that somebody said of our messages, on a day."""

    kind: EventKind
    scope: str  # a purpose's id, or class:commercial, class:associative, class:*
    channel: str  # one of CHANNELS, or ANY_CHANNEL
    on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """What the events of one scope and channel come to."""

    kind: EventKind
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactState:
    """All that a decision needs to know of a contact on a day; nothing that names them."""

    kind: str = "person"  # person | organisation
    professional: bool = False  # an organisation, or somebody met for their work there
    generic_email: bool = False  # contact@…, which names nobody
    free_email: bool = False  # a mailbox of the general public
    erased: bool = False
    deceased: bool = False
    restricted: bool = False  # GDPR, art. 18
    age: int | None = None
    roles: frozenset[str] = frozenset()  # present ones, and past ones of at most three years
    reachable: frozenset[str] = frozenset()  # channels with an address
    bounced: frozenset[str] = frozenset()  # channels whose address is dead
    standings: Mapping[tuple[str, str], Standing] = field(default_factory=dict)  # scope, channel
    # on the opposition list by the address itself: (class or *, channel) → since when
    suppressed: Mapping[tuple[str, str], date] = field(default_factory=dict)
    bought: frozenset[str] = frozenset()  # SKUs and families bought from us
    ordered: frozenset[str] = frozenset()  # SKUs of orders under way: running contracts
    parent_agreed: frozenset[tuple[str, str]] = frozenset()  # purpose, channel: said by a parent

    @property
    def proven(self) -> frozenset[tuple[str, str]]:
        """The scopes and channels with a consent that is proven."""
        return frozenset(k for k, s in self.standings.items() if s.kind is EventKind.GRANTED)


class Reason(StrEnum):
    """Why a decision is what it is: stable codes."""

    # no
    ERASED = "erased"
    DECEASED = "deceased"
    NO_ADDRESS = "no_address"
    DEAD_ADDRESS = "dead_address"
    RESTRICTED = "restricted"
    MINOR = "minor"
    OBJECTED = "objected"
    SUPPRESSED = "suppressed"
    WITHDRAWN = "withdrawn"
    UNPROVEN = "unproven"
    NO_CONSENT = "no_consent"
    NO_RELATION = "no_relation"
    SERVICE_FILE = "service_file"
    # yes
    STATUTORY = "statutory"
    CONSENT = "consent"
    SIMILAR_PRODUCTS = "similar_products"
    ASSOCIATIVE = "associative"
    POST = "post"
    GENERIC = "generic_address"
    PROFESSIONAL = "professional"
    RUNNING_CONTRACT = "running_contract"
    PUBLIC_TASK = "public_task"
    PHONE_BEFORE = "phone_before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Yes or no, with its reason, its basis in law, and one French sentence."""

    allowed: bool
    reason: str  # a Reason's code
    basis: str
    french: str
