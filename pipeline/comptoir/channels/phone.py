"""Calls: a sheet for who calls, as PDF to hold and as CSV whose results are read back."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from comptoir.channels.protocol import Batch
from comptoir.message import Acknowledgement, Message, Outcome
from comptoir.printing.calls import Caller, CallSheet, print_calls
from comptoir.private import write_private

REFERENCE, SHEET, RESULT, BACK_ON, NOTE = "Référence", "Feuille", "Résultat", "Rappeler le", "Note"
HEAD = (
    REFERENCE, SHEET, "Nom", "Téléphone", "Commune", "Pourquoi on peut l’appeler",
    "Appels en 30 jours", RESULT, BACK_ON, NOTE,
)  # fmt: skip
ON_SHEET = "sur feuille"  # what the outbox says of who was not called yet
Table = Callable[[Sequence[str], Sequence[Sequence[object]]], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallMessage(Message):
    """Somebody to call, and what to say to them."""

    name: str
    place: str
    why: str
    calls: int  # had in the last thirty days
    script: str  # blocks, as JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Instructions:
    """What every sheet of a mailing says."""

    title: str
    hours: tuple[str, ...]
    first_words: str
    duties: tuple[str, ...]
    results: tuple[str, ...]
    how: tuple[tuple[str, str], ...]  # words, command; with {file} and {reference}


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneChannel:
    """Writes call sheets into a private folder."""

    folder: Path
    theme: Sequence[Path]
    timestamp: datetime
    letterhead: Mapping[str, Any]
    says: Instructions
    subtitle: Callable[[int, str], str]
    table: Table

    @property
    def idempotent(self) -> bool:
        return True  # a sheet made again replaces the files it made

    def send_all(self, messages: Sequence[Message], *, name: str) -> Batch:
        people = [one for one in messages if isinstance(one, CallMessage)]
        stem = f"appels-{name}"
        pdf = print_calls(
            self._sheet(people, name, f"{stem}.csv"),
            self.letterhead,
            folders=self.theme,
            timestamp=self.timestamp,
        )
        return Batch(
            acknowledgements=tuple(
                Acknowledgement(message_id=one.id, outcome=Outcome.SENT, detail=ON_SHEET)
                for one in people
            ),
            paths=(
                write_private(self.folder / f"{stem}.pdf", pdf),
                write_private(self.folder / f"{stem}.csv", self._csv(people, name)),
            ),
        )

    def _sheet(self, people: Sequence[CallMessage], name: str, file: str) -> CallSheet:
        scripts = list(dict.fromkeys(one.script for one in people))
        rank = {text: number for number, text in enumerate(scripts, 1)}
        return CallSheet(
            title=self.says.title,
            subtitle=self.subtitle(len(people), name),
            hours=self.says.hours,
            first_words=self.says.first_words,
            duties=self.says.duties,
            scripts=tuple(tuple(json.loads(text)) for text in scripts),
            results=self.says.results,
            how=tuple(
                (words.format(file=file), command.format(file=file, reference=people[0].id))
                for words, command in self.says.how
            ),
            people=tuple(
                Caller(
                    reference=one.id,
                    name=one.name,
                    phone=one.recipient,
                    place=one.place,
                    why=one.why,
                    calls=one.calls,
                    script=rank[one.script],
                )
                for one in people
            ),
        )

    def _csv(self, people: Sequence[CallMessage], name: str) -> bytes:
        rows = [
            (one.id, name, one.name, one.recipient, one.place, one.why, one.calls, "", "", "")
            for one in people
        ]
        return self.table(HEAD, rows)
