"""Mailchimp: one file a state, known by the columns that only it has.

What was agreed to is not in the file: an inscription keeps its day and its IP address, and waits
for its wording (`consent adopt`). Unsubscribed is a refusal, cleaned is a dead address.
"""

import re

from comptoir.contacts.sources.parts import day, with_employer
from comptoir.contacts.sources.source import Cells, Source, Texts

_COLUMNS = {
    "email": "email address|email|adresse e mail|adresse email",
    "first_name": "first name|fname|prenom",
    "last_name": "last name|lname|nom",
    "phone": "phone number|phone|telephone",
    "organisation": "company|organisation|societe",
    "language": "language|langue",
}
_LEFT = (
    "address", "adresse", "birthday", "member rating", "latitude", "longitude", "gmtoff", "dstoff",
    "timezone", "cc", "region", "last changed", "leid", "euid", "notes", "tags", "optin time",
    "optin ip", "confirm time", "confirm ip", "unsub*", "clean*",
)  # fmt: skip


def _tags(cells: Cells) -> Texts:
    names = re.findall(r'"([^"]+)"', cells.get("tags", "")) or [cells.get("tags", "")]
    text = ", ".join(name.strip() for name in names if name.strip())
    return {"tags": text} if text else {}


def _whole(texts: Texts, cells: Cells) -> Texts:
    return with_employer(texts) | _tags(cells)


def _subscribed(texts: Texts, cells: Cells) -> list[Texts]:
    asked, confirmed = day(cells.get("optin time", "")), day(cells.get("confirm time", ""))
    told = (f"inscription du {asked}" * bool(asked), f"confirmée le {confirmed}" * bool(confirmed))
    said = {
        "consent_email": "oui",
        "consent_method": "Mailchimp",
        "consent_on": confirmed or asked,
        "consent_ip": cells.get("confirm ip") or cells.get("optin ip") or "",
        "consent_evidence": ", ".join(part for part in ("Mailchimp", *told) if part),
        "source_on": asked or confirmed,
    }
    return [_whole(texts, cells) | {name: text for name, text in said.items() if text}]


def _unsubscribed(texts: Texts, cells: Cells) -> list[Texts]:
    on = day(cells.get("unsub time", ""))
    return [{"email": texts.get("email", ""), "unsubscribed": on or "oui"}]


def _cleaned(texts: Texts, cells: Cells) -> list[Texts]:
    on = day(cells.get("clean time", ""))
    return [{"email": texts.get("email", ""), "dead_email": on or "oui"}]


_SIGNS = ("email address|email", "member rating|optin time", "leid|euid")
SOURCES = (
    Source(
        id="mailchimp-abonnes", title="Mailchimp, abonnés", signs=_SIGNS, columns=_COLUMNS,
        left=_LEFT, read=("optin*", "confirm*", "tags"), nameless=True, consents=True,
        shape=_subscribed,
    ),
    Source(
        id="mailchimp-desabonnes", title="Mailchimp, désabonnés", signs=(*_SIGNS, "unsub time"),
        columns={"email": _COLUMNS["email"]}, left=("*",), read=("unsub time",), nameless=True,
        consents=True, shape=_unsubscribed,
    ),
    Source(
        id="mailchimp-nettoyes", title="Mailchimp, adresses mortes", signs=(*_SIGNS, "clean time"),
        columns={"email": _COLUMNS["email"]}, left=("*",), read=("clean time",), nameless=True,
        consents=True, shape=_cleaned,
    ),
)  # fmt: skip
