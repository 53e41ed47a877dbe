"""Who must receive a document how: an approved platform, Chorus Pro, e-mail or paper (LAW, DOC060).

The channel depends on the customer being a taxable person, not on its having a SIRET, and on the
day. What is not known is asked, not decided.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from comptoir.law.einvoice import CHORUS, CHORUS_SOURCE, ISSUING, ISSUING_FROM, OUTSIDE, REPORTING
from comptoir.party import Party, PartyKind
from comptoir.settings.organisation import VatRegime


class Channel(Enum):
    """How a document reaches its customer."""

    PLATFORM = "platform"
    CHORUS = "chorus"
    MAIL = "mail"

    @property
    def french(self) -> str:
        return {
            "platform": "par une plateforme agréée",
            "chorus": "par Chorus Pro",
            "mail": "par courriel ou sur papier",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A channel, and why."""

    channel: Channel
    why: str
    basis: str
    reporting: str = ""  # what the tax office must be told besides (e-reporting)
    later: str = ""  # what changes, and when
    lacks: str = ""  # what the channel needs and the customer's file does not have


def route(buyer: Party, regime: VatRegime, day: date) -> Route:
    """Return how a document of this day reaches this customer."""
    abroad = buyer.address.country not in ("", "FR")
    if buyer.kind is PartyKind.PUBLIC and not abroad and CHORUS.on(day):
        return Route(
            channel=Channel.CHORUS,
            why="le client est une personne publique",
            basis=CHORUS_SOURCE,
            lacks="" if buyer.siret else "le SIRET du client (siret, dans sa fiche)",
        )
    if regime in (VatRegime.NONE, VatRegime.EXEMPT):
        why = "le vendeur n’a pas d’activité soumise à la TVA"
        return Route(channel=Channel.MAIL, why=why, basis="CGI, art. 261 à 261 E et 289 bis")
    if buyer.kind is PartyKind.CONSUMER:
        return _reported("le client est un particulier", "les ventes aux particuliers", day)
    if abroad or buyer.address.postcode[:3] in OUTSIDE:
        where = "à l’étranger" if abroad else "en Guyane ou à Mayotte"
        return _reported(f"le client est {where}", "les ventes hors de France", day)
    if buyer.kind is PartyKind.ASSOCIATION and not buyer.vat_number:
        found = _reported("rien ne dit que cette association est assujettie à la TVA", "", day)
        asks = "savoir si le client est assujetti : demandez-le-lui, et notez son numéro de TVA"
        return Route(
            channel=found.channel, why=found.why, basis=found.basis, later=found.later, lacks=asks
        )
    why = "le client est une entreprise assujettie, en France"
    if ISSUING.on(day):
        return Route(
            channel=Channel.PLATFORM,
            why=why,
            basis=ISSUING.source,
            lacks="" if buyer.siren else "le SIREN du client (siren, dans sa fiche)",
        )
    return Route(channel=Channel.MAIL, why=why, basis=ISSUING.source, later=_later(day))


def _reported(why: str, what: str, day: date) -> Route:
    told = f"{what} se déclarent à l’administration, par la plateforme" if what else ""
    due = REPORTING.on(day)
    return Route(
        channel=Channel.MAIL,
        why=why,
        basis=REPORTING.source,
        reporting=told if due else "",
        later="" if due or not told else f"le {_first(ISSUING_FROM)} : {told}",
    )


def _later(day: date) -> str:
    return f"le {_first(ISSUING_FROM)} : {Channel.PLATFORM.french}" if not ISSUING.on(day) else ""


def _first(on: date) -> str:
    return f"{on:%d/%m/%Y}"
