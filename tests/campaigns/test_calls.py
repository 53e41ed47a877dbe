"""Calls: who may be called, when, how often, with which words, and what each came to."""

import csv
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.campaigns.calls import Result, next_day, openings, result_named
from comptoir.dates import is_working_day
from comptoir.desk import campaigns, consents
from comptoir.desk.calls import results
from comptoir.errors import InputError
from comptoir.law.canvassing import HOURS, MOST_CALLS, WINDOW
from comptoir.store import calls as store
from comptoir.store import reading

from make_campaigns import add_people, pdf_text, write_campaign

SCRIPT = """{% channel "phone" %}
Bonjour {{ contact.salutation }}. Les Ateliers ouvrent un **stage** de menuiserie en janvier.

Est-ce que cela vous dirait ?
{% if contact.organisation %}
Nous pouvons aussi venir chez vous, à {{ contact.city }}.
{% endif %}
{% endchannel %}
"""
SMS = "Les Ateliers du Halage : stage le 9 janvier."
DAYS = st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=12)


@given(DAYS, st.dates(date(2026, 6, 1), date(2026, 12, 31)))
def test_the_next_call_is_never_one_too_many_and_never_later_than_it_must(calls, on):
    def recent(day: date) -> int:
        return sum(timedelta() <= day - one < WINDOW for one in calls if one <= on)

    day = next_day(calls, on)
    assert recent(day) < MOST_CALLS
    assert day == on or recent(day - timedelta(days=1)) >= MOST_CALLS


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)))
def test_openings_are_lawful_and_none_is_missed(at):
    found = openings(at)
    for opening in found:
        assert is_working_day(opening.on)
        for start, end in opening.hours:
            assert any(first <= start < last and end == last for first, last in HOURS)
    passed = (at.date() + timedelta(days=n) for n in range((found[-1].on - at.date()).days))
    told = {one.on for one in found}
    assert all(not is_working_day(day) or day in told or day == at.date() for day in passed)


@pytest.mark.parametrize("word", ["Joint", "pas de réponse", "", "oui"])
def test_a_result_is_known_or_refused_with_what_is_expected(word):
    if word == "Joint":
        assert result_named(word) is Result.ANSWERED
    else:
        with pytest.raises(InputError, match="faux numéro"):
            result_named(word)


@pytest.fixture
def house(ctx):
    write_campaign(
        ctx.root, title="Stage de menuiserie", channels="[phone]", purpose="offres", body=SCRIPT
    )
    people = add_people(
        ctx,
        [
            {"first_name": "Jo", "phone": "+33199001001"},
            {"first_name": "Zoë", "mobile": "+33639980002"},
            {"first_name": "Al", "phone": "+33199001003", "organisation": "Bois & Cie"},
            {"first_name": "Sans", "phone": "+33199001004"},
            {"first_name": "Muet"},
        ],
    )
    proof = consents.Proof(method="papier", text="J’accepte d’être appelé pour vos offres.")
    for one in people[:3]:
        consents.grant(ctx, one.reference, purpose="offres", channel="phone", proof=proof)
    return ctx


def sheet_of(ctx, number=1) -> Path:
    return ctx.root / "var" / "outbox" / "essai" / f"appels-lot-{number:02d}.csv"


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def fill(path: Path, results: dict[str, tuple[str, ...]]) -> None:
    """Write results in a sheet as somebody does in a spreadsheet: result, day, note."""
    rows = read(path)
    for row in rows:
        said = (*results.get(row["Référence"], ()), "", "", "")[:3]
        row |= dict(zip(("Résultat", "Rappeler le", "Note"), said, strict=True))
    with path.open("w", encoding="cp1252", newline="", errors="replace") as file:
        writer = csv.DictWriter(file, rows[0], delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


def test_row_76_one_message_has_the_words_and_the_limits_of_each_channel(ctx):
    """Variants; 160 GSM signs counted; STOP; quiet hours for marketing alone; lawful call hours."""
    settings = '\n[campaigns.sms]\nsender = "Ateliers"\nstop = "STOP au 36111"\n'
    with (ctx.root / "comptoir.toml").open("a", encoding="utf-8") as file:
        file.write(settings)
    said = f'{{% channel "sms" %}}\n{SMS}\n{{% endchannel %}}\n{SCRIPT}'
    for name, purpose in (("offre", "offres"), ("rappel", "vie-associative")):
        write_campaign(ctx.root, name=name, channels="[sms, phone]", purpose=purpose, body=said)
    [jo] = add_people(ctx, [{"mobile": "+33639980001"}])
    proof = consents.Proof(method="papier", text="J’accepte vos offres.")
    for way in ("sms", "phone"):
        consents.grant(ctx, jo.reference, purpose="offres", channel=way, proof=proof)
    sunday = replace(ctx, now=lambda: datetime(2026, 11, 29, 10, 0, tzinfo=UTC))
    for name in ("offre", "rappel"):
        campaigns.queue(ctx, name, channel="sms", everyone=True)
        campaigns.queue(ctx, name, channel="phone", everyone=True)
    marketing, statutory = (
        campaigns.send(sunday, one, channel="sms") for one in ("offre", "rappel")
    )
    assert (marketing.sent, statutory.sent) == (0, 1)
    assert f"{marketing.held_until:%A %H}" == "Monday 08"
    assert campaigns.send(ctx, "offre", channel="sms").parts == 1
    outbox = ctx.root / "var" / "outbox"
    text = read(outbox / "offre" / "sms-lot-01.csv")[0]
    assert text["Texte"] == f"{SMS}\nSTOP au 36111"
    assert (text["Codage"], int(text["Signes"])) == ("GSM-7", len(text["Texte"]))
    assert len(text["Texte"]) <= 160
    for name, hours in (
        ("offre", "Lundi 30 novembre 2026, de 10 h"),
        ("rappel", "heures de bureau"),
    ):
        campaigns.send(sunday, name, channel="phone")
        sheet = pdf_text(next((outbox / name).glob("appels-*.pdf"))).replace("\xa0", " ")
        assert hours in sheet
        assert "ouvrent un stage de menuiserie" in sheet
        assert SMS not in sheet


def test_row_76_a_call_sheet_has_its_script_its_hours_and_who_agreed(house, comptoir):
    done = campaigns.queue(house, "essai")
    assert done.queued == 3
    assert done.excluded == {"no_consent": 1, "no_address": 1}
    report = campaigns.send(house, "essai", channel="phone")
    assert report.sent == 3
    rows = read(sheet_of(house))
    assert [row["Téléphone"].replace("\xa0", " ") for row in rows] == [
        "01 99 00 10 01", "06 39 98 00 02", "01 99 00 10 03",
    ]  # fmt: skip
    assert all("a donné son accord" in row["Pourquoi on peut l’appeler"] for row in rows)
    said = pdf_text(sheet_of(house).with_suffix(".pdf"))
    for expected in (
        "Mardi 24 novembre 2026", "de 14 h à 20 h", "C’est un appel commercial",
        "un stage de menuiserie", "Texte 1", "Texte 2", "T-000001", "Jo Le Bihan", "4 appels",
    ):  # fmt: skip
        assert expected in said.replace("\u202f", " ").replace("\xa0", " ")


def sent(ctx):
    campaigns.queue(ctx, "essai")
    campaigns.send(ctx, "essai", channel="phone")
    return ctx


TODAY = ("--today", "2026-11-24")


def say(ctx, comptoir, *words, code=0):
    """Write down a call, of that morning where nothing else is said."""
    moment = () if {"--at", "--file"} & {*words} else ("--at", "2026-11-24T10:15")
    where = ("--json", "--project", str(ctx.root), *TODAY)
    return comptoir("campaign", "call", *words, *moment, *where, code=code)


def again(ctx) -> list[str]:
    """Make the next sheet; return whom it holds."""
    before = set(sheet_of(ctx).parent.glob("appels-*.csv"))
    campaigns.send(ctx, "essai", channel="phone")
    new = set(sheet_of(ctx).parent.glob("appels-*.csv")) - before
    return [row["Référence"] for path in new for row in read(path)]


def test_a_refusal_is_an_objection_at_once_and_who_was_absent_is_called_again(house, comptoir):
    sent(house)
    done = say(house, comptoir, "T-000001", "refus").json
    assert done["objections"] == 1
    say(house, comptoir, "T-000002", "absent")
    say(house, comptoir, "T-000003", "joint", "--note", "Viendra avec son frère.")
    assert again(house) == ["T-000002"]
    campaigns.cancel(house, "essai")
    write_campaign(house.root, name="autre", channels="[phone]", purpose="offres", body=SCRIPT)
    assert campaigns.queue(house, "autre").excluded["objected"] == 1
    shown = comptoir(
        "contact", "show", "C-000003", "--project", str(house.root), *TODAY, code=0
    ).out
    assert "Viendra avec son frère." in shown


def test_the_fifth_call_in_thirty_days_waits(house, comptoir):
    sent(house)
    for day in ("02", "09", "12", "20"):
        done = say(house, comptoir, "T-000001", "absent", "--at", f"2026-11-{day}T11:00").json
    assert done["again_on"] == "2026-12-02"
    report = campaigns.send(house, "essai", channel="phone")
    assert (report.sent, report.put_off) == (0, 0)  # nobody is due before that day
    write_campaign(house.root, name="autre", channels="[phone]", purpose="offres", body=SCRIPT)
    campaigns.queue(house, "autre")
    report = campaigns.send(house, "autre", channel="phone")
    assert (report.sent, report.put_off) == (2, 1)


def test_a_wrong_number_is_called_no_more(house, comptoir):
    sent(house)
    say(house, comptoir, "T-000002", "faux", "numéro", code=2)
    say(house, comptoir, "T-000002", "faux numéro")
    write_campaign(house.root, name="autre", channels="[phone]", purpose="offres", body=SCRIPT)
    assert campaigns.queue(house, "autre").excluded["dead_address"] == 1


def test_a_call_out_of_hours_is_written_and_told(house, comptoir):
    sent(house)
    done = say(house, comptoir, "T-000001", "joint", "--at", "2026-11-21T11:00").json
    assert "CNS008" in done["warnings"][0]
    assert (
        say(house, comptoir, "T-000001", "joint", "--at", "2026-11-20T11:00").json["warnings"] == []
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("T-000009", "joint"), "Relisez-la"),
        (("T-000001", "peut-être"), "faux numéro"),
        (("T-000001", "rappeler", "--back", "2026-11-28"), "samedi 28 novembre 2026"),
        (("T-000001", "rappeler", "--back", "2026-11-02"), "passé"),
        (("T-000001", "joint", "--back", "2026-11-30"), "rappeler"),
        (("T-000001", "joint", "--at", "2047-01-04T10:00"), "à venir"),
        (("T-000001",), "référence d’un appel"),
    ],
)
def test_what_cannot_be_is_refused_in_french(house, comptoir, words, said):
    sent(house)
    assert said in say(house, comptoir, *words, code=2).out


def test_a_filled_sheet_is_read_once(house, comptoir):
    sent(house)
    fill(
        sheet_of(house),
        {
            "T-000001": ("Rappeler", "2026-11-30", "le matin"),
            "T-000002": ("absent",),
            "T-000003": (),
        },
    )
    done = results.read_sheet(house, sheet_of(house))
    assert done.results == {Result.LATER: 1, Result.NO_ANSWER: 1}
    assert done.empty == 1
    assert again(house) == ["T-000002"]  # the other one on the day asked for
    done = say(house, comptoir, "--file", str(sheet_of(house))).json
    assert (done["results"], done["known"]) == ({}, 2)


def test_one_wrong_line_of_a_sheet_and_nothing_is_written(house, comptoir):
    sent(house)
    fill(sheet_of(house), {"T-000001": ("joint",), "T-000002": ("bof",)})
    said = say(house, comptoir, "--file", str(sheet_of(house)), code=2).out
    assert "appels-lot-01.csv" in said
    assert "3" in said
    with reading(house) as db:
        assert store.without_result(db, "essai", "sur feuille") == 3


def test_who_is_to_be_called_again_is_due(house, comptoir):
    sent(house)
    say(house, comptoir, "T-000001", "absent")
    told = comptoir("due", "--project", str(house.root), *TODAY, code=0).out
    assert "Rappeler 1 personne" in told
    status = comptoir(
        "campaign", "status", "essai", "--project", str(house.root), *TODAY, code=0
    ).out
    assert "2 appels sans résultat" in status
