"""Remind of appointments the day before: a service message, once each, by a channel allowed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from comptoir.channels.file import FileChannel
from comptoir.channels.mime import is_sendable
from comptoir.channels.protocol import Channel
from comptoir.consent import decide
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk.appointments.booking import House, house
from comptoir.desk.appointments.calendars import calendar
from comptoir.desk.outgoing import mail_channel, one_message
from comptoir.desk.project import Project, load
from comptoir.errors import ComptoirError, OutsideError
from comptoir.message import Attachment, Outcome
from comptoir.store import appointments, begin, contact_states, contacts, reading
from comptoir.store.appointments import Appointment, State

FOLDER = "rappels"  # under var/outbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """What was done of one appointment."""

    reference: str
    contact: str
    channel: str  # email; phone: somebody calls; nothing: no channel is allowed
    trouble: str = ""


def remind(ctx: Context) -> list[Reminded]:
    """Remind of the appointments of the next working day, each once."""
    today = ctx.act_on()
    project, here = load(ctx), house(ctx)
    if not here.said.remind:
        return []
    until = project.organisation.working_days.after(today, 1)
    start = here.instant(datetime.combine(today + timedelta(days=1), time()))
    end = here.instant(datetime.combine(until + timedelta(days=1), time()))
    with reading(ctx) as db:
        found = appointments.between(db, start, end, states=(State.BOOKED.value,))
    waiting = [one for one in found if one.reminded_at is None and one.contact_id]
    if not waiting:
        return []
    mail = mail_channel(ctx, project.site.campaigns, ctx.var / "outbox" / FOLDER)
    try:
        return list(_each(ctx, project, here, waiting, mail))
    finally:
        mail.close()


def _each(
    ctx: Context, project: Project, here: House, waiting: list[Appointment], mail: Channel
) -> Iterator[Reminded]:
    for one in waiting:
        try:
            yield _remind(ctx, project, here, one, mail)
        except ComptoirError as error:
            yield Reminded(reference=one.reference, contact=one.contact, channel="email",
                           trouble=str(error))  # fmt: skip


def _remind(
    ctx: Context, project: Project, here: House, one: Appointment, mail: Channel
) -> Reminded:
    """Write to one person and note it, together."""
    assert one.contact_id is not None  # of the query
    with begin(ctx, act="appointment.remind") as tx:
        person = contacts.many(tx.db, [one.contact_id])[0]
        state = contact_states.states(tx.db, [one.contact_id], ctx.today)[one.contact_id]
        purpose = project.purpose(here.said.purpose)
        told = Reminded(reference=one.reference, contact=one.contact, channel="")
        if not (decide(purpose, "email", state).allowed and is_sendable(person.email)):
            phone = decide(purpose, "phone", state).allowed and (person.mobile or person.phone)
            appointments.reminded(tx, one)
            return Reminded(reference=one.reference, contact=one.contact,
                            channel="phone" if phone else "")  # fmt: skip
        appointments.reminded(tx, one)
        subject, text = words(project, here, one)
        invitation = Attachment(name="rendez-vous.ics", media_type="text/calendar",
                                content=calendar(ctx, here, [one]))  # fmt: skip
        message = one_message(
            ctx, project, id_=f"rappel-{one.reference}-{one.revision}", to=person.email,
            subject=subject, text=text, automatic=True, attachments=(invitation,),
        )  # fmt: skip
        answer = mail.send(message)
        if answer.outcome in (Outcome.REFUSED, Outcome.DEFERRED) and not isinstance(
            mail, FileChannel
        ):
            raise OutsideError(
                f"le serveur de courriel n’a pas pris ce rappel ({answer.detail}).",
                remedy="Appelez la personne, ou relancez plus tard.",
            )
        return Reminded(reference=told.reference, contact=told.contact, channel="email")


def words(project: Project, here: House, one: Appointment) -> tuple[str, str]:
    """Return the subject and the text of a reminder."""
    at = here.local(one.starts)
    hour = f"{at:%H h %M}".lstrip("0").removesuffix(" 00")
    day = f"{french_date(at.date(), weekday=True)} à {hour}"
    where = here.said.rooms.get(one.room, "")
    name = project.organisation.name
    lines = [
        "Bonjour,",
        "",
        f"Nous vous attendons {day}" + (f" : {where}." if where else "."),
        "",
        f"Un empêchement ? Répondez à ce message, en rappelant le numéro {one.reference}.",
        "",
        "À bientôt,",
        name,
    ]
    return f"Votre rendez-vous du {day}", "\n".join(lines) + "\n"
