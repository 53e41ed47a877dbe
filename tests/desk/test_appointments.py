"""Appointments, as the desk takes them."""

import multiprocessing
from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes, policy

import pytest
from icalendar import Calendar

from comptoir.desk.appointments import booking, reminding
from comptoir.desk.due import due
from comptoir.errors import ComptoirError
from comptoir.store import appointments, reading

from make_contacts import add, draft

HOURS = """
[rooms]
accueil = "Bureau d’accueil, au rez-de-chaussée"
[[hours]]
agent = "soizic"
room = "accueil"
days = ["lundi", "jeudi"]
starts = 14:00:00
ends = 17:00:00
minutes = 30
[[hours]]
agent = "paul"
room = "accueil"
days = ["jeudi"]
starts = 14:00:00
ends = 16:00:00
minutes = 60
"""
MONDAY = datetime(2026, 11, 30, 14)


@pytest.fixture
def desk(ctx):
    (ctx.root / "contacts").mkdir(exist_ok=True)
    (ctx.root / "contacts/appointments.toml").write_text(HOURS, "utf-8")
    add(ctx, draft(), draft(first_name="Ada", email="ada@example.org"))
    return ctx


@pytest.fixture
def run(desk, comptoir):
    def command(*arguments, code=0):
        return comptoir("appointment", *arguments, "--project", str(desk.root), code=code)

    return command


def test_row_59_nobody_and_no_room_is_promised_twice(desk, run):
    free = run("free").out
    assert "lundi 30 novembre 2026" in free and "14:00  14:30" in free
    made = run("new", "C-1", "--at", "30/11/2026 14h30", "--subject", "Adhésion").out
    assert "RV-2026-0001 : lundi 30 novembre 2026 à 14:30, avec soizic" in made
    assert "14:30" not in run("free", "--days", "8").out.split("lundi 30")[1].splitlines()[0]
    assert "déjà prise" in run("new", "C-2", "--at", "2026-11-30 14:30", code=3).err
    run("new", "C-2", "--at", "2026-12-03 14:00", "--avec", "paul")
    room = run("new", "C-1", "--at", "2026-12-03 14:30", "--avec", "soizic", code=3).err
    assert "la salle est déjà prise, de 14 h 00 à 15 h 00 (RV-2026-0002)" in room
    run("move", "RV-2026-0002", "--at", "2026-12-03 15:00")
    run("new", "C-1", "--at", "2026-12-03 14:30", "--avec", "soizic")
    run("cancel", "RV-2026-0001")
    run("new", "C-2", "--at", "2026-11-30 14:30")


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (("C-9", "--at", "2026-11-30 14:00"), 2, "C-000009"),
        (("C-1", "--at", "2026-11-30 14:10"), 3, "personne ne reçoit"),
        (("C-1", "--at", "2026-11-23 14:00"), 3, "passée"),
        (("C-1", "--at", "demain"), 2, "un jour et une heure"),
        (("C-1", "--at", "2026-11-30 14:00", "--avec", "soisic"), 2, "soizic"),
        (("C-1", "--at", "2026-11-30 14:00", "--salle", "cave"), 2, "salle inconnue"),
    ],
)
def test_what_cannot_be_is_said(run, arguments, code, why):
    assert why in run("new", *arguments, code=code).err


def test_outside_the_hours_only_on_purpose(run):
    at = ("C-1", "--at", "2026-12-01 18:00")
    assert "hors" in run("new", *at, code=3).err
    assert "18:00" in run("new", *at, "--hors-heures", "--avec", "soizic", "--minutes", "45").out


def _book(root, ready, results):
    from make import context_on

    ctx = context_on(root)
    ready.wait()
    try:
        booking.book(ctx, booking.Booking(contact="C-1", at=MONDAY))
        results.put("taken")
    except ComptoirError:
        results.put("refused")


def test_two_at_once_and_one_is_refused(desk):
    forked = multiprocessing.get_context("fork")
    ready, results = forked.Barrier(4), forked.Queue()
    workers = [forked.Process(target=_book, args=(desk.root, ready, results)) for _ in range(4)]
    for each in workers:
        each.start()
    said = sorted(results.get(timeout=60) for _ in workers)
    for each in workers:
        each.join(60)
    assert said == ["refused", "refused", "refused", "taken"]


def test_row_59_a_reminder_leaves_once_the_day_before_by_a_channel_that_is_allowed(desk, run):
    add(desk, draft(first_name="Léa", email="", mobile="+33639980001"))
    run("new", "C-1", "--at", "2026-11-30 14:00")
    run("new", "C-3", "--at", "2026-11-30 14:30")
    friday = replace(
        desk, today=date(2026, 11, 27), now=lambda: datetime(2026, 11, 27, 9, tzinfo=UTC)
    )
    done = reminding.remind(friday)
    assert [(one.contact, one.channel) for one in done] == [
        ("C-000001", "email"),
        ("C-000003", "phone"),
    ]
    assert reminding.remind(friday) == []
    [path] = (desk.var / "outbox/rappels").rglob("*.eml")
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert message["Subject"] == "Votre rendez-vous du lundi 30 novembre 2026 à 14 h"
    assert "RV-2026-0001" in message.get_body(("plain",)).get_content()
    assert "List-Unsubscribe" not in message  # a service message
    [part] = message.iter_attachments()
    [event] = Calendar.from_ical(part.get_content()).walk("VEVENT")
    assert event.decoded("dtstart").astimezone(UTC) == datetime(2026, 11, 30, 13, tzinfo=UTC)


def test_row_59_calendars_go_out_and_come_in(desk, run, tmp_path):
    run("new", "C-1", "--at", "2026-11-30 14:00")
    path = desk.root / run("export", "--json").json["path"]
    text = path.read_text("utf-8")
    [event] = Calendar.from_ical(text).walk("VEVENT")
    assert event["location"].startswith("Bureau") and "Le Bihan" not in text
    said = run("import", str(path), "--avec", "soizic").out
    assert said.startswith("0 heure occupée, 0 déplacée, 0 libérée, 1 inchangée.")
    moved = text.replace("20261130T14", "20261130T16").replace("20261130T1430", "20261130T1630")
    other = tmp_path / "agenda.ics"
    busy = ("BEGIN:VEVENT\r\nUID:dentiste@example.org\r\nDTSTART:20261203T133000Z\r\n"
            "DTEND:20261203T150000Z\r\nSUMMARY:privé\r\nEND:VEVENT\r\nEND:VCALENDAR")  # fmt: skip
    other.write_bytes(moved.replace("END:VCALENDAR", busy).encode())
    assert run("import", str(other), "--avec", "soizic").out.startswith(
        "1 heure occupée, 1 déplacée"
    )
    with reading(desk) as db:
        kept = appointments.by_uid(db, "dentiste@example.org")
        one = appointments.by_reference(db, "RV-2026-0001")
    assert kept.subject == ""  # what is private stays private
    assert one.starts.astimezone(UTC).hour == 15
    assert (
        "déjà prise"
        in run("new", "C-2", "--at", "2026-12-03 14:30", "--avec", "soizic", code=3).err
    )


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"BEGIN:VCALENDAR\r\n", "été".encode("latin-1")]
)
def test_a_broken_calendar_is_said(run, tmp_path, content):
    path = tmp_path / "a.ics"
    path.write_bytes(content)
    done = run("import", str(path), "--avec", "soizic", code=None)
    assert done.code in (0, 2) and "Traceback" not in done.err


def test_no_shows_are_kept_and_what_is_past_asks_what_became_of_it(desk, run):
    run("new", "C-1", "--at", "2026-11-30 14:00")
    assert "n’a pas encore eu lieu" in run("close", "RV-2026-0001", code=3).err
    later = replace(desk, today=date(2026, 12, 1), now=lambda: datetime(2026, 12, 1, 9, tzinfo=UTC))
    [task] = [one for one in due(later, within=0) if "RV-2026-0001" in one.what]
    assert task.owner == "soizic" and "venu" in task.what
    booking.close(later, "RV-2026-0001", appointments.State.MISSED)
    assert "pas venu" in run("list", "--all").out


def test_hours_that_are_badly_written_say_where(desk, run):
    path = desk.root / "contacts/appointments.toml"
    path.write_text(HOURS.replace('"lundi"', '"lundy"'), "utf-8")
    assert "contacts/appointments.toml" in run("free", code=2).err
    path.unlink()
    assert "rendez-vous.md" in run("free", code=2).err


def _public(desk):
    path = desk.root / "contacts/appointments.toml"
    path.write_text(HOURS.replace("minutes = 30", "minutes = 30\npublic = true"), "utf-8")


def test_row_59_the_site_is_given_free_hours_and_no_name(desk, run):
    assert "public = true" in run("publish", code=3).err
    _public(desk)
    run("new", "C-1", "--at", "2026-11-30 14:30", "--avec", "soizic")
    run("new", "C-2", "--at", "2026-12-03 14:00", "--avec", "paul")  # it takes the room
    assert "content/data/creneaux.toml" in run("publish").out
    written = (desk.root / "content/data/creneaux.toml").read_text("utf-8")
    assert "soizic" not in written and "paul" not in written and "C-00" not in written
    hours = [one for one in written.split() if one.startswith("2026-1")][1:]
    assert "2026-11-30T14:00:00," in hours and "2026-11-30T14:30:00," not in hours
    assert "2026-12-03T14:00:00," not in hours and "2026-12-03T15:00:00," in hours
    assert "les dit déjà" in run("publish").out


def test_an_hour_that_is_shown_and_taken_falls_due(desk, run):
    _public(desk)
    run("publish")
    assert not [one for one in due(desk, within=0) if "heures libres" in one.what]
    run("new", "C-1", "--at", "2026-11-30 14:00")
    [task] = [one for one in due(desk, within=0) if "heures libres" in one.what]
    assert task.command == "comptoir rendez-vous publier"
    run("publish")
    assert not [one for one in due(desk, within=0) if "heures libres" in one.what]
