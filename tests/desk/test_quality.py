"""Where fields come from, and the register of anomalies."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from comptoir.desk import quality
from comptoir.desk.contact_edits import note as add_note
from comptoir.errors import InputError, RefusedError
from comptoir.store import begin, contact_writes, contacts, reading
from comptoir.store.tables.audit import audit_field

from make_contacts import add, draft


def test_row_13_each_field_has_source_date_and_confidence_and_what_is_wrong_is_listed(
    any_ctx, comptoir, monkeypatch
):
    monkeypatch.chdir(any_ctx.root)
    add(
        any_ctx,
        draft(email="jo@gmial.com", city="Radon", phone="+33012345678"),
        draft(first_name="Awa", source_on=date(2020, 1, 1), street=""),
    )
    told = comptoir("contact", "quality", "--json", code=0).json
    assert told["contacts"] == 2
    assert told["counts"] == {
        "email-suspect": 1, "phone-invalid": 1, "postcode-city": 1, "field-stale": 1
    }  # fmt: skip
    one = comptoir("contact", "qualité", "C-1", code=0).out
    assert "bulletin" in one and "déclarée" in one
    assert "jo@gmial.com → jo@gmail.com" in one
    comptoir("contact", "quality", "C-2", "--confirm", "mél", "--source", "au guichet", code=0)
    two = comptoir("contact", "quality", "C-2", "--json", code=0).json
    assert two["issues"] == []
    assert two["origins"]["email"] == {
        "source": "au guichet", "on": any_ctx.today.isoformat(), "confidence": "confirmed"
    }  # fmt: skip


def test_row_39_anomalies_have_rule_values_severity_owner_and_state(ctx, comptoir, monkeypatch):
    monkeypatch.chdir(ctx.root)
    add(ctx, draft(email="jo@gmial.com", phone="+33012345678"))
    comptoir("contact", "quality", code=0)
    first, second = comptoir("anomaly", "list", "--json", code=0).json["anomalies"]
    assert (first["rule"], first["severity"], first["state"]) == ("phone-invalid", "error", "open")
    assert (second["old"], second["new"]) == ("jo@gmial.com", "jo@gmail.com")
    comptoir("anomalie", "confier", first["reference"], "--to", "Maëlle", code=0)
    team = comptoir("anomaly", "list", "--format", "markdown", code=0).out
    assert team.startswith("# Anomalies") and "| Maëlle |" in team
    comptoir("anomaly", "list", "--fail-over", "1", code=1)
    comptoir("anomaly", "list", "--fail-over", "2", code=0)
    comptoir("anomalie", "résoudre", second["reference"], "--apply", code=0)
    assert "jo@gmail.com" in comptoir("contact", "show", "C-1", code=0).out
    comptoir("anomaly", "resolve", first["reference"], "--reason", "numéro interne", code=0)
    assert "Aucune anomalie" in comptoir("anomaly", "list", code=0).out
    again = comptoir("contact", "quality", "--json", code=0).json
    assert again["counts"] == {} and again["new"] == 0


def test_what_is_mended_elsewhere_is_settled_and_may_come_back(any_ctx):
    [jo] = add(any_ctx, draft(email="jo@gmial.com"))
    assert quality.examine(any_ctx).new == 1
    change(any_ctx, jo, "jo@example.org")
    assert quality.examine(any_ctx).mended == 1
    change(any_ctx, jo, "jo@gmial.com")
    again = quality.examine(any_ctx)
    assert (again.new, again.counts) == (1, {"email-suspect": 1})


def change(ctx, jo, email):
    with begin(ctx, act="test.change") as tx:
        [one] = contacts.many(tx.db, [jo.id])
        new = contact_writes.of_draft(jo.id, jo.reference, draft(email=email))
        contact_writes.change(tx, new, {"email": (one.email, email)})


def test_a_changed_field_has_a_new_origin(any_ctx):
    [jo] = add(any_ctx, draft())
    change(any_ctx, jo, "new@example.org")
    origins = quality.of_contact(any_ctx, jo.reference).origins
    assert (origins["email"].source, origins["email"].on) == ("test.change", any_ctx.today)
    assert origins["city"].source == "bulletin"


def test_a_town_is_written_again_and_a_changed_file_is_not_mended(any_ctx):
    [jo] = add(any_ctx, draft(city="Radon", email="jo@gmial.com"))
    quality.examine(any_ctx)
    town, mail = sorted(quality.listing(any_ctx), key=lambda one: one.rule != "postcode-city")
    quality.resolve(any_ctx, town.reference, apply=True)
    change(any_ctx, jo, "autre@example.org")
    with pytest.raises(RefusedError, match="a changé"):
        quality.resolve(any_ctx, mail.reference, apply=True)
    with reading(any_ctx) as db:
        [one] = contacts.many(db, [jo.id])
        assert one.city == "Redon"
        assert "city" in db.execute(select(audit_field.c.field)).scalars().all()


@pytest.mark.parametrize(("asked", "words"), [({}, "que devient"), ({"apply": True}, "aucune")])
def test_an_anomaly_is_settled_one_way_or_the_other(any_ctx, asked, words):
    add(any_ctx, draft(phone="+33012345678"))
    quality.examine(any_ctx)
    [one] = quality.listing(any_ctx)
    with pytest.raises(InputError, match=words):
        quality.resolve(any_ctx, one.reference, **asked)
    with pytest.raises(InputError, match="aucune anomalie"):
        quality.assign(any_ctx, "AN-000099", "Jo")


def test_sensitive_words_are_found_in_facts_and_tags_and_never_kept(any_ctx):
    [jo] = add(any_ctx, draft())
    with begin(any_ctx, act="test.facts") as tx:
        contact_writes.set_facts(tx.db, [(jo.id, "remarque", "diabète, suivi MDPH")])
        contact_writes.add_tags(tx.db, [(jo.id, "couture")])
    add_note(any_ctx, jo.reference, "Diabétique, à rappeler")
    quality.examine(any_ctx)
    for one, field in zip(quality.listing(any_ctx), ("remarque", "notes"), strict=True):
        assert (one.rule, one.field, one.old, one.new) == ("sensitive-words", field, "", "")


def test_what_is_confirmed_is_no_longer_stale_for_three_years(any_ctx):
    [jo] = add(any_ctx, draft(source_on=any_ctx.today - timedelta(days=2000)))
    assert quality.examine(any_ctx).counts == {"field-stale": 1}
    quality.confirm(any_ctx, jo.reference, [], source="au téléphone")
    assert quality.examine(any_ctx).counts == {}
    with pytest.raises(InputError, match="champ"):
        quality.confirm(any_ctx, jo.reference, ["mell"], source="")
    with pytest.raises(InputError, match="n’a rien"):
        quality.confirm(any_ctx, jo.reference, ["portable"], source="")
