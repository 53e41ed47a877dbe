"""The *bon à tirer*: somebody agrees to a text and its segment, before anyone is queued."""

from dataclasses import dataclass

from comptoir.campaigns.audience import audience
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk import campaign_check
from comptoir.desk import campaign_material as materials
from comptoir.desk.campaign_material import Material
from comptoir.errors import RefusedError
from comptoir.settings.campaigns import Approval as Wanted
from comptoir.store import approvals, begin, consents, reading
from comptoir.store.approvals import Approval

SHOWN = 12  # characters of a digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What somebody is about to agree to, or has agreed to."""

    campaign: str
    title: str
    segment: str
    recipients: dict[str, int]  # today, by channel
    digest: str
    approval: Approval | None = None
    who: str = ""


def offered(ctx: Context, name: str) -> Agreed:
    """Say what a *bon à tirer* would be given for.

    Raises:
        RefusedError: it is a draft, or its check finds what must be mended first.
    """
    made = materials.load(ctx, name)
    materials.refuse_draft(made.campaign)
    campaign_check.refuse_blocking(ctx, name)
    return _agreed(made)


def approve(ctx: Context, name: str) -> Agreed:
    """Record a *bon à tirer*: who, when, and the digests of the text and of the segment."""
    ctx.act_on()
    agreed = offered(ctx, name)
    made = materials.load(ctx, name)
    with begin(ctx, act="campaign.approve") as tx:
        given = approvals.add(
            tx,
            made.campaign.name,
            source_hash=materials.source_hash(made.campaign),
            segment_hash=materials.segment_hash(ctx, made.campaign.segment),
        )
    return Agreed(
        campaign=agreed.campaign,
        title=agreed.title,
        segment=agreed.segment,
        recipients=agreed.recipients,
        digest=agreed.digest,
        approval=given,
        who=who_of(made, given),
    )


def _agreed(made: Material) -> Agreed:
    ctx = made.ctx
    offers = materials.offers_of(ctx, made.campaign)
    with reading(ctx) as db:
        ids = materials.members(db, made)
        states = consents.states(db, ids, ctx.today)
    order = made.campaign.channels
    recipients = {
        channel: len(
            audience(
                ids, states, made.purpose, channel=channel, offers=offers, before=order[:rank]
            ).included
        )
        for rank, channel in enumerate(order)
    }
    return Agreed(
        campaign=made.campaign.name,
        title=made.campaign.title,
        segment=made.campaign.segment,
        recipients=recipients,
        digest=materials.source_hash(made.campaign)[:SHOWN],
    )


def who_of(made: Material, given: Approval) -> str:
    person = made.project.site.people.get(given.login)
    return person.name if person else given.login


def refuse_unapproved(made: Material) -> None:
    """Refuse to queue what nobody agreed to, where the settings ask for it."""
    if made.project.site.campaigns.approval is not Wanted.ALWAYS:
        return
    campaign = made.campaign
    command = f"comptoir campagne approuver {campaign.base}"
    with reading(made.ctx) as db:
        given = approvals.last(db, campaign.base)
    if given is None:
        raise RefusedError("Cet envoi n’a pas son bon à tirer.", remedy=f"Donnez-le : {command}.")
    changed = [
        what
        for what, then, now in (
            ("le texte", given.source_hash, materials.source_hash(campaign)),
            ("le segment", given.segment_hash, materials.segment_hash(made.ctx, campaign.segment)),
        )
        if then != now
    ]
    if changed:
        what = " et ".join(changed)
        have = "a" if len(changed) == 1 else "ont"
        raise RefusedError(
            f"{what[:1].upper()}{what[1:]} de cet envoi {have} changé depuis le bon à tirer du "
            f"{french_date(made.ctx.day_of(given.at))}, donné par {who_of(made, given)}.",
            remedy=f"Relisez, puis redonnez-le : {command}.",
        )
