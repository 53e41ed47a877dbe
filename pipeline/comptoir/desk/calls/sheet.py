"""The call sheets of a mailing: who may be called, when, with which words."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, tzinfo

from comptoir import resources
from comptoir.campaigns.audience import UNKNOWN_STATE
from comptoir.campaigns.calls import DUTIES, FIRST_WORDS, FRENCH, Result, next_day, openings
from comptoir.campaigns.fields import contact_fields, spoken_phone
from comptoir.campaigns.markup import read_markup
from comptoir.campaigns.printable import fill_json, to_json
from comptoir.channels.phone import CallMessage, Instructions, PhoneChannel
from comptoir.consent import ContactState, decide
from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk import campaign_material as materials
from comptoir.desk.campaign_material import Material
from comptoir.desk.sheets import csv_bytes
from comptoir.law.canvassing import MOST_CALLS, WINDOW
from comptoir.printing.letterhead import letterhead
from comptoir.settings import PurposeClass
from comptoir.store import begin, consents, outbox, reading
from comptoir.store import calls as store
from comptoir.store.outbox_rows import Queued, Run, State
from comptoir.text import capital, french_spaces, plural

# In a script, what is read of each person's own line.
LABELS = {
    "reference": "sa référence", "civility": "civilité", "first_name": "prénom",
    "last_name": "nom", "full_name": "prénom et nom", "organisation": "organisme",
    "salutation": "Madame, Monsieur et son nom", "city": "commune",
}  # fmt: skip
ENOUGH = f"{MOST_CALLS} appels en {WINDOW.days} jours"
ALL = 1_000_000
HOW = (
    (french_spaces("Notez chaque appel dans {file}, colonne Résultat, puis :"),
     "comptoir campagne appeler --fichier {file}"),
    (french_spaces("Ou un par un :"), "comptoir campagne appeler {reference} joint"),
)  # fmt: skip
NO_HOURS = "Aux heures de bureau : la loi n’impose pas d’horaire à cet appel."


def channel(made: Material, *, at: datetime) -> PhoneChannel:
    organisation = made.project.organisation
    commercial = made.purpose.kind is PurposeClass.COMMERCIAL
    local = made.ctx.local(at)
    title = made.purpose.title[:1].lower() + made.purpose.title[1:]
    first = FIRST_WORDS.format(organisation=organisation.name, purpose=title)
    day = french_date(local.date())
    return PhoneChannel(
        folder=materials.folder(made.ctx, made.campaign.name),
        theme=resources.theme_folders(made.ctx.root),
        timestamp=at,
        letterhead=letterhead(organisation, made.project.site, specimen=made.ctx.demonstration),
        says=Instructions(
            title=french_spaces(f"Appels : {made.campaign.title}"),
            hours=tuple(
                french_spaces(capital(one.french) + ".") for one in openings(local)
            ) if commercial else (NO_HOURS,),
            first_words=french_spaces(first) if commercial else "",
            duties=tuple(map(french_spaces, DUTIES)) if commercial else (),
            results=tuple(FRENCH.values()),
            how=HOW,
        ),
        subtitle=lambda count, name: french_spaces(
            f"{plural(count, 'personne')} · feuille {name} · {day}"
        ),
        table=csv_bytes,
    )  # fmt: skip


def messages(
    made: Material, run: Run, people: Sequence[tuple[Queued, Contact]]
) -> list[CallMessage]:
    """Say who is to be called, on what ground, and with which words."""
    ids = [person.id for _, person in people]
    with reading(made.ctx) as db:
        states = consents.states(db, ids, made.ctx.today)
        had = store.of_contacts(db, ids, Result, since=made.ctx.now() - WINDOW)
    return [
        CallMessage(
            id=row.reference,
            channel="phone",
            recipient=spoken_phone(person.mobile or person.phone),
            script=script(made, person),
            name=person.full_name,
            place=person.city,
            why=_why(made, run, states, person.id),
            calls=len(had.get(person.id, ())),
        )
        for row, person in people
    ]


def sample(made: Material, person: Contact) -> CallMessage:
    """Return the line of somebody as a preview shows it: nobody was asked whether they may be."""
    return CallMessage(
        id="T-000000",
        channel="phone",
        recipient=spoken_phone(person.mobile or person.phone) or "01 99 00 00 00",
        script=script(made, person),
        name=person.full_name,
        place=person.city,
        why="Le motif légal de l’appel sera ici.",
        calls=0,
    )


def _why(made: Material, run: Run, states: Mapping[int, ContactState], id_: int) -> str:
    state = states.get(id_, UNKNOWN_STATE)
    said = decide(made.purpose, "phone", state, offers=run.offers).french
    return french_spaces(capital(said.removeprefix("Oui : ")))


def script(made: Material, person: Contact) -> str:
    """Return what to say to somebody as JSON blocks: what is theirs is named, not written.

    So one script serves the whole sheet, and each passage that a condition adds makes another.
    """
    merged = made.words(person, "phone").body
    mine = {value.casefold(): name for name, value in contact_fields(person).items() if value}
    said = [_named(value, mine) for value in merged.values]
    body = read_markup(merged.text, made.site_url)
    return json.dumps(fill_json(to_json(body), said), ensure_ascii=False)


def _named(value: str, mine: Mapping[str, str]) -> str:
    field = mine.get(value.casefold())
    return f"[{LABELS[field]}]" if field else value


def postpone(ctx: Context, run: Run, made: Material) -> int:
    """Put off those who had as many calls as the law allows; return how many."""
    if made.purpose.kind is not PurposeClass.COMMERCIAL:
        return 0
    now = ctx.now()
    with begin(ctx, act="campaign.send") as tx:
        rows = outbox.waiting(tx.db, run.id, now=now, limit=ALL)
        ids = [row.contact_id for row in rows]
        had = store.of_contacts(tx.db, ids, Result, since=now - WINDOW)
        late = 0
        for row in rows:
            days = [ctx.day_of(at) for at in had.get(row.contact_id, ())]
            if (day := next_day(days, ctx.today)) > ctx.today:
                store.settle(
                    tx, row.id, State.DEFERRED, detail=ENOUGH, retry_at=morning(day, ctx.zone)
                )
                late += 1
        if late:
            tx.record("campaign_run", run.id, {"put_off": (0, late)})
    return late


def morning(day: date, where: tzinfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=where).astimezone(UTC)
