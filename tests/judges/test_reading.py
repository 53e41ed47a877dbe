"""How people read the site: by keyboard, enlarged, without script, in high contrast, on paper."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from comptoir.settings.look import Fonts
from comptoir.website import fonts

from make import ROOT
from make_whole_site import KINDS

pytestmark = pytest.mark.browser
FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const box = e.getBoundingClientRect();
  const styles = [e, e.closest('.card, .next-event')].filter(Boolean).map(n => getComputedStyle(n));
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const at = document.elementFromPoint(
    Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1),
    Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1));
  return {
    name: (e.textContent || e.name || e.tagName).trim().slice(0, 60),
    outlined: styles.some(s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2),
    visible: inside && box.width > 0 && box.height > 0,
    covered: !!at && !e.contains(at) && !at.contains(e) && !at.closest('.card, .next-event'),
  };
}"""

CUT = """() => [...document.querySelectorAll('main :is(h1, h2, h3, p, li, a, dd)')].filter(e =>
  getComputedStyle(e).overflow === 'hidden' && e.scrollHeight > e.clientHeight + 2
).map(e => e.textContent.slice(0, 40))"""


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 375, "height": 800})
    yield context.new_page()
    context.close()


def walk(page: Any, most: int = 120) -> list[dict[str, Any]]:
    """Press Tab until the focus leaves the page; return where it was."""
    places: list[dict[str, Any]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUS)
        if here is None:
            break
        if here["name"] not in ("VIDEO", "AUDIO"):  # their buttons are the browser's own
            places.append(here)
    return places


def test_the_skip_link_comes_first_and_leads_to_the_text(page: Any, site_url: str):
    page.goto(f"{site_url}/contact/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
    assert page.evaluate(FOCUS)["visible"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"


def test_the_menu_opens_and_escape_closes_it(page: Any, site_url: str):
    page.goto(f"{site_url}/contact/")
    menu = page.get_by_role("button", name="Menu")
    menu.focus()
    page.keyboard.press("Enter")
    link = page.get_by_role("navigation", name="Navigation principale").get_by_role(
        "link", name="Agenda"
    )
    assert link.is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["visible"]
    assert page.evaluate("document.querySelector('#menu').contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert not link.is_visible()
    assert page.evaluate("document.activeElement.textContent") == "Menu"


@pytest.mark.parametrize("width", [375, 1440])
@pytest.mark.parametrize("kind", ["home", "agenda", "article", "components", "form", "offers"])
def test_whatever_has_the_focus_is_seen(page: Any, site_url: str, kind: str, width: int):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site_url}{KINDS[kind]}", wait_until="load")
    places = walk(page)
    assert len(places) > 10
    lost = [p for p in places if not (p["outlined"] and p["visible"]) or p["covered"]]
    assert lost == []


def test_a_search_is_made_by_keyboard_and_its_results_are_announced(page: Any, site_url: str):
    page.goto(f"{site_url}/recherche/")
    page.get_by_label("Un ou plusieurs mots").focus()
    page.keyboard.type("menuiserie")
    page.keyboard.press("Enter")
    page.wait_for_selector(".search-results li")
    assert "menuiserie" in page.get_by_role("status").inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.search-results') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/recherche/" not in url)


def test_the_fields_of_a_form_come_in_the_order_they_are_read(page: Any, site_url: str):
    page.goto(f"{site_url}/nous-ecrire/")
    page.get_by_label("Votre nom").focus()
    met = []
    for _ in range(12):
        met.append(page.evaluate("document.activeElement.name || document.activeElement.type"))
        if met[-1] == "submit":
            break
        page.keyboard.press("Tab")
    assert [name for name in met if name] == [
        "nom", "mel", "sujet", "message", "lettre", "submit",
    ]  # fmt: skip


def test_the_site_reads_without_script(browser: Any, site_url: str):
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{site_url}/agenda/")
        assert page.get_by_role("heading", level=1).inner_text() == "Agenda"
        assert page.get_by_role("navigation", name="Navigation principale").is_visible()
        page.goto(f"{site_url}/recherche/?q=velo")
        assert "demande JavaScript" in page.get_by_role("status").inner_text()
    finally:
        context.close()


def test_text_twice_as_large_still_fits(browser: Any, site_url: str):
    """WCAG 2.2, 1.4.4 and 1.4.10: a window of 1280 px at 200 %, and letters twice as large."""
    context = browser.new_context(viewport={"width": 640, "height": 512})
    try:
        page = context.new_page()
        for kind, url in KINDS.items():
            page.goto(f"{site_url}{url}", wait_until="load")
            page.evaluate("document.documentElement.style.fontSize = '212.5%'")
            spill = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert spill <= 0, f"{kind}: {spill} px"
            assert page.evaluate(CUT) == [], kind
    finally:
        context.close()


def test_whoever_asks_for_no_motion_gets_none(browser: Any, site_url: str):
    context = browser.new_context(reduced_motion="reduce")
    try:
        page = context.new_page()
        for kind in ("home", "news", "offers"):
            page.goto(f"{site_url}{KINDS[kind]}")
            moving = page.evaluate(
                """() => [...document.querySelectorAll('*')].filter(e => {
                  const s = getComputedStyle(e);
                  return s.transitionDuration.split(',').some(t => parseFloat(t) > 0)
                    || s.animationName !== 'none' || s.scrollBehavior === 'smooth';
                }).length"""
            )
            assert moving == 0, kind
    finally:
        context.close()


def test_in_forced_colours_buttons_and_panels_keep_an_edge(browser: Any, site_url: str):
    context = browser.new_context(forced_colors="active")
    try:
        page = context.new_page()
        page.goto(f"{site_url}/offres/stage-menuiserie/")
        for selector in (".panel", ".hours, .facts"):
            assert page.locator(selector).first.is_visible()
        for selector in (".panel",):
            width = page.locator(selector).first.evaluate(
                "e => parseFloat(getComputedStyle(e).borderInlineStartWidth)"
            )
            assert width >= 1, selector
    finally:
        context.close()


def test_a_printed_page_has_its_text_and_its_address_and_no_menu(browser: Any, site_url: str):
    page = browser.new_page()
    try:
        page.emulate_media(media="print")
        page.goto(f"{site_url}/questions-frequentes/")
        for gone in (".menu", ".trail", ".site-foot nav", ".skip"):
            assert all(not one.is_visible() for one in page.locator(gone).all()), gone
        assert (
            page.locator(".print-only").inner_text().endswith(".example.org/questions-frequentes/")
        )
        answers = page.locator(".question > :not(summary)").all()
        assert answers and all(one.is_visible() for one in answers)
        link = page.locator(".prose a[href^='/']").first
        shown = link.evaluate("e => getComputedStyle(e, '::after').content")
        assert "attr(href)" in shown or link.get_attribute("href") in shown
    finally:
        page.close()


@pytest.mark.parametrize("name", ["atom", "rss"])
def test_a_feed_opened_in_the_browser_is_readable_and_says_what_it_is(
    browser: Any, site_url: str, name: str
):
    page = browser.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    try:
        page.goto(f"{site_url}/actualites/{name}.xml", wait_until="domcontentloaded")
        page.wait_for_function("document.styleSheets.length === 2")
        root = "feed" if name == "atom" else "channel"
        said = page.evaluate(
            f"getComputedStyle(document.querySelector('{root}'), '::before').content"
        )
        assert said.startswith('"Ceci est un flux')
        size = page.evaluate(
            f"parseFloat(getComputedStyle(document.querySelector('{root} > title')).fontSize)"
        )
        assert size > 30
        hidden = page.evaluate(
            "[...document.querySelectorAll('entry > content, item > guid')]"
            ".every(e => getComputedStyle(e).display === 'none')"
        )
        assert hidden
        if name == "atom":
            links = page.locator("summary a")
            assert links.first.is_visible()
            assert links.first.get_attribute("href").startswith("https://")
        assert heard == []
    finally:
        page.close()


def test_the_browser_reads_every_letter_that_the_theme_carries(browser: Any, tmp_path: Path):
    (tmp_path / "css").mkdir()
    shutil.copytree(ROOT / "theme" / fonts.FOLDER, tmp_path / "fonts")
    chosen = [Fonts(titles=key, text="public-sans") for key in fonts.FAMILIES]
    styles = "".join(fonts.stylesheet(one) for one in chosen)
    (tmp_path / "css/a.css").write_text(styles, "utf-8")
    (tmp_path / "a.html").write_text('<link rel="stylesheet" href="css/a.css">', "utf-8")
    page = browser.new_page()
    try:
        page.goto((tmp_path / "a.html").as_uri())
        states = page.evaluate(
            """async () => {
              await Promise.allSettled([...document.fonts].map(face => face.load()));
              return [...document.fonts].map(face => `${face.family} ${face.style} ${face.status}`);
            }"""
        )
        assert len(states) >= 2 * len(fonts.FAMILIES)
        assert [state for state in states if not state.endswith(" loaded")] == []
        narrow = page.evaluate(
            """(families) => families.map(name => {
              const pen = document.createElement('canvas').getContext('2d');
              pen.font = `40px "${name}"`;
              const width = text => pen.measureText(text).width;
              return [name, width('a\u202fa') < width('a\u00a0a'), width('é') !== width('\u4e00')];
            })""",
            [family.name for family in fonts.FAMILIES.values()],
        )
        assert narrow == [[family.name, True, True] for family in fonts.FAMILIES.values()]
    finally:
        page.close()
