"""The letters of a campaign: their paper, their words, and where their signature goes."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from comptoir import resources
from comptoir.campaigns.address import address_block
from comptoir.campaigns.markup import Body, Emphasis, Paragraph, Rule, read_markup, safe_url
from comptoir.campaigns.plain import to_text
from comptoir.campaigns.printable import fill_json, to_json
from comptoir.channels.letter import LetterChannel, LetterMessage
from comptoir.contacts.model import Contact
from comptoir.desk import stationery as papers
from comptoir.desk.campaign_material import Material, folder
from comptoir.printing.envelopes import ENVELOPES
from comptoir.printing.letters import Code, Letter, Stationery
from comptoir.site.front_matter import FREE_PRICE

SHORT = 140  # characters: a paragraph that names who signs holds no more


def stationery(made: Material) -> Stationery:
    """Return the paper of a campaign's letters."""
    campaign = made.campaign
    signature = None
    if campaign.signature:
        signature = papers.Signature(campaign.signature, campaign.place("signature"))
    return papers.stationery(
        made.ctx,
        made.project,
        subject=campaign.title,
        on=made.on,
        enclosures=campaign.enclosures,
        signature=signature,
    )


def letter(made: Material, contact: Contact, *, reference: str, reason: str) -> LetterMessage:
    """Make the letter of one recipient."""
    words = made.words(contact, "letter")
    body = read_markup(words.body.text, made.site_url)
    ours = " · ".join(part for part in (made.campaign.reference, reference) if part)
    foot = made.mentions(reason, "letter", reference)
    return LetterMessage(
        id=reference,
        channel="letter",
        recipient="",
        subject=words.subject,
        letter=Letter(
            reference=reference,
            our_reference=ours,
            subject=words.subject,
            address=address_block(contact).lines,
            body=fill_json(to_json(body), words.body.values),
            facts=(("Votre référence", contact.reference),),
            foot=foot.lines,
            signed=signed_rank(body) if made.campaign.signature else -1,
            codes=tuple(_codes(made, contact)),
        ),
    )


def signed_rank(body: Body) -> int:
    """Return the rank of the paragraph that names who signs: the last short one before a coupon.

    A note in italics after it is no signature. Without such a paragraph, the signature ends what
    is written.
    """
    end = next((rank for rank, block in enumerate(body) if isinstance(block, Rule)), len(body))
    for rank in range(end - 1, -1, -1):
        block = body[rank]
        if not isinstance(block, Paragraph):
            break
        if all(isinstance(child, Emphasis) for child in block.children):
            continue
        if len(to_text((block,))) <= SHORT:
            return rank
        break
    return end


def _codes(made: Material, contact: Contact) -> Iterator[Code]:
    campaign = made.campaign
    if campaign.payment:
        amount = None if campaign.payment == FREE_PRICE else Decimal(campaign.payment)
        message = " ".join(part for part in (campaign.reference, contact.reference) if part)
        yield papers.payment_box(
            made.project.organisation,
            amount=amount,
            message=message,
            asked_at=campaign.place("payment"),
        )
    if campaign.reply:
        yield papers.reply_box(safe_url(campaign.reply, made.site_url))


def letter_channel(made: Material, *, at: datetime) -> LetterChannel:
    settings = made.project.site.letters
    return LetterChannel(
        folder=folder(made.ctx, made.campaign.name),
        stationery=stationery(made),
        theme=tuple(resources.theme_folders(made.ctx.root)),
        timestamp=at,
        title=made.campaign.title,
        envelope=ENVELOPES[settings.envelope].french,
        each=settings.files == "each",
    )
