"""Text messages: one file a batch for the provider who sends them, as CSV and as JSONL."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from comptoir.campaigns.sms import size
from comptoir.channels.protocol import Batch
from comptoir.message import Acknowledgement, Message, Outcome
from comptoir.private import write_private

HEAD = (
    "Référence", "Numéro", "Texte", "Expéditeur", "Pas avant", "Pas après", "Codage", "Signes",
    "SMS",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsChannel:
    """Writes batches into a private folder."""

    folder: Path
    price: Decimal  # euros a part, before tax; 0 when it is not known
    not_before: datetime | None = None  # of marketing messages: hours of custom
    not_after: datetime | None = None

    @property
    def idempotent(self) -> bool:
        return True  # a batch written again replaces the files it made

    def send_all(self, messages: Sequence[Message], *, name: str) -> Batch:
        parts = sum(size(one.text).parts for one in messages)
        return Batch(
            acknowledgements=tuple(
                Acknowledgement(message_id=one.id, outcome=Outcome.SENT, detail="fichier")
                for one in messages
            ),
            paths=(
                write_private(self.folder / f"sms-{name}.csv", self._csv(messages)),
                write_private(self.folder / f"sms-{name}.jsonl", self._jsonl(messages)),
            ),
            parts=parts,
            price=parts * self.price,
        )

    def open_at(self, moment: datetime) -> bool:
        """Whether messages handed over now may arrive at once."""
        return self.not_before is None or self.not_before <= moment

    @property
    def _moments(self) -> tuple[str, str]:
        first, last = (
            one.isoformat(timespec="minutes") if one else ""
            for one in (self.not_before, self.not_after)
        )
        return first, last

    def _csv(self, messages: Sequence[Message]) -> bytes:
        """Write what a spreadsheet shows: no + before a number, which it would compute."""
        written = io.StringIO()
        rows = csv.writer(written, delimiter=";")
        rows.writerow(HEAD)
        for one in messages:
            counted = size(one.text)
            rows.writerow(
                [
                    one.id, one.recipient.removeprefix("+"), one.text, one.sender, *self._moments,
                    counted.encoding.label, counted.units, counted.parts,
                ]
            )  # fmt: skip
        return written.getvalue().encode("utf-8-sig")

    def _jsonl(self, messages: Sequence[Message]) -> bytes:
        rows = [
            {
                "id": one.id,
                "to": one.recipient,
                "text": one.text,
                "sender": one.sender,
                "not_before": self._moments[0],
                "not_after": self._moments[1],
                "encoding": size(one.text).encoding.label,
                "parts": size(one.text).parts,
            }
            for one in messages
        ]
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
