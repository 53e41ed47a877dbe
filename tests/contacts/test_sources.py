"""Exports of other programs, known by their headings alone; every name in them is invented."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from comptoir.contacts.columns import Columns, recognise
from comptoir.contacts.imports import Incoming, RowReader
from comptoir.readers.tables import open_table

EXPORTS = Path(__file__).parent / "exports"
TODAY = date(2026, 11, 24)


def opened(name: str) -> tuple[Columns, list[Incoming]]:
    table = open_table(EXPORTS / name)
    columns = recognise(table.header, None)
    assert isinstance(columns, Columns)
    reader = RowReader(columns, TODAY, {"role": "prospect"})
    return columns, [reader.read(row.line, row.cells) for row in table.rows()]


def said(row: Incoming) -> dict[str, Any]:
    return {name: getattr(row.draft, name) for name in row.given}


@pytest.mark.parametrize(
    ("name", "source", "facts"),
    [
        ("mailchimp-abonnes.csv", "mailchimp-abonnes", ["Quartier"]),
        ("mailchimp-desabonnes.csv", "mailchimp-desabonnes", []),
        ("mailchimp-nettoyes.csv", "mailchimp-nettoyes", []),
        ("helloasso-adhesions.csv", "helloasso-adhesions", ["Atelier préféré"]),
        ("helloasso-billets.csv", "helloasso-billets", []),
        ("helloasso-paiements.csv", "helloasso-paiements", []),
        ("google.csv", "google", []),
        ("google-ancien.csv", "google", []),
        ("outlook.csv", "outlook", []),
        ("outlook-francais.csv", "outlook-fr", []),
        ("galette.csv", "galette", []),
        ("dolibarr-tiers.csv", "dolibarr-tiers", []),
        ("dolibarr-contacts.csv", "dolibarr-contacts", []),
        ("paheko.csv", "paheko", []),
        ("odoo.csv", "odoo", []),
        ("carnet-2.1.vcf", "", []),
        ("carnet-3.0.vcf", "", []),
        ("carnet-4.0.vcf", "", []),
        ("tableur.tsv", "", ["Taille de t-shirt", "Religion"]),
    ],
)
def test_each_export_is_known_and_keeps_columns_of_ones_own(name, source, facts):
    columns, rows = opened(name)
    assert (columns.source.id if columns.source else "") == source
    assert [fact.removeprefix("fact:") for fact in columns.facts] == facts
    assert rows and not any(row.remarks for row in rows if name != "galette.csv")


def test_every_source_has_a_sample():
    from comptoir.contacts.sources.source import sources

    sampled = {columns.source.id for columns, _ in map(opened, _names()) if columns.source}
    assert sampled == {source.id for source in sources()}


def _names() -> list[str]:
    return sorted(path.name for path in EXPORTS.iterdir())


@pytest.mark.parametrize("name", ["carnet-2.1.vcf", "carnet-3.0.vcf", "carnet-4.0.vcf"])
def test_the_three_versions_of_a_card_say_the_same(name):
    _, rows = opened(name)
    got = said(rows[0])
    assert {k: got[k] for k in ("first_name", "last_name", "email", "mobile", "street")} == {
        "first_name": "Maïwenn", "last_name": "Fictif", "email": "maiwenn.fictif@example.org",
        "mobile": "+33639985566", "street": "7 rue Inventée",
    }  # fmt: skip
    assert (got["postcode"], got["city"]) == ("35600", "Redon")


def test_a_card_without_a_person_is_an_organisation():
    _, rows = opened("carnet-3.0.vcf")
    assert rows[0].draft.kind == "person"
    assert (rows[0].draft.organisation, rows[0].tags) == (
        "Librairie Inventée", ("lecture", "quartier"),
    )  # fmt: skip
    assert (rows[1].draft.kind, rows[1].draft.organisation) == (
        "organisation", "Librairie Inventée",
    )  # fmt: skip


def test_who_pays_at_helloasso_is_not_who_comes():
    _, (child, adult, cancelled) = opened("helloasso-adhesions.csv")
    assert (child.draft.first_name, child.draft.email, child.roles) == ("Lou", "", ("member",))
    [payer] = child.companions
    assert (payer.draft.first_name, payer.draft.email) == ("Claire", "claire.fictif@example.org")
    assert payer.roles == ("customer",)
    assert (adult.draft.email, adult.companions) == ("awa.modele@example.org", ())
    assert "Annulé" in str(cancelled.rejections[0])


def test_both_generations_of_google_say_the_same():
    [(_, new), (_, old)] = opened("google.csv"), opened("google-ancien.csv")
    same = ("first_name", "last_name", "email", "mobile", "postcode", "city")
    assert all(getattr(new[0].draft, k) == getattr(old[0].draft, k) for k in same)
    assert new[0].tags == old[0].tags == ("bureau",)


def test_outlook_says_the_same_in_english_and_in_french():
    [(_, english), (_, french)] = opened("outlook.csv"), opened("outlook-francais.csv")
    assert english[0].draft == french[0].draft


def test_an_inscription_keeps_its_day_and_its_address_but_not_what_was_agreed_to():
    _, rows = opened("mailchimp-abonnes.csv")
    [said] = rows[0].consents
    assert (said.on, said.ip, said.proven) == (date(2019, 3, 16), "192.0.2.11", False)
    assert "confirmée le 2019-03-16" in said.evidence
    assert rows[1].draft.email == "seul@example.org" and not rows[1].rejected


def test_an_unsubscription_and_a_dead_address_agree_to_nothing():
    for name in ("mailchimp-desabonnes.csv", "mailchimp-nettoyes.csv"):
        _, rows = opened(name)
        assert all(row.adds_nobody and not row.consents for row in rows)
