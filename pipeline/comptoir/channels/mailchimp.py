"""Mailchimp, said in the words of the trade: an audience, its members, a campaign that leaves.

Everything goes through `mailchimp_marketing`, over our own transport. Names that we give are
unique, so that what was created by a call whose answer was lost is found again, not made twice.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from functools import partial
from typing import Any, TypeVar

from mailchimp_marketing.api.campaigns_api import CampaignsApi
from mailchimp_marketing.api.lists_api import ListsApi
from mailchimp_marketing.api.ping_api import PingApi
from mailchimp_marketing.api.reports_api import ReportsApi

from comptoir.channels.mailchimp_transport import (
    ATTEMPTS,
    PARALLEL,
    NoAnswerError,
    RefusalError,
    Transport,
)
from comptoir.errors import InputError, OutsideError
from comptoir.settings import MailchimpSettings

PAGE = 1000  # the most that a list answers at once
TOGETHER = 500  # the most addresses that a segment takes at once
KEY = re.compile(r"[0-9a-f]{32}-([a-z]{2}[0-9]{1,3})")
NOT_FOUND = 404

T = TypeVar("T")


class MemberState(Enum):
    """What Mailchimp says of an address of the audience."""

    SUBSCRIBED = "subscribed"
    UNSUBSCRIBED = "unsubscribed"
    CLEANED = "cleaned"  # came back for good
    PENDING = "pending"
    TRANSACTIONAL = "transactional"
    ARCHIVED = "archived"
    REFUSED = "refused"  # ours: Mailchimp does not take this address


@dataclass(frozen=True, slots=True)
class Member:
    """One address of the audience."""

    hash: str
    state: MemberState
    changed_at: datetime | None = None


class Stage(Enum):
    """Where a campaign is at Mailchimp."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    LEAVING = "leaving"
    LEFT = "left"
    STOPPED = "stopped"  # cancelled there while it left
    GONE = "gone"  # deleted there


STAGES = {
    "save": Stage.DRAFT,
    "paused": Stage.DRAFT,
    "schedule": Stage.SCHEDULED,
    "sending": Stage.LEAVING,
    "sent": Stage.LEFT,
    "archived": Stage.LEFT,
    "canceled": Stage.STOPPED,
    "canceling": Stage.STOPPED,
}


@dataclass(frozen=True, slots=True)
class Letter:
    """What a campaign says: Mailchimp's merge tags stand where recipients differ."""

    title: str
    subject: str
    html: str
    text: str
    from_name: str
    reply_to: str


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that became of one message, by the member's hash."""

    hash: str
    kind: str  # hard | soft | unsubscribed | complained
    at: datetime | None = None


def member_hash(email: str) -> str:
    """Return how Mailchimp names an address.

    >>> member_hash("Jo@Example.org") == member_hash("jo@example.org")
    True
    """
    return hashlib.md5(email.lower().encode(), usedforsecurity=False).hexdigest()


def host_of(key: str, settings: MailchimpSettings) -> str:
    """Return the address of the service, which the end of the key tells.

    Raises:
        InputError: no key, or one that is not Mailchimp's.
    """
    if not key:
        raise InputError(
            "il manque la clé de Mailchimp.",
            remedy='Écrivez-la dans var/secrets.toml, sous [mailchimp] : key = "…", ou donnez '
            "COMPTOIR_MAILCHIMP_KEY. Mailchimp la montre dans Profil, Extras, API keys.",
        )
    centre = KEY.fullmatch(key)
    if settings.url:
        return settings.url
    if centre is None:
        raise InputError(
            "cette clé n’est pas une clé de Mailchimp.",
            remedy="Une clé a 32 chiffres et lettres, un tiret, puis le nom d’un centre : …-us21.",
        )
    return f"https://{centre[1]}.api.mailchimp.com/3.0"


@dataclass(slots=True)
class Mailchimp:
    """One audience at Mailchimp."""

    transport: Transport
    audience: str
    _lists: Any = field(init=False, repr=False)
    _campaigns: Any = field(init=False, repr=False)
    _reports: Any = field(init=False, repr=False)
    _ping: Any = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._lists = ListsApi(self.transport)
        self._campaigns = CampaignsApi(self.transport)
        self._reports = ReportsApi(self.transport)
        self._ping = PingApi(self.transport)

    def close(self) -> None:
        self.transport.close()

    def greet(self) -> str:
        """Make sure that the key and the audience are good; return the audience's name."""
        _call(self._ping.get)
        try:
            found = _call(self._lists.get_list, self.audience, fields=["name"], missing=None)
        except _MissingError:
            raise InputError(
                f"Mailchimp ne connaît pas l’audience « {self.audience} ».",
                remedy="Copiez son identifiant (Audience, Settings, Audience ID) dans "
                "[campaigns.mailchimp] de comptoir.toml.",
            ) from None
        return str(found.get("name", ""))

    # Members

    def upsert(self, people: Sequence[tuple[str, Mapping[str, str]]]) -> Iterator[Member]:
        """Put addresses in the audience with their merge fields, in order, several at once.

        Who unsubscribed stays so: only a new address becomes subscribed.
        """
        with ThreadPoolExecutor(PARALLEL) as pool:
            try:
                yield from pool.map(lambda one: self._upsert(*one), people)
            finally:
                pool.shutdown(cancel_futures=True)

    def _upsert(self, email: str, fields: Mapping[str, str]) -> Member:
        body = {
            "email_address": email,
            "status_if_new": MemberState.SUBSCRIBED.value,
            "email_type": "html",
            "language": "fr",
            "merge_fields": dict(fields),
        }
        name = member_hash(email)
        try:
            said = _call(
                self._lists.set_list_member, self.audience, name, body,
                skip_merge_validation=True, refused=True,
            )  # fmt: skip
        except RefusalError:
            return Member(name, MemberState.REFUSED)
        state = MemberState(said.get("status", MemberState.SUBSCRIBED.value))
        return Member(name, state, _instant(said.get("last_changed")))

    def forget(self, name: str) -> None:
        """Erase an address for good; one that is not there is already forgotten."""
        try:
            _call(self._lists.delete_list_member_permanent, self.audience, name, missing=None)
        except _MissingError:
            return

    def archive(self, name: str) -> None:
        """Take an address out of every sending, by its hash."""
        try:
            _call(self._lists.delete_list_member, self.audience, name, missing=None)
        except _MissingError:
            return

    def need_fields(self, tags: Sequence[str]) -> None:
        """Create the merge fields that the audience lacks: texts that nobody else sees."""
        if not tags:
            return

        def known() -> set[str]:
            pages = _pages(self._lists.get_list_merge_fields, "merge_fields", self.audience)
            return {str(one["tag"]) for one in pages}

        for tag in sorted(set(tags) - known()):
            body = {"tag": tag, "name": f"Comptoir {tag}", "type": "text", "public": False}
            self._made(
                partial(self._lists.add_list_merge_field, self.audience, body),
                partial(_if_in, tag, known),
            )

    # Segments: Mailchimp's static segments are its tags

    def segment(self, name: str) -> int:
        """Return the static segment of a name, made if need be."""
        if (there := self.find_segment(name)) is not None:
            return there
        made = self._made(
            lambda: self._lists.create_segment(self.audience, {"name": name, "static_segment": []}),
            lambda: self.find_segment(name),
        )
        return int(made["id"] if isinstance(made, dict) else made)

    def find_segment(self, name: str) -> int | None:
        pages = _pages(self._lists.list_segments, "segments", self.audience, type="static")
        return next((int(one["id"]) for one in pages if one.get("name") == name), None)

    def change_segment(
        self, segment: int, *, add: Sequence[str] = (), remove: Sequence[str] = ()
    ) -> None:
        for key, emails in (("members_to_add", add), ("members_to_remove", remove)):
            for start in range(0, len(emails), TOGETHER):
                body = {key: list(emails[start : start + TOGETHER])}
                _call(self._lists.batch_segment_members, body, self.audience, segment)

    def drop_segment(self, segment: int) -> None:
        try:
            _call(self._lists.delete_segment, self.audience, segment, missing=None)
        except _MissingError:
            return

    # Campaigns

    def draft(self, letter: Letter, segment: int) -> str:
        """Create a campaign to a segment, with what it says; return its id."""
        body = {
            "type": "regular",
            "recipients": {
                "list_id": self.audience,
                "segment_opts": {"saved_segment_id": segment},
            },
            "settings": {
                "title": letter.title,
                "subject_line": letter.subject,
                "from_name": letter.from_name,
                "reply_to": letter.reply_to,
                "auto_footer": False,
                "inline_css": False,
            },
            # nothing is followed without consent (LAW, MLG016)
            "tracking": {"opens": False, "html_clicks": False, "text_clicks": False},
        }
        made = self._made(
            lambda: self._campaigns.create(body), lambda: self.find_campaign(letter.title)
        )
        id_ = str(made["id"] if isinstance(made, dict) else made)
        content = {"html": letter.html, "plain_text": letter.text}
        _call(self._campaigns.set_content, id_, content)
        return id_

    def find_campaign(self, title: str) -> str | None:
        pages = _pages(
            self._campaigns.list, "campaigns", list_id=self.audience, status="save",
            fields=["campaigns.id", "campaigns.settings.title", "total_items"],
        )  # fmt: skip
        named = (one for one in pages if one.get("settings", {}).get("title") == title)
        return next((str(one["id"]) for one in named), None)

    def faults(self, campaign: str) -> int:
        """Return how many things Mailchimp wants mended before a campaign may leave."""
        said = _call(self._campaigns.get_send_checklist, campaign)
        wrong = [one for one in said.get("items", ()) if one.get("type") == "error"]
        return 0 if said.get("is_ready") else max(1, len(wrong))

    def test(self, campaign: str, emails: Sequence[str]) -> None:
        body = {"test_emails": list(emails), "send_type": "html"}
        _call(self._campaigns.send_test_email, campaign, body)

    def stage(self, campaign: str) -> Stage:
        try:
            said = _call(self._campaigns.get, campaign, fields=["id", "status"], missing=None)
        except _MissingError:
            return Stage.GONE
        return STAGES.get(str(said.get("status")), Stage.LEFT)

    def send(self, campaign: str, *, at: datetime | None = None) -> None:
        """Let a campaign leave, now or later; asked once, never again blindly.

        Raises:
            NoAnswerError: it may be leaving: ask where it is.
        """
        if at is None:
            _call(self._campaigns.send, campaign, unanswered=True)
            return
        when = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")
        _call(self._campaigns.schedule, campaign, {"schedule_time": when}, unanswered=True)

    def unschedule(self, campaign: str) -> None:
        _call(self._campaigns.unschedule, campaign)

    def drop(self, campaign: str) -> None:
        """Delete a draft."""
        try:
            _call(self._campaigns.remove, campaign, missing=None)
        except _MissingError:
            return

    def _made(self, create: Callable[[], Any], find: Callable[[], T | None]) -> Any:
        """Create what has a unique name; when in doubt, look for it before making it again."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return _call(create, unanswered=True)
            except NoAnswerError:
                if (there := find()) is not None:
                    return there
                if attempt == ATTEMPTS:
                    raise _silent() from None
                self.transport.pause(2**attempt / 2)
        raise AssertionError("the last attempt returns or raises")

    # What became of it

    def happened(self, campaign: str) -> Iterator[Happened]:
        """Yield what Mailchimp knows of a campaign that left: returns, leavers, complaints."""
        for one in _pages(self._reports.get_campaign_recipients, "sent_to", campaign):
            if one.get("status") in ("hard", "soft"):
                yield Happened(str(one.get("email_id")), str(one["status"]))
        leavers = _pages(self._reports.get_unsubscribed_list_for_campaign, "unsubscribes", campaign)
        for one in leavers:
            yield Happened(str(one.get("email_id")), "unsubscribed", _instant(one.get("timestamp")))
        abuses = _call(self._reports.get_campaign_abuse_reports, campaign)
        for one in abuses.get("abuse_reports", ()):
            yield Happened(str(one.get("email_id")), "complained", _instant(one.get("date")))

    def counted(self, campaign: str) -> int:
        """Return how many messages Mailchimp says it sent."""
        said = _call(self._reports.get_campaign_report, campaign, fields=["emails_sent"])
        return int(said.get("emails_sent") or 0)


class _MissingError(Exception):
    """404 where the caller knows what it means."""


_ALWAYS = object()


def _call(
    ask: Callable[..., Any],
    *arguments: Any,
    missing: object = _ALWAYS,
    refused: bool = False,
    unanswered: bool = False,
    **options: Any,
) -> Any:
    """Make a call, its failures told in French.

    Args:
        ask: a method of the client.
        arguments: what it takes.
        missing: None to be told of a 404 by _MissingError.
        refused: to be told of a 400 by RefusalError.
        unanswered: to be told of no answer by NoAnswerError.
        options: what it takes by name.
    """
    try:
        said = ask(*arguments, **options)
    except RefusalError as error:
        if error.status == NOT_FOUND and missing is None:
            raise _MissingError from None
        if error.status == 400 and refused:
            raise
        raise _told(error) from None
    except NoAnswerError as error:
        if unanswered:
            raise
        raise _silent(error.status) from None
    return {} if said is None else said


def _if_in(tag: str, known: Callable[[], set[str]]) -> str | None:
    return tag if tag in known() else None


def _silent(status: int = 0) -> OutsideError:
    code = f" (code {status})" if status else ""
    return OutsideError(
        f"Mailchimp ne répond pas{code}.",
        remedy="Recommencez plus tard : l’envoi reprendra où il en est.",
    )


def _told(error: RefusalError) -> OutsideError:
    if error.status in (401, 403):
        return OutsideError(
            "Mailchimp refuse cette clé.",
            remedy="Vérifiez-la dans var/secrets.toml ou COMPTOIR_MAILCHIMP_KEY : elle a pu être "
            "désactivée, ou le compte suspendu.",
        )
    if error.status == 429:
        return OutsideError(
            "Mailchimp demande d’attendre : trop d’appels à la fois.",
            remedy="Recommencez dans quelques minutes : l’envoi reprendra où il en est.",
        )
    return OutsideError(
        f"Mailchimp refuse ce qui lui est demandé (code {error.status}).",
        remedy="Regardez sur mailchimp.com l’état du compte et de l’audience, et si le domaine de "
        "l’expéditeur y est vérifié, puis recommencez.",
    )


def _pages(ask: Callable[..., Any], key: str, *arguments: Any, **options: Any) -> Iterator[Any]:
    """Yield everything of a list, page by page."""
    offset = 0
    while True:
        said = _call(ask, *arguments, count=PAGE, offset=offset, **options)
        rows = said.get(key) or ()
        yield from rows
        offset += len(rows)
        if not rows or offset >= int(said.get("total_items") or 0):
            return


def _instant(text: object) -> datetime | None:
    try:
        made = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return made if made.tzinfo else made.replace(tzinfo=UTC)
