"""A form in Chromium, with JavaScript and without, where a host serves site and reception."""

import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from comptoir.website.reception.gate import YOUNG

from make import context_on
from make_axe import axe_script
from make_reception import FORMS, Desk, make_desk
from make_site import copy_example

pytestmark = pytest.mark.browser
KEYS = "title: Nous écrire\ndate: 2026-11-01\nsummary: Un formulaire.\nowner: coordination\n"


class Host:
    """The site and the reception under one address, as a server in front of both does."""

    def __init__(self, site: StaticFiles, reception: Starlette) -> None:
        self.site, self.reception = site, reception

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        ours = scope["type"] == "lifespan" or scope["path"].startswith("/reception/")
        await (self.reception if ours else self.site)(scope, receive, send)


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Desk]]:
    site = copy_example(tmp_path_factory.mktemp("site"))
    site.write("content/data/formulaires.toml", FORMS)
    site.write("content/pages/nous-ecrire.md", f"---\n{KEYS}---\n\n::: formulaire nom=contact\n")
    assert not site.build().held
    desk = make_desk(context_on(site.root))
    app = Host(StaticFiles(directory=site.output, html=True), desk.client.app)  # type: ignore[arg-type]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="critical"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}", desk
    server.should_exit = True
    thread.join(10)


def answered(page: Any, address: str) -> None:
    page.goto(f"{address}/nous-ecrire/")
    page.get_by_label("Votre nom").fill("Jo Essai")
    page.get_by_label("Votre adresse mél").fill("jo.essai@example.org")
    page.get_by_label("Votre message").fill("Bonjour")


def test_one_step_with_a_script_two_without(browser: Any, host: tuple[str, Desk]):
    address, desk = host
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    answered(page, address)
    page.wait_for_selector("[name=altcha]", state="attached")
    page.get_by_role("button", name="Envoyer").click()
    page.get_by_role("heading", name="Merci").wait_for()
    assert said == []
    assert len(desk.entries()) == 1

    plain = browser.new_context(java_script_enabled=False).new_page()
    answered(plain, address)
    plain.get_by_role("button", name="Envoyer").click()
    plain.get_by_role("heading", name="relire").wait_for()
    desk.wait(seconds=YOUNG)
    plain.get_by_role("button", name="Envoyer").click()
    plain.get_by_role("heading", name="Merci").wait_for()
    assert len(desk.entries()) == 2


def test_its_pages_are_accessible(browser: Any, host: tuple[str, Desk]):
    address, _ = host
    page = browser.new_page(viewport={"width": 320, "height": 800})
    for path in (f"arret?jeton={'a' * 27}", f"accord/{'b' * 40}", "mes-droits", "merci", "rien"):
        page.goto(f"{address}/reception/{path}")
        page.evaluate(axe_script())
        found = page.evaluate("axe.run()")["violations"]
        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
