"""What the preview answers: pages with the panel, to this machine alone, nothing outside."""

import http.client
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from comptoir.errors import InputError, OutsideError
from comptoir.website.preview.hosts import may_answer
from comptoir.website.preview.look import file_of, look
from comptoir.website.preview.news import News, Remark, Trouble, Waiting
from comptoir.website.preview.server import Server

from make_site import SmallSite, files_of, make_site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    built = make_site(tmp_path_factory.mktemp("site"))
    built.build()
    return built


@pytest.fixture
def server(site: SmallSite) -> Iterator[Server]:
    running = Server(folder=site.output, port=0)
    running.open()
    yield running
    running.close()


def get(
    server: Server, path: str, host: str = "", method: str = "GET"
) -> tuple[http.client.HTTPResponse, bytes]:
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    line.request(method, path, headers={"Host": host or f"127.0.0.1:{server.port}"})
    answer = line.getresponse()
    body = answer.read()
    line.close()
    return answer, body


def told(server: Server, page: str) -> Iterator[dict[str, object]]:
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    line.request("GET", f"/_comptoir/events?page={page}")
    answer = line.getresponse()
    try:
        while said := answer.readline():
            if said.startswith(b"data:"):
                yield json.loads(said[5:])
    finally:
        line.close()


def test_a_page_comes_with_the_panel_and_the_policy_of_the_site(server: Server):
    answer, body = get(server, "/velo/")
    assert answer.status == 200
    assert b'<script src="/_comptoir/preview.js" defer' in body
    policy = answer.getheader("Content-Security-Policy") or ""
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("name", ["preview.js", "panel.css", "page.css"])
def test_what_the_panel_is_made_of_is_served(server: Server, name: str):
    answer, body = get(server, f"/_comptoir/{name}")
    assert answer.status == 200
    assert body


def test_nothing_of_the_preview_is_in_a_build(site: SmallSite):
    assert not [path for path, content in files_of(site.output).items() if b"_comptoir" in content]


@pytest.mark.parametrize(
    "path",
    ["/absente/", "/../comptoir.toml", "/%2e%2e/comptoir.toml", "/..%2fcomptoir.toml",
     "//etc/passwd", "/%00", f"/{'a' * 400}/", "/velo/../../comptoir.toml"],
)  # fmt: skip
def test_what_is_not_there_is_the_lost_page(server: Server, path: str):
    answer, body = get(server, path)
    assert answer.status == 404
    assert "Cette page n’existe pas" in body.decode()


def test_a_link_that_leads_out_is_not_followed(site: SmallSite):
    (site.output / "dehors.toml").symlink_to(site.root / "comptoir.toml")
    file, there = file_of(site.output, "/dehors.toml")
    (site.output / "dehors.toml").unlink()
    assert (file.name, there) == ("404.html", False)


def test_a_folder_without_its_slash_is_sent_on(server: Server):
    answer, _ = get(server, "/velo")
    assert (answer.status, answer.getheader("Location")) == (302, "/velo/")


@pytest.mark.parametrize("host", ["exemple.org", "127.0.0.1.exemple.org", "192.168.1.4", "["])
def test_a_page_elsewhere_may_not_ask(server: Server, host: str):
    assert get(server, "/", host=host)[0].status == 403


def test_no_form_is_received(server: Server):
    answer, body = get(server, "/contact/", method="POST")
    assert answer.status == 405
    assert "ne reçoit pas de formulaire" in body.decode()


def test_before_the_first_build_a_page_says_so(tmp_path: Path):
    server = Server(folder=tmp_path / "rien", port=0)
    server.open()
    _, body = get(server, "/")
    first = next(told(server, "/"))
    server.close()
    assert "en préparation" in body.decode()
    assert f'data-words="{first["words"]}"' in body.decode()


def test_a_port_that_is_taken_is_told_with_another(site: SmallSite, server: Server):
    with pytest.raises(OutsideError, match="est déjà pris") as caught:
        Server(folder=site.output, port=server.port).open()
    assert f"--port {server.port + 1}" in str(caught.value)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"port": 70000}, "ce port n’existe pas"),
        ({"host": "machine.invalid", "port": 0}, "n’est pas une adresse de cette machine"),
        ({"host": "192.0.2.1", "port": 0}, "n’est pas une adresse de cette machine"),
    ],
)
def test_a_place_where_one_cannot_answer_is_told(site: SmallSite, options, said: str):
    with pytest.raises(InputError, match=said):
        Server(folder=site.output, **options).open()


def test_the_network_is_answered_only_when_asked(site: SmallSite):
    assert not Server(folder=site.output).is_open_to_others
    assert Server(folder=site.output, host="0.0.0.0").is_open_to_others
    assert may_answer("192.168.1.4:8000", listening="0.0.0.0")
    assert not may_answer("exemple.org", listening="0.0.0.0")


def test_a_page_is_told_what_concerns_it(server: Server):
    server.board.put(
        News(
            troubles=(Trouble(found="Un défaut."),),
            sources={"/velo/": "content/pages/ateliers/velo.md"},
            waiting=(Waiting(url="/x/", title="X", standing="brouillon"),),
            moved={"/vieux/": "/velo/"},
        )
    )
    here, old = next(told(server, "/velo/index.html")), next(told(server, "/vieux/"))
    assert here["source"] == "content/pages/ateliers/velo.md"
    assert here["troubles"][0]["found"] == "Un défaut."
    assert here["waiting"] == [{"url": "/x/", "title": "X", "standing": "brouillon"}]
    assert old["moved"] == "/velo/"


def test_a_panel_lists_what_can_be_read(server: Server):
    remark = Remark(
        code="X001", severity="info", kind="information", title="", found="", remedy="", basis="",
        waiver="", file="", line=0, element="",
    )  # fmt: skip
    server.board.put(News(site=(remark,) * 490, pages={f"/{n}/": (remark,) for n in range(200)}))
    here = next(told(server, "/velo/"))
    assert (len(here["site"]), here["more"], len(here["others"])) == (50, 440, 30)


def test_style_and_words_are_told_apart(site: SmallSite):
    before = look(site.output, "/velo/")
    sheet = site.output / "theme/css/site.css"
    sheet.write_text(sheet.read_text("utf-8") + "p { color: red }", "utf-8")
    dressed = look(site.output, "/velo/")
    assert dressed.words == before.words
    assert dressed.style != before.style
    page = site.output / "velo/index.html"
    page.write_text(page.read_text("utf-8").replace("On répare", "On répare tout"), "utf-8")
    assert look(site.output, "/velo/").words != before.words


def test_readers_are_let_go_when_the_preview_ends(server: Server):
    listening = told(server, "/velo/")
    next(listening)
    server.close()
    assert list(listening) == []
