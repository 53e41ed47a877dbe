"""HTML made of Markdown before: used again when the text and all that it shows are the same."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from comptoir.website.edition import Edition
from comptoir.website.incremental.drawer import Drawer, Lent, Slip
from comptoir.website.incremental.memory import BROKEN, packed, unpacked
from comptoir.website.incremental.past import Past
from comptoir.website.incremental.stamps import sum_of
from comptoir.website.pictures import Gallery, Picture
from comptoir.website.prose import Prose

# Links that Pelican resolves by itself, whose end depends on other pages.
_LINKED = re.compile(r"[{|](?:filename|static|attach|category|tag|index|author)[|}]")
Contents = list[tuple[str, str]]


def is_linked(html: str) -> bool:
    """Whether a text holds links that Pelican resolves by itself."""
    return ("{" in html or "|" in html) and _LINKED.search(html) is not None


@dataclass(frozen=True, slots=True)
class Made:
    """The HTML of one text, and what it was made with."""

    text: str | Slip  # itself, or where it is put away
    sum: str  # of the HTML
    contents: Contents
    pictures: tuple[tuple[str, str], ...] = ()  # by name, each summed up
    stage: str = ""  # sum of what components may show, when there is one


@dataclass(frozen=True, slots=True)
class _Asked(Gallery):
    """A gallery that notes which pictures it was asked for."""

    names: set[str]

    def get(self, name: str) -> Picture | None:
        self.names.add(name)
        return self.pictures.get(name)


class KeptProse:
    """Stands before the converter."""

    def __init__(
        self,
        prose: Prose,
        *,
        had: Callable[[str], bytes | None],
        stage: Callable[[], str],
        drawer: Drawer | None = None,
    ) -> None:
        """Make ready.

        Args:
            prose: the converter.
            had: returns what an earlier build made of a key, packed.
            stage: sums up what components may show.
            drawer: where to put HTML that is not asked for at once; it stays at hand without.
        """
        self._prose, self._had, self._stage, self._drawer = prose, had, stage, drawer
        self._asked: set[str] = set()
        self._gallery = prose.gallery
        prose.gallery = _Asked(prose.gallery.pictures, self._asked)
        self.made: dict[str, Made] = {}
        self.new: set[str] = set()
        self._last = Made("", "", [])

    def key(self, text: str, *, first_image: bool) -> str:
        return sum_of(self._prose.base, str((first_image, self._prose.fast)), text)

    def html(self, text: str, *, first_image: bool = True) -> str:
        self._last = self._made(text, first_image=first_image)
        return self._raw(self._last).decode()

    def given(self, text: str, *, first_image: bool = True) -> tuple[str, dict[str, Any]]:
        """Return the HTML that Pelican is given, and what goes with it; or what will lend it."""
        made = self._last = self._made(text, first_image=first_image)
        told: dict[str, Any] = {"toc": made.contents, "html_sum": made.sum}
        if isinstance(made.text, str) or self._drawer is None:
            return self._raw(made).decode(), told
        return "", told | {"get_content": Lent(self._drawer, made.text)}

    def make(self, text: str, *, first_image: bool = True) -> None:
        """Make the HTML ahead."""
        self._made(text, first_image=first_image)

    def contents(self) -> Contents:
        return self._last.contents

    def known(self, key: str) -> bool:
        """Whether what was made of a text still holds."""
        if key not in self.made and (had := self._had(key)):
            try:
                raw, *told = unpacked(had)
                made = self._kept(raw.decode(), *told)
            except BROKEN:
                return False
            if self._holds(made):
                self.made[key] = made
        return key in self.made

    def rows(self) -> Iterator[tuple[str, bytes]]:
        """Yield what is new, to be remembered; HTML as bytes, or it would stay twice in memory."""
        for key in sorted(self.new):
            made = self.made[key]
            yield key, packed((self._raw(made), made.contents, made.pictures, made.stage))

    def _made(self, text: str, *, first_image: bool) -> Made:
        key = self.key(text, first_image=first_image)
        if not self.known(key):
            self.made[key] = self._make(text, first_image=first_image)
            self.new.add(key)
        return self.made[key]

    def _kept(self, html: str, *told: Any) -> Made:
        """Keep HTML: in the drawer, unless Pelican has to look for links in it."""
        away = self._drawer is not None and not is_linked(html)
        text = self._drawer.put(html) if self._drawer and away else html
        return Made(text, sum_of(html), *told)

    def _raw(self, made: Made) -> bytes:
        if isinstance(made.text, str):
            return made.text.encode()
        assert self._drawer is not None
        return self._drawer.raw(made.text)

    def _holds(self, made: Made) -> bool:
        shown = all(self._picture(name) == told for name, told in made.pictures)
        return shown and made.stage in ("", self._staged)

    @cached_property
    def _staged(self) -> str:
        return self._stage()

    def _picture(self, name: str) -> str:
        return sum_of(repr(self._gallery.get(name)))

    def _make(self, text: str, *, first_image: bool) -> Made:
        self._asked.clear()
        self._prose.staged = False
        html = self._prose.html(text, first_image=first_image)
        return self._kept(
            html,
            self._prose.contents(),
            tuple((name, self._picture(name)) for name in sorted(self._asked)),
            self._staged if self._prose.staged else "",
        )


def stage_sum(past: Past, edition: Edition) -> str:
    """Sum up what components may show: events, offers, newsletters, data, pictures, files,
    the organisation, the day."""
    pages = (
        f"{page.path} {page.url} {past.now.heads.get(page.path, repr(page.meta))}"
        for page in edition.pages
        if page.kind.name in ("EVENT", "OFFER", "NEWSLETTER")
    )
    files = (
        f"{name} {stamp.size}"
        for name, stamp in sorted(past.files.stamps.items())
        if name.startswith("content/fichiers/")
    )
    told = (repr(edition.data), repr(edition.register), repr(edition.gallery))
    facts = edition.facts
    return sum_of(*pages, *files, *told, repr(facts.organisation), repr(facts.today))
