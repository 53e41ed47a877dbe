"""Search: an index beside the pages, read by the browser alone; without it, the page says so."""

import http.server
import importlib.util
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from comptoir.website import searching

from make_site import SmallSite, make_site
from needs import need

HAVE = importlib.util.find_spec("pagefind_bin") is not None


def made(folder: Path, *, search: bool = True) -> SmallSite:
    site = make_site(folder)
    if search:
        site.edit("comptoir.toml", "[colours]", "[sharing]\nsearch = true\n\n[colours]")
    return site


def test_no_search_no_page_no_permission(tmp_path: Path):
    site = made(tmp_path, search=False)
    site.build()
    assert not (site.output / "recherche").exists()
    assert not (site.output / "pagefind").exists()
    assert "Rechercher" not in site.html("/")
    assert "wasm-unsafe-eval" not in (site.output / "_headers").read_text()


def test_a_search_has_its_page_its_link_its_index_and_its_permission(tmp_path: Path):
    need("Pagefind", HAVE)
    site = made(tmp_path)
    report = site.build()
    assert report.notes == ()
    assert 'role="search"' in site.html("/recherche/")
    assert "noindex" in site.html("/recherche/")
    assert 'href="/recherche/"' in site.html("/contact/")
    assert (site.output / "pagefind" / "pagefind.js").is_file()
    assert "'wasm-unsafe-eval'" in (site.output / "_headers").read_text()
    assert "recherche" not in (site.output / "sitemap.xml").read_text()


def test_the_same_site_makes_the_same_index(tmp_path: Path):
    need("Pagefind", HAVE)
    site = made(tmp_path)
    site.build()
    assert site.build().changed == 0


def test_without_the_tool_the_build_and_the_page_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(searching, "_program", lambda: None)
    site = made(tmp_path)
    (note,) = site.build().notes
    assert "comptoir[search]" in note
    assert not (site.output / "pagefind").exists()
    assert "La recherche demande JavaScript" in site.html("/recherche/")


def test_a_preview_is_not_indexed(tmp_path: Path):
    site = made(tmp_path)
    site.build(site.root / "var" / "preview")
    assert not (site.root / "var" / "preview" / "pagefind").exists()


def test_a_page_of_the_project_at_that_address_stands(tmp_path: Path):
    site = made(tmp_path)
    site.page("content/pages/recherche.md", "Nos recherches")
    assert not site.build().held
    assert "Nos recherches" in site.html("/recherche/")


# in a browser, under the published policy


class Strict(http.server.SimpleHTTPRequestHandler):
    """Serves with the policy of `_headers`, as a host would."""

    def __init__(self, *args: Any, policy: str, **kwargs: Any) -> None:
        self.policy = policy
        super().__init__(*args, **kwargs)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, *_arguments: object) -> None:
        pass


def policy_of(site: SmallSite) -> str:
    lines = (site.output / "_headers").read_text().splitlines()
    told = next(line for line in lines if "Content-Security-Policy" in line)
    return told.split(": ", 1)[1].replace("; upgrade-insecure-requests", "")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    need("Pagefind", HAVE)
    site = made(tmp_path_factory.mktemp("site"))
    site.page("content/pages/menuiserie.md", "La menuiserie", body="Des rabots et des tenons.")
    site.build()
    handler = partial(Strict, directory=str(site.output), policy=policy_of(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.browser
def test_words_are_found_with_their_endings_and_without_the_network(browser, address: str):
    page = browser.new_page()
    said: list[str] = []
    outside: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda r: None if r.url.startswith((address, "blob:")) else
            outside.append(r.url))  # fmt: skip
    page.goto(f"{address}/recherche/")
    page.get_by_label("Un ou plusieurs mots").fill("rabot")
    page.keyboard.press("Enter")
    found = page.locator("#resultats-recherche a")
    found.first.wait_for()
    assert found.first.inner_text() == "La menuiserie"
    assert found.first.get_attribute("href") == "/menuiserie/"
    assert "1 page pour « rabot »" in page.locator("#etat-recherche").inner_text()
    assert page.url.endswith("?q=rabot")
    assert (said, outside) == ([], [])
    page.close()


@pytest.mark.browser
def test_a_search_can_be_linked_to_and_may_find_nothing(browser, address: str):
    page = browser.new_page()
    page.goto(f"{address}/recherche/?q=xylophone")
    page.get_by_text("Aucune page ne contient « xylophone ».").wait_for()
    page.close()


@pytest.mark.browser
def test_where_there_is_no_index_the_page_says_so(browser, address: str):
    page = browser.new_page()
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(f"{address}/recherche/?q=rabot")
    page.get_by_text("La recherche n’est pas disponible ici.").wait_for()
    page.close()


@pytest.mark.browser
def test_without_a_script_the_page_says_so(browser, address: str):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/recherche/")
    assert "demande JavaScript" in page.locator("#etat-recherche").inner_text()
    page.close()
