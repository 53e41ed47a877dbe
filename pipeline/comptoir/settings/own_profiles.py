"""`comptoir.toml [profiles.NAME]`: the organisation's own profiles, from one of the five."""

from typing import Annotated

from pydantic import AfterValidator, Field

from comptoir.profiles import PROFILES, base_named, cells_named
from comptoir.settings.model import Model

Told = dict[str, tuple[str, ...]]


def _base(name: str) -> str:
    return base_named(name).name


def _cells(told: Told) -> Told:
    cells_named(told)
    return told


def _new(name: str) -> str:
    if name in PROFILES:
        raise ValueError(f"le profil « {name} » existe déjà : donnez un autre nom au vôtre.")
    return name


Cells = Annotated[Told, AfterValidator(_cells)]
NewName = Annotated[str, AfterValidator(_new)]


class OwnProfile(Model):
    """A profile of the organisation's own: classes of data, and the actions added or removed."""

    based_on: Annotated[str, AfterValidator(_base)]
    add: Cells = Field(default_factory=dict)
    remove: Cells = Field(default_factory=dict)
