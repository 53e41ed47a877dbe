"""Builders of messages that come back: reports, notices, complaints, answers. All of it made up."""

from email.message import EmailMessage

OURS = "retours@exemple.example.org"


def report(
    to: str,
    *,
    status: str = "5.1.1",
    diagnostic: str = "smtp; 550 5.1.1 User unknown",
    action: str = "failed",
    arrived: str = OURS,
    original: str = "",
    message_id: str = "<rapport-1@mx.example.net>",
) -> bytes:
    """Write a delivery report (RFC 3464)."""
    return f"""Return-Path: <>
From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
To: {arrived}
Subject: Undelivered Mail Returned to Sender
Message-ID: {message_id}
Date: Tue, 24 Nov 2026 09:00:00 +0100
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.example.net.

<{to}>: host mx.example.net said: {diagnostic}

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; {to}
Action: {action}
Status: {status}
Diagnostic-Code: {diagnostic}

--b1
Content-Type: message/rfc822

From: La Roue <contact@example.org>
To: {to}
Subject: Objet
{f"Message-ID: {original}" if original else ""}

Bonjour,

--b1--
""".replace("\n", "\r\n").encode()


def notice(text: str, *, sender: str = "MAILER-DAEMON@mx.example.net", **headers: str) -> bytes:
    """Write a notice in words alone."""
    return written(text, sender=sender, subject="failure notice", **headers)


def written(
    text: str,
    *,
    sender: str = "jo0@example.org",
    to: str = "contact@example.org",
    subject: str = "Re: Objet d’essai",
    message_id: str = "<reponse-1@example.org>",
    **headers: str,
) -> bytes:
    """Write an ordinary message."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, to, subject
    made["Message-ID"] = message_id
    made["Date"] = "Tue, 24 Nov 2026 10:00:00 +0100"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made.as_bytes()


def complaint(to: str, *, kind: str = "abuse") -> bytes:
    """Write a feedback report (RFC 5965)."""
    return f"""From: <feedback@fai.example.net>
To: <abus@example.org>
Subject: FW: Objet
Message-ID: <plainte-1@fai.example.net>
Date: Tue, 24 Nov 2026 09:30:00 +0100
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b1"

--b1
Content-Type: text/plain; charset="US-ASCII"

This is an email abuse report.

--b1
Content-Type: message/feedback-report

Feedback-Type: {kind}
User-Agent: Exemple/1.0
Version: 1
Original-Rcpt-To: <{to}>

--b1
Content-Type: message/rfc822

From: <contact@example.org>
To: <{to}>
Subject: Objet

Bonjour,

--b1--
""".replace("\n", "\r\n").encode()
