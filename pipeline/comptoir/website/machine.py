"""Pelican as it is, on two processors: Markdown, then pages, each half in a child process."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pelican
from jinja2 import Template
from pelican.paginator import Paginator
from pelican.plugins import signals
from pelican.utils import get_relative_path, path_to_url, sanitised_join
from pelican.writers import FileOverwriteFailedError, Writer

from comptoir.site.source import SourcePage
from comptoir.website.edition import Edition
from comptoir.website.plugins.reading import SourceReader
from comptoir.website.twice import shared

PROSE = "COMPTOIR_PROSE"


def run(settings: Any, edition: Edition) -> None:
    """Run Pelican on an edition."""
    _make_prose(settings, edition)
    _Machine(settings).run()


@dataclass(slots=True)
class Job:
    """A page to write."""

    name: str
    path: str
    template: Template
    context: Mapping[str, Any]
    relative: bool
    given: dict[str, Any]


@dataclass(slots=True)
class Pages:
    """All pages of one edition, put aside by the writer and written together at the end."""

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
            for own_name, told in _cut(writer, name, template_name, paginated, url, given):
                path = sanitised_join(writer.output_path, own_name)
                if _to_write(writer, path, override=override_output):
                    job = Job(own_name, path, template, context, relative_urls, told)
                    self.jobs.append(job)

        writer.write_file = write_file

    def generate_output(self, _writer: Writer) -> None:
        """Write them all; an extension that follows the writing is told of each, in order."""
        last = {job.path: job for job in self.jobs}  # what is written twice ends as the second
        jobs, self.jobs = list(last.values()), []
        if signals.content_written.receivers:
            _write(jobs)
            return
        _, _, again = shared(jobs, _write)
        _write(again)


class _Machine(pelican.Pelican):  # type: ignore[misc]
    """Runs what Pelican runs."""

    def __init__(self, settings: Any) -> None:
        super().__init__(settings)
        self.pages = Pages()

    def _get_generator_classes(self) -> list[Any]:
        return [*super()._get_generator_classes(), lambda **_: self.pages]

    def _get_writer(self) -> Writer:
        writer = super()._get_writer()
        self.pages.take(writer)
        return writer


def _write(jobs: Sequence[Job]) -> None:
    for job in jobs:
        local = _local(job)
        text = job.template.render(local)
        path = Path(job.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        signals.content_written.send(job.path, context=local)


def _local(job: Job) -> dict[str, Any]:
    """Return what Pelican's own writer would give the template."""
    local = dict(job.context)
    local["localsiteurl"] = local.get("localsiteurl")
    if job.relative:
        url = path_to_url(get_relative_path(job.name))
        local |= {"SITEURL": url, "localsiteurl": url}
    local["output_file"] = job.name
    return local | job.given


def _cut(
    writer: Writer, name: str, template_name: Any, paginated: Any, url: Any, given: dict[str, Any]
) -> Iterable[tuple[str, dict[str, Any]]]:
    """Yield the pages of a list, or the one page, as Pelican's own writer does."""
    if paginated is None:
        paginated = {key: val for key, val in given.items() if key in {"articles", "dates"}}
    sizes = writer.settings["PAGINATED_TEMPLATES"]
    if not paginated or template_name not in sizes:
        yield name, given
        return
    size = sizes[template_name] or writer.settings["DEFAULT_PAGINATION"]
    paginators = {
        key: Paginator(name, url, val, writer.settings, size) for key, val in paginated.items()
    }
    for number in range(1, next(iter(paginators.values())).num_pages + 1):
        told, page = dict(given), None
        for key, paginator in paginators.items():
            page = paginator.page(number)
            told |= {
                f"{key}_paginator": paginator,
                f"{key}_page": page,
                f"{key}_previous_page": paginator.page(number - 1) if number > 1 else None,
                f"{key}_next_page": (
                    paginator.page(number + 1) if number < paginator.num_pages else None
                ),
            }
        if page is not None:
            yield page.save_as, told


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


class _ProseOnce:
    """Stands before the converter: what a child made is not made again."""

    def __init__(self, prose: Any) -> None:
        self._prose, self._contents = prose, None
        self.made: dict[tuple[Any, ...], tuple[str, Any]] = {}

    def html(self, text: str, **options: Any) -> str:
        key = (text, *sorted(options.items()))
        if key not in self.made:
            self.made[key] = (self._prose.html(text, **options), self._prose.contents())
        html, self._contents = self.made[key]
        return html

    def contents(self) -> Any:
        return self._contents

    def __getattr__(self, name: str) -> Any:
        return getattr(self._prose, name)


def _make_prose(settings: Any, edition: Edition) -> None:
    """Make the HTML of the pages ahead, on two processors when there are many."""
    reader = SourceReader(settings)
    once = _ProseOnce(settings[PROSE])
    settings[PROSE] = once
    reader.prose = once  # type: ignore[assignment]
    root = edition.facts.root

    def work(pages: Sequence[SourcePage]) -> dict[tuple[Any, ...], tuple[str, Any]]:
        for page in pages:
            reader.read(str(root / page.path))
        return once.made

    _, there, _ = shared(edition.pages, work)
    once.made |= there or {}
