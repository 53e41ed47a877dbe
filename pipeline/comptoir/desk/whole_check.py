"""Check the whole site aside, in a process that stays, while someone goes on writing.

A save does not wait for it: pages are judged at once by `page_checks`, then this corrects the view.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from comptoir.context import Actor, Context
from comptoir.desk import checks
from comptoir.desk.project import load
from comptoir.errors import ComptoirError
from comptoir.rules.fault import Judged

POLITE = 10  # how much less this matters to the system than the builds


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A site to check."""

    number: int
    root: Path
    folder: Path
    today: date
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What is found in a whole site: in its sources, and in its built pages."""

    number: int
    findings: tuple[Judged, ...] = ()


def check(asked: Asked) -> Whole:
    """Judge sources and built pages; a project that cannot be read has no findings."""
    actor = Actor("aperçu")
    ctx = Context(root=asked.root, actor=actor, now=lambda: asked.now, today=asked.today)
    try:
        project = load(ctx)
        source = checks.check_source(ctx, project).findings
        built = checks.check_html(ctx, project, asked.folder)
        pages = sum(1 for _ in asked.folder.rglob("*.html"))
        found = (*source, *built.by_page(pages))
    except ComptoirError:
        found = ()
    return Whole(number=asked.number, findings=tuple(one for one in found if not one.waived))


def _work(line: Connection) -> None:
    """Answer until the other end is closed; Ctrl-C is the other end's business.

    The builds go first: the whole site is judged with what they leave of the processors.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(POLITE)
    try:
        while True:
            asked = line.recv()
            while line.poll():  # only the last state of the site is of use
                asked = line.recv()
            line.send(check(asked))
    except (EOFError, OSError):
        return


@dataclass(slots=True)
class Aside:
    """The process beside; `tell` is called from a thread with each result."""

    tell: Callable[[Whole], None]
    _line: Connection | None = None
    _process: multiprocessing.process.BaseProcess | None = None
    _ears: list[threading.Thread] = field(default_factory=list)

    def ask(self, asked: Asked) -> None:
        if self._line is None:
            self._start()
        try:
            assert self._line is not None
            self._line.send(asked)
        except OSError:  # it died: the remarks of whole-site rules are missing, nothing else
            return

    def _start(self) -> None:
        here, there = multiprocessing.Pipe()
        spawned = multiprocessing.get_context("spawn")
        self._process = spawned.Process(target=_work, args=(there,), daemon=True)
        self._process.start()
        there.close()
        self._line = here
        ear = threading.Thread(target=self._listen, args=(here,), daemon=True)
        ear.start()
        self._ears.append(ear)

    def _listen(self, line: Connection) -> None:
        try:
            while True:
                self.tell(line.recv())
        except (EOFError, OSError):
            return

    def close(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.join()
        for ear in self._ears:
            ear.join()
        if self._line is not None:
            self._line.close()
