"""Pelican as it is, on two processors: Markdown, then pages, each half in a child process."""

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pelican
from pelican.paginator import Paginator
from pelican.plugins import signals
from pelican.utils import get_relative_path, path_to_url, sanitised_join
from pelican.writers import FileOverwriteFailedError, Writer

from comptoir.website.edition import Edition
from comptoir.website.incremental.drawer import Drawer
from comptoir.website.incremental.following import Following, Job, Part
from comptoir.website.incremental.kept_prose import KeptProse, Made, stage_sum
from comptoir.website.incremental.past import Past
from comptoir.website.incremental.sums import is_list
from comptoir.website.incremental.watching import Cut, Listed, Notes, Watched
from comptoir.website.metadata import markdown_of
from comptoir.website.prose import PagesError, prose_of, too_deep
from comptoir.website.settings import PROSE, SURROUNDINGS
from comptoir.website.surroundings import Surroundings
from comptoir.website.twice import shared


def run(settings: Any, edition: Edition, past: Past) -> None:
    """Run Pelican on an edition, making only what the past does not hold."""
    _make_prose(settings, edition, past)
    plain, notes = Surroundings(edition), Notes()
    settings[SURROUNDINGS] = site = Watched(plain, notes)
    _Machine(settings, Pages(Following(past, plain), notes, site)).run()


@dataclass(slots=True)
class Pages:
    """All pages of one edition, put aside by the writer and written together at the end."""

    following: Following
    notes: Notes
    site: Watched
    jobs: list[Job] = field(default_factory=list)

    def take(self, writer: Writer) -> None:
        """Put pages aside instead of letting the writer render them one by one."""

        def write_file(
            name: Any, template: Any, context: Any, relative_urls: bool = False,
            paginated: Any = None, template_name: Any = None, override_output: bool = False,
            url: Any = None, **given: Any,
        ) -> None:  # fmt: skip
            if not name:
                return
            for own_name, part in _cut(writer, name, template_name, paginated, url, given):
                path = sanitised_join(writer.output_path, own_name)
                if _to_write(writer, path, override=override_output):
                    job = Job(own_name, path, template, context, relative_urls, given, part)
                    self.jobs.append(job)

        writer.write_file = write_file

    def generate_output(self, _writer: Writer) -> None:
        """Write those that changed; an extension that follows the writing is told of each."""
        last = {job.path: job for job in self.jobs}  # what is written twice ends as the second
        jobs, self.jobs = list(last.values()), []
        self._write(self.following.moved(jobs))
        # what templates were given holds itself, and would stay in memory to the end
        self.following.forget()
        self.site.forget()
        for context in {id(job.context): job.context for job in jobs}.values():
            context.clear()

    def _write(self, work: Sequence[Job]) -> None:
        write = partial(_write, notes=self.notes, following=self.following)
        known = self.following.past.now.jobs
        if signals.content_written.receivers:
            known |= write(work)
            return
        mine, theirs, again = shared(work, write)
        known |= mine | (theirs or {}) | write(again)


class _Machine(pelican.Pelican):  # type: ignore[misc]
    """Runs what Pelican runs."""

    def __init__(self, settings: Any, pages: Pages) -> None:
        super().__init__(settings)
        self.pages = pages

    def _get_generator_classes(self) -> list[Any]:
        return [*super()._get_generator_classes(), lambda **_: self.pages]

    def _get_writer(self) -> Writer:
        writer = super()._get_writer()
        self.pages.take(writer)
        return writer


def _write(jobs: Iterable[Job], notes: Notes, following: Following) -> dict[str, tuple[str, str]]:
    """Write pages; return what is to be known of each at the next build."""
    known = {}
    contexts: dict[int, dict[str, Any]] = {}
    for job in jobs:
        if id(job.context) not in contexts:
            contexts[id(job.context)] = _watched(job.context, "", notes)
        local = contexts[id(job.context)] | _local(job, notes)
        notes.taken()
        text = job.template.render(local)
        known[job.name] = following.told(job, notes.taken())
        _put(job.path, text)
        signals.content_written.send(job.path, context=local)
    return known


def _put(path: str, text: str) -> None:
    """Write a file: most are in a folder of their own, which is not there yet."""
    try:
        os.mkdir(os.path.dirname(path))  # noqa: PTH102, PTH120 — thousands: strings are enough
    except FileExistsError:
        pass
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode())


def _local(job: Job, notes: Notes) -> dict[str, Any]:
    """Return what Pelican's own writer would give the template, beside the shared context."""
    told: dict[str, Any] = {"localsiteurl": job.context.get("localsiteurl")}
    if job.relative:
        url = path_to_url(get_relative_path(job.name))
        told |= {"SITEURL": url, "localsiteurl": url}
    return told | {"output_file": job.name} | _watched(job.given, "given.", notes)


def _watched(things: Mapping[str, Any], start: str, notes: Notes) -> dict[str, Any]:
    """Wrap the lists among what a template is given."""
    watched: dict[str, Any] = {}
    for name, thing in things.items():
        if is_list(thing):
            wrapper = Cut if isinstance(thing, Paginator) else Listed
            watched[name] = wrapper(thing, f"{start}{name}", notes)
        else:
            watched[name] = thing
    return watched


def _cut(
    writer: Writer, name: str, template_name: Any, paginated: Any, url: Any, given: dict[str, Any]
) -> Iterable[tuple[str, Part | None]]:
    """Yield the pages of a list, or the one page, as Pelican's own writer does."""
    if paginated is None:
        paginated = {key: val for key, val in given.items() if key in {"articles", "dates"}}
    sizes = writer.settings["PAGINATED_TEMPLATES"]
    if not paginated or template_name not in sizes:
        yield name, None
        return
    size = sizes[template_name] or writer.settings["DEFAULT_PAGINATION"]
    paginators = {
        key: Paginator(name, url, val, writer.settings, size) for key, val in paginated.items()
    }
    *_, last = paginators.values()
    for number in range(1, next(iter(paginators.values())).num_pages + 1):
        yield last.page(number).save_as, Part(paginators, number)


def _to_write(writer: Writer, path: str, *, override: bool) -> bool:
    """Say whether a file is to be written, by Pelican's own rules about writing one twice."""
    if path in writer._overridden_files:
        if override:
            raise FileOverwriteFailedError(path)
        return False
    if path in writer._written_files and not override:
        raise FileOverwriteFailedError(path)
    if override:
        writer._overridden_files.add(path)
    writer._written_files.add(path)
    return True


def _make_prose(settings: Any, edition: Edition, past: Past) -> None:
    """Make the HTML of the pages ahead, on two processors when there are many to make."""
    prose = prose_of(edition)
    kept = KeptProse(
        prose, had=past.prose_of, stage=lambda: stage_sum(past, edition), drawer=Drawer()
    )
    settings[PROSE] = kept
    texts = {page.path: markdown_of(page, edition) for page in edition.pages}
    keys = {path: kept.key(text, first_image=first) for path, (text, first) in texts.items()}
    new = [texts[path] for path, key in keys.items() if not kept.known(key)]

    def work(texts: Iterable[tuple[str, bool]]) -> dict[str, Made]:
        for text, first_image in texts:
            with suppress(RecursionError):  # it is told below, of every page together
                kept.make(text, first_image=first_image)
        return {key: kept.made[key] for key in kept.new}

    _, there, _ = shared(new, work)
    if there:
        kept.made |= there
        kept.new |= there.keys()
    deep = [too_deep(edition.by_path[path]) for path, key in keys.items()
            if not (kept.known(key) or _converts(kept, texts[path]))]  # fmt: skip
    if deep:
        raise PagesError(faults=deep)
    past.now.prose = kept.rows()


def _converts(kept: KeptProse, given: tuple[str, bool]) -> bool:
    """Try a text that nobody made: its child failed, or it is too deep."""
    try:
        kept.make(given[0], first_image=given[1])
    except RecursionError:
        return False
    return True
