"""The preview: only for this machine, rebuilt on save, reloaded in the browser."""

import http.client
import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from comptoir.errors import OutsideError, RefusedError
from comptoir.website.serve import Server

from make_site import SmallSite, make_site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    built = make_site(tmp_path_factory.mktemp("site"))
    built.build()
    return built


@pytest.fixture
def server(site: SmallSite) -> Iterator[Server]:
    running = Server(folder=site.output, base="", port=0)
    running.open()
    yield running
    running.close()


def get(server: Server, path: str, host: str = "") -> tuple[http.client.HTTPResponse, bytes]:
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    line.request("GET", path, headers={"Host": host or f"127.0.0.1:{server.port}"})
    answer = line.getresponse()
    return answer, answer.read()


def test_a_page_comes_with_the_reload_script_and_the_policy(server: Server):
    answer, body = get(server, "/velo/")
    assert answer.status == 200
    assert b'<script src="/_comptoir/reload.js" defer></script></body>' in body
    assert "default-src 'none'" in (answer.getheader("Content-Security-Policy") or "")
    assert get(server, "/_comptoir/reload.js")[0].status == 200


@pytest.mark.parametrize("path", ["/absente/", "/../comptoir.toml", "/%2e%2e/comptoir.toml"])
def test_what_is_not_there_is_the_lost_page(server: Server, path: str):
    answer, body = get(server, path)
    assert answer.status == 404
    assert "Cette page n’existe pas" in body.decode()


def test_a_folder_without_its_slash_is_sent_on(server: Server):
    answer, _ = get(server, "/velo")
    assert (answer.status, answer.getheader("Location")) == (302, "/velo/")


def test_a_page_elsewhere_may_not_ask(server: Server):
    assert get(server, "/", host="exemple.org")[0].status == 403


def test_only_this_machine_may_look(site: SmallSite):
    with pytest.raises(RefusedError, match="qu’à cette machine"):
        Server(folder=site.output, base="", host="0.0.0.0", port=0).open()


def test_a_port_that_is_taken_is_told(site: SmallSite, server: Server):
    with pytest.raises(OutsideError, match="déjà pris"):
        Server(folder=site.output, base="", port=server.port).open()


def test_a_save_rebuilds_and_reloads(tmp_path: Path, server: Server):
    page = tmp_path / "page.md"
    page.write_text("un", "utf-8")
    seen: list[list[str]] = []
    stop = threading.Event()

    def rebuild(files: list[str]) -> list[str]:
        seen.append(files)
        return ["content/x.md : un défaut."]

    watching = threading.Thread(
        target=server.watch, args=((tmp_path,), rebuild), kwargs={"stop": stop}
    )
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    line.request("GET", "/_comptoir/events")
    answer = line.getresponse()
    assert json.loads(answer.readline()[5:]) == {"reload": False, "faults": []}
    watching.start()
    time.sleep(0.2)
    page.write_text("deux", "utf-8")
    answer.readline()
    told = json.loads(answer.readline()[5:])
    stop.set()
    watching.join()
    line.close()
    assert told == {"reload": True, "faults": ["content/x.md : un défaut."]}
    assert seen == [[str(page)]]
