"""The shortcut of the commonest edit: the text of pages changed, and nothing that others read.

Only those pages are made again, and no list, without running Pelican. Anything else, or any doubt,
leaves the work to the whole build, whose bytes are the same.
"""

import importlib
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, TemplateError

from comptoir.errors import ComptoirError
from comptoir.site.components import blocks_in, linked_files
from comptoir.site.figures import image_uses
from comptoir.site.source import PageKind, SourcePage
from comptoir.website.adopted_theme import templates_of
from comptoir.website.components.stage import Stage
from comptoir.website.edition import Edition, Facts
from comptoir.website.filters import FILTERS
from comptoir.website.found import topic_slug
from comptoir.website.incremental.frames import Frame, shipped_simple
from comptoir.website.incremental.kept_prose import LINKED, KeptProse, stage_sum
from comptoir.website.incremental.leaves import (
    Counted,
    Leaf,
    Leaves,
    NeedsAllError,
    Subject,
    Unready,
    leaf_of,
)
from comptoir.website.incremental.memory import BROKEN
from comptoir.website.incremental.past import Learnt, Past
from comptoir.website.metadata import markdown_of, template_of
from comptoir.website.prose import Prose
from comptoir.website.settings import KEY, SURROUNDINGS, pelican_settings
from comptoir.website.surroundings import Surroundings

GIVEN = {PageKind.NEWS: "article"}  # what templates call the page itself, when not « page »
MOST = 50  # pages: more are better made on two processors


def mended(facts: Facts, past: Past, folder: Path) -> set[str] | None:
    """Make again, in a folder, the pages whose text changed.

    Returns:
        the files made, or nothing when the whole build has to do it.
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
        self.zone = ZoneInfo(facts.site.site.timezone)
        self.settings = pelican_settings(facts.root, facts.site, past.wanted.output)

    def make(self, names: list[str], folder: Path) -> set[str]:
        if templates_of(self.facts.root):
            raise NeedsAllError("ancien")  # an adopted theme counts on more of Pelican
        pages = [self._same_but_its_text(name) for name in names]
        made = set()
        for page in pages:
            file = f"{page.url.lstrip('/')}index.html"
            target = folder / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(self._text(page), "utf-8")
            made.add(file)
        if any(name in self._fed for name in names):
            made |= self._feeds(folder)
        self.past.now.sources = self.past.sources | self.past.now.sources
        self.past.now.prose = self.prose.rows()
        self.past.now.jobs = self.past.jobs | dict.fromkeys(made & self.past.jobs.keys(), ("", ""))
        self.past.now.frame = self.frame
        return made

    def _same_but_its_text(self, name: str) -> SourcePage:
        """Read a page anew.

        Raises:
            NeedsAllError: something changed in it that other files show.
        """
        if name not in self.frame.published or name not in self.past.sources:
            raise NeedsAllError(name)
        if name in self.frame.bodies:
            raise NeedsAllError(name)
        head, old = self.past.last_read(name)
        page = self.past.read_page(self.facts.root / name, self.facts.root)
        if self.past.now.heads[name] != head or _named(page) != _named(old):
            raise NeedsAllError(name)
        return page

    def _text(self, page: SourcePage) -> str:
        leaf = self._with_text(page.path)
        given: dict[str, Any] = {GIVEN.get(page.kind, "page"): leaf}
        if page.kind is PageKind.NEWS:
            given |= {"category": leaf.category, "blog": True}
        template = self.env.get_template(f"{template_of(page)}.html")
        file = f"{page.url.lstrip('/')}index.html"
        return template.render(self._context | {"output_file": file} | given)

    def _with_text(self, path: str) -> Leaf:
        text, first_image = markdown_of(self.edition.by_path[path], self.edition)
        try:
            html = self.prose.html(text, first_image=first_image)
        except RecursionError as error:  # the whole build holds it back
            raise NeedsAllError(path) from error
        if LINKED.search(html):
            raise NeedsAllError(path)
        leaf = self._leaf(path)
        leaf.__dict__ |= {"content": html, "toc": self.prose.contents()}
        return leaf

    @cached_property
    def _fed(self) -> list[str]:
        """The sources of the articles in the feeds."""
        return self.frame.orders.get("articles", [])[: self.settings["FEED_MAX_ITEMS"]]

    def _feeds(self, folder: Path) -> set[str]:
        if any(page.meta.lang != self.facts.site.site.lang for page in self.edition.pages):
            raise NeedsAllError("lang")  # Pelican adds translations
        feeds = importlib.import_module("comptoir.website.plugins.feeds")
        items = [self._with_text(path) for path in self._fed]
        told = dict(self.frame.plain)
        settings = told | {KEY: self.edition, SURROUNDINGS: Surroundings(self.edition)}
        made: set[str] = set()
        for key, kind in (("FEED_ALL_ATOM", "atom"), ("FEED_ALL_RSS", "rss")):
            if path := told.get(key):
                writer = feeds.FeedWriter(str(folder), settings=settings)
                writer.write_feed(items, told, path, told.get(f"{key}_URL", path), feed_type=kind)
                made.add(path)
        return made

    @cached_property
    def edition(self) -> Edition:
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

    @cached_property
    def prose(self) -> KeptProse:
        stage = Stage(self.edition)
        prose = Prose(self.frame.gallery, base=self.facts.base, stage=stage)
        return KeptProse(
            prose, had=self.past.prose_of, stage=lambda: stage_sum(self.past, self.edition)
        )

    @cached_property
    def env(self) -> Environment:
        """The environment of templates that a generator of Pelican has."""
        found = find_spec("pelican")
        if found is None or found.origin is None:
            raise NeedsAllError("pelican")
        own, theme = self.settings["THEME_TEMPLATES_OVERRIDES"], Path(self.settings["THEME"])
        shipped = FileSystemLoader(theme / "templates")
        simple = FileSystemLoader(shipped_simple(Path(found.origin)))
        loaders = [
            FileSystemLoader([*own, str(theme / "templates")]),
            simple,
            PrefixLoader({"!simple": simple, "!theme": shipped}),
        ]
        env = Environment(loader=ChoiceLoader(loaders), **self.settings["JINJA_ENVIRONMENT"])  # noqa: S701 — it is on
        env.filters.update(FILTERS)
        env.globals.update(site=Surroundings(self.edition))
        return env

    @cached_property
    def _context(self) -> dict[str, Any]:
        frame = self.frame
        context: dict[str, Any] = dict(frame.plain)
        context |= {name: Unready() for name in frame.unready}
        context |= {name: Counted(count) for name, count in frame.counts.items()}
        context |= {name: Leaves(paths, self._leaf) for name, paths in frame.orders.items()}
        return context | {"localsiteurl": frame.plain.get("localsiteurl")}

    def _leaf(self, path: str) -> Leaf:
        return leaf_of(self.edition.by_path[path], self.zone, self._subject)

    def _subject(self, kind: str, name: str) -> Subject:
        slug = topic_slug(name)
        return Subject(name.strip() if kind == "tag" else name, slug,
                       self.settings[f"{kind.upper()}_URL"].format(slug=slug))  # fmt: skip


def _named(page: SourcePage) -> tuple[Any, ...]:
    """Return all that a page's text asks of the rest of the project."""
    blocks = [(b.name, tuple(b.attributes.items()), b.body) for b in blocks_in(page.body) if b.name]
    images = sorted({use.name for use in image_uses(page)})
    return page.url, page.kind, images, sorted({n for n, _ in linked_files(page.body)}), blocks
