"""Our MIME writer says exactly what the standard library's would, and lets nothing in."""

import email
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP, default

from hypothesis import given
from hypothesis import strategies as st

from comptoir.campaigns.hypertext import escape
from comptoir.campaigns.slots import clean, slot, without_slots
from comptoir.channels.mime import (
    alternative,
    boundary,
    encode,
    encode_text,
    header,
    is_sendable,
    mailbox,
    raw_header,
)
from comptoir.message import Attachment, Message

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
# text that a header and a body can hold: the standard library cannot write lone surrogates
any_text = st.text(st.characters(codec="utf-8"), max_size=200)
bodies = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\n\t"),
    max_size=400,
)
HOSTILE = st.sampled_from(
    [
        "Objet\r\nBcc: tous@example.org", "a\nSubject: autre", "\x00", "=?utf-8?q?piege?=",
        "=?utf-8?b?", "x" * 300, "é" * 120, "fin =", ".", "..", "\n.\n", "From moi", "--=_abc",
        "--", 'a"b\\c', "<x@example.org>", "Jo, Le Bihan; (x)", "\u202eolleh", "\ue0000\ue001",
    ]
)  # fmt: skip


def parsed(raw):
    message = email.message_from_bytes(raw, policy=default)
    assert not message.defects
    return message


def stdlib(subject, text, html):
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject
    message.set_content(text)
    message.add_alternative(html, subtype="html")
    return email.message_from_bytes(message.as_bytes(), policy=default)


def content(message, kind):
    return message.get_body((kind,)).get_content().replace("\r\n", "\n").rstrip("\n")


def ours(subject, text, html, values=()):
    return parsed(
        alternative(
            header("Subject", subject),
            encode_text(text).fill(values),
            encode_text(html, escape).fill(values),
            mark=boundary("x"),
        )
    )


@given(
    any_text | HOSTILE,
    bodies | HOSTILE.map(lambda t: t.replace("\x00", "").replace("\r", "")),
    bodies,
)
def test_a_message_reads_as_the_standard_library_writes_it(subject, text, html):
    text, html = without_slots(text), without_slots(html)
    one, other = ours(subject, text, html), stdlib(clean(subject), text, html)
    assert str(one["Subject"]) == clean(subject)
    if "=?" not in subject:  # which the library writes as it is, and reads as something else
        assert str(one["Subject"]) == str(other["Subject"])
    assert content(one, "plain") == content(other, "plain")
    assert content(one, "html") == content(other, "html")
    assert [p.get_content_type() for p in one.walk()] == [
        p.get_content_type() for p in other.walk()
    ]


@given(st.lists(any_text | HOSTILE, min_size=1, max_size=3))
def test_values_land_where_their_slots_are(values):
    values = [clean(value) for value in values]
    marked = "".join(f"[é{slot(n)}]\n" for n in range(len(values)))
    made = ours("x", marked, marked, values)
    expected = "".join(f"[é{value}]\n" for value in values)
    assert content(made, "plain") == expected.rstrip("\n")
    assert content(made, "html") == escape(expected).replace("&#x27;", "&#x27;").rstrip("\n")


@given(any_text | HOSTILE)
def test_no_value_adds_a_header_or_a_part(value):
    made = ours(value, slot(0), slot(0), [clean(value)])
    assert set(made.keys()) == {"Subject", "MIME-Version", "Content-Type"}
    assert len(list(made.walk())) == 3


@given(any_text | HOSTILE)
def test_no_line_is_longer_than_a_mail_server_takes(value):
    raw = alternative(
        header("Subject", value),
        encode_text(without_slots(value) * 9).fill(()),
        encode_text(f"{slot(0)}é" * 9, escape).fill([clean(value)]),
        mark=boundary("x"),
    )
    lines = raw.split(b"\r\n")
    assert all(len(line) <= 998 for line in lines)
    assert b"\n" not in b"".join(lines)
    assert raw.isascii()


@given(any_text | HOSTILE)
def test_a_display_name_reads_back(name):
    raw = raw_header("To", mailbox(name, "jo@example.org")) + b"\r\nx"
    [address] = email.message_from_bytes(raw, policy=default)["To"].addresses
    assert (address.username, address.domain) == ("jo", "example.org")
    # the library's reader leaves a space between encoded words, which RFC 2047 (§ 6.2) takes away
    assert "".join(address.display_name.split()) == "".join(clean(name).split())


@given(any_text)
def test_an_address_is_sendable_or_refused(address):
    assert not is_sendable(address) or (address.isascii() and " " not in address)


def test_addresses_that_are_not():
    bad = [
        "",
        "a",
        "a@",
        "@b",
        "a b@example.org",
        "a@example.org\r\nRCPT",
        "<a@example.org>",
        "é@x.fr",
    ]
    assert not any(map(is_sendable, bad))


def test_any_message_can_be_written_with_its_attachments():
    message = Message(
        id="F-2026-0001", channel="email", recipient="jo@example.org", subject="Votre facture",
        text="Voici.\n", html="<p>Voici.</p>", sender="Asso <asso@example.org>",
        headers=(("X-Reference", "F-2026-0001"),),
        attachments=(
            Attachment(name="facture é.pdf", media_type="application/pdf", content=b"%PDF"),
        ),
    )  # fmt: skip
    made = parsed(encode(message, date=NOW))
    assert made["Subject"] == "Votre facture"
    assert made["Date"].datetime == NOW
    [attached] = made.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("facture-.pdf", b"%PDF")
    assert content(made, "plain") == "Voici."
    assert content(made, "html") == "<p>Voici.</p>"


def test_a_message_without_html_is_plain():
    message = Message(
        id="x", channel="email", recipient="jo@example.org", text="Été", sender="a@b.org"
    )
    made = parsed(encode(message, date=NOW))
    assert made.get_content_type() == "text/plain"
    assert made.get_content().strip() == "Été"
