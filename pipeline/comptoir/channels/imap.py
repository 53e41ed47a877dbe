"""A mailbox read by IMAP: nothing is changed there, no message is marked as read."""

import imaplib
import re
import ssl
from collections.abc import Callable, Iterator, Sequence

from comptoir.errors import OutsideError
from comptoir.readers.mailboxes import MOST, Kept
from comptoir.settings.campaigns import MailboxSecurity, MailboxSettings

TIMEOUT = 60.0  # seconds, to connect and for each answer
PIECE = 100  # messages whose identifiers are asked for together
FAILED = (OSError, imaplib.IMAP4.error)


def messages(
    settings: MailboxSettings, password: str, *, known: Callable[[str], bool]
) -> Iterator[Kept]:
    """Yield the messages of the folder of the settings.

    Args:
        settings: `[campaigns.mailbox]`.
        password: of its user.
        known: whether a Message-ID was taken in before: such a message is not downloaded again.

    Raises:
        OutsideError: the server does not answer, or refuses.
    """
    server = _opened(settings, password)
    try:
        for uid, size in _wanted(server, known):
            yield Kept(f"{settings.folder} n° {uid}", _body(server, uid), size)
    except FAILED as error:
        raise _lost(settings) from error
    finally:
        _leave(server)


def _opened(settings: MailboxSettings, password: str) -> imaplib.IMAP4:
    context = ssl.create_default_context()
    name = f"{settings.host}:{settings.port}"
    try:
        server: imaplib.IMAP4
        if settings.security is MailboxSecurity.TLS:
            server = imaplib.IMAP4_SSL(
                settings.host, settings.port, ssl_context=context, timeout=TIMEOUT
            )
        else:
            server = imaplib.IMAP4(settings.host, settings.port, timeout=TIMEOUT)
            if settings.security is MailboxSecurity.STARTTLS:
                server.starttls(context)
    except ssl.SSLError as error:
        raise OutsideError(
            f"la connexion à la boîte {name} ne peut pas être chiffrée.",
            remedy="Vérifiez port et security de [campaigns.mailbox].",
        ) from error
    except FAILED as error:
        raise _lost(settings) from error
    try:
        server.login(settings.user, password)
    except FAILED as error:
        _leave(server)
        raise OutsideError(
            f"la boîte {name} refuse cet identifiant ou ce mot de passe.",
            remedy="Vérifiez user de [campaigns.mailbox] et le mot de passe de var/secrets.toml.",
        ) from error
    folder = '"' + settings.folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if server.select(folder, readonly=True)[0] != "OK":
        _leave(server)
        raise OutsideError(
            f"la boîte {name} n’a pas de dossier « {settings.folder} ».",
            remedy="Vérifiez folder de [campaigns.mailbox].",
        )
    return server


def _lost(settings: MailboxSettings) -> OutsideError:
    return OutsideError(
        f"la boîte {settings.host}:{settings.port} ne répond pas.",
        remedy="Vérifiez [campaigns.mailbox] et le réseau, puis recommencez : ce qui est déjà "
        "relevé ne le sera pas deux fois.",
    )


def _wanted(server: imaplib.IMAP4, known: Callable[[str], bool]) -> Iterator[tuple[str, int]]:
    """Yield the messages that were not taken in, and their sizes in bytes."""
    found = server.uid("SEARCH", "ALL")[1]
    uids = b" ".join(one for one in found if isinstance(one, bytes)).decode().split()
    for start in range(0, len(uids), PIECE):
        asked = ",".join(uids[start : start + PIECE])
        fields = "(UID RFC822.SIZE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])"
        for head, literal in _pairs(server.uid("FETCH", asked, fields)[1]):
            uid, size = re.search(rb"UID (\d+)", head), re.search(rb"RFC822\.SIZE (\d+)", head)
            identifier = re.search(rb"<[^<>\s]+>", literal)
            if uid and not (identifier and known(identifier[0].decode("latin-1"))):
                yield uid[1].decode(), int(size[1]) if size else 0


def _body(server: imaplib.IMAP4, uid: str) -> bytes:
    answer = server.uid("FETCH", uid, f"(BODY.PEEK[]<0.{MOST}>)")[1]
    return next((literal for _, literal in _pairs(answer)), b"")


def _pairs(answer: Sequence[object]) -> Iterator[tuple[bytes, bytes]]:
    for one in answer:
        if isinstance(one, tuple):
            yield bytes(one[0]), bytes(one[1])


def _leave(server: imaplib.IMAP4) -> None:
    try:
        server.logout()
    except FAILED:
        return
