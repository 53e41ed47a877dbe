"""`comptoir campaign queue`: decide who receives a mailing, and put them in the outbox."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from comptoir.campaigns import draw
from comptoir.campaigns.address import address_block, postal_order
from comptoir.campaigns.audience import CONTROL, UNMERGED, Audience, audience, without
from comptoir.campaigns.model import Campaign
from comptoir.consent import ContactState
from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.desk import approvals, campaign_check, campaign_sms, inbox, mailchimp
from comptoir.desk import campaign_material as materials
from comptoir.desk.campaign_holes import has_hole
from comptoir.desk.campaign_material import Material
from comptoir.desk.campaign_sms import Cost
from comptoir.errors import RefusedError
from comptoir.store import Transaction, begin, consents, contacts, outbox
from comptoir.store.outbox_rows import NewRow, NewRun


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueReport:
    """What a queueing did."""

    campaign: str
    channel: str
    segment: str
    segment_size: int
    queued: int
    before: int  # recipients already in the outbox
    new: int  # people who came into the segment since, not queued without --again
    excluded: dict[str, int]  # by reason
    held_out: int = 0  # of the control group
    bad_addresses: tuple[str, ...] = ()  # references of contacts whose address has a fault
    cost: Cost | None = None  # of text messages
    unmerged: tuple[str, ...] = ()  # of those set aside: their fiche leaves a hole in the text
    unreached: tuple[str, ...] = ()  # of those whom no channel of the campaign reaches

    @property
    def excluded_total(self) -> int:
        return sum(self.excluded.values())


def queue(
    ctx: Context,
    name: str,
    *,
    channel: str = "",
    again: bool = False,
    everyone: bool = False,
    only: frozenset[int] | None = None,
) -> QueueReport:
    """Decide who receives a campaign by a channel, and put them in the outbox.

    A second queueing adds nobody, unless `again` asks for those who came since.

    Args:
        ctx: who acts.
        name: the campaign.
        channel: letter, email or mailchimp; its first channel by default.
        again: queue those who are in the segment now and were not.
        everyone: also those whom a preferred channel of the campaign reaches.
        only: those of the segment to whom a step of a series is due; everybody by default.
    """
    ctx.act_on()
    inbox.pull_if_any(ctx)  # who stopped our messages just now counts
    made = materials.load(ctx, name)
    wanted = materials.chosen(made.campaign, channel)
    materials.refuse_draft(made.campaign)
    _refuse_untimely(made.campaign, ctx.today, only)
    approvals.refuse_unapproved(made)
    if wanted == "mailchimp":
        mailchimp.refuse_unfit(made)
    offers = materials.offers_of(ctx, made.campaign)
    with begin(ctx, act="campaign.queue") as tx:
        return _queue(tx, made, wanted, offers, again=again, everyone=everyone, only=only)


def _refuse_untimely(campaign: Campaign, today: date, only: frozenset[int] | None) -> None:
    if campaign.event and only is None:
        raise RefusedError(
            "Cet envoi est une étape de série : chacun le reçoit à son jour.",
            remedy="Faites partir ce qui est dû : comptoir campagne envoyer --dus.",
            at=campaign.place("event"),
        )
    if campaign.expires and date.fromisoformat(campaign.expires) < today:
        raise RefusedError(
            "Il est trop tard pour cet envoi.",
            remedy="Son dernier jour est passé : changez expires dans son en-tête, s’il vaut "
            "encore.",
            at=campaign.place("expires"),
        )


def _queue(
    tx: Transaction,
    made: Material,
    channel: str,
    offers: frozenset[str],
    *,
    again: bool,
    everyone: bool,
    only: frozenset[int] | None,
) -> QueueReport:
    campaign = made.campaign
    ids = materials.members(tx.db, made)
    if only is not None:
        ids = [id_ for id_ in ids if id_ in only]
    states = consents.states(tx.db, ids, tx.ctx.today)
    before = outbox.known(tx.db, campaign.name, channel)
    who = _audience(tx, made, channel, ids, states, offers, everyone=everyone)
    fresh = [one for one in who.included if one.contact_id not in before]
    kept = fresh if again or not before else []
    people = contacts.many(tx.db, [one.contact_id for one in kept])
    if channel == "letter":
        people.sort(key=postal_order)
    aside = _incomplete(made, channel, people)
    if aside:
        people = [person for person in people if person.id not in aside]
        kept = [one for one in kept if one.contact_id not in aside]
        who = without(who, aside, UNMERGED)
    reasons = {one.contact_id: one for one in kept}
    lawful = {one.contact_id: one.reason for one in kept}
    campaign_check.refuse_faulty(made, channel, people, lawful, states)
    if channel == "sms":
        campaign_sms.refuse_unfit(made, people)
    if channel == "mailchimp":
        asked = [(person.id, person, reasons[person.id].reason) for person in people]
        mailchimp.versions_of(made, mailchimp.mailing_of(made), asked)
    held = {person.id for person in people if draw.held_out(campaign, person.id)}
    if kept:
        new = _new_run(made, channel, ids, offers, who, everyone=everyone)
        rows = [
            NewRow(
                contact_id=p.id,
                reason=reasons[p.id].reason,
                basis=reasons[p.id].basis,
                held=CONTROL if p.id in held else "",
            )
            for p in people
        ]
        outbox.queue(tx, new, rows)
    return QueueReport(
        campaign=campaign.name,
        channel=channel,
        segment=campaign.segment,
        segment_size=len(ids),
        queued=len(people) - len(held),
        held_out=len(held),
        before=len(before),
        new=0 if kept else len(fresh),
        excluded=who.reasons,
        unmerged=tuple(aside.values()),
        bad_addresses=_bad_addresses(people) if channel == "letter" else (),
        cost=campaign_sms.cost(made, people) if channel == "sms" and people else None,
        unreached=materials.unreached(tx.db, made, list(who.excluded), states, offers),
    )


def _incomplete(made: Material, channel: str, people: Sequence[Contact]) -> dict[int, str]:
    """Merge every text before anyone is queued; return whose own would leave with a hole.

    Nobody when all would: the text itself is at fault, and the mailing is refused for it.
    """
    aside = {
        person.id: person.reference for person in people if has_hole(made.words(person, channel))
    }
    return aside if len(aside) < len(people) else {}


def _audience(
    tx: Transaction,
    made: Material,
    channel: str,
    ids: Sequence[int],
    states: dict[int, ContactState],
    offers: frozenset[str],
    *,
    everyone: bool,
) -> Audience:
    order = made.campaign.channels
    return audience(
        ids,
        states,
        made.purpose,
        channel=channel,
        offers=offers,
        before=() if everyone else order[: order.index(channel)],
        elsewhere=() if everyone else outbox.reached_elsewhere(tx.db, made.campaign.name, channel),
    )


def _new_run(
    made: Material,
    channel: str,
    ids: Sequence[int],
    offers: frozenset[str],
    who: Audience,
    *,
    everyone: bool,
) -> NewRun:
    return NewRun(
        campaign=made.campaign.name,
        channel=channel,
        purpose=made.purpose.id,
        purpose_class=made.purpose.kind.value,
        segment=made.campaign.segment,
        segment_size=len(ids),
        segment_hash=materials.segment_hash(made.ctx, made.campaign.segment),
        source=made.campaign.frozen(),
        source_hash=materials.source_hash(made.campaign),
        offers=offers,
        everyone=everyone,
        on=made.on,
        exclusions=who.reasons,
    )


def _bad_addresses(people: Sequence[Contact]) -> tuple[str, ...]:
    return tuple(p.reference for p in people if not address_block(p).deliverable)
