"""Follow a request: take it, hand it to somebody, resume it, carry a dispute further, close it."""

from dataclasses import dataclass
from datetime import date

from comptoir.context import Context
from comptoir.desk.project import load
from comptoir.desk.requests import forms
from comptoir.errors import InputError, RefusedError
from comptoir.party import PartyKind
from comptoir.requests.model import Kind, Request, Stage, State, moved
from comptoir.rules.values.delays import months_after
from comptoir.settings.organisation import Mediator
from comptoir.store import Transaction, begin, billing, reminders
from comptoir.store import requests as store
from comptoir.text import on_one_line

MEDIATION_WITHIN = 12  # months after the written complaint (C. conso, art. L612-2, 4°)


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalated:
    """A dispute carried further."""

    number: str
    stage: Stage
    mediator: tuple[str, ...] = ()  # name, address, site: to be told to the person
    until: date | None = None  # the last day a mediator may be asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A request closed."""

    number: str
    resumed: str = ""  # the invoice whose reminders go on


def take(ctx: Context, number: str) -> Request:
    """Take a request: who does is in charge of it."""
    day = ctx.act_on()
    with begin(ctx, act="request.take") as tx:
        one = store.numbered(tx.db, number, year=day.year)
        state = moved(one.number, one.state, "take")
        store.change(tx, one, state=state.value, owner=ctx.actor.login)
        store.happened(tx, one.id, "taken")
        return store.numbered(tx.db, one.number, year=day.year)


def assign(ctx: Context, number: str, to: str) -> Request:
    """Hand a request that still waits to somebody."""
    day, project = ctx.act_on(), load(ctx)
    login = forms.login_of(project, to)
    if login is None:
        raise InputError(
            f"« {to} » n’est pas dans [people] de comptoir.toml.",
            remedy=f"Il y a : {', '.join(project.site.people) or 'personne'}.",
        )
    with begin(ctx, act="request.assign") as tx:
        one = store.numbered(tx.db, number, year=day.year)
        if one.state is State.CLOSED:
            raise RefusedError(f"{one.number} est close.", remedy="Ouvrez-en une autre.")
        store.change(tx, one, owner=login)
        store.happened(tx, one.id, "assigned", login)
        return store.numbered(tx.db, one.number, year=day.year)


def resume(ctx: Context, number: str, *, note: str) -> Request:
    """Take up again a request whose answer did not do."""
    day, why = ctx.act_on(), on_one_line(note)
    if not why:
        raise InputError("il manque la raison de reprendre.", remedy="Dites-la par --note.")
    with begin(ctx, act="request.resume") as tx:
        one = store.numbered(tx.db, number, year=day.year)
        state = moved(one.number, one.state, "resume")
        store.change(tx, one, state=state.value, answered_on=None)
        store.happened(tx, one.id, "resumed", why)
        return store.numbered(tx.db, one.number, year=day.year)


def escalate(ctx: Context, number: str, *, to: Stage, note: str) -> Escalated:
    """Carry a complaint or a dispute to a conciliator, a mediator or a court.

    Raises:
        RefusedError: it is a mere request, it went that far already, or no mediator may hear it.
    """
    day, project = ctx.act_on(), load(ctx)
    with begin(ctx, act="request.escalate") as tx:
        one = store.numbered(tx.db, number, year=day.year)
        if one.kind is Kind.INFORMATION or one.state is State.CLOSED:
            raise RefusedError(
                f"{one.number} n’est pas une réclamation ni un litige en cours.",
                remedy="Ouvrez un litige : comptoir demande nouveau --kind dispute --invoice F-…",
            )
        stages = list(Stage)
        if stages.index(to) <= stages.index(one.stage):
            raise RefusedError(f"{one.number} en est déjà à l’étape « {one.stage.french} ».")
        named: tuple[str, ...] = ()
        until = None
        if to is Stage.MEDIATION:
            mediator = project.organisation.mediator
            until = _mediable(tx, one, mediator, day)
            if mediator:
                named = (mediator.name, mediator.address, mediator.url)
        store.change(tx, one, stage=to.value)
        store.happened(tx, one.id, "escalated", f"{to.french} {on_one_line(note)}".strip())
    return Escalated(number=one.number, stage=to, mediator=named, until=until)


def _mediable(tx: Transaction, one: Request, mediator: Mediator | None, day: date) -> date:
    """Return the last day to ask a mediator, for a consumer who first wrote to us."""
    if mediator is None:
        raise RefusedError(
            "legal/organisation.toml ne nomme pas de médiateur.",
            remedy="Ajoutez [mediator] : qui vend à des consommateurs en a un "
            "(C. conso, art. L616-1).",
        )
    if mediator.valid_to and mediator.valid_to < day:
        raise RefusedError(
            "la convention avec le médiateur est finie.",
            remedy="Renouvelez-la, puis corrigez valid_to dans legal/organisation.toml.",
        )
    if one.invoice:
        buyer = billing.invoice_numbered(tx.db, one.invoice).invoice.offer.buyer
        if buyer.kind is not PartyKind.CONSUMER:
            raise RefusedError(
                "le médiateur de la consommation n’entend que les consommateurs.",
                remedy="Entre professionnels : --to conciliation, ou --to court.",
            )
    until = months_after(one.received_on, MEDIATION_WITHIN)
    if until < day:
        raise RefusedError(
            "la réclamation a plus d’un an : le médiateur ne peut plus être saisi "
            "(C. conso, art. L612-2).",
            remedy="Restent --to conciliation et --to court.",
        )
    return until


def close(ctx: Context, number: str, *, conclusion: str) -> Closed:
    """Close a request that was answered; reminders that it suspended go on.

    Raises:
        InputError: a complaint or a dispute closes on no outcome.
        RefusedError: nothing was answered.
    """
    day, told = ctx.act_on(), on_one_line(conclusion)
    with begin(ctx, act="request.close") as tx:
        one = store.numbered(tx.db, number, year=day.year)
        state = moved(one.number, one.state, "close")
        if one.kind is not Kind.INFORMATION and not told:
            raise InputError(
                f"il manque l’issue de {one.number}.",
                remedy="Dites-la par --outcome : accord, avoir fait, chacun reste sur sa position…",
            )
        store.change(tx, one, state=state.value, closed_on=day, conclusion=told)
        store.happened(tx, one.id, "closed")
        resumed = _go_on(tx, one)
    return Closed(number=one.number, resumed=resumed)


def _go_on(tx: Transaction, one: Request) -> str:
    """Take up the reminders that this request suspended."""
    if not one.invoice:
        return ""
    kept = billing.invoice_numbered(tx.db, one.invoice)
    held = reminders.held(tx.db).get(kept.id)
    if held is None or one.number not in held.reason:
        return ""
    reminders.resume(tx, kept.id, one.invoice)
    return one.invoice if kept.amount_due > 0 else ""
