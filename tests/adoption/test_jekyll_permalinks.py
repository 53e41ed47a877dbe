"""The old addresses of a Jekyll site, beside the rules of Jekyll's documentation written again.

Source: jekyllrb.com/docs/permalinks (Jekyll 4): placeholders, built-in styles, collections, pages.
"""

import datetime as dt
from unicodedata import category

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comptoir.context import Silent
from comptoir.readers.adoption.jekyll import read_jekyll
from comptoir.readers.adoption.tree import Tree

from make_adoption import write

TEXT = "Le canal relie Nantes à Brest."
BUILT_IN = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def slugified(text: str, kept: str = "") -> str:
    """« every sequence of characters that are not letters or digits becomes a hyphen »"""
    made = ""
    for one in text:
        good = category(one)[0] in "LM" or category(one) == "Nd" or one in kept
        made += one if good else "-" * (not made.endswith("-"))
    return made.strip("-")


def documented(pattern: str, moment: dt.datetime, name: str, categories: list[str]) -> str:
    """Fill a permalink with the table of placeholders of the documentation."""
    year, week, weekday = moment.isocalendar()
    lower = list(dict.fromkeys(one.lower() for one in categories))
    told = {
        "year": str(moment.year),
        "short_year": f"{moment.year % 100:02}",
        "month": f"{moment.month:02}",
        "i_month": str(moment.month),
        "short_month": MONTHS[moment.month - 1][:3],
        "long_month": MONTHS[moment.month - 1],
        "day": f"{moment.day:02}",
        "i_day": str(moment.day),
        "y_day": f"{(moment.date() - dt.date(moment.year, 1, 1)).days + 1:03}",
        "w_year": str(year),
        "week": f"{week:02}",
        "w_day": str(weekday),
        "short_day": DAYS[weekday - 1][:3],
        "long_day": DAYS[weekday - 1],
        "hour": f"{moment.hour:02}",
        "minute": f"{moment.minute:02}",
        "second": f"{moment.second:02}",
        "title": slugified(name, "._~!$&'()+,;=@"),
        "slug": slugified(name.lower()),
        "categories": "/".join(lower),
        "slugified_categories": "/".join(dict.fromkeys(slugified(one) for one in lower)),
        "output_ext": ".html",
    }
    path = BUILT_IN.get(pattern, pattern)
    for placeholder in sorted(told, key=len, reverse=True):
        path = path.replace(f":{placeholder}", told[placeholder])
    while "//" in path:
        path = path.replace("//", "/")
    return path


def read(folder, config: str, files: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the old addresses of each page."""
    write(folder, {"_config.yml": config, **files})
    return {page.key: page.urls for page in read_jekyll(Tree(folder), progress=Silent()).pages}


SLAP_CHOP = "_posts/2009-04-29-slap-chop.md"


@pytest.mark.parametrize(
    ("permalink", "address"),
    [
        ("", "/2009/04/29/slap-chop.html"),
        ("date", "/2009/04/29/slap-chop.html"),
        ("pretty", "/2009/04/29/slap-chop/"),
        ("ordinal", "/2009/119/slap-chop.html"),
        ("weekdate", "/2009/W18/Wed/slap-chop.html"),
        ("none", "/slap-chop.html"),
        ("/:month-:day-:year/:title:output_ext", "/04-29-2009/slap-chop.html"),
        ("/blog/:year/:month/:day/:title/", "/blog/2009/04/29/slap-chop/"),
        ("/:year/:month/:title", "/2009/04/slap-chop"),
    ],
)
def test_the_examples_of_the_documentation(permalink: str, address: str, tmp_path):
    config = f'permalink: "{permalink}"\n' if permalink else "title: Site\n"
    urls = read(tmp_path, config, {SLAP_CHOP: f"---\ntitle: Slap\n---\n{TEXT}\n"})
    assert urls[SLAP_CHOP][0] == address


@pytest.mark.parametrize(
    ("config", "path", "head", "address"),
    [
        # the front matter says more than the settings
        ("permalink: pretty", "about.md", "permalink: /qui/", "/qui/"),
        ("permalink: date", "a/about.md", "title: A", "/a/about.html"),
        ("permalink: pretty", "a/about.md", "title: A", "/a/about/"),
        ("title: S", "a/index.md", "title: A", "/a/"),
        # folders above _posts are categories; « categories » is split at spaces, « category » not
        ("title: S", "vie/_posts/2009-04-29-a.md", "title: A", "/vie/2009/04/29/a.html"),
        ("title: S", SLAP_CHOP, "categories: Vie quai", "/vie/quai/2009/04/29/slap-chop.html"),
        ("title: S", SLAP_CHOP, "category: Vie du quai",
         "/vie du quai/2009/04/29/slap-chop.html"),
        ("title: S", SLAP_CHOP, "slug: Autre-Nom", "/2009/04/29/Autre-Nom.html"),
        ("title: S", SLAP_CHOP, "date: 2010-01-03", "/2010/01/03/slap-chop.html"),
        # collections
        ("collections: {guides: {output: true}}", "_guides/a/b.md", "title: B",
         "/guides/a/b.html"),
        ("collections: {guides: {output: true, permalink: '/:collection/:name/'}}",
         "_guides/le_bief.md", "title: B", "/guides/le-bief/"),
    ],
)  # fmt: skip
def test_pages_categories_and_collections(
    config: str, path: str, head: str, address: str, tmp_path
):
    urls = read(tmp_path, f"{config}\n", {path: f"---\n{head}\n---\n{TEXT}\n"})
    assert urls[path][0] == address


WORDS = st.sampled_from(["canal", "L’été", "Vie-du-quai", "v1.2", "Ça et là", "100_ans"])
PATTERNS = st.sampled_from([
    *BUILT_IN, "/:slugified_categories/:short_year/:i_month/:i_day/:slug/",
    "/:w_year-:week-:w_day/:long_day/:long_month/:title/",
    "/:hour/:minute/:second/:short_month/:slug.html",
])  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pattern=PATTERNS,
    moment=st.datetimes(dt.datetime(1999, 1, 1), dt.datetime(2030, 12, 31)),
    name=WORDS,
    categories=st.lists(WORDS, max_size=2),
)
def test_any_permalink_is_what_the_documentation_says(
    pattern: str, moment: dt.datetime, name: str, categories: list[str], tmp_path_factory
):
    path = f"_posts/{moment:%Y-%m-%d}-{name}.md"
    head = f"date: {moment:%Y-%m-%d %H:%M:%S}\ncategories: {categories}".replace("'", '"')
    config = f'permalink: "{pattern}"\n'
    folder = tmp_path_factory.mktemp("jekyll")
    urls = read(folder, config, {path: f"---\n{head}\n---\n{TEXT}\n"})
    assert urls[path][0] == documented(pattern, moment, name, categories)
