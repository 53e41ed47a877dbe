"""What the example knows of a contact, before it is written down untidily."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

TODAY = date(2026, 11, 24)
ORIGIN = "FICTIF - "


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    street: str = ""
    address_2: str = ""
    postcode: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What the spreadsheet says of an agreement to receive the newsletter."""

    answer: str = ""  # oui, non or nothing
    on: date | None = None
    text: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person or an organisation; `key` is its rank in the true population."""

    key: int
    reference: str = ""
    civility: str = ""  # Mme, M. or nothing
    first_name: str = ""
    last_name: str = ""
    organisation: str = ""
    gender: str = ""  # f, m, or nothing when nobody asked
    born: date | None = None
    birth_known: bool = False
    email: str = ""
    phone: str = ""
    mobile: str = ""
    address: Address = field(default_factory=Address)
    roles: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    source: str = ""
    source_on: date | None = None
    consent: Consent = field(default_factory=Consent)
    objection: str = ""
    deceased_on: date | None = None

    def age(self, on: date = TODAY) -> int:
        """Age in years; organisations have none and count as grown up."""
        if self.born is None:
            return 40
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))

    @property
    def minor(self) -> bool:
        return self.age() < 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    key: int
    season: str
    level: str  # full or reduced
    amount: Decimal
    on: date
    means: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    key: int
    amount: Decimal
    on: date
    means: str
    earmark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleLine:
    voucher: str
    key: int
    on: date
    sku: str
    quantity: int
    price: Decimal  # gross, for one
    rate: str
    means: str
    paid_on: date | None
