"""Before anything: make sure that there is an edition to print, also when Pelican runs by hand."""

import logging
from pathlib import Path
from typing import Any

from pelican.plugins import signals

from comptoir.errors import InputError
from comptoir.readers.content import read_content
from comptoir.site.source import PageKind
from comptoir.website import searching
from comptoir.website.edition import Edition
from comptoir.website.found import lists_to_write
from comptoir.website.prepare import prepare
from comptoir.website.settings import KEY
from comptoir.website.shelf import Shelf

logger = logging.getLogger(__name__)


def register() -> None:
    signals.initialized.connect(prepare_edition)


def prepare_edition(pelican: Any) -> None:
    """Prepare the edition when `comptoir site build` did not."""
    if KEY not in pelican.settings:
        pelican.settings[KEY] = _edition_by_hand(pelican)
    _leave_out_empty_lists(pelican.settings)
    _make_sure_of_a_home(pelican.settings)
    searching.add_page(pelican.settings, pelican.settings[KEY])


def _make_sure_of_a_home(settings: Any) -> None:
    """Write a home page of the lists alone when no page says that it is one."""
    if all(page.url != "/" for page in settings[KEY].pages):
        settings["DIRECT_TEMPLATES"] = [*settings["DIRECT_TEMPLATES"], "home"]
        settings |= {"HOME_SAVE_AS": "index.html", "HOME_URL": ""}


def _leave_out_empty_lists(settings: Any) -> None:
    edition = settings[KEY]
    if "/actualites/" not in lists_to_write(edition):
        settings["DIRECT_TEMPLATES"] = ["404"]
    if not edition.of(PageKind.NEWS):
        settings["DIRECT_TEMPLATES"] = [t for t in settings["DIRECT_TEMPLATES"] if t != "topics"]
        settings["FEED_ALL_ATOM"] = settings["FEED_ALL_RSS"] = None


def _edition_by_hand(pelican: Any) -> Edition:
    facts = pelican.settings["COMPTOIR_FACTS"]
    output = Path(pelican.settings["OUTPUT_PATH"])
    prepared = prepare(facts, read_content(facts.root), Shelf(output, output))
    if prepared.plan.stopped:
        raise InputError(f"rien n’est publié : {prepared.plan.stopped}.")
    for path, reasons in prepared.plan.held.items():
        logger.warning("%s est retenue : %s", path, " ; ".join(reasons))
    return prepared.edition
