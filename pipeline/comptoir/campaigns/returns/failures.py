"""Whom a message could not reach: delivery reports (RFC 3464) first, then the words of notices."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from comptoir.campaigns.returns.letter import Letter, addresses, fields
from comptoir.campaigns.returns.notices import named
from comptoir.campaigns.returns.severity import STATUS, Severity, judge

ADDRESS = r"[\w!#$%&'*+/=?^`{|}~.\-]+@[\w.\-]+\.[a-zA-Z]{2,}"
DELIVERED = ("delivered", "relayed", "expanded", "deliverable")


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One recipient whom a message could not reach."""

    address: str  # as it was written to, in lower case
    severity: Severity
    code: str = ""  # 5.1.1, or 550
    other: str = ""  # where it had been forwarded to, when the report tells both


def reported(letter: Letter) -> tuple[Failure, ...]:
    """Return the recipients of a delivery report."""
    blocks = [
        block
        for text in _reports(letter)
        for block in re.split(r"\n[ \t]*\n", text)
        if re.search(r"^(final|original)-recipient[ \t]*:", block, re.I | re.M)
        or re.search(r"^(action|status)[ \t]*:", block, re.I | re.M)
    ]
    everyone = {_address(value) for block in blocks for name, value in fields(block)
                if name.endswith("-recipient")}  # fmt: skip
    found = [one for block in blocks if (one := _of_block(block, letter, everyone)) is not None]
    return tuple({one.address: one for one in found}.values())


def _reports(letter: Letter) -> list[str]:
    told = letter.reports("message/delivery-status")
    told = told or letter.reports("message/global-delivery-status")
    if any(re.search(r"^(final|original)-recipient", one, re.I | re.M) for one in told):
        return told
    return [*told, letter.text] if "-recipient:" in letter.text.lower() else told


def _of_block(block: str, letter: Letter, everyone: set[str]) -> Failure | None:
    told = dict(reversed(fields(block)))
    action = told.get("action", "").split(" ")[0].lower().strip(";,")
    if action in DELIVERED:
        return None
    final, original = (
        _address(told.get(name, "")) for name in ("final-recipient", "original-recipient")
    )
    remote = _address(told.get("x-actual-recipient", "")) or final
    address = original or final
    if not address:
        named_here = told.get("final-recipient", "") or told.get("original-recipient", "")
        address = _written_otherwise(named_here, letter) or _address(
            told.get("diagnostic-code", "")
        )
    if not address or not (action or told.get("status") or told.get("diagnostic-code")):
        return None
    diagnostic = told.get("diagnostic-code", "") or told.get("status", "")
    status = STATUS.search(told.get("status", ""))
    code = status[0] if status else ""
    if code.startswith("2"):
        return None
    return Failure(
        address=address,
        severity=judge(
            code, diagnostic, _about(letter.text, address, everyone), delayed=action == "delayed"
        ),
        code=code or _code(diagnostic),
        other=remote if remote != address else "",
    )


def _address(value: str) -> str:
    """Return the address of a field such as `rfc822; Jo@example.org`.

    >>> _address("RFC822; <Jo@Example.org>"), _address("x400; /PN=jo/"), _address("rfc822;")
    ('jo@example.org', '', '')
    """
    kind, semicolon, rest = value.partition(";")
    text = rest if semicolon else kind
    found = re.search(ADDRESS, text) or re.search(r"[^\s<>;,]+@[^\s<>;,]+", text)
    return found[0].strip("'\"<>.").lower() if found else ""


def _written_otherwise(value: str, letter: Letter) -> str:
    """Return the address that a report names without its domain: that of the message it speaks of.

    Some report `rfc822; jo`, and show to whom the message was written.
    """
    local = value.partition(";")[2].strip(" <>'\"").lower()
    to = _written_to(letter)
    return to if to and (not local or to.partition("@")[0] == local) else ""


def _written_to(letter: Letter) -> str:
    told = dict(reversed(fields(letter.returned.partition("\n\n")[0])))
    for name in ("x-actual-recipient", "delivered-to", "x-original-to", "to"):
        found = addresses(told.get(name, ""))
        if len(found) == 1:
            return found[0]
    return ""


def told(letter: Letter) -> tuple[Failure, ...]:
    """Return the recipients that the words of a notice name, without a report to read."""
    human = [letter.text] + ([letter.rich] if letter.rich and letter.rich != letter.text else [])
    ours = set(addresses(*letter.all("to"), *letter.all("from"), *letter.all("reply-to")))
    failed = addresses(*letter.all("x-failed-recipients"))
    for text in human:
        notice, returned = split(text)
        all_named = named(notice)
        found = failed or [one for one in all_named if one not in ours]
        found = found or [
            one for one in [_written_to(letter) or _to_of(returned)] if one and one not in ours
        ]
        found = found or all_named  # to oneself
        if found:
            return tuple(_told(found, notice))
    return ()


def _told(found: Sequence[str], notice: str) -> Iterator[Failure]:
    for address in found:
        after = _about(notice, address, found)
        yield Failure(
            address=address,
            severity=judge(
                _status(after) or _status(notice), after, notice, delayed=_waits(notice)
            ),
            code=_status(after) or _code(after) or _status(notice) or _code(notice),
        )


def _about(notice: str, address: str, others: Iterable[str]) -> str:
    """Return what a notice says of one recipient: its line, up to the next recipient."""
    low = notice.lower()
    start = low.find(address)
    if start < 0:
        return notice
    ends = [
        end
        for other in others
        if other and other not in address and (end := low.find(other, start + len(address))) > 0
    ]
    return notice[low.rfind("\n", 0, start) + 1 : min(ends, default=start + 1200)]


_RETURNED = re.compile(
    r"^.{0,40}("
    r"below this line is a copy|this is a copy of (the|your) message|original (message|mail) "
    r"(follows|header|text)|-+ ?original (message|mail)|-+ ?message (d.)?origin|returned message|"
    r"(unsent|undelivered|undeliverable) message (follows|below|headers?)|message headers? follow|"
    r"(the )?(text|body|header|headers|content) of (the|your) (original )?message|"
    r"included is a copy|-+ message header|copy of your message|votre message d.origine|"
    r"en-t[eê]tes? (d.origine|du message)|copie du message|message d.origine|le message suivant|"
    r"message text follows|received: from|return-path:|-{5,} ?(begin|start) |-+ forwarded|"
    r"-- the header of|your (original )?message (is|was) (included|attached)|"
    r"your original message follows|-+ returned mail|\[message (header|truncated)"
    r")",
    re.I | re.M,
)


def split(text: str) -> tuple[str, str]:
    """Return what a notice says, and the copy of the message that follows it."""
    for found in _RETURNED.finditer(text):
        if text[: found.start()].strip():
            return text[: found.start()], text[found.start() :]
    return text, ""


def _to_of(returned: str) -> str:
    found = re.search(r"^[>\s|]*to:[ \t]*(.+)$", returned, re.I | re.M)
    named_there = addresses(found[1]) if found else []
    return named_there[0] if len(named_there) == 1 else ""


_WAITS = re.compile(
    r"(this is a warning|no action is required|you do not need to resend|will (continue to )?"
    r"(be retried|keep trying|try again|retry)|still trying|not yet been delivered|"
    r"has been delayed|delivery delayed|avertissement|aucune action n.est|nouvelles? tentatives?"
    r"|sera réessayé|n.a pas encore)",
    re.I,
)
_OVER = re.compile(
    r"(gave up|giving up|permanent|fatal|abandon|has failed|could not be|failed\b)", re.I
)


def _waits(notice: str) -> bool:
    return bool(_WAITS.search(notice)) and not _OVER.search(notice)


def _status(text: str) -> str:
    found = next((one for one in STATUS.finditer(text) if one[1] != "2"), None)
    return found[0] if found else ""


def _code(text: str) -> str:
    found = re.search(r"(?<![\d.\-])[45][0-5]\d(?=[ \-#,;:)]|$)", text, re.M)
    return found[0] if found else ""
