"""An e-mail, a letter, an SMS, a call sheet, as they leave; and what was written of a sending."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser, LexborNode

from comptoir.errors import Place
from comptoir.law.purposes import PurposeClass
from comptoir.site.wording import folded

FEW = 50  # recipients; above, a mailing is one « in number »


@dataclass(frozen=True, kw_only=True)
class Mail:
    """One e-mail, rendered for one recipient."""

    id: str = "courriel"  # the campaign, or the message
    kind: PurposeClass = PurposeClass.COMMERCIAL
    sender_name: str = ""
    sender: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    subject: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    signed: tuple[str, ...] = ()  # headers that DKIM covers; empty: signed later, not known
    text: str = ""
    html: str = ""
    weight: int = 0  # bytes of the HTML part
    bulk: bool = True  # part of a mailing
    recipients: int = 1000  # of the mailing
    first: bool = False  # the first message to this person
    indirect: bool = False  # the address was not given by the person
    tracking_consent: bool = False
    attachments: tuple[str, ...] = ()  # names of files
    test: bool = False
    testers: tuple[str, ...] = ()  # declared addresses
    own_hosts: tuple[str, ...] = ()  # of the organisation

    def at(self, part: str = "") -> Place:
        return Place(self.id, field=part)

    @property
    def stoppable(self) -> bool:
        """Statutory and contractual messages are stopped by nobody (LAW, § 0.7)."""
        return self.kind is not PurposeClass.STATUTORY

    @property
    def stops_in_one_click(self) -> bool:
        """Whether it has to: mailboxes ask it of mailings in number."""
        return self.bulk and self.stoppable and self.recipients > FEW

    @cached_property
    def tree(self) -> LexborHTMLParser | None:
        return LexborHTMLParser(self.html) if self.html else None

    def nodes(self, selector: str) -> list[LexborNode]:
        return self.tree.css(selector) if self.tree is not None else []

    @cached_property
    def seen(self) -> str:
        """What the reader sees of the HTML part, or else the text part."""
        if self.tree is None or self.tree.body is None:
            return self.text
        return self.tree.body.text(separator=" ")

    @cached_property
    def words(self) -> str:
        """Both parts, folded, to look for content."""
        return " ".join(folded(f"{self.text}\n{self.seen}").split())

    @property
    def said(self) -> str:
        """The subject too, folded."""
        return f"{folded(self.subject)} {self.words}"

    def header(self, name: str) -> str:
        return next((v for k, v in self.headers.items() if k.lower() == name.lower()), "")

    @property
    def links(self) -> list[str]:
        return [node.attributes.get("href") or "" for node in self.nodes("a[href]")]


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One letter, ready to print."""

    id: str = "lettre"
    kind: PurposeClass = PurposeClass.COMMERCIAL
    address: tuple[str, ...] = ()  # the block in the window, as printed
    domestic: bool = True
    sender: tuple[str, ...] = ()  # letterhead and foot: identity
    place_date: str = ""
    subject: str = ""
    body: str = ""
    foot: tuple[str, ...] = ()
    donation_appeal: bool = False

    def at(self, part: str = "") -> Place:
        return Place(self.id, field=part)

    @property
    def stoppable(self) -> bool:
        return self.kind is not PurposeClass.STATUTORY

    @cached_property
    def words(self) -> str:
        parts = (*self.sender, self.subject, self.body, *self.foot)
        return " ".join(folded("\n".join(parts)).split())


@dataclass(frozen=True, kw_only=True)
class Sms:
    """One text message, and when it leaves (local time)."""

    id: str = "sms"
    kind: PurposeClass = PurposeClass.COMMERCIAL
    sender: str = ""
    text: str = ""
    at_time: datetime | None = None
    holiday: bool = False

    def at(self, part: str = "") -> Place:
        return Place(self.id, field=part)

    @property
    def stoppable(self) -> bool:
        return self.kind is not PurposeClass.STATUTORY

    @cached_property
    def words(self) -> str:
        return " ".join(folded(self.text).split())


@dataclass(frozen=True, kw_only=True)
class Call:
    """One line of a call sheet: whom we mean to ring, and when (local time)."""

    id: str = "appel"  # reference of the contact
    at_time: datetime
    consumer: bool = True
    commercial: bool = True
    express_consent: bool = False
    running_contract: bool = False  # the call is about it
    calls_before: tuple[date, ...] = ()  # attempts and talks
    refused_on: date | None = None
    holiday: bool = False

    def at(self, part: str = "") -> Place:
        return Place(self.id, field=part)


@dataclass(frozen=True, kw_only=True)
class SentRow:
    """One line of the sent log."""

    id: str = "M-000001"
    kind: PurposeClass = PurposeClass.COMMERCIAL
    channel: str = "email"
    sent_at: datetime
    basis: str = ""  # frozen with the recipient
    suppression_checked_at: datetime | None = None
    refused_on: date | None = None  # last refusal known for this channel and class
    template_hash: str = ""
    segment_hash: str = ""

    def at(self, part: str = "") -> Place:
        return Place(self.id, field=part)


@dataclass(frozen=True, kw_only=True)
class Unsubscription:
    """The address that stops messages in one click, as a trial of it answered."""

    id: str = "désinscription"
    url: str = ""
    accepts_post: bool = True
    stops_on_get: bool = False
    redirects: bool = False
    asks_login: bool = False
    opaque_token: bool = True
    hours_to_stop: int = 0

    def at(self, part: str = "") -> Place:
        return Place(self.id, field=part)


# «Prénom» is a field of a word processor; « désinscription », with its spaces, is a quoted word.
TAG = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|\*\|[A-Z_:]+\|\*|\[\[\w+\]\]|%%\w+%%|\$\{\w+\}"
    r"|«(?:pr[ée]nom|nom|civilit[ée]|titre|adresse|ville|code_postal|soci[ée]t[ée])\w*»",
    re.IGNORECASE,
)
EMPTY_GREETING = re.compile(
    r"^\s*(?:bonjour|ch[eè]re?(?:\(e\))?|madame|monsieur)\s{2,},"
    r"|^\s*(?:bonjour|ch[eè]re?(?:\(e\))?)\s*(?:none|null|nan|undefined)\b"
    r"|^\s*ch[eè]re?(?:\(e\))?\s*,\s*$",
    re.IGNORECASE | re.MULTILINE,
)


def unmerged(text: str) -> list[str]:
    """Return what a merge left undone: open fields, an empty greeting, the word of a null.

    >>> unmerged("Bonjour {{ contact.first_name }},"), unmerged("Chère ,")
    (['un champ non remplacé'], ['une salutation vide'])
    >>> unmerged("«Prénom», bonjour"), unmerged("Répondez « désinscription », à tout moment")
    (['un champ non remplacé'], [])
    >>> unmerged("Bonjour Jo Le Bihan,\\nMadame, Monsieur,")
    []
    """
    found = ["un champ non remplacé"] if TAG.search(text) else []
    return [*found, "une salutation vide"] if EMPTY_GREETING.search(text) else found


# Ways to say that one may refuse, in a folded text.
REFUSAL = re.compile(
    r"desinscri|desabonn|\bunsubscribe\b|\bopposer\b|\bopposition\b"
    r"|ne plus (?:en |nous |vous |les )?"
    r"recevoir|arreter ces (?:messages|courriels|courriers|envois)"
)
