"""Answer a request: a model merged for it, filed, and sent where it goes by e-mail."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from comptoir import resources
from comptoir.campaigns.address import address_block
from comptoir.channels.file import FileChannel
from comptoir.channels.mime import is_sendable
from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.desk import register
from comptoir.desk.outgoing import mail_channel, one_message
from comptoir.desk.project import Project, load
from comptoir.desk.requests import forms, words
from comptoir.desk.requests.words import Writing
from comptoir.errors import InputError, OutsideError
from comptoir.errors.french import unknown
from comptoir.identifiers.contact import standard_email
from comptoir.message import Outcome as Sent
from comptoir.printing import typst
from comptoir.private import write_private
from comptoir.requests.model import (
    Channel,
    Kind,
    Outcome,
    Request,
    Responsibility,
    Stage,
    moved,
)
from comptoir.requests.replies import fitting
from comptoir.store import Transaction, begin, contacts, documents, reading
from comptoir.store import requests as store
from comptoir.text import fold

FOLDER = "reponses"  # under var/outbox
BY_VOICE = (Channel.PHONE, Channel.VISIT)
BY_MAIL = (Channel.EMAIL, Channel.WEB)
REMEDIES = ("credit_note", "delivery_note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the desk says of an answer."""

    channel: Channel
    model: str = ""
    text: str = ""  # written for this request alone
    to: str = ""  # an address, where the contact has none
    given: Mapping[str, str] = field(default_factory=dict)
    outcome: Outcome = field(default_factory=Outcome)  # of a complaint
    interim: bool = False  # says that it is looked into: the request still waits
    preview: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer given."""

    number: str
    channel: Channel
    subject: str
    text: str
    path: Path | None = None
    sent: bool = False  # by the mail server
    in_time: bool | None = None
    interim: bool = False
    message_id: str = ""  # of an e-mail: answers to it lead back here


def answer(ctx: Context, number: str, reply: Reply) -> Answered:
    """Answer a request, file the answer, and send it where it goes by e-mail.

    Raises:
        InputError: no model fits, a field has no value, or there is no address.
        RefusedError: the request is not taken, or was answered.
    """
    day, project = ctx.act_on(), load(ctx)
    if reply.channel is Channel.LETTER:
        typst.warm(resources.theme_folders(ctx.root))  # outside the act: others wait for it
    with begin(ctx, act="request.answer") as tx:
        one = store.numbered(tx.db, number, year=day.year)
        state = one.state if reply.interim else moved(one.number, one.state, "answer")
        outcome = _outcome(tx, one, reply)
        writing = _writing(ctx, project, tx, one, reply, outcome)
        told = _written(ctx, project, writing, reply, tx)
        if reply.preview:
            return told
        path = told.path.relative_to(ctx.var).as_posix() if told.path else ""
        if reply.channel is Channel.LETTER or reply.channel in BY_MAIL:
            register.sent(tx, one, channel=reply.channel, about=told.subject, path=path,
                          message_id=told.message_id)  # fmt: skip
        if reply.interim:
            store.happened(tx, one.id, "interim", reply.channel.value)
            return told
        store.change(
            tx,
            one,
            state=state.value,
            answered_on=day,
            answer=told.text,
            answer_channel=reply.channel.value,
            answer_path=path,
            facts=outcome.facts,
            responsibility=outcome.responsibility.value if outcome.responsibility else "",
            remedy=outcome.remedy,
            remedy_on=outcome.remedy_on,
            remedy_document=outcome.document,
        )
        store.happened(tx, one.id, "answered", reply.channel.value)
    with reading(ctx) as db:
        kept = store.numbered(db, one.number, year=day.year).kept
    return replace(told, in_time=kept)


def _outcome(tx: Transaction, one: Request, reply: Reply) -> Outcome:
    """Return what a complaint is answered; a document that repairs is one of ours."""
    outcome = reply.outcome
    if one.kind is not Kind.COMPLAINT or reply.interim:
        return outcome
    if lacking := outcome.lacking:
        raise InputError(
            f"la réponse à une réclamation dit {', '.join(lacking)} : il manque "
            f"{'cela' if len(lacking) == 1 else 'tout cela'}.",
            remedy="Faits constatés, à qui revient la faute, ce que l’on fait, et pour quand. Pour "
            "dire seulement qu’elle est bien reçue : --interim.",
        )
    if outcome.document:
        kept = documents.numbered(tx.db, outcome.document)
        if kept is None or kept.kind not in REMEDIES:
            raise InputError(
                f"« {outcome.document} » n’est ni un avoir, ni un bon de livraison.",
                remedy="Faites-le d’abord : comptoir avoir nouveau, ou comptoir livraison nouveau.",
            )
    return outcome


def _writing(
    ctx: Context,
    project: Project,
    tx: Transaction,
    one: Request,
    reply: Reply,
    outcome: Outcome,
) -> Writing:
    contact = (
        contacts.by_reference(tx.db, one.contact)
        if one.contact
        else Contact(id=0, reference="", email=standard_email(reply.to or one.caller))
    )
    form = forms.read_form(ctx, project, one.form) if one.form in forms.names(ctx) else None
    question = form.filling("motive") if form else None
    choice = question.choice(one.motive) if question else None
    return Writing(
        ctx=ctx,
        project=project,
        request=one,
        contact=contact,
        outcome=outcome,
        motive=choice.label if choice else one.motive,
        owner=forms.name_of(project, one.owner),
        given=reply.given,
    )


def _written(
    ctx: Context, project: Project, writing: Writing, reply: Reply, tx: Transaction
) -> Answered:
    """Merge, then file or send; a preview does neither."""
    one, channel = writing.request, reply.channel
    if reply.text:
        model = words.free_model(one, reply.text)
    else:
        model = words.model_named(ctx, _chosen(ctx, tx, writing, reply))
    said = writing.words(model, "letter" if channel is Channel.LETTER else "email")
    told = Answered(
        number=one.number,
        channel=channel,
        subject=said.subject,
        text=writing.said(said),
        interim=reply.interim,
    )
    if reply.preview:
        return told
    path, sent, message_id = None, False, ""
    stem = f"{ctx.today}_{one.number}{'_attente' if reply.interim else ''}"
    if channel is Channel.LETTER:
        if not address_block(writing.contact).deliverable:
            raise InputError(
                f"il n’y a pas d’adresse postale complète pour {one.number}.",
                remedy="Complétez la fiche du contact, ou répondez par un autre canal.",
            )
        pdf = writing.letter(said, at=tx.now)
        path = write_private(ctx.var / "outbox" / FOLDER / f"{stem}.pdf", pdf)
    elif channel in BY_MAIL:
        path, sent, message_id = _send(ctx, project, writing, reply, told, writing.text(said), stem)
    return replace(told, path=path, sent=sent, message_id=message_id)


def _chosen(ctx: Context, tx: Transaction, writing: Writing, reply: Reply) -> str:
    one = writing.request
    usual = "" if reply.interim else words.usual(one)
    if not reply.model and usual:
        return usual
    held = contacts.roles_of(tx.db, one.contact_id) if one.contact_id else []
    roles = frozenset(str(role.role.value) for role in held if role.until is None)
    by = Channel.EMAIL if reply.channel is Channel.WEB else reply.channel
    found = fitting(
        words.replies(ctx), motive=one.motive, roles=roles, channel=by.value, name=reply.model
    )
    return found.name


def _send(
    ctx: Context,
    project: Project,
    writing: Writing,
    reply: Reply,
    told: Answered,
    text: str,
    stem: str,
) -> tuple[Path | None, bool, str]:
    """Send an e-mail, or undo the act: what was refused or put off may be tried again."""
    to = standard_email(reply.to) or writing.contact.email
    if not is_sendable(to):
        raise InputError(
            f"on ne connaît pas d’adresse mél pour {told.number}.",
            remedy="Donnez-la par --to, complétez la fiche du contact, ou répondez autrement.",
        )
    message = one_message(ctx, project, id_=stem, to=to, subject=told.subject, text=text)
    channel = mail_channel(ctx, project.site.campaigns, ctx.var / "outbox" / FOLDER)
    try:
        outcome = channel.send(message)
    finally:
        channel.close()
    if outcome.outcome in (Sent.REFUSED, Sent.DEFERRED):
        raise OutsideError(
            f"le serveur de courriel n’a pas pris cette réponse ({outcome.detail}).",
            remedy="Vérifiez l’adresse, puis recommencez.",
        )
    if isinstance(channel, FileChannel):
        return channel.path(message.id), False, dict(message.headers)["Message-ID"]
    return None, True, dict(message.headers)["Message-ID"]


FRENCH = {Channel.EMAIL: "courriel", Channel.LETTER: "lettre", Channel.PHONE: "tel"}
FAULTS = {
    "nous": Responsibility.OURS,
    "partagee": Responsibility.SHARED,
    "tiers": Responsibility.THIRD,
    "aucune": Responsibility.NONE,
}


def channel_named(text: str) -> Channel:
    """Return a channel by its English or French name."""
    for one in Channel:
        if fold(text) in (one.value, fold(one.french), FRENCH.get(one, "")):
            return one
    known = [one.french for one in Channel]
    raise unknown("canal", text, known, remedy=f"Canaux : {', '.join(known)}.")


def responsibility_named(text: str) -> Responsibility | None:
    """Return whose fault it is by its English or French name; none when nothing is said."""
    if not text:
        return None
    if fold(text) in FAULTS:
        return FAULTS[fold(text)]
    if text in list(Responsibility):
        return Responsibility(text)
    raise unknown(
        "faute",
        text,
        list(FAULTS),
        remedy="Dites : nous, partagée, tiers ou aucune.",
    )


def stage_named(text: str) -> Stage:
    """Return a stage of a dispute by its English or French name."""
    for one in Stage:
        if one is not Stage.AMICABLE and fold(text) in (one.value, fold(one.french)):
            return one
    raise unknown(
        "étape",
        text,
        [one.french for one in Stage if one is not Stage.AMICABLE],
        remedy="Dites : conciliation, médiation ou tribunal.",
    )
