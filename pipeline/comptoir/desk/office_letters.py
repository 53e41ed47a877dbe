"""`comptoir campaign docx`: the letters of a mailing from a model written in a word processor.

For offices that finish their letters by hand. Who receives one is decided here as for any letter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from comptoir.campaigns.address import address_block
from comptoir.campaigns.fields import FIELDS, contact_fields, value_at
from comptoir.campaigns.mentions import may_stop
from comptoir.channels.office import OfficeModel
from comptoir.consent import Reason
from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk import addressing
from comptoir.desk import campaign_material as materials
from comptoir.desk.addressing import CHANNEL
from comptoir.desk.campaign_material import Material
from comptoir.desk.send_report import sending_alone
from comptoir.errors import Fault, InputError, Place, RefusedError
from comptoir.errors.french import nearest
from comptoir.private import write_private
from comptoir.store import begin, outbox
from comptoir.store.outbox_rows import Settlement, State
from comptoir.text import fold

LINES = 7  # of an address, abroad
MOST = 1_000_000
# What a field of a word processor may be called, in French; English names are those of mailings.
FRENCH = {
    "prenom": "contact.first_name", "nom": "contact.last_name", "civilite": "contact.civility",
    "nom_complet": "contact.full_name", "organisme": "contact.organisation",
    "politesse": "contact.salutation", "commune": "contact.city", "ville": "contact.city",
    "reference": "contact.reference", "association": "organisation.name",
    "telephone": "organisation.phone", "courriel": "organisation.email",
    "signataire": "organisation.publication_director", "fonction": "organisation.director_title",
    "saison": "season.name", "cotisation": "season.fee", "cotisation_reduite": "season.reduced_fee",
    "titre": "campaign.title", "code": "campaign.code",
}  # fmt: skip
MENTIONS = "mentions"
OWN = {
    "adresse": "l’adresse entière, une ligne sous l’autre",
    **{f"adresse_{n}": f"la ligne {n} de l’adresse" for n in range(1, LINES + 1)},
    "objet": "l’objet de la lettre",
    "date": "la date de la lettre",
    "lieu_et_date": "la commune et la date",
    MENTIONS: "pourquoi la personne reçoit la lettre, et comment ne plus en recevoir",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What was made."""

    campaign: str
    model: str
    fields: tuple[str, ...]
    count: int
    paths: tuple[Path, ...]
    bad_addresses: tuple[str, ...] = ()
    left: int = 0  # letters that the outbox says have left with these


def known() -> dict[str, str]:
    """Return the names that a field may have, and what each holds."""
    return {**OWN, **{name: FIELDS[full] for name, full in FRENCH.items()}, **FIELDS}


def merge(
    ctx: Context, name: str, model: Path, *, each: bool = False, posted: bool = False
) -> Merged:
    """Merge a model for those whom a mailing writes to.

    Args:
        ctx: who acts.
        name: the mailing.
        model: the DOCX.
        each: a document a person, rather than one for all.
        posted: they are the mailing's letters: those prepared have left with them.

    Raises:
        InputError: the model cannot be used, or a field is not known.
        RefusedError: nobody may be written to, or the law's mentions have no place.
    """
    made = materials.load(ctx, name)
    materials.refuse_draft(made.campaign)
    read = OfficeModel(model, shown=model.name)
    sources = _sources(read.fields, Place(model.name))
    if may_stop(made.purpose.kind) and MENTIONS not in sources.values():
        raise RefusedError(
            "ce modèle ne dit pas comment ne plus recevoir ces lettres (RGPD, art. 21).",
            remedy="Ajoutez-lui le champ Mentions, au pied de la lettre.",
            at=Place(model.name),
        )
    people, prepared, bad = addressing.people(made)
    if posted and not prepared:
        raise RefusedError(
            "aucune lettre de cet envoi n’est préparée.",
            remedy=f"D’abord : comptoir campagne préparer {made.campaign.name} --canal lettre.",
        )
    rows = [_row(made, person, sources) for person in people]
    folder = materials.folder(ctx, made.campaign.name)
    if each:
        paths = tuple(
            write_private(folder / "word" / f"{person.reference}.docx", read.merge([row]))
            for person, row in zip(people, rows, strict=True)
        )
    else:
        paths = (write_private(folder / "lettres.docx", read.merge(rows)),)
    return Merged(
        campaign=made.campaign.name,
        model=model.name,
        fields=read.fields,
        count=len(people),
        paths=paths,
        bad_addresses=bad,
        left=_posted(ctx, made, people) if posted else 0,
    )


def _posted(ctx: Context, made: Material, people: Sequence[Contact]) -> int:
    """Say in the outbox that the letters of some people have left."""
    ctx.act_on()
    name, ids = made.campaign.name, {person.id for person in people}
    with sending_alone(ctx, name, CHANNEL), begin(ctx, act="campaign.send") as tx:
        waiting = [
            row
            for run in outbox.runs(tx.db, name, CHANNEL)
            for row in outbox.waiting(tx.db, run.id, now=tx.now, limit=MOST)
            if row.contact_id in ids
        ]
        left = [
            Settlement(id=row.id, state=State.SENT, detail="Word", started_at=tx.now, at=tx.now)
            for row in waiting
        ]
        outbox.settle(tx, left)
        if left:
            tx.record("campaign", name, {"posted": (0, len(left))})
    return len(left)


def _sources(fields: Sequence[str], at: Place) -> dict[str, str]:
    """Return where the value of each field comes from."""
    names = {_bare(name): full for name, full in FRENCH.items()}
    names |= {_bare(name): name for name in (*OWN, *FIELDS)}
    faults = [_unknown(field, names, at) for field in fields if _bare(field) not in names]
    if faults:
        raise InputError(faults=faults)
    return {field: names[_bare(field)] for field in fields}


def _bare(name: str) -> str:
    """
    >>> _bare("Prénom"), _bare("Adresse 1"), _bare("contact.first_name")
    ('prenom', 'adresse_1', 'contact_first_name')
    """
    return "_".join("".join(c if c.isalnum() else " " for c in fold(name)).split())


def _unknown(field: str, names: Mapping[str, str], at: Place) -> Fault:
    close = nearest(_bare(field), names)
    hint = f"Vouliez-vous écrire « {close} » ?" if close else f"Connus : {', '.join(known())}."
    return Fault(f"le champ « {field} » de ce modèle n’existe pas.", hint, at)


def _row(made: Material, person: Contact, sources: Mapping[str, str]) -> dict[str, str]:
    fields: dict[str, Any] = {**made.shared, "contact": contact_fields(person)}
    own = _own(made, person)
    return {
        field: own[source] if source in own else value_at(fields, source)
        for field, source in sources.items()
    }


def _own(made: Material, person: Contact) -> dict[str, str]:
    lines = address_block(person).lines
    reason = Reason.POST if may_stop(made.purpose.kind) else Reason.STATUTORY
    seat = made.project.organisation.seat
    day = french_date(made.on)
    return {
        "adresse": "\n".join(lines),
        **{f"adresse_{n}": (*lines, *[""] * LINES)[n - 1] for n in range(1, LINES + 1)},
        "objet": made.words(person, "letter").subject,
        "date": day,
        "lieu_et_date": f"{seat.city}, le {day}" if seat.city else f"Le {day}",
        MENTIONS: " ".join(made.mentions(reason.value, "letter", person.reference).lines),
    }
