"""The quality of contacts: what is wrong in their files, who sees to it, and mending it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from comptoir.contacts import cells
from comptoir.contacts.columns import FIELDS
from comptoir.contacts.merging import with_changes
from comptoir.contacts.model import Contact
from comptoir.contacts.privacy import FIELD_CLASSES, MASKED, hidden_fields, masked, sees
from comptoir.contacts.quality import RULES, Examined, Issue, Known, Severity, issues
from comptoir.context import Context
from comptoir.desk.project import load
from comptoir.errors import InputError, RefusedError
from comptoir.errors.french import unknown
from comptoir.profiles import DataClass
from comptoir.readers.towns import official_communes
from comptoir.rules.sensitive import found_in
from comptoir.store import (
    Transaction,
    access,
    anomalies,
    begin,
    contact_notes,
    contact_writes,
    contacts,
    field_origins,
    holdings,
    reading,
)
from comptoir.store.anomalies import ACCEPTED, MENDED, OPEN, Anomaly

BLOCK = 2_000  # contacts examined together
STATES = {OPEN: "ouverte", MENDED: "corrigée", ACCEPTED: "acceptée"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What examining the whole base found."""

    contacts: int
    counts: Mapping[str, int]  # open anomalies by rule
    new: int
    mended: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FileQuality:
    """One contact's file: where each field comes from, and what is wrong."""

    contact: Contact
    origins: Mapping[str, Known]
    issues: tuple[Issue, ...]
    hidden: tuple[str, ...]


def examine(ctx: Context) -> Examination:
    """Look at every file, and bring the register of anomalies up to date."""
    today = ctx.act_on()
    mission = load(ctx).organisation.purpose
    with begin(ctx, act="contact.quality") as tx:
        ids = contacts.all_ids(tx.db)
        new = mended = 0
        for piece in ctx.progress.track(list(contacts.chunks(ids, BLOCK)), label="Examen"):
            found = [
                (one.contact.id, issue)
                for one in _examined(tx.db, contacts.many(tx.db, piece), mission)
                for issue in issues(one, official_communes(), today)
            ]
            added, settled = anomalies.bring_up_to_date(tx, found, examined=set(piece), today=today)
            new, mended = new + added, mended + settled
        open_ = Counter(one.rule for one in anomalies.listed(tx.db, state=OPEN))
        tx.record("anomaly", "", {"new": (None, new), "mended": (None, mended)})
    return Examination(contacts=len(ids), counts=dict(open_.most_common()), new=new, mended=mended)


def _examined(db: Connection, people: Sequence[Contact], mission: str) -> list[Examined]:
    ids = [one.id for one in people]
    facts, tags = holdings.facts(db, ids), holdings.tags(db, ids)
    known, notes = field_origins.known(db, people), contact_notes.texts(db, ids)
    return [
        Examined(
            contact=one,
            facts=facts[one.id],
            known=known[one.id],
            sensitive=_sensitive(facts[one.id], tags[one.id], notes.get(one.id, []), mission),
        )
        for one in people
    ]


def _sensitive(
    facts: Mapping[str, str], tags: Sequence[str], notes: Sequence[str], mission: str
) -> list[str]:
    texts = [*facts.items(), ("tags", "\n".join(tags)), ("notes", "\n".join(notes))]
    return [name for name, text in texts if text and found_in(text, mission)]


def of_contact(ctx: Context, reference: str) -> FileQuality:
    """Examine one file, without writing anything."""
    mission = load(ctx).organisation.purpose
    with reading(ctx) as db:
        one = contacts.by_reference(db, reference)
        [examined] = _examined(db, [one], mission)
    access.note(ctx, act="contact.quality", record_id=one.reference)
    hidden = hidden_fields(ctx.actor.rights)
    return FileQuality(
        contact=masked(one, ctx.actor.rights),
        origins=examined.known if sees(ctx.actor.rights, DataClass.ORIGIN) else {},
        issues=tuple(
            _seen(ctx, issue) for issue in issues(examined, official_communes(), ctx.today)
        ),
        hidden=tuple(hidden),
    )


def _seen(ctx: Context, issue: Issue) -> Issue:
    if sees(ctx.actor.rights, FIELD_CLASSES.get(issue.field, DataClass.IDENTITY)):
        return issue
    return replace(issue, value=MASKED, suggestion=MASKED if issue.suggestion else "")


def confirm(
    ctx: Context, reference: str, fields: Sequence[str], *, source: str
) -> tuple[Contact, list[str]]:
    """Note that the person confirmed some fields today.

    Args:
        ctx: who acts.
        reference: whose.
        fields: their names, French or not; every one that holds something without any.
        source: how: « au téléphone », « au guichet ».
    """
    today = ctx.act_on()
    with begin(ctx, act="contact.confirm") as tx:
        one = contacts.by_reference(tx.db, reference)
        names = [_field(name) for name in fields]
        names = names or [n for n in field_origins.FIELDS if getattr(one, n)]
        empty = [FIELDS[name] for name in names if not getattr(one, name)]
        if empty:
            raise InputError(
                f"{one.reference} n’a rien dans : {', '.join(empty)}.",
                remedy="Remplissez d’abord : comptoir contact modifier.",
            )
        field_origins.note(tx.db, one.id, names, source=source, on=today, confidence="confirmed")
        tx.record("contact", one.reference, {f"{name}.confirmed": (None, today) for name in names})
    return one, names


def _field(name: str) -> str:
    known = {FIELDS[one]: one for one in field_origins.FIELDS} | {
        one: one for one in field_origins.FIELDS
    }
    if name.strip() not in known:
        raise unknown("champ", name, known, remedy=f"Champs : {', '.join(list(known)[:13])}.")
    return known[name.strip()]


# The register


def listing(ctx: Context, *, state: str = OPEN, rule: str = "", owner: str = "") -> list[Anomaly]:
    """Return the anomalies of the register, the worst first, masked for whoever asks."""
    if rule and rule not in RULES:
        raise unknown("règle", rule, RULES, remedy=f"Règles : {', '.join(RULES)}.")
    with reading(ctx) as db:
        found = anomalies.listed(db, state=state, rule=rule, owner=owner)
    access.note(ctx, act="anomaly.list", noun="anomaly", rows=len(found))
    return [_masked(ctx, one) for one in found]


def _masked(ctx: Context, one: Anomaly) -> Anomaly:
    if sees(ctx.actor.rights, FIELD_CLASSES.get(one.field, DataClass.IDENTITY)):
        return one
    return replace(one, old=MASKED if one.old else "", new=MASKED if one.new else "")


def assign(ctx: Context, reference: str, owner: str) -> Anomaly:
    """Say who sees to an anomaly."""
    ctx.act_on()
    if not owner.strip():
        raise InputError("dites qui s’en occupe.", remedy="Ajoutez --to NOM.")
    with begin(ctx, act="anomaly.assign") as tx:
        anomalies.assign(tx, anomalies.named(tx.db, reference), owner.strip())
        return anomalies.named(tx.db, reference)


def resolve(ctx: Context, reference: str, *, apply: bool = False, reason: str = "") -> Anomaly:
    """Settle an anomaly: apply what it suggests, or accept the value with a reason.

    Raises:
        InputError: neither was asked, or there is nothing to apply.
        RefusedError: it is settled already, or the file changed since.
    """
    today = ctx.act_on()
    if apply == bool(reason.strip()):
        raise InputError(
            "dites ce que devient cette anomalie.",
            remedy="--apply corrige comme proposé ; --reason « … » garde la valeur.",
        )
    with begin(ctx, act="anomaly.resolve") as tx:
        one = anomalies.named(tx.db, reference)
        if one.state != OPEN:
            raise RefusedError(f"{one.reference} est déjà {STATES[one.state]}.")
        if not apply:
            anomalies.settle(tx, one, ACCEPTED, reason=reason.strip())
            return anomalies.named(tx.db, reference)
        if not one.new:
            raise InputError(
                f"{one.reference} : aucune correction n’est proposée.",
                remedy=f"Corrigez la fiche : comptoir contact modifier {one.contact}.",
            )
        person = contacts.by_reference(tx.db, one.contact)
        _mend(tx, person, one, today)
        anomalies.settle(tx, one, MENDED, reason="")
        return anomalies.named(tx.db, reference)


def _mend(tx: Transaction, person: Contact, one: Anomaly, today: date) -> None:
    now = f"{person.postcode} {person.city}" if one.rule == "postcode-city" else (
        getattr(person, one.field)
    )  # fmt: skip
    if now != one.old:
        raise RefusedError(
            f"{one.contact} a changé depuis que l’anomalie a été trouvée.",
            remedy="Examinez de nouveau : comptoir contact qualité.",
        )
    new = cells.email(one.new) if one.mends == "email" else one.new
    fields = {one.mends: (getattr(person, one.mends), new)}
    contact_writes.change(tx, with_changes(person, fields), fields)
    field_origins.note(
        tx.db, person.id, fields, source=f"correction {one.reference}", on=today,
        confidence="deduced",
    )  # fmt: skip


def worst(found: Sequence[Anomaly], severity: str) -> int:
    """Return how many anomalies are at least this severe."""
    order = list(Severity)
    return sum(
        order.index(Severity(one.severity)) <= order.index(Severity(severity)) for one in found
    )
