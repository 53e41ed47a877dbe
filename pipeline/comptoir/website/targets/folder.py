"""A folder of this machine, or one mounted here."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from comptoir.errors.french import os_error
from comptoir.website.swap import fresh_folder, put_in_place, refuse_stranger
from comptoir.website.targets.changes import Changes, compared, digests, site_files


@dataclass(frozen=True, slots=True)
class FolderTarget:
    """The site is written beside, then takes the place of the old one."""

    folder: Path
    root: Path  # of the project

    @property
    def shown(self) -> str:
        return str(self.folder)

    def changes(self, site: Path) -> Changes:
        refuse_stranger(self.folder, self.root)
        there = digests(self.folder) if self.folder.is_dir() else {}
        return compared(digests(site), there)

    def send(self, site: Path) -> None:
        refuse_stranger(self.folder, self.root)
        with fresh_folder(self.folder) as new:
            try:
                for path in site_files(site):
                    (new / path).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(site / path, new / path)
            except OSError as error:
                raise os_error(error) from error
            put_in_place(new, self.folder)
