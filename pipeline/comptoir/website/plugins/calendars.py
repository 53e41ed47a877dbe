"""One .ics an event, and one for the whole agenda."""

import importlib
from pathlib import Path
from typing import Any

from pelican.plugins import signals

from comptoir.site.source import PageKind
from comptoir.website.edition import Edition
from comptoir.website.settings import KEY


def register() -> None:
    signals.finalized.connect(write_calendars)


def write_calendars(pelican: Any) -> None:
    edition: Edition = pelican.settings[KEY]
    if edition.of(PageKind.EVENT):  # what writes them needs a library of its own
        importlib.import_module("comptoir.website.calendars").write_calendars(
            edition, Path(pelican.output_path)
        )
