"""The editorial calendar, sources that grow old, and releases of images that end."""

from collections.abc import Iterator
from datetime import date

from comptoir.context import Context
from comptoir.desk.due.task import Task
from comptoir.readers.content import read_content
from comptoir.site.calendar import deadlines
from comptoir.site.source import PageKind, SourcePage
from comptoir.site.statements import stale_on


def tasks(ctx: Context) -> Iterator[Task]:
    """The editorial calendar, and releases that end: all in the files."""
    if not (ctx.root / "content").is_dir():
        return
    content = read_content(ctx.root)
    for one in deadlines(content.pages, today=ctx.today):
        yield Task(one.on, one.what, one.path, one.owner)
    for page in content.pages:
        yield from _sources(page, ctx.today)
    for name, release in content.register.releases.items():
        ends = release.valid_to
        if ends and ends >= ctx.today and not release.withdrawn_on:
            yield Task(ends, f"Fin de l’autorisation d’image {name}", "comptoir image lister")


def _sources(page: SourcePage, today: date) -> Iterator[Task]:
    """Sources of lasting pages that will have grown old: news are of their day."""
    if page.kind is PageKind.PAGE and page.published_on(today):
        for source in page.meta.sources:
            said = f"Chercher plus récent que « {source.title} » ({source.author})"
            yield Task(stale_on(source), said, page.path, page.meta.owner)
