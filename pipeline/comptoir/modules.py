"""What an organisation does with Comptoir: the modules that its statute and its choices leave on.

It stands low, and reads plain tables: help and refusals need it before any settings are checked.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

FILE = "legal/organisation.toml"
TABLE = "modules"


class Module(StrEnum):
    """A part that an organisation may do without; its value is its key in `[modules]`."""

    MEMBERSHIPS = "memberships"
    DONATIONS = "donations"
    ASSEMBLIES = "assemblies"
    SALES = "sales"
    PURCHASES = "purchases"
    CONTRACTS = "contracts"
    APPOINTMENTS = "appointments"
    EVENTS = "events"
    SURVEYS = "surveys"
    CAMPAIGNS = "campaigns"
    SOCIAL = "social"
    PARTNERS = "partners"

    @property
    def french(self) -> str:
        return FRENCH[self]


FRENCH = {
    Module.MEMBERSHIPS: "adhésions",
    Module.DONATIONS: "dons",
    Module.ASSEMBLIES: "assemblées",
    Module.SALES: "ventes",
    Module.PURCHASES: "achats",
    Module.CONTRACTS: "contrats",
    Module.APPOINTMENTS: "rendez-vous",
    Module.EVENTS: "inscriptions aux évènements",
    Module.SURVEYS: "enquêtes",
    Module.CAMPAIGNS: "envois",
    Module.SOCIAL: "réseaux sociaux",
    Module.PARTNERS: "partenaires",
}

# command → module; the others are always there
COMMANDS = {
    "membership": Module.MEMBERSHIPS,
    "donation": Module.DONATIONS,
    "assembly": Module.ASSEMBLIES,
    "item": Module.SALES,
    "quote": Module.SALES,
    "order": Module.SALES,
    "delivery": Module.SALES,
    "invoice": Module.SALES,
    "credit": Module.SALES,
    "reminder": Module.SALES,
    "purchase": Module.PURCHASES,
    "contract": Module.CONTRACTS,
    "appointment": Module.APPOINTMENTS,
    "event": Module.EVENTS,
    "survey": Module.SURVEYS,
    "campaign": Module.CAMPAIGNS,
    "social": Module.SOCIAL,
    "partner": Module.PARTNERS,
}
# what a statute has no use for, by kind of organisation; `[modules]` may say otherwise
WITHOUT: Mapping[str, frozenset[Module]] = {
    "company": frozenset({Module.MEMBERSHIPS, Module.DONATIONS}),
    "sole-trader": frozenset({Module.MEMBERSHIPS, Module.DONATIONS, Module.ASSEMBLIES}),
    "individual": frozenset({Module.MEMBERSHIPS, Module.DONATIONS, Module.ASSEMBLIES}),
    "public-body": frozenset({Module.MEMBERSHIPS, Module.ASSEMBLIES}),
}
SECTIONS = {Module.SALES: "/offres/"}  # lists of the site that go with a module


def switched_off(kind: str, told: Mapping[str, bool]) -> frozenset[Module]:
    """Return the modules that are off.

    Args:
        kind: of organisation.
        told: `[modules]`.

    >>> sorted(switched_off("company", {"donations": True, "sales": False}))
    [<Module.MEMBERSHIPS: 'memberships'>, <Module.SALES: 'sales'>]
    """
    without = WITHOUT.get(kind, frozenset())
    return frozenset(module for module in Module if not told.get(module, module not in without))


def off_in(organisation: Mapping[str, Any]) -> frozenset[Module]:
    """Return the modules that are off, from the unchecked table of `legal/organisation.toml`."""
    return switched_off(str(organisation.get("kind", "")), _told(organisation))


def why_off(module: Module, organisation: Mapping[str, Any]) -> str:
    """Say in French why a module is off."""
    if _told(organisation).get(module) is False:
        return f"{module} = false sous [{TABLE}] de {FILE}"
    return f"le statut (kind) écrit dans {FILE} n’en a pas l’usage"


def _told(organisation: Mapping[str, Any]) -> dict[str, bool]:
    told = organisation.get(TABLE)
    table = told if isinstance(told, dict) else {}
    return {str(key): on for key, on in table.items() if isinstance(on, bool)}
