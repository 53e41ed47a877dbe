"""Which place an address names."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from comptoir.errors import InputError
from comptoir.website.targets.archive import ENDINGS, ArchiveTarget
from comptoir.website.targets.changes import Target
from comptoir.website.targets.folder import FolderTarget
from comptoir.website.targets.rsync import RsyncTarget
from comptoir.website.targets.sftp import SftpTarget

OTHER_ARCHIVES = frozenset({".zip", ".rar", ".7z", ".bz2", ".xz", ".gz"})
# What the site is made of, and what is made of it before it is sent.
SOURCES = frozenset({
    "content", "legal", "theme", "contacts", "var", "output", ".git", ".github",
})  # fmt: skip
_REMOTE = re.compile(r"^(?:[\w.-]+@)?[\w.-]{2,}:(?!\\)")  # user@machine:folder


def target_of(told: str, *, root: Path) -> Target:
    """Return the place that an address names.

    Args:
        told: a folder, an archive, `user@machine:folder`, `rsync://…`, `sftp://…`.
        root: of the project, where relative paths start.

    Raises:
        InputError: no such kind of place, or a password is written in it.
    """
    address = told.strip()
    if address.startswith("-") or any(c in address for c in "\n\r\0"):
        raise InputError(f"« {address[:40]} » n’est pas un endroit.", remedy="Donnez un dossier.")
    if "://" in address:
        return _by_scheme(address)
    if _REMOTE.match(address) and not (root / address).exists():
        return RsyncTarget(address.removeprefix("rsync:"))
    there = (root / address).resolve()
    _refuse_sources(there, root.resolve())
    if address.endswith(ENDINGS):
        return ArchiveTarget(there)
    if there.suffix in OTHER_ARCHIVES:
        raise InputError(
            f"une archive {there.suffix} ne se fait pas.", remedy="Donnez un nom en .tar.gz."
        )
    return FolderTarget(there, root)


def _refuse_sources(there: Path, root: Path) -> None:
    """Refuse a place where the site would mix with what it is made of."""
    inside = there.relative_to(root).parts if there.is_relative_to(root) else ()
    if inside and inside[0] in SOURCES:
        raise InputError(
            f"le dossier {inside[0]} du projet n’est pas un endroit où publier.",
            remedy="Donnez un dossier hors du projet, ou un nouveau dossier comme « public ».",
        )


def _by_scheme(address: str) -> Target:
    split = urlsplit(address)
    if split.password:
        raise InputError(
            "un mot de passe est écrit dans cette adresse.",
            remedy="Retirez-le : une clé ssh en tient lieu (ssh-copy-id).",
        )
    if split.scheme == "sftp" and split.hostname:
        return SftpTarget(address)
    if split.scheme == "rsync" and split.hostname:
        return RsyncTarget(address)
    raise InputError(
        f"on ne sait pas publier par « {split.scheme} ».",
        remedy="Donnez un dossier, une archive .tar.gz, user@machine:dossier, rsync:// ou sftp://.",
    )
