"""The index of a built page, and of a site."""

import pytest

from comptoir.site.blocks import blocks_of
from comptoir.site.html import HtmlPage
from comptoir.site.links import Where, addresses, resolve
from comptoir.site.position import lines_of

from rule_trial import BASE, page, site


def test_a_page_knows_its_head_its_headings_and_its_links() -> None:
    made = HtmlPage(
        '<!doctype html><html lang="fr-FR"><head><title> Un  titre </title>'
        '<meta name="description" content="Une description"><meta name="robots" content="noindex">'
        '</head><body><h1>Un</h1><h2>Deux</h2><a href="/x/">Un <b>lien</b></a></body></html>',
        path="a/index.html",
    )
    assert (made.url, made.lang, made.title, made.h1) == ("/a/", "fr-FR", "Un titre", "Un")
    assert made.meta("description") == "Une description"
    assert made.noindex
    assert [(link.href, link.text) for link in made.links] == [("/x/", "Un lien")]
    assert [(heading.level, heading.text) for heading in made.headings] == [(1, "Un"), (2, "Deux")]


def test_the_title_of_a_drawing_is_not_the_title_of_the_page() -> None:
    made = HtmlPage("<html><body><svg><title>Un dessin</title></svg></body></html>", path="a.html")
    assert made.title == ""


@pytest.mark.parametrize(
    ("markup", "url", "kind"),
    [
        ('<script src="https://t.example.net/a"></script>', "https://t.example.net/a", "script"),
        ('<img src="https://t.example.net/a.png">', "https://t.example.net/a.png", "image"),
        ('<img srcset="https://t.example.net/a.png 2x">', "https://t.example.net/a.png", "image"),
        ('<iframe src="//t.example.net/"></iframe>', "//t.example.net/", "frame"),
        ('<link rel="stylesheet" href="https://t.example.net/a.css">', "https://t.example.net/a.css",
         "style"),
        ('<link rel="dns-prefetch" href="//t.example.net">', "//t.example.net", "preconnect"),
        ('<link rel="preload" as="font" href="https://t.example.net/a.woff2">',
         "https://t.example.net/a.woff2", "font"),
        ("<style>@import 'https://t.example.net/a.css';</style>", "https://t.example.net/a.css",
         "style"),
        ('<p style="background:url(https://t.example.net/a.png)">x</p>',
         "https://t.example.net/a.png", "image"),
        ('<video poster="https://t.example.net/a.png"></video>', "https://t.example.net/a.png",
         "image"),
        ('<object data="https://t.example.net/a"></object>', "https://t.example.net/a", "object"),
        ('<iframe srcdoc="<img src=https://t.example.net/a.png>"></iframe>',
         "https://t.example.net/a.png", "image"),
        ('<svg><use href="https://t.example.net/a.svg#b"/></svg>', "https://t.example.net/a.svg#b",
         "image"),
        ('<input type="image" src="https://t.example.net/a.png">', "https://t.example.net/a.png",
         "image"),
    ],
)  # fmt: skip
def test_what_loads_by_itself_is_found_wherever_it_hides(markup: str, url: str, kind: str) -> None:
    assert [(r.url, r.kind) for r in page(markup).resources] == [(url, kind)]


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="https://t.example.net/">un lien</a>',
        '<link rel="canonical" href="https://t.example.net/">',
        '<link rel="alternate" type="application/rss+xml" href="https://t.example.net/feed">',
        '<script type="text/plain" src="https://t.example.net/a.js"></script>',
        '<script type="application/ld+json">{"url": "https://t.example.net/"}</script>',
        '<iframe data-src="https://t.example.net/"></iframe>',
        '<img src="data:image/png;base64,AAAA">',
        '<video preload="none"><source src="https://t.example.net/a.mp4"></video>',
        '<template><img src="https://t.example.net/a.png"></template>',
        "<style>a{fill:url(#degrade)}</style>",
        '<form action="https://t.example.net/"></form>',
    ],
)
def test_what_waits_for_the_reader_is_no_call(markup: str) -> None:
    assert page(markup).calls == ()


def test_a_sub_domain_of_the_site_is_another_host_and_www_is_not() -> None:
    made = page(
        '<img src="https://exemple.example.org/a.png"><img src="https://i.example.org/b.png">'
    )
    assert [call.host for call in made.calls] == ["i.example.org"]


def test_the_place_of_an_element_is_its_line_in_the_source() -> None:
    made = HtmlPage(
        "<html>\n<!-- <img src=a> -->\n<script>\nvar x = '<img>';\n</script>\n<img src=a>\n\n"
        "<img\n src=b></html>",
        path="a.html",
        shown="output/a.html",
    )
    assert [made.place(image.node).line for image in made.images] == [6, 8]
    assert str(made.place(made.images[1].node)) == "output/a.html, ligne 8, « <img> »"


def test_a_tag_inside_a_template_or_an_attribute_is_not_counted() -> None:
    source = '<template><p>a</p></template>\n<div title="<p>">\n<p>b</p></div>'
    assert lines_of(source)["p"] == [3]


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ('<a href="/"><img src="a" alt="Accueil"></a>', "Accueil"),
        ('<a href="/" aria-label="Accueil"><svg></svg></a>', "Accueil"),
        ('<a href="/"><svg><title>Accueil</title></svg></a>', "Accueil"),
        ('<a href="/" title="Accueil"></a>', "Accueil"),
        ('<a href="/" aria-labelledby="n"></a><span id="n" hidden>Accueil</span>', "Accueil"),
        ('<a href="/"><span aria-hidden="true">x</span></a>', ""),
        ('<a href="/"><img src="a" alt=""></a>', ""),
        ('<a href="/"><span style="display:none">x</span></a>', ""),
    ],
)
def test_the_name_of_a_link_is_the_one_that_a_screen_reader_says(markup: str, name: str) -> None:
    made = page(markup)
    assert made.access.name(made.links[0].node) == name


def test_blocks_keep_headings_paragraphs_and_the_footer_apart() -> None:
    made = page("<h2>Un <em>titre</em></h2><p>Une<br>ligne</p><nav>menu</nav><footer>Pied</footer>")
    found = [(b.text, b.level, b.footer) for b in blocks_of(made.tree.body)]
    assert found == [
        ("Un titre", 2, False),
        ("Une", 0, False),
        ("ligne", 0, False),
        ("Pied", 0, True),
    ]


@pytest.mark.parametrize(
    ("href", "where", "path"),
    [
        ("/a/", Where.INSIDE, "/a/"),
        ("b.html", Where.INSIDE, "/c/b.html"),
        ("../a/?x=1", Where.INSIDE, "/a/"),
        (f"{BASE}/a%20b/", Where.INSIDE, "/a b/"),
        ("https://exemple.example.org/a/", Where.INSIDE, "/a/"),
        ("//ailleurs.example.net/a", Where.OUTSIDE, "/a"),
        ("mailto:a@example.org", Where.OTHER, ""),
        ("http://[faux", Where.OTHER, ""),
    ],
)
def test_a_link_is_resolved_as_a_browser_does(href: str, where: Where, path: str) -> None:
    found = resolve(href, page_url="/c/", base=BASE)
    assert (found.where, found.path) == (where, path)


def test_a_site_under_a_prefix_keeps_its_links_inside() -> None:
    found = resolve("/kit/a/", page_url="/", base="https://org.example.org/kit")
    assert (found.where, found.path) == (Where.INSIDE, "/a/")
    above = resolve("/autre/", page_url="/", base="https://org.example.org/kit")
    assert above.where is Where.OUTSIDE


def test_base_href_moves_relative_links() -> None:
    made = page('<base href="/racine/"><a href="a/">x</a>')
    assert made.resolve("a/").path == "/racine/a/"


def test_static_hosts_serve_a_page_under_several_addresses() -> None:
    served = addresses(["index.html", "a/index.html", "b.html", "c.pdf"])
    assert served["/"] == "index.html"
    assert served["/a"] == served["/a/"] == "a/index.html"
    assert served["/b"] == "b.html"
    assert served["/c.pdf"] == "c.pdf"


def test_legal_pages_are_found_by_link_by_name_and_by_content() -> None:
    said = (
        "<h1>À propos</h1><p>Éditeur : association X, 1 rue A, 35000 Rennes.</p>"
        "<p>Directrice de la publication : Jo Doe. Hébergeur : H, 2 rue B, 35000 Rennes.</p>"
    )
    _, by_content = site({"index.html": "<h1>Accueil</h1>", "a-propos/index.html": said})
    assert [page.path for page in by_content.notice_pages] == ["a-propos/index.html"]
    _, by_link = site(
        {
            "index.html": '<h1>A</h1><a href="/x/">Mentions légales</a>',
            "x/index.html": "<h1>X</h1><p>Éditeur : les Exemples.</p>",
        }
    )
    assert [page.path for page in by_link.notice_pages] == ["x/index.html"]
    _, by_name = site({"index.html": "<h1>A</h1>", "legal.html": "<h1>Infos légales</h1>"})
    assert [page.path for page in by_name.notice_pages] == ["legal.html"]
