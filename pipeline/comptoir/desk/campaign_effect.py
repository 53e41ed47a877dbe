"""What a mailing brought: sales, dues and gifts, beside what it cost; the books' own euros.

What somebody brought is tied by a reply code (`campaign tie`, `--code`), or, for the promotion
that the mailing names, by the items its recipients were invoiced while it ran.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol

from sqlalchemy import Connection

from comptoir.campaigns import draw
from comptoir.campaigns.audience import CONTROL
from comptoir.campaigns.draw import Rate, confidence
from comptoir.campaigns.model import Campaign, thaw
from comptoir.context import Context
from comptoir.desk import campaign_material as materials
from comptoir.desk import campaign_sms
from comptoir.desk import project as projects
from comptoir.desk.promotions import promotions
from comptoir.errors import InputError, RefusedError
from comptoir.errors.french import nearest
from comptoir.money import ZERO
from comptoir.settings import CampaignSettings
from comptoir.site.front_matter import Promotion
from comptoir.store import begin, contacts, effect, outbox, outbox_figures, reading
from comptoir.store.effect import DUES, GIFTS, SALES, Addressed, Brought
from comptoir.store.outbox_rows import Run, State

LEFT = (State.SENT, State.DOUBTFUL, State.REFUSED)  # what came back had left, and was paid
WINDOW = timedelta(days=60)  # over which recipients and control group are compared


class _Paid(Protocol):
    @property
    def revenue(self) -> Decimal: ...

    @property
    def cost(self) -> Decimal: ...


class _Margin:
    __slots__ = ()

    @property
    def margin(self: _Paid) -> Decimal:
        """What is left of the revenue once the mailing is paid; not what was sold."""
        return self.revenue - self.cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect(_Margin):
    """What one channel and segment brought, in euros before tax."""

    channel: str  # "": people who were no recipients, and had the code
    segment: str
    sent: int
    buyers: int
    sales: Decimal
    dues: Decimal
    gifts: Decimal
    cost: Decimal

    @property
    def revenue(self) -> Decimal:
        return self.sales + self.dues + self.gifts


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People compared with others: of a version, held out, or written to."""

    name: str
    people: int
    reacted: int  # answered or brought something; of the control group: brought something
    revenue: Decimal

    @property
    def rate(self) -> Rate:
        return Rate(self.reacted, self.people)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects(_Margin):
    """What a mailing brought."""

    rows: tuple[Effect, ...] = ()
    fixed_cost: Decimal = ZERO
    versions: tuple[Group, ...] = ()
    versions_sure: float = 0.0
    control: tuple[Group, ...] = ()  # written to, held out
    control_sure: float = 0.0
    until: date | None = None  # of the comparison with the control group
    prospects: int = 0  # of those it left for, on its day
    converted: int = 0  # of these, who bought, joined or gave since

    @property
    def conversion(self) -> Rate:
        """How many prospects became more."""
        return Rate(self.converted, self.prospects)

    @property
    def revenue(self) -> Decimal:
        return sum((row.revenue for row in self.rows), ZERO)

    @property
    def cost(self) -> Decimal:
        return sum((row.cost for row in self.rows), self.fixed_cost)


def effects(ctx: Context, db: Connection, campaign: Campaign) -> Effects:
    """Say what a mailing brought and cost."""
    runs = outbox.runs(db, campaign.name)
    if not runs:
        return Effects()
    frozen = thaw(runs[-1].source)
    people = effect.addressed(db, campaign.name)
    brought = _brought(ctx, db, frozen, runs, people)
    since, until = runs[0].on, min(ctx.today, runs[-1].on + WINDOW)
    versions = _versions(db, frozen, people, brought)
    control = _control(db, people, since=since, until=until)
    left = sorted({one.contact_id for one in people if one.state in LEFT})
    prospects, converted = effect.converted(db, left, since=since)
    return Effects(
        rows=_rows(ctx, db, runs, people, brought),
        fixed_cost=Decimal(frozen.cost),
        versions=versions,
        versions_sure=_sure(versions),
        control=control,
        control_sure=_sure(control),
        until=until if control else None,
        prospects=len(prospects),
        converted=len(converted),
    )


def _sure(groups: Sequence[Group]) -> float:
    return confidence(groups[0].rate, groups[1].rate) if len(groups) == 2 else 0.0


def _brought(
    ctx: Context,
    db: Connection,
    campaign: Campaign,
    runs: Sequence[Run],
    people: Sequence[Addressed],
) -> list[Brought]:
    tied = effect.by_code(db, campaign.name)
    found = promotion_of(ctx, campaign.code)
    if not found:
        return tied
    skus, promotion = found
    written_to = {one.contact_id for one in people if one.state in LEFT}
    sold = effect.by_promotion(
        db,
        skus,
        since=max(promotion.starts, runs[0].on),
        until=promotion.ends,
        but=effect.tied_invoices(db),
    )
    return tied + [one for one in sold if one.contact_id in written_to]


def promotion_of(ctx: Context, code: str) -> tuple[frozenset[str], Promotion] | None:
    """Return the items that a promotion sells, and the promotion."""
    if not code:
        return None
    offers = [(sku, one) for sku, one in promotions(ctx) if one.code == code]
    return (frozenset(sku for sku, _ in offers), offers[0][1]) if offers else None


def _rows(
    ctx: Context,
    db: Connection,
    runs: Sequence[Run],
    people: Sequence[Addressed],
    brought: Sequence[Brought],
) -> tuple[Effect, ...]:
    by_id = {one.outbox_id: one for one in people}
    by_contact = {one.contact_id: one for one in people if one.state in LEFT}
    groups: dict[tuple[str, str], list[Brought]] = {}
    for one in brought:
        whose = by_id.get(one.outbox_id or 0) or by_contact.get(one.contact_id)
        key = (whose.channel, whose.segment) if whose else ("", "")
        groups.setdefault(key, []).append(one)
    sent: dict[tuple[str, str], list[Addressed]] = {}
    for person in people:
        mine = sent.setdefault((person.channel, person.segment), [])
        if person.state in LEFT:
            mine.append(person)
    costs = {key: _cost(ctx, db, runs, key[0], mine) for key, mine in sent.items()}
    return tuple(
        Effect(
            channel=channel,
            segment=segment,
            sent=len(sent.get((channel, segment), ())),
            buyers=len({one.contact_id for one in group}),
            sales=_sum(group, SALES),
            dues=_sum(group, DUES),
            gifts=_sum(group, GIFTS),
            cost=costs.get((channel, segment), ZERO),
        )
        for (channel, segment), group in {**{key: [] for key in sent}, **groups}.items()
    )


def _sum(group: Iterable[Brought], kind: str) -> Decimal:
    return sum((one.amount for one in group if one.kind == kind), ZERO)


def _cost(
    ctx: Context, db: Connection, runs: Sequence[Run], channel: str, sent: Sequence[Addressed]
) -> Decimal:
    """Return what the messages of a channel cost, to the cent."""
    if channel != "sms":
        return _unit(_settings(ctx), channel) * len(sent)
    run = next(run for run in runs if run.channel == channel)
    made = materials.material(ctx, thaw(run.source), on=run.on)
    people = contacts.many(db, [one.contact_id for one in sent])
    return campaign_sms.cost(made, people).price if people else ZERO


def _settings(ctx: Context) -> CampaignSettings:
    return projects.load(ctx).site.campaigns


def _unit(settings: CampaignSettings, channel: str) -> Decimal:
    costs = {
        "letter": settings.costs.letter,
        "email": settings.costs.email,
        "phone": settings.costs.phone,
        "mailchimp": settings.costs.mailchimp,
    }
    return costs.get(channel, ZERO)


def _versions(
    db: Connection, campaign: Campaign, people: Sequence[Addressed], brought: Sequence[Brought]
) -> tuple[Group, ...]:
    """Compare the two versions of a mailing."""
    if not campaign.subject_b:
        return ()
    answered = outbox_figures.with_event(db, campaign.name, "answered")
    amounts: dict[int, Decimal] = {}
    for one in brought:
        amounts[one.contact_id] = amounts.get(one.contact_id, ZERO) + one.amount
    groups = []
    for name in draw.VERSIONS:
        mine = [
            one
            for one in people
            if one.state in LEFT and draw.version(campaign, one.contact_id) == name
        ]
        groups.append(
            Group(
                name=name,
                people=len(mine),
                reacted=sum(o.outbox_id in answered or o.contact_id in amounts for o in mine),
                revenue=sum((amounts.get(i, ZERO) for i in {o.contact_id for o in mine}), ZERO),
            )
        )
    return tuple(groups)


def _control(
    db: Connection, people: Sequence[Addressed], *, since: date, until: date
) -> tuple[Group, ...]:
    """Compare who was written to with who was held out: all that they brought since."""
    held = {one.contact_id for one in people if one.detail == CONTROL}
    if not held:
        return ()
    written_to = {one.contact_id for one in people if one.state in LEFT} - held
    amounts = effect.everything(db, sorted(held | written_to), since=since, until=until)
    return tuple(
        Group(
            name=name,
            people=len(ids),
            reacted=sum(amounts.get(id_, ZERO) > 0 for id_ in ids),
            revenue=sum((amounts.get(id_, ZERO) for id_ in ids), ZERO),
        )
        for name, ids in (("written", written_to), ("held", held))
    )


# Reply codes


def campaign_of_code(ctx: Context, db: Connection, code: str) -> tuple[str, int | None]:
    """Return the mailing that a code is of, and the message when it names one.

    Raises:
        InputError: nobody uses this code.
    """
    wanted = code.strip()
    if found := effect.by_reference(db, wanted):
        return found
    known: dict[str, str] = {}
    for name in materials.names(ctx):
        one = materials.read_campaign(ctx, name)
        for given in (one.name, one.reference, one.code):
            if given:
                known[given.casefold()] = one.name
    if campaign := known.get(wanted.casefold()):
        return campaign, None
    close = nearest(wanted.casefold(), known)
    raise InputError(
        f"le code « {wanted} » n’est celui d’aucun envoi.",
        remedy=f"Vouliez-vous écrire « {close} » ?"
        if close
        else "Donnez le nom d’un envoi, sa "
        "référence, le code de sa promotion, ou celui d’une lettre (L-000123).",
    )


def check_code(ctx: Context, code: str) -> None:
    """Refuse a code of no mailing, before anything is recorded with it."""
    if code:
        with reading(ctx) as db:
            campaign_of_code(ctx, db, code)


def tie(ctx: Context, code: str, numbers: Sequence[str]) -> str:
    """Tie documents to the mailing they answer; return the mailing.

    Raises:
        InputError: an unknown code, or a number that is none of ours.
        RefusedError: a document answers another mailing already.
    """
    ctx.act_on()
    with begin(ctx, act="campaign.tie") as tx:
        name, row = campaign_of_code(ctx, tx.db, code)
        for given in numbers:
            number = given.strip().upper()
            owner = effect.owner_of(tx.db, number)
            if owner is None:
                raise InputError(
                    f"« {given} » n’est ni un règlement, ni une facture, ni un devis.",
                    remedy="Donnez un numéro comme P-2026-0001, F-2026-0001 ou D-2026-0001.",
                )
            found = row or effect.row_of(tx.db, name, owner)
            tied = effect.tie(tx, name, number, found)
            if tied != name:
                raise RefusedError(f"{number} répond déjà à l’envoi {tied}.")
    return name
