"""A folder of another machine through rsync, over ssh; the system's own, with its keys."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from comptoir.website.swap import MARK, MARK_TEXT
from comptoir.website.targets.changes import Changes
from comptoir.website.targets.outside import PATIENCE, SSH, attempt, failure, refuse_others, run

# Updated files wait in a hidden folder and take their places together, then what left is deleted.
OPTIONS = (
    "--recursive", "--checksum", "--delete-delay", "--delay-updates", "--perms",
    "--chmod=D755,F644", f"--exclude=/{MARK}", "--out-format=%i %n",
)  # fmt: skip
GOING = "*deleting"
INSTALL = "Installez-le (apt install rsync), ou publiez par sftp://."


@dataclass(frozen=True, slots=True)
class RsyncTarget:
    """`user@machine:/folder`, `rsync://machine/module`, or `rsync:/folder` of this machine."""

    address: str
    program: str = "rsync"

    @property
    def shown(self) -> str:
        return self.address

    def changes(self, site: Path) -> Changes:
        self._names()
        return changes_of(self._run(f"{site}/", *OPTIONS, "--dry-run"))

    def send(self, site: Path) -> None:
        if MARK not in self._names():
            with tempfile.TemporaryDirectory() as folder:
                mark = Path(folder) / MARK  # before all else: an interrupted first time is ours too
                mark.write_text(MARK_TEXT, "utf-8")
                self._run(str(mark), "--chmod=F644")
        self._run(f"{site}/", *OPTIONS)

    def _names(self) -> set[str]:
        """Return the names that are there; what is not ours is refused, since we delete."""
        command = [self.program, *self._patience(), "--list-only", "--", self._target]
        done = attempt(command, install=INSTALL)
        if done.returncode and "no such file" in done.stderr.lower():
            return set()
        if done.returncode:
            raise failure(command, done)
        names = {line.split(maxsplit=4)[-1] for line in done.stdout.splitlines() if line.strip()}
        refuse_others(names, ours={MARK}, shown=self.address)
        return names

    @property
    def _target(self) -> str:
        return self.address.rstrip("/") + "/"

    def _run(self, source: str, *options: str) -> str:
        command = [self.program, *self._patience(), *options, "--", source, self._target]
        return run(command, install=INSTALL)

    def _patience(self) -> tuple[str, ...]:
        """Do not wait for ever for a machine that does not answer."""
        if self.address.startswith("rsync://"):
            return (f"--contimeout={PATIENCE}",)
        return (f"--rsh=ssh -o {'='.join(SSH)}",)


def changes_of(told: str) -> Changes:
    """Read what rsync itemizes.

    >>> changes_of("<f+++++++++ a.html\\n<fcs....... b.html\\n*deleting   c.html\\ncd+++ d/")
    Changes(added=('a.html',), changed=('b.html',), removed=('c.html',))
    """
    added: list[str] = []
    changed: list[str] = []
    removed: list[str] = []
    for line in told.splitlines():
        kind, _, path = line.partition(" ")
        path = path.strip()
        if kind == GOING:
            if not path.endswith("/"):
                removed.append(path)
        elif kind[1:2] == "f" and kind[:1] in "<>":
            (added if "+++" in kind else changed).append(path)
    return Changes(tuple(sorted(added)), tuple(sorted(changed)), tuple(sorted(removed)))
