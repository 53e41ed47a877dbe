"""No page, however broken, makes a rule raise; no rule is slow on purpose-made text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.rules.engine import Plan
from comptoir.rules.registry import all_rules
from comptoir.site.calls import StyleSheet

from rule_trial import page, scope, site

TAGS = (
    "a img p h1 h2 h4 form input label button select textarea table tr td th iframe script style "
    "link meta title html head body svg use nav main footer video source object template base "
    "noscript area"
)
NAMES = (
    "href src alt id name type rel content lang title class style action method for checked role "
    "aria-label aria-labelledby aria-hidden srcset data tabindex width height property http-equiv"
)
VALUES = (
    "", "#", "#x", "/", "//", "http://[x", "https://t.example.net/a", "mailto:a@example.org", "a b",
    "javascript:void(0)", "data:image/png;base64,AA", "email", "checkbox", "fr", "viewport", "é€",
    "url(", "post", "x y z", "http://", "stylesheet", "canonical", "0", "-1", "99999999999999",
    "user-scalable=no", "maximum-scale=1.2.3", "text/plain", "\x00", "<", "\u202e",
)  # fmt: skip

attribute = st.tuples(st.sampled_from(NAMES.split()), st.sampled_from(VALUES))
element = st.tuples(
    st.sampled_from(TAGS.split()),
    st.lists(attribute, max_size=4),
    st.sampled_from(("", "texte", "Mentions légales", "[Nom]", "SIRET 1", "gtag(", "a{outline:0}")),
    st.booleans(),
)


def written(parts: list[tuple[str, list[tuple[str, str]], str, bool]]) -> str:
    found = []
    for tag, attributes, text, closed in parts:
        said = "".join(f' {name}="{value}"' for name, value in attributes)
        found.append(f"<{tag}{said}>{text}" + (f"</{tag}>" if closed else ""))
    return "".join(found)


@settings(max_examples=60, deadline=None)
@given(st.lists(element, max_size=14), st.booleans())
def test_no_page_makes_a_rule_raise(
    parts: list[tuple[str, list[tuple[str, str]], str, bool]], whole: bool
) -> None:
    markup = written(parts)
    files = {"index.html": f"<html>{markup}" if whole else markup, "mentions-legales.html": markup}
    plan = Plan(all_rules(), scope())
    pages, built = site(files)
    for thing in (*pages, built):
        plan.judge(thing)


def test_no_rule_stalls_on_long_repeated_text() -> None:
    pieces = ("1 ", "a@", "<!--", "url(", "[x", "FR76 ", "rue ", "Hébergeur ", "directeur de la ")
    for piece in pieces:  # a pattern that backtracks would not come back from 40 000 characters
        text = piece * (40_000 // len(piece))
        files = {"mentions-legales/index.html": f"<h1>Mentions légales</h1><p>{text}</p>"}
        plan = Plan(all_rules(), scope())
        pages, built = site(files)
        for thing in (*pages, built):
            plan.judge(thing)
        plan.judge(page(f"<script>{text}</script><style>{text}</style>"))


def test_no_rule_stalls_on_a_style_sheet_that_is_one_long_run_of_text() -> None:
    plan = Plan(all_rules(), scope())
    for text in ("a" * 600_000, f"/*{'x ' * 300_000}*/a:focus{{outline:none}}"):
        plan.judge(StyleSheet(f"{text} outline", path="a.css"))
