"""The pages of a built site: one site built once, read by every test."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from icalendar import Calendar
from selectolax.lexbor import LexborHTMLParser

from make_site import SmallSite, files_of, make_site

NBSP, NNBSP = "\u00a0", "\u202f"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    built = make_site(tmp_path_factory.mktemp("site"))
    built.build()
    return built


@pytest.fixture(scope="module")
def pages(site: SmallSite) -> dict[str, LexborHTMLParser]:
    return {
        name: LexborHTMLParser(content.decode())
        for name, content in files_of(site.output).items()
        if name.endswith(".html")
    }


def test_every_page_is_whole(pages: dict[str, LexborHTMLParser]):
    for name, page in pages.items():
        assert len(page.css("h1")) == 1, name
        (html,) = page.css("html")
        assert html.attributes["lang"] == "fr"
        assert page.css_first("title").text(strip=True)
        assert page.css_first("meta[name=description]").attributes["content"]
        assert page.css_first("link[rel=canonical]").attributes["href"].startswith("https://amis.")
        for landmark in ("header", "main", "footer", "nav[aria-label='Navigation principale']"):
            assert len(page.css(landmark)) >= 1, (name, landmark)
        ids = [node.attributes["id"] for node in page.css("[id]")]
        assert len(ids) == len(set(ids)), name
        assert page.css_first("a.skip").attributes["href"] == "#contenu"


def test_titles_and_canonical_addresses_are_unique(pages: dict[str, LexborHTMLParser]):
    titles = [page.css_first("title").text() for page in pages.values()]
    assert len(titles) == len(set(titles))
    canonical = [p.css_first("link[rel=canonical]").attributes["href"] for p in pages.values()]
    assert len(canonical) == len(set(canonical))


def test_nothing_is_inline(pages: dict[str, LexborHTMLParser]):
    for name, page in pages.items():
        assert not page.css("style, [style]"), name
        inline = [
            node
            for node in page.css("script:not([src])")
            if node.attributes.get("type") != "application/ld+json"
        ]
        assert not inline, name
        for node in page.css("*"):
            assert not [key for key in node.attributes if key.startswith("on")], name


def test_nothing_is_fetched_from_elsewhere(site: SmallSite, pages: dict[str, LexborHTMLParser]):
    for page in pages.values():
        fetched = [n.attributes["src"] for n in page.css("[src]")]
        fetched += [
            n.attributes["href"] for n in page.css("link") if n.attributes["rel"] != "canonical"
        ]
        fetched += [
            part.split()[0]
            for n in page.css("[srcset]")
            for part in n.attributes["srcset"].split(",")
        ]
        assert fetched
        assert all(address.startswith("/") and not address.startswith("//") for address in fetched)
    for name, content in files_of(site.output).items():
        if name.endswith(".css"):
            assert not re.search(rb"@import|url\(\s*[\"']?(?:https?:)?//", content), name


def test_links_and_files_exist(site: SmallSite, pages: dict[str, LexborHTMLParser]):
    made = files_of(site.output)
    for name, page in pages.items():
        for node in page.css("a[href], link[href], img[src]"):
            target = node.attributes.get("href") or node.attributes["src"]
            if not target.startswith("/"):
                continue
            path = target.split("#")[0].split("?")[0].lstrip("/")
            assert path in made or f"{path}index.html" in made, (name, target)


def test_anchors_exist(pages: dict[str, LexborHTMLParser]):
    for page in pages.values():
        for node in page.css("a[href^='#'], [aria-labelledby], [popovertarget]"):
            told = node.attributes
            anchor = told.get("aria-labelledby") or told.get("popovertarget") or told["href"][1:]
            assert page.css_first(f"[id='{anchor}']") is not None, anchor


def test_the_first_image_does_not_wait_and_the_others_do(pages: dict[str, LexborHTMLParser]):
    for page in pages.values():
        images = list(page.css("main img"))
        assert all(i.attributes.get("width") and i.attributes.get("height") for i in images)
        if images:
            assert "loading" not in images[0].attributes
        assert all(i.attributes.get("loading") == "lazy" for i in images[1:])


def test_an_image_is_offered_in_sizes_and_formats(pages: dict[str, LexborHTMLParser]):
    figure = pages["actualites/un/index.html"].css_first(".prose figure")
    source, image = figure.css_first("source"), figure.css_first("img")
    assert source.attributes["type"] == "image/webp"
    assert image.attributes["alt"] == "Le quai"
    assert [part.split()[1] for part in image.attributes["srcset"].split(", ")] == [
        "480w",
        "1000w",
    ]
    assert figure.css_first("figcaption").text() == "Le quai"


def test_french_typography(site: SmallSite):
    html = site.html("/actualites/un/")
    assert f"10{NBSP}€{NBSP}: «{NBSP}oui{NBSP}»{NNBSP}!" in html
    assert "L’article un" in html
    assert ">L'article" not in html


def test_columns_are_aligned_without_style(site: SmallSite):
    assert '<th align="right">a</th>' in site.html("/velo/")


def test_the_agenda_parts_what_comes_from_what_is_past(site: SmallSite):
    coming, past = site.html("/agenda/").split("Passés")
    assert "/agenda/fete/" in coming
    assert "/agenda/ete/" not in coming
    assert "/agenda/ete/" in past
    assert "Annulé" in past
    assert "Ajouter à mon agenda" in site.html("/agenda/fete/")
    assert "Ajouter à mon agenda" not in site.html("/agenda/ete/")


def test_news_come_page_by_page(site: SmallSite):
    first, second = site.html("/actualites/"), site.html("/actualites/page/2/")
    assert "/actualites/trois/" in first
    assert "/actualites/un/" in second
    assert 'rel="next" href="/actualites/page/2/"' in first
    assert 'rel="prev" href="/actualites/"' in second
    assert 'content="noindex, follow"' in second
    assert "noindex" not in first


def test_breadcrumbs_follow_folders(pages: dict[str, LexborHTMLParser]):
    trail = [li.text(strip=True) for li in pages["velo/index.html"].css(".trail li")]
    assert trail == ["Accueil", "Les ateliers", "Le vélo"]


def data(page: LexborHTMLParser) -> dict[str, Any]:
    graph = json.loads(page.css_first("script[type='application/ld+json']").text())["@graph"]
    return {thing["@type"]: thing for thing in graph}


def test_structured_data(pages: dict[str, LexborHTMLParser]):
    home = data(pages["index.html"])["NGO"]
    assert (home["name"], home["telephone"]) == ("Les Amis de l’Exemple", "+33261910001")
    event = data(pages["agenda/fete/index.html"])["Event"]
    assert event["startDate"] == "2026-12-05T14:00:00+01:00"
    assert data(pages["agenda/ete/index.html"])["Event"]["eventStatus"].endswith("EventCancelled")
    offer = data(pages["offres/kit/index.html"])["Product"]
    assert (offer["offers"]["price"], offer["sku"]) == ("39.00", "KIT")
    article = data(pages["actualites/un/index.html"])
    assert article["NewsArticle"]["datePublished"] == "2026-11-01"
    assert article["BreadcrumbList"]["itemListElement"][1]["name"] == "Actualités"


def test_structured_data_cannot_close_its_element(tmp_path: Path):
    site = make_site(tmp_path)
    site.page("content/agenda/2026-12-24-x.md", "</script><b>", "starts: 2026-12-24 10:00\n"
              "ends: 2026-12-24 11:00\nplace: Ici\n")  # fmt: skip
    site.build()
    page = LexborHTMLParser(site.html("/agenda/x/"))
    assert data(page)["Event"]["name"] == "</script><b>"
    assert page.css_first("h1").text() == "</script><b>"


def test_feeds(site: SmallSite):
    for name, version in (("atom.xml", "atom10"), ("rss.xml", "rss20")):
        feed = feedparser.parse((site.output / "actualites" / name).read_bytes())
        assert not feed.bozo
        assert feed.version == version
        assert {entry.link for entry in feed.entries} == {
            f"https://amis.example.org/actualites/{slug}/" for slug in ("trois", "deux", "un")
        }
        assert feed.feed.title == "Les Amis de l’Exemple"
        assert len({entry.id for entry in feed.entries}) == 3
    atom = (site.output / "actualites/atom.xml").read_text("utf-8")
    assert "https://amis.example.org/contact/" in atom
    assert 'src="/' not in atom.replace("&quot;", '"')


def test_calendars(site: SmallSite):
    whole = Calendar.from_ical((site.output / "agenda/agenda.ics").read_bytes())
    events = list(whole.walk("VEVENT"))
    assert [str(event["UID"]) for event in events] == [
        "ete@amis.example.org",
        "fete@amis.example.org",
    ]
    fete = Calendar.from_ical((site.output / "agenda/fete/fete.ics").read_bytes())
    (event,) = fete.walk("VEVENT")
    start = event.decoded("DTSTART")
    assert isinstance(start, datetime)
    assert start.isoformat() == "2026-12-05T14:00:00+01:00"
    assert str(events[0]["STATUS"]) == "CANCELLED"
    assert str(next(iter(whole.walk("VTIMEZONE")))["TZID"]) == "Europe/Paris"


def test_the_map_of_the_site_lists_what_may_be_found(site: SmallSite):
    tree = ElementTree.fromstring((site.output / "sitemap.xml").read_text("utf-8"))
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = [loc.text or "" for loc in tree.findall("s:url/s:loc", space)]
    assert found == sorted(found)
    for address in found:
        path = address.removeprefix("https://amis.example.org/")
        page = LexborHTMLParser((site.output / path / "index.html").read_text("utf-8"))
        assert not page.css("meta[name=robots]")
    assert "https://amis.example.org/offres/kit/" in found
    robots = (site.output / "robots.txt").read_text("utf-8")
    assert "Sitemap: https://amis.example.org/sitemap.xml" in robots


def test_the_security_policy_allows_nothing_inline(site: SmallSite):
    headers = (site.output / "_headers").read_text("utf-8")
    assert "default-src 'none'" in headers
    assert "unsafe" not in headers


def test_the_lost_page_leads_somewhere(site: SmallSite):
    lost = (site.output / "404.html").read_text("utf-8")
    assert "noindex" in lost
    assert 'href="/agenda/"' in lost


def test_a_site_under_a_path_keeps_it_in_every_link(tmp_path: Path):
    site = make_site(tmp_path)
    site.edit("comptoir.toml", "https://amis.example.org", "https://example.org/amis")
    site.build()
    for name, content in files_of(site.output).items():
        if name.endswith(".html"):
            targets = re.findall(r'(?:href|src)="(/[^"]*)"', content.decode())
            assert all(target.startswith("/amis/") for target in targets), name
    assert "https://example.org/amis/contact/" in site.html("/contact/")


def test_a_site_of_one_page_has_no_empty_list(tmp_path: Path):
    site = make_site(tmp_path)
    for name in ("actualites", "agenda", "offres"):
        for path in (site.root / "content" / name).iterdir():
            path.unlink()
    site.edit("comptoir.toml", '[[menu]]\nlabel = "Agenda"\nurl = "/agenda/"\n', "")
    report = site.build()
    assert report.stopped == ""
    names = files_of(site.output)
    assert not [name for name in names if name.startswith(("actualites", "agenda", "offres"))]
