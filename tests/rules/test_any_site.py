"""Folders that Comptoir did not build: what real sites do, on invented ones."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from comptoir.context import Actor, Context
from comptoir.desk.checks import check_html
from comptoir.finding import Severity
from comptoir.rules.pages import described
from comptoir.rules.registry import all_rules
from comptoir.rules.report import Report
from comptoir.rules.reports import FORMATS
from comptoir.site.identity import has_address, phones
from comptoir.site.loaded import written_in_script

NOTICE = """<h1>Mentions légales</h1><h2>Éditeur</h2><p>Les Exemples, 1 rue de l’Exemple,
35000 Rennes, 02 61 91 00 01</p><h2>Directeur de la publication</h2><p>Camille Exemple, président
de l’association.</p><h2>Hébergeur</h2><p>Fictif, 2 rue du Test, 35000 Rennes, 01 99 00 00 01</p>"""


def checked(root: Path, pages: dict[str, str]) -> Report:
    for path, text in pages.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            f'<!doctype html><html lang="fr"><head><title>Les Exemples</title></head>'
            f"<body>{text}</body></html>",
            "utf-8",
        )
    ctx = Context(
        root=root, actor=Actor("test"), now=lambda: datetime.now(UTC), today=date(2026, 11, 24)
    )
    return check_html(ctx, None, root)


def said(report: Report, code: str) -> list[str]:
    return [finding.found for finding in report.findings if finding.code == code]


def test_every_page_that_calls_an_undeclared_service_is_told_at_once(tmp_path: Path) -> None:
    call = '<h1>Une page</h1><a href="/">Accueil</a><img src="https://p.example.net/1.gif" alt="">'
    pages = {f"p{number}/index.html": call for number in range(3)}
    policy = {"confidentialite/index.html": "<h1>Confidentialité</h1><p>Nous ne gardons rien.</p>"}
    found = [f for f in checked(tmp_path, pages | policy).findings if f.code == "PRV016"]
    assert [f.at.path.split("/")[-2] for f in found] == ["p0", "p1", "p2"]


def test_a_site_published_under_a_folder_of_its_host_finds_its_own_pages(tmp_path: Path) -> None:
    link = '<a href="/kit/mentions/">Mentions légales</a> <a href="/kit/">Accueil</a>'
    report = checked(tmp_path, {"index.html": link, "mentions/index.html": NOTICE + link})
    assert said(report, "MEN001") == []
    assert said(report, "SEO004") == []


def test_a_link_to_a_page_that_says_nothing_is_no_notice(tmp_path: Path) -> None:
    link = '<a href="contact.html">Mentions légales</a>'
    report = checked(tmp_path, {"index.html": link, "contact.html": f"<h1>Contact</h1>{link}"})
    assert said(report, "MEN001") == [
        "le lien « mentions légales » mène à une page qui n’en dit rien."
    ]


def test_the_notice_that_the_links_miss_is_still_the_one_that_is_read(tmp_path: Path) -> None:
    link = '<a href="contact.html">Mentions légales</a>'
    pages = {"index.html": link, "contact.html": link, "mentions-legales.html": NOTICE}
    report = checked(tmp_path, pages)
    assert len(said(report, "MEN001")) == 2  # both pages miss it
    assert said(report, "MEN005") == said(report, "MEN007") == []


def test_a_page_that_a_script_fills_is_for_a_person_to_check(tmp_path: Path) -> None:
    link = '<a href="legal.html">Mentions légales</a>'
    filled = f"<main></main><script src=a.js></script>{link}"
    report = checked(tmp_path, {"index.html": link, "legal.html": filled})
    found = [f for f in report.findings if f.code == "MEN001"]
    assert [f.verdict.value for f in found] == ["to-check"]
    assert said(report, "MEN007") == []


def test_a_site_that_says_it_is_personal_is_for_a_person_to_check(tmp_path: Path) -> None:
    text = "<h1>Mentions légales</h1><p>Site édité à titre personnel par Jo Modèle.</p>"
    report = checked(tmp_path, {"mentions.html": text})
    assert [f.verdict.value for f in report.findings if f.code == "MEN002"] == ["to-check"]
    assert said(report, "MEN004") == said(report, "MEN005") == []


@pytest.mark.parametrize(
    "text", ["Loi n° 2004-575", "Numéro SIREN : 999 140 353", "Tel Aviv, 6350671"]
)
def test_a_number_that_is_no_telephone(text: str) -> None:
    assert phones(text) == []


def test_a_telephone_written_with_both_prefixes_and_a_foreign_address_are_read() -> None:
    assert phones("+33 02 61 91 00 01")
    assert has_address("61 Invented Street, 6023 Larnaca, Chypre")


def test_an_address_that_a_script_only_links_to_is_no_call() -> None:
    assert written_in_script('var s = {"link": {"fr": "https://www.example.org/"}};') == []
    assert written_in_script("f.src = 'https://{s}.tiles.example.org/a.png'") == [
        "//tiles.example.org/a.png"
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_what_pages_say_of_people_is_in_no_report(tmp_path: Path, form: str) -> None:
    text = "<h1>Mentions légales</h1><p>Jo Modèle, jo.modele@example.org, 06 39 98 00 01</p>"
    report = FORMATS[form](checked(tmp_path, {"mentions.html": text}))
    assert all(secret not in report for secret in ("Modèle", "jo.modele", "06 39 98"))


def test_the_json_says_what_to_do_where_no_waiver_is_kept(tmp_path: Path) -> None:
    whole = json.loads(FORMATS["json"](checked(tmp_path, {"index.html": "<h1>Accueil</h1>"})))
    assert whole["findings"]
    assert all(f"--ignore {each['code']}" in each["waiver"] for each in whole["findings"])


def test_a_rule_tells_programs_whom_it_concerns() -> None:
    asked = {"code", "title", "families", "severity", "applies-to", "source", "verified",
             "surfaces", "status", "since"}  # fmt: skip
    assert all(asked <= set(described(rule)) for rule in all_rules())


def test_a_selector_that_the_parser_does_not_know_stops_nothing(tmp_path: Path) -> None:
    style = "<style>a::part(x), :global(.b), p:is( { display: none }</style>"
    report = checked(tmp_path, {"index.html": f'{style}<img src="a.png"><a href="b.html">B</a>'})
    assert said(report, "ACC012")


@pytest.mark.parametrize(
    ("name", "text", "severity"),
    [
        ("base.sql", "INSERT INTO membres VALUES (1, 'Jo');", Severity.ERROR),
        ("base.sql", "COPY membres (nom) FROM stdin;\nJo", Severity.ERROR),
        ("membres.sql.bak", "", Severity.ERROR),
        ("tables.sql", "CREATE TABLE membres (nom text);", Severity.WARNING),
        ("css/style.css.bak", "a { color: red }", Severity.WARNING),
        ("style.css.old", "a { color: red }", Severity.WARNING),
    ],
)
def test_a_working_copy_is_no_base_of_people(
    tmp_path: Path, name: str, text: str, severity: Severity
) -> None:
    report = checked(tmp_path, {"index.html": "<h1>Accueil</h1>", name: text})
    assert [f.severity for f in report.findings if f.code == "SEO008"] == [severity]


@pytest.mark.parametrize("part", ["Includes/menu.html", "_partials/menu.html"])
def test_a_part_that_a_script_copies_into_pages_is_no_page(tmp_path: Path, part: str) -> None:
    link = '<a href="/mentions.html">Mentions légales</a> <a href="/">Accueil</a>'
    menu = '<nav><a href="/">Accueil</a></nav>'
    pages = {"index.html": link, "mentions.html": NOTICE + link}
    report = checked(tmp_path / "a", pages | {part: menu})
    assert said(report, "MEN001") == []
    assert said(checked(tmp_path / "b", pages | {"menu.html": menu}), "MEN001") != []
