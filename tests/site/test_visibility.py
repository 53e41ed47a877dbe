"""The audit of visibility: each mark counts alone, and engines' absentees are left out."""

import pytest

from comptoir.site.built import HtmlSite, Sitemap
from comptoir.site.html import HtmlPage
from comptoir.site.page_facts import facts_of
from comptoir.site.visibility import Visibility, judge, marks_of

BASE = "https://www.exemple.example.org"
HEAD = {
    "title": "<title>La menuiserie de l’atelier</title>",
    "description": '<meta name="description" content="Des rabots, des tenons et un établi à '
    'partager, le mardi et le samedi, à Redon.">',
    "canonical": f'<link rel="canonical" href="{BASE}/menuiserie/">',
    "preview": '<meta property="og:title" content="x"><meta property="og:image" content="/x.png">',
    "data": '<script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"]}]}</script>',
}
BODY = '<main><h1>La menuiserie</h1><p><a href="/">Accueil</a></p></main>'
HOME = (
    "<html><head><title>Les ateliers, accueil</title>"
    '<link rel="alternate" type="application/rss+xml" href="/rss.xml"></head><body><main>'
    '<h1>Accueil</h1><a href="/menuiserie/">La menuiserie</a></main></body></html>'
)


def page(head: dict[str, str] = HEAD, body: str = BODY) -> str:
    return f"<html><head>{''.join(head.values())}</head><body>{body}</body></html>"


def audited(text: str, home: str = HOME, listed: tuple[str, ...] = ("/", "/menuiserie/")):
    sources = {"index.html": home, "menuiserie/index.html": text}
    pages = [HtmlPage(text, path=path, base=BASE) for path, text in sources.items()]
    sitemap = Sitemap("sitemap.xml", tuple(f"{BASE}{path}" for path in listed))
    site = HtmlSite(pages=map(facts_of, pages), base=BASE, sitemaps=[sitemap])
    return judge([m for m in map(marks_of, pages) if m], site)


def lacks(found: Visibility, key: str) -> bool:
    (criterion,) = (c for c in found.criteria if c.key == key)
    return "/menuiserie/" in criterion.lacking


def test_a_good_page_lacks_nothing():
    found = audited(page())
    assert [c.key for c in found.criteria if lacks(found, c.key)] == []


@pytest.mark.parametrize("key", ["description", "canonical", "preview", "data"])
def test_each_mark_is_missed_alone(key: str):
    found = audited(page({name: text for name, text in HEAD.items() if name != key}))
    missed = {c.key for c in found.criteria if lacks(found, c.key)}
    assert missed == {key}


def test_a_title_told_twice_is_nobodys():
    found = audited(
        page(), home=HOME.replace("Les ateliers, accueil", "La menuiserie de l’atelier")
    )
    assert lacks(found, "title")


def test_a_link_of_the_menu_is_no_link_of_the_text():
    found = audited(page(), home=HOME.replace("<main>", "<nav>").replace("</main>", "</nav>"))
    assert lacks(found, "reached")


def test_an_article_that_leads_nowhere_in_the_site():
    outside = BODY.replace('href="/"', 'href="https://ailleurs.example.org/"')
    assert lacks(audited(page(body=outside)), "links-back")


def test_a_page_out_of_the_site_map():
    assert lacks(audited(page(), listed=("/",)), "sitemap")


def test_pages_kept_from_engines_are_not_judged():
    hidden = page({**HEAD, "robots": '<meta name="robots" content="noindex">'})
    assert audited(hidden).pages == 1


def test_unreadable_data_and_no_page_at_all_are_borne():
    broken = {**HEAD, "data": '<script type="application/ld+json">{,}</script>'}
    assert lacks(audited(page(broken)), "data")
    assert judge([], HtmlSite(pages=[])).score == 0


def test_the_score_is_the_mean_of_the_shares():
    found = audited(page())
    shares = [c.met / c.total for c in found.criteria if c.total]
    assert found.score == int(100 * sum(shares) / len(shares))
