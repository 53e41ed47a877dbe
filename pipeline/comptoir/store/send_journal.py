"""The crash journal of a sender: a line before each message, a line after, in a private file.

The base learns what became of a batch once, at its end; between the two, this file is what a
`kill -9` leaves. A line costs a microsecond, where a transaction costs a disk. After a crash a
message with no second line may have left: it is held. After a power cut (another boot), the file
itself may be behind, so every unanswered message of the batch is held.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from comptoir.errors.french import os_error
from comptoir.locking import lock_or_refuse
from comptoir.private import private_folder

BOOT = Path("/proc/sys/kernel/random/boot_id")


def boot_id() -> str:
    """Return what names this start of the machine, or nothing where it cannot be known."""
    try:
        return BOOT.read_text().strip()
    except OSError:
        return ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a channel said of one message, and when."""

    outcome: str
    detail: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Trace:
    """What a journal tells of the batch that was under way."""

    token: str = ""
    boot: str = ""
    replaces: bool = False  # handing a message over again replaces it: nothing need be held
    started: dict[int, datetime] = field(default_factory=dict)
    answers: dict[int, Answer] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether nothing written can have been lost: the machine has not stopped since."""
        return bool(self.boot) and self.boot == boot_id()

    def may_have_left(self, row_id: int, token: str) -> bool:
        """Whether a message of this batch, without an answer, may have gone."""
        if token != self.token:  # the journal was lost: nothing can be said
            return True
        return not self.replaces and (row_id in self.started or not self.whole)


@dataclass(slots=True)
class SendJournal:
    """The journal of one sender, open and locked: one sender at a time for a campaign."""

    path: Path
    descriptor: int
    durable: bool  # each line waits for the disk, where boots cannot be told apart

    def begin(self, token: str, *, replaces: bool) -> None:
        """Start a batch; the last one is settled in the base, its lines can go."""
        os.ftruncate(self.descriptor, 0)
        again = "replaces" if replaces else "once"
        self._write(f"batch {token} {boot_id() or '-'} {again}", sync=True)

    def trace(self) -> Trace:
        """Read back what this journal tells."""
        return read_trace(self.path)

    def started(self, row_id: int, at: datetime) -> None:
        self._write(f"start {row_id} {at.isoformat()}", sync=self.durable)

    def answered(self, row_id: int, answer: Answer) -> None:
        detail = " ".join(answer.detail.split())
        self._write(f"{answer.outcome} {row_id} {answer.at.isoformat()} {detail}")

    def _write(self, line: str, *, sync: bool = False) -> None:
        try:
            os.write(self.descriptor, f"{line}\n".encode())
            if sync:
                os.fsync(self.descriptor)
        except OSError as error:
            raise os_error(error) from error


@contextmanager
def open_journal(path: Path) -> Iterator[SendJournal]:
    """Open and lock the journal of a campaign's channel, with what the last sender left in it.

    Raises:
        RefusedError: somebody is sending this campaign.
    """
    private_folder(path.parent)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    except OSError as error:
        raise os_error(error) from error
    try:
        lock_or_refuse(
            descriptor,
            "Un autre envoi de cette campagne est en cours.",
            remedy="Attendez qu’il finisse ; comptoir campagne état dit où il en est.",
        )
        yield SendJournal(path, descriptor, durable=not boot_id())
    finally:
        os.close(descriptor)


def read_trace(path: Path) -> Trace:
    """Read a journal; a line cut short by a crash counts as not written."""
    try:
        text = path.read_text("utf-8", errors="replace")
    except FileNotFoundError:
        return Trace()
    lines = text.split("\n")[:-1]
    if not lines or not lines[0].startswith("batch "):
        return Trace()
    _, token, boot, again = lines[0].split(" ")
    trace = Trace(token, "" if boot == "-" else boot, replaces=again == "replaces")
    for line in lines[1:]:
        kind, row_id, at, detail = (*line.split(" ", 3), "", "", "", "")[:4]
        if kind == "start":
            trace.started[int(row_id)] = datetime.fromisoformat(at)
        else:
            trace.answers[int(row_id)] = Answer(kind, detail, datetime.fromisoformat(at))
    return trace
