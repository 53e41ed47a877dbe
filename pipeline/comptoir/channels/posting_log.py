"""What was posted on social networks, and where: a private file that only grows.

A line is written before a post leaves and another after, so that a stop in the middle is known.
Nobody is named in it: pages, networks and addresses alone.
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from comptoir.errors import InputError, Place
from comptoir.errors.french import os_error
from comptoir.locking import lock_or_refuse
from comptoir.private import private_file, private_folder

FILE = "social/publies.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A post: where it is once it has left, nothing while we do not know."""

    key: str
    network: str
    page: str  # address of the page, on the site
    at: datetime
    address: str = ""


@dataclass(slots=True)
class PostingLog:
    """The file, open by one at a time."""

    path: Path
    descriptor: int

    def started(self, entry: Entry) -> None:
        self._write({"act": "start", **_plain(entry)})

    def posted(self, entry: Entry) -> None:
        self._write({"act": "posted", **_plain(entry), "address": entry.address})

    def _write(self, line: Mapping[str, str]) -> None:
        try:
            os.write(self.descriptor, f"{json.dumps(line, ensure_ascii=False)}\n".encode())
            os.fsync(self.descriptor)
        except OSError as error:
            raise os_error(error) from error


def _plain(entry: Entry) -> dict[str, str]:
    return {
        "key": entry.key,
        "network": entry.network,
        "page": entry.page,
        "at": entry.at.isoformat(),
    }


@contextmanager
def open_log(var: Path) -> Iterator[PostingLog]:
    """Open the file to add to it.

    Raises:
        RefusedError: somebody is posting.
    """
    private_folder((var / FILE).parent)
    path = private_file(var / FILE)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_APPEND)
    except OSError as error:
        raise os_error(error) from error
    try:
        lock_or_refuse(
            descriptor, "Une autre publication est en cours.", remedy="Attendez qu’elle finisse."
        )
        yield PostingLog(path, descriptor)
    finally:
        os.close(descriptor)


def read_log(var: Path) -> list[Entry]:
    """Return the posts, oldest first; a line that a stop cut short counts as not written.

    Raises:
        InputError: a line is not ours.
    """
    path = var / FILE
    try:
        text = path.read_text("utf-8", errors="replace")
    except FileNotFoundError:
        return []
    found: dict[str, Entry] = {}
    for number, line in enumerate(text.split("\n")[:-1], start=1):
        try:
            told = json.loads(line)
            entry = Entry(
                key=told["key"],
                network=told["network"],
                page=told["page"],
                at=datetime.fromisoformat(told["at"]),
                address=told.get("address", ""),
            )
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                "cette ligne du journal des publications ne se lit pas.",
                remedy="Retirez-la, ou reprenez ce fichier d’une sauvegarde.",
                at=Place(f"var/{FILE}", number),
            ) from error
        found[entry.key] = entry
    return list(found.values())
