"""Mailchimp as the project's settings give it, and what it is handed of a campaign."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from comptoir.campaigns.compose import Composed
from comptoir.campaigns.hypertext import escape
from comptoir.campaigns.mentions import may_stop
from comptoir.campaigns.slots import Slot, pieces
from comptoir.campaigns.versions import SUBJECT, Version, Words, versions
from comptoir.channels.mailing import Mailing
from comptoir.channels.secrets import mailchimp_key
from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.desk import campaign_material as materials
from comptoir.desk.campaign_material import Material
from comptoir.desk.project import Project
from comptoir.errors import Fault, InputError, Place, RefusedError

if TYPE_CHECKING:
    from comptoir.channels.mailchimp import Letter, Mailchimp

NAME = "mailchimp"
STOP = "*|UNSUB|*"  # becomes each recipient's own link


@contextmanager
def service(ctx: Context, project: Project) -> Iterator["Mailchimp"]:
    """Open Mailchimp with the audience and the key of the project.

    Raises:
        InputError: no audience, no key.
    """
    from comptoir.channels.mailchimp import Mailchimp, host_of
    from comptoir.channels.mailchimp_transport import Transport

    settings = project.site.campaigns.mailchimp
    need_audience(project)
    key = mailchimp_key(ctx.root)
    opened = Mailchimp(Transport(host=host_of(key, settings), key=key), settings.audience)
    try:
        yield opened
    finally:
        opened.close()


def need_audience(project: Project) -> None:
    if not project.site.campaigns.mailchimp.audience:
        raise InputError(
            "il manque l’audience de Mailchimp.",
            remedy='Ajoutez audience = "…" à [campaigns.mailchimp] dans comptoir.toml : '
            "l’identifiant que Mailchimp montre dans Audience, Settings, Audience ID.",
        )


def refuse_unfit(made: Material) -> None:
    """Refuse what Mailchimp cannot carry lawfully, before anyone is queued."""
    faults = list(unfit(made))
    if faults:
        raise RefusedError(faults=faults)
    need_audience(made.project)


def unfit(made: Material) -> Iterator[Fault]:
    """Say why the law keeps a campaign from Mailchimp."""
    if not may_stop(made.purpose.kind):
        yield Fault(
            "un envoi statutaire ou contractuel ne passe pas par Mailchimp : il ajoute un lien de "
            "désinscription et n’écrit plus à qui s’en est servi.",
            "Envoyez-le par courriel ou par lettre.",
            made.campaign.place("channels"),
        )
    known = [p.name for p in made.project.organisation.processors if NAME in p.name.casefold()]
    if not known:
        yield Fault(
            "Mailchimp n’est pas déclaré parmi vos sous-traitants (RGPD, art. 13 et 28).",
            "Ajoutez-le à [[processors]] : nom, finalité, pays (US), transfer_tool et contract_on.",
            Place("legal/organisation.toml"),
        )
    elif not set(known) & set(made.project.processing.purposes[made.purpose.id].processors):
        yield Fault(
            f"la finalité « {made.purpose.title} » ne dit pas que ses adresses vont à Mailchimp.",
            f"Ajoutez « {known[0]} » à sa clé processors.",
            Place("legal/processing.toml"),
        )


def mailing_of(made: Material) -> Mailing:
    """Prepare the e-mail of a campaign, its link to stop being Mailchimp's own."""
    mailing = materials.mailing(made, at=made.ctx.now())
    mailing.settings = mailing.settings.model_copy(update={"unsubscribe_url": STOP})
    return mailing


def versions_of(
    made: Material, mailing: Mailing, people: Sequence[tuple[int, Contact, str]]
) -> list[Version]:
    """Sort recipients, given by outbox row, contact and reason, by the text they share."""

    def slots_of(composed: Composed, reason: str) -> Iterator[Slot]:
        for text in mailing.written(composed, reason):
            yield from (piece for piece in pieces(text) if isinstance(piece, Slot))

    words = [Words(id_, reason, made.words(person, "mailchimp")) for id_, person, reason in people]
    try:
        return versions(words, slots_of)
    except InputError as error:
        fault = error.faults[0]
        raise InputError(fault.found, remedy=fault.remedy, at=made.campaign.place()) from error


def letter_of(made: Material, mailing: Mailing, version: Version, *, title: str) -> "Letter":
    """Write what the campaign says, with merge tags where recipients differ."""
    from comptoir.channels.mailchimp import Letter

    text, html = mailing.written(version.sample, version.reason)
    settings = mailing.settings
    return Letter(
        title=title,
        subject=_said(version, SUBJECT, str),
        html=_filled(version, html, escape),
        text=_filled(version, text, str),
        from_name=settings.sender_name or mailing.organisation,
        reply_to=settings.reply_to or settings.sender,
    )


def _filled(version: Version, text: str, written: Callable[[str], str]) -> str:
    beyond = len(version.sample.body.values)

    def put(piece: str | Slot) -> str:
        if isinstance(piece, str):
            return piece
        if piece.index == beyond:
            return STOP
        return _said(version, SUBJECT if piece.index > beyond else piece, written)

    return "".join(map(put, pieces(text)))


def _said(version: Version, slot: Slot, written: Callable[[str], str]) -> str:
    tag = version.tags.get(slot)
    return f"*|{tag}|*" if tag else written(version.same[slot])
