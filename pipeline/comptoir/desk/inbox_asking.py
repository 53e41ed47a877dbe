"""Ask by e-mail to confirm an agreement given on the site: without an answer, nothing is sent."""

from comptoir.campaigns.tokens import Keys
from comptoir.campaigns.tokens import ask as token_of
from comptoir.channels.file import FileChannel
from comptoir.channels.protocol import Channel
from comptoir.channels.secrets import unsubscribe_keys
from comptoir.context import Context
from comptoir.desk.outgoing import mail_channel, one_message
from comptoir.desk.project import Project
from comptoir.identifiers.contact import standard_email
from comptoir.message import Message, Outcome
from comptoir.readers.data import read_data
from comptoir.store import begin, reading
from comptoir.store import inbox as store
from comptoir.store.inbox import Received
from comptoir.text import french_list

FOLDER = "reception"  # under var/outbox
LATER = (Outcome.DEFERRED, Outcome.DOUBTFUL)


def ask(ctx: Context, project: Project) -> int:
    """Send what asks to confirm, once for each agreement; return how many left."""
    with reading(ctx) as db:
        wanted = store.to_ask(db)
    if not wanted:
        return 0
    forms, keys = read_data(ctx.root)[0].forms.forms, unsubscribe_keys(ctx.root)
    channel, sent, served = _channel(ctx, project), 0, set[str]()
    try:
        for one in wanted:
            form = forms.get(one.form)
            field = next((f for f in form.fields if f.kind == "email"), None) if form else None
            email = standard_email(one.said.get(field.name, "")) if field else ""
            wanted_once = email and email not in served
            if (
                wanted_once
                and channel.send(_message(ctx, project, one, email, keys)).outcome in LATER
            ):
                continue  # the next time
            with begin(ctx, act="inbox.ask") as tx:
                store.mark(tx, one.id, asked_at=tx.now)
            sent += bool(wanted_once)
            served.add(email)  # whoever asks ten times gets one e-mail
    finally:
        channel.close()
    return sent


def _channel(ctx: Context, project: Project) -> Channel:
    settings, folder = project.site.campaigns, ctx.var / "outbox" / FOLDER
    if not settings.smtp.host:
        return FileChannel(folder)
    return mail_channel(ctx, settings, folder)


def _message(ctx: Context, project: Project, one: Received, email: str, keys: Keys) -> Message:
    organisation = project.organisation
    url = project.site.site.url.rstrip("/")
    link = f"{url}/reception/accord/{token_of(keys, bytes.fromhex(one.entry))}"
    titles = [
        project.processing.purposes[told["purpose"]].title
        for told in one.agreements
        if told["purpose"] in project.processing.purposes
    ]
    text = (
        "Bonjour,\n\n"
        "Quelqu’un, vous sans doute, a demandé sur notre site à recevoir : "
        f"{french_list(titles)}.\n\n"
        f"Pour l’accepter, ouvrez cette page et confirmez :\n{link}\n\n"
        "Si ce n’est pas vous, ne faites rien : nous ne vous écrirons plus.\n\n"
        f"{organisation.name}\n{url}\n"
    )
    return one_message(
        ctx, project,
        id_=f"accord-{one.entry}", to=email, subject="Confirmez que vous voulez nous lire",
        text=text, automatic=True,
    )  # fmt: skip
