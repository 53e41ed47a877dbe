"""Load what the organisation wrote about itself."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from comptoir.consent import Purpose, purpose_named, purposes
from comptoir.context import Context
from comptoir.errors import InputError, Place
from comptoir.readers.toml import read_model
from comptoir.settings import Organisation, Processing, SiteSettings
from comptoir.settings.organisation import Kind

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """One organisation's repository, read and checked."""

    root: Path
    organisation: Organisation
    processing: Processing
    site: SiteSettings

    @property
    def purposes(self) -> dict[str, Purpose]:
        """What messages are for, by id."""
        return purposes(self.processing, public_body=self._public)

    def purpose(self, name: str) -> Purpose:
        """Return one purpose, or refuse with the nearest one."""
        return purpose_named(self.processing, name, public_body=self._public)

    @property
    def _public(self) -> bool:
        return self.organisation.kind is Kind.PUBLIC_BODY


def load(ctx: Context) -> Project:
    """Read the three files that say who the organisation is."""
    return Project(
        root=ctx.root,
        organisation=settings_file(ctx.root, "legal/organisation.toml", Organisation),
        processing=settings_file(ctx.root, "legal/processing.toml", Processing),
        site=settings_file(ctx.root, "comptoir.toml", SiteSettings),
    )


def settings_file(root: Path, relative: str, model: type[M]) -> M:
    """Read one settings file of a project; its absence says that this is no project."""
    path = root / relative
    if not path.is_file():
        raise InputError(
            "ce fichier manque : ce dossier n’est pas un projet Comptoir, ou il est incomplet.",
            remedy="Placez-vous dans le dossier du projet, donnez-le avec --project, "
            "ou créez-en un avec comptoir new.",
            at=Place(relative),
        )
    return read_model(path, model, shown=relative)
