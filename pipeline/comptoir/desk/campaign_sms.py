"""The text messages of a campaign: their words, what they cost, and what is wrong with them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from comptoir.campaigns import sms
from comptoir.campaigns.markup import read_markup
from comptoir.campaigns.mentions import may_stop
from comptoir.campaigns.plain import to_text
from comptoir.campaigns.slots import fill
from comptoir.channels.sms import SmsChannel
from comptoir.contacts.addresses import mobile_number
from comptoir.contacts.model import Contact
from comptoir.desk import campaign_material as materials
from comptoir.desk.campaign_material import Material
from comptoir.errors import Fault, RefusedError
from comptoir.message import Message
from comptoir.settings import PurposeClass

FORMULAS = ("=", "+", "-", "@")  # what a spreadsheet would compute


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What the text messages of a campaign come to."""

    messages: int
    parts: int  # each is paid
    longest: int  # parts of the longest
    price: Decimal  # euros, before tax; 0 when the price of a part is not known
    outside: tuple[str, ...]  # characters that shorten messages to 70
    parts_simplified: int  # what they would come to without those


def text_of(made: Material, contact: Contact) -> str:
    """Write the message of one person, the mention to stop included where it is due."""
    settings = made.project.site.campaigns.sms
    words = made.words(contact, "sms").body
    body = fill(to_text(read_markup(words.text, made.site_url)), words.values, str)
    text = sms.clean(body)
    if may_stop(made.purpose.kind) and settings.stop and settings.stop not in text:
        text = f"{text}\n{settings.stop}"
    return sms.simplified(text) if settings.simplify else text


def message(made: Material, contact: Contact, *, reference: str) -> Message:
    return Message(
        id=reference,
        channel="sms",
        recipient=mobile_number(contact),
        text=text_of(made, contact),
        sender=made.project.site.campaigns.sms.sender,
    )


def channel(made: Material, *, at: datetime) -> SmsChannel:
    local = made.ctx.local(at)
    commercial = made.purpose.kind is PurposeClass.COMMERCIAL
    first = sms.next_moment(local)
    return SmsChannel(
        folder=materials.folder(made.ctx, made.campaign.name),
        price=made.project.site.campaigns.sms.price,
        not_before=first if commercial else None,
        not_after=sms.last_moment(first) if commercial else None,
    )


def cost(made: Material, people: Sequence[Contact]) -> Cost:
    """Count the messages of everyone."""
    texts = [text_of(made, person) for person in people]
    sizes = [sms.size(text) for text in texts]
    parts = sum(one.parts for one in sizes)
    found = dict.fromkeys(c for text in texts for c in sms.outside(text))
    return Cost(
        messages=len(texts),
        parts=parts,
        longest=max((one.parts for one in sizes), default=0),
        price=parts * made.project.site.campaigns.sms.price,
        outside=tuple(found),
        parts_simplified=sum(sms.size(sms.simplified(text)).parts for text in texts),
    )


def refuse_unfit(made: Material, people: Sequence[Contact]) -> None:
    """Refuse what cannot leave as text messages, before anyone is queued."""
    faults = [*unstoppable(made), *_formulas(made, people)]
    if faults:
        raise RefusedError(faults=faults)


def unstoppable(made: Material) -> Iterator[Fault]:
    """Say when text messages that may be refused have no way to refuse them."""
    if may_stop(made.purpose.kind) and not made.project.site.campaigns.sms.stop:
        yield Fault(
            "rien ne permet d’arrêter ces SMS (CPCE, art. L34-5).",
            'Ajoutez stop = "STOP au …" à [campaigns.sms] de comptoir.toml : votre prestataire '
            "donne le numéro à cinq chiffres.",
            made.campaign.place("channels"),
        )


def _formulas(made: Material, people: Sequence[Contact]) -> Iterator[Fault]:
    if any(text_of(made, person).startswith(FORMULAS) for person in people):
        yield Fault(
            "un SMS commence par = + - ou @ : un tableur en ferait une formule.",
            "Commencez par un mot.",
            made.campaign.place(),
        )
