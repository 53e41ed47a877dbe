"""The theme of the old site: shown when asked, page kind by page kind, as Pelican showed it."""

from pathlib import Path

import pytest

from comptoir.site.adoption.templates import read_template

from make_site import make_site

BASE = (
    "<!doctype html><html lang=fr><head><title>{% block title %}{{ SITENAME }}{% endblock %}"
    '</title><link rel="stylesheet" href="{{ SITEURL }}/{{ THEME_STATIC_DIR }}/css/vieux.css">'
    "</head><body class=vieux>{% for label, url in MENUITEMS %}<a href={{ url }}>{{ label }}</a>"
    "{% endfor %}{% for label, url in LINKS %}<i>{{ label }}</i>{% endfor %}"
    "{{ DISQUS_SITENAME }}{% block content %}{% endblock %}"
    "{% include 'part.html' %}{% include 'absent.html' %}</body></html>"
)
THEME = {
    "templates/base.html": BASE,
    "templates/part.html": "<hr>{% trans %}Bye{% endtrans %}",
    "templates/article.html": "{% extends 'base.html' %}"
    "{% import 'macros.html' as m with context %}"
    "{% block title %}{{ article.title|striptags }}{% endblock %}{% block content %}"
    "{{ m.lien(article) }}{{ article.content }}<b>{{ article.locale_date }}"
    "{% if article.stats.mots > 3 %}long{% endif %}{{ article.author.url }}</b>{% endblock %}",
    "templates/macros.html": '{% macro lien(a) %}<a rel=self href="{{ SITEURL }}/{{ a.url }}">'
    "{{ a.category }}</a>{% endmacro %}",
    "templates/page.html": "{% extends '!simple/page.html' %}",
    "templates/tag.html": "{% extends 'base.html' %}{{ tag.name | moustache }}",
    "templates/index.html": "{% extends 'base.html' %}{% block content %}"
    "{% for a in articles_page.object_list %}<p>{{ a.title }}</p>{% endfor %}"
    "{% if articles_page.has_other_pages() %}{% include 'pagination.html' %}{% endif %}"
    "{% endblock %}",
    "static/css/vieux.css": "@import url(https://fonts.example.com/a.css); b { color: red }",
    "static/css/site.css": "b {}",
}


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def source(tmp_path):
    conf = (
        "SITENAME = 'Vieux'\nTHEME = 'theme'\nLINKS = (('Un ami', 'https://ami.example.org/'),)\n"
        "DISQUS_SITENAME = 'vieux'\nMENUITEMS = (('A', '/a/'),)\n"
    )
    text = "Title: Un bal\nDate: 2015-06-01\nTags: eau\n\nOn **danse**.\n"
    files = {f"theme/{name}": text for name, text in THEME.items()}
    return write(tmp_path / "ancien", {"pelicanconf.py": conf, "content/a.md": text, **files})


@pytest.fixture
def adopted(comptoir, tmp_path, source):
    site = make_site(tmp_path / "projet")

    def run(*more: str):
        words = ["--yes", "--json", "--project", str(site.root), "site", "adopt", str(source)]
        return comptoir(*words, *more, code=0).json, site

    return run


def remarks(told) -> str:
    return " ".join(r["found"] for r in told["remarks"] if r["topic"] == "theme")


def test_articles_are_shown_with_the_old_theme(adopted):
    _, site = adopted("--own-theme")
    site.build()
    html = site.html("/actualites/un-bal/")
    assert "<body class=vieux>" in html and "<title>Un bal</title>" in html
    assert "On <strong>danse</strong>." in html  # unescaped, as Pelican did
    assert '<a rel=self href="/actualites/un-bal/">' in html
    assert "<b>01/06/2015</b>" in html and "<hr>Bye" in html
    assert '<link rel="stylesheet" href="/theme/css/vieux.css">' in html
    assert (site.output / "theme/css/vieux.css").is_file()


def test_the_menu_is_ours_the_settings_are_theirs_the_services_nobody_s(adopted):
    _, site = adopted("--own-theme")
    site.build()
    html = site.html("/actualites/un-bal/")
    assert "<a href=/agenda/>Agenda</a>" in html and "<i>Un ami</i>" in html
    assert "DISQUS" not in html and "vieux</" not in html.split("</head>")[1]


def test_lists_are_shown_page_by_page(adopted):
    _, site = adopted("--own-theme")
    site.build()
    html = site.html("/actualites/")
    assert "<body class=vieux>" in html and "<p>" in html
    assert (site.output / "actualites/page/2/index.html").is_file()


def test_the_rest_of_the_site_keeps_our_theme(adopted):
    _, site = adopted("--own-theme")
    site.build()
    for url in ("/agenda/", "/mentions-legales/", "/actualites/etiquette/eau/"):
        assert "<body class=vieux>" not in site.html(url)


def test_without_asking_the_site_keeps_our_theme_to_the_byte(adopted, tmp_path):
    before = make_site(tmp_path / "temoin")
    before.build()
    told, site = adopted()
    (site.root / "content/actualites/2015-06-01-un-bal.md").unlink()
    site.build()
    assert site.html("/contact/") == before.html("/contact/")
    assert "--own-theme" in str(told["remarks"])


def test_what_does_not_work_is_said(adopted):
    said = remarks(adopted("--own-theme")[0])
    assert "le filtre « moustache » vient d’une extension" in said
    assert "fonts.example.com" in said
    assert "absent.html" in said
    assert "montre les actualités, les pages, l’accueil et la liste des actualités" in said
    assert "le nom d’un des nôtres" in said


def test_our_files_are_never_covered(adopted):
    _, site = adopted("--own-theme")
    site.build()
    assert (site.output / "theme/css/site.css").read_text() != "b {}"


def test_a_second_time_changes_nothing(adopted):
    _, site = adopted("--own-theme")
    before = {p: p.read_bytes() for p in site.root.rglob("*") if p.is_file()}
    assert adopted("--own-theme")[0]["written"] == []
    assert before == {p: p.read_bytes() for p in site.root.rglob("*") if p.is_file()}


def test_an_error_in_an_old_template_says_how_to_go_without(adopted, comptoir):
    _, site = adopted("--own-theme")
    write(site.root, {"theme/ancien/templates/article.html": "{{ 1 / 0 if article }}{{ x.y( }}"})
    done = comptoir("--project", str(site.root), "site", "build", "--no-check", code=2)
    assert "theme/ancien/templates/article.html" in done.err


def test_settings_of_the_theme_that_cannot_be_read_are_said(adopted, comptoir):
    _, site = adopted("--own-theme")
    write(site.root, {"theme/ancien/reglages.toml": "A = ="})
    done = comptoir("--project", str(site.root), "site", "build", "--no-check", code=2)
    assert "theme/ancien/reglages.toml" in done.err


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{% assets 'a.css' %}{% endassets %}", "la balise « assets »"),
        ("{{ a | moustache }}", "le filtre « moustache »"),
        ("{% if a is poilu %}{% endif %}", "le test « poilu »"),
        ("{% if %}", "mal écrit"),
        ("{% trans %}a{% endtrans %}{% do a.b() %}{{ d | strftime('%Y') }}", ""),
    ],
)
def test_a_template_says_what_it_lacks(text, fault):
    assert fault in (read_template("a.html", text, {"strftime"}).fault or "")


def test_only_what_a_browser_fetches_counts_as_a_call():
    text = (
        '<a href="https://lien.example.com/">x</a><link rel="canonical" href="https://c.example.com">'
        '<link rel="stylesheet" href="//style.example.com/a.css"><img src="http://img.example.com/a">'
    )
    assert read_template("a.html", text).hosts == {"style.example.com", "img.example.com"}
