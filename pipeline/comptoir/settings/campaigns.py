"""`comptoir.toml [campaigns]`: how mailings leave."""

from enum import StrEnum

from pydantic import Field

from comptoir.settings.model import Email, Line, Model, Url


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


class MailchimpSettings(Model):
    """An audience at Mailchimp. Its key: `var/secrets.toml` or `COMPTOIR_MAILCHIMP_KEY`."""

    audience: str = Field("", pattern=r"^[0-9a-zA-Z]*$")  # its "Audience ID"
    tags: tuple[Line, ...] = ()  # given there to everyone who is written to
    # a stand-in on this machine, to try without Mailchimp: the key goes nowhere else
    url: str = Field("", pattern=r"^(http://127\.0\.0\.1:[0-9]+(/[a-z0-9./]*)?)?$")


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
    mailchimp: MailchimpSettings = MailchimpSettings()
