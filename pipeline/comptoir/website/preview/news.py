"""What browsers are told: what is wrong, what was remarked, which pages do not appear yet."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A finding, as the panel shows it."""

    code: str
    severity: str  # error, warning, info
    kind: str  # French: erreur, avertissement, information, à vérifier
    title: str
    found: str
    remedy: str
    basis: str
    waiver: str  # how to waive the rule, in a few words
    file: str
    line: int  # 0 when there is none
    element: str  # a field, or the element of a built page


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What stopped the build, or holds a page back."""

    found: str
    remedy: str = ""
    file: str = ""
    line: int = 0
    element: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A page that only the preview shows."""

    url: str
    title: str
    standing: str  # French: brouillon, à paraître le 2 décembre 2026


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """The state of the preview; the version grows with each of them."""

    version: int = 0
    troubles: tuple[Trouble, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)  # address → file
    pages: Mapping[str, tuple[Remark, ...]] = field(default_factory=dict)  # by address
    site: tuple[Remark, ...] = ()  # those that are of no one page
    waiting: tuple[Waiting, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)  # addresses that changed → new ones
    judged: bool = False  # the rules have read the whole site as it is now


class Board:
    """Where the news is put up; whoever reads it waits for the next."""

    def __init__(self) -> None:
        self._news = News()
        self._changed = threading.Condition()
        self._closed = False

    @property
    def news(self) -> News:
        return self._news

    def put(self, news: News) -> None:
        with self._changed:
            self._news = replace(news, version=self._news.version + 1)
            self._changed.notify_all()

    def after(self, version: int, *, within: float) -> News | None:
        """Wait for news after a version; nothing when the preview ends.

        Args:
            version: what was seen.
            within: seconds; then the same news is given again, and proves that all is alive.
        """
        with self._changed:
            self._changed.wait_for(
                lambda: self._closed or self._news.version > version, timeout=within
            )
            return None if self._closed else self._news

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()
