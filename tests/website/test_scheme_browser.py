"""Light, dark or as the system: the reader's choice holds from page to page, and needs no script
to be absent."""

import threading
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from make_axe import axe_script
from make_site import make_site
from make_whole_site import Handler, Server

pytestmark = pytest.mark.browser
DAY, NIGHT = "rgb(251, 250, 247)", "rgb(20, 25, 28)"
GROUND = "() => getComputedStyle(document.body).backgroundColor"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = make_site(tmp_path_factory.mktemp("site"))
    assert not site.build().held
    server = Server(("127.0.0.1", 0), partial(Handler, directory=str(site.output)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    context = browser.new_context(color_scheme="light", viewport={"width": 320, "height": 800})
    opened = context.new_page()
    opened.set_default_timeout(5_000)
    opened.goto(f"{address}/")
    yield opened
    context.close()


def choose(page: Any, name: str) -> None:
    page.get_by_role("radio", name=name).check()


def test_the_system_is_followed_and_nothing_is_stored_until_a_choice(page: Any):
    assert page.evaluate(GROUND) == DAY
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(GROUND) == NIGHT
    assert page.evaluate("() => localStorage.length") == 0


def test_a_choice_holds_on_the_next_page_from_its_first_instant(page: Any, address: str):
    choose(page, "Sombre")
    assert page.evaluate(GROUND) == NIGHT
    page.add_init_script(
        "new MutationObserver(() => { if (document.body && !window.first)"
        " window.first = document.documentElement.dataset.scheme || 'none'; })"
        ".observe(document, {childList: true, subtree: true});"
    )
    page.goto(f"{address}/contact/")
    assert page.evaluate("() => window.first") == "dark"
    assert page.evaluate(GROUND) == NIGHT
    assert page.get_by_role("radio", name="Sombre").is_checked()
    media = "() => [...document.querySelectorAll('meta[name=theme-color]')].map(m => m.media)"
    assert page.evaluate(media) == ["not all", "all"]


def test_light_beats_a_dark_system_and_automatic_forgets(page: Any):
    page.emulate_media(color_scheme="dark")
    choose(page, "Clair")
    assert page.evaluate(GROUND) == DAY
    choose(page, "Automatique")
    assert page.evaluate(GROUND) == NIGHT
    assert page.evaluate("() => localStorage.length") == 0


def test_a_choice_is_made_from_the_keyboard_and_has_no_fault_for_axe(page: Any):
    page.get_by_role("radio", name="Automatique").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(GROUND) == NIGHT
    page.evaluate(axe_script())
    assert page.evaluate("async () => (await axe.run()).violations.map(v => v.id)") == []


def test_paper_is_white_whatever_was_chosen(page: Any):
    choose(page, "Sombre")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(GROUND) == "rgb(255, 255, 255)"


def test_without_script_the_switch_is_not_shown(browser: Any, address: str):
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    try:
        page = context.new_page()
        page.goto(f"{address}/")
        assert page.locator(".scheme").is_hidden()
    finally:
        context.close()
