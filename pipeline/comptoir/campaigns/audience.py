"""Who receives a mailing: decided here for everyone, outside the text that its author writes.

A segment proposes, the law disposes: each contact of the segment is asked about by
`consent.decide`, for the purpose and the channel. Who has no lawful basis is counted by reason.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from comptoir.consent import ContactState, Decision, Purpose, Reason, decide
from comptoir.site.front_matter import OfferMeta
from comptoir.site.source import SourcePage

# Reasons of ours, beside those of consent.
OTHER_CHANNEL = "other_channel"
ALREADY = "already"
UNMERGED = "unmerged"  # their own message would leave with a hole
CONTROL = "control"  # held out, to measure the effect
TOO_LATE = "too_late"  # the last day of the mailing is past
# What Mailchimp says of an address, or what it cannot do for it.
SAME_ADDRESS = "same_address"
LEFT_MAILCHIMP = "mailchimp_unsubscribed"
DEAD_AT_MAILCHIMP = "mailchimp_cleaned"
NOT_SUBSCRIBED = "mailchimp_not_subscribed"
REFUSED_BY_MAILCHIMP = "mailchimp_refused"
UNKNOWN_STATE = ContactState(erased=True)

SAID = {
    Reason.ERASED.value: "fiche effacée",
    Reason.DECEASED.value: "décès",
    Reason.NO_ADDRESS.value: "pas d’adresse pour ce canal",
    Reason.DEAD_ADDRESS.value: "adresse qui ne répond plus",
    Reason.RESTRICTED.value: "traitement limité à la demande de la personne",
    Reason.MINOR.value: "enfant de moins de 15 ans, sans accord d’un parent",
    Reason.OBJECTED.value: "opposition",
    Reason.SUPPRESSED.value: "adresse sur la liste d’opposition",
    Reason.WITHDRAWN.value: "accord retiré",
    Reason.UNPROVEN.value: "accord sans preuve",
    Reason.NO_CONSENT.value: "pas d’accord",
    Reason.NO_RELATION.value: "pas de lien avec l’organisation",
    Reason.SERVICE_FILE.value: "usager du service seulement, sans accord",
    OTHER_CHANNEL: "atteint par un autre canal de cet envoi",
    ALREADY: "déjà dans cet envoi",
    TOO_LATE: "trop tard : le dernier jour de l’envoi est passé",
    UNMERGED: "message incomplet pour eux : un champ ou une salutation reste vide",
    CONTROL: "groupe témoin, qui ne reçoit rien",
    SAME_ADDRESS: "adresse partagée avec un autre destinataire, qui reçoit l’envoi",
    LEFT_MAILCHIMP: "désinscription chez Mailchimp",
    DEAD_AT_MAILCHIMP: "adresse qui ne répond plus, selon Mailchimp",
    NOT_SUBSCRIBED: "archivé, ou pas encore confirmé, chez Mailchimp",
    REFUSED_BY_MAILCHIMP: "adresse que Mailchimp refuse",
}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who may be written to, and why; frozen in the outbox."""

    contact_id: int
    reason: str  # consent.Reason: statutory, consent, similar_products…
    basis: str  # the article of law


@dataclass(frozen=True, slots=True)
class Audience:
    """Who receives, who does not and why."""

    channel: str
    included: tuple[Recipient, ...]
    excluded: Mapping[int, str]  # contact → reason

    @property
    def reasons(self) -> dict[str, int]:
        """How many are excluded by each reason, the most frequent first."""
        return dict(Counter(self.excluded.values()).most_common())


def audience(
    contact_ids: Sequence[int],
    states: Mapping[int, ContactState],
    purpose: Purpose,
    *,
    channel: str,
    offers: frozenset[str] = frozenset(),
    before: Sequence[str] = (),
    elsewhere: Iterable[int] = (),
) -> Audience:
    """Decide for each contact of a segment.

    Args:
        contact_ids: the segment.
        states: what is known of each.
        purpose: what the mailing is for.
        channel: letter or email.
        offers: SKUs that the mailing sells, for the similar-products exception.
        before: channels preferred to this one, by which a contact is reached instead.
        elsewhere: contacts that this mailing already reaches by another channel.
    """
    included: list[Recipient] = []
    excluded: dict[int, str] = {}
    reached = frozenset(elsewhere)
    for contact_id in dict.fromkeys(contact_ids):
        state = states.get(contact_id, UNKNOWN_STATE)
        decision = decide(purpose, channel, state, offers=offers)
        if not decision.allowed:
            excluded[contact_id] = decision.reason
        elif contact_id in reached or _preferred(purpose, before, state, offers):
            excluded[contact_id] = OTHER_CHANNEL
        else:
            included.append(Recipient(contact_id, decision.reason, decision.basis))
    return Audience(channel, tuple(included), excluded)


def without(who: Audience, contact_ids: Iterable[int], reason: str) -> Audience:
    """Set recipients aside, with why."""
    aside = dict.fromkeys(contact_ids, reason)
    included = tuple(one for one in who.included if one.contact_id not in aside)
    return Audience(who.channel, included, {**who.excluded, **aside})


def _preferred(
    purpose: Purpose, channels: Sequence[str], state: ContactState, offers: frozenset[str]
) -> bool:
    return any(decide(purpose, name, state, offers=offers).allowed for name in channels)


def unreached(
    contact_ids: Sequence[int],
    states: Mapping[int, ContactState],
    purpose: Purpose,
    *,
    channels: Sequence[str],
    offers: frozenset[str] = frozenset(),
) -> tuple[int, ...]:
    """Return those whom the law lets us write to and no channel reaches: an address is wanting."""

    def wanting(contact_id: int) -> bool:
        state = states.get(contact_id, UNKNOWN_STATE)
        answers = (decide(purpose, name, state, offers=offers) for name in channels)
        return all(not a.allowed and a.reason in _NO_ADDRESS for a in answers)

    return tuple(contact_id for contact_id in dict.fromkeys(contact_ids) if wanting(contact_id))


_NO_ADDRESS = (Reason.NO_ADDRESS, Reason.DEAD_ADDRESS)


def still_allowed(
    purpose: Purpose, channel: str, state: ContactState | None, offers: frozenset[str]
) -> Decision:
    """Ask again at the moment of sending: an objection since `queue` counts at once."""
    return decide(purpose, channel, state or UNKNOWN_STATE, offers=offers)


def sold_by(code: str, offers: Iterable[SourcePage]) -> frozenset[str]:
    """Return the SKUs that a promotion sells, and those of offers that share a tag with it.

    A tag is how the organisation itself says that two of its products are alike.
    """
    metas = [page.meta for page in offers if isinstance(page.meta, OfferMeta)]
    sold = [meta for meta in metas if code and meta.promotion and meta.promotion.code == code]
    tags = {tag for meta in sold for tag in meta.tags}
    return frozenset(meta.sku for meta in metas if meta in sold or tags & set(meta.tags))


def said(reason: str) -> str:
    """Return a reason as it is told to the user."""
    return SAID.get(reason, reason)
