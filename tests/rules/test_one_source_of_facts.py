"""Contact, hours, dues and prices live in one file: it feeds the pages, and none contradicts it."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from comptoir.rules.registry import rule_of

from make import ROOT
from make_site import SmallSite, make_site
from rule_trial import markdown, page, scope, try_on

Command = Callable[..., Any]
CODES = ("INF007", "INF008", "INF009")
HOURS = {"opening": [{"day": 2, "opens": "09:30", "closes": "12:00"},
                     {"day": 2, "opens": "14:00", "closes": "18:00"}]}  # fmt: skip


@pytest.fixture
def project(project_dir: Path) -> Path:
    for part in ("content", "legal"):
        shutil.copytree(ROOT / part, project_dir / part, dirs_exist_ok=True)
    return project_dir


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new), "utf-8")


CHANGES = [
    ("opening", 'opens = "14:00"\ncloses = "18:00"', 'opens = "14:00"\ncloses = "19:00"',
     "INF008", "content/pages/acces-et-horaires.md, ligne 17"),
    ("phone", '\nphone = "02 61 91 00 35"', '\nphone = "02 61 91 00 99"',
     "INF007", "content/pages/contact.md"),
    ("seat", "7 quai des Haleurs", "9 quai des Haleurs",
     "INF007", "content/pages/acces-et-horaires.md, ligne 32"),
    ("season", 'name = "2026-2027"\nstarts = 2026-09-01\nends = 2027-08-31\nfull = "22.00"',
     'name = "2026-2027"\nstarts = 2026-09-01\nends = 2027-08-31\nfull = "25.00"',
     "INF009", "content/pages/adherer.md"),
]  # fmt: skip


def test_row_38_one_file_feeds_the_pages_and_a_page_that_differs_fails_the_check(
    project: Path, comptoir: Command
):
    def check(code: int) -> str:
        select = ",".join(CODES)
        return str(comptoir("check", "--select", select, "--project", str(project), code=code).out)

    contact = project / "content/pages/contact.md"
    contact.write_text(f"{contact.read_text('utf-8')}\nNotre numéro : 02 61 91 00 35.\n", "utf-8")
    check(0)
    data = project / "legal/organisation.toml"
    for what, old, new, code, place in CHANGES:
        before = data.read_text("utf-8")
        change(data, old, new)
        said = check(1)
        assert code in said, what
        assert place in said, what
        data.write_text(before, "utf-8")
    offer = project / "content/offres/kit-couture.md"
    change(offer, 'price: "24.00"', 'price: "26.00"')
    said = check(1)
    assert "content/offres/kit-couture.md, ligne 43" in said
    assert "n’est pas celui de son offre (26,00 €)" in said.replace("\u202f", " ").replace(
        "\u00a0", " "
    )
    change(offer, 'price: "26.00"', 'price: "24.00"')
    check(0)


@pytest.mark.parametrize(
    ("page", "old", "new"),
    [("contact.md", "Au téléphone,", "Notre numéro : 02 61 91 00 99. Au téléphone,"),
     ("contact.md", "review_by: 2027-06-30", "review_by: 2026-06-30")],
)  # fmt: skip
def test_a_page_to_mend_or_to_read_again_stays_published(
    project: Path, comptoir: Command, page: str, old: str, new: str
):
    for folder in ("content/images", "content/actualites"):
        for path in (project / folder).glob("*.*"):
            path.unlink()
    (project / "content/images/register.toml").touch()
    change(project / "content/pages" / page, old, new)
    built = comptoir("site", "build", "--json", "--project", str(project)).json
    assert "content/pages/contact.md" not in {held["path"] for held in built["held"]}
    assert (project / "output/contact/index.html").is_file()


def told(site: SmallSite, url: str) -> str:
    return " ".join(site.html(url).replace("\u00a0", " ").replace("\u202f", " ").split())


def test_components_write_what_the_file_says_and_follow_it(tmp_path: Path):
    site = make_site(tmp_path)
    file = site.root / "legal/organisation.toml"
    season = (
        '\n[[seasons]]\nname = "2026"\nstarts = 2026-01-01\nends = 2026-12-31\nfull = "15.00"\n'
    )
    file.write_text(file.read_text("utf-8") + season, "utf-8")
    body = "::: horaires\n\n::: coordonnees\n\n::: cotisations\n"
    site.page("content/pages/essai.md", "Essai", body=body)
    assert site.build().held == ()
    main = told(site, "/essai/").split("<main")[1].split("</main>")[0]
    for words in ("Mercredi</dt><dd>14 h – 18 h", "1 rue de l’Essai", 'href="tel:+33261910001"',
                  "mailto:contact@amis.example.org", "15,00 €", "Saison 2026."):  # fmt: skip
        assert words in main
    change(file, 'closes = "18:00"', 'closes = "18:30"')
    site.build()
    assert "14 h – 18 h 30" in told(site, "/essai/").split("<main")[1]


@pytest.mark.parametrize(("name", "key"), [("horaires", "opening"), ("cotisations", "seasons")])
def test_a_component_with_nothing_to_show_says_what_to_fill(tmp_path: Path, name: str, key: str):
    site = make_site(tmp_path)
    file = site.root / "legal/organisation.toml"
    file.write_text(file.read_text("utf-8").split("[[opening]]")[0], "utf-8")
    site.page("content/pages/essai.md", "Essai", body=f"::: {name}")
    (held,) = site.build().held
    assert f"[[{key}]]" in " ".join(held.reasons)


def found(text: str, *, path: str = "content/pages/exemple.md", **over: Any) -> list[str]:
    rules = [rule_of(code) for code in CODES]
    return [f.found for f in try_on(rules, [markdown(text, path=path)], scope(**over))]


@pytest.mark.parametrize(
    "text",
    [
        "## Horaires\n\nMardi : 9 h 30 – 12 h et 14 h – 18 h",
        "Nous sommes ouverts le mardi de 14h à 18h.",
        "## Horaires\n\n- Mardi matin, de 9 h 30 à midi",
        "## Horaires des cours\n\nLundi de 10 h à 11 h",
        "## Horaires\n\nMardi 5 et mercredi 6, de 8 h à 9 h.",
        "Rendez-vous samedi 5 décembre de 14 h à 17 h.",
        "## Horaires\n\nPendant les vacances, le lundi de 9 h à 12 h.",
        "L’assemblée se tient mardi de 18 h à 20 h.",
        "## Ouverture\n\nFermé le lundi et le dimanche.",
    ],
)
def test_hours_that_agree_or_are_of_something_else_say_nothing(text: str):
    assert found(text, **HOURS) == []


@pytest.mark.parametrize(
    "text",
    [
        "## Horaires\n\nMardi : 9 h 30 – 12 h et 14 h – 19 h",
        "Nous sommes ouverts le lundi de 14h à 18h.",
        "## Horaires d’ouverture\n\n| Mardi | fermé |",
        "## Horaires\n\nDu lundi au vendredi, de 14 h à 18 h.",
        "## Horaires\n\nDe 8 h à 12 h le mardi.",
        "## Horaires\n\nMardi 9h-12h",
    ],
)
def test_hours_that_differ_are_found(text: str):
    assert found(text, **HOURS)


def test_an_organisation_that_tells_no_hours_is_not_contradicted():
    assert found("## Horaires\n\nMardi : 9 h – 12 h") == []


def test_a_second_number_is_declared_among_the_facts():
    text = "Pour le dépannage, appelez-nous au 06 39 98 00 12."
    assert found(text)
    assert found(text, facts={"astreinte": "06 39 98 00 12"}) == []


def test_news_tell_what_was_true_on_their_day():
    text = "Appelez-nous au 02 61 91 00 99. Nous sommes ouverts le lundi de 9 h à 12 h."
    head = "---\ntitle: Hier\ndate: 2020-01-01\nsummary: Une page.\nowner: a\ncategory: Vie\n---\n"
    assert found(head + text, path="content/actualites/hier.md", **HOURS) == []


def test_a_theme_that_contradicts_the_file_is_found():
    rules = [rule_of(code) for code in CODES]
    footer = (
        "<main><p>Le traiteur : 02 61 91 00 77</p></main><footer><h2>Horaires</h2><dl><dt>Mardi"
        "</dt><dd>9 h – 19 h</dd></dl><a href='mailto:ancien@exemple.example.org'>"
        "ancien@exemple.example.org</a></footer>"
    )
    codes = [f.code for f in try_on(rules, [page(footer)], scope(**HOURS))]
    assert codes == ["INF007", "INF008"]


def test_a_value_is_never_written_in_the_report():
    said = " ".join(found("Appelez-nous au 02 61 91 00 99."))
    assert "91 00" not in said
