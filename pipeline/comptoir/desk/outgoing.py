"""How e-mails leave, whatever they say: files to look at, or the mail server of the settings."""

from pathlib import Path

from comptoir.channels.file import FileChannel
from comptoir.channels.protocol import Channel
from comptoir.channels.secrets import smtp_password
from comptoir.channels.smtp import SmtpChannel
from comptoir.context import Context
from comptoir.errors import InputError
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
