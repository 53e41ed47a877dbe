"""The shortcut of the commonest edits: the text of pages, the title or the summary of articles.

Only the pages that show them are made again, without running Pelican. Anything else, or any doubt,
leaves the work to the whole build, whose bytes are the same.
"""

import importlib
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import TemplateError

from comptoir.errors import ComptoirError
from comptoir.site.components import blocks_in, linked_files
from comptoir.site.figures import image_uses
from comptoir.site.source import SourcePage
from comptoir.website import cards
from comptoir.website.adopted_theme import templates_of
from comptoir.website.edition import Edition, Facts
from comptoir.website.incremental.frames import Frame
from comptoir.website.incremental.leaves import NeedsAllError
from comptoir.website.incremental.making import Maker
from comptoir.website.incremental.memory import BROKEN
from comptoir.website.incremental.past import Learnt, Past
from comptoir.website.incremental.showing import Showing, same_lists
from comptoir.website.incremental.watching import ALL, BETWEEN

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
        maker = Maker(self.past, self.frame, self._edition())
        for page, _ in read:
            self._put(folder, maker.page(page))
        for page, renamed in read:
            if renamed:
                self._show(page, maker, folder)
        if any(name in maker.fed for name in names):
            self.done.made |= maker.feeds(folder)
        if any(renamed for _, renamed in read):
            self._share(maker.edition, folder)
        now = self.past.now
        now.sources = self.past.sources | now.sources
        now.prose = maker.prose.rows()
        now.jobs = self.past.jobs | {name: ("", needs) for name, needs in maker.needs.items()}
        now.frame = self.frame
        return self.done

    def _read(self, name: str) -> tuple[SourcePage, bool]:
        """Read a page anew; say whether its title or its summary changed.

        Raises:
            NeedsAllError: something else changed in it that other files show.
        """
        if name not in self.frame.published or name not in self.past.sources:
            raise NeedsAllError(name)
        if name in self.frame.bodies:
            raise NeedsAllError(name)
        head, old = self.past.last_read(name)
        page = self.past.read_page(self.facts.root / name, self.facts.root)
        if _named(page) != _named(old):
            raise NeedsAllError(name)
        renamed = self.past.now.heads[name] != head
        if renamed and not same_lists(page, old):
            raise NeedsAllError(name)
        return page, renamed

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

    def _put(self, folder: Path, made: tuple[str, str]) -> None:
        """Write a page, which the last build wrote too."""
        name, text = made
        if name not in self.past.jobs:
            raise NeedsAllError(name)
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        self.done.made.add(name)

    def _show(self, article: SourcePage, maker: Maker, folder: Path) -> None:
        """Make again the pages that show an article."""
        showing = Showing(article, maker.edition, self.frame, maker.site.kinships)
        for listing in showing.listings:
            for made in maker.parts(listing, article.path):
                self._put(folder, made)
        wanted = showing.among(self.past.jobs) - self.done.made
        self._few(wanted)
        if showing.archive in wanted:
            self._put(folder, maker.archive(showing.year, showing.archive))
            wanted.remove(showing.archive)
        for name in sorted(wanted):
            self._put(folder, maker.page(maker.page_of(name)))

    def _few(self, wanted: Collection[str]) -> None:
        if len(wanted) + len(self.done.made) > MOST_MADE:
            raise NeedsAllError

    def _share(self, edition: Edition, folder: Path) -> None:
        """Write again what lists the titles outside of pages, and draws them."""
        told = self.facts.site.sharing
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
