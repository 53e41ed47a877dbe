"""A mailing under blows: senders killed, servers stopped, a full disk, a second sender.

`trial` says what became of everyone; `python -m bench.faults PORT FOLDER` is the mail server, which
notes each message that it takes before it answers.
"""

import contextlib
import os
import random
import re
import resource
import signal
import socket
import socketserver
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.measure import ROOT

TAKEN, HOLD, HELD = "taken.log", "hold", "held"
PATIENCE = 60.0  # seconds for anything to happen
MORE = 400_000  # bytes that a full disk still takes
REFUSED = 3  # exit code of a second sender


@dataclass(frozen=True, slots=True, kw_only=True)
class Blows:
    """What is done to a mailing while it leaves."""

    kills: int = 25  # of the sender, at any instant
    dots: int = 5  # of the sender, while it waits for the answer to the final dot
    stops: int = 3  # of the mail server
    full: int = 1  # disks
    seconds: int = 1  # senders beside the first

    @property
    def most_doubtful(self) -> int:
        return self.kills + self.dots + self.stops + self.full

    def plan(self, chance: random.Random) -> list[str]:
        told = {"kill": self.kills, "dot": self.dots, "stop": self.stops, "full": self.full}
        blows = [name for name, times in {**told, "second": self.seconds}.items()
                 for _ in range(times)]  # fmt: skip
        chance.shuffle(blows)
        return blows


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of everyone."""

    states: Counter[str]
    lost: set[str]  # said to have left, never taken; or in no state at all
    twice: set[str]  # taken more than once
    missed: list[str]  # blows that hit nothing


@dataclass(slots=True, kw_only=True)
class Trial:
    """One mailing, its server, and the blows."""

    root: Path  # of the project, whose mailing is queued and whose server is at `port`
    campaign: str
    folder: Path
    port: int
    seed: int = 7
    chance: random.Random = field(init=False)
    server: subprocess.Popen[bytes] = field(init=False)
    missed: list[str] = field(default_factory=list)

    def run(self, blows: Blows) -> Outcome:
        self.chance = random.Random(self.seed)
        (self.folder / TAKEN).touch()
        self.server = self._serve()
        try:
            for blow in blows.plan(self.chance):
                getattr(self, f"_{blow}")()
            self._finish()
        finally:
            self.server.kill()
            self.server.wait()
        return self._outcome()

    # The blows

    def _kill(self) -> None:
        sender = self._sender()
        if self._moves(sender):
            time.sleep(self.chance.random() * 0.15)
        self._strike(sender, "kill")

    def _dot(self) -> None:
        (self.folder / HOLD).touch()
        sender = self._sender()
        held = self.folder / HELD
        self._until(lambda: held.exists() or sender.poll() is not None)
        self._strike(sender, "dot")
        (self.folder / HOLD).unlink()
        held.unlink(missing_ok=True)

    def _stop(self) -> None:
        sender = self._sender()
        if self._moves(sender):
            time.sleep(self.chance.random() * 0.15)
        self.server.kill()
        self.server.wait()
        if sender.wait(PATIENCE) == 0:
            self.missed.append("stop")
        self.server = self._serve()

    def _full(self) -> None:
        journal = self.root / "var" / "comptoir.db-wal"
        size = journal.stat().st_size if journal.exists() else 0
        if self._sender(most=size + MORE).wait(PATIENCE) == 0:
            self.missed.append("full")

    def _second(self) -> None:
        first = self._sender()
        if self._moves(first) and self._sender().wait(PATIENCE) != REFUSED:
            self.missed.append("second")
        self._strike(first, "second")

    def _strike(self, sender: "subprocess.Popen[bytes]", blow: str) -> None:
        if sender.poll() is not None:
            self.missed.append(blow)
        with contextlib.suppress(ProcessLookupError):
            sender.send_signal(signal.SIGKILL)
        sender.wait()

    # What they are dealt to

    def _sender(self, *, most: int = 0) -> "subprocess.Popen[bytes]":
        sender = subprocess.Popen(
            [sys.executable, "-m", "comptoir", "campaign", "send", self.campaign, "--yes",
             "--channel", "email", "--project", str(self.root), "--today", "2026-11-24"],
            env=os.environ | {"PYTHONPATH": str(ROOT / "pipeline")},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        if most:
            resource.prlimit(sender.pid, resource.RLIMIT_FSIZE, (most, most))
        return sender

    def _serve(self) -> "subprocess.Popen[bytes]":
        server = subprocess.Popen(
            [sys.executable, "-m", "bench.faults", str(self.port), str(self.folder)], cwd=ROOT
        )
        self._until(self._answers)
        return server

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1):
                return True
        except OSError:
            return False

    def _moves(self, sender: "subprocess.Popen[bytes]") -> bool:
        """Wait until a message is taken; return whether the sender is still there."""
        log = self.folder / TAKEN
        before = log.stat().st_size
        self._until(lambda: log.stat().st_size > before or sender.poll() is not None)
        return sender.poll() is None

    def _until(self, done: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not done():
            if time.monotonic() > end:
                raise TimeoutError
            time.sleep(0.002)

    # What became of everyone

    def _finish(self) -> None:
        """Send what is left; what was put off is due at once."""
        while True:
            code = self._sender().wait()
            with contextlib.closing(sqlite3.connect(self.root / "var" / "comptoir.db")) as db, db:
                late = db.execute("UPDATE outbox SET retry_at = NULL WHERE state = 'deferred'")
                if code == 0 and not late.rowcount:
                    return

    def _outcome(self) -> Outcome:
        with contextlib.closing(sqlite3.connect(self.root / "var" / "comptoir.db")) as db:
            rows = dict(db.execute("SELECT reference, state FROM outbox").fetchall())
        taken = Counter((self.folder / TAKEN).read_text().split())
        lost = {one for one, state in rows.items() if state != "doubtful" and one not in taken}
        twice = {one for one, times in taken.items() if times > 1}
        return Outcome(Counter(rows.values()), lost, twice, self.missed)


class _Talk(socketserver.StreamRequestHandler):
    """A mail server that takes everything, in groups of commands."""

    def handle(self) -> None:
        self.wfile.write(b"220 essai\r\n")
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"DATA":
                self.wfile.write(b"354 go\r\n")
                if not self._take():
                    return
            elif verb == b"EHLO":
                self.wfile.write(b"250-essai\r\n250 PIPELINING\r\n")
            elif verb == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            else:
                self.wfile.write(b"250 ok\r\n")

    def _take(self) -> bool:
        text: list[bytes] = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            text.append(line)
        else:
            return False  # cut before the final dot: nothing is taken
        found = re.search(rb"^Message-ID: <(m-\d+)\.", b"".join(text), re.M | re.I)
        folder = Path(sys.argv[2])
        with (folder / TAKEN).open("ab") as log:
            log.write((found[1].upper() if found else b"?") + b"\n")
        if (folder / HOLD).exists():
            (folder / HELD).touch()
            time.sleep(1)
        self.wfile.write(b"250 taken\r\n")
        return True


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of senders that were killed."""


def main(arguments: Sequence[str]) -> None:
    with _Server(("127.0.0.1", int(arguments[0])), _Talk) as server:
        server.serve_forever()


if __name__ == "__main__":
    main(sys.argv[1:])
