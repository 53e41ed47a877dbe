"""A campaign by Mailchimp: nobody twice, nobody forgotten, whatever fails on the way."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from comptoir.channels import mailchimp_transport
from comptoir.channels.mailchimp import member_hash
from comptoir.desk import campaign_report, campaigns, consents
from comptoir.errors import InputError, OutsideError, RefusedError
from comptoir.store import begin, outbox_figures, reading
from comptoir.store import consents as consent_rows
from comptoir.store.tables.contacts import contact as contact_table

from fake_mailchimp import AUDIENCE, KEY, FakeMailchimp
from make import NOW, ROOT
from make_campaigns import add_people, crowd, declare_processor, write_campaign

BODY = "{{ contact.salutation }},\n\nVotre référence : **{{ contact.reference }}**."


@pytest.fixture
def service():
    fake = FakeMailchimp().start()
    yield fake
    fake.stop()


@pytest.fixture
def house(any_ctx, service, monkeypatch):
    """A project with Mailchimp set up, and a newsletter that goes by it."""
    path = any_ctx.root / "comptoir.toml"
    more = f'\n[campaigns.mailchimp]\naudience = "{AUDIENCE}"\nurl = "{service.url}"\n'
    path.write_text(path.read_text("utf-8").replace("\n# Qui travaille ici", f"{more}\n#"), "utf-8")
    declare_processor(any_ctx.root)
    monkeypatch.setenv("COMPTOIR_MAILCHIMP_KEY", KEY)
    monkeypatch.setattr(mailchimp_transport.time, "sleep", lambda _: None)
    monkeypatch.setattr(mailchimp_transport, "TIMEOUTS", (2.0, 2.0))
    write_campaign(any_ctx.root, channels="[mailchimp]", purpose="lettre-infos", body=BODY)
    return any_ctx


def agree(ctx, *people):
    proof = consents.Proof(method="formulaire", text="J’accepte la lettre d’infos.")
    for one in people:
        consents.grant(ctx, one.reference, purpose="lettre-infos", channel="email", proof=proof)


@pytest.fixture
def people(house):
    found = crowd(house, 5)
    agree(house, *found)
    return found


def queue_and_send(ctx, **options):
    campaigns.queue(ctx, "essai")
    return campaigns.send(ctx, "essai", **options)


def counts(ctx):
    with reading(ctx) as db:
        return {s.value: n for s, n in outbox_figures.counts(db, "essai", "mailchimp").items()}


def reached(service):
    return sorted(email for _, email in service.delivered)


EVERYONE = [f"jo{n}@example.org" for n in range(5)]


def test_everyone_who_agreed_receives_their_own_words(house, people, service):
    report = queue_and_send(house)
    assert report.sent == 5
    assert reached(service) == EVERYONE
    assert counts(house) == {"sent": 5}
    [campaign] = service.campaigns
    for one in people:
        text = service.texts[campaign, one.email]
        assert f"{one.reference}." in text
        assert f"Bonjour {one.first_name} {one.last_name}," in text
        assert "*|" not in text.replace("*|UNSUB|*", "")


def test_only_what_the_text_uses_is_handed_over(house, people, service):
    queue_and_send(house)
    for member in service.members.values():
        assert set(member["merge_fields"]) == {"CPT1", "CPT2"}
    [campaign] = service.campaigns.values()
    assert campaign["body"]["tracking"] == {
        "opens": False, "html_clicks": False, "text_clicks": False,
    }  # fmt: skip
    assert "*|UNSUB|*" in campaign["content"]["html"]
    assert "*|UNSUB|*" in campaign["content"]["plain_text"]


def test_who_did_not_agree_is_never_handed_over(house, service):
    agreed, *_ = crowd(house, 4)
    agree(house, agreed)
    queue_and_send(house)
    assert set(service.members) == {member_hash(agreed.email)}


def test_an_objection_since_the_queue_counts(house, people, service):
    campaigns.queue(house, "essai")
    consents.object_to(house, people[2].reference)
    report = campaigns.send(house, "essai")
    assert people[2].email not in reached(service)
    assert counts(house) == {"sent": 4, "skipped": 1}
    assert report.sent == 4


def test_who_unsubscribed_at_mailchimp_is_left_alone_and_remembered(house, people, service):
    queue_and_send(house, limit=1)
    name = member_hash(people[4].email)
    service.members[name] = {
        "id": name, "email_address": people[4].email, "merge_fields": {},
        "status": "unsubscribed", "last_changed": "2026-11-20T10:00:00+00:00",
    }  # fmt: skip
    campaigns.send(house, "essai")
    assert reached(service) == EVERYONE[:4]
    assert counts(house) == {"sent": 4, "skipped": 1}
    with reading(house) as db:
        last = consent_rows.events(db, people[4].id)[0]
    assert (last.event.kind, last.method) == ("objected", "mailchimp")
    assert last.event.on.isoformat() == "2026-11-20"


def test_two_people_of_one_address_get_one_message(house, service):
    found = add_people(
        house,
        [{"email": "famille@example.org"}, {"first_name": "Al", "email": "famille@example.org"}],
    )
    agree(house, *found)
    queue_and_send(house)
    assert reached(service) == ["famille@example.org"]
    assert counts(house) == {"sent": 1, "skipped": 1}


def test_different_passages_make_one_campaign_each(house, service):
    body = "{% if contact.city == 'Redon' %}Venez à pied.{% else %}Venez en train.{% endif %}"
    write_campaign(house.root, channels="[mailchimp]", purpose="lettre-infos", body=body)
    found = [*crowd(house, 2), *add_people(house, [{"email": "al@example.org", "city": "Rieux"}])]
    agree(house, *found)
    queue_and_send(house)
    texts = {email: text for (_, email), text in service.texts.items()}
    assert len(service.campaigns) == 2
    assert "Venez à pied" in texts["jo0@example.org"]
    assert "Venez en train" in texts["al@example.org"]


def test_a_value_is_never_a_tag_nor_markup(house, service):
    agree(house, *add_people(house, [{"first_name": "*|EMAIL <b>", "email": "a@example.org"}]))
    agree(house, *crowd(house, 1))
    write_campaign(house.root, channels="[mailchimp]", purpose="lettre-infos",
                   body="Bonjour {{ contact.first_name }}")  # fmt: skip
    queue_and_send(house)
    values = service.members[member_hash("a@example.org")]["merge_fields"].values()
    assert all("*|" not in value and "<" not in value for value in values)


# What fails on the way


@pytest.mark.parametrize("status", [429, 500, 502, 503])
@pytest.mark.parametrize(
    "call",
    ["GET ping", "PUT members/[0-9a-f]+", "POST segments", r"POST segments/\d+", "POST campaigns",
     "PUT content", "GET send-checklist", "POST merge-fields"],
)  # fmt: skip
def test_a_passing_failure_is_not_seen(house, people, service, call, status):
    service.fail(call, status=status)
    assert queue_and_send(house).sent == 5
    assert reached(service) == EVERYONE


@pytest.mark.parametrize("call", ["POST campaigns", "POST segments", "POST merge-fields"])
def test_what_was_made_without_an_answer_is_not_made_twice(house, people, service, call):
    service.fail(call, status=502, done=True)
    assert queue_and_send(house).sent == 5
    assert len(service.campaigns) == 1
    assert len(service.segments) == 1
    assert len(service.fields) == len(set(service.fields))


def test_an_empty_502_is_no_success(house, people, service):
    service.fail("PUT content", status=502, times=50)
    with pytest.raises(OutsideError, match="ne répond pas"):
        queue_and_send(house)
    assert service.delivered == []
    assert counts(house) == {"queued": 5}
    service.faults.clear()
    assert campaigns.send(house, "essai").sent == 5
    assert len(service.campaigns) == 1  # the first draft was deleted
    assert reached(service) == EVERYONE


@pytest.mark.parametrize("status", [0, 502])
@pytest.mark.parametrize("done", [True, False])
def test_sending_without_an_answer_is_asked_about_never_repeated(
    house, people, service, status, done
):
    service.fail("POST actions/send", status=status, done=done)
    campaigns.queue(house, "essai")
    if done:
        assert campaigns.send(house, "essai").sent == 5
    else:
        with pytest.raises(OutsideError, match="rien ne partira deux fois"):
            campaigns.send(house, "essai")
        assert counts(house) == {"sending": 5}
        assert campaigns.send(house, "essai").sent == 5
    assert reached(service) == EVERYONE
    assert counts(house) == {"sent": 5}


def test_doubt_that_nobody_can_lift_yet_stays_doubt(house, people, service):
    service.fail("POST actions/send", status=0, done=True)
    service.fail(r"GET campaigns/[0-9a-f]+", status=503, times=50)
    with pytest.raises(OutsideError):
        queue_and_send(house)
    assert counts(house) == {"sending": 5}
    service.faults.clear()
    assert campaigns.send(house, "essai").sent == 5
    assert reached(service) == EVERYONE


def test_a_campaign_deleted_there_after_doubt_is_held(house, people, service):
    service.fail("POST actions/send", status=0)
    with pytest.raises(OutsideError):
        queue_and_send(house)
    service.campaigns.clear()
    campaigns.send(house, "essai")
    assert counts(house) == {"doubtful": 5}
    assert service.delivered == []


def test_an_objection_during_doubt_is_taken_out(house, people, service):
    service.fail("POST actions/send", status=0)
    with pytest.raises(OutsideError):
        queue_and_send(house)
    consents.object_to(house, people[0].reference)
    campaigns.send(house, "essai")
    assert reached(service) == EVERYONE[1:]
    assert counts(house) == {"sent": 4, "skipped": 1}


def test_a_checklist_that_is_not_ready_lets_nothing_leave(house, people, service):
    service.not_ready = True
    with pytest.raises(OutsideError, match="1 point"):
        queue_and_send(house)
    assert counts(house) == {"queued": 5}
    assert service.delivered == []


@pytest.mark.parametrize("status", [401, 403])
def test_a_key_that_is_refused_is_said_and_never_shown(house, people, service, status):
    service.fail("GET ping", status=status)
    with pytest.raises(OutsideError, match="refuse cette clé") as error:
        queue_and_send(house)
    assert KEY not in str(error.value)
    assert "@" not in str(error.value)


def test_an_address_that_mailchimp_refuses_stops_nobody_else(house, people, service):
    agree(house, *add_people(house, [{"email": "invalide@example.org"}]))
    queue_and_send(house)
    assert reached(service) == EVERYONE
    assert counts(house) == {"refused": 1, "sent": 5}


def test_no_body_is_sent_where_there_is_none(house, people, service):
    queue_and_send(house)
    actions = [raw for method, path, raw in service.bodies if path.endswith("/actions/send")]
    assert actions == [b""]


def test_an_id_with_the_word_server_stays_itself(service):
    from comptoir.channels.mailchimp import Mailchimp

    opened = Mailchimp(mailchimp_transport.Transport(host=service.url, key=KEY), "server")
    with pytest.raises(InputError, match="server"):
        opened.greet()
    opened.close()
    assert ("GET", "/lists/server") in service.calls


# Later, and back


def test_a_scheduled_campaign_can_be_taken_back(house, people, service):
    at = NOW.replace(minute=45) + timedelta(days=1)
    report = queue_and_send(house, at=at)
    assert report.leaves_at == at
    assert counts(house) == {"sending": 5}
    assert campaigns.cancel(house, "essai") == 5
    assert counts(house) == {"cancelled": 5}
    assert service.campaigns == {}


def test_an_objection_before_a_scheduled_departure_counts(house, people, service):
    queue_and_send(house, at=NOW.replace(minute=45) + timedelta(days=1))
    consents.object_to(house, people[1].reference)
    campaign_report.report(house, "essai")
    [campaign] = service.campaigns
    service.deliver(campaign)
    assert people[1].email not in reached(service)
    later = replace(house, now=lambda: NOW + timedelta(days=2))
    campaign_report.report(later, "essai")
    assert counts(house) == {"sent": 4, "skipped": 1}


@pytest.mark.parametrize("minute", [7, 30])
def test_a_moment_that_mailchimp_does_not_take_is_refused(house, people, minute):
    campaigns.queue(house, "essai")
    with pytest.raises(InputError):
        campaigns.send(house, "essai", at=datetime(2026, 11, 24, 9, minute, tzinfo=UTC))
    assert counts(house) == {"queued": 5}


def test_what_comes_back_is_written_once(house, people, service):
    queue_and_send(house)
    service.returned[people[0].email] = "hard"
    service.left[people[1].email] = "2026-11-24T09:00:00+00:00"
    service.complained.add(people[2].email)
    report = campaign_report.report(house, "essai")
    assert dict(report.new) == {"hard": 1, "unsubscribed": 1, "complained": 1}
    again = campaign_report.report(house, "essai")
    assert not again.new
    [channel] = again.channels
    assert (channel.sent, channel.returned, channel.unsubscribed, channel.complained) == (
        5,
        1,
        1,
        1,
    )
    assert channel.counted == 5
    assert channel.segment_size == channel.recipients + channel.excluded
    with reading(house) as db:
        states = consent_rows.states(db, [p.id for p in people], house.today)
    assert "email" in states[people[0].id].bounced
    assert ("class:commercial", "email") in states[people[1].id].standings or (
        "class:associative", "email"
    ) in states[people[1].id].standings  # fmt: skip


def test_who_left_there_is_in_no_later_campaign(house, people, service):
    queue_and_send(house)
    service.left[people[1].email] = "2026-11-24T09:00:00+00:00"
    campaign_report.report(house, "essai")
    write_campaign(
        house.root, name="suite", channels="[mailchimp]", purpose="lettre-infos", body=BODY
    )
    assert campaigns.queue(house, "suite").excluded == {"objected": 1}


def test_an_erasure_is_passed_on(house, people, service):
    queue_and_send(house)
    with begin(house, act="test.erase") as tx:
        here = contact_table.c.id == people[3].id
        tx.db.execute(contact_table.update().where(here).values(erased_at=tx.now, email=""))
    report = campaign_report.report(house, "essai")
    assert report.forgotten == 1
    assert service.erased == {member_hash(people[3].email)}
    assert campaign_report.report(house, "essai").forgotten == 0


def test_another_campaign_waits_until_the_fields_are_free(house, people, service):
    queue_and_send(house, at=NOW.replace(minute=45) + timedelta(days=1))
    write_campaign(
        house.root, name="suite", channels="[mailchimp]", purpose="lettre-infos", body=BODY
    )
    campaigns.queue(house, "suite")
    with pytest.raises(RefusedError, match="essai"):
        campaigns.send(house, "suite")


# What cannot go by Mailchimp


def test_a_statutory_message_does_not_go_by_mailchimp(house, people):
    write_campaign(house.root, channels="[mailchimp]", purpose="vie-associative")
    with pytest.raises(RefusedError, match="statutaire"):
        campaigns.queue(house, "essai")


@pytest.mark.parametrize("undone", ["legal/organisation.toml", "legal/processing.toml"])
def test_an_undeclared_processor_is_handed_nothing(house, people, service, undone):
    shutil.copy(ROOT / undone, house.root / undone)
    with pytest.raises(RefusedError, match=undone):
        campaigns.queue(house, "essai")


def test_a_tag_of_mailchimps_own_is_refused(house, people):
    write_campaign(
        house.root, channels="[mailchimp]", purpose="lettre-infos", body="Bonjour *|FNAME|*"
    )
    with pytest.raises(InputError, match=r"champ de Mailchimp"):
        campaigns.queue(house, "essai")


def test_without_a_key_or_an_audience_what_to_do_is_said(house, people, monkeypatch):
    monkeypatch.delenv("COMPTOIR_MAILCHIMP_KEY")
    campaigns.queue(house, "essai")
    with pytest.raises(InputError, match=r"secrets\.toml"):
        campaigns.send(house, "essai")
