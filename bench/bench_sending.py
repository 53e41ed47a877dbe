"""E-mails from the outbox to a mail server: beside the C-to-C floor and a textbook loop.

`smtp-sink` and `smtp-source` come with postfix; without them nothing is measured.
"""

import json
import os
import shutil
import smtplib
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.bench_letters import NAME, _parts, _people, _project, _textbook
from bench.measure import ROOT, Measure
from comptoir.context import Context
from comptoir.desk import campaign_material as materials
from comptoir.desk import campaigns

MAILS, TEXTBOOK = 5_000, 300
SIZE = 20_000  # bytes of a message of the floor
PLACES = ("/usr/sbin", "/usr/libexec/postfix")


def run() -> list[Measure]:
    sink, source = (shutil.which(name) or _found(name) for name in ("smtp-sink", "smtp-source"))
    if not (sink and source):
        return []
    with tempfile.TemporaryDirectory() as folder, _serving(sink) as port:
        ctx = _project(Path(folder) / "projet")
        by_server(ctx, port)
        people = _people(ctx, MAILS)
        queueing = _timed(lambda: campaigns.queue(ctx, NAME, channel="email", everyone=True))
        floor = _timed(lambda: _floor(source, port))
        sent = _sent(ctx)
        sending = sent["wall"]
        made = materials.load(ctx, NAME)
        sample = materials.mailing(made, at=ctx.now()).mail(
            made.words(people[0], "email"),
            materials.addressee(people[0], row_id=1, reference="M-000001", reason="statutory"),
        )
        textbook = _timed(lambda: _loop(_parts(sample.raw), port))
    return [
        Measure(
            name=f"{MAILS} e-mails sent, outbox and journal included",
            ours=MAILS / sending,
            other=MAILS / floor,
            unit="mails/s",
            against="smtp-source, one connection",
            note=f"× {MAILS / sending / (TEXTBOOK / textbook):.1f} a loop of EmailMessage and "
            f"smtplib; {sent['cpu'] / MAILS * 1e6:.0f} µs of processor each, peak "
            f"{sent['peak']:.0f} MiB",
        ),
        Measure(
            name=f"{MAILS} recipients chosen, judged and queued",
            ours=MAILS / queueing,
            other=MAILS / sending,
            unit="people/s",
            against="sending them",
        ),
    ]


SENDER = """
import json, sys, time
from datetime import UTC, date, datetime
from pathlib import Path
from comptoir.context import Actor, Context
from comptoir.desk import sending
ctx = Context(root=Path(sys.argv[1]), actor=Actor("bench"), now=lambda: datetime.now(UTC),
              today=date(2026, 11, 24), pinned=True, demonstration=True)
start, used = time.perf_counter(), time.process_time()
sending.send(ctx, sys.argv[2], channel="email")
wall, cpu = time.perf_counter() - start, time.process_time() - used
status = Path("/proc/self/status").read_text()  # getrusage would tell the peak of who started us
peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
print(json.dumps({"wall": wall, "cpu": cpu, "peak": peak / 1024}))
"""


def _sent(ctx: Context) -> dict[str, float]:
    """Send in a process of its own: its memory is that of sending alone."""
    command = [sys.executable, "-c", SENDER, str(ctx.root), NAME]
    env = os.environ | {"PYTHONPATH": str(ROOT / "pipeline")}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=env)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def _found(name: str) -> str:
    return next((f"{one}/{name}" for one in PLACES if Path(one, name).is_file()), "")


@contextmanager
def _serving(sink: str) -> Iterator[int]:
    port = free_port()
    server = subprocess.Popen([sink, "-u", "nobody", f"127.0.0.1:{port}", "200"])
    time.sleep(1)
    try:
        yield port
    finally:
        server.terminate()
        server.wait()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def by_server(ctx: Context, port: int) -> None:
    path = ctx.root / "comptoir.toml"
    text = path.read_text("utf-8").replace('channel = "file"', 'channel = "smtp"', 1)
    smtp = f'\n[campaigns.smtp]\nhost = "127.0.0.1"\nport = {port}\nstarttls = false\n'
    path.write_text(text + smtp, "utf-8")


def _floor(source: str, port: int) -> None:
    command = [source, "-m", str(MAILS), "-l", str(SIZE), "-s", "1", f"127.0.0.1:{port}"]
    subprocess.run(command, check=True, capture_output=True)


def _loop(parts: tuple[str, str], port: int) -> None:
    """Send as the documentation of the standard library shows."""
    with smtplib.SMTP("127.0.0.1", port) as server:
        for number in range(TEXTBOOK):
            raw = _textbook(parts, number)
            server.sendmail("contact@example.org", [f"p{number}@example.org"], raw)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
