"""Suppliers, subcontractors and carriers: what they must show, until when, and what they ask."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comptoir.context import Context
from comptoir.desk.project import settings_file
from comptoir.errors import InputError, RefusedError
from comptoir.errors.french import meant
from comptoir.law import vigilance
from comptoir.settings.partners import Partner, Partners, PartnerType

FILE = "contacts/partners.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Something that a partner must show: until when, or that it is missing."""

    partner: str
    what: str
    ends: date | None  # none: it was never given
    why: str
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a carrier asks for a parcel."""

    carrier: str
    zone: str
    up_to: Decimal
    price: Decimal
    cut_off: str


def known(ctx: Context) -> tuple[Partner, ...]:
    """Return the partners of the house; none when it has no file of them."""
    if not (ctx.root / FILE).is_file():
        return ()
    return settings_file(ctx.root, FILE, Partners).partners


def named(ctx: Context, name: str) -> Partner:
    """Return one partner.

    Raises:
        InputError: none has that name.
    """
    found = {one.name.casefold(): one for one in known(ctx)}
    if name.casefold() in found:
        return found[name.casefold()]
    raise InputError(
        f"aucun partenaire ne s’appelle « {name} ».",
        remedy=meant(name, [o.name for o in found.values()], otherwise=f"Ajoutez-le à {FILE}."),
    )


def papers(partner: Partner) -> Iterator[Paper]:
    """Return what a partner must show, the vigilance certificate first when the law asks it."""
    if needs_vigilance(partner):
        ends = vigilance.next_on(partner.vigilance) if partner.vigilance else None
        yield Paper(partner=partner.name, what="attestation de vigilance", ends=ends,
                    why=vigilance.SOURCE, owner=partner.owner)  # fmt: skip
    for one in partner.papers:
        yield Paper(partner=partner.name, what=one.what, ends=one.ends, why="", owner=partner.owner)


def needs_vigilance(partner: Partner) -> bool:
    """Whether the law has us ask for a certificate: for work, from 5 000 € net on."""
    if partner.type is PartnerType.SUPPLIER:
        return partner.vigilance is not None
    return partner.amount is None or partner.amount >= vigilance.FROM


def offers(ctx: Context, *, zone: str, weight: Decimal) -> list[Offer]:
    """Return what each carrier asks for a parcel, the cheapest first.

    Raises:
        RefusedError: no carrier takes that weight there.
    """
    found = []
    for one in known(ctx):
        fitting = [
            t for t in one.tariffs if t.zone.casefold() == zone.casefold() and weight <= t.up_to
        ]
        if fitting:
            best = min(fitting, key=lambda tariff: tariff.up_to)
            found.append(
                Offer(carrier=one.name, zone=best.zone, up_to=best.up_to, price=best.price,
                      cut_off=f"{one.cut_off:%H h %M}" if one.cut_off else "")
            )  # fmt: skip
    if not found:
        zones = sorted({t.zone for one in known(ctx) for t in one.tariffs})
        raise RefusedError(
            "aucun transporteur ne prend ce poids dans cette zone.",
            remedy=f"Zones connues : {', '.join(zones)}." if zones else f"Écrivez-les dans {FILE}.",
        )
    return sorted(found, key=lambda offer: (offer.price, offer.carrier))
