"""Pelican run by hand: the same settings, the edition prepared when Pelican starts."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from comptoir.errors import InputError
from comptoir.readers.toml import read_model
from comptoir.readers.zones import MARKER
from comptoir.settings import Organisation, Processing, SiteSettings
from comptoir.website.edition import Facts
from comptoir.website.settings import pelican_settings


def project_above(here: Path) -> Path:
    """Return the nearest folder above that is a project."""
    for folder in (here, *here.parents):
        if (folder / MARKER).is_file():
            return folder
    raise InputError(
        "ce dossier n’est pas un projet Comptoir.",
        remedy="Lancez pelican depuis le dossier du projet.",
    )


def read_facts(root: Path, today: date | None = None) -> Facts:
    """Read the three files that a site needs."""
    site = read_model(root / MARKER, SiteSettings, shown=MARKER)
    told = site.demonstration.today if site.demonstration.enabled else None
    return Facts(
        root=root,
        organisation=_read(root, "legal/organisation.toml", Organisation),
        processing=_read(root, "legal/processing.toml", Processing),
        site=site,
        today=today or told or datetime.now(UTC).astimezone(ZoneInfo(site.site.timezone)).date(),
    )


def _read(root: Path, relative: str, model: type[Any]) -> Any:
    return read_model(root / relative, model, shown=relative)


def settings_by_hand(root: Path) -> dict[str, Any]:
    facts = read_facts(root)
    return pelican_settings(root, facts.site, root / "output") | {"COMPTOIR_FACTS": facts}
