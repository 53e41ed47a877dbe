"""`comptoir mail`: what came back is read once, and acted on."""

import re
import tracemalloc

import pytest

from comptoir.consent import EventKind
from comptoir.contacts.model import Role
from comptoir.store import begin, consents, contact_writes, mail, reading

from make_campaigns import crowd, write_campaign
from make_returns import complaint, notice, report, written

ASSOCIATIVE = "dons"


@pytest.fixture
def post(comptoir, ctx, monkeypatch, tmp_path):
    """A project whose campaign has left, and what is needed to have things come back."""
    write_campaign(ctx.root)
    monkeypatch.chdir(ctx.root)
    people = crowd(ctx, 4)
    comptoir("campaign", "queue", "essai", "--channel", "email", code=0)
    comptoir("campaign", "send", "essai", "--channel", "email", code=0)
    return Post(comptoir, ctx, people, tmp_path)


class Post:
    def __init__(self, comptoir, ctx, people, folder):
        self.comptoir, self.ctx, self.people, self.folder = comptoir, ctx, people, folder

    def sent(self, n: int, name: str = "essai") -> str:
        """Return the message that left to a person, as text."""
        address = self.people[n].email
        for path in sorted((self.ctx.root / f"var/outbox/{name}").glob("*.eml")):
            text = path.read_text("ascii")
            if address in text:
                return text
        raise AssertionError(address)

    def id_of(self, n: int) -> str:
        return re.search(r"^Message-ID: (\S+)", self.sent(n), re.M)[1]

    def back(self, *messages: bytes, code=0, words=()):
        path = self.folder / "retours.mbox"
        path.write_bytes(b"".join(b"From MAILER-DAEMON Tue Nov 24\n" + m + b"\n" for m in messages))
        return self.comptoir("mail", "import", str(path), "--json", *words, code=code).json

    def events(self, n: int):
        with reading(self.ctx) as db:
            return [one.event for one in consents.events(db, self.people[n].id)]

    def dead(self, n: int) -> bool:
        with reading(self.ctx) as db:
            return mail.is_dead(db, self.people[n].id, "email")

    def status(self):
        [channel] = self.comptoir("campaign", "status", "essai", "--json").json["channels"]
        return channel["counts"]


def test_a_return_for_good_stops_the_address_at_once_and_once(post):
    raw = report(post.people[0].email, original=post.id_of(0))
    assert post.back(raw)["kinds"] == {"hard": 1}
    assert (post.dead(0), post.dead(1)) == (True, False)
    assert post.status() == {"sent": 3, "refused": 1}
    assert post.back(raw)["again"] == 1
    [channel] = post.comptoir("campaign", "report", "essai", "--json").json["channels"]
    assert (channel["sent"], channel["returned"]) == (4, 1)


def test_three_returns_for_now_in_fifteen_days_stop_an_address(post):
    to = post.people[0].email
    for day in (10, 17, 23):
        raw = report(to, status="4.2.2", diagnostic="smtp; 452 4.2.2 Mailbox full",
                     message_id=f"<r{day}@example.net>")  # fmt: skip
        raw = raw.replace(b"24 Nov 2026", f"{day} Nov 2026".encode())
        assert not post.dead(0)
        told = post.back(raw)
    assert (told["stopped"], post.dead(0)) == (1, True)


def test_warnings_about_one_message_count_once(post):
    for n in (20, 22, 23):
        raw = report(post.people[0].email, action="delayed", status="4.4.1",
                     diagnostic="smtp; timed out", original=post.id_of(0),
                     message_id=f"<w{n}@example.net>")  # fmt: skip
        post.back(raw.replace(b"24 Nov 2026", f"{n} Nov 2026".encode()))
    assert not post.dead(0)


def test_what_the_other_server_blocks_stops_nobody(post):
    for n in range(5):
        raw = report(post.people[0].email, status="5.7.1", diagnostic="smtp; 550 5.7.1 spam",
                     message_id=f"<b{n}@example.net>")  # fmt: skip
        assert post.back(raw)["kinds"] == {"blocked": 1}
    assert not post.dead(0)


def test_a_forged_report_about_somebody_else_s_message_is_only_for_now(post):
    raw = report("ailleurs@example.net", original=post.id_of(0))
    assert post.back(raw)["kinds"] == {"soft": 1}
    assert not post.dead(0)


def test_a_complaint_is_an_objection_to_everything(post):
    assert post.back(complaint(post.people[1].email))["kinds"] == {"complained": 1}
    [event] = post.events(1)
    assert (event.kind, event.scope, event.channel) == (EventKind.OBJECTED, "class:*", "email")


def test_who_stops_what_is_due_stops_all_the_rest(post):
    raw = written("Stop", sender=post.people[2].email)
    assert post.back(raw)["kinds"] == {"unsubscribed": 1}
    [event] = post.events(2)
    assert (event.kind, event.scope) == (EventKind.OBJECTED, "class:*")


def test_a_wish_to_stop_names_the_class_of_its_message(post):
    with begin(post.ctx, act="test.roles") as tx:
        contact_writes.add_roles(tx.db, [(post.people[2].id, Role.DONOR, None)])
    write_campaign(post.ctx.root, name="gazette", purpose=ASSOCIATIVE, channels="[email]")
    post.comptoir("campaign", "queue", "gazette", code=0)
    post.comptoir("campaign", "send", "gazette", code=0)
    tag = re.search(r"subject=stop%20([^>]+)>", post.sent(2, "gazette"))[1]
    raw = written("", sender="autre@example.net", subject=f"stop {tag}")
    assert post.back(raw)["kinds"] == {"unsubscribed": 1}
    [event] = post.events(2)
    assert (event.kind, event.scope) == (EventKind.OBJECTED, "class:associative")


def test_an_answer_calls_somebody_back(post):
    raw = written("Oui, je viens.\n\n> Bonjour", sender="autre@example.net",
                  In_Reply_To=post.id_of(3))  # fmt: skip
    told = post.back(raw)
    reference = post.people[3].reference
    assert (told["kinds"], told["follow_up"]) == ({"answered": 1}, [reference])
    assert reference in post.comptoir("due", "--json").out
    out = post.comptoir("courrier", "lister").out
    assert "réponse" in out
    assert reference in out


def test_an_essay_writes_nothing(post):
    raw = report(post.people[0].email)
    assert post.back(raw, words=["--dry-run"])["kinds"] == {"hard": 1}
    assert not post.dead(0)
    assert post.back(raw)["again"] == 0


def test_strangers_are_told_and_nobody_is_touched(post):
    told = post.back(report("personne@example.net"))
    assert (told["unknown"], told["kinds"]) == (1, {"hard": 1})


def test_a_maildir_a_folder_and_a_file_are_read_alike(post):
    maildir = post.folder / "Maildir"
    for name in ("new", "cur", "tmp"):
        (maildir / name).mkdir(parents=True)
    (maildir / "cur" / "1.host:2,S").write_bytes(report(post.people[0].email))
    (maildir / "new" / "2.host").write_bytes(complaint(post.people[1].email))
    out = post.comptoir("mail", "import", str(maildir), code=0).out
    assert "1  retour définitif" in out
    assert "1  plainte" in out
    one = post.folder / "a.eml"
    one.write_bytes(notice(f"<{post.people[2].email}>:\nno such user\n", message_id="<n@x.org>"))
    assert post.comptoir("mail", "import", str(one), "--json").json["kinds"] == {"hard": 1}


def test_a_message_of_50_mb_is_read_in_part_and_said(post):
    path = post.folder / "gros.eml"
    path.write_bytes(report(post.people[0].email) + b"x" * 72 + b"\r\n")
    with path.open("ab") as file:
        file.truncate(50 * 1024 * 1024)
    tracemalloc.start()
    run = post.comptoir("mail", "import", str(path), code=0)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "lu en partie" in run.err
    assert most < 40 * 1024 * 1024
    assert post.dead(0)


def test_a_message_beyond_reading_is_named_and_the_others_are_taken(post):
    bad = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000)
    )
    told = post.back(bad, report(post.people[0].email))
    assert (len(told["unread"]), told["kinds"]) == (1, {"hard": 1})


def test_letters_that_the_post_brings_back(post):
    post.comptoir("campaign", "queue", "essai", "--channel", "letter", "--everyone", code=0)
    post.comptoir("campaign", "send", "essai", "--channel", "letter", code=0)
    path = post.folder / "npai.csv"
    path.write_text("Code;Motif\nL-000001;NPAI\nL-000002;Refusé\nL-999999;\nL-000001;\n", "utf-8")
    out = post.comptoir("mail", "import", str(path), code=0).out
    assert "1 lettre revenue" in out
    assert "L-999999" in out
    [letter] = [
        one
        for one in post.comptoir("campaign", "status", "essai", "--json").json["channels"]
        if one["channel"] == "letter"
    ]
    assert letter["counts"] == {"sent": 3, "refused": 1}
    assert "déjà relevées" in post.comptoir("mail", "import", str(path), code=0).out


def test_erasing_somebody_empties_what_they_wrote(post):
    post.back(written("Ma santé va mieux.", sender=post.people[3].email))
    with begin(post.ctx, act="test.look") as tx:
        assert [one.said for one in mail.listing(tx.db)] == ["Ma santé va mieux."]
    post.comptoir("privacy", "erase", post.people[3].reference, "--yes", code=0)
    with reading(post.ctx) as db:
        [one] = mail.listing(db)
    assert (one.said, one.subject, one.sender) == ("", "", "")


@pytest.mark.parametrize("words", [(), ("absent.mbox",)])
def test_bad_input_is_said_in_french(post, words):
    run = post.comptoir("mail", "import", *words, code=2)
    assert "relever" in run.err or "n’existe pas" in run.err


def test_an_empty_folder_says_what_is_expected(post):
    (post.folder / "vide").mkdir()
    assert ".eml" in post.comptoir("mail", "import", str(post.folder / "vide"), code=2).err
