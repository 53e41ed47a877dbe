"""What the public sent, taken in: once, and with what the law wants of each."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from comptoir.campaigns.tokens import Claim, ask, issue
from comptoir.channels.secrets import unsubscribe_keys
from comptoir.consent import EventKind
from comptoir.desk import due, inbox, rights
from comptoir.desk.project import load
from comptoir.errors import InputError
from comptoir.settings import PurposeClass
from comptoir.store import consents, contacts, reading
from comptoir.website.reception.inbox import file_of

from make_reception import ANSWERS, Desk, make_desk


@pytest.fixture
def desk(ctx):
    made = make_desk(ctx)
    with made.client:
        yield made


def events_of(desk: Desk, email: str):
    with reading(desk.ctx) as db:
        (contact_id,) = contacts.ids_of(db, email=email)
        return consents.events(db, contact_id)


def link_sent(desk: Desk) -> str:
    (mail,) = (desk.ctx.root / "var/outbox/reception").glob("*.eml")
    text = mail.read_text("ascii").replace("=\n", "")
    assert "Jo" not in text  # whoever asked is perhaps not who reads
    return "/reception/accord/" + text.partition("/reception/accord/")[2].split()[0]


def test_a_message_waits_for_somebody_and_is_closed_once(desk: Desk):
    desk.send(**ANSWERS)
    told = inbox.pull(desk.ctx)
    assert (told.messages, told.asked, told.unread) == (1, 0, [])
    (one,) = inbox.waiting(desk.ctx)
    assert one.said["message"] == "Bonjour."
    assert [t.command for t in due.due(desk.ctx, within=30) if "réception" in t.command]
    inbox.close(desk.ctx, one.reference, answer="répondu par téléphone")
    assert inbox.waiting(desk.ctx) == []
    with pytest.raises(InputError, match="déjà clos"):
        inbox.close(desk.ctx, one.reference, answer="")


def test_taking_in_twice_changes_nothing_and_past_files_go(desk: Desk):
    desk.send(**ANSWERS)
    assert inbox.pull(desk.ctx).messages == 1
    assert inbox.pull(desk.ctx).again == 1  # of the hour still written to
    desk.wait(hours=1)
    assert inbox.pull(desk.ctx).again == 1
    assert list((desk.ctx.root / "var/reception").iterdir()) == []
    assert inbox.pull(desk.ctx).new == 0


def test_a_ticked_box_counts_only_once_confirmed_and_keeps_its_proof(desk: Desk):
    desk.send(**ANSWERS, lettre="oui")
    assert inbox.pull(desk.ctx).asked == 1
    assert inbox.pull(desk.ctx).asked == 0
    with reading(desk.ctx) as db:
        assert contacts.ids_of(db, email=ANSWERS["mel"]) == []
    link = link_sent(desk)
    assert "Je confirme" in desk.client.get(link).text
    assert inbox.pull(desk.ctx).agreements == 0
    desk.client.post(link, headers={"x-forwarded-for": "203.0.113.9"})
    assert inbox.pull(desk.ctx).agreements == 1
    (event,) = events_of(desk, ANSWERS["mel"])
    assert (event.event.kind, event.event.scope) == (EventKind.GRANTED, "lettre-infos")
    assert event.event.channel == "email"
    assert event.text == "Je veux recevoir la lettre d’information"
    assert (event.ip, event.method) == ("203.0.113.9", inbox.METHOD)
    desk.client.post(link)
    assert inbox.pull(desk.ctx).agreements == 0  # confirmed already
    assert len(events_of(desk, ANSWERS["mel"])) == 1


def test_ten_requests_for_one_address_send_one_email(desk: Desk):
    for _ in range(3):
        desk.send(**ANSWERS, lettre="oui")
    assert inbox.pull(desk.ctx).asked == 1


def test_an_unsubscription_counts_as_it_is_taken_in(desk: Desk, monkeypatch):
    desk.send(**ANSWERS, lettre="oui")
    inbox.pull(desk.ctx)
    desk.client.post(link_sent(desk))
    inbox.pull(desk.ctx)
    with reading(desk.ctx) as db:
        (contact_id,) = contacts.ids_of(db, email=ANSWERS["mel"])
    monkeypatch.setattr(
        "comptoir.store.inbox.written_to", lambda _, row: contact_id if row == 7 else None
    )
    keys = unsubscribe_keys(desk.ctx.root)
    token = issue(keys, Claim(7, PurposeClass.COMMERCIAL))
    desk.client.post(f"/reception/arret?jeton={token}", data={"List-Unsubscribe": "One-Click"})
    desk.client.post(f"/reception/arret?jeton={token}", data={"arreter": "lettre-infos"})
    desk.client.post(f"/reception/arret?jeton={issue(keys, Claim(8, PurposeClass.COMMERCIAL))}")
    told = inbox.pull(desk.ctx)
    assert (told.stops, told.unknown) == (2, 1)
    last = {(e.event.kind, e.event.scope) for e in events_of(desk, ANSWERS["mel"])[1:]}
    assert last == {(EventKind.OBJECTED, "class:commercial"), (EventKind.WITHDRAWN, "lettre-infos")}


def test_a_request_of_rights_has_its_month(desk: Desk):
    desk.send("/reception/mes-droits", demande="Autre demande", nom="Jo", mel=ANSWERS["mel"])
    assert inbox.pull(desk.ctx).rights == 1
    (one,) = inbox.waiting(desk.ctx)
    assert inbox.due_on(desk.ctx, load(desk.ctx), one) == date(2026, 12, 24)


def test_a_message_has_two_working_days_of_the_house(desk: Desk):
    desk.send(**ANSWERS)
    inbox.pull(desk.ctx)
    (one,) = inbox.waiting(desk.ctx)
    friday = replace(one, at=datetime(2026, 11, 27, 23, 30, tzinfo=UTC))  # Saturday in Paris
    assert inbox.due_on(desk.ctx, load(desk.ctx), friday) == date(2026, 12, 1)
    closed = replace(one, at=datetime(2026, 12, 23, 9, tzinfo=UTC))
    assert inbox.due_on(desk.ctx, load(desk.ctx), closed) == date(2027, 1, 5)  # after the holidays


def test_a_request_of_somebody_known_opens_their_file(desk: Desk):
    desk.send(**ANSWERS, lettre="oui")
    inbox.pull(desk.ctx)
    desk.client.post(link_sent(desk))
    inbox.pull(desk.ctx)
    desk.send(
        "/reception/mes-droits", demande="Effacer mes données", nom="Jo", mel=ANSWERS["mel"]
    )  # fmt: skip
    assert inbox.pull(desk.ctx).rights == 1
    (request,) = rights.listing(desk.ctx, pending=True)
    assert (request.right.value, request.due_on) == ("erasure", date(2026, 12, 24))
    assert [one.kind for one in inbox.waiting(desk.ctx)] == ["form"]


def test_lines_that_cannot_be_read_are_said_and_kept(desk: Desk):
    desk.send(**ANSWERS)
    path = desk.ctx.root / "var/reception" / file_of(desk.ctx.now())
    path.write_bytes(path.read_bytes() + b"garbage\n" + b"cut in the mid")
    told = inbox.pull(desk.ctx)
    assert told.messages == 1
    assert [(at.path, at.line) for at in told.unread] == [(path.name, 2), (path.name, 3)]
    desk.wait(hours=1)
    inbox.pull(desk.ctx)
    assert path.exists()


def test_a_link_made_by_another_key_confirms_nothing(desk: Desk):
    other = ask(type(unsubscribe_keys(desk.ctx.root))({1: b"0" * 32}), bytes(16))
    desk.client.post(f"/reception/accord/{other}")
    told = inbox.pull(desk.ctx)
    assert (told.agreements, told.unknown) == (0, 1)


def test_without_a_key_one_is_told_how_to_make_it(ctx):
    with pytest.raises(InputError, match="clé de réception"):
        inbox.pull(ctx)


def test_the_key_is_made_once(ctx):
    assert inbox.make_key(ctx) == inbox.make_key(ctx)
