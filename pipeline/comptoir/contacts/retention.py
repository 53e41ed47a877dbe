"""How long a file stays: one pure decision, one outcome for each contact (LAW, RET001 to RET025).

Only an act of the person starts the clock again: an open, a send or an import does not (RET025).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from comptoir.dates import french_date

USUAL = 3 * 365  # days (CNIL, référentiel « activités commerciales »)

# The rule that a role is kept by; the first one held says it.
RULES = {
    "member": "RET007",
    "volunteer": "RET007",
    "donor": "RET008",
    "customer": "RET002",
    "partner": "RET002",
    "service_user": "RET007",
    "subscriber": "RET006",
    "prospect": "RET001",
}
LASTING = frozenset({"member", "volunteer", "partner", "service_user"})


class Fate(StrEnum):
    """What becomes of a file."""

    KEEP = "keep"
    ARCHIVE = "archive"  # out of the active base; its documents are kept, access restricted
    ERASE = "erase"
    BLOCKED = "blocked"  # its time has come, and something forbids it

    @property
    def french(self) -> str:
        return {
            Fate.KEEP: "garder",
            Fate.ARCHIVE: "archiver",
            Fate.ERASE: "effacer",
            Fate.BLOCKED: "bloqué",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What retention needs to know of a contact; nothing that names them."""

    roles: frozenset[str] = frozenset()  # every role ever held; "subscriber" for a consent
    running: bool = False  # a relation without an end: a role, a season under way
    collected_on: date | None = None
    last_act_on: date | None = None  # the person's: an order, a payment, a reply
    ended_on: date | None = None  # of the relation
    deceased_on: date | None = None
    restricted: bool = False
    frozen: str = ""  # why a dispute or a control has it kept
    unfinished: tuple[str, ...] = ()  # invoices to pay, orders under way
    asked: tuple[str, ...] = ()  # requests on rights not answered yet
    keep_until: date | None = None  # of the last document that the law has us keep


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How long each role is kept after its last act, and what a public body needs."""

    days: Mapping[str, int]
    visa_needed: bool = False  # C. patrimoine, art. L212-2
    visa: str = ""

    def of(self, roles: frozenset[str]) -> int:
        """Return the longest time that one of these roles gives."""
        return max((self.days.get(role, USUAL) for role in roles), default=USUAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What becomes of one contact, by which rule, and why."""

    fate: Fate
    rule: str
    why: str  # French
    due_on: date | None = None  # the last day it may stay


def outcome(holding: Holding, terms: Terms, *, today: date) -> Outcome:
    """Decide for one contact."""
    rule = next((code for role, code in RULES.items() if role in holding.roles), "RET001")
    if holding.running and holding.deceased_on is None:
        return Outcome(fate=Fate.KEEP, rule=rule, why="la relation est en cours")
    start = clock(holding)
    if start is None:
        return Outcome(
            fate=Fate.BLOCKED, rule="CTC002",
            why="on ne sait pas depuis quand cette fiche est là : datez son origine",
        )  # fmt: skip
    due = start + timedelta(days=terms.of(holding.roles))
    if today <= due:
        return Outcome(
            fate=Fate.KEEP, rule=rule, due_on=due,
            why=f"dernier acte de la personne le {french_date(start)}",
        )  # fmt: skip
    if stops := _stops(holding, terms):
        code, why = stops
        return Outcome(fate=Fate.BLOCKED, rule=code, why=why, due_on=due)
    if holding.keep_until and holding.keep_until >= today:
        return Outcome(
            fate=Fate.ARCHIVE, rule=rule, due_on=due,
            why=f"ses pièces comptables se gardent jusqu’au {french_date(holding.keep_until)}",
        )  # fmt: skip
    return Outcome(fate=Fate.ERASE, rule=rule, due_on=due,
                   why=f"rien depuis le {french_date(start)}")  # fmt: skip


def clock(holding: Holding) -> date | None:
    """Return the day the term runs from: the last act, the end of the relation, the collection."""
    days = (holding.last_act_on, holding.ended_on, holding.collected_on)
    if holding.deceased_on is not None:
        return holding.deceased_on
    return max((day for day in days if day), default=None)


def _stops(holding: Holding, terms: Terms) -> tuple[str, str] | None:
    """Return what forbids an erasure whose time has come: its rule and why, in French."""
    if holding.frozen:
        return "RET022", f"gelé pour un litige ou un contrôle : {holding.frozen}"
    if holding.restricted:
        return "CTC018", "la personne a obtenu la limitation : rien ne s’efface (RGPD, art. 18)"
    if holding.asked:
        return "CTC014", f"une demande attend sa réponse : {', '.join(holding.asked)}"
    if holding.unfinished:
        return "RET004", f"encore en cours : {', '.join(holding.unfinished)}"
    if terms.visa_needed and not terms.visa:
        return "RET023", "un organisme public n’efface rien sans visa des archives (--visa)"
    return None
