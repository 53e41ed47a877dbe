"""`comptoir mail import`: read what came back, and act on it once.

A message is known by its Message-ID: reading a mailbox again changes nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

from comptoir.campaigns.returns.incoming import Incoming, read
from comptoir.campaigns.tokens import Keys
from comptoir.channels.secrets import mailbox_password, unsubscribe_keys
from comptoir.context import Context
from comptoir.desk import project as projects
from comptoir.desk import register
from comptoir.desk.returns.acting import act_on
from comptoir.desk.returns.deciding import AUTOMATIC, Decided, decide
from comptoir.errors import ComptoirError, InputError
from comptoir.readers.mailboxes import Kept, messages
from comptoir.store import begin, mail, reading

TOGETHER = 100  # messages an act
T = TypeVar("T")


@dataclass(slots=True, kw_only=True)
class Taken:
    """What an import did."""

    dry_run: bool = False
    read: int = 0
    again: int = 0  # taken in before
    kinds: Counter[str] = field(default_factory=Counter)
    stopped: int = 0  # addresses that a third return for now has stopped
    registered: int = 0  # what somebody wrote, entered in the register of the mail
    unknown: int = 0  # about nobody that is known here
    people: list[str] = field(default_factory=list)  # references of those to come back to
    cut: list[str] = field(default_factory=list)  # messages too long to be read whole
    unread: list[tuple[str, str]] = field(default_factory=list)  # where, and why

    @property
    def new(self) -> int:
        return self.read - self.again - len(self.unread)


def take(
    ctx: Context, sources: Sequence[Path] = (), *, imap: bool = False, dry_run: bool = False
) -> Taken:
    """Read mailboxes, and act on what is new in them.

    Args:
        ctx: who acts.
        sources: files and folders of messages.
        imap: also the mailbox of the settings.
        dry_run: say what would be done, write nothing.
    """
    if not dry_run:
        ctx.act_on()
    told = Taken(dry_run=dry_run)
    keys = unsubscribe_keys(ctx.root, create=False)
    for group in _grouped(_kept(ctx, sources, imap=imap), TOGETHER):
        _take(ctx, keys, group, told)
    return told


def _kept(ctx: Context, sources: Sequence[Path], *, imap: bool) -> Iterator[Kept]:
    for source in sources:
        yield from messages(source)
    if imap:
        yield from _from_imap(ctx)


def _from_imap(ctx: Context) -> Iterator[Kept]:
    settings = projects.load(ctx).site.campaigns.mailbox
    if not (settings.host and settings.user):
        raise InputError(
            "il manque l’adresse de la boîte à relever.",
            remedy="Écrivez host et user dans [campaigns.mailbox] de comptoir.toml, et le mot de "
            'passe dans var/secrets.toml : [mailbox] password = "…".',
        )
    from comptoir.channels import imap

    def is_known(message_id: str) -> bool:
        with reading(ctx) as db:
            return bool(mail.known(db, [mail.key_of(message_id, b"")]))

    yield from imap.messages(settings, mailbox_password(ctx.root), known=is_known)


def _grouped(things: Iterable[T], size: int) -> Iterator[list[T]]:
    waiting = iter(things)
    while group := list(islice(waiting, size)):
        yield group


def _take(ctx: Context, keys: Keys, group: Sequence[Kept], told: Taken) -> None:
    read_ = [found for kept in group for found in _read(kept, told)]
    with reading(ctx) as db:
        known = mail.known(db, [key for _, key, _ in read_])
        fresh: dict[str, tuple[Incoming, bytes]] = {}
        for one, key, raw in read_:
            told.again += key in known or key in fresh
            if key not in known:
                fresh.setdefault(key, (one, raw))
        decided = {key: decide(db, keys, one) for key, (one, _) in fresh.items()}
    if told.dry_run:
        for what in decided.values():
            _count(told, what)
        return
    if not fresh:
        return
    with begin(ctx, act="mail.import") as tx:
        for key, (one, raw) in fresh.items():
            done = act_on(tx, one, key, decided[key])
            who = next((what.contact_id for what in decided[key] if what.contact_id), None)
            told.registered += bool(register.take_in(tx, one, raw, who))
            told.stopped += done.stopped
            told.people += done.people
            _count(told, decided[key])


def _read(kept: Kept, told: Taken) -> Iterator[tuple[Incoming, str, bytes]]:
    told.read += 1
    try:
        one = read(kept.raw)
    except ComptoirError as error:
        told.unread.append((kept.name, error.faults[0].found))
        return
    if not kept.whole:
        told.cut.append(kept.name)
    yield one, mail.key_of(one.message_id, kept.raw), kept.raw


def _count(told: Taken, decided: Sequence[Decided]) -> None:
    for what in decided:
        told.kinds[what.kind] += 1
        told.unknown += what.contact_id is None and what.kind != AUTOMATIC
