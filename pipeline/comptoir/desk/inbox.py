"""What the public sent by the forms of the site: take it in, act on it, answer it.

Unsubscriptions and confirmations are acted on as they are taken in; messages and requests of
rights wait for somebody. Taking in twice changes nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path

from comptoir.campaigns.tokens import Keys, asked_by, read
from comptoir.channels.secrets import (
    keep_reception_identity,
    reception_identity,
    unsubscribe_keys,
)
from comptoir.consent import ConsentEvent, EventKind, class_scope
from comptoir.contacts.model import Draft, Role
from comptoir.contacts.privacy import MASKED, sees
from comptoir.context import Context
from comptoir.desk import inbox_asking, rights
from comptoir.desk.project import Project, load
from comptoir.errors import InputError, Place
from comptoir.identifiers.contact import standard_email, standard_phone
from comptoir.law.purposes import Basis
from comptoir.profiles import DataClass
from comptoir.readers.data import read_data
from comptoir.readers.sealed import new_identity, recipient_of, unseal
from comptoir.settings import PurposeClass
from comptoir.site.data import Forms
from comptoir.store import Transaction, access, begin, consents, contact_writes, contacts, reading
from comptoir.store import inbox as store
from comptoir.store.consents import NewEvent
from comptoir.store.inbox import Received
from comptoir.store.rights import NewRequest, Right
from comptoir.store.rights import add as add_request
from comptoir.text import on_one_line
from comptoir.website.reception.entries import Entry, EntryKind
from comptoir.website.reception.entries import read as read_entry
from comptoir.website.reception.inbox import PREFIX, SUFFIX, file_of
from comptoir.website.reception.rights import REQUESTS

METHOD = "formulaire du site, confirmé par courriel"
RIGHTS = dict(
    zip(
        REQUESTS,
        (Right.ACCESS, Right.RECTIFICATION, Right.ERASURE, Right.OBJECTION, Right.RESTRICTION),
        strict=False,  # the last one, « another », is read by somebody
    )
)
ANSWER_DAYS = 2  # working days, after which a message that waits is late


@dataclass(slots=True)
class Pulled:
    """What was taken in, by what it was."""

    messages: int = 0
    rights: int = 0
    agreements: int = 0  # confirmed
    stops: int = 0
    again: int = 0  # taken in before
    unread: list[Place] = field(default_factory=list)  # lines that no key of ours opens
    unknown: int = 0  # links that are not ours, or lead to nobody
    asked: int = 0  # e-mails that ask to confirm

    @property
    def new(self) -> int:
        return self.messages + self.rights + self.agreements + self.stops


def make_key(ctx: Context) -> str:
    """Make the key that opens what is taken in, once; return what the host is given.

    The secret stays in `var/secrets.toml`; the recipient goes to `[web]` of comptoir.toml.
    """
    identity = reception_identity(ctx.root)
    if identity:
        return recipient_of(identity)
    identity, recipient = new_identity()
    keep_reception_identity(ctx.root, identity)
    return recipient


def folder_of(ctx: Context, project: Project, given: Path | None = None) -> Path:
    return given or ctx.root / project.site.web.inbox


def pull(ctx: Context, folder: Path | None = None) -> Pulled:
    """Take in what the host of the forms kept, act on it, and ask to confirm agreements.

    Files of past hours, once whole in the base, are removed: nothing is kept twice.

    Raises:
        InputError: there is no key, or no such folder.
    """
    project = load(ctx)
    identity = reception_identity(ctx.root)
    if not identity:
        raise InputError(
            "il n’y a pas encore de clé de réception.", remedy="comptoir réception clé la crée."
        )
    source = folder_of(ctx, project, folder)
    if folder is not None and not source.is_dir():
        raise InputError("ce dossier n’existe pas.", at=Place(str(folder)))
    told = Pulled()
    act = _Act(ctx, project, unsubscribe_keys(ctx.root), told)
    for path in sorted(source.glob(f"{PREFIX}*{SUFFIX}")):
        entries = list(_entries(path, identity, told))
        act.take(entries)
        if path.name < file_of(ctx.now()) and not any(p.path == path.name for p in told.unread):
            path.unlink()
    told.asked = inbox_asking.ask(ctx, project)
    return told


def pull_if_any(ctx: Context) -> Pulled | None:
    """Take in what waits beside the project, before anybody is written to."""
    if not reception_identity(ctx.root) or not folder_of(ctx, load(ctx)).is_dir():
        return None
    return pull(ctx)


def _entries(path: Path, identity: str, told: Pulled) -> Iterator[Entry]:
    """Read a file that is perhaps still written to: its last line may be cut."""
    *lines, rest = path.read_bytes().split(b"\n")
    for number, line in enumerate(lines, 1):
        if not line:
            continue
        try:
            yield read_entry(unseal(identity, line.decode("ascii", "replace")))
        except InputError:
            told.unread.append(Place(path.name, number))
    if rest:
        told.unread.append(Place(path.name, len(lines) + 1))


@dataclass(slots=True)
class _Act:
    """Acts on entries, each in the base once."""

    ctx: Context
    project: Project
    keys: Keys
    told: Pulled
    forms: Forms = field(init=False)

    def __post_init__(self) -> None:
        self.forms = read_data(self.ctx.root)[0].forms

    def take(self, entries: Sequence[Entry]) -> None:
        if not entries:
            return
        with begin(self.ctx, act="inbox.pull") as tx:
            known = set(store.known(tx.db, [entry.id for entry in entries]))
            for entry in entries:
                if entry.id in known:
                    self.told.again += 1
                    continue
                known.add(entry.id)
                self._one(tx, entry)

    def _one(self, tx: Transaction, entry: Entry) -> None:
        if entry.kind is EntryKind.STOP:
            self._stop(tx, entry)
        elif entry.kind is EntryKind.CONFIRM:
            self._confirm(tx, entry)
        else:
            self._keep(tx, entry)

    def _keep(self, tx: Transaction, entry: Entry, answer: str = "", to: int | None = None) -> None:
        store.take(
            tx,
            entry=entry.id,
            kind=entry.kind.value,
            form=entry.form,
            at=entry.at,
            said=entry.values,
            agreements=[asdict(one) for one in entry.agreements],
            ip=entry.ip,
            contact_id=to or self._writer(tx, entry.values),
            answer=answer,
        )
        if entry.kind is EntryKind.RIGHTS:
            self.told.rights += 1
            self._request(tx, entry)
        elif entry.kind is EntryKind.FORM:
            self.told.messages += 1

    def _request(self, tx: Transaction, entry: Entry) -> None:
        """Open the file of a request of rights, where it is known who asks and what."""
        right = RIGHTS.get(entry.values.get("demande", ""))
        contact_id = self._writer(tx, entry.values)
        kept = store.by_entry(tx.db, entry.id)
        if right is None or contact_id is None or kept is None:
            return  # somebody finds out who it is, and answers
        day = tx.ctx.day_of(entry.at)
        new = NewRequest(
            contact_id=contact_id, right=right, received_on=day, due_on=rights.due_on(day)
        )
        number = add_request(tx, new)
        store.mark(
            tx, kept.id, closed_at=tx.now, closed_by=tx.ctx.actor.login,
            answer=f"demande {number} ouverte",
        )  # fmt: skip

    def _writer(self, tx: Transaction, values: object) -> int | None:
        """Return who wrote, where one contact alone has this address."""
        email = standard_email(str(values.get("mel", ""))) if isinstance(values, dict) else ""
        found = contacts.ids_of(tx.db, email=email) if email else []
        return found[0] if len(found) == 1 else None

    def _stop(self, tx: Transaction, entry: Entry) -> None:
        claim = read(self.keys, entry.token)
        contact_id = store.written_to(tx.db, claim.outbox_id) if claim else None
        if claim is None or contact_id is None:
            self.told.unknown += 1
            self._keep(tx, entry, "lien inconnu")
            return
        day = tx.ctx.day_of(entry.at)
        wanted = [scope for scope in entry.scopes if scope in self.project.processing.purposes]
        events = [self._stopped(scope, day) for scope in wanted]
        if not events and claim.kind is not PurposeClass.STATUTORY:
            scope = class_scope(claim.kind)
            events = [_event(EventKind.OBJECTED, scope, day)]
        consents.record(tx, [
            NewEvent(contact_id=contact_id, event=event, method="lien d’un courriel",
                     evidence=f"réception {entry.id}")
            for event in events
        ])  # fmt: skip
        self.told.stops += 1
        self._keep(tx, entry, "arrêt enregistré", contact_id)

    def _stopped(self, scope: str, day: date) -> ConsentEvent:
        basis = self.project.processing.purposes[scope].basis
        kind = EventKind.WITHDRAWN if basis is Basis.CONSENT else EventKind.OBJECTED
        return _event(kind, scope, day)

    def _confirm(self, tx: Transaction, entry: Entry) -> None:
        asked = asked_by(self.keys, entry.token)
        first = store.by_entry(tx.db, asked.hex()) if asked else None
        if first is None or first.confirmed_at is not None:
            self.told.unknown += first is None
            self._keep(tx, entry, "lien inconnu" if first is None else "déjà confirmé")
            return
        contact_id = self._known_or_new(tx, first)
        if contact_id is None:  # several people share this address
            store.mark(tx, first.id, confirmed_at=entry.at, closed_at=None)
            self._keep(tx, entry, "à rattacher : plusieurs fiches ont cette adresse")
            return
        consents.record(tx, list(self._granted(tx, first, entry, contact_id)))
        store.mark(tx, first.id, confirmed_at=entry.at, contact_id=contact_id)
        if not self._message(first):
            store.mark(
                tx, first.id, closed_at=tx.now, closed_by=tx.ctx.actor.login,
                answer="accord confirmé",
            )  # fmt: skip
        self.told.agreements += 1
        self._keep(tx, entry, "accord confirmé", contact_id)

    def _granted(
        self, tx: Transaction, first: Received, entry: Entry, contact_id: int
    ) -> Iterator[NewEvent]:
        for one in first.agreements:
            if one["purpose"] in self.project.processing.purposes:
                event = _event(EventKind.GRANTED, one["purpose"], tx.ctx.day_of(entry.at))
                yield NewEvent(
                    contact_id=contact_id,
                    event=event,
                    method=METHOD,
                    text=one["wording"],
                    evidence=f"réception {first.entry}, confirmée par {entry.id}",
                    page=on_one_line(one["page"]),
                    ip=entry.ip,
                )

    def _known_or_new(self, tx: Transaction, first: Received) -> int | None:
        draft = self._draft(first, tx.ctx.day_of(first.at))
        found = contacts.ids_of(tx.db, email=draft.email)
        if found:
            return found[0] if len(found) == 1 else None
        made = contact_writes.add(tx, draft)
        contact_writes.add_roles(tx.db, [(made.id, Role.PROSPECT, draft.source_on)])
        return made.id

    def _draft(self, first: Received, day: date) -> Draft:
        form = self.forms.forms.get(first.form)
        by = {one.autocomplete: first.said.get(one.name, "") for one in form.fields} if form else {}
        email = next(
            (first.said.get(one.name, "") for one in form.fields if one.kind == "email"), ""
        ) if form else ""  # fmt: skip
        return Draft(
            first_name=by.get("given-name", ""),
            last_name=by.get("family-name", "") or by.get("name", ""),
            email=standard_email(email),
            mobile=standard_phone(by.get("tel", "")),
            source=f"formulaire « {first.form} » du site",
            source_on=day,
        )

    def _message(self, first: Received) -> bool:
        """Say whether somebody wrote more than who they are and what they agree to."""
        form = self.forms.forms.get(first.form)
        fields = form.fields if form else ()
        return any(
            one.kind in ("textarea", "select") and first.said.get(one.name) for one in fields
        )


def _event(kind: EventKind, scope: str, day: date) -> ConsentEvent:
    return ConsentEvent(kind=kind, scope=scope, channel="email", on=day)


def waiting(ctx: Context) -> list[Received]:
    """Return what waits for an answer, the oldest first."""
    with reading(ctx) as db:
        return store.waiting(db)


def show(ctx: Context, reference: str) -> Received:
    """Return one entry, and note that it was read; a profile that sees no address sees no words."""
    with reading(ctx) as db:
        found = store.by_reference(db, reference)
    access.note(ctx, act="inbox.show", record_id=found.reference)
    if sees(ctx.actor.rights, DataClass.REACH):
        return found
    return replace(found, said=dict.fromkeys(found.said, MASKED))


def close(ctx: Context, reference: str, *, answer: str) -> Received:
    """Say what was done of an entry; it no longer waits."""
    with begin(ctx, act="inbox.close") as tx:
        found = store.by_reference(tx.db, reference)
        if found.closed_at is not None:
            raise InputError(f"{found.reference} est déjà clos.")
        told = on_one_line(answer) or "répondu"
        store.mark(tx, found.id, closed_at=tx.now, closed_by=ctx.actor.login, answer=told)
        tx.record("inbox_entry", found.reference, {"closed": (None, True)})
    return replace(found, closed_at=tx.now, answer=told)


def due_on(ctx: Context, project: Project, one: Received) -> date:
    """Return the day by which an entry is to be answered.

    A month for rights (GDPR, art. 12.3: calendar days); working days of the house for a message.
    """
    day = ctx.day_of(one.at)
    if one.kind == EntryKind.RIGHTS:
        return rights.due_on(day)
    return project.organisation.working_days.after(day, ANSWER_DAYS)
