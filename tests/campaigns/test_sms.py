"""Text messages: counted as operators count them, stoppable, at hours of custom."""

import csv
import json
from dataclasses import replace
from datetime import datetime
from importlib.util import find_spec

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.campaigns import sms
from comptoir.desk import campaign_check, campaigns, consents
from comptoir.errors import RefusedError
from comptoir.store import outbox_figures, reading

from make_campaigns import add_people, write_campaign
from needs import need

TEXTS = st.text(
    st.sampled_from([*sorted(sms.BASIC | sms.EXTENDED), "ê", "’", "œ", "😀", "漢"]),
    min_size=1,
    max_size=400,
)


@given(TEXTS)
def test_parts_are_counted_as_another_program_does(text):
    need("smsutil", find_spec("smsutil") is not None)
    import smsutil

    expected = smsutil.split(text)
    found = sms.size(text)
    assert found.parts == max(1, len(expected.parts))
    assert (found.encoding is sms.Encoding.GSM) == (expected.encoding == "gsm0338")


@given(TEXTS)
def test_a_simplified_text_is_never_longer_in_parts_than_70(text):
    simple = sms.simplified(text)
    assert not sms.outside(simple)
    assert sms.size(simple).encoding is sms.Encoding.GSM


@pytest.mark.parametrize(
    ("text", "encoding", "units", "parts"),
    [
        ("é" * 160, "GSM-7", 160, 1),
        ("é" * 161, "GSM-7", 161, 2),
        ("€" * 80, "GSM-7", 160, 1),
        ("a" * 152 + "€" * 5, "GSM-7", 162, 2),
        ("ê" * 70, "UCS-2", 70, 1),
        ("ê" * 71, "UCS-2", 71, 2),
        ("😀" * 35, "UCS-2", 70, 1),
        ("", "GSM-7", 0, 1),
    ],
)
def test_sizes(text, encoding, units, parts):
    found = sms.size(text)
    assert (found.encoding.label, found.units, found.parts) == (encoding, units, parts)


@pytest.mark.parametrize(
    ("at", "then"),
    [
        ("2026-11-24T09:30", "2026-11-24T09:30"),
        ("2026-11-24T07:59", "2026-11-24T08:00"),
        ("2026-11-24T20:00", "2026-11-25T08:00"),
        ("2026-11-28T20:30", "2026-11-30T08:00"),  # Saturday evening, past Sunday
        ("2026-12-24T21:00", "2026-12-26T08:00"),  # past Christmas
    ],
)
def test_marketing_messages_wait_for_the_hours_of_custom(at, then):
    assert sms.next_moment(datetime.fromisoformat(at)) == datetime.fromisoformat(then)


SAID = "Les Ateliers du Halage : braderie samedi, {{ contact.first_name }} !"
BODY = f'{{% channel "sms" %}}\n{SAID}\n{{% endchannel %}}'
STOP = "STOP au 36111"


@pytest.fixture
def house(ctx):
    settings(ctx, f'sender = "Ateliers"\nstop = "{STOP}"\nprice = "0.045"')
    write_campaign(ctx.root, channels="[sms]", purpose="lettre-infos", body=BODY)
    found = add_people(
        ctx,
        [
            {"first_name": "Jo", "mobile": "+33639980001"},
            {"first_name": "Zoë", "mobile": "+33639980002"},
            {"first_name": "Al", "mobile": ""},
        ],
    )
    proof = consents.Proof(method="formulaire", text="J’accepte la lettre d’infos.")
    for one in found:
        consents.grant(ctx, one.reference, purpose="lettre-infos", channel="sms", proof=proof)
    return ctx


def settings(ctx, more):
    path = ctx.root / "comptoir.toml"
    text = path.read_text("utf-8").partition("\n[campaigns.sms]")[0]
    head, mark, tail = text.partition("\n# Qui travaille ici")
    path.write_text(f"{head}\n[campaigns.sms]\n{more}\n{mark}{tail}", "utf-8")


def folder(ctx):
    return ctx.root / "var" / "outbox" / "essai"


def test_a_file_is_made_for_the_provider(house):
    done = campaigns.queue(house, "essai")
    assert (done.queued, done.excluded) == (2, {"no_address": 1})
    assert (done.cost.messages, done.cost.parts, str(done.cost.price)) == (2, 2, "0.090")
    report = campaigns.send(house, "essai")
    assert (report.sent, report.parts) == (2, 2)
    rows = [json.loads(line) for line in (folder(house) / "sms-lot-01.jsonl").open()]
    assert [row["to"] for row in rows] == ["+33639980001", "+33639980002"]
    assert rows[0]["text"] == f"Les Ateliers du Halage : braderie samedi, Jo !\n{STOP}"
    assert rows[1]["encoding"] == "UCS-2"
    assert {row["sender"] for row in rows} == {"Ateliers"}
    with (folder(house) / "sms-lot-01.csv").open(encoding="utf-8-sig", newline="") as file:
        shown = list(csv.DictReader(file, delimiter=";"))
    assert [row["Numéro"] for row in shown] == ["33639980001", "33639980002"]
    assert [row["Texte"] for row in shown] == [row["text"] for row in rows]
    with reading(house) as db:
        assert sum(outbox_figures.counts(db, "essai", "sms").values()) == 2


def test_each_message_leaves_in_one_file_only(house):
    campaigns.queue(house, "essai")
    campaigns.send(house, "essai", limit=1)
    campaigns.send(house, "essai")
    campaigns.send(house, "essai")
    lines = [line for path in sorted(folder(house).glob("*.jsonl")) for line in path.open()]
    assert len(lines) == len({json.loads(line)["id"] for line in lines}) == 2


def test_without_a_way_to_stop_nobody_is_queued(house):
    settings(house, 'sender = "Ateliers"')
    with pytest.raises(RefusedError, match="STOP"):
        campaigns.queue(house, "essai")
    assert "MLG013" in {one.code for one in campaign_check.check(house, "essai")}


def test_simplifying_is_asked_for_never_silent(house):
    assert campaigns.queue(house, "essai").cost.outside == ("ë",)
    campaigns.cancel(house, "essai")
    settings(house, f'stop = "{STOP}"\nsimplify = true')
    write_campaign(house.root, name="suite", channels="[sms]", purpose="lettre-infos", body=BODY)
    assert campaigns.queue(house, "suite").cost.outside == ()


def test_only_marketing_messages_wait(house):
    campaigns.queue(house, "essai")
    campaigns.send(house, "essai")
    rows = [json.loads(line) for line in (folder(house) / "sms-lot-01.jsonl").open()]
    assert {row["not_before"] for row in rows} == {""}


@pytest.mark.parametrize(
    ("at", "until"),
    [("2026-11-24T20:30:00+00:00", "2026-11-25T08:00"), ("2026-11-29T10:00:00+00:00",
                                                         "2026-11-30T08:00")],
)  # fmt: skip
def test_prospection_waits_at_night_and_on_sundays(house, at, until):
    write_campaign(house.root, name="promo", channels="[sms]", purpose="offres", body=BODY)
    proof = consents.Proof(method="formulaire", text="J’accepte vos offres.")
    for reference in ("C-000001", "C-000002"):
        consents.grant(house, reference, purpose="offres", channel="sms", proof=proof)
    campaigns.queue(house, "promo")
    late = replace(house, now=lambda: datetime.fromisoformat(at))
    report = campaigns.send(late, "promo")
    assert (report.sent, report.left) == (0, 2)
    assert report.held_until.isoformat(timespec="minutes").startswith(until)
    assert not list((house.root / "var/outbox/promo").glob("sms-*"))
    assert campaigns.send(house, "promo").sent == 2
    file = house.root / "var/outbox/promo/sms-lot-01.jsonl"
    assert {json.loads(line)["not_after"][:16] for line in file.open()} == {"2026-11-24T20:00"}


def test_the_whole_path_is_told(house, comptoir, monkeypatch):
    monkeypatch.chdir(house.root)
    out = comptoir("campaign", "queue", "essai", code=0).out
    assert "2 messages, 2 SMS, 0,09\u202f€ hors taxe." in out.replace("\xa0", "\u202f")
    assert "de 160 signes à 70 : ë" in out
    out = comptoir("campaign", "send", "essai", code=0).out
    assert "2 SMS à remettre au prestataire" in out
    out = comptoir("campaign", "preview", "essai", code=0).out
    assert "signes en GSM-7 : 1 SMS." in out


@pytest.mark.parametrize("sender", ["AB", "12345", "Ateliers du Halage", "Été"])
def test_a_sender_that_operators_refuse_is_said(house, comptoir, monkeypatch, sender):
    settings(house, f'sender = "{sender}"\nstop = "{STOP}"')
    monkeypatch.chdir(house.root)
    assert "lettres sans accent" in comptoir("campaign", "queue", "essai", code=2).err
