"""`comptoir.toml [campaigns]`: how mailings leave."""

import re
from decimal import Decimal
from enum import StrEnum
from typing import Self

from pydantic import Field, field_validator, model_validator

from comptoir.settings.model import Email, Line, Model, Url


class SmtpSettings(Model):
    """A mail server. Its password lives in `var/secrets.toml` or `COMPTOIR_SMTP_PASSWORD`."""

    host: str = ""
    port: int = Field(587, ge=1, le=65535)
    user: str = ""
    starttls: bool = True


class MailboxSecurity(StrEnum):
    """How the connection to a mailbox is encrypted."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"  # on this machine alone


class MailboxSettings(Model):
    """A mailbox kept for what comes back, read by IMAP.

    Its password lives in `var/secrets.toml` or `COMPTOIR_MAILBOX_PASSWORD`.
    """

    host: str = ""
    port: int = Field(993, ge=1, le=65535)
    user: str = ""
    folder: str = "INBOX"
    security: MailboxSecurity = MailboxSecurity.TLS

    @model_validator(mode="after")
    def _is_encrypted(self) -> Self:
        local = self.host in ("localhost", "127.0.0.1", "::1")
        if self.security is MailboxSecurity.NONE and not local:
            raise ValueError('security = "none" ne vaut que pour un serveur de cette machine')
        return self


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


class SmsSettings(Model):
    """Text messages, which a provider sends from the files that are made."""

    sender: str = ""  # a name that telephones show
    stop: Line | None = None  # the mention that operators ask for: "STOP au 36111"
    price: Decimal = Field(Decimal(0), ge=0, max_digits=6, decimal_places=4)  # euros a part
    simplify: bool = False  # write them with the GSM alphabet alone

    @field_validator("sender")
    @classmethod
    def _is_a_name(cls, sender: str) -> str:
        if sender and not re.fullmatch(r"(?=.*[A-Za-z])[A-Za-z0-9 ]{3,11}", sender):
            raise ValueError(
                "3 à 11 lettres sans accent, chiffres ou espaces, dont une lettre, sont attendus"
            )
        return sender

    @field_validator("stop")
    @classmethod
    def _says_stop(cls, stop: str | None) -> str | None:
        if stop and not re.search(r"\bSTOP\b.*\b[0-9]{5}\b", stop):
            raise ValueError("STOP suivi d’un numéro à cinq chiffres est attendu : STOP au 36111")
        return stop


class CostSettings(Model):
    """What one message costs by each channel, in euros before tax. SMS: see `[campaigns.sms]`."""

    letter: Decimal = Field(Decimal(0), ge=0, max_digits=7, decimal_places=4)
    email: Decimal = Field(Decimal(0), ge=0, max_digits=7, decimal_places=4)
    phone: Decimal = Field(Decimal(0), ge=0, max_digits=7, decimal_places=4)  # a person called
    mailchimp: Decimal = Field(Decimal(0), ge=0, max_digits=7, decimal_places=4)


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
    mailbox: MailboxSettings = MailboxSettings()
    sms: SmsSettings = SmsSettings()
    costs: CostSettings = CostSettings()
    mailchimp: MailchimpSettings = MailchimpSettings()
