"""What a message that comes back is: a failure, a complaint, a wish to stop, an absence, an answer.

An ordinary message is never taken for a failure: only a report, or a mail system that says so,
makes one.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from comptoir.campaigns.returns import failures, notices
from comptoir.campaigns.returns.failures import Failure
from comptoir.campaigns.returns.letter import Letter, addresses, fields, read_letter


class Kind(StrEnum):
    """What a message is."""

    FAILURE = "failure"
    COMPLAINT = "complaint"
    STOP = "stop"
    AWAY = "away"
    MESSAGE = "message"  # somebody wrote
    AUTOMATIC = "automatic"  # a machine wrote: a receipt, a notice of no consequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A message, and what it says of one we sent."""

    kind: Kind
    sender: str
    subject: str
    at: datetime | None
    message_id: str
    text: str  # what was written, without what it quotes
    failures: tuple[Failure, ...] = ()
    about: tuple[str, ...] = ()  # addresses that a complaint speaks of
    arrived_at: tuple[str, ...] = ()  # our addresses that it came to: their tags say whose
    answers: tuple[str, ...] = ()  # identifiers of the messages it speaks of
    gone: bool = False  # an automatic answer that says the address is no longer used


def read(raw: bytes) -> Incoming:
    """Read a message and say what it is.

    Raises:
        InputError: nothing of it can be read.
    """
    letter = read_letter(raw)
    failed = _failures(letter)
    complaint = None if failed else _complaint(letter)
    kind = _kind(letter, failed, complaint)
    return Incoming(
        kind=kind,
        sender=letter.sender,
        subject=letter.get("subject"),
        at=letter.date,
        message_id=letter.get("message-id"),
        text=own_words(letter.text),
        failures=failed,
        about=complaint or (),
        arrived_at=_arrived_at(letter),
        answers=_answers(letter, within=kind in (Kind.FAILURE, Kind.COMPLAINT)),
        gone=kind is Kind.AWAY and bool(_GONE.search(letter.text)),
    )


def _kind(letter: Letter, failed: tuple[Failure, ...], complaint: tuple[str, ...] | None) -> Kind:
    if failed:
        return Kind.FAILURE
    if complaint is not None:
        return Kind.COMPLAINT if letter.feedback in _COMPLAINTS else Kind.AUTOMATIC
    if _is_away(letter):
        return Kind.AWAY
    if letter.kind == "multipart/report" or _from_a_mailer(letter):
        return Kind.AUTOMATIC
    return Kind.STOP if wants_to_stop(letter.get("subject"), letter.text) else Kind.MESSAGE


# Failures


def _failures(letter: Letter) -> tuple[Failure, ...]:
    if letter.report == "feedback-report" or letter.reports("message/feedback-report"):
        return ()
    report = letter.kind == "multipart/report" or letter.reports("message/delivery-status")
    mailer = _from_a_mailer(letter)
    if report or (mailer and "-recipient:" in letter.text.lower()):
        if found := failures.reported(letter):
            return found
        if _succeeded(letter):
            return ()
    if letter.get("x-failed-recipients"):
        return failures.told(letter)
    says_so = bool(notices.SUBJECT.search(letter.get("subject"))) or _fails(letter.text)
    if not (report or mailer) or not says_so or _is_away(letter):
        return ()
    return failures.told(letter)


def _succeeded(letter: Letter) -> bool:
    told = "\n\n".join(letter.reports("message/delivery-status"))
    actions = [value.lower() for name, value in fields(told) if name == "action"]
    return bool(actions) and all(one.startswith(failures.DELIVERED) for one in actions)


def _from_a_mailer(letter: Letter) -> bool:
    if any(one.strip() == "<>" for one in letter.all("return-path")):
        return True
    said = " ".join((*letter.all("from"), *letter.all("return-path"), letter.get("sender")))
    return bool(notices.MAILER.search(said))


def _fails(text: str) -> bool:
    return bool(_FAILS.search(failures.split(text)[0]))


_FAILS = re.compile(
    r"(could|can|was|were|has|have|is|been|did)( ?not|n.t)( been| be)? (deliver|reach|"
    r"accept|send|sent)|"
    r"undeliver|delivery[^\n]{0,60}fail|fail[^\n]{0,40}deliver|permanent (fatal )?(error|failure)|"
    r"n.a(urait)? pas (pu|été) (être )?(délivré|distribué|remis|envoyé|acheminé|transmis)|"
    r"n.est pas parvenu|adresse introuvable|user unknown|unknown user|returned to sender|"
    r"no such (user|recipient)|mailbox (is )?(full|unavailable)|unable to (deliver|relay)|"
    r"échec de (la )?(remise|distribution)|\b5\d\d[ -]5\.\d\.\d|retry time|rejected",
    re.I,
)


# Complaints (RFC 5965)

_COMPLAINTS = frozenset(
    {"", "abuse", "fraud", "virus", "opt-out", "opt-out-list", "miscategorized"}
)


def _complaint(letter: Letter) -> tuple[str, ...] | None:
    """Return whom a complaint is about; nothing when it is none."""
    told = "\n".join(letter.reports("message/feedback-report"))
    hotmail = re.search(r"^x-hmxmroriginalrecipient:\s*(\S+)", letter.returned, re.I | re.M)
    if letter.report != "feedback-report" and not told and hotmail is None:
        return None
    given = [v for n, v in fields(told) if n in ("original-rcpt-to", "removal-recipient")]
    given += [hotmail[1]] if hotmail else []
    if not given:
        head = letter.returned.partition("\n\n")[0]
        given = [v for n, v in fields(head) if n in ("to", "x-original-to", "delivered-to")][:1]
    return tuple(addresses(*given))


# Absences

_AWAY = re.compile(
    r"(out of (the )?office|automatic reply|auto[- ]?(reply|response|matic response)|vacation|"
    r"réponse automatique|absen(ce|t)\b.*|en congés?|hors du bureau|away from|abwesenheit|"
    r"accusé de réception automatique)",
    re.I,
)
_GONE = re.compile(
    r"(n.est plus (utilisée|active|valable|consultée)|ne (fait|font) plus partie|"
    r"a quitté (la |notre |l.|nos )|adresse (a changé|n.est plus)|"
    r"no longer (with|work|in use|monitored|employed|active)|has left (the|our)|"
    r"(new|changed my) (e-?mail )?address|nouvelle adresse)",
    re.I,
)


def _is_away(letter: Letter) -> bool:
    auto = letter.get("auto-submitted").lower()
    if auto.startswith(("auto-generated", "no")):
        return False
    if letter.kind == "multipart/report":
        return False
    marked = auto.startswith("auto-replied") or any(
        letter.get(name) for name in ("x-autoreply", "x-autorespond", "x-autoresponse")
    ) or letter.get("precedence").lower() in ("auto_reply", "auto-reply")  # fmt: skip
    return (marked and not _named_mailer(letter)) or bool(_AWAY.match(_bare(letter.get("subject"))))


def _named_mailer(letter: Letter) -> bool:
    return bool(notices.MAILER.search(" ".join(letter.all("from"))))


def _bare(subject: str) -> str:
    return re.sub(r"^((re|tr|fw|fwd|rép)\s*:\s*|\[[^\]]*\]\s*)+", "", subject.strip(), flags=re.I)


# Wishes to stop

_STOP = re.compile(
    r"^\W*(stop|unsubscribe|d[ée]sinscri\w+|d[ée]sabonne\w*|remove( me)?|retirez[- ]moi|"
    r"je (souhaite|veux|voudrais|d[ée]sire)( [^\n]{0,12})? (me d[ée]s|ne plus|"
    r"[êe]tre (d[ée]s|retir))"
    r"[^\n]*|merci de (me d[ée]s|ne plus m|me retirer)[^\n]*|"
    r"(veuillez|pri[èe]re de) (me d[ée]s|ne plus m|me retirer)[^\n]*)\b",
    re.I,
)


def wants_to_stop(subject: str, text: str) -> bool:
    """Whether somebody asks us to stop: its subject or its first line says it, alone.

    >>> wants_to_stop("stop m-000012-abcdefgh", ""), wants_to_stop("Re: Fête", "Stop !\\n\\nJo")
    (True, True)
    >>> wants_to_stop("L’arrêt de bus", "On se retrouve au stop devant la mairie.")
    False
    """
    first = next((line.strip() for line in own_words(text).split("\n") if line.strip()), "")
    said = _STOP.match(_bare(subject)), _STOP.match(first)
    asked = said[0] is not None and len(subject) < 60
    return asked or (said[1] is not None and len(first) < 120 and _ends(first, said[1]))


def _ends(line: str, found: re.Match[str]) -> bool:
    return len(line) - found.end() < 60


_QUOTED = re.compile(
    r"^(>|le .{4,80}a écrit ?:|on .{4,80}wrote:|-{2,} ?(message d.origine|original message)|"
    r"de ?: .+@|from: .+@|_{10,})",
    re.I,
)


def own_words(text: str) -> str:
    """Return what somebody wrote, up to what is quoted of our message.

    >>> own_words("Oui, avec plaisir.\\n\\nLe 3 mai, La Roue a écrit :\\n> Bonjour")
    'Oui, avec plaisir.'
    """
    kept: list[str] = []
    for line in text.split("\n"):
        if _QUOTED.match(line.strip()):
            break
        kept.append(line.rstrip())
    return "\n".join(kept).strip()


# Whose it is


def _arrived_at(letter: Letter) -> tuple[str, ...]:
    names = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "to", "cc")
    return tuple(addresses(*(value for name in names for value in letter.all(name))))


_ID = re.compile(r"<([^<>\s@]+@[^<>\s]+)>")


_NAMED_IN_REPORTS = ("original-envelope-id", "x-original-message-id")


def _answers(letter: Letter, *, within: bool) -> tuple[str, ...]:
    """Return the identifiers of what it answers; a failure quotes the message that came back."""
    said = [*letter.all("in-reply-to"), *letter.all("references")]
    if within:
        copy = letter.returned or failures.split(letter.text)[1]
        said += re.findall(r"^[>\s]*message-id:\s*(\S+)", copy, re.I | re.M)
        told = "\n".join(letter.reports("message/delivery-status"))
        said += [value for name, value in fields(told) if name in _NAMED_IN_REPORTS]
    return tuple(dict.fromkeys(one for value in said for one in _ID.findall(value)))
