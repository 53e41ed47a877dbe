"""`comptoir reminder run`: the reminders that are ready leave once, by e-mail or as letters."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from comptoir import resources
from comptoir.channels.file import FileChannel
from comptoir.channels.protocol import Channel
from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.desk import filing
from comptoir.desk import project as projects
from comptoir.desk.outgoing import hand_over, mail_channel, one_message
from comptoir.desk.project import Project
from comptoir.desk.reminder_words import Writer, writer
from comptoir.desk.reminders import EMAIL, LETTER, Overdue, plan
from comptoir.errors import ComptoirError, InputError
from comptoir.message import Attachment, Message
from comptoir.printing import typst
from comptoir.private import write_private
from comptoir.reminders import FORMAL_NOTICE, Claimed, Done
from comptoir.store import begin, billing, contacts, documents, reminders
from comptoir.store.billing import KeptInvoice

FOLDER = "relances"  # under var/outbox
NAMES = {1: "relance-1", 2: "relance-2", FORMAL_NOTICE: "mise-en-demeure"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A reminder that left, or why it did not."""

    invoice: str
    contact: str
    level: int
    channel: str
    path: Path | None = None  # none once the mail server has it
    invoice_pdf: Path | None = None  # to join to a letter
    trouble: str = ""


def run(ctx: Context) -> list[Sent]:
    """Write or send the reminders that are ready, each in an act of its own, and record them.

    What fails is told and left for the next time; the others leave.
    """
    ctx.act_on()
    project = projects.load(ctx)
    ready = plan(ctx).ready
    writers = {level: writer(ctx, project, level) for level in sorted({r.level for r in ready})}
    if any(one.channel == LETTER for one in ready):
        typst.warm(resources.theme_folders(ctx.root))  # outside the acts: others wait for them
    mail = _mail(ctx, project) if any(one.channel == EMAIL for one in ready) else None
    try:
        return list(_run(ctx, project, ready, writers, mail))
    finally:
        if mail:
            mail.close()


def _run(
    ctx: Context,
    project: Project,
    ready: tuple[Overdue, ...],
    writers: Mapping[int, Writer],
    mail: Channel | None,
) -> Iterator[Sent]:
    for one in ctx.progress.track(ready, label="Relances", total=len(ready)):
        told = Sent(invoice=one.invoice, contact=one.contact, level=one.level, channel=one.channel)
        try:
            made = _remind(ctx, project, one, writers[one.level], mail)
        except ComptoirError as error:
            yield replace(told, trouble=str(error))
            continue
        if made is not None:
            yield replace(told, path=made[0], invoice_pdf=made[1])


def _remind(
    ctx: Context, project: Project, one: Overdue, writes: Writer, mail: Channel | None
) -> tuple[Path | None, Path | None] | None:
    """Record one reminder and let it leave, together; nothing if another run was quicker."""
    with begin(ctx, act="reminder.run") as tx:
        kept = billing.invoice_numbered(tx.db, one.invoice)
        before = reminders.done(tx.db, [kept.id]).get(kept.id, ())
        if kept.amount_due <= 0 or any(done.level >= one.level for done in before):
            return None
        contact = contacts.by_reference(tx.db, one.contact)
        claimed = _claimed(kept, before)
        pdf = _invoice_pdf(ctx, tx.db, one.invoice)
        place = _place(ctx, one, mail)
        relative = place.relative_to(ctx.var).as_posix() if place else ""
        reminders.add(
            tx, kept.id, one.invoice, Done(one.level, ctx.today), channel=one.channel, path=relative
        )
        if mail is not None and one.channel == EMAIL:
            hand_over(
                mail, _message(ctx, project, one, contact, writes.text(contact, claimed), pdf)
            )
        elif place is not None:
            write_private(place, writes.letter(contact, claimed, at=tx.now))
    return place, pdf if one.channel == LETTER else None


def _claimed(kept: KeptInvoice, done: tuple[Done, ...]) -> Claimed:
    return Claimed(
        invoice=kept.invoice,
        due=kept.amount_due,
        paid=kept.paid,
        credited=kept.credited,
        done=done,
    )


def _invoice_pdf(ctx: Context, db: Connection, number: str) -> Path:
    kept = documents.numbered(db, number)
    path = ctx.var / filing.FOLDER / kept.path if kept and kept.path else None
    if path is None or not path.is_file():
        raise InputError(
            f"le PDF de la facture {number} n’est pas dans var/{filing.FOLDER}/.",
            remedy="Retrouvez-le dans une sauvegarde : une relance part avec sa facture.",
        )
    return path


def _place(ctx: Context, one: Overdue, mail: Channel | None) -> Path | None:
    """Where a reminder is written; its name says no personal name."""
    if one.channel == EMAIL:
        return mail.path(_message_id(one)) if isinstance(mail, FileChannel) else None
    name = f"{ctx.today}_{NAMES[one.level]}_{one.invoice}_{one.contact}.pdf"
    return ctx.var / "outbox" / FOLDER / name


def _message_id(one: Overdue) -> str:
    return f"{NAMES[one.level]}-{one.invoice}"


def _mail(ctx: Context, project: Project) -> Channel:
    settings = project.site.campaigns
    return mail_channel(ctx, settings, ctx.var / "outbox" / FOLDER)


def _message(
    ctx: Context,
    project: Project,
    one: Overdue,
    contact: Contact,
    said: tuple[str, str],
    pdf: Path,
) -> Message:
    bill = Attachment(
        name=f"facture-{one.invoice}.pdf",
        media_type="application/pdf",
        content=pdf.read_bytes(),
    )
    return one_message(
        ctx,
        project,
        id_=_message_id(one),
        to=contact.email,
        subject=said[0],
        text=said[1],
        automatic=True,
        attachments=(bill,),
    )
