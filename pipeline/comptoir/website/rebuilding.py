"""The door of every build: what is asked again of an unchanged project is answered from memory.

Nothing heavy is loaded before a change was found: Pelican, the models and the rules cost more time
than the look at ten thousand files.
"""

import gc
import importlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from comptoir.website.incremental.past import Past, Wanted
from comptoir.website.report import BuildReport
from comptoir.website.swap import locked, refuse_stranger

if TYPE_CHECKING:
    from comptoir.website.build import Job


def rebuild(
    wanted: Wanted,
    job: "Callable[[], Job]",
    *,
    last: Past | None = None,
    keep: Callable[[Past], None] | None = None,
) -> BuildReport:
    """Build what changed since the last time.

    Args:
        wanted: what is asked for.
        job: reads the settings; called when something changed.
        last: the build before, in this process.
        keep: given this build, for the next one.

    Raises:
        InputError: the output folder is not ours, or the settings cannot be used.
        RefusedError: another build is writing to the same place.
    """
    started = time.perf_counter()
    refuse_stranger(wanted.output, wanted.root)
    with patient(), locked(wanted.output) as places:
        past = Past(wanted, last)
        try:
            report = past.unchanged()
            if report is None:
                building = importlib.import_module("comptoir.website.build")
                report = building.make(job(), past, places)
            if keep:
                keep(past)
        finally:
            if not keep:
                past.memory.close()
    return replace(report, seconds=time.perf_counter() - started)


@contextmanager
def patient() -> Iterator[None]:
    """Look for rubbish less often: libraries and thousands of pages are kept to the end."""
    usual = gc.get_threshold()
    gc.set_threshold(20_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
