"""One .ics an event, and one for the whole agenda."""

from importlib import import_module
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
    output, facts = Path(pelican.output_path), edition.facts
    if not edition.of(PageKind.EVENT):
        return
    calendar = import_module("comptoir.website.calendars").calendar  # a library of its own
    events = sorted(edition.of(PageKind.EVENT), key=lambda page: (page.meta.starts, page.slug))  # type: ignore[attr-defined]  # an event
    for page in events:
        file = output / page.url.strip("/") / f"{page.slug}.ics"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(calendar([page], facts, name=page.meta.title))
    whole = output / "agenda" / "agenda.ics"
    whole.parent.mkdir(parents=True, exist_ok=True)
    whole.write_bytes(calendar(events, facts, name=f"Agenda : {facts.site.site.name}"))
