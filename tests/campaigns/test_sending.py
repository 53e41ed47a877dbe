"""From the segment to the acknowledgement: nobody twice, nobody forgotten, whatever stops it."""

import hashlib
import os
import random
import signal
import socket
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from comptoir.channels import letter
from comptoir.channels.memory import MemoryChannel
from comptoir.desk import campaigns, consents
from comptoir.errors import InputError, OutsideError, RefusedError
from comptoir.message import Acknowledgement, Outcome
from comptoir.store import begin, chain, outbox, outbox_figures, reading
from comptoir.store.outbox_rows import State
from comptoir.store.tables.audit import audit_event
from comptoir.store.tables.contacts import contact as contact_table
from comptoir.store.tables.outbox import outbox as outbox_table
from comptoir.store.tables.outbox import outbox_event

from make_books import bank_at
from make_campaigns import add_people, crowd, write_campaign

MAIL = "[email]"


def send(ctx, channel=None, **options):
    kept = channel or MemoryChannel()
    report = campaigns.send(ctx, "essai", open_channel=lambda *_: kept, **options)
    return kept, report


def counts(ctx, channel="email"):
    with reading(ctx) as db:
        return {state.value: n for state, n in outbox_figures.counts(db, "essai", channel).items()}


def recipients(kept):
    return [message.recipient for message in kept.sent]


# Queue


def test_everyone_of_the_segment_is_queued_then_sent(any_ctx):
    write_campaign(any_ctx.root, channels=MAIL)
    crowd(any_ctx, 5)
    assert campaigns.queue(any_ctx, "essai").queued == 5
    kept, report = send(any_ctx)
    assert sorted(recipients(kept)) == [f"jo{n}@example.org" for n in range(5)]
    assert (report.sent, report.left) == (5, 0)
    assert counts(any_ctx) == {"sent": 5}


def test_queueing_twice_adds_nobody(any_ctx):
    write_campaign(any_ctx.root, channels=MAIL)
    crowd(any_ctx, 3)
    campaigns.queue(any_ctx, "essai")
    again = campaigns.queue(any_ctx, "essai")
    assert (again.queued, again.before, again.new) == (0, 3, 0)
    assert counts(any_ctx) == {"queued": 3}


def test_who_came_since_is_offered_and_added_on_demand(ctx):
    write_campaign(ctx.root, channels=MAIL)
    crowd(ctx, 2)
    campaigns.queue(ctx, "essai")
    send(ctx)
    add_people(ctx, [{"email": "nouvelle@example.org"}])
    assert campaigns.queue(ctx, "essai").new == 1
    assert campaigns.queue(ctx, "essai", again=True).queued == 1
    kept, _ = send(ctx)
    assert recipients(kept) == ["nouvelle@example.org"]


def test_exclusions_are_counted_by_reason(ctx):
    write_campaign(ctx.root, channels=MAIL, purpose="lettre-infos")
    people = crowd(ctx, 3)
    proof = consents.Proof(method="formulaire", text="J’accepte la lettre d’infos.")
    consents.grant(ctx, people[0].reference, purpose="lettre-infos", channel="email", proof=proof)
    report = campaigns.queue(ctx, "essai")
    assert report.queued == 1
    assert report.excluded == {"no_consent": 2}
    assert report.segment_size == report.queued + report.excluded_total


def test_each_person_is_reached_by_the_first_channel_that_can(ctx):
    write_campaign(ctx.root, channels="[email, letter]")
    crowd(ctx, 2)
    add_people(ctx, [{"email": ""}, {"email": ""}])
    letters = campaigns.queue(ctx, "essai", channel="letter")
    mails = campaigns.queue(ctx, "essai", channel="email")
    assert (letters.queued, mails.queued) == (2, 2)
    assert letters.excluded == {"other_channel": 2}
    assert mails.excluded == {"no_address": 2}


def test_everyone_may_be_reached_by_a_channel_on_demand(ctx):
    write_campaign(ctx.root, channels="[email, letter]")
    crowd(ctx, 2)
    campaigns.queue(ctx, "essai", channel="email")
    assert campaigns.queue(ctx, "essai", channel="letter").queued == 0
    assert campaigns.queue(ctx, "essai", channel="letter", everyone=True).queued == 2


def test_a_draft_is_not_queued(ctx):
    write_campaign(ctx.root, status="draft")
    with pytest.raises(RefusedError, match="brouillon"):
        campaigns.queue(ctx, "essai")


def test_a_faulty_text_queues_nobody(ctx):
    write_campaign(ctx.root, body="{{ contact.prenom }}")
    crowd(ctx, 1)
    with pytest.raises(InputError, match="first_name"):
        campaigns.queue(ctx, "essai")
    assert counts(ctx) == {}


def test_letters_leave_sorted_by_postcode(ctx):
    write_campaign(ctx.root, channels="[letter]")
    add_people(ctx, [{"postcode": code} for code in ("75011", "01000", "35600")])
    campaigns.queue(ctx, "essai")
    report = campaigns.send(ctx, "essai")
    slip = next(path for path in report.paths if path.suffix == ".csv").read_text("utf-8-sig")
    rows = [line.split(";") for line in slip.split("\n")[1:] if line.strip()]
    assert [row[3][:5] for row in rows] == ["01000", "35600", "75011"]


# Send


def test_who_objects_after_queueing_is_not_written_to(any_ctx):
    write_campaign(any_ctx.root, channels=MAIL, purpose="dons")
    people = add_people(
        any_ctx, [{"email": f"d{n}@example.org", "organisation": "X"} for n in range(3)]
    )
    campaigns.queue(any_ctx, "essai")
    consents.object_to(any_ctx, people[1].reference, to="associative")
    kept, report = send(any_ctx)
    assert recipients(kept) == ["d0@example.org", "d2@example.org"]
    assert report.counts == {State.SENT: 2, State.SKIPPED: 1}
    [channel] = campaigns.status(any_ctx, "essai").channels
    assert channel.skipped == {"objected": 1}


def test_who_dies_after_queueing_is_not_written_to(ctx):
    write_campaign(ctx.root, channels=MAIL)
    people = crowd(ctx, 2)
    campaigns.queue(ctx, "essai")
    with begin(ctx, act="test.death") as tx:
        one = contact_table.c.id == people[0].id
        tx.db.execute(contact_table.update().where(one).values(deceased_on=ctx.today))
    kept, _ = send(ctx)
    assert recipients(kept) == [people[1].email]


def test_what_was_queued_is_what_leaves(ctx):
    path = write_campaign(ctx.root, channels=MAIL, subject="Avant")
    crowd(ctx, 1)
    campaigns.queue(ctx, "essai")
    path.write_text(path.read_text("utf-8").replace("Avant", "Après"), "utf-8")
    kept, _ = send(ctx)
    assert kept.sent[0].subject == "Avant"


def test_sending_again_sends_nothing(ctx):
    write_campaign(ctx.root, channels=MAIL)
    crowd(ctx, 2)
    campaigns.queue(ctx, "essai")
    send(ctx)
    kept, report = send(ctx)
    assert kept.sent == []
    assert not report.counts


def test_a_limit_keeps_the_rest_for_later(ctx):
    write_campaign(ctx.root, channels=MAIL)
    crowd(ctx, 5)
    campaigns.queue(ctx, "essai")
    one, report = send(ctx, limit=2)
    assert (len(one.sent), report.left) == (2, 3)
    two, _ = send(ctx)
    assert len(set(recipients(one) + recipients(two))) == 5


def test_a_refused_recipient_is_not_tried_again(ctx):
    write_campaign(ctx.root, channels=MAIL)
    crowd(ctx, 3)
    campaigns.queue(ctx, "essai")
    send(ctx, MemoryChannel({"jo1@example.org": Outcome.REFUSED}))
    kept, _ = send(ctx)
    assert kept.sent == []
    assert counts(ctx) == {"sent": 2, "refused": 1}


def test_a_deferred_recipient_is_tried_later_and_not_for_ever(ctx):
    write_campaign(ctx.root, channels=MAIL)
    crowd(ctx, 1)
    campaigns.queue(ctx, "essai")
    later, tries = ctx, 0
    for days in range(1, 12):
        kept, _ = send(later, MemoryChannel({"jo0@example.org": Outcome.DEFERRED}))
        tries += 1
        soon, _ = send(later)
        assert soon.sent == []
        if counts(ctx) == {"refused": 1}:
            break
        assert counts(ctx) == {"deferred": 1}
        later = replace(ctx, now=lambda days=days: ctx.now() + timedelta(days=days))
        del kept
    assert tries == outbox.ATTEMPTS


def test_a_doubtful_message_is_held(ctx):
    write_campaign(ctx.root, channels=MAIL)
    crowd(ctx, 2)
    campaigns.queue(ctx, "essai")
    send(ctx, MemoryChannel({"jo0@example.org": Outcome.DOUBTFUL}))
    kept, _ = send(ctx)
    assert kept.sent == []
    [channel] = campaigns.status(ctx, "essai").channels
    assert channel.doubtful == ("M-000001",)
    assert channel.recipients == sum(channel.counts.values()) == 2


@pytest.mark.parametrize(("left", "state"), [(True, "sent"), (False, "queued")])
def test_a_doubtful_message_waits_for_somebody_to_say(ctx, left, state):
    write_campaign(ctx.root, channels=MAIL)
    crowd(ctx, 1)
    campaigns.queue(ctx, "essai")
    send(ctx, MemoryChannel({"jo0@example.org": Outcome.DOUBTFUL}))
    assert campaigns.resolve(ctx, "essai", left=left) == 1
    assert counts(ctx) == {state: 1}


def test_mails_leave_by_the_server_of_the_settings(ctx, monkeypatch):
    """From comptoir.toml to a real server, which refuses one recipient."""
    from aiosmtpd.controller import Controller

    class Mailroom:
        def __init__(self):
            self.taken = {}

        async def handle_RCPT(self, server, session, envelope, address, _options):
            if address == "jo1@example.org":
                return "550 5.1.1 inconnu"
            envelope.rcpt_tos.append(address)
            return "250 ok"

        async def handle_DATA(self, server, session, envelope):
            self.taken[envelope.rcpt_tos[0]] = (envelope.mail_from, envelope.content)
            return "250 pris"

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    room = Mailroom()
    controller = Controller(room, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        settings = ctx.root / "comptoir.toml"
        text = settings.read_text("utf-8").replace('channel = "file"', 'channel = "smtp"')
        server = f'[campaigns.smtp]\nhost = "127.0.0.1"\nport = {port}\nstarttls = false\n'
        settings.write_text(f"{text}\n{server}", "utf-8")
        write_campaign(ctx.root, channels=MAIL)
        crowd(ctx, 3)
        campaigns.queue(ctx, "essai")
        report = campaigns.send(ctx, "essai")
    finally:
        controller.stop()
    assert report.counts == {State.SENT: 2, State.REFUSED: 1}
    assert sorted(room.taken) == ["jo0@example.org", "jo2@example.org"]
    sender, content = room.taken["jo0@example.org"]
    assert sender.startswith("retours+m-000001-")
    assert b"To: Jo0 Le Bihan <jo0@example.org>" in content


class Failing(MemoryChannel):
    """Serves so many, then nobody."""

    def __init__(self, serves):
        super().__init__()
        self.serves = serves

    def send(self, message, *, then=None):
        if len(self.sent) >= self.serves:
            raise OutsideError("Le serveur de courriel ne répond pas.")
        return super().send(message)


def test_a_server_that_fails_says_where_it_stopped_and_goes_on_later(ctx):
    write_campaign(ctx.root, channels=MAIL)
    crowd(ctx, 5)
    campaigns.queue(ctx, "essai")
    failing = Failing(2)
    with pytest.raises(OutsideError, match="2 partis ; 3 en attente"):
        send(ctx, failing)
    assert failing.closed
    assert counts(ctx) == {"queued": 3, "sent": 2}
    kept, _ = send(ctx)
    assert len(set(recipients(failing) + recipients(kept))) == 5


def test_a_server_that_refuses_everyone_is_stopped(ctx):
    write_campaign(ctx.root, channels=MAIL)
    crowd(ctx, 30)
    campaigns.queue(ctx, "essai")

    class Wall(MemoryChannel):
        def send(self, message, *, then=None):
            return Acknowledgement(
                message_id=message.id, outcome=Outcome.REFUSED, detail="550 5.7.1"
            )

    with pytest.raises(OutsideError, match="de suite"):
        send(ctx, Wall())
    assert counts(ctx) == {"queued": 20, "refused": 10}


def test_an_interruption_holds_what_may_have_left(ctx):
    write_campaign(ctx.root, channels=MAIL)
    crowd(ctx, 3)
    campaigns.queue(ctx, "essai")

    class Interrupted(MemoryChannel):
        def send(self, message, *, then=None):
            if len(self.sent) == 1:
                raise KeyboardInterrupt
            return super().send(message)

    with pytest.raises(KeyboardInterrupt, match="en attente"):
        send(ctx, Interrupted())
    assert counts(ctx) == {"queued": 1, "sent": 1, "doubtful": 1}


def test_one_sender_at_a_time(ctx):
    write_campaign(ctx.root, channels=MAIL)
    crowd(ctx, 1)
    campaigns.queue(ctx, "essai")

    class Nosy(MemoryChannel):
        def send(self, message, *, then=None):
            with pytest.raises(RefusedError, match="en cours"):
                campaigns.send(ctx, "essai", open_channel=lambda *_: MemoryChannel())
            return super().send(message)

    kept, _ = send(ctx, Nosy())
    assert len(kept.sent) == 1


def test_what_is_cancelled_does_not_leave(ctx):
    write_campaign(ctx.root, channels=MAIL)
    crowd(ctx, 3)
    campaigns.queue(ctx, "essai")
    send(ctx, limit=1)
    assert campaigns.cancel(ctx, "essai") == 2
    kept, _ = send(ctx)
    assert kept.sent == []
    assert counts(ctx) == {"sent": 1, "cancelled": 2}


def test_the_journal_of_sendings_is_kept_and_the_trail_holds(any_ctx):
    write_campaign(any_ctx.root, channels=MAIL)
    crowd(any_ctx, 2)
    campaigns.queue(any_ctx, "essai")
    send(any_ctx)
    with reading(any_ctx) as db:
        kinds = list(db.execute(select(outbox_event.c.kind).order_by(outbox_event.c.id)).scalars())
        assert kinds == ["started", "sent", "started", "sent"]
        assert chain.verify(db, audit_event).holds
    with pytest.raises(RefusedError), begin(any_ctx, act="test.attack") as tx:
        tx.db.execute(outbox_event.delete())


def test_the_basis_of_each_message_is_frozen(ctx):
    write_campaign(ctx.root, channels=MAIL)
    crowd(ctx, 1)
    campaigns.queue(ctx, "essai")
    with reading(ctx) as db:
        [row] = db.execute(select(outbox_table)).all()
    assert (row.reason, row.basis) == ("statutory", "RGPD, art. 6.1.b ou c")


def test_no_personal_data_stays_in_the_outbox(ctx):
    write_campaign(ctx.root, channels=MAIL)
    add_people(ctx, [{"first_name": "Zénobie", "email": "zenobie@example.org"}])
    campaigns.queue(ctx, "essai")
    send(ctx)
    with reading(ctx) as db:
        for table in (outbox_table, outbox_event):
            assert "enobie" not in str(db.execute(select(table)).all())
    journal = (ctx.var / "outbox" / "essai" / ".email.journal").read_text()
    assert "enobie" not in journal


# Letters


def test_letters_make_one_file_and_a_slip(ctx):
    write_campaign(ctx.root, channels="[letter]")
    crowd(ctx, 3)
    campaigns.queue(ctx, "essai")
    report = campaigns.send(ctx, "essai")
    pdf, slip, manifest = report.paths
    assert (pdf.name, slip.name) == ("lettres-lot-01.pdf", "bordereau-lot-01.csv")
    said = manifest.read_text("utf-8")
    assert "3 lettres, 3 pages." in said
    assert f"{hashlib.sha256(pdf.read_bytes()).hexdigest()}  {pdf.name}" in said
    assert (report.sent, report.pages) == (3, 3)
    assert counts(ctx, "letter") == {"sent": 3}


def test_row_49_each_letter_may_be_a_file_of_its_own(ctx):
    write_campaign(ctx.root, channels="[letter]")
    with (ctx.root / "comptoir.toml").open("a", encoding="utf-8") as file:
        file.write('\n[letters]\nfiles = "each"\n')
    add_people(ctx, [{"postcode": "44000"}, {"last_name": "漢字"}, {"postcode": "35600"}])
    campaigns.queue(ctx, "essai")
    report = campaigns.send(ctx, "essai")
    folder, slip, manifest = report.paths
    assert len(list(folder.glob("L-*.pdf"))) == 2
    assert not next(folder.iterdir()).stat().st_mode & 0o077
    places = [line.split(";")[3] for line in slip.read_text("utf-8-sig").splitlines()[1:]]
    assert [place[:5] for place in places] == ["35600", "44000"]
    assert manifest.read_text("utf-8").count("lettres-lot-01/L-") == 2
    assert counts(ctx, "letter") == {"sent": 2, "refused": 1}


def test_a_signature_or_an_account_that_is_not_there_is_told_before_anything_is_queued(ctx):
    crowd(ctx, 1)
    bank_at(ctx)
    for key, value, told in (
        ("signature", "jo.svg", "var/signatures"),
        ("payment", "22,00", "numéro de compte"),
    ):
        write_campaign(ctx.root, channels="[letter]", **{key: value})
        with pytest.raises(InputError, match=told) as error:
            campaigns.queue(ctx, "essai")
        assert error.value.faults[0].at.field == key
        assert counts(ctx, "letter") == {}


def test_print_runs_are_numbered(ctx):
    write_campaign(ctx.root, channels="[letter]")
    crowd(ctx, 3)
    campaigns.queue(ctx, "essai")
    campaigns.send(ctx, "essai", limit=2)
    report = campaigns.send(ctx, "essai")
    assert report.paths[0].name == "lettres-lot-02.pdf"
    assert report.sent == 1


def test_a_letter_that_cannot_be_printed_stops_no_other(ctx):
    write_campaign(ctx.root, channels="[letter]")
    add_people(ctx, [{}, {"last_name": "漢字"}, {}])
    campaigns.queue(ctx, "essai")
    campaigns.send(ctx, "essai")
    assert counts(ctx, "letter") == {"sent": 2, "refused": 1}


def test_an_unfinished_print_run_is_made_again_under_its_name(ctx, monkeypatch):
    write_campaign(ctx.root, channels="[letter]")
    crowd(ctx, 2)
    campaigns.queue(ctx, "essai")
    add_people(ctx, [{}])
    with monkeypatch.context() as patched:
        patched.setattr(letter, "print_letters", _stop)
        with pytest.raises(StoppedError):
            campaigns.send(ctx, "essai")
    assert counts(ctx, "letter") == {"queued": 2}
    report = campaigns.send(ctx, "essai")
    assert report.paths[0].name == "lettres-lot-01.pdf"
    assert counts(ctx, "letter") == {"sent": 2}
    assert len(list((ctx.var / "outbox" / "essai").glob("*.pdf"))) == 1


class StoppedError(Exception):
    """The base stops answering."""


def _stop(_first, rest, **_options):
    if rest:
        raise StoppedError


# Crashes


SENDER = """
import random, sys, time
from datetime import UTC, date, datetime
from pathlib import Path
from comptoir.context import Actor, Context
from comptoir.desk import campaigns
from comptoir.message import Acknowledgement, Outcome

root, log, seed = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
chance = random.Random(seed)

class Logged:
    idempotent = False
    def send(self, message, *, then=None):
        time.sleep(chance.random() * 0.004)
        with open(log, "a") as out:      # the server takes the message here
            out.write(message.id + "\\n")
        time.sleep(chance.random() * 0.004)
        return Acknowledgement(message_id=message.id, outcome=Outcome.SENT)
    def close(self):
        pass

ctx = Context(root=root, actor=Actor("soizic"), now=lambda: datetime.now(UTC),
              today=date(2026, 11, 24), pinned=True, demonstration=True)
campaigns.send(ctx, "essai", open_channel=lambda *_: Logged())
"""


def run_until_done(ctx, tmp_path, *, kills, seed):
    """Send in another process, killed at random instants, until the outbox is empty."""
    log, script = tmp_path / "taken.log", tmp_path / "sender.py"
    script.write_text(SENDER)
    log.touch()
    chance, killed = random.Random(seed), 0
    pipeline = Path(campaigns.__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": str(pipeline)}
    while True:
        process = subprocess.Popen(
            [sys.executable, str(script), str(ctx.root), str(log), str(seed + killed)],
            env=environment,
        )
        before = log.stat().st_size
        if killed < kills:
            while log.stat().st_size == before and process.poll() is None:
                time.sleep(0.002)
            time.sleep(chance.random() * 0.2)
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
                killed += 1
        if process.wait() == 0:
            return log.read_text().split(), killed


@pytest.mark.parametrize(
    ("people", "kills"), [(120, 4), pytest.param(1500, 30, marks=pytest.mark.slow)]
)
def test_row_50_kill_nine_loses_nobody_and_doubles_nobody(ctx, tmp_path, people, kills):
    write_campaign(ctx.root, channels=MAIL)
    crowd(ctx, people)
    campaigns.queue(ctx, "essai")
    taken, killed = run_until_done(ctx, tmp_path, kills=kills, seed=7)
    assert killed > 0
    found = counts(ctx)
    assert len(taken) == len(set(taken)), "somebody received it twice"
    assert sum(found.values()) == people
    assert found["sent"] + found.get("doubtful", 0) == people, "somebody is lost"
    assert found.get("doubtful", 0) <= killed
    with reading(ctx) as db:
        sent = set(outbox_figures.references(db, "essai", "email", State.SENT))
    assert sent <= set(taken)


def test_files_are_never_doubtful_after_a_kill(ctx):
    """A file written again replaces itself: what was under way is simply made again."""
    write_campaign(ctx.root, channels=MAIL)
    crowd(ctx, 300)
    campaigns.queue(ctx, "essai")
    code = SENDER.split("class Logged")[0].replace("root, log, seed", "root, _, seed") + (
        SENDER[SENDER.index("ctx = Context") :].replace(", open_channel=lambda *_: Logged()", "")
    )
    pipeline = Path(campaigns.__file__).parents[2]
    arguments = [sys.executable, "-c", code, str(ctx.root), "-", "1"]
    folder = ctx.var / "outbox" / "essai"
    process = subprocess.Popen(arguments, env=os.environ | {"PYTHONPATH": str(pipeline)})
    while not list(folder.glob("*.eml")) and process.poll() is None:
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.wait()
    campaigns.send(ctx, "essai")
    assert counts(ctx) == {"sent": 300}
    assert len(list(folder.glob("*.eml"))) == 300


def test_after_a_power_cut_the_whole_batch_in_hand_is_held(ctx, monkeypatch):
    from comptoir.store import send_journal

    write_campaign(ctx.root, channels=MAIL)
    crowd(ctx, 3)
    campaigns.queue(ctx, "essai")
    with monkeypatch.context() as patched:
        patched.setattr(outbox, "settle", _stop)
        with pytest.raises((StoppedError, OutsideError)):
            send(ctx, Failing(1))
    journal = ctx.var / "outbox" / "essai" / ".email.journal"
    lines = journal.read_text().splitlines(keepends=True)
    journal.write_text("".join(lines[:2]))  # what the disk had when the power went
    monkeypatch.setattr(send_journal, "boot_id", lambda: "another-boot")
    kept, report = send(ctx)
    assert kept.sent == []
    assert report.recovered == {State.DOUBTFUL: 3}


def test_without_its_journal_what_was_in_hand_is_held(ctx, monkeypatch):
    write_campaign(ctx.root, channels=MAIL)
    crowd(ctx, 2)
    campaigns.queue(ctx, "essai")
    with monkeypatch.context() as patched:
        patched.setattr(outbox, "settle", _stop)
        with pytest.raises((StoppedError, OutsideError)):
            send(ctx, Failing(1))
    (ctx.var / "outbox" / "essai" / ".email.journal").unlink()
    kept, _ = send(ctx)
    assert kept.sent == []
    assert counts(ctx) == {"doubtful": 2}


def test_what_another_machine_holds_is_left_to_it(ctx):
    write_campaign(ctx.root, channels=MAIL)
    crowd(ctx, 2)
    campaigns.queue(ctx, "essai")
    with begin(ctx, act="test.claim") as tx:
        outbox.claim(tx, [1], token="autre-machine:abc")
    kept, report = send(ctx)
    assert recipients(kept) == ["jo1@example.org"]
    assert report.elsewhere == 1
