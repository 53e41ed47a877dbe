"""A mail server, by a connection kept open; what is not known is said not to be known.

`smtplib.sendmail` cannot tell a message refused from one whose answer was lost after the final dot.
Here the last step stands apart: before it, nothing was accepted and the message may be sent again;
after it, without an answer, the message is doubtful and must not be.
"""

import smtplib
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field

from comptoir.channels.mail import Mail, raw_of
from comptoir.channels.mime import is_sendable
from comptoir.errors import OutsideError
from comptoir.message import Acknowledgement, Message, Outcome
from comptoir.settings import SmtpSettings

TIMEOUT = 30.0  # seconds, to connect and for each answer
FINAL_TIMEOUT = 600.0  # after the final dot (RFC 5321, § 4.5.3.2.6)
LOST = (OSError, smtplib.SMTPServerDisconnected)
TAKEN = (250, 251)  # a recipient
UNASKED = (503, b"")  # no answer, as nothing was asked
LONGEST = 8_192  # bytes of a line of an answer
CLOSING = 421  # the server hangs up
Reply = tuple[int, bytes]


@dataclass(slots=True)
class SmtpChannel:
    """Sends through one server."""

    settings: SmtpSettings
    password: str = ""
    timeout: float = TIMEOUT
    final_timeout: float = FINAL_TIMEOUT
    context: ssl.SSLContext | None = None
    _server: smtplib.SMTP | None = field(default=None, init=False)
    _announced: str = field(default="", init=False)  # id of the message that the server waits for

    @property
    def idempotent(self) -> bool:
        return False

    def send(self, message: Message, *, then: Message | None = None) -> Acknowledgement:
        """Send a message; where the server takes groups of commands, `then` is announced with it.

        One answer is then waited for where four were: those to the final dot of this message and
        to the envelope of the next come together (RFC 2920).
        """
        sender = message.envelope_from
        if not _sendable(message):
            return _answer(message, Outcome.REFUSED, "adresse impossible")
        raw = raw_of(message)
        if self._announced not in ("", message.id):
            self._forget()  # the server waits for another message
        server = self._connected()
        if not self._announced:
            try:
                refused = self._envelope(server, message, sender)
            except LOST:
                self._forget()
                return _answer(message, Outcome.DEFERRED, "ligne coupée avant l’envoi")
            if refused:
                return refused
        self._announced = ""
        return self._data(server, message, raw, then if then and _sendable(then) else None)

    def _envelope(
        self, server: smtplib.SMTP, message: Message, sender: str
    ) -> Acknowledgement | None:
        """Say from whom, to whom, and ask to send; an answer here means nothing was accepted."""
        if server.has_extn("pipelining"):
            server.send(_group(message))
            mail, rcpt, data = (_reply(server) for _ in range(3))
        else:
            mail, rcpt, data = server.docmd(_mail(sender)), UNASKED, UNASKED
            if mail[0] == 250:
                rcpt = server.docmd(_rcpt(message.recipient))
            if mail[0] == 250 and rcpt[0] in TAKEN:
                data = server.docmd("DATA")
        return self._answered(message, mail, rcpt, data)

    def _answered(
        self, message: Message, mail: Reply, rcpt: Reply, data: Reply
    ) -> Acknowledgement | None:
        if 500 <= mail[0] < 600:  # not this recipient's fault: nobody would be served
            self._forget()
            raise _outside(
                f"Le serveur de courriel refuse l’expéditeur ({_code(*mail)}).",
                "Vérifiez l’adresse sender et bounce de [campaigns], puis recommencez : "
                "l’envoi reprendra où il en est.",
            )
        wrong = next(
            (
                one
                for one, good in ((mail, (250,)), (rcpt, TAKEN), (data, (354,)))
                if one[0] not in good
            ),
            None,
        )
        if wrong is None:
            return None
        if data[0] == 354:  # it waits for a text that has no recipient
            self._forget()
        return self._refused(message, *wrong)

    def _data(
        self, server: smtplib.SMTP, message: Message, raw: bytes, then: Message | None
    ) -> Acknowledgement:
        """Send the text, then the final dot; from there on silence is doubt."""
        body = raw if isinstance(message, Mail) else _stuffed(raw)
        if not server.has_extn("pipelining"):
            then = None
        try:
            server.send(body if body.endswith(b"\r\n") else body + b"\r\n")
        except LOST:
            self._forget()
            return _answer(message, Outcome.DEFERRED, "ligne coupée pendant l’envoi")
        try:
            self._wait(self.final_timeout)
            server.send(b".\r\n" + _group(then) if then else b".\r\n")
            if then:
                raw_of(then)  # written while the server takes this one
            code, said = _reply(server)
            self._wait(self.timeout)
        except LOST:
            self._forget()
            return _answer(message, Outcome.DOUBTFUL, "ligne coupée sans réponse")
        if then and code != CLOSING:
            self._read_ahead(server, then)
        if code != 250:
            return self._refused(message, code, said, reset=False)
        return _answer(message, Outcome.SENT, str(code))

    def _read_ahead(self, server: smtplib.SMTP, then: Message) -> None:
        """Read what the server says of the next envelope; what is wrong is asked again alone."""
        try:
            mail, rcpt, data = (_reply(server) for _ in range(3))
        except LOST:
            self._forget()
            return
        if mail[0] == 250 and rcpt[0] in TAKEN and data[0] == 354:
            self._announced = then.id
        elif data[0] == 354 or CLOSING in (mail[0], rcpt[0], data[0]):
            self._forget()
        else:
            self._reset()

    def _refused(
        self, message: Message, code: int, said: bytes, *, reset: bool = True
    ) -> Acknowledgement:
        """Say what a refusal means: 5xx for good, 4xx for later."""
        if code == CLOSING:
            self._forget()
        elif reset:
            self._reset()
        outcome = Outcome.REFUSED if 500 <= code < 600 else Outcome.DEFERRED
        return _answer(message, outcome, _code(code, said))

    def _reset(self) -> None:
        try:
            if self._server:
                self._server.rset()
        except LOST:
            self._forget()

    def _wait(self, seconds: float) -> None:
        if self._server and self._server.sock:
            self._server.sock.settimeout(seconds)

    def _connected(self) -> smtplib.SMTP:
        if self._server is None:
            self._server = self._open()
        return self._server

    def _open(self) -> smtplib.SMTP:
        name = f"{self.settings.host}:{self.settings.port}"
        try:
            server = smtplib.SMTP(self.settings.host, self.settings.port, timeout=self.timeout)
            server.ehlo_or_helo_if_needed()
            if self.settings.starttls:
                server.starttls(context=self.context or ssl.create_default_context())
                server.ehlo_or_helo_if_needed()  # what was said before the encryption is void
            if self.settings.user:
                server.login(self.settings.user, self.password)
        except smtplib.SMTPAuthenticationError as error:
            raise _outside(
                f"Le serveur de courriel {name} refuse cet identifiant ou ce mot de passe.",
                "Vérifiez [campaigns.smtp] et le mot de passe de var/secrets.toml.",
            ) from error
        except (smtplib.SMTPNotSupportedError, ssl.SSLError) as error:
            raise _outside(
                f"La connexion à {name} ne peut pas être chiffrée.",
                "Vérifiez le port et le certificat du serveur ; starttls = false seulement sur une "
                "machine locale.",
            ) from error
        except (OSError, smtplib.SMTPException) as error:
            raise _outside(
                f"Le serveur de courriel {name} ne répond pas.",
                "Vérifiez [campaigns.smtp] dans comptoir.toml et le réseau, puis recommencez : "
                "l’envoi reprendra où il en est.",
            ) from error
        if server.sock:  # the final dot leaves at once, not when the text before it is acknowledged
            server.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return server

    def _forget(self) -> None:
        server, self._server = self._server, None
        self._announced = ""
        if server is not None:
            server.close()

    def close(self) -> None:
        if self._announced:  # QUIT would be taken for text
            self._forget()
        server, self._server = self._server, None
        if server is not None:
            _quietly(server.quit)


def _quietly(leave: Callable[[], object]) -> None:
    try:
        leave()
    except (TimeoutError, *LOST, smtplib.SMTPException):
        return


def _reply(server: smtplib.SMTP) -> Reply:
    """Read an answer as `getreply` does, by a shorter way: there are four of them a message."""
    said = []
    while line := server.file.readline(LONGEST) if server.file else b"":
        said.append(line[4:].strip(b" \t\r\n"))
        if line[3:4] != b"-":
            code = line[:3]
            return int(code) if code.isdigit() else -1, b"\n".join(said)
    raise smtplib.SMTPServerDisconnected("the server hung up")


def _sendable(message: Message) -> bool:
    return is_sendable(message.recipient) and is_sendable(message.envelope_from)


def _mail(sender: str) -> str:
    return f"MAIL FROM:<{sender}>"


def _rcpt(recipient: str) -> str:
    return f"RCPT TO:<{recipient}>"


def _group(message: Message) -> bytes:
    """Return the whole envelope of a message, as one group of commands (RFC 2920, § 3.1)."""
    lines = (_mail(message.envelope_from), _rcpt(message.recipient), "DATA", "")
    return "\r\n".join(lines).encode("ascii")


def _stuffed(raw: bytes) -> bytes:
    """Double the dots that begin a line (RFC 5321, § 4.5.2).

    >>> _stuffed(b".a\\r\\n.b")
    b'..a\\r\\n..b'
    """
    body = raw.replace(b"\r\n.", b"\r\n..")
    return b"." + body if body.startswith(b".") else body


def _answer(message: Message, outcome: Outcome, detail: str) -> Acknowledgement:
    return Acknowledgement(message_id=message.id, outcome=outcome, detail=detail)


def _code(code: int, said: bytes) -> str:
    """Keep the codes of an answer; its words may hold an address.

    >>> _code(550, b"5.1.1 <jo@example.org>: unknown user")
    '550 5.1.1'
    """
    first = said.split(b" ", 1)[0].decode("ascii", "replace")
    enhanced = first if first.count(".") == 2 and first.replace(".", "").isdigit() else ""
    return f"{code} {enhanced}".strip()


def _outside(found: str, remedy: str) -> OutsideError:
    return OutsideError(found, remedy=remedy)
