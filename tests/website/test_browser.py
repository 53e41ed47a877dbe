"""The built site in Debian's Chromium: nothing overflows, nothing complains, nothing leaves."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from make_site import SmallSite, copy_example

PAGES = (
    "/",
    "/actualites/",
    "/actualites/338-objets-repares/",
    "/agenda/",
    "/agenda/repair-cafe-decembre-2026/",
    "/offres/",
    "/offres/kit-reparation-velo/",
    "/contact/",
    "/ateliers/",
    "/confidentialite/",
    "/404.html",
)
pytestmark = pytest.mark.browser


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    site = copy_example(tmp_path_factory.mktemp("exemple"))
    site.build()
    return site


@pytest.fixture(scope="session")
def address(example: SmallSite) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(example.output))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1440])
def test_pages_fit_and_are_quiet(
    browser: Any, address: str, width: int, scheme: str, tmp_path: Path
):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    for url in PAGES:
        answer = page.goto(f"{address}{url}")
        assert answer.status == 200, url
        spill = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert spill == 0, f"{url} overflows by {spill} px at {width} px"
        page.screenshot(path=str(tmp_path / "page.png"))
    context.close()
    assert said == []
    assert [one for one in asked if not one.startswith((address, "data:"))] == []


def test_the_keyboard_reaches_the_text_and_the_menu(browser: Any, address: str):
    context = browser.new_context(viewport={"width": 375, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/contact/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"
    menu = page.get_by_role("button", name="Menu")
    menu.focus()
    page.keyboard.press("Enter")
    link = page.get_by_role("navigation", name="Navigation principale").get_by_role(
        "link", name="Agenda"
    )
    assert link.is_visible()
    page.keyboard.press("Escape")
    assert not link.is_visible()
    assert page.evaluate("document.activeElement.textContent") == "Menu"
    context.close()


def test_the_site_reads_without_script(browser: Any, address: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/agenda/")
    assert page.get_by_role("heading", level=1).inner_text() == "Agenda"
    assert page.get_by_role("navigation", name="Navigation principale").is_visible()
    context.close()
