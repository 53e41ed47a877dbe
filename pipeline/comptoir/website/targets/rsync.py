"""A folder of another machine through rsync, over ssh; the system's own, with its keys."""

from dataclasses import dataclass
from pathlib import Path

from comptoir.website.swap import MARK
from comptoir.website.targets.changes import Changes
from comptoir.website.targets.outside import PATIENCE, SSH, run

# Updated files wait in a hidden folder and take their places together, then what left is deleted.
OPTIONS = (
    "--recursive", "--checksum", "--delete-delay", "--delay-updates", "--perms",
    "--chmod=D755,F644", f"--exclude=/{MARK}", "--out-format=%i %n",
)  # fmt: skip
GOING = "*deleting"


@dataclass(frozen=True, slots=True)
class RsyncTarget:
    """`user@machine:/folder`, `rsync://machine/module`, or `rsync:/folder` of this machine."""

    address: str
    program: str = "rsync"

    @property
    def shown(self) -> str:
        return self.address

    def changes(self, site: Path) -> Changes:
        return changes_of(self._run(site, "--dry-run"))

    def send(self, site: Path) -> None:
        self._run(site)

    def _run(self, site: Path, *more: str) -> str:
        target = self.address.rstrip("/") + "/"
        command = [self.program, *OPTIONS, *self._patience(), *more, "--", f"{site}/", target]
        return run(command, install="Installez-le (apt install rsync), ou publiez par sftp://.")

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
