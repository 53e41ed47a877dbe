"""A preview of a small project, running in a thread: write a file, wait for what it tells."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from comptoir.context import Actor, Context
from comptoir.desk import sites
from comptoir.desk.preview import Preview
from comptoir.website.preview.news import News
from comptoir.website.preview.server import Server

from make import NOW, TODAY

PATIENCE = 60.0  # seconds: a machine that does much else is slow


@dataclass
class Running:
    """A preview that follows its project."""

    server: Server
    preview: Preview
    address: str
    said: list[str] = field(default_factory=list)

    @property
    def news(self) -> News:
        return self.server.board.news

    def wait(self, holds: Callable[[News], bool]) -> News:
        """Return the first news of which this holds."""
        end = time.monotonic() + PATIENCE
        news = self.news
        while not holds(news):
            left = end - time.monotonic()
            assert left > 0, f"never told: {news}\n{self.said}"
            news = self.server.board.after(news.version, within=left) or news
        return news


@contextmanager
def previewed(root: Path) -> Iterator[Running]:
    ctx = Context(root=root, actor=Actor("soizic"), now=lambda: NOW, today=TODAY, pinned=True)
    said: list[str] = []
    server, preview = sites.preview(ctx, host="127.0.0.1", port=0, say=said.append)
    running = Running(server, preview, server.open().rstrip("/"), said)
    thread = threading.Thread(target=preview.run)
    thread.start()
    try:
        running.wait(lambda news: bool(news.sources))
        yield running
    finally:
        preview.stop()
        thread.join()
        server.close()
