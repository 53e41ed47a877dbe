"""What search engines and readers of feeds are told: languages, structured data, feeds."""

from pathlib import Path
from typing import Any

import feedparser
import pytest
from selectolax.lexbor import LexborHTMLParser

from comptoir.website.hand import read_facts
from comptoir.website.jsonld import organisation

from make_site import TODAY, SmallSite, files_of, make_site
from schema_org import faults_of, graph_of

COURSE = """sku: STAGE
price: "90.00"
vat: "20.0"
nature: services
sessions: 2026-11-01, 2027-03-20, 2027-01-16
hours: 10,5
promotion:
  code: HIVER
  price: "75.00"
  prior_price: "90.00"
  starts: 2026-11-16
  ends: 2026-12-18
"""
FULL = """starts: 2026-12-20 14:00
ends: 2026-12-20 15:00
place: Ici
price: "5.00"
capacity: 12
state: full
"""
CLUB = """starts: 2026-12-01 19:00
ends: 2026-12-01 21:00
place: Ici
price: "0"
repeats: first tuesday
until: 2027-06-30
except: 2027-03-02
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    """The small site, with what makes each kind of data."""
    built = make_site(tmp_path_factory.mktemp("site"))
    built.page("content/offres/stage.md", "Le stage", COURSE)
    built.page("content/pages/questions.md", "Questions", "template: faq\n",
               "## Combien ?\n\nRien.\n\n## Quand ?\n\n**Toujours.**\n")  # fmt: skip
    built.page("content/agenda/2026-12-20-payant.md", "Complet", FULL)
    built.page("content/agenda/club.md", "Le club", CLUB)
    built.page("content/pages/contact-en.md", "Contact us", "lang: en\ntranslates: /contact/\n",
               "Write to us.")  # fmt: skip
    built.page("content/pages/darempred.md", "Darempred", "lang: br\ntranslates: /contact\n")
    built.page("content/pages/ittisal.md", "اتصل بنا", "lang: ar\ntranslates: /contact/\n")
    assert built.build().held == ()
    return built


def things(site: SmallSite, url: str) -> dict[str, dict[str, Any]]:
    return {thing["@type"]: thing for thing in graph_of(site.html(url))}


def test_every_page_says_only_what_schema_org_knows_and_all_that_is_required(site: SmallSite):
    pages = [name for name in files_of(site.output) if name.endswith(".html")]
    said = {name: faults_of(graph_of((site.output / name).read_text("utf-8"))) for name in pages}
    assert len(pages) > 20
    assert {name: faults for name, faults in said.items() if faults} == {}
    used = {thing["@type"] for name in pages
            for thing in graph_of((site.output / name).read_text("utf-8"))}  # fmt: skip
    assert used == {"NGO", "WebSite", "BreadcrumbList", "NewsArticle", "Event", "Product",
                    "Course", "FAQPage"}  # fmt: skip


def test_the_schema_check_sees_what_is_wrong():
    wrong = {"@type": "Event", "name": "", "startDate": "demain", "organizer": {"@id": "x"},
             "offer": {"@type": "Offer", "price": "5 €"}}  # fmt: skip
    assert sorted(faults_of([wrong])) == [
        "Event.location is missing",
        "Event.name: empty",
        "Event.offer is unknown",
        "Event.startDate: no ISO date or time: demain",
        "Offer.price: no amount: 5 €",
        "Offer.priceCurrency is missing",
        "x is described nowhere",
    ]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("association", "NGO"),
        ("company", "LocalBusiness"),
        ("sole-trader", "LocalBusiness"),
        ("public-body", "GovernmentOrganization"),
        ("mutual", "Organization"),
        ("individual", "Person"),
    ],
)
def test_the_publisher_is_described_by_its_kind(tmp_path: Path, kind: str, expected: str):
    site = make_site(tmp_path)
    site.edit("legal/organisation.toml", 'kind = "association"', f'kind = "{kind}"')
    thing = organisation(read_facts(site.root, TODAY), logo="https://amis.example.org/logo.png")
    assert thing["@type"] == expected
    assert faults_of([thing]) == []
    hours = thing.get("openingHoursSpecification") or thing.get("location", {}).get(
        "openingHoursSpecification"
    )
    assert (hours is None) == (expected == "Person")


def test_a_company_without_opening_hours_is_no_local_business(tmp_path: Path):
    site = make_site(tmp_path)
    site.edit("legal/organisation.toml", 'kind = "association"', 'kind = "company"')
    site.edit(
        "legal/organisation.toml", '[[opening]]\nday = 3\nopens = "14:00"\ncloses = "18:00"', ""
    )
    assert organisation(read_facts(site.root, TODAY))["@type"] == "Organization"


def test_an_event_says_its_state_its_places_and_its_price(site: SmallSite):
    full = things(site, "/agenda/payant/")["Event"]
    assert full["offers"]["availability"] == "https://schema.org/SoldOut"
    assert (full["maximumAttendeeCapacity"], full["isAccessibleForFree"]) == (12, False)
    cancelled = things(site, "/agenda/ete/")["Event"]
    assert cancelled["eventStatus"] == "https://schema.org/EventCancelled"
    club = things(site, "/agenda/club/")["Event"]
    assert club["isAccessibleForFree"] is True
    assert club["eventSchedule"]["exceptDate"] == ["2027-03-02"]


def test_a_course_tells_the_sessions_to_come_and_the_price_it_is_lower_than(site: SmallSite):
    course = things(site, "/offres/stage/")["Course"]
    assert [one["startDate"] for one in course["hasCourseInstance"]] == ["2027-01-16", "2027-03-20"]
    assert {one["courseWorkload"] for one in course["hasCourseInstance"]} == {"PT10H30M"}
    terms = course["offers"]
    assert (terms["price"], terms["priceSpecification"]["price"]) == ("75.00", "90.00")
    assert terms["priceValidUntil"] == "2026-12-18"
    shown = LexborHTMLParser(site.html("/offres/stage/")).css_first(".panel").text()
    assert "Samedi 16 janvier 2027" in shown.replace("\u00a0", " ")
    assert "1er novembre 2026" not in shown.replace("\u00a0", " ")
    assert "10 h 30" in shown.replace("\u00a0", " ")


def test_questions_are_told_with_their_answers(site: SmallSite):
    asked = things(site, "/questions/")["FAQPage"]["mainEntity"]
    assert [(one["name"], one["acceptedAnswer"]["text"]) for one in asked] == [
        ("Combien ?", "Rien."),
        ("Quand ?", "Toujours."),
    ]


# languages


def alternates(site: SmallSite, url: str) -> dict[str, str]:
    links = LexborHTMLParser(site.html(url)).css("link[rel=alternate][hreflang]")
    return {node.attributes["hreflang"]: node.attributes["href"] for node in links}


def test_each_version_of_a_page_names_them_all_and_the_one_by_default(site: SmallSite):
    told = alternates(site, "/contact/")
    assert told == {
        "ar": "https://amis.example.org/ittisal/",
        "br": "https://amis.example.org/darempred/",
        "en": "https://amis.example.org/contact-en/",
        "fr": "https://amis.example.org/contact/",
        "x-default": "https://amis.example.org/contact/",
    }
    assert all(alternates(site, url) == told for url in ("/contact-en/", "/darempred/"))
    assert alternates(site, "/velo/") == {}


def test_a_translated_page_says_its_language_and_what_surrounds_it_the_site_s(site: SmallSite):
    page = LexborHTMLParser(site.html("/contact-en/"))
    assert page.css_first("html").attributes["lang"] == "en"
    for selector in ("header.site-head", ".trail", "footer", ".skip"):
        assert page.css_first(selector).attributes["lang"] == "fr", selector
    assert "lang" not in page.css_first("main").attributes
    others = page.css(".languages a")
    assert [(n.attributes["lang"], n.text()) for n in others] == [
        ("ar", "العربية"), ("br", "Brezhoneg"), ("fr", "Français"),
    ]  # fmt: skip
    assert page.css_first("meta[property='og:locale']").attributes["content"] == "en_GB"
    assert LexborHTMLParser(site.html("/ittisal/")).css_first("html").attributes["dir"] == "rtl"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("lang: en\ntranslates: /rien/\n", "aucune page n’a l’adresse /rien/"),
        ("translates: /contact/\n", "sont dans la même langue (fr)"),
        ("lang: br\ntranslates: /a-en/\n", "est elle-même une traduction"),
        ("lang: en\ntranslates: /contact/\n", "traduit déjà cette page dans cette langue (en)"),
    ],
)
def test_a_translation_of_nothing_or_made_twice_is_held_back(
    tmp_path: Path, keys: str, expected: str
):
    site = make_site(tmp_path)
    site.page("content/pages/a-en.md", "Contact us", "lang: en\ntranslates: /contact/\n")
    site.page("content/pages/b.md", "Autre", keys)
    (held,) = site.build().held
    assert held.path == "content/pages/b.md"
    assert expected in " ".join(held.reasons)
    assert "translates" in " ".join(held.reasons)


# feeds


def test_feeds_are_whole_and_dressed_by_the_site_s_own_styles(site: SmallSite):
    for name in ("atom.xml", "rss.xml"):
        written = (site.output / "actualites" / name).read_text("utf-8")
        head = written.split("<feed")[0].split("<rss")[0]
        styles = [part.split('"')[0] for part in head.split('href="')[1:]]
        assert [style.split("?")[0] for style in styles] == [
            "/theme/css/apparence.css", "/theme/css/flux.css",
        ]  # fmt: skip
        assert all((site.output / style.split("?")[0].lstrip("/")).is_file() for style in styles)
        feed = feedparser.parse(written.encode())
        assert (feed.bozo, feed.feed.language) == (False, "fr")
        assert all(entry.title and entry.summary and entry.link for entry in feed.entries)
    atom = feedparser.parse((site.output / "actualites/atom.xml").read_bytes())
    assert atom.feed.author == "Les Amis de l’Exemple"
    assert 'href="https://amis.example.org/actualites/un/"' in next(
        entry.summary for entry in atom.entries if entry.link.endswith("/un/")
    )
    rss = (site.output / "actualites/rss.xml").read_text("utf-8")
    followed = (
        '<xhtml:a href="https://amis.example.org/actualites/un/">Lire la suite</xhtml:a></item>'
    )
    assert followed in rss
    assert 'isPermaLink="false"' in (site.output / "actualites/rss.xml").read_text("utf-8")
