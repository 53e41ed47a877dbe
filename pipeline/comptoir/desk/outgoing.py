"""How e-mails leave, whatever they say: files to look at, or the mail server of the settings."""

from pathlib import Path

from comptoir.campaigns.tokens import message_id
from comptoir.channels.file import FileChannel
from comptoir.channels.mime import mailbox
from comptoir.channels.protocol import Channel
from comptoir.channels.secrets import smtp_password, unsubscribe_keys
from comptoir.channels.smtp import SmtpChannel
from comptoir.context import Context
from comptoir.desk.project import Project
from comptoir.errors import InputError, OutsideError
from comptoir.message import Attachment, Message, Outcome
from comptoir.settings import CampaignSettings


def mail_channel(ctx: Context, settings: CampaignSettings, folder: Path) -> Channel:
    """Open the channel that the settings name.

    Args:
        ctx: whose machine holds the password.
        settings: `[campaigns]`.
        folder: where e-mails are written as files.

    Raises:
        InputError: a server is wanted, and not named.
    """
    if settings.channel == "file":
        return FileChannel(folder)
    if not settings.smtp.host:
        raise InputError(
            "il manque le nom du serveur de courriel.",
            remedy="Ajoutez host à [campaigns.smtp] dans comptoir.toml.",
        )
    return SmtpChannel(settings.smtp, smtp_password(ctx.root))


def hand_over(mail: Channel, message: Message) -> None:
    """Send one message, or undo the act under way: what was refused or put off is tried again.

    Raises:
        OutsideError: the server did not take it.
    """
    answer = mail.send(message)
    if answer.outcome in (Outcome.REFUSED, Outcome.DEFERRED):
        raise OutsideError(
            f"le serveur de courriel n’a pas pris ce message ({answer.detail}).",
            remedy="Vérifiez l’adresse du contact, puis relancez.",
        )


def one_message(
    ctx: Context,
    project: Project,
    *,
    id_: str,
    to: str,
    subject: str,
    text: str,
    automatic: bool = False,
    reply_to_id: str = "",
    attachments: tuple[Attachment, ...] = (),
) -> Message:
    """Return an e-mail to one person, from the organisation.

    Args:
        ctx: whose machine holds the keys of message numbers.
        project: who writes, and from which address.
        id_: ours, stable: it makes the Message-ID.
        to: the address.
        subject: one line.
        text: the words.
        automatic: no person wrote it, and no robot should answer it (RFC 3834).
        reply_to_id: the Message-ID that it answers, if any.
        attachments: files that go with it.

    Raises:
        InputError: the settings say no address to write from.
    """
    settings, organisation = project.site.campaigns, project.organisation
    sender = settings.sender or organisation.email
    if not sender:
        raise InputError(
            "il manque l’adresse d’où partent les courriels.",
            remedy="Ajoutez la clé sender à [campaigns] dans comptoir.toml.",
        )
    known = message_id(unsubscribe_keys(ctx.root), id_, sender.rpartition("@")[2])
    headers = [("Message-ID", known)]
    if automatic:
        headers.append(("Auto-Submitted", "auto-generated"))
    if reply_to_id:
        headers += [("In-Reply-To", reply_to_id), ("References", reply_to_id)]
    if settings.reply_to:
        headers.append(("Reply-To", settings.reply_to))
    return Message(
        id=id_,
        channel="email",
        recipient=to,
        subject=subject,
        text=text,
        headers=tuple(headers),
        sender=mailbox(settings.sender_name or organisation.name, sender),
        envelope_from=settings.bounce or sender,
        attachments=attachments,
    )
