"""Which pages of an edition moved since the last build, and what the next is to know of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import Template
from pelican.paginator import Paginator

from comptoir.website.incremental.frames import frame_of
from comptoir.website.incremental.past import Past
from comptoir.website.incremental.stamps import sum_of
from comptoir.website.incremental.sums import Sums, UnknownError, is_list, is_own
from comptoir.website.incremental.themes import Reach, Theme
from comptoir.website.incremental.watching import ALL, BETWEEN
from comptoir.website.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a list that is cut: what it is given is made when it is asked for."""

    paginators: Mapping[str, Paginator]
    number: int

    @property
    def given(self) -> dict[str, Any]:
        told: dict[str, Any] = {}
        for key, paginator in self.paginators.items():
            last = self.number == paginator.num_pages
            told |= {
                f"{key}_paginator": paginator,
                f"{key}_page": paginator.page(self.number),
                f"{key}_previous_page": paginator.page(self.number - 1)
                if self.number > 1
                else None,
                f"{key}_next_page": None if last else paginator.page(self.number + 1),
            }
        return told


@dataclass(frozen=True, slots=True)
class Job:
    """A page that Pelican would write."""

    name: str
    path: str
    template: Template
    context: dict[str, Any]
    relative: bool
    told: dict[str, Any]
    part: Part | None = None

    @property
    def given(self) -> dict[str, Any]:
        """Return what it is given beside the context."""
        return self.told | self.part.given if self.part else self.told


class Following:
    """Compares the pages of this build with what the past knows of them."""

    def __init__(self, past: Past, site: Surroundings) -> None:
        self.past, self.site = past, site
        self.reaches: dict[str, Reach] = {}
        self._sums: Sums | None = None
        # what pages depended on is of no use under other facts
        self._jobs = past.jobs if past.facts == past.facts_now else {}

    def moved(self, jobs: Sequence[Job]) -> list[Job]:
        """Return the pages to write; the others are kept as they are."""
        self.past.now.jobs = {}  # of an earlier pass, whose held pages are gone
        self._reach(jobs)
        context = jobs[0].context if jobs else {}
        bodies = any(reach.bodies for reach in self.reaches.values())
        self._sums = Sums(context, self.site, self.past.now.heads, bodies=bodies)
        if not bodies and not any(reach.wide for reach in self.reaches.values()):
            self.past.now.frame = frame_of(context, self.site)
        return [job for job in jobs if not self._holds(job)]

    def forget(self) -> None:
        if self._sums:
            self._sums.forget()

    def told(self, job: Job, needs: str) -> tuple[str, str]:
        """Return what is to be known of a page just written, which read this."""
        if self.reaches[_name(job)].wide:
            needs = f"{needs}{BETWEEN}{ALL}" if needs else ALL
        return self._sum(job, needs), needs

    def _reach(self, jobs: Iterable[Job]) -> None:
        themes: dict[int, Theme] = {}  # of each environment: Pelican has one a generator
        for job in jobs:
            if (name := _name(job)) not in self.reaches:
                env = job.template.environment
                theme = themes.setdefault(id(env), Theme(env, self.past.trees))
                self.reaches[name] = theme.reach(name)
                if self.reaches[name].wide:
                    self.past.now.wide.add(name)

    def _holds(self, job: Job) -> bool:
        known = self._jobs.get(job.name)
        if known is None:
            return False
        told, needs = known
        if not told or told != self._sum(job, needs):
            return False
        if not self.past.shelf.keep(job.name):
            return False
        self.past.now.jobs[job.name] = known
        return True

    def _sum(self, job: Job, needs: str) -> str:
        """Sum up all that a page depends on; nothing when it cannot be known."""
        assert self._sums is not None
        sums = self._sums
        told = [_name(job), self.reaches[_name(job)].sum]
        given = job.given
        try:
            for name, thing in sorted(given.items()):
                if is_own(name, thing):
                    told.append(sums.whole(thing))
                elif not is_list(thing):
                    told.append(f"{name}={sums.of(thing)}")
            if needs:
                told += [f"{n}={sums.noted(n, given)}" for n in needs.split(BETWEEN)]
        except UnknownError:
            return ""
        return sum_of(*told)


def _name(job: Job) -> str:
    return job.template.name or ""
