"""Who is invited to an event, and the segments that it leaves behind."""

from dataclasses import dataclass

from comptoir.context import Context
from comptoir.desk import campaign_material, segment_writing, segments
from comptoir.desk.events.planning import FOLDER, Event, named
from comptoir.desk.project import load
from comptoir.errors import InputError, Place
from comptoir.errors.french import meant
from comptoir.store import events, reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """The mailing that invites, whom it is for, and what it did."""

    campaign: str
    title: str
    segment: str
    people: int  # in the segment today
    sent: int
    registered: int  # of those it was sent to


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A segment of an event."""

    name: str
    title: str
    people: int
    new: bool  # its file was written now


def invitation(ctx: Context, event: Event) -> Invitation | None:
    """Return what became of the invitation that an event names.

    Raises:
        InputError: no campaign has that name, with the nearest.
    """
    name = event.plan.invitation
    if not name:
        return None
    if name not in (known := campaign_material.names(ctx)):
        raise InputError(
            f"aucun envoi ne s’appelle « {name} ».",
            remedy=meant(name, known, otherwise="comptoir campagne nouveau"),
            at=Place(f"{FOLDER}/{event.slug}.toml", field="invitation"),
        )
    campaign = campaign_material.read_campaign(ctx, name)
    with reading(ctx) as db:
        people = segments.members(db, load(ctx), campaign.segment, ctx.today)
        sent = events.invited(db, name)
        there = {
            one.contact_id
            for one in events.registrations(db, event.slug)
            if one.state.value in events.SEATED
        }
    return Invitation(
        campaign=name,
        title=campaign.title,
        segment=campaign.segment,
        people=len(people),
        sent=len(sent),
        registered=len(sent & there),
    )


def left(ctx: Context, slug: str) -> list[Left]:
    """Write the segments of an event that are not there yet, and count them all.

    Who came, who did not, who came and gave nothing since, who was invited and did not answer.
    """
    event = named(ctx, slug)
    there = segments.files(load(ctx))
    found = []
    for end, title, conditions in _wanted(event):
        name = f"{slug}-{end}"
        if name not in there:
            full = f"{event.meta.title} : {title}"
            segment_writing.write(ctx, name, title=full, conditions=conditions)
        told, people = segments.count(ctx, name)
        found.append(Left(name=name, title=told, people=people, new=name not in there))
    return found


def _wanted(event: Event) -> list[tuple[str, str, dict[str, list[str]]]]:
    here = f"event.slug is {event.slug}"
    came = [here, "event.state is attended"]
    since = f"donation.last_on at_least {event.day.isoformat()}"
    wanted = [
        ("venus", "venus", {"all": came}),
        ("absents", "inscrits, pas venus", {"all": [here, "event.state is missed"]}),
        ("sans-don", "venus, sans don depuis", {"all": came, "none": [since]}),
    ]
    if event.plan.invitation:
        asked = f"campaign.received is {event.plan.invitation}"
        wanted.append(("a-relancer", "invités, pas inscrits", {"all": [asked], "none": [here]}))
    return wanted
