"""Empty the outbox: claim a few, ask the law again, hand them over, write what became of each.

Claimed in the base, journalled in a file around each message, settled in the base: whenever it
stops, nothing is lost and nothing leaves twice; what may have left is held.
"""

import secrets
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

from comptoir.campaigns.audience import TOO_LATE
from comptoir.campaigns.model import CHANNELS, thaw
from comptoir.channels.file import FileChannel
from comptoir.channels.mailing import Mailing
from comptoir.channels.protocol import BatchChannel, Channel
from comptoir.channels.sms import SmsChannel
from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.desk import campaign_letters, campaign_sms, inbox
from comptoir.desk import campaign_material as materials
from comptoir.desk.calls import sheet
from comptoir.desk.campaign_material import Material
from comptoir.desk.recipients import still_lawful
from comptoir.desk.send_report import SendReport, sending_alone
from comptoir.errors import ComptoirError, Fault, InputError, OutsideError
from comptoir.message import Acknowledgement, Message, Outcome
from comptoir.store import Transaction, begin, kept_open, outbox, outbox_figures, reading
from comptoir.store.outbox_rows import Queued, Run, Settlement, State
from comptoir.store.send_journal import Answer, SendJournal, Trace

MAILS = 1_000  # e-mails in hand at once: between two settlements in the base
ALL = 1_000_000
BATCHED = ("letter", "sms", "phone")
REFUSALS = 10  # in a row: it is not the recipients' fault any more
RETURNED = "returned"  # the journal's word for a message that no channel took

ChannelMaker = Callable[[Material, int], Channel]


def send(
    ctx: Context,
    name: str,
    *,
    channel: str = "",
    limit: int | None = None,
    at: datetime | None = None,
    open_channel: ChannelMaker | None = None,
) -> SendReport:
    """Send what a campaign has in its outbox for a channel.

    Args:
        ctx: who acts.
        name: the campaign.
        channel: letter, email or mailchimp; the only one that is queued by default.
        limit: at most so many, so that a print run or a day's sending stays small.
        at: when it is to leave, by Mailchimp alone; now by default.
        open_channel: another way out for e-mails than the one of the settings.
    """
    ctx.act_on()
    inbox.pull_if_any(ctx)  # who stopped our messages just now counts
    runs = _runs(ctx, name, channel)
    if at is not None and runs[0].channel != "mailchimp":
        raise InputError(
            "seul Mailchimp fait partir un envoi plus tard.",
            remedy="Ôtez --at (--le), ou choisissez --channel mailchimp.",
        )
    report = SendReport(campaign=runs[0].campaign, channel=runs[0].channel)
    alone = sending_alone(ctx, report.campaign, report.channel)
    with alone as journal, kept_open(ctx):
        most = ALL if limit is None else limit
        try:
            if report.channel == "mailchimp":
                from comptoir.desk import mailchimp_sending

                mailchimp_sending.send(ctx, runs, report, limit=most, at=at)
            else:
                sender = _Sender(ctx, journal, report, most)
                sender.recover()
                for run in runs:
                    sender.empty(run, open_channel or _from_settings)
        except OutsideError as error:
            raise OutsideError(faults=[*error.faults, _stopped_at(ctx, report)]) from error
        except KeyboardInterrupt:
            raise KeyboardInterrupt(str(_stopped_at(ctx, report))) from None
    report.left = _left(ctx, report)
    return report


def _stopped_at(ctx: Context, report: SendReport) -> Fault:
    """Say what was done before it stopped, and how to go on."""
    report.left = _left(ctx, report)
    done = (
        ", ".join(f"{n} {state.french}" for state, n in report.counts.items()) or "rien n’est parti"
    )
    return Fault(
        f"Envoi arrêté : {done} ; {report.left} en attente.",
        "Recommencez la même commande : elle reprend où celle-ci s’est arrêtée.",
    )


def _runs(ctx: Context, name: str, channel: str) -> list[Run]:
    campaign = materials.read_campaign(ctx, name)
    channel = materials.chosen(campaign, channel) if channel else ""
    with reading(ctx) as db:
        found = outbox.runs(db, campaign.name, channel)
    queued = list(dict.fromkeys(run.channel for run in found))
    if not queued:
        raise InputError(
            "Cet envoi n’a aucun destinataire en attente.",
            remedy=f"Préparez-le d’abord : comptoir campagne préparer {campaign.name}.",
        )
    if len(queued) > 1:
        raise InputError(
            "Cet envoi est préparé pour plusieurs canaux.",
            remedy=f"Choisissez avec --channel : {', '.join(queued)}.",
        )
    return found


def _left(ctx: Context, report: SendReport) -> int:
    with reading(ctx) as db:
        counts = outbox_figures.counts(db, report.campaign, report.channel)
    return counts.get(State.QUEUED, 0) + counts.get(State.DEFERRED, 0)


def _from_settings(made: Material, waiting: int) -> Channel:
    return materials.mail_channel(made, waiting=waiting)


@dataclass(slots=True)
class _Sender:
    """One sending under way."""

    ctx: Context
    journal: SendJournal
    report: SendReport
    allowance: int
    refusals: int = 0

    def recover(self) -> None:
        """Settle what a sender that stopped had in hand."""
        with reading(self.ctx) as db:
            hands = outbox.in_hands(db, self.report.campaign, self.report.channel)
        if not hands:
            return
        trace, mine = self.journal.trace(), f"{socket.gethostname()}:"
        with begin(self.ctx, act="campaign.recover") as tx:
            for token, rows in hands.items():
                if not token.startswith(mine):
                    self.report.elsewhere += len(rows)
                    continue
                done = [self._recovered(tx, row, trace) for row in rows]
                outbox.settle(tx, done)
                self.report.recovered.update(one.state for one in done)

    def _recovered(self, tx: Transaction, row: Queued, trace: Trace) -> Settlement:
        answer = trace.answers.get(row.id) if row.claim == trace.token else None
        if answer is not None:
            return _settlement(tx, row, answer, trace.started.get(row.id))
        # a batch is made again under the same name: nothing of it can leave twice
        if row.channel not in BATCHED and trace.may_have_left(row.id, row.claim or ""):
            return Settlement(
                id=row.id,
                state=State.DOUBTFUL,
                detail="arrêt pendant l’envoi",
                started_at=trace.started.get(row.id),
                at=tx.now,
            )
        return Settlement(id=row.id, state=State.QUEUED, at=tx.now)

    def empty(self, run: Run, open_channel: ChannelMaker) -> None:
        """Send the recipients of one queueing, with the text it froze."""
        campaign = thaw(run.source)
        if campaign.expires and date.fromisoformat(campaign.expires) < self.ctx.today:
            self._drop(run)
            return
        made = materials.material(self.ctx, campaign, on=run.on)
        if run.channel in BATCHED:
            self._batches(run, made)
        else:
            self._mails(run, made, open_channel)

    def _drop(self, run: Run) -> None:
        """Let go of what it is too late to send."""
        with begin(self.ctx, act="campaign.send") as tx:
            rows = outbox.waiting(tx.db, run.id, now=datetime.max.replace(tzinfo=UTC), limit=ALL)
            late = [
                Settlement(id=row.id, state=State.SKIPPED, detail=TOO_LATE, at=tx.now)
                for row in rows
            ]
            outbox.settle(tx, late)
            if late:
                tx.record("campaign_run", run.id, {"too_late": (0, len(late))})
        self.report.counts.update(one.state for one in late)

    # E-mails: one at a time

    def _mails(self, run: Run, made: Material, open_channel: ChannelMaker) -> None:
        with reading(self.ctx) as db:
            waiting = outbox.count_waiting(db, run.id, now=self.ctx.now())
        if not waiting or not self.allowance:
            return
        mailing = materials.mailing(made, at=self.ctx.now())
        channel = open_channel(made, waiting)
        label = f"Envoi par {CHANNELS[run.channel]}"
        progress = self.ctx.progress.track(iter(range(waiting)), label=label, total=waiting)
        try:
            while rows := self._waiting(run, min(MAILS, self.allowance)):
                with self._claimed(run, made, rows, replaces=channel.idempotent) as people:
                    mails = _written(made, mailing, people)
                    for row, mail, then in _with_next(mails):
                        next(progress, None)
                        self._hand_over(channel, row, mail, then)
        finally:
            channel.close()
        if isinstance(channel, FileChannel) and self.report.sent:
            self.report.paths.append(channel.folder)

    def _hand_over(
        self, channel: Channel, row: Queued, message: Message, then: Message | None
    ) -> None:
        """Journal, send, journal: whatever happens in between is told by what is written."""
        self.journal.started(row.id, self.ctx.now())
        try:
            answer = channel.send(message, then=then)
        except OutsideError:
            self._note(row, RETURNED)
            raise
        self._note(row, answer.outcome.value, answer.detail)
        self.refusals = self.refusals + 1 if answer.outcome is Outcome.REFUSED else 0
        if self.refusals >= REFUSALS:
            raise OutsideError(
                f"Le serveur a refusé {REFUSALS} destinataires de suite ({answer.detail}) : "
                "l’envoi s’arrête là.",
                remedy="Lisez le motif, corrigez la cause, puis recommencez : l’envoi reprendra.",
            )

    def _note(self, row: Queued, outcome: str, detail: str = "") -> None:
        self.journal.answered(row.id, Answer(outcome, detail, self.ctx.now()))

    # Letters and SMS: a whole print run, a whole file

    def _batches(self, run: Run, made: Material) -> None:
        channel: BatchChannel = _CHANNELS[run.channel](made, at=self.ctx.now())
        if isinstance(channel, SmsChannel) and not channel.open_at(self.ctx.now()):
            self.report.held_until = channel.not_before
            return
        if run.channel == "phone":
            self.report.put_off += sheet.postpone(self.ctx, run, made)
        while rows := self._waiting(run, self.allowance):
            unfinished = rows[0].batch
            rows = [row for row in rows if row.batch == unfinished]
            with reading(self.ctx) as db:
                number = unfinished or outbox.next_batch(db, run.campaign)
            with self._claimed(run, made, rows, replaces=True, batch=number) as people:
                if people:
                    self._print(channel, made, run, people, name=f"lot-{number:02d}")

    def _print(
        self,
        channel: BatchChannel,
        made: Material,
        run: Run,
        people: Sequence[tuple[Queued, Contact]],
        *,
        name: str,
    ) -> None:
        messages = _in_batch(made, run, people)
        for row, _ in people:
            self.journal.started(row.id, self.ctx.now())
        try:
            batch = channel.send_all(messages, name=name)
        except ComptoirError:
            for row, _ in people:
                self._note(row, RETURNED)
            raise
        answers: dict[str, Acknowledgement] = {a.message_id: a for a in batch.acknowledgements}
        for row, _ in people:
            answer = answers[row.reference]
            self._note(row, answer.outcome.value, answer.detail)
        self.report.paths.extend(batch.paths)
        self.report.pages += batch.pages
        self.report.parts += batch.parts
        self.report.price += batch.price
        self.report.long.extend(batch.long)

    # What both share

    def _waiting(self, run: Run, limit: int) -> list[Queued]:
        if limit <= 0:
            return []
        with reading(self.ctx) as db:
            return outbox.waiting(db, run.id, now=self.ctx.now(), limit=limit)

    @contextmanager
    def _claimed(
        self,
        run: Run,
        made: Material,
        rows: Sequence[Queued],
        *,
        replaces: bool,
        batch: int | None = None,
    ) -> Iterator[list[tuple[Queued, Contact]]]:
        """Take rows in hand, let them be sent, and settle them whatever happens."""
        token = f"{socket.gethostname()}:{secrets.token_hex(8)}"
        self.journal.begin(token, replaces=replaces)
        with begin(self.ctx, act="campaign.claim") as tx:
            people, stopped = still_lawful(tx, run, made.purpose, rows)
            self.report.counts.update(one.state for one in stopped)
            outbox.claim(tx, [row.id for row, _ in people], token=token, batch=batch)
        self.allowance -= len(people)
        try:
            yield people
        finally:
            self._settle(token)

    def _settle(self, token: str) -> None:
        trace = self.journal.trace()
        with begin(self.ctx, act="campaign.send") as tx:
            rows = outbox.held_by(tx.db, token)
            done = [self._recovered(tx, row, trace) for row in rows]
            outbox.settle(tx, done)
            if rows:
                tx.record("campaign_run", rows[0].run_id, {"settled": (0, len(done))})
        self.report.counts.update(one.state for one in done if one.state is not State.QUEUED)


def _written(
    made: Material, mailing: Mailing, people: Sequence[tuple[Queued, Contact]]
) -> Iterator[tuple[Queued, Message]]:
    for row, person in people:
        to = materials.addressee(person, row_id=row.id, reference=row.reference, reason=row.reason)
        yield row, mailing.mail(made.words(person, "email"), to)


def _with_next(
    mails: Iterator[tuple[Queued, Message]],
) -> Iterator[tuple[Queued, Message, Message | None]]:
    """Yield each message with the one that follows."""
    ready = next(mails, None)
    while ready:
        row, message = ready
        ready = next(mails, None)
        yield row, message, ready[1] if ready else None


_CHANNELS: dict[str, Callable[..., BatchChannel]] = {
    "letter": campaign_letters.letter_channel,
    "sms": campaign_sms.channel,
    "phone": sheet.channel,
}


def _in_batch(
    made: Material, run: Run, people: Sequence[tuple[Queued, Contact]]
) -> Sequence[Message]:
    if run.channel == "phone":
        return sheet.messages(made, run, people)
    if run.channel == "sms":
        return [campaign_sms.message(made, one, reference=row.reference) for row, one in people]
    return [
        campaign_letters.letter(made, one, reference=row.reference, reason=row.reason)
        for row, one in people
    ]


def _settlement(
    tx: Transaction, row: Queued, answer: Answer, started_at: datetime | None
) -> Settlement:
    """Say what a channel's answer makes of a row."""
    if answer.outcome == RETURNED:
        return Settlement(id=row.id, state=State.QUEUED, at=answer.at)
    state = State(answer.outcome)
    if state is State.DEFERRED:
        state = outbox.defer(tx, row, at=answer.at)
    return Settlement(
        id=row.id, state=state, detail=answer.detail, started_at=started_at, at=answer.at
    )
