"""Which pages move between two standings of the site, told from what each of them read."""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from comptoir.site.source import PageKind, SourcePage
from comptoir.website.incremental.leaves import NeedsAllError
from comptoir.website.incremental.lists import DIRECT, YEARS, Listing, Standing
from comptoir.website.incremental.past import Jobs
from comptoir.website.incremental.watching import BETWEEN, SEP

# Of the front matter: what an edit may change without a whole build.
WORDS = ("title", "summary", "owner", "review_by", "audience", "sources")
PLACED = ("date", "modified", "tags", "category", "series")  # these move an article in lists
SAME = frozenset({"look", "today", "picture"})
GIVEN = "given."
MONTHS = "agenda/mois/"


def changes(new: SourcePage, old: SourcePage, names: Collection[str]) -> bool:
    """Whether a page differs in one of some things that its front matter says."""
    return any(getattr(new.meta, name, None) != getattr(old.meta, name, None) for name in names)


def same_but(new: SourcePage, old: SourcePage, names: Collection[str]) -> bool:
    """Whether the front matter of a page says the same, some things apart."""
    told = {name: getattr(old.meta, name) for name in names if hasattr(old.meta, name)}
    return type(new.meta) is type(old.meta) and new.meta.model_copy(update=told) == old.meta


class Showing:
    """What an edit moves."""

    def __init__(self, old: Standing, new: Standing, faces: Collection[str], size: int) -> None:
        """Make ready.

        Args:
            old: the site as it stands.
            new: as it is to be.
            faces: the sources of which something else than the text changed.
            size: how many articles a page of a list shows.

        Raises:
            NeedsAllError: what is on every page changed, or there are other lists.
        """
        self.old, self.new, self.faces, self.size = old, new, frozenset(faces), size
        everywhere = [(one.site.menu, one.site.footer) for one in (old, new)]
        if everywhere[0] != everywhere[1] or old.years.keys() != new.years.keys():
            raise NeedsAllError
        if old.listings.keys() - new.listings.keys():
            raise NeedsAllError  # an address that was published goes
        self.moved = [path for path in faces if changes(self._new(path), self._old(path), PLACED)]

    def _old(self, path: str) -> SourcePage:
        return self.old.edition.by_path[path]

    def _new(self, path: str) -> SourcePage:
        return self.new.edition.by_path[path]

    # lists that are cut

    @cached_property
    def parts(self) -> Mapping[str, tuple[Listing, int]]:
        """The pages of every list, by the name of their file."""
        return {
            listing.part(number): (listing, number)
            for listing in self.new.listings.values()
            for number in range(1, len(listing.cut(self.size)) + 1)
        }

    @cached_property
    def gone(self) -> set[str]:
        """The last pages of lists that became shorter."""
        had = {
            listing.part(number)
            for listing in self.old.listings.values()
            for number in range(1, len(listing.cut(self.size)) + 1)
        }
        return had - self.parts.keys()

    @cached_property
    def _parts_moved(self) -> set[str]:
        """The parts that hold something else, and those beside, which are given them too."""
        found: set[str] = set()
        for url, listing in self.new.listings.items():
            before, after = self._cut(self.old.listings.get(url)), self._cut(listing)
            for place, part in enumerate(after):
                if before[place : place + 1] != [part] or self.faces.intersection(part):
                    beside = range(max(0, place - 1), min(len(after), place + 2))
                    found.update(listing.part(near + 1) for near in beside)
            if len(before) != len(after):
                found.add(listing.part(len(after)))
        return found

    def _cut(self, listing: Listing | None) -> list[list[str]]:
        return [list(part) for part in listing.cut(self.size)] if listing else []

    # everything

    def among(self, jobs: Jobs) -> set[str]:
        """Return the pages to make again.

        Raises:
            NeedsAllError: what one of them read cannot be followed.
        """
        known: dict[str, bool] = {}
        found = set(self._parts_moved)
        years = {year: len(listed) for year, listed in self.old.years.items()}
        counted = years != {year: len(listed) for year, listed in self.new.years.items()}
        events = any(self._new(path).kind is PageKind.EVENT for path in self.faces)
        for name, (_, needs) in jobs.items():
            if (counted and name.startswith(YEARS)) or (events and name.startswith(MONTHS)):
                found.add(name)
            for key in needs.split(BETWEEN):
                kind, _, told = key.partition(SEP)
                if told.startswith(GIVEN):
                    moves = self._given(kind, told, name)
                elif (moves := known.get(key)) is None:  # type: ignore[assignment]
                    moves = known[key] = self._moves(kind, told)
                if moves:
                    found.add(name)
        return found - self.gone

    def _moves(self, kind: str, told: str) -> bool:
        """Whether the value of what was noted is another."""
        if not kind or kind in SAME or kind in ("menu", "footer"):  # these were compared
            return False
        if kind == "face":
            return told in self.faces
        if kind in ("any", "count", "list", "part"):
            name, _, part = told.partition(SEP)
            old, new = self.old.listed(name), self.new.listed(name)
            if old is None or new is None:
                return self._other(name)
            return self._differ(kind, part, old, new)
        if kind == "near":
            around = self.new.around(told)
            return self.old.around(told) != around or not self.faces.isdisjoint(around)
        if kind == "kin":
            return told in self._kin
        if kind == "has":
            return self.old.site.has(told) != self.new.site.has(told)
        if kind == "at":
            page = self.new.site.page_at(told) if self.faces else None
            return page is not None and page.path in self.faces
        if kind in ("series", "under", "above", "versions"):
            return self._family(kind, told)
        raise NeedsAllError(kind)

    def _other(self, name: str) -> bool:
        """Say of a list that is not ours that it is the same, when it can only be."""
        if name in self.new.frame.counts:
            return False
        raise NeedsAllError(name)

    def _differ(self, kind: str, part: str, old: Collection[str], new: Collection[str]) -> bool:
        if kind == "any":
            return bool(old) != bool(new)
        if kind == "count":
            return len(old) != len(new)
        start, stop = map(int, part.split(":")) if kind == "part" else (0, None)
        before, after = list(old)[start:stop], list(new)[start:stop]
        return before != after or not self.faces.isdisjoint(after)

    def _given(self, kind: str, told: str, name: str) -> bool:
        """Whether a list that this page alone is given is another."""
        _, _, part = told.partition(SEP)
        if name in self.gone:
            return False
        if name in self.parts:
            url = self.parts[name][0].url
            old, new = self.old.listings.get(url), self.parts[name][0]
            return old is None or self._differ(kind, part, old.articles, new.articles)
        if name.startswith(YEARS):
            year = name.removeprefix(YEARS).removesuffix("index.html").rstrip("/")
            if not year:
                return False
            years = (one.years.get(int(year), ()) for one in (self.old, self.new))
            return self._differ(kind, part, *years)
        if name in DIRECT:
            return self._differ(kind, part, self.old.articles, self.new.articles)
        raise NeedsAllError(name)

    def _family(self, kind: str, path: str) -> bool:
        if path not in self.new.edition.by_path:
            raise NeedsAllError(path)
        if self._new(path).kind is PageKind.NEWS and kind in ("under", "above"):
            return False  # an article has no page above or under it
        if kind == "above":
            return self._trail(self.old, path) != self._trail(self.new, path)
        old, new = (self._relatives(kind, one, path) for one in (self.old, self.new))
        return old != new or not self.faces.isdisjoint(new)

    @staticmethod
    def _trail(standing: Standing, path: str) -> list[tuple[str, str]]:
        page = standing.edition.by_path[path]
        return standing.site.trail(page, page.url, "")

    @staticmethod
    def _relatives(kind: str, standing: Standing, path: str) -> list[str]:
        ask = {"series": standing.site.series, "under": standing.site.children,
               "versions": standing.site.versions}[kind]  # fmt: skip
        return [page.path for page in ask(standing.edition.by_path[path])]

    @cached_property
    def _kin(self) -> set[str]:
        """The articles that related ones are shown under, when these are others."""
        return set(self._kin_moved())

    def _kin_moved(self) -> Iterator[str]:
        for path in self._suspects():
            new = self._related(self.new, path)
            shown = not self.faces.isdisjoint((path, *new))
            if shown or (self.moved and new != self._related(self.old, path)):
                yield path

    @staticmethod
    def _related(standing: Standing, path: str) -> list[str]:
        return [page.path for page in standing.site.related(standing.edition.by_path[path])]

    def _suspects(self) -> set[str]:
        """Return the articles whose related ones may be others."""
        if len(self.moved) > 1:
            return set(self.new.articles)
        kin = self.new.site.kinships
        found = set(self.faces & self.new.places.keys())
        for path in self.faces:
            found |= kin.around(self._new(path))
        for path in self.moved:
            for one in (self.old, self.new):
                page = one.edition.by_path[path]
                found |= one.site.kinships.across(page)
                found |= {each.path for each in one.site.series(page)}
        return found
