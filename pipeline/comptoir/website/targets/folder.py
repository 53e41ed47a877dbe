"""A folder of this machine, or one mounted here."""

import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from comptoir.errors import InputError, OutsideError, Place
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
        self._refuse()
        there = digests(self.folder) if self.folder.is_dir() else {}
        return compared(digests(site), there)

    def send(self, site: Path) -> None:
        self._refuse()
        with fresh_folder(self.folder) as new:
            try:
                for path in site_files(site):
                    (new / path).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(site / path, new / path)
            except OSError as error:
                raise os_error(error) from error
            put_in_place(new, self.folder)

    def _refuse(self) -> None:
        """Refuse a folder that is not ours to replace, or that we may not write."""
        try:
            refuse_stranger(self.folder, self.root)
        except InputError as error:
            faults = [replace(f, remedy="Donnez un autre dossier avec --to.") for f in error.faults]
            raise InputError(faults=faults) from error
        above = next(path for path in (self.folder, *self.folder.parents) if path.exists())
        if not os.access(above.parent if above == self.folder else above, os.W_OK):
            raise OutsideError(
                "vous n’avez pas le droit d’écrire ici.",
                remedy="Donnez un autre dossier avec --to, ou demandez ce droit.",
                at=Place(str(above)),
            )
