"""From an overdue invoice to its reminders: each level once, nothing for who has paid."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from email import message_from_bytes, policy
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select, update

from comptoir.channels.file import FileChannel
from comptoir.channels.memory import MemoryChannel
from comptoir.desk import consents, crediting, payments, reminder_runs, reminders
from comptoir.desk.crediting import Wanted
from comptoir.errors import InputError, RefusedError
from comptoir.message import Acknowledgement, Outcome
from comptoir.payments import Method
from comptoir.store import begin, reading
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.reminders import reminder

from make import NOW, TODAY
from make_books import ATELIER, JO, sell, shop

DUE = TODAY + timedelta(days=30)


@pytest.fixture
def books(any_ctx):
    return shop(any_ctx)


def late(ctx, days):
    """The same shop, so many days after the invoices of today were due."""
    after = timedelta(days=30 + days)
    return replace(ctx, today=TODAY + after, now=lambda: NOW + after)


def planned(ctx, days):
    return [(one.level, one.channel) for one in reminders.plan(late(ctx, days)).overdue]


def known(ctx, reference, **values):
    with begin(ctx, act="test.people") as tx:
        tx.db.execute(update(contact).where(contact.c.reference == reference).values(**values))


def pay(ctx, number, amount, *, of=JO):
    payments.record(
        ctx, payer=of, amount=Decimal(amount), method=Method.TRANSFER, invoices=[number]
    )


def mail_of(ctx, number, name="RELANCE-1"):
    raw = (ctx.var / "outbox" / "relances" / f"{name}-{number}.eml").read_bytes()
    return message_from_bytes(raw, policy=policy.default)


def text_of(path):
    pages = PdfReader(BytesIO(path.read_bytes())).pages
    return "\n".join(page.extract_text() for page in pages) + "\n"


def words(text):
    return " ".join(text.split())


def test_levels_come_by_day(books):
    sell(books)
    assert planned(books, 0) == []
    assert planned(books, 9) == [(1, "")]
    assert planned(books, 10) == [(1, "letter")]
    assert [one.level for one in reminder_runs.run(late(books, 10))] == [1]
    assert planned(books, 29) == [(2, "")]
    assert [one.level for one in reminder_runs.run(late(books, 30))] == [2]
    assert planned(books, 59) == [(3, "")]
    assert [one.level for one in reminder_runs.run(late(books, 60))] == [3]
    (told,) = reminders.plan(late(books, 200)).overdue
    assert (told.level, told.channel, told.waits[:15]) == (0, "", "mise en demeure")


def test_a_very_late_invoice_skips_no_level_and_ten_days_lie_between(books):
    sell(books)
    for days, level in ((90, 1), (100, 2), (110, 3)):
        assert [one.level for one in reminder_runs.run(late(books, days))] == [level]
        assert reminder_runs.run(late(books, days)) == []
        assert reminder_runs.run(late(books, days + 9)) == []


def test_the_days_are_those_of_the_settings(books):
    path = books.root / "comptoir.toml"
    path.write_text(path.read_text() + "\n[reminders]\nafter = [3, 8, 9]\nbetween = 2\n", "utf-8")
    sell(books)
    assert planned(books, 2) == [(1, "")]
    assert planned(books, 3) == [(1, "letter")]
    path.write_text(path.read_text().replace("[3, 8, 9]", "[3, 8, 8]"), "utf-8")
    with pytest.raises(InputError, match="qui montent"):
        reminders.plan(books)


def test_twice_the_same_day_leaves_once(books):
    sell(books)
    sell(books, to=ATELIER)
    day = late(books, 12)
    assert len(reminder_runs.run(day)) == 2
    with reading(books) as db:
        before = db.execute(select(reminder.c.invoice_id, reminder.c.level, reminder.c.path)).all()
    assert reminder_runs.run(day) == []
    with reading(books) as db:
        after = db.execute(select(reminder.c.invoice_id, reminder.c.level, reminder.c.path)).all()
    assert before == after
    assert len(list((books.var / "outbox" / "relances").iterdir())) == 2


def test_nothing_for_who_has_paid_or_was_credited(books):
    paid, credited = sell(books), sell(books, to=ATELIER)
    pay(books, paid, "39.00")
    crediting.new(books, credited, reason="Commande annulée", wanted=Wanted())
    assert reminders.plan(late(books, 70)).overdue == ()
    assert reminder_runs.run(late(books, 70)) == []


def test_a_payment_between_the_plan_and_the_run_stops_it(books, monkeypatch):
    number = sell(books)
    day = late(books, 12)
    ready = reminders.plan(day)
    pay(books, number, "39.00")
    monkeypatch.setattr(reminder_runs, "plan", lambda _ctx: ready)
    assert reminder_runs.run(day) == []


def test_email_where_there_is_one_but_a_formal_notice_is_a_letter(books):
    known(books, JO, email="jo@example.org")
    number = sell(books)
    (sent,) = reminder_runs.run(late(books, 10))
    assert (sent.channel, sent.path.suffix) == ("email", ".eml")
    message = mail_of(books, number)
    assert (message["To"], message["Auto-Submitted"]) == ("jo@example.org", "auto-generated")
    assert message["List-Unsubscribe"] is None
    (joined,) = message.iter_attachments()
    assert joined.get_filename() == f"facture-{number}.pdf"
    assert joined.get_content().startswith(b"%PDF")
    assert [one.channel for one in reminder_runs.run(late(books, 30))] == ["email"]
    (notice,) = reminder_runs.run(late(books, 60))
    assert (notice.channel, notice.path.suffix) == ("letter", ".pdf")


def test_a_mail_server_keeps_no_file_and_gets_each_level_once(books, monkeypatch):
    known(books, JO, email="jo@example.org")
    sell(books)
    server = MemoryChannel()
    monkeypatch.setattr(reminder_runs, "_mail", lambda _ctx, _project: server)
    (sent,) = reminder_runs.run(late(books, 10))
    assert (sent.path, sent.trouble) == (None, "")
    assert reminder_runs.run(late(books, 10)) == []
    (message,) = server.sent
    assert message.recipient == "jo@example.org" and message.attachments


def test_an_unsubscription_does_not_stop_a_claim(books):
    known(books, JO, email="jo@example.org")
    consents.object_to(books, JO)
    sell(books)
    assert planned(books, 10) == [(1, "email")]


def test_nobody_writes_to_the_dead_nor_to_who_has_no_address(books):
    known(books, JO, deceased_on=date(2026, 12, 1))
    sell(books)
    sell(books, to=ATELIER)
    known(books, ATELIER, street="", postcode="", city="")
    told = reminders.plan(late(books, 12)).overdue
    assert [one.waits for one in told] == [
        "décès connu : voyez la succession",
        "ni courriel ni adresse postale complète",
    ]
    assert reminder_runs.run(late(books, 12)) == []


def test_who_is_owed_a_credit_is_not_reminded(books):
    first, _second = sell(books), sell(books)
    pay(books, first, "39.00")
    crediting.new(books, first, reason="Article rendu", wanted=Wanted())
    (told,) = reminders.plan(late(books, 12)).overdue
    assert told.channel == "" and told.waits.startswith("un avoir de 39,00")


def test_a_disputed_invoice_waits_until_reminders_resume(books):
    number = sell(books)
    with pytest.raises(RefusedError, match="raison"):
        reminders.hold(books, number, note=" ")
    reminders.hold(books, number, note="article abîmé")
    (told,) = reminders.plan(late(books, 70)).overdue
    assert (told.channel, told.waits) == ("", "suspendue le 24/11/2026 : article abîmé")
    assert reminder_runs.run(late(books, 70)) == []
    reminders.resume(books, number)
    assert planned(books, 70) == [(1, "letter")]
    with pytest.raises(RefusedError, match="suspendues"):
        reminders.resume(books, number)


def test_a_part_payment_is_thanked_for(books):
    known(books, JO, email="jo@example.org")
    whole, part = sell(books), sell(books)
    pay(books, part, "15.00")
    reminder_runs.run(late(books, 10))
    said = words(mail_of(books, part).get_body().get_content())
    assert "reçu 15,00 €" in said and "Il reste 24,00 €" in said
    said = words(mail_of(books, whole).get_body().get_content())
    assert "reçu" not in said.split("--")[0] and "Il reste 39,00 €" in said


def test_only_professionals_pay_interest_of_commerce_and_forty_euros(books):
    sell(books)
    sell(books, to=ATELIER)
    for days in (10, 30):
        reminder_runs.run(late(books, days))
    person, business = (words(text_of(one.path)) for one in reminder_runs.run(late(books, 60)))
    assert "40,00" in business and "Banque centrale européenne" in business
    assert "40,00" not in person and "Banque centrale" not in person
    assert "taux légal" in person
    for text in (person, business):
        assert "mettons en demeure" in text and "recommandé avec avis de réception" in text


def test_what_the_server_refuses_is_told_and_tried_again(books, monkeypatch):
    known(books, JO, email="jo@example.org")
    sell(books)
    sell(books, to=ATELIER)
    with monkeypatch.context() as patch:
        patch.setattr(
            FileChannel,
            "send",
            lambda _self, message: Acknowledgement(
                message_id=message.id, outcome=Outcome.REFUSED, detail="550"
            ),
        )
        told = reminder_runs.run(late(books, 10))
    assert [bool(one.trouble) for one in told] == [True, False]
    assert [one.invoice for one in reminder_runs.run(late(books, 10))] == [told[0].invoice]


def test_an_invoice_whose_file_is_lost_is_told(books):
    sell(books)
    for path in (books.var / "documents").rglob("*facture*.pdf"):
        path.unlink()
    (told,) = reminder_runs.run(late(books, 10))
    assert "sauvegarde" in told.trouble


def test_the_words_are_the_project_s_own_when_it_has_some(ctx):
    shop(ctx)
    known(ctx, JO, email="jo@example.org")
    number = sell(ctx)
    folder = ctx.root / "contacts" / "letters"
    folder.mkdir(parents=True)
    own = folder / "relance-facture.md"
    own.write_text(
        '---\ntitle: Rappel\nsubject: "Oubli ?"\n---\n\n{{ invoice.montant }}\n', "utf-8"
    )
    with pytest.raises(InputError) as caught:
        reminder_runs.run(late(ctx, 10))
    place = caught.value.faults[0].at
    assert (place.path, place.line) == ("contacts/letters/relance-facture.md", 6)
    own.write_text("---\ntitle: Rappel\n---\n\nBonjour\n", "utf-8")
    with pytest.raises(InputError, match="subject"):
        reminder_runs.run(late(ctx, 10))
    own.write_text(
        '---\ntitle: Rappel\nsubject: "Oubli de {{ invoice.number }} ?"\n---\n\nBonjour.\n', "utf-8"
    )
    reminder_runs.run(late(ctx, 10))
    assert mail_of(ctx, number)["Subject"] == f"Oubli de {number}\u202f?"


def test_the_words_of_the_three_levels(ctx, golden):
    shop(ctx)
    known(ctx, JO, email="jo@example.org")
    first, second = sell(ctx), sell(ctx, to=ATELIER)
    pay(ctx, first, "15.00")
    pay(ctx, second, "9.00", of=ATELIER)
    texts = []
    for days, name in ((10, "RELANCE-1"), (30, "RELANCE-2"), (60, "")):
        sent = reminder_runs.run(late(ctx, days))
        if name:
            texts.append(str(mail_of(ctx, first, name).get_body().get_content()))
        texts += [text_of(one.path) for one in sent if one.channel == "letter"]
    golden("printing/reminders.txt", "\n=====\n".join(texts))


def test_row_29_reminders_of_unpaid_invoices(any_ctx, comptoir):
    shop(any_ctx)
    known(any_ctx, JO, email="jo@example.org")
    part, settled, disputed, business = (
        sell(any_ctx), sell(any_ctx), sell(any_ctx), sell(any_ctx, to=ATELIER)
    )  # fmt: skip
    pay(any_ctx, part, "15.00")
    pay(any_ctx, settled, "39.00")

    def told(*words, day):
        options = ("--project", str(any_ctx.root), "--today", str(DUE + timedelta(days=day)))
        return comptoir("reminder", *words, "--json", *options, code=0).json

    told("hold", disputed, "--note", "litige", day=1)
    seen = []
    for day in (10, 30, 60):
        ready = [one["invoice"] for one in told("plan", day=day)["overdue"] if one["channel"]]
        sent = told("run", day=day)["reminders"]
        assert [one["invoice"] for one in sent] == ready == [part, business]
        assert told("run", day=day)["reminders"] == []
        seen += [(one["level"], one["channel"]) for one in sent]
    assert seen == [
        (1, "email"), (1, "letter"), (2, "email"), (2, "letter"), (3, "letter"), (3, "letter")
    ]  # fmt: skip
    mail = words(mail_of(any_ctx, part).get_body().get_content())
    assert "reçu 15,00 €" in mail and "a croisé ce rappel" in mail
    notice = words(text_of(any_ctx.root / sent[0]["path"]))
    assert "recommandé avec avis de réception" in notice and "a croisé cette lettre" in notice
    assert "vous en avez payé 15,00 €" in notice


def test_a_settled_invoice_has_no_reminders_to_suspend(books):
    number = sell(books)
    pay(books, number, "39.00")
    with pytest.raises(RefusedError, match="soldée"):
        reminders.hold(books, number, note="litige")
