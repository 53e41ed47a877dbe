"""A campaign: one Markdown file, its audience, its purpose and its channels."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from comptoir.errors import Fault, InputError, Place
from comptoir.errors.french import nearest
from comptoir.settings import Processing, Purpose
from comptoir.site.front_matter import CampaignMeta
from comptoir.site.source import PREFIXES, PageKind, SourcePage
from comptoir.text import slug

FOLDER = PageKind.CAMPAIGN.folder
# Channels a block may name; those of CHANNELS can be sent today. Mailchimp says what e-mails say.
BLOCKS = ("letter", "email", "sms", "phone", "social", "print")
CHANNELS = {
    "letter": "lettre", "email": "courriel", "sms": "SMS", "phone": "téléphone",
    "mailchimp": "Mailchimp",
}  # fmt: skip
PUBLIC = {
    "social": "Ces passages se publient : comptoir réseaux assembler.",
    "print": "Ces passages s’impriment : comptoir imprimer.",
}
WORDS_OF = {"mailchimp": "email"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """One mailing as its author wrote it."""

    name: str
    path: str
    title: str
    subject: str
    segment: str
    purpose: str  # id of processing.toml
    channels: tuple[str, ...]  # the first that reaches someone is the one used
    reference: str = ""
    enclosures: tuple[str, ...] = ()
    code: str = ""
    archive: bool = False
    control: int = 0  # percent of the audience held out
    subject_b: str = ""
    cost: str = "0"  # euros
    event: str = ""  # of a step of a series: see `steps`
    days: int = 0  # after the event
    starts: str = ""  # its first day, as 2026-11-24
    expires: str = ""  # its last day: then it is too late
    signature: str = ""
    payment: str = ""  # euros, or "libre" when who pays says how much
    reply: str = ""  # address of a page
    draft: bool = False
    body: str = ""
    body_line: int = 1
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def base(self) -> str:
        """Its name, without the occurrence of a step that comes back each season."""
        return self.name.partition("@")[0]

    @property
    def page(self) -> str:
        """The address, on the site, of its page: from the day it has left, if it is archived."""
        return f"/{PREFIXES[PageKind.NEWSLETTER]}{slug(self.base)}/"

    def place(self, key: str = "") -> Place:
        return Place(self.path, self.lines.get(key, 0), key)

    def frozen(self) -> str:
        """Return its text as the outbox keeps it: what was queued is what leaves."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)


def thaw(text: str) -> Campaign:
    """Return a campaign as it was queued."""
    data = json.loads(text)
    for key in ("channels", "enclosures"):
        data[key] = tuple(data[key])
    return Campaign(**data)


def campaign_of(page: SourcePage) -> Campaign:
    """Make a campaign of its source page.

    Raises:
        InputError: a channel that is not known.
    """
    meta = page.meta
    if not isinstance(meta, CampaignMeta):
        raise TypeError(f"{page.path} is no campaign")
    campaign = Campaign(
        name=page.slug,
        path=page.path,
        title=meta.title,
        subject=meta.subject,
        segment=meta.segment,
        purpose=meta.purpose,
        channels=tuple(dict.fromkeys(meta.channels)),
        reference=meta.reference,
        enclosures=meta.enclosures,
        code=meta.code,
        archive=meta.archive,
        control=meta.control,
        subject_b=meta.subject_b,
        cost=str(meta.cost),
        event=meta.event,
        days=meta.days,
        starts=meta.date.isoformat(),
        expires=meta.expires.isoformat() if meta.expires else "",
        signature=meta.signature,
        payment="" if meta.payment is None else str(meta.payment),
        reply=meta.reply,
        draft=meta.status == "draft",
        body=page.body,
        body_line=page.body_line,
        lines=dict(page.lines),
    )
    check_channels(campaign.channels, at=campaign.place("channels"))
    return campaign


def check_channels(channels: Sequence[str], *, at: Place) -> None:
    """Refuse channels that Comptoir does not send by."""
    faults = [_unknown_channel(name, at) for name in channels if name not in CHANNELS]
    if faults:
        raise InputError(faults=faults)


def _unknown_channel(name: str, at: Place) -> Fault:
    if name in PUBLIC:
        return Fault(f"« {name} » n’est pas un canal d’envoi.", PUBLIC[name], at)
    close = nearest(name, CHANNELS)
    hint = f"Vouliez-vous écrire « {close} » ?" if close else _offered()
    return Fault(f"le canal « {name} » n’existe pas.", hint, at)


def _offered() -> str:
    return (
        "Canaux possibles : letter (lettre), email (courriel), sms, phone (téléphone), mailchimp."
    )


def purpose_of(campaign: Campaign, processing: Processing) -> Purpose:
    """Return the purpose a campaign names in the record of processing.

    Raises:
        InputError: no such purpose, with the nearest one.
    """
    found = processing.purposes.get(campaign.purpose)
    if found is not None:
        return found
    close = nearest(campaign.purpose, processing.purposes)
    known = ", ".join(processing.purposes) or "aucune"
    raise InputError(
        f"la finalité « {campaign.purpose} » n’est pas dans legal/processing.toml.",
        remedy=f"Vouliez-vous écrire « {close} » ?" if close else f"Finalités connues : {known}.",
        at=campaign.place("purpose"),
    )
