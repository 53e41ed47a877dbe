"""Which pages show the title or the summary of an article, told from what each of them read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from comptoir.site.front_matter import NewsMeta
from comptoir.site.source import SourcePage
from comptoir.website.edition import Edition
from comptoir.website.found import ARCHIVES
from comptoir.website.incremental.frames import Frame, Topic
from comptoir.website.incremental.leaves import NeedsAllError
from comptoir.website.incremental.past import Jobs
from comptoir.website.incremental.watching import BETWEEN, SEP
from comptoir.website.kinships import Kinships

LISTED = "given.listed"  # of the archives: the articles of a year
NEWS = "actualites/"
# Of the front matter: what changes neither a list, nor its order, nor an address.
WORDS = ("title", "summary", "owner", "review_by", "audience", "sources")
SAME = frozenset({"any", "count", "has", "menu", "footer", "look", "today", "picture"})
ONCE = frozenset({"face", "above", "under"})  # of the page itself


def same_lists(new: SourcePage, old: SourcePage) -> bool:
    """Whether an article stands where it stood in every list: it has but other words."""
    if not isinstance(new.meta, NewsMeta):
        return False
    return new.meta.model_copy(update={name: getattr(old.meta, name) for name in WORDS}) == old.meta


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list that Pelican cuts in pages."""

    template: str
    file: str  # of its first page
    url: str
    articles: Sequence[str]  # their sources
    topic: Topic | None = None


class Showing:
    """What shows one article."""

    def __init__(
        self, article: SourcePage, edition: Edition, frame: Frame, kinships: Kinships
    ) -> None:
        self.article, self.edition, self.frame = article, edition, frame
        self.kinships = kinships
        self.order = frame.orders.get("articles", [])
        if article.path not in self.order or article.url in edition.versions:
            raise NeedsAllError(article.path)

    @cached_property
    def listings(self) -> list[Listing]:
        """The lists cut in pages that hold it."""
        first = NEWS
        found = [
            Listing(template="news", file=f"{first}index.html", url=first, articles=self.order)
        ]
        for name, template in (("categories", "category"), ("tags", "tag")):
            found += [
                Listing(
                    template=template,
                    file=f"{topic.url}index.html",
                    url=topic.url,
                    articles=topic.articles,
                    topic=topic,
                )
                for topic in self.frame.subjects.get(name, ())
                if self.article.path in topic.articles
            ]
        return found

    @property
    def year(self) -> int:
        return self.article.meta.date.year

    @property
    def archive(self) -> str:
        return f"{ARCHIVES.lstrip('/')}{self.year}/index.html"

    def among(self, jobs: Jobs) -> set[str]:
        """Return the pages that read it, beside those of the lists that hold it.

        Raises:
            NeedsAllError: what one of them read cannot be followed.
        """
        known: dict[str, bool] = {}
        found = set()
        for name, (_, needs) in jobs.items():
            for key in needs.split(BETWEEN):
                if key not in known:
                    known[key] = self._shown_by(key)
                if known[key] and (LISTED not in key or name == self.archive):
                    found.add(name)
        return found

    def _shown_by(self, key: str) -> bool:
        kind, _, told = key.partition(SEP)
        if not kind or kind in SAME:
            return False
        if kind in ONCE:
            return told == self.article.path
        if kind in ("list", "part"):
            return self._listed(kind, told)
        if kind in self._around:
            return told in self._around[kind]
        if kind == "at":
            return told == self.article.url
        if kind == "versions":
            return False  # it has none
        raise NeedsAllError(key)

    def _listed(self, kind: str, told: str) -> bool:
        name, _, part = told.partition(SEP)
        if name == LISTED:
            return True
        name, _, slug = name.partition("/")
        path = self.article.path
        if slug and name in self.frame.subjects:
            pages = (s.articles for s in self.frame.subjects[name] if s.slug == slug)
            return any(path in articles for articles in pages)
        frame = self.frame
        if name in frame.subjects or name in frame.counts or name in frame.plain:
            return False  # subjects alone: their pages are noted apart
        if name not in self.frame.orders:
            raise NeedsAllError(name)
        start, stop = map(int, part.split(":")) if kind == "part" else (0, None)
        return path in self.frame.orders[name][start:stop]

    @cached_property
    def _around(self) -> Mapping[str, set[str]]:
        place, path = self.order.index(self.article.path), self.article.path
        near = set(self.order[max(0, place - 1) : place + 2])
        series = {page.path for page in self.kinships.series(self.article)}
        kin = {
            other
            for other in self.kinships.around(self.article)
            if self.article in self.kinships.related(self.edition.by_path[other])
        }
        return {"near": near, "series": series | {path}, "kin": kin | {path}}
