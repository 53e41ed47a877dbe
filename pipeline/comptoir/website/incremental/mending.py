"""The shortcut of the commonest edits: the text of pages, their titles, the dates and the subjects
of articles.

Only the pages that show them are made again, without running Pelican. Anything else, or any doubt,
leaves the work to the whole build, whose bytes are the same.
"""

import importlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from jinja2 import TemplateError

from comptoir.errors import ComptoirError
from comptoir.site.components import blocks_in, linked_files
from comptoir.site.figures import image_uses
from comptoir.site.source import PageKind, SourcePage
from comptoir.website import cards
from comptoir.website.adopted_theme import templates_of
from comptoir.website.edition import Edition, Facts
from comptoir.website.found import sitemap
from comptoir.website.incremental.frames import Frame
from comptoir.website.incremental.leaves import NeedsAllError
from comptoir.website.incremental.lists import Standing, lists_of
from comptoir.website.incremental.making import Maker
from comptoir.website.incremental.memory import BROKEN
from comptoir.website.incremental.past import Learnt, Past
from comptoir.website.incremental.showing import PLACED, WORDS, Showing, changes, same_but
from comptoir.website.incremental.watching import ALL, BETWEEN

Read = Sequence[tuple[SourcePage, SourcePage]]  # each as it is, and as it was
MOST = 50  # sources
MOST_MADE = 300  # pages: more are better made on two processors


@dataclass(slots=True)
class Mended:
    """What the shortcut did, by the names of files in the site."""

    made: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)


def mended(facts: Facts, past: Past, folder: Path) -> Mended | None:
    """Make again, in a folder, what shows the words that changed.

    Returns:
        what was done, or nothing when the whole build has to do it.
    """
    frame = past.frame
    names = past.changed
    if not isinstance(frame, Frame) or len(names) > MOST or past.facts != past.facts_now:
        return None
    try:
        return _Mending(facts, past, frame).make(names, folder)
    except (NeedsAllError, ComptoirError, TemplateError, *BROKEN):
        past.now = Learnt()
        return None


class _Mending:
    """One mending."""

    def __init__(self, facts: Facts, past: Past, frame: Frame) -> None:
        self.facts, self.past, self.frame = facts, past, frame
        self.done = Mended()

    def make(self, names: list[str], folder: Path) -> Mended:
        if templates_of(self.facts.root):
            raise NeedsAllError("ancien")  # an adopted theme counts on more of Pelican
        if any(ALL in needs.split(BETWEEN) for _, needs in self.past.jobs.values()):
            raise NeedsAllError(ALL)
        read = [self._read(name) for name in names]
        faces = {new.path for new, old in read if new.meta != old.meta}
        edition = self._edition()
        frame = self._placed(edition, read) if faces else self.frame
        maker = Maker(self.past, frame, edition)
        texts = {*names, *self._staged(edition, faces)}
        for name in sorted(texts):
            self._put(folder, maker.page(edition.by_path[name]))
        if faces:
            self._show(maker, read, faces, folder)
            self._share(edition, folder, faces)
        if maker.fed != self.frame.orders.get("articles", [])[: len(maker.fed)] or (
            not texts.isdisjoint(maker.fed)
        ):
            self.done.made |= maker.feeds(folder)
        now = self.past.now
        now.sources = self.past.sources | now.sources
        now.prose = maker.prose.rows()
        kept = {n: job for n, job in self.past.jobs.items() if n not in self.done.gone}
        now.jobs = kept | {name: ("", needs) for name, needs in maker.needs.items()}
        now.frame = frame
        return self.done

    def _read(self, name: str) -> tuple[SourcePage, SourcePage]:
        """Read a page anew; return it, and as it was.

        Raises:
            NeedsAllError: something else changed in it that other files show.
        """
        if name not in self.frame.published or name not in self.past.sources:
            raise NeedsAllError(name)
        if name in self.frame.bodies:
            raise NeedsAllError(name)
        _, old = self.past.last_read(name)
        page = self.past.read_page(self.facts.root / name, self.facts.root)
        if _named(page) != _named(old) or not same_but(page, old, (*WORDS, *PLACED)):
            raise NeedsAllError(name)
        if page.meta.date != old.meta.date and not self._out(page, old):
            raise NeedsAllError(name)
        return page, old

    def _out(self, *pages: SourcePage) -> bool:
        return all(page.published_on(self.facts.today) for page in pages)

    def _placed(self, edition: Edition, read: Read) -> Frame:
        """Return the frame with the lists of the new edition.

        Raises:
            NeedsAllError: the lists of the old one are not as we would make them.
        """
        had = {old.path: old for _, old in read}
        before = replace(edition, pages=tuple(had.get(p.path, p) for p in edition.pages))
        if lists_of(self.frame, before) != self.frame:
            raise NeedsAllError("lists")  # translations, or an extension
        frame = lists_of(self.frame, edition)
        self.old, self.new = Standing(before, self.frame), Standing(edition, frame)
        return frame

    @staticmethod
    def _staged(edition: Edition, faces: Collection[str]) -> list[str]:
        """Return the pages whose components may show the events and the offers that changed."""
        kinds = {edition.by_path[path].kind for path in faces}
        if kinds.isdisjoint((PageKind.EVENT, PageKind.OFFER)):
            return []
        return [page.path for page in edition.pages if ":::" in edition.body(page)]

    def _edition(self) -> Edition:
        return Edition(
            facts=self.facts,
            pages=tuple(self._page(path) for path in self.frame.published),
            bodies=self.frame.bodies,
            register=self.frame.register,
            data=self.frame.data,
            gallery=self.frame.gallery,
        )

    def _page(self, path: str) -> SourcePage:
        page = self.past.now.pages.get(path) or self.past.kept_page(path)
        if page is None:
            raise NeedsAllError(path)
        return page

    def _put(self, folder: Path, made: tuple[str, str], *, new: bool = False) -> None:
        """Write a page, which the last build wrote too unless it may be new."""
        name, text = made
        if name not in self.past.jobs and not new:
            raise NeedsAllError(name)
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        self.done.made.add(name)

    def _show(self, maker: Maker, read: Read, faces: set[str], folder: Path) -> None:
        """Make again the pages that show what changed beside the text."""
        size = maker.settings["DEFAULT_PAGINATION"]
        showing = Showing(self.old, self.new, faces, size)
        wanted = showing.among(self.past.jobs) - self.done.made
        self._few(wanted)
        for name in sorted(wanted):
            if name in showing.parts:
                self._put(folder, maker.part(*showing.parts[name]), new=True)
            elif page := maker.by_file.get(name):
                self._put(folder, maker.page(page))
            else:
                self._put(folder, maker.other(name, self.new))
        self.done.gone |= showing.gone
        if any(changes(new, old, ("date", "modified", "category")) for new, old in read):
            (folder / "sitemap.xml").write_text(sitemap(maker.edition), "utf-8")
            self.done.made.add("sitemap.xml")

    def _few(self, wanted: Collection[str]) -> None:
        if len(wanted) + len(self.done.made) > MOST_MADE:
            raise NeedsAllError

    def _share(self, edition: Edition, folder: Path, faces: Collection[str]) -> None:
        """Write again what lists the titles outside of pages, and draws them."""
        told = self.facts.site.sharing
        if any(edition.by_path[path].kind is PageKind.EVENT for path in faces):
            calendars = importlib.import_module("comptoir.website.calendars")
            self.done.made |= calendars.write_calendars(edition, folder)
        if told.llms:
            text = importlib.import_module("comptoir.website.sharing").llms(edition)
            (folder / "llms.txt").write_text(text, "utf-8")
            self.done.made.add("llms.txt")
        if told.cards:
            start = f"{cards.FOLDER}/"
            names = {f"{start}{card.name}" for card in cards.cards_of(edition)}
            had = {name for name in self.past.outputs if name.startswith(start)}
            self.done.gone |= had - names
            if names - had:
                drawing = importlib.import_module("comptoir.website.social_cards")
                drawing.write_cards(edition, self.past.shelf)


def _named(page: SourcePage) -> tuple[Any, ...]:
    """Return all that a page's text asks of the rest of the project."""
    blocks = [(b.name, tuple(b.attributes.items()), b.body) for b in blocks_in(page.body) if b.name]
    images = sorted({use.name for use in image_uses(page)})
    return page.url, page.kind, images, sorted({n for n, _ in linked_files(page.body)}), blocks
