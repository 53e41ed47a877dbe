"""One archive of the site: what GitHub and GitLab Pages take from CI, or what one sends a host."""

import gzip
import hashlib
import io
import tarfile
from dataclasses import dataclass
from pathlib import Path

from comptoir.errors import InputError, Place
from comptoir.errors.french import os_error
from comptoir.website.targets.changes import Changes, compared, digests, site_files

ENDINGS = (".tar", ".tar.gz", ".tgz")
NO_JEKYLL = ".nojekyll"  # without it GitHub Pages leaves out what starts with _


@dataclass(frozen=True, slots=True)
class ArchiveTarget:
    """The same site makes the same archive, to the byte."""

    path: Path

    @property
    def shown(self) -> str:
        return str(self.path)

    def changes(self, site: Path) -> Changes:
        there = _digests(self.path) if self.path.is_file() else {}
        there.pop(NO_JEKYLL, None)
        return compared(digests(site), there)

    def send(self, site: Path) -> None:
        beside = self.path.with_name(f".{self.path.name}.nouveau")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(_packed(site, zipped=not self.path.name.endswith(".tar")))
            beside.replace(self.path)
        except OSError as error:
            raise os_error(error) from error
        finally:
            beside.unlink(missing_ok=True)


def _packed(site: Path, *, zipped: bool) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path in sorted({*site_files(site), NO_JEKYLL}):
            content = b"" if path == NO_JEKYLL else (site / path).read_bytes()
            entry = tarfile.TarInfo(f"./{path}")
            entry.size, entry.mode = len(content), 0o644
            archive.addfile(entry, io.BytesIO(content))
    return gzip.compress(out.getvalue(), mtime=0) if zipped else out.getvalue()


def _digests(path: Path) -> dict[str, str]:
    found = {}
    try:
        with tarfile.open(path) as archive:
            for entry in archive:
                file = archive.extractfile(entry)
                if file is not None:
                    name = entry.name.removeprefix("./")
                    found[name] = hashlib.sha256(file.read()).hexdigest()
    except (tarfile.TarError, OSError) as error:
        raise InputError(
            "ce fichier existe, et n’est pas une archive du site.",
            remedy="Donnez un autre nom.",
            at=Place(str(path)),
        ) from error
    return found
