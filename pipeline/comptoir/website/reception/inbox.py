"""The folder of what was taken in: encrypted, and on the disk before anybody is thanked."""

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from comptoir.private import private_folder
from comptoir.readers.sealed import seal
from comptoir.website.reception.entries import Entry, written

PREFIX, SUFFIX = "recu-", ".age"


def file_of(at: datetime) -> str:
    """Return the name of the file of an hour: a past one is no longer written to."""
    return f"{PREFIX}{at.astimezone(UTC):%Y-%m-%dT%H}{SUFFIX}"


@dataclass(slots=True)
class Inbox:
    """Writes entries in groups: one wait for the disk serves all who wait."""

    folder: Path
    recipient: str
    clock: Callable[[], datetime]
    _waiting: list[tuple[str, asyncio.Future[None]]] = field(default_factory=list)
    _called: asyncio.Event = field(default_factory=asyncio.Event)

    async def keep(self, entry: Entry) -> None:
        """Return once the entry is on the disk.

        Raises:
            OSError: it is not.
        """
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((seal(self.recipient, written(entry)), done))
        self._called.set()
        await done

    async def run(self) -> None:
        """Write what comes, until cancelled."""
        while True:
            await self._called.wait()
            self._called.clear()
            batch, self._waiting = self._waiting, []
            if not batch:
                continue
            text = "".join(f"{line}\n" for line, _ in batch)
            try:
                await asyncio.to_thread(self._append, text.encode("ascii"))
            except OSError as error:
                for _, done in batch:
                    done.set_exception(error)
            else:
                for _, done in batch:
                    done.set_result(None)

    def _append(self, content: bytes) -> None:
        path = private_folder(self.folder) / file_of(self.clock())
        handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            size = os.fstat(handle).st_size
            if size and os.pread(handle, 1, size - 1) != b"\n":  # cut by a crash
                content = b"\n" + content
            try:
                written_ = 0
                while written_ < len(content):
                    written_ += os.write(handle, content[written_:])
                os.fsync(handle)
            except OSError:
                os.ftruncate(handle, size)
                raise
        finally:
            os.close(handle)
