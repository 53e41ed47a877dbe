"""A host that only offers SFTP, through the system's own `sftp`, with its keys.

A list of what was sent stays there: only what changed is sent, to a waiting folder; then everything
takes its place by renames, which take no time. SFTP has no rename of many files at once, so that
their order matters: what pages show comes before the pages, new pages before those that link to
them, the home page last; what goes is removed when nothing leads to it any more.
"""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from comptoir.website.targets.changes import Changes, compared, digests
from comptoir.website.targets.outside import SSH, refuse_others, run

LIST = ".comptoir.json"
WAITING = ".comptoir-nouveau"


@dataclass(frozen=True, slots=True)
class SftpTarget:
    """`sftp://user@machine/folder`; `/~/folder` starts from the user's own folder there."""

    address: str
    options: tuple[str, ...] = ()
    program: str = "sftp"

    @property
    def shown(self) -> str:
        return self.address

    @property
    def folder(self) -> str:
        path = urlsplit(self.address).path
        return (path.removeprefix("/~/") if path.startswith("/~/") else path).rstrip("/") or "."

    def changes(self, site: Path) -> Changes:
        return compared(digests(site), self._there())

    def send(self, site: Path) -> None:
        there, here = self._there(), digests(site)
        changes = compared(here, there)
        sent = in_order(changes)
        with tempfile.TemporaryDirectory() as name:
            listing = Path(name) / LIST
            listing.write_text(json.dumps(here, sort_keys=True), "utf-8")
            self._run([*self._waiting(site, sent, listing), *self._switch(sent, changes)])

    def _waiting(self, site: Path, sent: list[str], listing: Path) -> list[str]:
        """Send what changed beside; a batch that fails here has changed no page."""
        parents = sorted({str(p) for path in sent for p in PurePosixPath(path).parents} - {"."})
        folders = [f"-mkdir {_quoted(f'{self.folder}/{parent}')}" for parent in parents]
        puts = [
            f"put {_quoted(str(site / path))} {_quoted(f'{self._stall}/{rank}')}"
            for rank, path in enumerate(sent)
        ]
        return [
            f"-mkdir {_quoted(self.folder)}",
            f"-mkdir {_quoted(self._stall)}",
            f"-rm {_quoted(self._stall)}/*",  # what a publication that was cut short left
            *folders,
            *puts,
            f"put {_quoted(str(listing))} {_quoted(f'{self._stall}/liste')}",
        ]

    def _switch(self, sent: list[str], changes: Changes) -> list[str]:
        moves = [
            f"rename {_quoted(f'{self._stall}/{rank}')} {_quoted(f'{self.folder}/{path}')}"
            for rank, path in enumerate(sent)
        ]
        leaving = [f"-rm {_quoted(f'{self.folder}/{path}')}" for path in changes.removed]
        return [
            *moves,
            *leaving,
            f"rename {_quoted(f'{self._stall}/liste')} {_quoted(f'{self.folder}/{LIST}')}",
            f"-rmdir {_quoted(self._stall)}",
        ]

    @property
    def _stall(self) -> str:
        return f"{self.folder}/{WAITING}"

    def _there(self) -> dict[str, str]:
        """Read the list of what was sent last; nothing when nothing was."""
        with tempfile.TemporaryDirectory() as name:
            listing = Path(name) / LIST
            get = f"-get {_quoted(f'{self.folder}/{LIST}')} {_quoted(str(listing))}"
            said = self._run([f"-ls -1a {_quoted(self.folder)}", get])
            if not listing.is_file():
                refuse_others(_names(said), ours={WAITING}, shown=self.address)
                return {}
            try:
                told = json.loads(listing.read_text("utf-8"))
            except ValueError:
                return {}
        return {str(path): str(digest) for path, digest in told.items()}

    def _run(self, lines: list[str]) -> str:
        split = urlsplit(self.address)
        port = ("-P", str(split.port)) if split.port else ()
        login = f"{split.username}@" if split.username else ""
        patient = ("-o", "=".join(SSH))
        where = f"{login}{split.hostname}"
        command = [self.program, *patient, *self.options, "-b", "-", *port, where]
        return run(
            command, given="\n".join(lines) + "\n",
            install="Installez-le (apt install openssh-client).",
        )  # fmt: skip


def in_order(changes: Changes) -> list[str]:
    """Return the files that come and change, in the order in which they take their place.

    >>> in_order(Changes(added=("b/index.html", "b.jpg"), changed=("index.html", "a.css")))
    ['a.css', 'b.jpg', 'b/index.html', 'index.html']
    """
    new = set(changes.added)

    def rank(path: str) -> tuple[bool, bool, bool, str]:
        page = path.endswith(".html")
        return page, path == "index.html", page and path not in new, path

    return sorted((*changes.added, *changes.changed), key=rank)


def _names(said: str) -> Iterator[str]:
    """Yield the names of a listing: sftp repeats its orders, and the folder before each name."""
    for line in said.splitlines():
        if line.strip() and not line.startswith("sftp>"):
            yield line.strip().rpartition("/")[2]


def _quoted(path: str) -> str:
    """Quote a path for a batch of sftp; between quotes, its wildcards are letters."""
    escaped = path.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
