"""The reception: nothing is lost, nothing is changed by a GET, robots and floods stay outside."""

import base64
import hashlib
import json

import pytest
from starlette.testclient import TestClient

from comptoir.website.reception import gate as gates
from comptoir.website.reception.app import LARGEST
from comptoir.website.reception.entries import EntryKind

from make_reception import ANSWERS, Desk, hidden_in, make_desk


@pytest.fixture
def desk(ctx):
    made = make_desk(ctx)
    with made.client:
        yield made


def solved(client: TestClient) -> str:
    """Solve the puzzle as the script of the page does."""
    told = client.get("/reception/defi").json()
    for number in range(told["maxNumber"] + 1):
        if hashlib.sha256(f"{told['salt']}{number}".encode()).hexdigest() == told["challenge"]:
            keys = ("algorithm", "challenge", "salt", "signature")
            payload = {key: told[key] for key in keys} | {"number": number}
            return base64.b64encode(json.dumps(payload).encode()).decode()
    raise AssertionError("no solution")


def test_without_javascript_one_reads_again_then_sends(desk: Desk):
    desk.send(**ANSWERS, sujet="Adhésion : 22 €")
    (entry,) = desk.entries()
    assert entry.kind is EntryKind.FORM
    assert entry.values == ANSWERS | {"sujet": "Adhésion : 22 €"}
    assert entry.ip == ""  # proves nothing here
    kept = b"".join(p.read_bytes() for p in (desk.ctx.root / "var/reception").iterdir())
    assert b"essai" not in kept


def test_a_solved_puzzle_spares_the_second_page_and_serves_once(desk: Desk):
    puzzle = solved(desk.client)
    sent = {**ANSWERS, "altcha": puzzle}
    first = desk.client.post("/reception/contact", data=sent, follow_redirects=False)
    assert first.status_code == 303
    again = desk.client.post("/reception/contact", data=sent)
    assert "Relisez" in again.text
    assert len(desk.entries()) == 1


@pytest.mark.parametrize(
    "payload", ["x", "e30=", "W10=", "bnVsbA==", base64.b64encode(b"\xff").decode()]
)
def test_a_puzzle_that_is_no_puzzle_is_no_error(desk: Desk, payload: str):
    assert (
        "Relisez"
        in desk.client.post("/reception/contact", data={**ANSWERS, "altcha": payload}).text
    )


def test_a_trap_that_is_filled_is_thanked_and_thrown_away(desk: Desk):
    sent = {**ANSWERS, "ne-pas-remplir": "http://example.org"}
    assert "Merci" in desk.client.post("/reception/contact", data=sent).text
    assert desk.entries() == []


def test_a_page_confirmed_at_once_or_too_late_or_changed_is_shown_again(desk: Desk):
    first = hidden_in(desk.client.post("/reception/contact", data=ANSWERS).text)
    assert "Relisez" in desk.client.post("/reception/contact", data=first).text  # at once
    desk.wait(seconds=10)
    changed = first | {"message": "Autre chose"}
    assert "Relisez" in desk.client.post("/reception/contact", data=changed).text
    desk.wait(seconds=gates.LIFE)
    assert desk.entries() == []


def test_a_page_sent_twice_is_kept_once(desk: Desk):
    first = hidden_in(desk.client.post("/reception/contact", data=ANSWERS).text)
    desk.wait(seconds=10)
    for _ in range(2):
        assert "Merci" in desk.client.post("/reception/contact", data=first).text
    assert len(desk.entries()) == 1


def test_what_is_wrong_is_said_by_field_and_nothing_typed_is_lost(desk: Desk):
    sent = {"nom": "", "mel": "jo@", "sujet": "Inconnu", "message": "<script>alert(1)</script>"}
    said = desk.client.post("/reception/contact", data=sent)
    assert said.status_code == 422
    assert "&lt;script&gt;" in said.text
    assert "<script>alert" not in said.text
    for name in ("nom", "mel", "sujet"):
        assert f'id="f-contact-{name}-faute"' in said.text
        assert f'href="#f-contact-{name}"' in said.text
    assert 'value="jo@"' in said.text
    assert desk.entries() == []


def test_line_breaks_and_control_characters_do_not_pass(desk: Desk):
    desk.send(**ANSWERS | {"nom": "Jo\r\nBcc: x@example.org\x00", "message": "un\r\ndeux\x1b"})
    (entry,) = desk.entries()
    assert entry.values["nom"] == "Jo Bcc: x@example.org"
    assert entry.values["message"] == "un\ndeux"


def test_fields_that_no_form_asks_for_are_left(desk: Desk):
    desk.send(**ANSWERS, admin="oui")
    assert "admin" not in desk.entries()[0].values


def test_a_flood_from_one_neighbourhood_is_stopped_but_not_unsubscriptions(desk: Desk):
    headers = {"x-forwarded-for": "198.51.100.7"}
    for number in range(gates.OFTEN + 1):
        sent = {**ANSWERS, "altcha": solved(desk.client)}
        here = headers | {"x-forwarded-for": f"198.51.100.{number}"}
        last = desk.client.post(
            "/reception/contact", data=sent, headers=here, follow_redirects=False
        )
    assert last.status_code == 429
    assert len(desk.entries()) == gates.OFTEN
    one = desk.client.post("/reception/arret?jeton=" + "a" * 27, headers=headers)
    assert one.status_code == 200
    other = {**ANSWERS, "altcha": solved(desk.client)}
    elsewhere = {"x-forwarded-for": "203.0.113.1"}
    assert desk.client.post("/reception/contact", data=other, headers=elsewhere).status_code == 200


def test_something_huge_is_refused_before_it_is_read(desk: Desk):
    said = desk.client.post("/reception/contact", data={"message": "x" * (LARGEST + 1)})
    assert said.status_code == 413
    assert "trop gros" in said.text


def test_opening_links_changes_nothing(desk: Desk):
    for path in ("merci", "arret?jeton=" + "a" * 27, "accord/" + "b" * 40, "mes-droits", "defi"):
        assert desk.client.get(f"/reception/{path}").status_code == 200
    assert desk.entries() == []


def test_one_click_stops_without_another_page(desk: Desk):
    said = desk.client.post(
        "/reception/arret?jeton=" + "a" * 27, data={"List-Unsubscribe": "One-Click"}
    )
    assert (said.status_code, said.text) == (200, "")
    (entry,) = desk.entries()
    assert (entry.kind, entry.token, entry.scopes) == (EntryKind.STOP, "a" * 27, ())


def test_a_person_chooses_what_to_stop(desk: Desk):
    page = desk.client.get("/reception/arret?jeton=" + "a" * 27).text
    assert "Ne plus recevoir ces messages" in page
    sent = {"arreter": ["lettre-infos", "inventee"]}
    assert "C’est noté" in desk.client.post("/reception/arret?jeton=" + "a" * 27, data=sent).text
    assert desk.entries()[0].scopes == ("lettre-infos",)


def test_a_request_of_rights_is_taken_in(desk: Desk):
    desk.send(
        "/reception/mes-droits",
        demande="Effacer mes données", nom="Jo Essai", mel="jo.essai@example.org",
    )  # fmt: skip
    (entry,) = desk.entries()
    assert entry.kind is EntryKind.RIGHTS
    assert entry.values["demande"] == "Effacer mes données"


def test_every_answer_has_the_headers_of_the_site_and_no_cookie(desk: Desk):
    for path in ("/reception/merci", "/reception/rien", "/reception/mes-droits"):
        said = desk.client.get(path)
        assert "default-src 'none'" in said.headers["content-security-policy"]
        assert said.headers["cache-control"] == "no-store"
        assert "set-cookie" not in said.headers


@pytest.mark.parametrize("token", ["a", "a/b", "..%2f..", "a" * 200, "é" * 20])
def test_a_link_that_cannot_be_ours_leads_nowhere(desk: Desk, token: str):
    assert desk.client.post(f"/reception/arret?jeton={token}").status_code == 404
    assert desk.entries() == []


def test_a_full_disk_is_said_and_nothing_half_written_stays(desk: Desk, monkeypatch):
    desk.send(**ANSWERS)
    whole = {p: p.read_bytes() for p in (desk.ctx.root / "var/reception").iterdir()}

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("comptoir.website.reception.inbox.os.fsync", full)
    sent = {**ANSWERS, "altcha": solved(desk.client)}
    quiet = TestClient(desk.client.app, raise_server_exceptions=False)
    quiet.portal = desk.client.portal  # the same running application
    said = quiet.post("/reception/contact", data=sent)
    assert said.status_code == 503
    assert "Rien n’a été gardé" in said.text
    assert {p: p.read_bytes() for p in whole} == whole
