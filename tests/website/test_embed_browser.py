"""A player of another service in Chromium: no request before the click, one service after it."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from comptoir.website.headers import frames_in, preview_headers

from make_site import make_site

pytestmark = pytest.mark.browser
BODY = """Le film de la crue.

::: integration adresse=https://www.youtube.com/watch?v=abcdefghijk titre="Le film" affiche=quai.jpg

Et la carte.

::: integration adresse="https://www.openstreetmap.org/#map=17/47.6512/-2.0851" titre="Le plan"
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = make_site(tmp_path_factory.mktemp("site"))
    site.page("content/pages/essai.md", "Essai", body=BODY)
    assert not site.build().held
    headers = preview_headers(frames_in((site.output / "_headers").read_text("utf-8")))

    class Strict(http.server.SimpleHTTPRequestHandler):
        """Sends what the site tells every server to send."""

        def end_headers(self) -> None:
            for name, value in headers.items():
                self.send_header(name, value)
            super().end_headers()

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            pass

    handler = functools.partial(Strict, directory=str(site.output))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def visit(browser: Any, address: str, **options: Any) -> tuple[Any, list[str], list[str]]:
    """Open the page where every call to another host is written down and answered by us."""
    context = browser.new_context(viewport={"width": 900, "height": 900}, **options)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []

    def answer(route: Any) -> None:
        asked.append(route.request.url)
        route.fulfill(status=200, content_type="text/html", body="<p>Lecteur</p>")

    page.route(lambda url: not url.startswith(address), answer)
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{address}/essai/")
    return page, asked, said


def test_nothing_is_sent_before_the_click(browser: Any, address: str, tmp_path: Path):
    page, asked, said = visit(browser, address)
    button = page.get_by_role("button", name="Afficher la vidéo ici")
    button.scroll_into_view_if_needed()
    page.screenshot(path=str(tmp_path / "avant.png"), full_page=True)
    page.wait_for_timeout(300)
    assert asked == []
    button.focus()
    page.keyboard.press("Enter")
    frame = page.frame_locator("iframe[title='Le film']")
    frame.get_by_text("Lecteur").wait_for()
    assert asked == ["https://www.youtube-nocookie.com/embed/abcdefghijk"]
    page.get_by_role("button", name="Afficher la carte ici").click()
    page.frame_locator("iframe[title='Le plan']").get_by_text("Lecteur").wait_for()
    assert [url.split("?")[0] for url in asked[1:]] == [
        "https://www.openstreetmap.org/export/embed.html"
    ]
    page.screenshot(path=str(tmp_path / "apres.png"), full_page=True)
    assert said == []
    assert page.evaluate("document.cookie + localStorage.length + sessionStorage.length") == "00"
    page.context.close()


def test_a_service_that_no_page_shows_is_stopped_by_the_policy(browser: Any, address: str):
    page, asked, said = visit(browser, address)
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('iframe'),"
        "{src: 'https://pistage.example.net/'}))"
    )
    page.wait_for_timeout(300)
    assert asked == []
    assert any("frame-src" in words for words in said)
    page.context.close()


def test_without_script_there_is_a_link_and_no_button(browser: Any, address: str):
    page, asked, _ = visit(browser, address, java_script_enabled=False)
    assert page.get_by_role("link", name="Le film").is_visible()
    assert page.get_by_role("button", name="Afficher").count() == 0
    assert asked == []
    page.context.close()
