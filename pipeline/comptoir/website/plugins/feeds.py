"""Feeds whose addresses are whole and whose dates depend on the content alone."""

import re
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from pelican.plugins import signals
from pelican.writers import Writer

from comptoir.website.settings import KEY

_ROOTED = re.compile(r'(?P<attribute>\b(?:href|src)=")/(?!/)')
_SRCSET = re.compile(r'(?P<before>\bsrcset="|, )/(?P<file>[^ "]+ \d+w)')


def register() -> None:
    signals.get_writer.connect(our_writer)


def our_writer(_pelican: Any) -> type[Writer]:
    return FeedWriter


class FeedWriter(Writer):  # type: ignore[misc]
    """Writes what Pelican's does, with absolute links in feeds."""

    def _create_new_feed(self, feed_type: str, feed_title: str | None, context: Any) -> Any:
        feed = super()._create_new_feed(feed_type, feed_title, context)
        feed.feed["language"] = self.settings["DEFAULT_LANG"]
        today = datetime.combine(
            self.settings[KEY].facts.today, time(), ZoneInfo(self.settings["TIMEZONE"])
        )
        dated = type(feed).latest_post_date

        def latest() -> datetime:  # an empty feed would say now
            found: datetime = dated(feed) if feed.items else today
            return found

        feed.latest_post_date = latest
        return feed

    def _add_item_to_the_feed(self, feed: Any, item: Any) -> None:
        super()._add_item_to_the_feed(feed, item)
        added = feed.items[-1]
        for key in ("content", "description"):
            if added.get(key):
                added[key] = absolute(added[key], self.settings[KEY].facts.host)
        # an entry keeps its identity whatever happens to its address
        added["unique_id"] = f"tag:{self.settings[KEY].facts.host},{item.date:%Y-%m-%d}:{item.slug}"


def absolute(html: str, host: str) -> str:
    """Give every link of a feed its host.

    >>> absolute('<a href="/contact/">', "example.org")
    '<a href="https://example.org/contact/">'
    """
    html = _ROOTED.sub(rf"\g<attribute>https://{host}/", html)
    return _SRCSET.sub(rf"\g<before>https://{host}/\g<file>", html)
