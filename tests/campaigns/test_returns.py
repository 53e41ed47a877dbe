"""What a message that comes back is, read from its bytes alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.campaigns.returns.incoming import Kind, read
from comptoir.campaigns.returns.severity import Severity, judge
from comptoir.errors import InputError

from make_returns import complaint, notice, report, written

JO = "jo@example.net"


def only(raw: bytes):
    [failure] = read(raw).failures
    return failure.address, failure.severity


@pytest.mark.parametrize(
    ("status", "diagnostic", "severity"),
    [
        ("5.1.1", "smtp; 550 5.1.1 User unknown", Severity.HARD),
        ("5.0.0", "smtp; 550 unknown recipient", Severity.HARD),
        ("5.5.0", "smtp; 550 5.5.0 Adresse destinataire invalide", Severity.HARD),
        ("5.1.2", "smtp; 550 5.1.2 Host unknown", Severity.HARD),
        ("5.2.2", "smtp; 552 5.2.2 Mailbox full", Severity.SOFT),
        ("5.0.0", "smtp; 552 quota exceeded", Severity.SOFT),
        ("4.4.1", "smtp; Connection timed out", Severity.SOFT),
        ("5.4.4", "smtp; no mail exchanger for this place", Severity.HARD),
        ("4.4.4", "smtp; no mail exchanger for this place", Severity.SOFT),
        ("5.2.1", "smtp; 550 5.2.1 This account is disabled", Severity.SOFT),
        ("5.2.1", "smtp; 550 5.2.1 No such user", Severity.HARD),
        ("5.2.3", "smtp; 552 5.2.3 longer than this user takes", Severity.BLOCKED),
        ("5.7.1", "smtp; 550 5.7.1 User unknown", Severity.BLOCKED),
        ("5.7.26", "smtp; 550 5.7.26 unauthenticated sender", Severity.BLOCKED),
        ("5.0.0", "smtp; 554 message rejected as spam", Severity.BLOCKED),
    ],
)
def test_a_report_says_what_the_failure_means(status, diagnostic, severity):
    assert only(report(JO, status=status, diagnostic=diagnostic)) == (JO, severity)


def test_a_delay_is_for_now_whatever_the_code():
    assert only(report(JO, action="delayed", status="5.1.1")) == (JO, Severity.SOFT)


def test_a_message_that_arrived_is_no_failure():
    one = read(report(JO, action="delivered", status="2.0.0", diagnostic="smtp; 250 Ok"))
    assert (one.kind, one.failures) == (Kind.AUTOMATIC, ())


@pytest.mark.parametrize(
    "text",
    [
        "Hi. This is the qmail-send program at example.net.\n\n<jo@example.net>:\n"
        "Sorry, no mailbox here by that name. (#5.1.1)\n",
        "A message that you sent could not be delivered to one or more of its\nrecipients. "
        "The following address(es) failed:\n\n  jo@example.net\n    550 unknown user\n",
        "Your message\n\n  To: jo@example.net\n  Subject: Fête\n\ndid not reach the following "
        "recipient(s):\n\njo@example.net on Tue, 24 Nov 2026\n    Unknown recipient\n",
        "Delivery to the following recipient failed permanently:\n\n     jo@example.net\n\n"
        "550 5.1.1 The email account that you tried to reach does not exist.\n",
        "Sorry, we were unable to deliver your message to the following address.\n\n"
        "<jo@example.net>:\nNo such user here\n",
        "Votre message n’a pas pu être remis à jo@example.net :\nadresse inconnue.\n",
        "Le message n’a pu être distribué aux destinataires suivants :\n\njo@example.net\n"
        "    Utilisateur inconnu\n",
        "** Adresse introuvable **\n\nVotre message n’est pas parvenu à jo@example.net, car "
        "l’adresse est introuvable.\n",
        "   ----- The following addresses had permanent fatal errors -----\n<jo@example.net>\n"
        "    (reason: 550 5.1.1 User unknown)\n",
    ],
)
def test_notices_in_words_tell_whom_they_did_not_reach(text):
    assert only(notice(text)) == (JO, Severity.HARD)


def test_a_notice_with_many_people_judges_each_by_its_own_words():
    found = read(notice(
        "The following address(es) failed:\n\n  jo@example.net\n    550 5.1.1 User unknown\n"
        "  ana@example.net\n    552 5.2.2 Mailbox full\n"
    )).failures  # fmt: skip
    assert [(one.address, one.severity) for one in found] == [
        (JO, Severity.HARD), ("ana@example.net", Severity.SOFT),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Bonjour, mon message à jo@example.net n’a pas pu être remis, aidez-moi.", "Aide"),
        ("Undelivered mail: what is it? jo@example.net asked.", "Undelivered mail"),
        ("> <jo@example.net>: 550 5.1.1 User unknown\n\nQue faire ?", "Tr: failure notice"),
        ("Oui, je viens samedi.", "Re: Fête"),
        ("On se retrouve à l’arrêt « Stop » de la gare ?", "Re: Fête"),
    ],
)
def test_what_a_person_writes_is_never_a_failure(text, subject):
    one = read(written(text, subject=subject))
    assert (one.kind, one.failures) == (Kind.MESSAGE, ())


def test_complaints_and_what_only_looks_like_them():
    one = read(complaint(JO))
    assert (one.kind, one.about) == (Kind.COMPLAINT, (JO,))
    assert read(complaint(JO, kind="not-spam")).kind is Kind.AUTOMATIC


@pytest.mark.parametrize(
    ("text", "subject", "kind"),
    [
        ("stop", "Re: Fête", Kind.STOP),
        ("Merci de me désinscrire.", "Re: Fête", Kind.STOP),
        ("Bonjour", "stop m-000001-abcdefgh", Kind.STOP),
        ("Je suis absent jusqu’au 3.", "Réponse automatique : Fête", Kind.AWAY),
        ("I am away.", "Automatic reply: Fête", Kind.AWAY),
    ],
)
def test_wishes_to_stop_and_absences(text, subject, kind):
    assert read(written(text, subject=subject)).kind is kind


def test_an_absence_may_say_that_the_address_is_left():
    raw = written("Jo ne fait plus partie de l’équipe.", subject="Réponse automatique",
                  Auto_Submitted="auto-replied")  # fmt: skip
    assert (read(raw).kind, read(raw).gone) == (Kind.AWAY, True)


@given(st.binary(max_size=600))
def test_whatever_comes_is_read_or_refused_in_words(raw):
    try:
        read(raw)
    except InputError as error:
        assert error.faults[0].remedy


@given(st.binary(max_size=200), st.sampled_from(["utf-8", "x-rien", "utf-16", "iso-2022-jp", ""]))
def test_a_broken_charset_is_read_all_the_same(body, charset):
    head = f"From: a@example.org\nContent-Type: text/plain; charset={charset}\n\n"
    read(head.encode() + body)


def test_bottomless_nesting_ends_in_words():
    raw = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000)
    )
    with pytest.raises(InputError, match="trop abîmé"):
        read(b"From: a@example.org\n" + raw)


@given(
    st.sampled_from(["5.7.0", "5.7.1", "5.7.26", "4.7.0"]),
    st.sampled_from(["550 User unknown", "no such user", "mailbox full", ""]),
)
def test_a_policy_code_never_condemns_an_address(status, words):
    assert judge(status, words, words) is not Severity.HARD
