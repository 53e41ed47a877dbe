"""Hand a campaign to Mailchimp, so that nobody is mailed twice whatever stops it.

Recipients who share a text make one campaign there. Before it is asked to leave, it can be dropped
and made again; from then on, only Mailchimp knows whether it left, and it is asked. A campaign of
theirs leaves once at most, so asking the same one again sends nothing twice.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from comptoir.campaigns import audience as reasons
from comptoir.campaigns.model import thaw
from comptoir.campaigns.versions import Version
from comptoir.channels.mailchimp import Mailchimp, Member, MemberState, Stage, member_hash
from comptoir.channels.mailchimp_transport import NoAnswerError
from comptoir.channels.mailing import Mailing
from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.desk import campaign_material as materials
from comptoir.desk import mailchimp, mailchimp_events
from comptoir.desk.campaign_material import Material
from comptoir.desk.recipients import People, asked_again, still_lawful
from comptoir.desk.send_report import SendReport
from comptoir.errors import ComptoirError, OutsideError, RefusedError
from comptoir.store import begin, contacts, outbox, reading
from comptoir.store import mailchimp as parts
from comptoir.store.mailchimp import Part, PartState
from comptoir.store.outbox_rows import Queued, Run, Settlement, State

RECENT = timedelta(days=1)  # a campaign that left before has surely merged its fields
REFUSALS = {
    MemberState.UNSUBSCRIBED: (State.SKIPPED, reasons.LEFT_MAILCHIMP),
    MemberState.CLEANED: (State.REFUSED, reasons.DEAD_AT_MAILCHIMP),
    MemberState.PENDING: (State.SKIPPED, reasons.NOT_SUBSCRIBED),
    MemberState.TRANSACTIONAL: (State.SKIPPED, reasons.NOT_SUBSCRIBED),
    MemberState.ARCHIVED: (State.SKIPPED, reasons.NOT_SUBSCRIBED),
    MemberState.REFUSED: (State.REFUSED, reasons.REFUSED_BY_MAILCHIMP),
}


@dataclass(slots=True)
class Handover:
    """One sending by Mailchimp under way."""

    ctx: Context
    service: Mailchimp
    report: SendReport
    allowance: int
    at: datetime | None = None

    # What an earlier sending left

    def recover(self, campaign: str) -> None:
        with reading(self.ctx) as db:
            left = parts.parts(db, campaign, *parts.OPEN)
        for part in left:
            if part.state is PartState.PREPARING:
                self.abandon(part)
            else:
                self.ask(part)

    def follow(self, campaign: str) -> None:
        """Learn what became of what was asked to leave; take out who objected since."""
        with reading(self.ctx) as db:
            found = parts.parts(db, campaign, PartState.LEAVING, PartState.SCHEDULED)
        for part in found:
            self.ask(part)

    def ask(self, part: Part) -> None:
        """Learn from Mailchimp where a campaign is that was asked to leave."""
        match self.service.stage(part.remote):
            case Stage.LEAVING | Stage.LEFT:
                self._settle(part, State.SENT, PartState.LEFT)
            case Stage.SCHEDULED:
                self._keep(part, state=PartState.SCHEDULED.value)
                self._recheck(part)
            case Stage.DRAFT if part.state is PartState.LEAVING and not self.allowance:
                return  # a report lets nothing leave
            case Stage.DRAFT if part.state is PartState.LEAVING:
                later = part.leaves_at is not None and part.leaves_at > self.ctx.now()
                self._leave(part, at=part.leaves_at if later else None)
            case Stage.DRAFT:  # taken off the schedule there
                self.abandon(part)
            case Stage.STOPPED:
                self._settle(part, State.DOUBTFUL, PartState.LEFT, "annulé pendant le départ")
            case Stage.GONE:
                waits = part.leaves_at is not None and part.leaves_at > self.ctx.now()
                state = State.QUEUED if waits else State.DOUBTFUL
                self._settle(part, state, PartState.LOST, "supprimé chez Mailchimp")

    def abandon(self, part: Part) -> None:
        """Delete a campaign that was never asked to leave; its recipients wait again."""
        if remote := part.remote or self.service.find_campaign(part.title):
            self.service.drop(remote)
        segment = part.segment or self.service.find_segment(part.title)
        if segment is not None:
            self.service.drop_segment(segment)
        self._settle(part, State.QUEUED, PartState.DROPPED)

    def withdraw(self, campaign: str) -> None:
        """Take back what has not left: its recipients wait again."""
        self.recover(campaign)
        with reading(self.ctx) as db:
            waiting = parts.parts(db, campaign, PartState.SCHEDULED)
        for part in waiting:
            self.service.unschedule(part.remote)
            self.abandon(part)

    def refuse_overlap(self, campaign: str) -> None:
        """One campaign at a time: a member has one value a field, merged as it leaves."""
        states = (PartState.LEAVING, PartState.SCHEDULED, PartState.LEFT)
        with reading(self.ctx) as db:
            found = [part for part in parts.others(db, campaign, *states) if part.fields]
        for part in found:
            if part.updated_at < self.ctx.now() - RECENT and part.state is PartState.LEFT:
                continue
            if self.service.stage(part.remote) in (Stage.LEAVING, Stage.SCHEDULED):
                raise RefusedError(
                    f"L’envoi « {part.campaign} » n’est pas fini chez Mailchimp, et les champs de "
                    "ses destinataires servent encore.",
                    remedy="Attendez qu’il soit parti, ou annulez-le : "
                    f"comptoir campagne annuler {part.campaign}.",
                )

    # A queueing

    def empty(self, run: Run) -> None:
        """Hand over the recipients of one queueing, with the text it froze."""
        if self.allowance <= 0:
            return
        made = materials.material(self.ctx, thaw(run.source), on=run.on)
        mailing = mailchimp.mailing_of(made)
        todo: list[tuple[Part, Version, People]] = []
        with begin(self.ctx, act="campaign.claim") as tx:
            rows = outbox.waiting(tx.db, run.id, now=tx.now, limit=self.allowance)
            kept, stopped = still_lawful(tx, run, made.purpose, rows)
            alone, twins = _one_an_address(kept, parts.taken(tx.db, run.campaign), at=tx.now)
            outbox.settle(tx, twins)
            self.report.counts.update(one.state for one in (*stopped, *twins))
            by_row = {row.id: (row, person) for row, person in alone}
            asked = [(row.id, person, row.reason) for row, person in alone]
            for version in mailchimp.versions_of(made, mailing, asked) if asked else ():
                title = f"{run.campaign} · Comptoir {secrets.token_hex(4)}"
                part = parts.add_part(tx, run.id, title=title, fields=len(version.names))
                people = [by_row[id_] for id_ in version.fields]
                hashes = {row.id: member_hash(person.email) for row, person in people}
                parts.add_members(tx, part, self.service.audience, hashes)
                outbox.claim(tx, list(hashes), token=part.claim)
                todo.append((part, version, people))
        self.allowance -= len(alone)
        try:
            for part, version, people in todo:
                ready = self._prepare(part, made, version, people, mailing)
                if ready is not None:
                    self._leave(ready, at=self.at)
        except ComptoirError:
            for part, _, _ in todo:
                self._release(part)
            raise

    def _prepare(
        self, part: Part, made: Material, version: Version, people: People, mailing: Mailing
    ) -> Part | None:
        """Make the campaign there, all but asking it to leave; None when nobody is left."""
        self.service.need_fields(version.names)
        emails = self._members(part, made, version, people)
        if not emails:
            self.abandon(part)
            return None
        segment = self.service.segment(part.title)
        self._keep(part, segment=segment)
        self.service.change_segment(segment, add=emails)
        for tag in made.project.site.campaigns.mailchimp.tags:
            self.service.change_segment(self.service.segment(tag), add=emails)
        letter = mailchimp.letter_of(made, mailing, version, title=part.title)
        remote = self.service.draft(letter, segment)
        self._keep(part, remote=remote)
        if faults := self.service.faults(remote):
            raise OutsideError(
                f"Mailchimp ne laisse pas partir cette campagne : {faults} point(s) à corriger.",
                remedy=f"Ouvrez le brouillon « {part.title} » sur mailchimp.com, qui les montre, "
                "puis recommencez.",
            )
        return self._known(part)

    def _members(self, part: Part, made: Material, version: Version, people: People) -> list[str]:
        """Put everyone in the audience; return the addresses that may be written to there."""
        asked = [(person.email, version.fields[row.id]) for row, person in people]
        answers = self.ctx.progress.track(
            self.service.upsert(asked), label="Adresses confiées à Mailchimp", total=len(asked)
        )
        emails: list[str] = []
        refused: list[tuple[Queued, Contact, Member]] = []
        for (row, person), member in zip(people, answers, strict=True):
            if member.state is MemberState.SUBSCRIBED:
                emails.append(person.email)
            else:
                refused.append((row, person, member))
        if refused:
            self._refused(part, made, refused)
        return emails

    def _refused(
        self, part: Part, made: Material, refused: Sequence[tuple[Queued, Contact, Member]]
    ) -> None:
        with begin(self.ctx, act="campaign.send") as tx:
            done = []
            for row, person, member in refused:
                state, why = REFUSALS[member.state]
                done.append(Settlement(id=row.id, state=state, detail=why, at=tx.now))
                day = _day(self.ctx, member.changed_at)
                if member.state is MemberState.UNSUBSCRIBED:
                    mailchimp_events.left(tx, person.id, made.purpose.kind, on=day)
                if member.state is MemberState.CLEANED:
                    mailchimp_events.dead(tx, person.id, on=day)
            outbox.settle(tx, done)
            tx.record("campaign_run", part.run_id, {"refused": (0, len(done))})
        self.report.counts.update(one.state for one in done)

    # Leaving

    def _leave(self, part: Part, *, at: datetime | None) -> None:
        """Ask a campaign to leave; without an answer, ask where it is."""
        checked = self.ctx.now()
        if not self._recheck(part):
            self.abandon(part)
            return
        self._keep(part, state=PartState.LEAVING.value, leaves_at=at)
        try:
            self.service.send(part.remote, at=at)
        except NoAnswerError:
            self._after_silence(part, checked)
            return
        except OutsideError:  # refused: because it had left already, or for good
            if self._has_left(part, checked):
                return
            self._keep(part, state=PartState.PREPARING.value)
            raise
        self._gone(part, checked, scheduled=at is not None)

    def _after_silence(self, part: Part, checked: datetime) -> None:
        if not self._has_left(part, checked):
            raise OutsideError(
                "Mailchimp n’a pas dit s’il laisse partir cette campagne.",
                remedy="Recommencez la même commande dans quelques minutes : Comptoir lui "
                "demandera d’abord où elle en est, et rien ne partira deux fois.",
            )

    def _has_left(self, part: Part, checked: datetime) -> bool:
        stage = self.service.stage(part.remote)
        if stage in (Stage.LEAVING, Stage.LEFT, Stage.SCHEDULED):
            self._gone(part, checked, scheduled=stage is Stage.SCHEDULED)
            return True
        return False

    def _gone(self, part: Part, checked: datetime, *, scheduled: bool) -> None:
        self.report.drafts.append(part.title)
        if scheduled:
            self._keep(part, state=PartState.SCHEDULED.value)
            self.report.leaves_at = self._known(part).leaves_at
            return
        self._settle(part, State.SENT, PartState.LEFT, "confié à Mailchimp", started=checked)

    def _recheck(self, part: Part) -> int:
        """Take out who may not be written to any more; return how many are left."""
        with reading(self.ctx) as db:
            run = next(r for r in outbox.runs(db, part.campaign) if r.id == part.run_id)
            hashes = {one.outbox_id: one.hash for one in parts.members(db, part)}
        made = materials.material(self.ctx, thaw(run.source), on=run.on)
        while True:  # until nobody has objected while the others were taken out
            now = self.ctx.now()
            with reading(self.ctx) as db:
                rows = outbox.held_by(db, part.claim)
                kept, stopped = asked_again(db, run, made.purpose, rows, on=self.ctx.today, at=now)
            if not stopped:
                return len(kept)
            gone = {one.id for one in stopped}
            self._take_out(part, [row for row in rows if row.id in gone], hashes)
            with begin(self.ctx, act="campaign.recheck") as tx:
                outbox.settle(tx, stopped)
                tx.record("campaign_run", part.run_id, {"stopped": (0, len(stopped))})
            self.report.counts.update(one.state for one in stopped)

    def _take_out(self, part: Part, rows: Sequence[Queued], hashes: dict[int, str]) -> None:
        with reading(self.ctx) as db:
            people = contacts.many(db, [row.contact_id for row in rows])
        known = {member_hash(one.email): one.email for one in people if one.email}
        wanted = [hashes[row.id] for row in rows if row.id in hashes]
        emails = [known[name] for name in wanted if name in known]
        if emails and part.segment is not None:
            self.service.change_segment(part.segment, remove=emails)
        for name in wanted:
            if name not in known:  # the address has changed, or is erased here
                self.service.archive(name)

    # What is written

    def _settle(
        self,
        part: Part,
        state: State,
        becomes: PartState,
        detail: str = "",
        *,
        started: datetime | None = None,
    ) -> None:
        with begin(self.ctx, act="campaign.send") as tx:
            rows = outbox.held_by(tx.db, part.claim)
            if state is State.SENT and started is None:
                started = part.updated_at
            outbox.settle(
                tx,
                [
                    Settlement(id=row.id, state=state, detail=detail, started_at=started, at=tx.now)
                    for row in rows
                ],
            )
            parts.change(tx, part, state=becomes.value)
            tx.record("campaign_run", part.run_id, {"settled": (0, len(rows))})
        if state is not State.QUEUED:
            self.report.counts.update([state] * len(rows))

    def _release(self, part: Part) -> None:
        """Let recipients wait again when their campaign could not be made."""
        now = self._known(part)
        if now.state is not PartState.PREPARING:
            return
        with begin(self.ctx, act="campaign.send") as tx:
            rows = outbox.held_by(tx.db, part.claim)
            outbox.settle(
                tx, [Settlement(id=row.id, state=State.QUEUED, at=tx.now) for row in rows]
            )

    def _keep(self, part: Part, **values: Any) -> None:
        with begin(self.ctx, act="campaign.send") as tx:
            parts.change(tx, part, **values)

    def _known(self, part: Part) -> Part:
        with reading(self.ctx) as db:
            return parts.part(db, part.id)


def _one_an_address(
    people: People, taken: frozenset[str], *, at: datetime
) -> tuple[People, list[Settlement]]:
    """Keep one recipient an address: at Mailchimp, an address is one member."""
    kept: People = []
    twins: list[Settlement] = []
    seen = set(taken)
    for row, person in people:
        name = member_hash(person.email)
        if name in seen:
            twins.append(
                Settlement(id=row.id, state=State.SKIPPED, detail=reasons.SAME_ADDRESS, at=at)
            )
        else:
            seen.add(name)
            kept.append((row, person))
    return kept, twins


def _day(ctx: Context, moment: datetime | None) -> date:
    """Return the day of something that Mailchimp tells, at the latest today."""
    return min(ctx.day_of(moment), ctx.today) if moment else ctx.today
