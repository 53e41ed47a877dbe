"""`campaign check` judges the messages as they would leave, and who would get them."""

from datetime import date

import pytest

from comptoir.consent import ContactState, EventKind, Standing
from comptoir.desk import campaign_material as materials
from comptoir.desk import campaign_rules

from make_campaigns import add_people, crowd, write_campaign

OFFER = "{{ contact.salutation }},\n\nProfitez de notre offre : 10 % de réduction sur les kits."
QUIET = "{{ contact.salutation }},\n\nNous vous attendons samedi à l’atelier."


@pytest.fixture
def check(comptoir, ctx):
    return lambda *words, code=0: comptoir(
        "campaign", "check", "essai", *words, "--project", str(ctx.root), code=code
    )


def codes(done):
    return {one["code"] for one in done.json}


def settings(ctx, old, new):
    path = ctx.root / "comptoir.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_an_offer_inside_a_statutory_message_is_told(ctx, check):
    write_campaign(ctx.root, body=OFFER)
    crowd(ctx, 2)
    assert "MLG025" in codes(check("--json"))
    write_campaign(ctx.root, body=QUIET)
    assert codes(check("--json")) == set()


def test_a_mailing_in_number_without_one_click_is_refused_a_small_one_is_told(ctx, check, comptoir):
    settings(ctx, "unsubscribe_url = ", "# unsubscribe_url = ")
    write_campaign(ctx.root, body=QUIET, purpose="dons", channels="[email]")
    members(ctx, 3)
    few = check("--json")
    assert {one["code"]: one["severity"] for one in few.json} == {"MLG004": "warning"}
    assert {"path", "line", "field"} == set(few.json[0]["places"][0])
    members(ctx, 60, first=3)
    many = check("--json", code=1)
    assert {"MLG003", "MLG004"} <= codes(many)
    refused = comptoir("campaign", "queue", "essai", "--project", str(ctx.root), code=3)
    assert "MLG003 :" in refused.err
    status = comptoir("campaign", "status", "essai", "--json", "--project", str(ctx.root))
    assert "en attente" not in status.out


def members(ctx, count, *, first=0):
    from comptoir.store import begin
    from comptoir.store import members as roles

    people = add_people(
        ctx, [{"email": f"membre{n}@example.org"} for n in range(first, first + count)]
    )
    with begin(ctx, act="test.roles") as tx:
        roles.add_roles(tx, [(one.id, "member", date(2026, 10, 3)) for one in people])


def test_a_refusal_in_the_audience_blocks_whatever_decided_it(ctx):
    write_campaign(ctx.root, body=QUIET, purpose="lettre-infos", channels="[email]")
    made = materials.load(ctx, "essai")
    agreed = {("lettre-infos", "email"): Standing(EventKind.GRANTED, date(2026, 1, 5))}
    refused = {("lettre-infos", "email"): Standing(EventKind.WITHDRAWN, date(2026, 9, 5))}
    states = {1: ContactState(standings=agreed), 2: ContactState(standings=refused)}
    found = campaign_rules.recipients(
        made, "email", dict.fromkeys(states, "consent"), states, {1: "C-000001", 2: "C-000002"}
    )
    assert [(one.code, one.blocking) for one in found] == [("CNS013", True)]
    assert "1 destinataire sur 2" in found[0].found
    assert "C-000002" in found[0].remedy


def test_findings_name_nobody(ctx, check):
    settings(ctx, "unsubscribe_url = ", "# unsubscribe_url = ")
    write_campaign(ctx.root, body=OFFER, subject='"RE: samedi"')
    crowd(ctx, 60)
    said = check().out
    assert "MLG010" in said
    assert "Le Bihan" not in said
    assert "@example.org" not in said


def test_a_large_mailing_is_judged_on_messages_evenly_spread(ctx, monkeypatch):
    monkeypatch.setattr(campaign_rules, "MANY", 4)
    write_campaign(ctx.root, body=OFFER)
    people = crowd(ctx, 9)
    made = materials.load(ctx, "essai")
    reasons = {one.id: "statutory" for one in people}
    (found,) = campaign_rules.messages(made, "email", people, reasons)
    assert found.code == "MLG025"
    assert [one.id for one in campaign_rules._spread(people)] == [people[n].id for n in (0, 3, 6)]
