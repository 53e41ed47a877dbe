"""Every kind of page in Debian's Chromium, in both colour schemes and at three widths.

axe-core finds no violation, nothing is wider than the screen, the console is silent, nothing is
asked of another machine, under the policy that servers are told to send.
"""

import json
from typing import Any

import pytest

from make_axe import axe_script
from make_whole_site import KINDS

pytestmark = pytest.mark.browser
WIDTHS = (320, 768, 1440)

BROKEN = """async () => {
  const images = [...document.images];
  images.forEach(image => { image.loading = 'eager'; });
  const seen = await Promise.allSettled(images.map(image => image.decode()));
  return images.filter((_, i) => seen[i].status === 'rejected').map(i => `broken image: ${i.src}`);
}"""


class Visit:
    """One page of a browser, and all that it said and asked on the way."""

    def __init__(self, context: Any, origin: str) -> None:
        self.page, self.origin = context.new_page(), origin
        self.heard: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.heard.append(f"error: {error}"))
        self.page.on("request", self._ask)

    def _hear(self, message: Any) -> None:
        if "status of 404" not in message.text:  # said of the lost page itself
            self.heard.append(f"console: {message.text}")

    def _ask(self, request: Any) -> None:
        if not request.url.startswith((self.origin, "data:", "blob:")):
            self.heard.append(f"request: {request.url}")

    def faults(self, url: str, script: str) -> list[str]:
        self.heard.clear()
        self.page.goto(f"{self.origin}{url}", wait_until="load")
        if "?q=" in url:
            self.page.wait_for_selector(".search-results li")
        self.page.evaluate(script)
        found = json.loads(
            self.page.evaluate("async () => JSON.stringify((await axe.run()).violations)")
        )
        axe = [f"{v['id']}: {[n['target'] for n in v['nodes'][:3]]}" for v in found]
        spill = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        broken = self.page.evaluate(BROKEN)
        return (
            axe + broken + self.heard + ([f"{spill} px wider than the screen"] if spill > 0 else [])
        )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_has_a_fault(browser: Any, site_url: str, scheme: str, width: int):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    try:
        visit, script = Visit(context, site_url), axe_script()
        found = {kind: visit.faults(url, script) for kind, url in KINDS.items()}
    finally:
        context.close()
    assert not {kind: said for kind, said in found.items() if said}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_dashboard_has_no_fault(browser: Any, dashboard_url: str, scheme: str, width: int):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    try:
        visit, script = Visit(context, dashboard_url), axe_script()
        pages = ("/", "/listes/ventes.html", "/listes/creances.html")
        found = {page: visit.faults(page, script) for page in pages}
    finally:
        context.close()
    assert not {page: said for page, said in found.items() if said}


def test_axe_sees_a_fault(browser: Any):
    page = browser.new_page()
    try:
        page.set_content("<html><body><img src='data:,'></body></html>")
        page.evaluate(axe_script())
        found = page.evaluate("async () => (await axe.run()).violations.map(v => v.id)")
        assert "image-alt" in found
    finally:
        page.close()
