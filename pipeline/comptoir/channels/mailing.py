"""The e-mails of one campaign: everything shared is made once, a message is a few joined pieces."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from functools import partial

from comptoir.campaigns.compose import Composed
from comptoir.campaigns.hypertext import escape, to_html
from comptoir.campaigns.markup import read_markup
from comptoir.campaigns.mentions import Mentions, may_stop
from comptoir.campaigns.plain import to_text
from comptoir.campaigns.slots import slot
from comptoir.campaigns.tokens import Claim, Keys, issue, message_id, return_tag
from comptoir.channels.mail import Mail
from comptoir.channels.mime import (
    Encoded,
    alternative,
    boundary,
    encode_text,
    header,
    mailbox,
    raw_header,
)
from comptoir.channels.shell import SUBJECT, UNSUBSCRIBE, WHY, Shell
from comptoir.settings import CampaignSettings, PurposeClass

SPECIMEN = "SPÉCIMEN : message d’exemple, l’organisation et les personnes sont inventées."
ONLINE = "Voir en ligne"
ONE_CLICK = "List-Unsubscribe=One-Click"  # RFC 8058


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """One recipient of an e-mail."""

    outbox_id: int
    reference: str  # M-000123
    name: str
    email: str
    reason: str


@dataclass(slots=True, kw_only=True)
class Mailing:
    """Builds the e-mails of one campaign."""

    settings: CampaignSettings
    kind: PurposeClass
    keys: Keys
    shell: Shell
    site_url: str
    organisation: str
    identity: tuple[str, ...]
    mentions: dict[str, Mentions]  # by reason
    date: datetime
    online: str = ""  # where the message can be read on the site, once it has left
    specimen: bool = False
    _parts: dict[tuple[str, str], tuple[Encoded, Encoded]] = field(default_factory=dict)
    _shared: bytes = field(init=False)  # headers
    _sender: str = field(init=False)

    def __post_init__(self) -> None:
        settings = self.settings
        self._sender = mailbox(settings.sender_name or self.organisation, settings.sender)
        self._shared = b"".join(self._same_headers())

    def mail(self, composed: Composed, to: Addressee) -> Mail:
        """Return the message of one recipient, to be written when it is wanted."""
        return Mail(
            id=to.reference,
            channel="email",
            recipient=to.email,
            subject=composed.subject,
            sender=self._sender,
            envelope_from=self.envelope_from(to.reference),
            write=partial(self._write, composed, to),
        )

    def _write(self, composed: Composed, to: Addressee) -> bytes:
        stop = self.unsubscribe_url(to.outbox_id)
        values = (*composed.body.values, stop, composed.subject)
        text, html = self._encoded(composed, to.reason)
        headers = b"".join(self._headers(composed.subject, to, stop))
        return alternative(
            headers, text.fill(values), html.fill(values), mark=boundary(to.reference)
        )

    def unsubscribe_url(self, outbox_id: int) -> str:
        """Return the recipient's own link, or nothing where these messages cannot be stopped."""
        base = self.settings.unsubscribe_url
        if not may_stop(self.kind) or not base:
            return ""
        token = issue(self.keys, Claim(outbox_id, self.kind))
        return f"{base}{'&' if '?' in base else '?'}jeton={token}"

    def envelope_from(self, reference: str) -> str:
        """Return the address that failures come back to, which tells whose they are (VERP)."""
        name, _, domain = (self.settings.bounce or self.settings.sender).partition("@")
        return f"{name}+{return_tag(self.keys, reference)}@{domain}"

    def _headers(self, subject: str, to: Addressee, stop: str) -> Iterator[bytes]:
        domain = self.settings.sender.partition("@")[2]
        yield self._shared
        yield raw_header("To", mailbox(to.name, to.email))
        yield header("Subject", subject)
        yield raw_header("Message-ID", message_id(self.keys, to.reference, domain))
        if may_stop(self.kind):
            yield from self._list_headers(to, stop)

    def _same_headers(self) -> Iterator[bytes]:
        """Write what every message of the mailing bears."""
        yield raw_header("Date", format_datetime(self.date))
        yield raw_header("From", self._sender)
        if self.settings.reply_to:
            yield raw_header("Reply-To", self.settings.reply_to)
        yield raw_header("Content-Language", "fr")
        yield raw_header("Auto-Submitted", "auto-generated")
        if may_stop(self.kind):
            if self.settings.list_id:
                yield raw_header("List-Id", f"<{self.settings.list_id}>")
            yield raw_header("Precedence", "bulk")

    def _list_headers(self, to: Addressee, stop: str) -> Iterator[bytes]:
        """Say how to leave the list; one click only where something answers it (RFC 8058)."""
        ways = [f"<{stop}>"] if stop else []
        if self.settings.unsubscribe_email:
            tag = return_tag(self.keys, to.reference)
            ways.append(f"<mailto:{self.settings.unsubscribe_email}?subject=stop%20{tag}>")
        if ways:
            yield raw_header("List-Unsubscribe", ",\r\n ".join(ways))
        if stop:
            yield raw_header("List-Unsubscribe-Post", ONE_CLICK)

    def _encoded(self, composed: Composed, reason: str) -> tuple[Encoded, Encoded]:
        """Return both parts, encoded once for everyone whose text and reason are the same."""
        key = (composed.body.text, reason)
        if key not in self._parts:
            text, html = self.written(composed, reason)
            self._parts[key] = (encode_text(text), encode_text(html, escape))
        return self._parts[key]

    def written(self, composed: Composed, reason: str) -> tuple[str, str]:
        """Return text and HTML with slots in place: the values, the link to stop, the subject."""
        stop, subject = slot(len(composed.body.values)), slot(len(composed.body.values) + 1)
        body = read_markup(composed.body.text, self.site_url)
        foot = self.mentions[reason]
        html = self.shell.around(to_html(body))
        html = html.replace(WHY, escape(" ".join(filter(None, (foot.why, foot.stop)))))
        link = stop if self.settings.unsubscribe_url else escape(self.mail_to_stop)
        html = html.replace(UNSUBSCRIBE, link).replace(SUBJECT, subject)
        return f"{to_text(body)}\n\n{self._text_foot(foot, stop)}", html

    def _text_foot(self, foot: Mentions, stop: str) -> str:
        lines = ["-- ", " · ".join(self.identity), foot.why]
        if self.online:
            lines.insert(1, f"{ONLINE} : {self.online}")
        if self.specimen:
            lines.insert(1, SPECIMEN)
        if foot.stop:
            lines.append(f"{foot.stop} {stop if self.settings.unsubscribe_url else self._by_mail}")
        lines.append(foot.rights)
        return "\n".join(line for line in lines if line)

    @property
    def mail_to_stop(self) -> str:
        """Return the link that writes a message to stop, for want of a page."""
        return f"mailto:{self.settings.unsubscribe_email or self.settings.sender}?subject=stop"

    @property
    def _by_mail(self) -> str:
        address = self.settings.unsubscribe_email or self.settings.sender
        return f"répondez « stop », ou écrivez à {address}."
