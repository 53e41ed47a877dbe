"""May we write to somebody, by this channel, for this purpose? One pure function.

LAW § 2.1 (rule CNS000) and § 0.7: three classes of purpose. It is asked for every recipient of
every mailing, outside the text that the user writes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from comptoir.consent.model import (
    SALE,
    ContactState,
    Decision,
    EventKind,
    Purpose,
    Reason,
    Standing,
    consent_channel,
)
from comptoir.consent.said import sentence
from comptoir.consent.standing import standing
from comptoir.law import canvassing
from comptoir.law.purposes import Basis, PurposeClass

CHILD = 15  # under which consent is the parents' (loi 78-17, art. 45)
SERVICE_ONLY = frozenset({"service_user"})
RELATIONS = frozenset({"member", "donor", "volunteer", "service_user", "customer", "partner"})

LAWFUL = {
    Reason.STATUTORY: "RGPD, art. 6.1.b ou c",
    Reason.CONSENT: "RGPD, art. 6.1.a ; CPCE, art. L34-5",
    Reason.SIMILAR_PRODUCTS: "CPCE, art. L34-5",
    Reason.ASSOCIATIVE: "RGPD, art. 6.1.f",
    Reason.POST: "RGPD, art. 6.1.f",
    Reason.GENERIC: "CPCE, art. L34-5 : ne vise que les personnes physiques",
    Reason.PROFESSIONAL: "RGPD, art. 6.1.f",
    Reason.PUBLIC_TASK: "RGPD, art. 6.1.e",
    Reason.RUNNING_CONTRACT: "C. conso., art. L223-1",
    Reason.PHONE_BEFORE: "C. conso., art. L223-1, avant le 11 août 2026",
    Reason.SERVICE_FILE: "RGPD, art. 5.1.b",
    Reason.DECEASED: "loi 78-17, art. 85",
    Reason.RESTRICTED: "RGPD, art. 18",
    Reason.MINOR: "loi 78-17, art. 45",
    Reason.OBJECTED: "RGPD, art. 21",
    Reason.SUPPRESSED: "RGPD, art. 21",
    Reason.WITHDRAWN: "RGPD, art. 7.3",
    Reason.UNPROVEN: "RGPD, art. 7.1",
    Reason.NO_CONSENT: "CPCE, art. L34-5",
}
CANVASSING = "C. conso., art. L223-1"  # by telephone, since 2026-08-11


@dataclass(frozen=True, slots=True)
class _Question:
    purpose: Purpose
    channel: str
    state: ContactState
    offers: frozenset[str]
    on: date | None

    @property
    def standing(self) -> Standing | None:
        return standing(self.state.standings, self.purpose, self.channel)

    def stands(self, kind: EventKind) -> bool:
        found = self.standing
        return found is not None and found.kind is kind


_Answer = tuple[bool, Reason] | None
_Step = Callable[[_Question], _Answer]


def decide(
    purpose: Purpose,
    channel: str,
    state: ContactState,
    *,
    offers: frozenset[str] = frozenset(),
    on: date | None = None,
) -> Decision:
    """Decide for one contact.

    Args:
        purpose: what the message is for.
        channel: email, sms, phone, post (or letter).
        state: what is known of the contact on the day of the message.
        offers: SKUs or families that the message sells, for the similar-products exception.
        on: the day of the message, whose law applies; the newest law without it.
    """
    asked = _Question(purpose, consent_channel(channel), state, offers, on)
    answers = (step(asked) for step in (*_FIRST, *_BY_CLASS[purpose.kind]))
    allowed, reason = next(answer for answer in answers if answer is not None)
    basis = LAWFUL.get(reason, "")
    if reason is Reason.NO_CONSENT:
        basis = _asking_law(asked)
    said = sentence(reason, purpose, asked.channel, asked.standing)
    return Decision(allowed=allowed, reason=reason.value, basis=basis, french=said)


def _asking_law(asked: _Question) -> str:
    """The law that asks for the consent that is missing."""
    if asked.purpose.kind is not PurposeClass.COMMERCIAL or asked.channel == "post":
        return "RGPD, art. 6.1.a"
    return CANVASSING if asked.channel == "phone" else LAWFUL[Reason.NO_CONSENT]


def _existence(asked: _Question) -> _Answer:
    if asked.state.erased:
        return False, Reason.ERASED
    return (False, Reason.DECEASED) if asked.state.deceased else None


def _address(asked: _Question) -> _Answer:
    if asked.channel not in asked.state.reachable:
        return False, Reason.NO_ADDRESS
    return (False, Reason.DEAD_ADDRESS) if asked.channel in asked.state.bounced else None


def _statutory(asked: _Question) -> _Answer:
    """A convocation or an invoice is stopped by death or a dead address, by nothing else."""
    return (True, Reason.STATUTORY) if asked.purpose.kind is PurposeClass.STATUTORY else None


def _protection(asked: _Question) -> _Answer:
    if asked.state.restricted:
        return False, Reason.RESTRICTED
    commercial = asked.purpose.kind is PurposeClass.COMMERCIAL
    solicits = commercial or asked.purpose.basis is Basis.CONSENT
    child = asked.state.age is not None and asked.state.age < CHILD
    agreed = (asked.purpose.id, asked.channel) in asked.state.parent_agreed
    return (False, Reason.MINOR) if solicits and child and not agreed else None


def _refused_before(asked: _Question) -> _Answer:
    """What was refused stays refused, whatever the basis, until a later and proven consent."""
    if asked.stands(EventKind.OBJECTED):
        return False, Reason.OBJECTED
    if asked.stands(EventKind.WITHDRAWN):
        return False, Reason.WITHDRAWN
    return (False, Reason.SUPPRESSED) if _suppressed(asked) else None


def _suppressed(asked: _Question) -> bool:
    found = asked.standing
    granted = found.since if found and found.kind is EventKind.GRANTED else None
    keys = ((kind, asked.channel) for kind in (asked.purpose.kind.value, "*"))
    days = (asked.state.suppressed[key] for key in keys if key in asked.state.suppressed)
    return any(granted is None or granted <= day for day in days)


def _consent(asked: _Question) -> _Answer:
    return (True, Reason.CONSENT) if asked.stands(EventKind.GRANTED) else None


def _founded_on_consent(asked: _Question) -> _Answer:
    """Without the consent that the record of processing founds a purpose on, nothing."""
    return _refusal(asked) if asked.purpose.basis is Basis.CONSENT else None


def _refusal(asked: _Question) -> _Answer:
    return False, Reason.UNPROVEN if asked.stands(EventKind.UNPROVEN) else Reason.NO_CONSENT


def _service_file(asked: _Question) -> _Answer:
    """Whom a public body knows as the user of a service only is told of the service only."""
    if not asked.purpose.public_body or asked.state.roles != SERVICE_ONLY:
        return None
    if asked.purpose.basis is Basis.PUBLIC_TASK:
        return True, Reason.PUBLIC_TASK
    return False, Reason.SERVICE_FILE


def _relation(asked: _Question) -> _Answer:
    """Associative life and gifts: those who know us, after notice; others by post only."""
    if asked.state.professional or asked.state.roles & RELATIONS:
        return True, Reason.ASSOCIATIVE
    return (True, Reason.POST) if asked.channel == "post" else (False, Reason.NO_RELATION)


def _professional(asked: _Question) -> _Answer:
    state = asked.state
    if not state.professional:
        return None
    if asked.channel == "email" and state.kind == "organisation" and state.generic_email:
        return True, Reason.GENERIC
    # a mailbox of the general public in a list of professionals counts as a consumer's (CNS005)
    consumer = asked.channel in ("email", "sms") and state.free_email
    return None if consumer else (True, Reason.PROFESSIONAL)


def _by_post(asked: _Question) -> _Answer:
    return (True, Reason.POST) if asked.channel == "post" else None


def _similar_products(asked: _Question) -> _Answer:
    """A customer's address, got at a sale with a way to refuse, for what resembles it (CNS003)."""
    if asked.channel not in ("email", "sms") or (SALE, asked.channel) not in asked.state.standings:
        return None
    return (True, Reason.SIMILAR_PRODUCTS) if asked.state.bought & asked.offers else None


def _phone(asked: _Question) -> _Answer:
    """Consumers are called with their consent, within a running contract and about it (CNS007)."""
    if asked.channel != "phone":
        return None
    if asked.state.ordered & asked.offers:
        return True, Reason.RUNNING_CONTRACT
    rule = canvassing.PhoneRule.CONSENT if asked.on is None else canvassing.PHONE.on(asked.on)
    return None if rule is canvassing.PhoneRule.CONSENT else (True, Reason.PHONE_BEFORE)


_FIRST: tuple[_Step, ...] = (_existence, _address, _statutory, _protection, _refused_before)
_BY_CLASS: dict[PurposeClass, tuple[_Step, ...]] = {
    PurposeClass.STATUTORY: (),
    PurposeClass.ASSOCIATIVE: (_consent, _founded_on_consent, _service_file, _relation),
    PurposeClass.COMMERCIAL: (
        _consent, _service_file, _professional, _by_post, _similar_products, _phone, _refusal,
    ),
}  # fmt: skip
