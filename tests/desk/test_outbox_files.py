"""What mailings leave in var/outbox: an erased person goes from it, and it goes in its time."""

import json
import os
from datetime import timedelta

import pytest

from comptoir.desk import outbox_files
from comptoir.desk.sheets import csv_bytes
from comptoir.store import begin
from comptoir.store.metadata import all_tables

from make_contacts import TODAY, add, draft

JO, ANA = "S-000001", "S-000002"


@pytest.fixture
def sent(any_ctx):
    """Jo and Ana, to whom a mailing went by every channel."""
    add(any_ctx, draft(), draft(first_name="Ana", last_name="Tanguy", email="ana@example.org"))
    folder = any_ctx.var / "outbox" / "fete"
    (folder / "lettres-lot-01").mkdir(parents=True)
    with begin(any_ctx, act="test.queue") as tx:
        tables = all_tables().tables
        tx.db.execute(tables["campaign_run"].insert().values(
            id=1, campaign="fete", channel="sms", purpose="dons", purpose_class="associative",
            segment="tous", segment_size=2, segment_hash="", source="{}", source_hash="",
            everyone=False, on=TODAY, queued_at=tx.now, login="soizic"))  # fmt: skip
        for rank, (who, reference) in enumerate(
            [(1, JO), (2, ANA), (1, "T-000001"), (2, "T-000002"), (1, "L-000001"), (2, "L-000002")]
        ):
            tx.db.execute(tables["outbox"].insert().values(
                run_id=1, campaign="fete", channel=reference[0], contact_id=who, position=rank,
                reference=reference, state="sent", reason="associative", basis="",
                updated_at=tx.now))  # fmt: skip
    texts = [(JO, "33639980112", "Venez,\nJo ; demain"), (ANA, "33639980113", "Venez, Ana")]
    (folder / "sms-lot-01.csv").write_bytes(csv_bytes(("Référence", "Numéro", "Texte"), texts))
    (folder / "sms-lot-01.jsonl").write_text(
        "".join(json.dumps({"id": id_, "text": text}) + "\n" for id_, _, text in texts), "utf-8"
    )
    calls = ("Référence,Nom,Résultat\r\n" "T-000001,Jo Le Bihan,joint\r\n"
             "T-000002,Ana Tanguy,\xe0 rappeler\r\n")  # fmt: skip
    (folder / "appels-lot-01.csv").write_bytes(calls.encode("cp1252"))  # saved by a spreadsheet
    (folder / "bordereau-lot-01.csv").write_text("Rang;Référence\r\n1;L-000001\r\n2;L-000002\r\n")
    for name in ("appels-lot-01.pdf", "lettres-lot-01.pdf", "lettres-lot-02.pdf",
                 "lettres-lot-01/L-000001.pdf", "lettres-lot-01/L-000002.pdf",
                 "etiquettes-24.pdf"):  # fmt: skip
        (folder / name).write_bytes(b"%PDF")
    return any_ctx


@pytest.fixture
def run(sent, comptoir):
    def command(*arguments):
        return comptoir("privacy", *arguments, "--yes", "--project", str(sent.root), code=0)

    return command


def test_an_erased_person_goes_from_the_tables_of_many_and_the_others_stay_as_they_were(sent, run):
    folder = sent.var / "outbox" / "fete"
    before = folder.joinpath("appels-lot-01.csv").stat().st_mtime
    said = run("erase", "C-1").out
    assert "3 fichiers de var/outbox" in said
    assert folder.joinpath("sms-lot-01.csv").read_bytes() == csv_bytes(
        ("Référence", "Numéro", "Texte"), [(ANA, "33639980113", "Venez, Ana")]
    )
    assert (
        folder.joinpath("sms-lot-01.jsonl").read_text()
        == json.dumps({"id": ANA, "text": "Venez, Ana"}) + "\n"
    )
    calls = folder.joinpath("appels-lot-01.csv")
    assert calls.read_bytes() == (
        "Référence,Nom,Résultat\r\nT-000002,Ana Tanguy,\xe0 rappeler\r\n".encode("cp1252")
    )
    assert calls.stat().st_mode & 0o777 == 0o600 and calls.stat().st_mtime == before
    assert [one.name for one in (folder / "lettres-lot-01").iterdir()] == ["L-000002.pdf"]


def test_a_print_for_many_that_holds_them_is_said_with_its_end(sent, run):
    said = run("erase", "C-1").out
    for name in ("appels-lot-01.pdf", "lettres-lot-01.pdf", "etiquettes-24.pdf"):
        assert f"var/outbox/fete/{name}, imprimé pour plusieurs personnes" in said
        assert (sent.var / "outbox" / "fete" / name).is_file()
    assert "lettres-lot-02.pdf" not in said


def test_a_copy_for_the_person_has_the_letter_printed_for_them_alone(sent):
    files = [path.name for path in outbox_files.files_of(sent, {"L-000001"})]
    assert files == ["L-000001.pdf"]


def test_files_of_mailings_go_after_ninety_days_and_nothing_else(sent, run):
    folder = sent.var / "outbox" / "fete"
    kept = [folder / "notes.txt", sent.var / "outbox" / "relances" / "mise-en-demeure.pdf"]
    for path in kept:
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    now = sent.now().timestamp()
    for path in (sent.var / "outbox").rglob("*"):
        os.utime(path, (now, now))
    old = folder / "sms-lot-01.csv"
    days = (outbox_files.KEPT + timedelta(hours=1)).total_seconds()
    os.utime(old, (now - days, now - days))
    for path in kept:
        os.utime(path, (now - days, now - days))
    assert "plus de 90 jours dans var/outbox, à effacer : 1." in run("retention").out
    assert old.is_file()
    assert "effacés : 1." in run("retention", "--apply").out
    assert not old.exists() and folder.joinpath("sms-lot-01.jsonl").is_file()
    assert all(path.is_file() for path in kept)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b'"L-000001', b"{", b"[1]\n"])
def test_a_file_that_is_no_table_is_left_as_it_is(sent, content):
    for name in ("a.csv", "a.jsonl"):
        path = sent.var / "outbox" / "fete" / name
        path.write_bytes(content)
        outbox_files.take_out(sent, {"L-000009"})
        assert path.read_bytes() == content
