"""`comptoir campaign labels` and `envelopes`: the addresses of a mailing, alone.

Those who may be written to, and no other: the letters already prepared, else today's audience.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from comptoir import resources
from comptoir.campaigns.address import address_block, postal_order
from comptoir.campaigns.audience import audience
from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.desk import campaign_material as materials
from comptoir.desk.campaign_material import Material
from comptoir.errors import InputError, RefusedError
from comptoir.errors.french import unknown
from comptoir.printing.labels import ENVELOPES, SHEETS, print_envelopes, print_labels
from comptoir.private import write_private
from comptoir.store import access, consents, contacts, outbox, reading

CHANNEL = "letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressed:
    """What was printed, and for whom it could not be."""

    campaign: str
    count: int
    sheets: int
    path: Path
    prepared: bool  # the letters of the outbox, rather than today's audience
    bad_addresses: tuple[str, ...]  # references: no letter would arrive


def labels(ctx: Context, name: str, *, format: str = "3x8", skip: int = 0) -> Addressed:  # noqa: A002
    """Print the labels of a mailing.

    Args:
        ctx: who prints.
        name: the campaign.
        format: of `SHEETS`.
        skip: labels already taken from the first sheet.
    """
    if format not in SHEETS:
        raise unknown("format d’étiquettes", format, SHEETS, remedy=_offered(SHEETS))
    sheet = SHEETS[format]
    if not 0 <= skip < sheet.count:
        raise InputError(
            f"une planche {format} a {sheet.count} étiquettes.",
            remedy=f"Dites combien en manquent : de 0 à {sheet.count - 1}.",
        )
    made = materials.load(ctx, name)
    found, prepared, bad = people(made)
    pdf = print_labels(
        [address_block(person).lines for person in found],
        sheet,
        skip=skip,
        folders=resources.theme_folders(ctx.root),
        timestamp=ctx.now(),
    )
    path = materials.folder(ctx, made.campaign.name) / f"etiquettes-{format}.pdf"
    return Addressed(
        campaign=made.campaign.name,
        count=len(found),
        sheets=-(-(len(found) + skip) // sheet.count),
        path=write_private(path, pdf),
        prepared=prepared,
        bad_addresses=bad,
    )


def envelopes(ctx: Context, name: str, *, format: str = "dl") -> Addressed:  # noqa: A002
    """Print the envelopes of a mailing, a page each."""
    if format not in ENVELOPES:
        raise unknown("format d’enveloppe", format, ENVELOPES, remedy=_offered(ENVELOPES))
    made = materials.load(ctx, name)
    found, prepared, bad = people(made)
    pdf = print_envelopes(
        [address_block(person).lines for person in found],
        format,
        _sender(made),
        specimen=ctx.demonstration,
        folders=resources.theme_folders(ctx.root),
        timestamp=ctx.now(),
    )
    path = materials.folder(ctx, made.campaign.name) / f"enveloppes-{format}.pdf"
    return Addressed(
        campaign=made.campaign.name,
        count=len(found),
        sheets=len(found),
        path=write_private(path, pdf),
        prepared=prepared,
        bad_addresses=bad,
    )


def _offered(known: Mapping[str, object]) -> str:
    return f"Choisissez parmi {', '.join(known)}."


def _sender(made: Material) -> Sequence[str]:
    """Who sends: La Poste brings back there what it cannot deliver."""
    organisation = made.project.organisation
    seat = organisation.seat
    lines = (organisation.name, seat.addition, seat.street, f"{seat.postcode} {seat.city}".strip())
    return [line for line in lines if line]


def people(made: Material) -> tuple[list[Contact], bool, tuple[str, ...]]:
    """Return whom to write to, in the order of the post, and whose address no letter reaches."""
    ctx, campaign = made.ctx, made.campaign
    materials.chosen(campaign, CHANNEL)
    with reading(ctx) as db:
        queued = outbox.standing(db, campaign.name, CHANNEL)
        ids = sorted(queued) if queued else materials.members(db, made)
        states = consents.states(db, ids, ctx.today)
        order = campaign.channels
        who = audience(
            ids,
            states,
            made.purpose,
            channel=CHANNEL,
            offers=materials.offers_of(ctx, campaign),
            before=() if queued else order[: order.index(CHANNEL)],
        )
        found = contacts.many(db, [one.contact_id for one in who.included])
    fit = [person for person in found if address_block(person).deliverable]
    if not fit:
        raise RefusedError(
            "Cet envoi n’a personne à qui écrire par lettre.",
            remedy=f"Vérifiez son segment : comptoir segment expliquer {campaign.segment}.",
        )
    access.note(ctx, act="campaign.addresses", rows=len(fit), purpose=made.purpose.id)
    bad = tuple(p.reference for p in found if not address_block(p).deliverable)
    return sorted(fit, key=postal_order), bool(queued), bad
