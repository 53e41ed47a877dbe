"""Feeds with whole addresses, whose dates depend on the content alone, and that a browser shows.

CSS dresses them, not XSLT: browsers are removing it, and Chromium complains of it already. The
summary of an Atom entry is XHTML, and an item of RSS ends by an XHTML link (a module, as RSS 2.0
allows), so that both can be followed in the browser too.
"""

import re
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from feedgenerator import Atom1Feed, Rss201rev2Feed
from feedgenerator.django.utils.feedgenerator import Stylesheet
from feedgenerator.django.utils.xmlutils import SimplerXMLGenerator
from pelican.plugins import signals
from pelican.writers import Writer

from comptoir.website.settings import KEY, SURROUNDINGS
from comptoir.website.typography import french

STYLES = "css/flux.css"
XHTML = "http://www.w3.org/1999/xhtml"
_ROOTED = re.compile(r'(?P<attribute>\b(?:href|src)=")/(?!/)')
_SRCSET = re.compile(r'(?P<before>\bsrcset="|, )/(?P<file>[^ "]+ \d+w)')


def register() -> None:
    signals.get_writer.connect(our_writer)


def our_writer(_pelican: Any) -> type[Writer]:
    return FeedWriter


class Atom(Atom1Feed):  # type: ignore[misc]
    """Names its style sheets, and who writes."""

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("icon", self.feed["icon"])

    def write(self, outfile: Any, encoding: str) -> None:
        """Write it all; the style sheets are named before the first element."""
        handler = SimplerXMLGenerator(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        for told in self.feed["stylesheets"]:
            handler.processingInstruction("xml-stylesheet", str(told))
        handler.startElement("feed", self.root_attributes())
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("feed")

    def add_item_elements(self, handler: Any, item: Any) -> None:
        summary = item["description"]
        super().add_item_elements(handler, item | {"description": None})
        handler.startElement("summary", {"type": "xhtml"})
        handler.startElement("div", {"xmlns": XHTML})
        handler.addQuickElement("p", summary)
        handler.startElement("p", {})
        handler.addQuickElement("a", "Lire la suite", {"href": item["link"]})
        handler.endElement("p")
        handler.endElement("div")
        handler.endElement("summary")


class Rss(Rss201rev2Feed):  # type: ignore[misc]
    """Ends each item by a link that a browser can follow: RSS writes its own as text."""

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:xhtml": XHTML}

    def add_item_elements(self, handler: Any, item: Any) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("xhtml:a", "Lire la suite", {"href": item["link"]})


class FeedWriter(Writer):  # type: ignore[misc]
    """Writes what Pelican's does, with absolute links in feeds."""

    def _create_new_feed(self, feed_type: str, feed_title: str | None, _context: Any) -> Any:
        edition, site = self.settings[KEY], self.settings[SURROUNDINGS]
        named = edition.facts.site.site
        links = (site.look.href, site.asset(STYLES))
        feed = (Rss if feed_type == "rss" else Atom)(
            title=feed_title or named.name,
            link=f"{self.site_url}/",
            feed_url=self.feed_url,
            description=named.tagline or named.description or named.name,
            language=named.lang,
            author_name=edition.facts.organisation.name,
            icon=site.absolute("/favicon.ico"),
            stylesheets=[Stylesheet(href, "text/css", None) for href in links],
        )
        today = datetime.combine(edition.facts.today, time(), ZoneInfo(self.settings["TIMEZONE"]))
        dated = type(feed).latest_post_date

        def latest() -> datetime:  # an empty feed would say now
            found: datetime = dated(feed) if feed.items else today
            return found

        feed.latest_post_date = latest
        return feed

    def _add_item_to_the_feed(self, feed: Any, item: Any) -> None:
        super()._add_item_to_the_feed(feed, item)
        added = feed.items[-1]
        if added["content"]:
            added["content"] = absolute(added["content"], self.settings[KEY].facts.host)
        added["description"] = french(item.meta.summary)
        # an entry keeps its identity whatever happens to its address
        added["unique_id"] = f"tag:{self.settings[KEY].facts.host},{item.date:%Y-%m-%d}:{item.slug}"
        added["unique_id_is_permalink"] = False
        added["author_name"] = None  # the feed names its author once for all


def absolute(html: str, host: str) -> str:
    """Give every link of a feed its host.

    >>> absolute('<a href="/contact/">', "example.org")
    '<a href="https://example.org/contact/">'
    """
    html = _ROOTED.sub(rf"\g<attribute>https://{host}/", html)
    return _SRCSET.sub(rf"\g<before>https://{host}/\g<file>", html)
