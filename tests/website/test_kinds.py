"""Kinds of content: what repeats, expires, belongs together, is archived, has sources."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from selectolax.lexbor import LexborHTMLParser

from comptoir.context import Context
from comptoir.desk.due import due
from comptoir.errors import InputError
from comptoir.readers.content import parse_page
from comptoir.site.front_matter import EventMeta
from comptoir.site.recurrence import CODES, Repetition, occurrences
from comptoir.site.source import PageKind
from comptoir.website.kinships import Kinships

from make_site import SmallSite, make_site, page_text

PARIS = ZoneInfo("Europe/Paris")
REPEATING = (
    'starts: "2026-10-03 14:00"\nends: "2026-10-03 17:30"\nplace: L’atelier\n'
    "repeats: first saturday\nuntil: 2027-02-28\nexcept: 2027-01-02\n"
)
SOURCES = (
    "sources:\n"
    "  - author: Insee\n    title: Recensement de la population\n    date: 2026-01-05\n"
    "    kind: statistique\n    reliability: A\n    url: https://www.example.org/insee\n"
    "  - author: L’accueil\n    title: Le cahier des passages\n    date: 2026-11-02\n"
    "    kind: document interne\n    reliability: C\n"
)


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    return make_site(tmp_path)


def event(keys: str) -> EventMeta:
    page = parse_page(page_text("Essai", keys), shown="content/agenda/e.md", kind=PageKind.EVENT)
    assert isinstance(page.meta, EventMeta)
    return page.meta


def refusal(keys: str, kind: PageKind = PageKind.EVENT) -> str:
    with pytest.raises(InputError) as caught:
        parse_page(page_text("Essai", keys), shown=f"{kind.folder}/e.md", kind=kind)
    return str(caught.value)


def tree(site: SmallSite, url: str) -> LexborHTMLParser:
    return LexborHTMLParser(site.html(url))


def test_a_repeating_event_keeps_its_hour_through_the_seasons():
    times = event(REPEATING).times()
    assert [f"{starts:%m-%d %H:%M%z}" for starts, _ in times] == [
        "10-03 14:00+0200",
        "11-07 14:00+0100",
        "12-05 14:00+0100",
        "02-06 14:00+0100",
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("first saturday", "sometimes", "une répétition est attendue"),
        ("first saturday", "second saturday", "ne tombe pas le deuxième samedi du mois"),
        ("until: 2027-02-28\n", "", "ajoutez until"),
        ("2027-01-02", "2027-01-03", "le 2027-01-03 n’est pas l’une de ses dates"),
        ("2027-01-02", "2027-02-30", "n’existe pas au calendrier"),
        ("repeats: first saturday\n", "", "until et except vont avec repeats"),
        ('ends: "2026-10-03', 'ends: "2026-10-04', "finit le jour où il commence"),
        ("first saturday\nuntil: 2027", "every week\nuntil: 2077", "plus de 400 dates"),
    ],
)
def test_a_repetition_that_cannot_be_is_refused(old: str, new: str, words: str):
    assert old in REPEATING
    assert words in refusal(REPEATING.replace(old, new))


@given(
    st.sampled_from([1, 2, 3, 4, -1]),
    st.integers(0, 6),
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
)
def test_each_month_has_one_such_day(rank: int, weekday: int, start: date):
    repetition = Repetition(rank=rank, weekday=weekday)
    until = date(start.year + 2, start.month, 1)
    days = list(repetition.days(start, until))
    assert days == sorted(set(days))
    assert all(day.weekday() == weekday and start <= day <= until for day in days)
    assert len({(day.year, day.month) for day in days}) == len(days) in (23, 24, 25)
    assert occurrences(repetition, first=days[0], until=until, excepted=days[1:2]) == [
        days[0],
        *days[2:],
    ]
    assert repetition.rule()["BYDAY"] == f"{rank}{CODES[weekday]}"


def test_every_date_is_listed_and_the_next_one_shown(site: SmallSite):
    site.page("content/agenda/cafe.md", "Le café", REPEATING)
    site.build()
    agenda = tree(site, "/agenda/")
    shown = [n.attributes["datetime"][:10] for n in agenda.css(".event-row time.ticket")]
    assert shown == ["2026-12-05", "2026-12-05", "2027-02-06"]
    gone = [n.attributes["datetime"][:10] for n in agenda.css(".gone time")]
    assert gone == ["2026-11-07", "2026-10-03", "2026-07-04"]
    page = tree(site, "/agenda/cafe/")
    assert page.css_first("time.ticket").attributes["datetime"].startswith("2026-12-05")
    assert len(page.css(".moments time")) == 4
    assert "le 2 janvier 2027" in page.css_first(".facts").text()
    assert '"repeatFrequency":"P1M"' in page.css_first("script[type*=json]").text()


def test_the_calendar_of_a_repetition_has_its_rule_and_its_exceptions(site: SmallSite):
    site.page("content/agenda/cafe.md", "Le café", REPEATING)
    site.build()
    made = Calendar.from_ical((site.output / "agenda/cafe/cafe.ics").read_bytes())
    (found,) = made.walk("VEVENT")
    rule = found["RRULE"]
    assert (rule["FREQ"], rule["BYDAY"]) == (["MONTHLY"], ["1SA"])
    assert rule["UNTIL"] == [datetime(2027, 2, 28, 13, tzinfo=ZoneInfo("UTC"))]
    text = (site.output / "agenda/cafe/cafe.ics").read_text("utf-8")
    assert "EXDATE;TZID=Europe/Paris:20270102T140000" in text
    assert found.decoded("DTSTART") == datetime(2026, 10, 3, 14, tzinfo=PARIS)


def test_the_agenda_has_a_page_a_month(site: SmallSite):
    site.page("content/agenda/cafe.md", "Le café", REPEATING)
    site.build()
    month = tree(site, "/agenda/mois/2026-12/")
    assert month.css_first("h1").text() == "Décembre 2026"
    busy = month.css("td.busy")
    assert [cell.css_first("time").attributes["datetime"] for cell in busy] == ["2026-12-05"]
    assert len(busy[0].css("a")) == 2
    assert len(month.css("tbody td:not(.outside)")) == 31
    pager = [node.attributes["href"] for node in month.css(".pager a")]
    assert pager == ["/agenda/mois/2026-11/", "/agenda/mois/2027-02/"]
    assert "/agenda/mois/2026-12/" in site.html("/agenda/")


def test_a_page_leaves_after_its_last_day(site: SmallSite):
    site.page("content/pages/appel.md", "Appel", "expires: 2026-11-24\n")
    site.build(today=date(2026, 11, 24))
    assert (site.output / "appel/index.html").exists()
    site.build(today=date(2026, 11, 25))
    assert not (site.output / "appel").exists()
    said = refusal("expires: 2026-10-01\n", PageKind.PAGE)
    assert "la date expires précède la date de publication" in said


def test_a_series_is_told_in_its_order(site: SmallSite):
    for file in ("2026-11-02-un", "2026-11-04-trois"):
        site.edit(f"content/actualites/{file}.md", "category: ", "series: La crue\ncategory: ")
    site.edit("content/actualites/2026-11-04-trois.md", "date: 2026-11-01", "date: 2026-11-04")
    site.build()
    page = tree(site, "/actualites/un/")
    assert [node.text() for node in page.css(".series li")] == ["L’article un", "Trois"]
    assert page.css_first(".series [aria-current=page]").text() == "L’article un"
    assert tree(site, "/actualites/deux/").css_first(".series") is None


def test_articles_lead_to_those_of_the_same_subjects(site: SmallSite):
    for name, tags in (("quatre", "Vélo"), ("cinq", "vélo, quai")):
        site.page(f"content/actualites/{name}.md", name.title(), f"category: Autre\ntags: {tags}\n")
    site.build()
    page = tree(site, "/actualites/un/")
    close = page.css_first("section[aria-labelledby=bloc-proches]")
    assert [node.text() for node in close.css("h3")] == ["Cinq", "Quatre"]
    lone = tree(site, "/actualites/trois/")
    assert lone.css_first("section[aria-labelledby=bloc-proches]") is None


def test_kinship_does_not_depend_on_the_order_of_reading(site: SmallSite):
    pages = [
        parse_page(
            page_text(f"N{n}", f"category: C{n % 3}\ntags: t{n % 5}, t{n % 7}\n"),
            shown=f"content/actualites/2026-01-{n + 1:02}-n{n}.md",
            kind=PageKind.NEWS,
        )
        for n in range(28)
    ]
    one, other = Kinships.of(pages), Kinships.of(reversed(pages))
    assert [one.related(page) for page in pages] == [other.related(page) for page in pages]


def test_the_news_are_archived_by_year(site: SmallSite):
    site.write(
        "content/actualites/2025-03-01-ancien.md",
        page_text("Ancien", "category: Vie\n").replace("2026-11-01", "2025-03-01"),
    )
    site.build()
    years = [
        node.attributes["href"] for node in tree(site, "/actualites/archives/").css("main .tags a")
    ]
    assert years == ["/actualites/archives/2026/", "/actualites/archives/2025/"]
    page = tree(site, "/actualites/archives/2025/")
    assert page.css_first("h1").text() == "Actualités de 2025"
    assert [node.text() for node in page.css(".plain-list a")] == ["Ancien"]
    assert page.css_first("h2").text() == "Mars 2025"


def test_sources_stand_at_the_foot(site: SmallSite):
    site.page("content/pages/chiffres.md", "Chiffres", SOURCES)
    site.build()
    told = [n.text().replace("\n", "") for n in tree(site, "/chiffres/").css(".sources li")]
    assert told == [
        "Insee, Recensement de la population, 5 janvier 2026 "
        "(statistique, fiabilité A\xa0: officielle ou de première main)",
        "L’accueil, Le cahier des passages, 2 novembre 2026 "
        "(document interne, fiabilité C\xa0: à recouper)",
    ]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [("reliability: A", "reliability: E", 11), ("    kind: document interne\n", "", 13)],
)
def test_a_source_that_lacks_something_names_its_line(old: str, new: str, line: int):
    assert f"ligne {line}" in refusal(SOURCES.replace(old, new), PageKind.PAGE)


def test_each_date_to_come_is_due(ctx: Context):
    page = ctx.root / "content/agenda/cafe.md"
    page.parent.mkdir(parents=True)
    page.write_text(page_text("Le café", REPEATING), "utf-8")
    told = [task.on for task in due(ctx, within=90) if task.what.startswith("Le café, 14:00")]
    assert told == [date(2026, 12, 5), date(2027, 2, 6)]


def test_archives_are_on_the_map_and_months_are_not(site: SmallSite):
    site.build()
    told = (site.output / "sitemap.xml").read_text("utf-8")
    assert "/actualites/archives/2026/<" in told
    assert "/agenda/mois/" not in told
    assert tree(site, "/agenda/mois/2026-12/").css_first("meta[name=robots]") is not None
