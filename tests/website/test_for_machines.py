"""What the whole example tells machines: data, feeds, calendars, the map, robots, llms.txt."""

import re
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import feedparser
import pytest
from icalendar import Calendar
from selectolax.lexbor import LexborHTMLParser

from make_site import TODAY, SmallSite, copy_example
from schema_org import faults_of, graph_of

PARIS = ZoneInfo("Europe/Paris")
ADDRESS = "https://ateliers-du-halage.example.org"
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    site = copy_example(tmp_path_factory.mktemp("exemple"))
    site.edit("comptoir.toml", "[sharing]", "[sharing]\nllms = true")
    site.build()
    return site


def pages(site: SmallSite) -> dict[str, LexborHTMLParser]:
    """Return the pages that engines may list, by their address."""
    found = {}
    for path in sorted(site.output.rglob("*.html")):
        page = LexborHTMLParser(path.read_text("utf-8"))
        if not page.css("meta[name=robots][content*=noindex]"):
            found[page.css_first("link[rel=canonical]").attributes["href"] or ""] = page
    return found


def test_every_page_says_only_what_schema_org_knows(example: SmallSite):
    for path in sorted(example.output.rglob("*.html")):
        assert faults_of(graph_of(path.read_text("utf-8"))) == [], path.name


def test_every_feed_parses_without_a_fault(example: SmallSite):
    feeds = sorted(p for p in example.output.rglob("*.xml") if p.name in ("atom.xml", "rss.xml"))
    assert len(feeds) == 2
    for path in feeds:
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, path
        assert len({entry.id for entry in feed.entries}) == len(feed.entries) > 10
        assert all(e.published_parsed and e.link.startswith(f"{ADDRESS}/") for e in feed.entries)
        assert not re.search(r'(?:src|href)="/', " ".join(str(entry) for entry in feed.entries))


def test_every_calendar_parses_and_its_hours_are_those_of_paris(example: SmallSite):
    calendars = sorted(example.output.rglob("*.ics"))
    assert len(calendars) > 5
    for path in calendars:
        calendar = Calendar.from_ical(path.read_bytes())
        assert {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")} == {"Europe/Paris"}
        for event in calendar.walk("VEVENT"):
            starts, ends = event.decoded("DTSTART"), event.decoded("DTEND")
            assert isinstance(starts, datetime)
            assert starts.utcoffset() == starts.replace(tzinfo=PARIS).utcoffset()
            assert starts < ends
            assert event["UID"] and event["DTSTAMP"] and event["SUMMARY"]
    one = Calendar.from_ical(
        (
            example.output / "agenda/repair-cafe-decembre-2026/repair-cafe-decembre-2026.ics"
        ).read_bytes()
    )
    (event,) = one.walk("VEVENT")
    assert event.decoded("DTSTART").isoformat() == "2026-12-05T14:00:00+01:00"


def test_the_map_lists_every_page_that_may_be_listed_with_its_day(example: SmallSite):
    tree = ElementTree.fromstring((example.output / "sitemap.xml").read_text("utf-8"))
    assert tree.tag == f"{{{MAP['s']}}}urlset"
    days = {
        url.findtext("s:loc", "", MAP): date.fromisoformat(url.findtext("s:lastmod", "", MAP))
        for url in tree.findall("s:url", MAP)
    }
    assert len(days) == len(tree.findall("s:url", MAP))
    assert all(day <= TODAY for day in days.values())
    assert set(days) == set(pages(example))


def test_robots_lead_to_the_map_and_keep_trainers_out_only_when_asked(example: SmallSite):
    written = (example.output / "robots.txt").read_text("utf-8")
    robots = RobotFileParser()
    robots.parse(written.splitlines())
    assert robots.site_maps() == [f"{ADDRESS}/sitemap.xml"]
    assert robots.can_fetch("Googlebot", f"{ADDRESS}/contact/")


def test_llms_txt_lists_pages_that_exist(example: SmallSite):
    written = (example.output / "llms.txt").read_text("utf-8")
    assert written.startswith("# Les Ateliers du Halage\n\n> ")
    links = re.findall(r"^- \[[^\]]+\]\(([^)]+)\): \S", written, re.M)
    assert len(links) > 40
    for link in links:
        assert (example.output / urlsplit(link).path.strip("/") / "index.html").is_file(), link


def test_a_shared_link_shows_a_card_that_exists(example: SmallSite):
    for address, page in pages(example).items():
        told = {
            node.attributes["property"]: node.attributes["content"]
            for node in page.css("meta[property^='og:']")
        }
        assert told["og:url"] == address
        image = Path(urlsplit(told["og:image"] or "").path.lstrip("/"))
        assert (example.output / image).is_file(), address
