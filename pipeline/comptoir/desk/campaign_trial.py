"""Send a mailing to ourselves first: what everyone would receive, marked as a test."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from comptoir.campaigns.compose import Composed
from comptoir.context import Context
from comptoir.desk import campaign_material as materials
from comptoir.desk import mailchimp
from comptoir.desk.campaign_material import Material
from comptoir.desk.campaign_preview import NO_KEYS, Case, case_of
from comptoir.errors import InputError, OutsideError, Place
from comptoir.identifiers import is_email
from comptoir.message import Outcome

MARK = "[Essai] "
MOST = 5  # addresses: a test is no mailing


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """A test that was sent."""

    campaign: str
    channel: str
    contact: str  # whose words it holds; empty for the made-up person
    to: tuple[str, ...]


def send_test(
    ctx: Context, name: str, *, to: Sequence[str], channel: str = "", contact: str = ""
) -> Tested:
    """Send to some addresses what somebody would receive.

    Args:
        ctx: who tests.
        name: the campaign.
        to: where it goes.
        channel: email or mailchimp; the first of them that the campaign names by default.
        contact: reference of the contact whose words it holds; a made-up person by default.
    """
    ctx.act_on()
    made = materials.load(ctx, name)
    by = _channel(made, channel)
    _check(to)
    case = case_of(made, by, contact)
    if by == "mailchimp":
        _by_mailchimp(made, case, to)
    else:
        _by_mail(made, case, to)
    return Tested(
        campaign=made.campaign.name,
        channel=by,
        contact=contact,
        to=tuple(to),
    )


def _channel(made: Material, channel: str) -> str:
    if channel:
        channel = materials.chosen(made.campaign, channel)
    offered = [one for one in made.campaign.channels if one in ("email", "mailchimp")]
    if channel in offered or (not channel and offered):
        return channel or offered[0]
    raise InputError(
        "un essai se fait par courriel.",
        remedy=f"Pour voir une lettre : comptoir campagne aperçu {made.campaign.name}.",
        at=made.campaign.place("channels"),
    )


def _check(to: Sequence[str]) -> None:
    if not to or len(to) > MOST:
        raise InputError(
            f"un essai va à une adresse au moins, à {MOST} au plus.",
            remedy="Répétez --to pour chaque adresse.",
        )
    for one in to:
        if not is_email(one):
            raise InputError(
                "cette adresse ne peut pas exister.", remedy="Corrigez-la.",
                at=Place("", field="--to"), value=one,
            )  # fmt: skip


def _marked(words: Composed) -> Composed:
    return replace(words, subject=MARK + words.subject)


def _by_mail(made: Material, case: Case, to: Sequence[str]) -> None:
    mailing = materials.mailing(made, at=made.ctx.now(), keys=NO_KEYS)
    words = _marked(made.words(case.contact, "email"))
    channel = materials.mail_channel(made, waiting=len(to))
    try:
        for rank, address in enumerate(to, 1):
            whom = materials.addressee(
                case.contact, row_id=0, reference=f"essai-{rank}", reason=case.reason
            )
            answer = channel.send(mailing.mail(words, replace(whom, email=address)))
            if answer.outcome is not Outcome.SENT:
                raise OutsideError(
                    f"Le serveur n’a pas pris cet essai ({answer.detail}).",
                    remedy="Vérifiez l’adresse et [campaigns.smtp], puis recommencez.",
                )
    finally:
        channel.close()


def _by_mailchimp(made: Material, case: Case, to: Sequence[str]) -> None:
    """Make a draft to nobody, have it tested, and delete it."""
    mailchimp.refuse_unfit(made)
    mailing = mailchimp.mailing_of(made)
    [version] = mailchimp.versions_of(made, mailing, [(0, case.contact, case.reason)])
    title = f"{made.campaign.name} · essai {secrets.token_hex(4)}"
    with mailchimp.service(made.ctx, made.project) as service:
        service.greet()
        segment = service.segment(title)
        try:
            letter = mailchimp.letter_of(made, mailing, version, title=title)
            draft = service.draft(letter, segment)
            try:
                service.test(draft, to)
            finally:
                service.drop(draft)
        finally:
            service.drop_segment(segment)
