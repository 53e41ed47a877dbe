"""axe-core judges every kind of page, in both colour schemes, narrow and wide."""

import importlib.util
import json
from pathlib import Path

import pytest

from needs import need

pytestmark = pytest.mark.browser
PAGES = (
    "/",
    "/association/",
    "/ateliers/",
    "/contact/",
    "/actualites/",
    "/agenda/",
    "/offres/",
    "/offres/stage-menuiserie/",
    "/mentions-legales/",
    "/confidentialite/",
    "/404.html",
)


def axe_script() -> str:
    spec = importlib.util.find_spec("axe_playwright_python")
    need("axe-core (axe-playwright-python)", spec is not None)
    assert spec and spec.origin
    return next(Path(spec.origin).parent.rglob("axe.min.js")).read_text("utf-8")


def faults(browser, url: str, scheme: str, width: int) -> list[str]:
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    try:
        origin = url.split("/", 3)[2]
        outside: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: _note(outside, request.url, origin))
        page.on("console", lambda message: _complain(said, message))
        page.goto(url, wait_until="networkidle")
        page.evaluate(axe_script())
        found = json.loads(
            page.evaluate("async () => JSON.stringify((await axe.run()).violations)")
        )
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        listed = [f"{v['id']}: {v['nodes'][0]['target']}" for v in found]
        return listed + outside + said + (["wider than the screen"] if wide else [])
    finally:
        page.close()


def _note(outside: list[str], url: str, origin: str) -> None:
    if not url.startswith(("data:", "blob:")) and url.split("/", 3)[2] != origin:
        outside.append(f"request to {url}")


def _complain(said: list[str], message: object) -> None:
    if message.type == "error" and "404" not in message.text:
        said.append(f"console: {message.text}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_has_a_fault(browser, site_url, scheme, width):
    found = {path: faults(browser, site_url + path, scheme, width) for path in PAGES}
    assert not {path: said for path, said in found.items() if said}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_dashboard_has_no_fault(browser, dashboard_url, scheme):
    assert faults(browser, dashboard_url + "/", scheme, 1280) == []
