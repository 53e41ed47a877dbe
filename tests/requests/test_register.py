"""The register of the mail: numbered, threaded to requests, and nothing lost."""

import mailbox
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comptoir.campaigns.returns.incoming import read
from comptoir.desk import register as desk_register
from comptoir.store import begin, reading, register

from make import NOW
from make_books import JO
from make_requests import ASKED, answers, desk


@pytest.fixture
def run(ctx, comptoir):
    desk(ctx)

    def run(*arguments, code=0):
        done = comptoir(
            *map(str, arguments), *(() if code else ("--json",)), "--project", str(ctx.root),
            code=code,
        )  # fmt: skip
        return done.out + done.err if code else done.json

    return run


def letter(subject="Bonjour", text="Merci.", *, id_="<1@example.org>", answers_to=""):
    one = EmailMessage()
    one["From"], one["To"] = "Ann <ann@example.org>", "contact@example.org"
    one["Subject"], one["Message-ID"], one["Date"] = subject, id_, format_datetime(NOW)
    if answers_to:
        one["In-Reply-To"] = one["References"] = answers_to
    one.set_content(text)
    return one


def boxed(folder, *letters):
    path = folder / "boite.mbox"
    box = mailbox.mbox(path)
    for one in letters:
        box.add(one)
    box.close()
    return path


def lines(run, *options):
    return {one["number"]: one for one in run("mail", "register", *options)["mail"]}


def test_row_16_messages_are_registered_and_threaded_to_their_request(run, tmp_path, ctx):
    number = run("request", "new", *answers(ASKED, reponse_par="email",
                 coordonnees="ann@example.org"))["number"]  # fmt: skip
    run("request", "take", number)
    sent = run("request", "answer", number)
    [out] = lines(run, "--out").values()
    assert (out["number"], out["request"]) == ("CD-2026-0001", number)
    box = boxed(
        tmp_path,
        letter(f"Re: {number} une précision", id_="<a@example.org>"),
        letter("Sans numéro", id_="<b@example.org>", answers_to=sent["message_id"]),
        letter("Autre chose", id_="<c@example.org>"),
        letter("DEM-2026-9999", id_="<d@example.org>"),
    )
    assert run("mail", "import", box)["registered"] == 4
    assert run("mail", "import", box)["registered"] == 0, "taking in twice changes nothing"
    found = lines(run, "--in")
    assert [(n, found[n]["request"]) for n in sorted(found)] == [
        ("CA-2026-0001", number), ("CA-2026-0002", number), ("CA-2026-0003", ""),
        ("CA-2026-0004", ""),
    ]  # fmt: skip
    kept = ctx.var / found["CA-2026-0001"]["path"]
    assert kept.read_bytes().startswith(b"From: Ann")
    events = [one["detail"] for one in run("request", "show", number)["events"]]
    assert {"CA-2026-0001", "CA-2026-0002"} <= set(events)
    waiting = [task["command"] for task in run("due")["due"] if "courrier" in task["command"]]
    assert len(waiting) == 4, "an answered request reads what comes after"
    run("mail", "attach", "CA-2026-0003", "--seen")
    run("mail", "attach", "CA-2026-0004", "--request", number)
    assert set(lines(run, "--waiting")) == {"CA-2026-0001", "CA-2026-0002"}


def test_a_message_of_a_request_that_waits_is_seen_to_with_it(run, tmp_path):
    number = run("request", "new", *answers(ASKED))["number"]
    run("mail", "import", boxed(tmp_path, letter(f"{number.lower()} : la photo")))
    [one] = lines(run).values()
    assert (one["request"], one["filed_on"]) == (number, "2026-11-24")
    assert lines(run, "--waiting") == {}


def test_a_registered_letter_has_a_number_and_a_receipt(run, tmp_path):
    scan = tmp_path / "avis.pdf"
    scan.write_bytes(b"%PDF-1.7 essai")
    posted = ("mail", "add", "Mise en demeure", "--out", "--contact", JO)
    assert "un recommandé a un numéro" in run(*posted, "--channel", "registered", code=2)
    made = run(*posted, "--channel", "registered", "--registered", "1A 234 567 8901 2",
               "--on", "2026-11-02")["number"]  # fmt: skip
    assert f"recommandé {made}" in run("due", "--late", "--fail", code=1)
    assert "cette date" in run("mail", "receipt", made, "--on", "2026-11-01", code=2)
    done = run("mail", "receipt", made, "--on", "2026-11-05", "--file", scan)
    assert done["receipt_on"] == "2026-11-05"
    assert "déjà noté" in run("mail", "receipt", made, "--on", "2026-11-06", code=3)
    other = run("mail", "add", "Carte", "--party", "Mairie")["number"]
    assert other == "CA-2026-0001"
    assert "n’est pas un recommandé" in run("mail", "receipt", other, "--on", "2026-11-24", code=3)


def test_a_file_that_changed_on_disk_is_found(run, tmp_path, ctx):
    scan = tmp_path / "lettre.pdf"
    scan.write_bytes(b"%PDF-1.7 essai")
    made = run("mail", "add", "Devis reçu", "--party", "Atelier", "--file", scan)
    assert run("mail", "register")["altered"] == []
    (ctx.var / made["path"]).write_bytes(b"%PDF-1.7 autre")
    assert f"{made['number']} : son fichier" in run("mail", "register", code=1)


@pytest.mark.parametrize(
    "options, said",
    [
        (("--contact", JO, "--on", "2027-01-01"), "à venir"),
        ((), "de qui"),
        (("--party", "Mairie", "--file", "absent.pdf"), "n’existe pas"),
        (("--party", "Mairie", "--request", "77"), "DEM-2026-0077"),
    ],
)
def test_what_cannot_be_entered_is_said_and_leaves_no_gap(run, options, said):
    assert said in run("mail", "add", "Objet", *options, code=2)
    assert run("mail", "add", "Objet", "--party", "Mairie")["number"] == "CA-2026-0001"


def test_mail_goes_with_its_person(run, ctx, tmp_path):
    scan = tmp_path / "lettre.txt"
    scan.write_text("Chère association")
    made = run("mail", "add", "Plainte", "--contact", JO, "--file", scan)
    place = ctx.var / made["path"]
    assert place.is_file()
    assert run("privacy", "access", JO)["tables"]["Registre du courrier"] == 1
    run("privacy", "erase", JO, "--yes")
    assert not place.exists()
    assert (one := lines(run)[made["number"]])["object"] == "" and one["on"] == "2026-11-24"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    subject=st.text(max_size=40).map(lambda text: text.replace("\r", " ").replace("\n", " ")),
    body=st.binary(max_size=200),
)
def test_any_message_is_entered_and_kept_whole(run, ctx, subject, body):
    head = f"From: a@example.org\nSubject: {subject}\nMessage-ID: <x@example.org>\n\n"
    raw = head.encode("utf-8", "surrogatepass") + body
    one = read(raw)
    with begin(ctx, act="mail.import") as tx:
        number = desk_register.take_in(tx, one, raw, None)
    if number:
        with reading(ctx) as db:
            item = register.numbered(db, number)
        assert Path(ctx.var / item.path).read_bytes() == raw
