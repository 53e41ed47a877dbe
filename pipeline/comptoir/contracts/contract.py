"""A contract: its parties, its dates, whether it is signed, and the day by which to give notice."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from comptoir.errors import RefusedError
from comptoir.errors.french import unknown
from comptoir.text import fold


class Kind(StrEnum):
    """What a contract is about: it decides mentions, account, VAT and withdrawal."""

    SALE = "sale"
    SERVICE = "service"
    SUBCONTRACTING = "subcontracting"
    MEMBERSHIP = "membership"
    GRANT = "grant"
    INTERNSHIP = "internship"
    ROOM = "room"
    SUPPLY = "supply"  # what is bought by subscription: telephone, insurance, rent

    @property
    def french(self) -> str:
        return FRENCH[self]

    @property
    def heading(self) -> str:
        """What the paper is called."""
        return TITLES[self]

    @property
    def is_agreement(self) -> bool:
        """Whether it is a « convention » rather than a contract of trade."""
        return self in (Kind.GRANT, Kind.INTERNSHIP, Kind.ROOM)


FRENCH = {
    Kind.SALE: "vente",
    Kind.SERVICE: "prestation",
    Kind.SUBCONTRACTING: "sous-traitance",
    Kind.MEMBERSHIP: "adhésion",
    Kind.GRANT: "subvention",
    Kind.INTERNSHIP: "stage",
    Kind.ROOM: "salle",
    Kind.SUPPLY: "abonnement",
}
TITLES = {
    Kind.SALE: "Contrat de vente",
    Kind.SERVICE: "Contrat de prestation de services",
    Kind.SUBCONTRACTING: "Contrat de sous-traitance",
    Kind.MEMBERSHIP: "Bulletin d’adhésion",
    Kind.GRANT: "Convention de subvention",
    Kind.INTERNSHIP: "Convention de stage",
    Kind.ROOM: "Convention de prêt de salle",
    Kind.SUPPLY: "Contrat d’abonnement",
}


def kind_named(name: str) -> Kind:
    """Return a kind by its French or English name.

    >>> kind_named("Sous-traitance")
    <Kind.SUBCONTRACTING: 'subcontracting'>
    """
    known = {fold(french): kind for kind, french in FRENCH.items()} | {k.value: k for k in Kind}
    found = known.get(fold(name))
    if found is None:
        raise unknown(
            "nature de contrat", name, FRENCH.values(),
            remedy=f"Natures : {', '.join(FRENCH.values())}.",
        )  # fmt: skip
    return found


class State(StrEnum):
    """How far the signature is."""

    DRAFT = "draft"
    SIGNED = "signed"
    ENDED = "ended"

    @property
    def french(self) -> str:
        return {"draft": "à signer", "signed": "signé", "ended": "terminé"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """A contract as the register holds it."""

    number: str  # CT-2026-0001
    party: str  # C-000123
    kind: Kind
    subject: str
    starts: date
    ends: date | None = None  # none: until somebody ends it
    notice_days: int = 0  # before the end
    renews: bool = False  # by itself, for as long again, unless notice is given
    amount: Decimal | None = None  # euros, for its whole length
    at_distance: bool = False  # concluded away from the premises
    state: State = State.DRAFT
    signed_on: date | None = None

    def __post_init__(self) -> None:
        if not self.subject.strip():
            raise RefusedError("Il manque l’objet du contrat.", remedy="Dites-le par --objet.")
        if self.ends and self.ends < self.starts:
            raise RefusedError(
                "Ce contrat finirait avant de commencer.", remedy="Vérifiez ses dates."
            )
        if (self.notice_days or self.renews) and not self.ends:
            raise RefusedError(
                "Un préavis ou une reconduction se comptent depuis la fin du contrat.",
                remedy="Donnez-la par --fin.",
            )

    def term_on(self, day: date) -> date | None:
        """Return the end of the term that runs on a day: a renewed one has others after the first.

        >>> Contract(
        ...     number="",
        ...     party="",
        ...     kind=Kind.SUPPLY,
        ...     subject="x",
        ...     renews=True,
        ...     starts=date(2025, 1, 1),
        ...     ends=date(2025, 12, 31),
        ... ).term_on(date(2026, 5, 1))
        datetime.date(2026, 12, 31)
        """
        if self.ends is None or not self.renews:
            return self.ends
        term, years = self.ends, 0
        while term < day:
            years += 1
            term = _later(self.starts, self.ends, years)
        return term

    def notice_by(self, day: date) -> date | None:
        """Return the last day on which notice can still be given, where notice has a use."""
        term = self.term_on(day)
        if term is None or not (self.notice_days or self.renews):
            return None
        last = term - timedelta(days=self.notice_days)
        if last >= day or not self.renews:
            return last
        following = self.term_on(term + timedelta(days=1))
        return following - timedelta(days=self.notice_days) if following else None


def _later(starts: date, ends: date, times: int) -> date:
    """Return the end of a contract renewed so many times, month for month."""
    after = ends + timedelta(days=1)
    months = (after.year - starts.year) * 12 + after.month - starts.month
    if after.day != starts.day or not months:  # not whole months: count days
        return ends + times * (after - starts)
    total = after.year * 12 + after.month - 1 + times * months
    year, month = divmod(total, 12)
    day = min(after.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day) - timedelta(days=1)
