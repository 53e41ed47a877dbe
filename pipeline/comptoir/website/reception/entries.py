"""What the public sends, as it is kept until the desk takes it in."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from comptoir.errors import InputError

VERSION = 1


class EntryKind(StrEnum):
    """What somebody did."""

    FORM = "form"  # answered a form
    CONFIRM = "confirm"  # confirmed an agreement by the link of our e-mail
    STOP = "stop"  # asked not to be written to
    RIGHTS = "rights"  # asked for their data, or what becomes of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A box that was ticked: what for, in what words, on which page."""

    purpose: str
    wording: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that was sent."""

    id: str  # 32 hexadecimal digits, made by the host
    at: datetime
    kind: EntryKind
    form: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    agreements: tuple[Agreement, ...] = ()
    token: str = ""
    scopes: tuple[str, ...] = ()  # purposes to stop; none: the kind of message that brought here
    ip: str = ""  # only where it proves an agreement


def written(entry: Entry) -> bytes:
    told = asdict(entry) | {"version": VERSION, "at": entry.at.isoformat()}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def read(content: bytes) -> Entry:
    """Read what `written` wrote.

    Raises:
        InputError: another version wrote it, or it is damaged.
    """
    try:
        told: dict[str, Any] = json.loads(content)
        if told.pop("version") != VERSION:
            raise InputError(
                "cette ligne vient d’une autre version de Comptoir.",
                remedy="Mettez la même version sur l’hébergement et ici.",
            )
        told["at"] = datetime.fromisoformat(told["at"])
        told["kind"] = EntryKind(told["kind"])
        told["agreements"] = tuple(Agreement(**one) for one in told["agreements"])
        told["scopes"] = tuple(told["scopes"])
        return Entry(**told)
    except (KeyError, TypeError, ValueError):
        raise InputError(
            "cette ligne est abîmée.", remedy="Copiez de nouveau le fichier depuis l’hébergement."
        ) from None
