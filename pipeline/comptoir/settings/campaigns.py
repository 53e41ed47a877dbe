"""`comptoir.toml [campaigns]`: how mailings leave."""

from enum import StrEnum

from pydantic import Field

from comptoir.settings.model import Email, Model, Url


class SmtpSettings(Model):
    """A mail server. Its password lives in `var/secrets.toml` or `COMPTOIR_SMTP_PASSWORD`."""

    host: str = ""
    port: int = Field(587, ge=1, le=65535)
    user: str = ""
    starttls: bool = True


class Approval(StrEnum):
    """Whether a mailing needs its *bon à tirer* before it is queued."""

    NEVER = "never"
    ALWAYS = "always"


class CampaignSettings(Model):
    channel: str = Field("file", pattern=r"^(file|smtp)$")
    sender: Email = ""
    sender_name: str = ""
    reply_to: Email = ""
    bounce: Email = ""
    list_id: str = ""
    unsubscribe_url: Url = ""  # answers POST (RFC 8058); the recipient's token is appended
    unsubscribe_email: Email = ""
    approval: Approval = Approval.NEVER
    smtp: SmtpSettings = SmtpSettings()
