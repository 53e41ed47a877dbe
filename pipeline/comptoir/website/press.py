"""Run Pelican on an edition, quietly, and turn what it swallows back into errors."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from pelican.log import console
from pelican.settings import read_settings

from comptoir.errors import ComptoirError, InputError, Place
from comptoir.website.edition import Edition
from comptoir.website.incremental.past import Past
from comptoir.website.machine import run
from comptoir.website.settings import KEY, SHELF, pelican_settings
from comptoir.website.templates import refuse_strays, template_fault

CONTENT = "content"


class PressError(RuntimeError):
    """Pelican said that something went wrong, and went on: for us that is a bug."""


class _Ear(logging.Handler):
    """Hears Pelican's errors, and the exceptions it catches on the way."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[tuple[str, BaseException | None]] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.ERROR:
            self.heard.append((record.getMessage(), sys.exc_info()[1]))


def press(edition: Edition, past: Past) -> None:
    """Write the pages that changed on the shelf of the build.

    Raises:
        InputError: a template of the project is badly written, or names what does not exist.
    """
    facts = edition.facts
    refuse_strays(facts.root)
    if not (facts.root / CONTENT).is_dir():
        raise InputError(
            "le dossier des pages manque.",
            remedy="Créez-le, avec content/pages/index.md pour l’accueil.",
            at=Place(CONTENT),
        )
    given = pelican_settings(facts.root, facts.site, past.shelf.new)
    given |= {KEY: edition, SHELF: past.shelf}
    with _listening() as ear, _quiet(console):
        settings = read_settings(override=given)
        try:
            run(settings, edition, past)
        except ComptoirError:
            raise
        except Exception as error:
            fault = template_fault(error, facts.root)
            if fault is None:
                raise
            raise InputError(faults=[fault]) from error
    for message, caught in ear.heard:
        if isinstance(caught, ComptoirError):
            raise caught
        raise PressError(message) from caught


@contextmanager
def _listening() -> Iterator[_Ear]:
    ear, logger = _Ear(), logging.getLogger("pelican")
    handlers, level, propagate = list(logger.handlers), logger.level, logger.propagate
    logger.handlers, logger.propagate = [ear], False
    logger.setLevel(logging.WARNING)
    try:
        yield ear
    finally:
        logger.handlers, logger.propagate = handlers, propagate
        logger.setLevel(level)


@contextmanager
def _quiet(console: "object") -> Iterator[None]:
    """Keep Pelican's own words from the terminal."""
    was = getattr(console, "quiet", False)
    setattr(console, "quiet", True)  # noqa: B010 — rich types it as read-only
    try:
        yield
    finally:
        setattr(console, "quiet", was)  # noqa: B010
