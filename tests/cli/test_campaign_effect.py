"""What a mailing brought: the report's euros are those of the books, to the cent."""

import csv
from decimal import Decimal

import pytest

from comptoir.campaigns import draw
from comptoir.campaigns.draw import Rate, confidence
from comptoir.store import begin
from comptoir.store.sequences import next_references

from make_books import JO, sell, shop
from make_campaigns import campaign as made
from make_campaigns import crowd, write_campaign
from make_contacts import write


@pytest.fixture
def desk(ctx, comptoir, monkeypatch):
    monkeypatch.chdir(ctx.root)

    def run(*words, code=0):
        return comptoir(*words, "--json", code=code).json

    return run


@pytest.fixture
def counter(ctx, desk):
    shop(ctx)
    return desk


def settings(ctx, text: str):
    path = ctx.root / "comptoir.toml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def books(desk, *accounts: str) -> Decimal:
    """Return what the journal holds in some accounts, as revenue."""
    return -sum(
        (
            Decimal(posting["amount"])
            for entry in desk("ledger", "entries")["entries"]
            for posting in entry["entry"]["postings"]
            if posting["account"].startswith(accounts)
        ),
        Decimal(0),
    )


def leave(desk, name="essai", channel="letter"):
    desk("campaign", "queue", name, "--channel", channel)
    desk("campaign", "send", name, "--channel", channel)


def test_row_10_the_report_follows_a_mailing_to_the_cent(ctx, counter, comptoir):
    settings(ctx, '\n[campaigns.costs]\nletter = "1.52"\n')
    write_campaign(ctx.root, channels="[letter]", cost='"40.00"')
    leave(counter)
    number = sell(ctx, "KIT-VELO:2", "GUIDE")
    sell(ctx, "GUIDE", to="C-000002")  # tied to nothing
    note = counter("credit", "new", number, "--line", "GUIDE", "--reason", "retour")["number"]
    assert note.startswith("A-")
    dues = ["--season", "2026-2027", "--level", "plein", "--method", "chèque"]
    counter("membership", "record", "--to", JO, *dues, "--code", "L-000001")
    gift = ["--amount", "50", "--method", "virement"]
    counter("donation", "record", "--from", "C-000003", *gift, "--code", "ESSAI-2026")
    assert counter("campaign", "tie", "essai", number)["campaign"] == "essai"
    told = counter("campaign", "report", "essai")["effects"]
    other = Decimal("15.17")  # the guide that answers nothing, before tax
    assert Decimal(told["revenue"]) == books(counter, "70", "756", "754") - other
    rows = {row["channel"]: row for row in told["rows"]}
    assert Decimal(rows["letter"]["sales"]) == books(counter, "70") - other
    assert Decimal(rows["letter"]["dues"]) == books(counter, "756")
    assert Decimal(rows[""]["gifts"]) == books(counter, "754") == 50  # no letter reached them
    assert Decimal(rows["letter"]["cost"]) == Decimal("1.52") * rows["letter"]["sent"]
    assert Decimal(told["cost"]) == Decimal(rows["letter"]["cost"]) + 40
    assert Decimal(told["margin"]) == Decimal(told["revenue"]) - Decimal(told["cost"])
    out = comptoir("campagne", "bilan", "essai", "--csv", "bilan.csv").out
    assert "Marge sur coût" in out
    with (ctx.root / "bilan.csv").open(encoding="utf-8-sig", newline="") as file:
        [head, *lines] = csv.reader(file, delimiter=";")
    assert head[0] == "Canal"
    assert sum(Decimal(line[7]) for line in lines) == Decimal(told["revenue"])


def test_a_cancelled_payment_takes_its_revenue_back(ctx, counter):
    write_campaign(ctx.root, channels="[letter]")
    leave(counter)
    counter("donation", "record", "--from", JO, "--amount", "30", "--method", "virement",
         "--code", "essai")  # fmt: skip
    assert counter("campaign", "report", "essai")["effects"]["revenue"] == "30.00"
    counter("payment", "undo", "P-2026-0001", "--reason", "erreur de saisie")
    assert Decimal(counter("campaign", "report", "essai")["effects"]["revenue"]) == 0
    assert books(counter, "754") == 0


def test_a_document_answers_one_mailing(ctx, counter, comptoir):
    for name in ("essai", "autre"):
        write_campaign(ctx.root, name=name, channels="[letter]", reference=f"REF-{name}")
    number = sell(ctx, "GUIDE")
    counter("campaign", "tie", "essai", number)
    counter("campaign", "tie", "essai", number)
    assert "répond déjà" in comptoir("campaign", "tie", "autre", number, code=3).err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("esai", "F-2026-0001"), "Vouliez-vous écrire « essai »"),
        (("essai", "F-2026-0009"), "ni un règlement"),
    ],
)
def test_bad_codes_and_numbers_are_said(ctx, counter, comptoir, words, said):
    write_campaign(ctx.root, channels="[letter]")
    assert said in comptoir("campaign", "tie", *words, code=2).err


def test_a_wrong_code_records_nothing(ctx, counter, comptoir):
    write_campaign(ctx.root, channels="[letter]")
    gift = ["--from", JO, "--amount", "30", "--method", "virement", "--code", "rien"]
    comptoir("donation", "record", *gift, code=2)
    assert books(counter, "754") == 0


def test_a_control_group_is_held_out_and_compared(ctx, desk, comptoir):
    crowd(ctx, 60)
    write_campaign(ctx.root, channels="[email]", control="25")
    told = desk("campaign", "queue", "essai")
    held = told["held_out"]
    assert 0 < held < 60
    assert told["queued"] + held == 60
    desk("campaign", "send", "essai")
    [channel] = desk("campaign", "status", "essai")["channels"]
    assert channel["counts"] == {"sent": 60 - held, "skipped": held}
    assert desk("campaign", "queue", "essai", "--again")["queued"] == 0
    report = desk("campaign", "report", "essai")
    groups = {one["group"]: one["people"] for one in report["effects"]["control"]}
    assert groups == {"written": 60 - held, "held": held}
    assert report["channels"][0]["held_out"] == held
    assert "Groupe témoin" in comptoir("campaign", "report", "essai").out


def test_two_subjects_are_drawn_and_compared(ctx, desk, comptoir):
    people = crowd(ctx, 40)
    write_campaign(
        ctx.root, channels="[email]", subject="Un", subject_b="Deux",
        body="Bonjour,\n\n{% if campaign.version == 'b' %}Version B{% else %}Version A{% endif %}",
    )  # fmt: skip
    leave(desk, channel="email")
    texts = [p.read_text("ascii") for p in (ctx.root / "var/outbox/essai").glob("*.eml")]
    for text in texts:
        assert ("Subject: Deux" in text) == ("Version B" in text)
    deux = sum("Subject: Deux" in text for text in texts)
    assert 0 < deux < 40
    desk("donation", "record", "--from", people[0].reference, "--amount", "20", "--method",
         "virement", "--code", "essai")  # fmt: skip
    versions = desk("campaign", "report", "essai")["effects"]["versions"]
    assert [one["people"] for one in versions] == [40 - deux, deux]
    assert sum(one["reacted"] for one in versions) == 1
    assert "hasard" in comptoir("campaign", "report", "essai").out


def test_draws_are_even_and_independent():
    one = made(control=10, subject_b="Deux")
    held = sum(draw.held_out(one, n) for n in range(20_000))
    second = sum(draw.version(one, n) == "b" for n in range(20_000))
    assert abs(held - 2000) < 200
    assert abs(second - 10_000) < 350
    assert sum(
        draw.held_out(one, n) == draw.held_out(made(name="autre", control=10), n)
        for n in range(1000)
    ) < 1000  # fmt: skip


def test_a_difference_is_sure_with_enough_people():
    assert confidence(Rate(20, 100), Rate(10, 100)) == pytest.approx(0.952, abs=0.01)
    assert confidence(Rate(2, 10), Rate(1, 10)) < 0.6
    assert confidence(Rate(0, 0), Rate(1, 10)) == 0


def test_row_06_prospects_come_with_a_source_are_called_back_and_converted(ctx, counter, comptoir):
    def run(*words, code=0):
        return comptoir(*words, "--project", str(ctx.root), code=code)

    with begin(ctx, act="test.sequence") as tx:
        next_references(tx.db, "C", 3)  # those of the shop were written by hand
    rows = "".join(f"Nom{n};Lou;lou{n}@example.org;{n} rue du Port;35600;Redon\n" for n in range(4))
    path = write(ctx.root, "list.csv", f"Nom;Prénom;Mél;Adresse;CP;Ville\n{rows}")
    refused = run("contact", "import", str(path), "--role", "prospect", code=1).out
    assert "4 rejetés" in refused and "origine datée" in refused
    given = ("--source", "salon-2026", "--source-on", "2026-11-01", "--role", "prospect")
    assert "4 nouveaux" in run("contact", "import", str(path), *given).out
    found = run("contact", "find", "Nom0", "--json").json["contacts"][0]["reference"]
    run("contact", "note", found, "Vue au stand. À rappeler le 12/12/2026")
    told = run("due", "--within", "30", "--json").json["due"]
    assert any(found in one["what"] and one["on"] == "2026-12-12" for one in told)
    proof = ("--text", "Écrivez-moi.", "--method", "papier", "--evidence", "bulletin du salon")
    for number in range(4, 8):  # what they signed at the stand
        scope = ("--purpose", "lettre-infos", "--channel", "post")
        run("consent", "grant", f"C-{number}", *scope, *proof)
    write_campaign(ctx.root, channels="[letter]", purpose="lettre-infos")
    leave(counter)
    sell(ctx, to=found)
    report = counter("campaign", "report", "essai")["effects"]
    assert (report["prospects"], report["converted"], report["conversion"]) == (4, 1, 0.25)
    said = run("campaign", "report", "essai").out
    assert "Conversion : 1 client, adhérent ou donateur de plus, sur 4 prospects joints" in said
