"""What is due: from the files alone in a clone, with the unpaid invoices where the base is."""

import re
import shutil
from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from comptoir.dates import WorkingDays, is_working_day
from comptoir.desk import due
from comptoir.desk.due import sharing
from comptoir.message import Acknowledgement, Outcome

from make import ROOT
from make_site import page_text


@pytest.fixture
def with_pages(project_dir):
    shutil.copytree(ROOT / "content", project_dir / "content")
    return project_dir


def test_a_clone_without_a_base_says_what_its_files_know(with_pages, comptoir):
    done = comptoir("due", "--project", str(with_pages), code=0)
    assert "Repair café de décembre 2026" in done.out
    assert "lampions" not in done.out, "a cancelled event is not due"


def test_a_release_that_ends_is_said_and_a_withdrawn_one_is_not(with_pages, ctx):
    said = [task.what for task in due.due(ctx, within=60)]
    assert any("R-2025-003" in what for what in said)
    assert not any("R-2024-002" in what for what in said)


def test_the_most_pressing_comes_first(with_pages, ctx):
    days = [task.on for task in due.due(ctx, within=120)]
    assert days == sorted(days)
    assert due.due(ctx, within=0) == [
        task for task in due.due(ctx, within=120) if task.on <= ctx.today
    ]


def test_the_domain_and_its_certificate_are_renewed_in_time(ctx):
    path = ctx.root / "comptoir.toml"
    text = path.read_text("utf-8").split("[domain]")[0]
    path.write_text(
        f"{text}[domain]\nexpires = 2026-12-20\ncertificate_expires = 2027-03-01\n"
        'registrar = "Gandi"\n',
        "utf-8",
    )
    said = [task.what for task in due.due(ctx, within=30)]
    assert any("nom de domaine" in what and "Gandi" in what for what in said)
    assert not any("certificat" in what for what in said)


def test_row_90_the_editorial_calendar_names_the_owner_and_the_next_review(with_pages, comptoir):
    (with_pages / "content/pages/brouillon.md").write_text(
        page_text("Pas fini", "status: draft\n"), "utf-8"
    )
    (with_pages / "content/pages/vieille.md").write_text(
        page_text("À relire", "review_by: 2026-11-01\n"), "utf-8"
    )
    done = comptoir("due", "--project", str(with_pages), "--today", "2026-11-24", "--json", code=0)
    told = {task["what"]: (task["on"], task["owner"], task["command"]) for task in done.json["due"]}
    late = "Relire la page « À relire », en retard de 23 jours"
    assert told[late] == ("2026-11-01", "coordination", "content/pages/vieille.md")
    assert any(what.startswith("Finir le brouillon « Pas fini »") for what in told)
    said = comptoir("due", "--project", str(with_pages), "--today", "2026-11-24", code=0).out
    assert f"01/11/2026  {late} (coordination, content/pages/vieille.md)" in said


@pytest.fixture
def with_late(ctx):
    """A page to review since three weeks, of the coordination, and one of the treasury to come."""
    pages = ctx.root / "content" / "pages"
    pages.mkdir(parents=True)
    for title, owner, day in (
        ("Vieille", "coordination", "2026-11-01"),
        ("Comptes", "trésorerie", "2026-12-02"),
    ):
        text = page_text(title, f"review_by: {day}\n").replace("coordination", owner)
        (pages / f"{title.lower()}.md").write_text(text, "utf-8")
    return ctx


def test_row_30_what_is_late_is_a_table_and_fails_on_demand(with_late, comptoir):
    def said(*options, code):
        return comptoir("due", *options, "--project", str(with_late.root), code=code)

    late = said("--late", "--fail", code=1).out
    assert "pour le" in late and "Vieille" in late and "23 j" in late
    assert "Comptes" not in late
    assert "Comptes" in said("--fail", code=1).out
    assert said("--owner", "trésorerie", "--fail", code=0).out.count("\n") == 1
    assert said("--late", "--fail", "--pour", "trésorerie", code=0).out == "Rien en retard.\n"


def test_row_30_working_days_skip_holidays_and_the_closures_of_the_house(with_late):
    from comptoir.desk.project import load

    days = load(with_late).organisation.working_days
    assert days.after(date(2026, 12, 23), 1) == date(2027, 1, 4)
    assert days.after(date(2026, 5, 13), 1) == date(2026, 5, 15), "Ascension"
    assert days.between(date(2026, 12, 23), date(2027, 1, 5)) == 2


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 60))
def test_a_delay_of_so_many_working_days_holds_that_many(day, count):
    days = WorkingDays(((date(2026, 8, 1), date(2026, 8, 31)),), "alsace-moselle")
    last = days.after(day, count)
    assert days.between(day, last) == count
    assert count == 0 or days.works(last)


@pytest.mark.parametrize(
    "place, day",
    [
        ("alsace-moselle", date(2026, 12, 26)),
        ("alsace-moselle", date(2026, 4, 3)),
        ("reunion", date(2027, 12, 20)),
        ("martinique", date(2026, 5, 22)),
    ],
)
def test_local_holidays(place, day):
    assert not WorkingDays(place=place).works(day)
    assert is_working_day(day) or day.weekday() > 4


def test_a_closure_that_ends_before_it_starts_is_refused(ctx, comptoir):
    path = ctx.root / "legal" / "organisation.toml"
    text = path.read_text("utf-8") + "\n[[closures]]\nstarts = 2026-08-02\nends = 2026-08-01\n"
    path.write_text(text, "utf-8")
    done = comptoir("due", "--send", "--project", str(ctx.root), code=2)
    assert "la fermeture doit finir après son début" in done.err


def test_each_person_gets_their_list_of_the_week(with_late, comptoir):
    done = comptoir("due", "--send", "--json", "--project", str(with_late.root), code=0).json
    [told] = done["sent"]
    assert (told["login"], told["tasks"]) == ("soizic", 1), "nothing falls to the others this week"
    text = message_from_bytes(Path(told["path"]).read_bytes(), policy=default)
    assert text["To"] == "soizic@ateliers-du-halage.example.org"
    assert "En retard" in text.get_body().get_content()
    assert "Comptes" not in text.get_body().get_content()


def test_a_list_leaves_once_a_week(with_late, comptoir):
    def sent(*more, day="2026-11-24"):
        done = comptoir("due", "--send", "--json", "--today", day, "--project",
                        str(with_late.root), *more, code=0).json  # fmt: skip
        return [(one["login"], one["already"] is not None) for one in done["sent"]]

    assert sent() == [("soizic", False)]
    assert sent(day="2026-11-25") == [("soizic", True)]
    assert sent("--encore", day="2026-11-25") == [("soizic", False)]
    assert sent(day="2026-11-30")[0] == ("soizic", False)  # another week
    said = comptoir("due", "--send", "--today", "2026-12-01", "--project", str(with_late.root)).out
    assert re.search(r"déjà envoyé le \d\d/\d\d/\d{4} ; --encore", said)  # the clock’s day


def test_a_list_that_did_not_leave_may_be_sent_again(with_late, monkeypatch):
    class Down:
        def send(self, message):
            return Acknowledgement(message_id=message.id, outcome=Outcome.DEFERRED, detail="421")

        def close(self):
            pass

    with monkeypatch.context() as patched:
        patched.setattr(sharing, "mail_channel", lambda *_: Down())
        [told] = sharing.send(with_late)
        assert (told.trouble, told.already) == ("421", None)
    [told] = sharing.send(with_late)
    assert (told.trouble, told.already) == ("", None) and told.path


def test_a_list_becomes_a_calendar_that_says_the_same_twice(with_late, comptoir):
    def events():
        done = comptoir("due", "--ics", "--json", "--project", str(with_late.root), code=0).json
        path = Path(done["calendar"])
        return {
            (str(one["uid"]), one.decoded("dtstart"), str(one["summary"]))
            for one in Calendar.from_ical(path.read_bytes()).walk("VEVENT")
        }

    first = events()
    assert {day for _, day, _ in first} == {date(2026, 11, 1), date(2026, 12, 2)}
    assert events() == first


def test_a_week_is_of_this_year_or_of_the_next(with_late, comptoir):
    def week(number, code=0):
        return comptoir("due", "--week", number, "--project", str(with_late.root), code=code)

    assert "Comptes" in week("49").out
    assert week("10").out.endswith("Rien à faire.\n")
    assert "semaine 54" in week("54", code=2).err


def test_one_list_for_each_person(with_late, comptoir):
    done = comptoir("due", "--by-person", "--project", str(with_late.root), code=0)
    assert done.out.splitlines()[0] == "coordination (1 tâche)"
    assert "trésorerie (1 tâche)" in done.out
