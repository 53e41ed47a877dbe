"""What a campaign is made of, read from the project, and the messages made of it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from comptoir.campaigns import audience as audiences
from comptoir.campaigns import draw
from comptoir.campaigns.compose import Composed, compose
from comptoir.campaigns.fields import shared_fields
from comptoir.campaigns.mentions import Mentions, may_stop, mentions, privacy_url
from comptoir.campaigns.merge import Texts, read_texts
from comptoir.campaigns.model import (
    CHANNELS,
    FOLDER,
    WORDS_OF,
    Campaign,
    campaign_of,
    check_channels,
    purpose_of,
)
from comptoir.campaigns.tokens import Keys
from comptoir.channels.mailing import Addressee, Mailing
from comptoir.channels.protocol import Channel
from comptoir.channels.secrets import unsubscribe_keys
from comptoir.channels.shell import compile_shell
from comptoir.consent import ContactState, Purpose, Reason
from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.desk import outbox_files, outgoing, segments
from comptoir.desk import project as projects
from comptoir.desk.project import Project
from comptoir.errors import InputError, Place, RefusedError
from comptoir.errors.french import nearest, unknown
from comptoir.printing.letterhead import identity
from comptoir.readers.content import read_content, read_page
from comptoir.rules.values.message import FEW
from comptoir.site.source import PageKind
from comptoir.store import contacts

WHY_SO = (
    Reason.STATUTORY, Reason.CONSENT, Reason.SIMILAR_PRODUCTS, Reason.ASSOCIATIVE, Reason.POST,
    Reason.GENERIC, Reason.PROFESSIONAL,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One campaign, read and checked, with what its words are merged from."""

    ctx: Context
    project: Project
    campaign: Campaign
    purpose: Purpose
    texts: Texts
    shared: dict[str, Any]
    on: date  # the day it is dated

    def words(self, contact: Contact, channel: str) -> Composed:
        version = draw.version(self.campaign, contact.id)
        shared = self.shared
        if version:
            shared = shared | {"campaign": shared["campaign"] | {"version": version}}
        return compose(self.texts.of(version), shared, contact, WORDS_OF.get(channel, channel))

    def mentions(self, reason: str, channel: str, reference: str = "") -> Mentions:
        return mentions(
            reason,
            self.purpose,
            self.project.organisation,
            self.project.site,
            channel=channel,
            reference=reference,
        )

    @property
    def site_url(self) -> str:
        return self.project.site.site.url


def names(ctx: Context) -> dict[str, Path]:
    """Return the campaigns of the project: their names and files."""
    folder = ctx.root / FOLDER
    return {path.stem: path for path in sorted(folder.rglob("*.md")) if path.stem[0] != "."}


def read_campaign(ctx: Context, name: str) -> Campaign:
    """Read one campaign.

    Raises:
        InputError: no such campaign, with the nearest name; or a fault of its front matter.
    """
    known = names(ctx)
    stem, _, occurrence = name.removeprefix(f"{FOLDER}/").removesuffix(".md").partition("@")
    if stem not in known:
        remedy = (
            "Voyez la liste : comptoir campagne lister."
            if known
            else (f"Créez le premier dans {FOLDER}/.")
        )
        raise unknown("envoi", stem, known, remedy=remedy)
    found = campaign_of(read_page(known[stem], ctx.root))
    return replace(found, name=f"{found.name}@{occurrence}") if occurrence else found


def chosen(campaign: Campaign, channel: str) -> str:
    """Return the channel asked for, or refuse one that the campaign does not name."""
    if not channel:
        return campaign.channels[0]
    check_channels([channel], at=Place("", field="--channel"))
    if channel not in campaign.channels:
        raise InputError(
            f"cet envoi n’a pas de version par {CHANNELS[channel]}.",
            remedy=f"Ajoutez {channel} à la clé channels, ou choisissez parmi : "
            f"{', '.join(campaign.channels)}.",
            at=campaign.place("channels"),
        )
    return channel


def load(ctx: Context, name: str) -> Material:
    """Read a campaign with all that it needs."""
    return material(ctx, read_campaign(ctx, name), on=ctx.today)


def material(
    ctx: Context, campaign: Campaign, *, on: date, project: Project | None = None
) -> Material:
    loaded = project or projects.load(ctx)
    purpose_of(campaign, loaded.processing)
    season = loaded.organisation.season_on(on)
    site = loaded.site.site
    return Material(
        ctx=ctx,
        project=loaded,
        campaign=campaign,
        purpose=loaded.purpose(campaign.purpose),
        texts=read_texts(campaign),
        shared=shared_fields(
            campaign, loaded.organisation, season, site_name=site.name, site_url=site.url
        ),
        on=on,
    )


def offers_of(ctx: Context, campaign: Campaign) -> frozenset[str]:
    """Return the SKUs that a campaign sells: those of the promotion it names."""
    if not campaign.code:
        return frozenset()
    pages = read_content(ctx.root).pages
    return audiences.sold_by(campaign.code, (page for page in pages if page.kind is PageKind.OFFER))


def check_segment(made: Material) -> None:
    """Refuse a campaign whose segment does not exist, at the line that names it."""
    name = made.campaign.segment
    known = segments.files(made.project)
    if name not in known:
        close = nearest(name, known)
        listed = f"Segments connus : {', '.join(known) or 'aucun'}."
        raise InputError(
            f"le segment « {name} » n’existe pas.",
            remedy=f"Vouliez-vous écrire « {close} » ?" if close else listed,
            at=made.campaign.place("segment"),
        )
    segments.named(made.project, name)


def members(db: Connection, made: Material) -> list[int]:
    """Return the contacts of a campaign's segment, on the day of the act."""
    check_segment(made)
    return segments.members(db, made.project, made.campaign.segment, made.ctx.today)


def unreached(
    db: Connection,
    made: Material,
    ids: Sequence[int],
    states: Mapping[int, ContactState],
    offers: frozenset[str],
) -> tuple[str, ...]:
    """Return the references of those whom no channel of the campaign reaches."""
    channels = made.campaign.channels
    missed = audiences.unreached(ids, states, made.purpose, channels=channels, offers=offers)
    return tuple(person.reference for person in contacts.many(db, missed))


def refuse_draft(campaign: Campaign) -> None:
    if campaign.draft:
        raise RefusedError(
            "Cet envoi est encore un brouillon.",
            remedy="Quand il est prêt, écrivez status: published dans son en-tête.",
            at=campaign.place("status"),
        )


def source_hash(campaign: Campaign) -> str:
    """Return the digest of a campaign as it is written today."""
    whole = replace(campaign, name=campaign.base).frozen()
    return hashlib.sha256(whole.encode()).hexdigest()


def segment_hash(ctx: Context, segment: str) -> str:
    path = ctx.root / "contacts" / "segments" / f"{segment}.toml"
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


# E-mails


def mailing(made: Material, *, at: datetime, keys: Keys | None = None) -> Mailing:
    """Prepare the e-mails of a campaign: the theme compiled, the shared parts ready."""
    settings, organisation = made.project.site.campaigns, made.project.organisation
    sender = settings.sender or organisation.email
    if not sender:
        raise InputError(
            "il manque l’adresse d’où partent les courriels.",
            remedy="Ajoutez la clé sender à [campaigns] dans comptoir.toml.",
        )
    stops = may_stop(made.purpose.kind)
    colours = made.project.site.colours
    said = tuple(identity(organisation))
    online = f"{made.site_url}{made.campaign.page}" if made.campaign.archive else ""
    shell = compile_shell(
        made.ctx.root,
        {
            "name": organisation.name,
            "site_url": made.site_url,
            "accent": colours.accent,
            "accent_dark": colours.accent_dark,
            "identity": said,
            "rights_url": privacy_url(made.project.site),
            "stoppable": stops,
            "online": online,
            "specimen": made.ctx.demonstration,
        },
    )
    return Mailing(
        settings=settings.model_copy(update={"sender": sender}),
        kind=made.purpose.kind,
        keys=keys or unsubscribe_keys(made.ctx.root),
        shell=shell,
        site_url=made.site_url,
        organisation=organisation.name,
        identity=said,
        mentions={reason.value: made.mentions(reason.value, "email") for reason in WHY_SO},
        date=at,
        online=online,
        specimen=made.ctx.demonstration,
    )


def addressee(contact: Contact, *, row_id: int, reference: str, reason: str) -> Addressee:
    return Addressee(
        outbox_id=row_id,
        reference=reference,
        name=contact.full_name,
        email=contact.email,
        reason=reason,
    )


def mail_channel(made: Material, *, waiting: int) -> Channel:
    """Open the channel that the settings name: files by default, or a mail server."""
    settings = made.project.site.campaigns
    channel = outgoing.mail_channel(made.ctx, settings, folder(made.ctx, made.campaign.name))
    by_server = settings.channel != "file"
    if by_server and may_stop(made.purpose.kind) and not settings.unsubscribe_url and waiting > FEW:
        raise RefusedError(
            f"Au-delà de {FEW} destinataires, ces courriels doivent s’arrêter en un clic.",
            remedy="Donnez unsubscribe_url dans [campaigns] : une adresse qui répond à POST "
            "(RFC 8058), ou passez par un prestataire.",
        )
    return channel


def folder(ctx: Context, campaign: str) -> Path:
    """Where the files of a mailing go; those that were kept long enough leave first."""
    outbox_files.forget_old(ctx)
    return ctx.var / "outbox" / campaign
