"""`comptoir site serve`: build at each save, tell browsers, check what changed, then the rest."""

import queue
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from comptoir.context import Context
from comptoir.desk.page_checks import PageCheck
from comptoir.desk.project import Project, load
from comptoir.desk.remarks import Remarks
from comptoir.desk.site_facts import facts_of
from comptoir.desk.source_pages import SourcePages, standing
from comptoir.desk.whole_check import Aside, Asked, Whole
from comptoir.errors import ComptoirError, Fault
from comptoir.resources import theme_folders
from comptoir.text import plural
from comptoir.website.build import Job
from comptoir.website.preview.news import News, Trouble, Waiting
from comptoir.website.preview.server import Server
from comptoir.website.preview.watch import Saves, following
from comptoir.website.report import BuildReport

Build = Callable[[Job], BuildReport]
Event = Saves | Whole | None  # None: the end


@dataclass(slots=True)
class Preview:
    """The site as it is being written.

    Args:
        ctx: who writes; the day follows the calendar unless it was given.
        server: where browsers look.
        build: makes the site of a job, and says which pages changed.
        say: prints a line for the person at the terminal.
    """

    ctx: Context
    server: Server
    build: Build
    say: Callable[[str], None]
    events: "queue.SimpleQueue[Event]" = field(default_factory=queue.SimpleQueue)
    _sources: SourcePages = field(init=False)
    _remarks: Remarks = field(init=False)
    _news: News = field(default_factory=News)
    _round: int = 0

    def __post_init__(self) -> None:
        self._sources = SourcePages(self.ctx.root)
        self._remarks = Remarks(self._folder_shown, self._sources.pages)

    def run(self) -> None:
        """Follow each save until it is interrupted or stopped."""
        with self._following() as aside:
            self._sources.fill()
            self.say("Première construction…")
            self._save((), aside)
            while self._take(aside):
                continue

    def stop(self) -> None:
        """Let `run` end, from another thread."""
        self.events.put(None)

    def _take(self, aside: Aside) -> bool:
        """Do what is asked for next; saves that came meanwhile are taken as one."""
        saves: set[Path] = set()
        for event in self._events():
            if event is None:
                return False
            if isinstance(event, Whole):
                self._hear(event)
            else:
                saves |= event
        if saves:
            self._save(saves, aside)
        return True

    def _events(self) -> Iterator[Event]:
        yield self.events.get()
        while not self.events.empty():
            yield self.events.get()

    @contextmanager
    def _following(self) -> Iterator[Aside]:
        root = self.ctx.root
        more = tuple(path for path in theme_folders(root) if path != (root / "theme").resolve())
        aside = Aside(self.events.put)
        try:
            with following(root, self.events.put, more=more):
                yield aside
        finally:
            aside.close()

    def _save(self, files: Collection[Path], aside: Aside) -> None:
        ctx = self._today()
        before = self._sources.sources()
        changed = self._sources.renew(files)
        self._round += 1
        troubles, project = self._built(ctx)
        after = self._sources.sources()
        went = dict(self._news.moved) | moved(before, after)
        self._news = replace(
            self._news,
            troubles=troubles,
            sources=after,
            moved={old: new for old, new in went.items() if old not in after and new in after},
            judged=False,
        )
        self._put(ctx)
        if project is None:
            return
        self._check(ctx, project, changed)
        aside.ask(
            Asked(
                number=self._round, root=ctx.root, folder=self.server.folder, today=ctx.today,
                now=ctx.now(),
            )
        )  # fmt: skip

    def _today(self) -> Context:
        ctx = self.ctx
        return ctx if ctx.pinned else replace(ctx, today=ctx.day_of(ctx.now()))

    def _built(self, ctx: Context) -> tuple[tuple[Trouble, ...], Project | None]:
        """Build, say so, and return what is in the way; no project when it cannot be read."""
        project = None
        try:
            project = load(ctx)
            facts = replace(facts_of(ctx, project), drafts=True)
            self.server.base = facts.base
            job = Job(facts=facts, output=self.server.folder, progress=ctx.progress)
            report = self.build(job)
        except ComptoirError as error:
            self.say(str(error))
            return tuple(map(trouble, error.faults)), project
        except Exception as error:  # noqa: BLE001 — a file may go while it is read: the next save mends it
            told = broken(error)
            self.say(f"  {said(told)}")
            return (told,), project
        troubles = tuple(sorted(troubles_of(report), key=lambda one: (one.file, one.line)))
        if not report.stopped:
            seconds = f"{report.seconds:.2f}".replace(".", ",")
            files = plural(report.changed, "fichier changé", "fichiers changés")
            self.say(f"Construit en {seconds} s : {files}.")
        for one in troubles:
            self.say(f"  {said(one)}")
        return troubles, project

    def _check(self, ctx: Context, project: Project, changed: Collection[str]) -> None:
        """Judge the pages that changed, by the rules that read nothing but a page."""
        if not changed:
            return
        check = PageCheck.of(ctx, project)
        for path in changed:
            page = self._sources.pages[path]
            file = f"{page.url.lstrip('/')}index.html"
            shown = f"{self._folder_shown}/{file}"
            found = check.judge(page, self.server.folder / file, shown=shown)
            remarks = self._remarks.of_page(page.url, path, found, judged_by=check.codes)
            if remarks:
                self.say(f"  {path} : {plural(len(remarks), 'remarque')} des règles.")
        self._put(ctx)

    def _hear(self, whole: Whole) -> None:
        if whole.number == self._round:
            self._remarks.of_site(whole.findings, self._sources.sources())
            self._news = replace(self._news, judged=True)
            self._put(self._today())

    def _put(self, ctx: Context) -> None:
        self._news = replace(
            self._news,
            pages=self._remarks.pages,
            site=self._remarks.site,
            waiting=tuple(self._not_yet(ctx)),
        )
        self.server.board.put(self._news)

    def _not_yet(self, ctx: Context) -> Iterator[Waiting]:
        for page in self._sources.pages.values():
            if why := standing(page, ctx.today):
                yield Waiting(url=page.url, title=page.meta.title, standing=why)

    @property
    def _folder_shown(self) -> str:
        return self.server.folder.relative_to(self.ctx.root).as_posix()


def trouble(fault: Fault) -> Trouble:
    at = fault.at
    return Trouble(
        found=f"{fault.found[:1].upper()}{fault.found[1:]}",
        remedy=fault.remedy,
        file=at.path if at else "",
        line=at.line if at else 0,
        element=at.field if at else "",
    )


def broken(error: Exception) -> Trouble:
    return Trouble(
        found=f"La construction s’est arrêtée sans que Comptoir sache pourquoi "
        f"({type(error).__name__}).",
        remedy="Enregistrez de nouveau. Si cela revient, « comptoir site construire » en écrit "
        "le rapport.",
    )


def troubles_of(report: BuildReport) -> Iterator[Trouble]:
    """Yield what stops the build, then what holds pages back."""
    if report.stopped:
        yield Trouble(found=f"Rien de nouveau ne se montre : {report.stopped}.")
    known = {str(fault) for fault in report.faults}
    yield from map(trouble, report.faults)
    for held in report.held:
        for reason in held.reasons:
            if reason not in known:
                yield Trouble(found=reason, file="" if held.path in reason else held.path)


def said(one: Trouble) -> str:
    """Write a trouble on a line, as errors are written."""
    where = ", ".join(
        part for part in (one.file, f"ligne {one.line}" if one.line else "", one.element) if part
    )
    return " ".join(part for part in (f"{where} :" if where else "", one.found, one.remedy) if part)


def moved(before: dict[str, str], after: dict[str, str]) -> dict[str, str]:
    """Return the addresses that changed: those of one file, or of the one that was renamed.

    >>> moved({"/a/": "a.md", "/x/": "x.md"}, {"/b/": "a.md", "/x/": "x.md"})
    {'/a/': '/b/'}
    >>> moved({"/a/": "a.md"}, {"/b/": "b.md"})
    {'/a/': '/b/'}
    >>> moved({"/a/": "a.md"}, {"/a/": "a.md", "/b/": "b.md"})
    {}
    """
    gone = {url: path for url, path in before.items() if url not in after}
    come = {path: url for url, path in after.items() if url not in before}
    same = {url: come[path] for url, path in gone.items() if path in come}
    if not same and len(gone) == len(come) == 1:
        return {next(iter(gone)): next(iter(come.values()))}
    return same
