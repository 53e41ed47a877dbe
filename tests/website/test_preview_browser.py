"""The preview in Chromium: it follows each save where the reader is, and everyone can use it."""

import importlib.util
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from make_preview import PATIENCE, Running, previewed
from make_site import SmallSite, make_site
from needs import need

pytestmark = pytest.mark.browser
VELO = "content/pages/ateliers/velo.md"
LONG = "\n\n".join(f"Paragraphe {number}." for number in range(80))
WAIT = PATIENCE * 1000
SIGHTS = [
    pytest.param((width, scheme), id=f"{width}-{scheme}")
    for width in (375, 1280)
    for scheme in ("light", "dark")
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    made = make_site(tmp_path_factory.mktemp("apercu"))
    made.write("theme/static/css/site.css", "main { color: rgb(1, 2, 3) }\n")
    made.page(VELO, "Le vélo", "", f"On répare.\n\n#### Trop bas\n\n{LONG}\n")
    made.page(
        "content/actualites/2026-11-20-brouillon.md", "Pas fini", "category: Vie\nstatus: draft\n"
    )
    return made


@pytest.fixture(scope="module")
def running(site: SmallSite) -> Iterator[Running]:
    with previewed(site.root) as preview:
        yield preview


@pytest.fixture(params=SIGHTS)
def page(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=False
    )
    shown = context.new_page()
    said: list[str] = []
    shown.on("console", lambda message: said.append(message.text))
    shown.on("pageerror", lambda error: said.append(str(error)))
    shown.set_default_timeout(WAIT)
    yield shown
    context.close()
    assert [one for one in said if "404" not in one] == []


def until(page: Any, holds: str) -> None:
    """Wait until an expression holds; the policy of the page forbids Playwright's own way."""
    end = time.monotonic() + PATIENCE
    while not page.evaluate(holds):
        assert time.monotonic() < end, holds
        page.wait_for_timeout(50)


def panel(page: Any) -> Any:
    return page.get_by_role("complementary", name="Aperçu de Comptoir")


def opened(page: Any) -> Any:
    """Return the panel, unfolded."""
    button = panel(page).get_by_role("button", name="Aperçu").first
    button.wait_for()
    if button.get_attribute("aria-expanded") == "false":
        button.click()
    return panel(page)


def test_remarks_stand_beside_the_page(page: Any, running: Running):
    page.goto(f"{running.address}/velo/")
    item = opened(page).get_by_role("listitem").filter(has_text="ACC014")
    item.wait_for()
    said = item.inner_text()
    for part in ("Avertissement", "Titres et niveaux", VELO, "ligne 10", "→"):
        assert part in said
    spill = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert spill == 0


def test_the_panel_folds_by_keyboard_and_remembers(page: Any, running: Running):
    page.goto(f"{running.address}/velo/")
    button = opened(page).get_by_role("button", name="Aperçu").first
    button.focus()
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.localName") == "comptoir-preview"
    page.goto(f"{running.address}/contact/")
    button.wait_for()
    assert button.get_attribute("aria-expanded") == "false"
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"


def test_a_changed_page_comes_where_the_reader_was(page: Any, running: Running, site: SmallSite):
    page.goto(f"{running.address}/velo/")
    opened(page)
    page.evaluate("window.scrollTo(0, 900)")
    page.evaluate("window.before = true")
    new = "On démonte" if "On répare." in (site.root / VELO).read_text("utf-8") else "On répare"
    old = "On répare" if new == "On démonte" else "On démonte"
    site.edit(VELO, f"{old}.", f"{new}.")
    page.get_by_text(f"{new}.").wait_for()
    until(page, "window.scrollY === 900")
    assert page.evaluate("window.before") is None


def test_a_changed_style_comes_without_reloading(page: Any, running: Running, site: SmallSite):
    sheet = site.root / "theme/static/css/site.css"
    page.goto(f"{running.address}/velo/")
    opened(page)
    page.evaluate("window.before = true")
    red = "rgb(200, 0, 0)" if "200" not in sheet.read_text("utf-8") else "rgb(1, 2, 3)"
    sheet.write_text(f"main {{ color: {red} }}\n", "utf-8")
    until(page, f"getComputedStyle(document.querySelector('main')).color === '{red}'")
    assert page.evaluate("window.before") is True
    until(page, "document.querySelectorAll('head link[href*=\"site.css\"]').length === 1")


def test_an_error_covers_the_last_good_page(page: Any, running: Running, site: SmallSite):
    page.goto(f"{running.address}/velo/")
    opened(page)
    site.edit(VELO, "owner: coordination", "ownre: coordination")
    dialog = page.get_by_role("dialog")
    try:
        dialog.wait_for()
        said = dialog.inner_text()
        assert f"{VELO}, ligne 5" in said
        assert "Vouliez-vous écrire «\u00a0owner\u00a0»\u00a0?" in said
        assert "Paragraphe 7." in page.locator("main").inner_text()
        page.keyboard.press("Escape")
        dialog.wait_for(state="hidden")
        panel(page).get_by_role("button", name="Voir quoi").click()
        dialog.wait_for()
    finally:
        site.edit(VELO, "ownre: coordination", "owner: coordination")
    dialog.wait_for(state="hidden")


def test_drafts_are_marked_in_lists_and_on_their_page(page: Any, running: Running):
    page.goto(f"{running.address}/actualites/")
    link = page.get_by_role("main").get_by_role("link", name="Pas fini")
    link.first.wait_for()
    page.get_by_role("main").get_by_text("brouillon", exact=True).first.wait_for()
    link.first.click()
    page.wait_for_url("**/actualites/brouillon/")
    opened(page).get_by_text("brouillon", exact=True).first.wait_for()


def test_a_renamed_page_takes_its_reader_along(page: Any, running: Running, site: SmallSite):
    names = [site.root / f"content/pages/{name}.md" for name in ("ici", "la")]
    old, new = names if not names[1].exists() else names[::-1]
    site.page(f"content/pages/{old.name}", "Une page")
    running.wait(lambda news: f"/{old.stem}/" in news.sources)
    page.goto(f"{running.address}/{old.stem}/")
    opened(page)
    old.rename(new)
    page.wait_for_url(f"**/{new.stem}/")


@pytest.mark.parametrize("sight", SIGHTS)
def test_axe_finds_nothing_in_the_panel_and_the_overlay(
    browser: Any, running: Running, site: SmallSite, sight: tuple[int, str]
):
    spec = importlib.util.find_spec("axe_playwright_python")
    need("axe-core (axe-playwright-python)", spec is not None)
    assert spec
    assert spec.origin
    width, scheme = sight
    axe = next(Path(spec.origin).parent.rglob("axe.min.js")).read_text("utf-8")
    context = browser.new_context(  # axe writes styles of its own, which the policy forbids
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(f"{running.address}/velo/")
    opened(page).get_by_role("listitem").first.wait_for()
    page.evaluate(axe)
    found = violations(page)
    site.edit(VELO, "owner: coordination", "ownre: coordination")
    try:
        page.get_by_role("dialog").wait_for()
        found += violations(page)
    finally:
        site.edit(VELO, "ownre: coordination", "owner: coordination")
        context.close()
    assert found == []


def violations(page: Any) -> list[str]:
    """Return what axe finds in what the preview adds to the page."""
    run = "async () => JSON.stringify((await axe.run()).violations)"
    return [
        f"{one['id']} {node['target']}"
        for one in json.loads(page.evaluate(run))
        for node in one["nodes"]
        if "comptoir" in json.dumps(node["target"])
    ]
