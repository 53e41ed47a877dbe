"""What a segment can ask: facts about a contact, each with its kind, its values and its words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from comptoir.contacts.model import ROLES

CHANNELS = {"email": "mél", "sms": "SMS", "phone": "téléphone", "post": "courrier"}
CONSENTS = {
    "granted": "prouvé",
    "unproven": "sans preuve",
    "none": "inconnu",
    "withdrawn": "retiré",
    "objected": "refusé",
}


class Kind(StrEnum):
    """What sort of value a fact has: it decides the operators and how a value is written."""

    TEXT = "text"
    CHOICE = "choice"
    DATE = "date"
    NUMBER = "number"
    MONEY = "money"
    PRESENCE = "presence"
    NAMED = "named"  # another segment


class Operator(StrEnum):
    """How a fact is compared."""

    IS = "is"
    IS_NOT = "is_not"
    IN = "in"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BEFORE = "before"
    AFTER = "after"
    CONTAINS = "contains"
    EXISTS = "exists"
    WITHIN_DAYS = "within_days"


_EQUAL = (Operator.IS, Operator.IS_NOT, Operator.IN)
_RANGE = (Operator.AT_LEAST, Operator.AT_MOST)
OPERATORS = {
    Kind.TEXT: (*_EQUAL, Operator.CONTAINS, Operator.EXISTS),
    Kind.CHOICE: (*_EQUAL, Operator.EXISTS),
    Kind.DATE: (
        Operator.IS, *_RANGE, Operator.BEFORE, Operator.AFTER, Operator.WITHIN_DAYS,
        Operator.EXISTS,
    ),
    Kind.NUMBER: (*_EQUAL, *_RANGE),
    Kind.MONEY: (*_EQUAL, *_RANGE),
    Kind.PRESENCE: (Operator.EXISTS,),
    Kind.NAMED: _EQUAL,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something known of a contact.

    Several facts of one row (`membership.season`, `membership.level`) asked together in `all` are
    asked of the same row.
    """

    name: str
    kind: Kind
    french: str
    choices: Mapping[str, str] | None = None
    row: bool = False  # said of one row among several: a membership, a role


OTHER_SEGMENT = "contact.segment"
EXTRA = "fact."  # fact.NAME: what a list said besides, kept under its own heading


def _facts(*all_: Fact) -> dict[str, Fact]:
    return {fact.name: fact for fact in all_}


FACTS = _facts(
    Fact(name="contact.kind", kind=Kind.CHOICE, french="le contact",
         choices={"person": "une personne", "organisation": "un organisme"}),
    Fact(name="contact.city", kind=Kind.TEXT, french="la ville"),
    Fact(name="contact.postcode", kind=Kind.TEXT, french="le code postal"),
    Fact(name="contact.department", kind=Kind.TEXT, french="le département"),
    Fact(name="contact.source", kind=Kind.TEXT, french="l’origine"),
    Fact(name="contact.created_on", kind=Kind.DATE, french="la date d’entrée dans la base"),
    Fact(name="contact.age", kind=Kind.NUMBER, french="l’âge"),
    Fact(name="contact.tag", kind=Kind.TEXT, french="une étiquette"),
    Fact(name="contact.language", kind=Kind.TEXT, french="la langue"),
    Fact(name="contact.email", kind=Kind.PRESENCE, french="une adresse mél"),
    Fact(name="contact.phone", kind=Kind.PRESENCE, french="un téléphone"),
    Fact(name="contact.address", kind=Kind.PRESENCE, french="une adresse postale"),
    Fact(name="role.name", kind=Kind.CHOICE, french="le rôle", row=True,
         choices={role.value: french for role, french in ROLES.items()}),
    Fact(name="role.since", kind=Kind.DATE, french="le début du rôle", row=True),
    Fact(name="membership.season", kind=Kind.TEXT, french="la saison d’une adhésion", row=True),
    Fact(name="membership.level", kind=Kind.CHOICE, french="le tarif d’une adhésion", row=True,
         choices={"full": "plein", "reduced": "réduit"}),
    Fact(name="membership.plan", kind=Kind.TEXT, french="la formule d’une adhésion", row=True),
    Fact(name="membership.ends", kind=Kind.DATE, french="la fin d’une adhésion", row=True),
    Fact(name="membership.paid_on", kind=Kind.DATE, french="le règlement d’une adhésion", row=True),
    Fact(name="membership.count", kind=Kind.NUMBER, french="le nombre d’adhésions"),
    Fact(name="donation.total_year", kind=Kind.MONEY, french="le total des dons de l’année"),
    Fact(name="donation.last_on", kind=Kind.DATE, french="le dernier don"),
    Fact(name="donation.count", kind=Kind.NUMBER, french="le nombre de dons"),
    Fact(name="sale.total", kind=Kind.MONEY, french="le total des achats"),
    Fact(name="sale.count", kind=Kind.NUMBER, french="le nombre d’achats"),
    Fact(name="sale.last_on", kind=Kind.DATE, french="le dernier achat"),
    Fact(name="sale.item", kind=Kind.TEXT, french="un article acheté"),
    Fact(name="invoice.late_since", kind=Kind.DATE, french="la plus ancienne échéance impayée"),
    Fact(name="invoice.late_total", kind=Kind.MONEY, french="le total des factures en retard"),
    Fact(name="rfm.recency", kind=Kind.NUMBER, french="la note de récence (1 à 5)"),
    Fact(name="rfm.frequency", kind=Kind.NUMBER, french="la note de fréquence (1 à 5)"),
    Fact(name="rfm.amount", kind=Kind.NUMBER, french="la note de montant (1 à 5)"),
    Fact(name="rfm.score", kind=Kind.NUMBER, french="la note RFM (3 à 15)"),
    Fact(name="rfm.fifth", kind=Kind.NUMBER, french="le cinquième RFM (5 : les meilleurs)"),
    Fact(name="sale.promotion", kind=Kind.TEXT, french="l’envoi qui a valu un achat"),
    Fact(name="event.slug", kind=Kind.TEXT, french="l’évènement d’une inscription", row=True),
    Fact(name="event.state", kind=Kind.CHOICE, french="l’état d’une inscription", row=True,
         choices={"registered": "inscrit", "waiting": "en attente", "cancelled": "annulé",
                  "attended": "venu", "missed": "absent"}),
    Fact(name="event.registered_on", kind=Kind.DATE, french="la date d’une inscription", row=True),
    Fact(name="event.count", kind=Kind.NUMBER, french="le nombre d’évènements suivis"),
    Fact(name="campaign.received", kind=Kind.TEXT, french="un envoi reçu"),
    Fact(name="campaign.answered", kind=Kind.TEXT, french="un envoi qui a eu une réponse"),
    Fact(name="campaign.count", kind=Kind.NUMBER, french="le nombre d’envois reçus"),
    Fact(name="campaign.last_on", kind=Kind.DATE, french="le dernier envoi reçu"),
    Fact(name="request.kind", kind=Kind.CHOICE, french="la nature d’une demande", row=True,
         choices={"information": "un renseignement", "complaint": "une réclamation",
                  "dispute": "un litige"}),
    Fact(name="request.motive", kind=Kind.TEXT, french="le motif d’une demande", row=True),
    Fact(name="request.received_on", kind=Kind.DATE, french="la date d’une demande", row=True),
    Fact(name="request.count", kind=Kind.NUMBER, french="le nombre de demandes"),
    Fact(name="appointment.state", kind=Kind.CHOICE, french="l’état d’un rendez-vous", row=True,
         choices={"booked": "pris", "kept": "honoré", "missed": "manqué", "cancelled": "annulé"}),
    Fact(name="appointment.on", kind=Kind.DATE, french="la date d’un rendez-vous", row=True),
    Fact(name="interaction.on", kind=Kind.DATE,
         french="la date d’un échange (demande, message, rendez-vous)"),
    Fact(name=OTHER_SEGMENT, kind=Kind.NAMED, french="le segment"),
    *(
        Fact(name=f"consent.{channel}", kind=Kind.CHOICE, french=f"l’accord par {french}",
             choices=CONSENTS)
        for channel, french in CHANNELS.items()
    ),
)  # fmt: skip


def consent_fact(name: str) -> tuple[str, str] | None:
    """Cut `consent.PURPOSE.CHANNEL`, or `consent.CHANNEL`, into purpose and channel.

    >>> consent_fact("consent.lettre-infos.email"), consent_fact("consent.sms")
    (('lettre-infos', 'email'), ('', 'sms'))
    """
    parts = name.split(".")
    if parts[0] != "consent" or not 2 <= len(parts) <= 3 or parts[-1] not in CHANNELS:
        return None
    return ".".join(parts[1:-1]), parts[-1]


def extra_fact(name: str) -> Fact | None:
    """Return the fact of an extra column, kept under its own name.

    >>> extra_fact("fact.taille").french, extra_fact("contact.city")
    ('l’information « taille »', None)
    """
    known = name.removeprefix(EXTRA)
    if not name.startswith(EXTRA) or not known:
        return None
    return Fact(name=name, kind=Kind.TEXT, french=f"l’information « {known} »")
