"""`legal/organisation.toml`: who this organisation is. It decides which rules apply and fills the
legal pages, the letterhead, the invoices and the e-mail footers."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field, field_validator, model_validator

from comptoir import identifiers
from comptoir.dates import WorkingDays
from comptoir.modules import Module, switched_off
from comptoir.settings.dues import Plan, Season
from comptoir.settings.model import (
    Email,
    Line,
    Model,
    Phone,
    Rna,
    Siren,
    Siret,
    Url,
    VatNumber,
)


class Kind(StrEnum):
    """What sort of publisher it is (LAW § 0.1)."""

    ASSOCIATION = "association"
    COMPANY = "company"
    SOLE_TRADER = "sole-trader"
    PUBLIC_BODY = "public-body"
    MUTUAL = "mutual"
    INDIVIDUAL = "individual"

    @property
    def french(self) -> str:
        return KINDS[self]


KINDS = {
    Kind.ASSOCIATION: "association",
    Kind.COMPANY: "société",
    Kind.SOLE_TRADER: "entreprise individuelle",
    Kind.PUBLIC_BODY: "organisme public",
    Kind.MUTUAL: "mutuelle",
    Kind.INDIVIDUAL: "particulier",
}


class Seat(Model):
    """Registered address."""

    street: str = ""
    addition: str = ""
    postcode: str = Field("", pattern=r"^(\d{5})?$")
    city: str = ""
    country: str = Field("FR", pattern=r"^[A-Z]{2}$")


class Host(Model):
    """Who hosts the site: name, address and telephone are all due (LCEN, art. 1-1)."""

    name: str = ""
    address: str = ""
    phone: Phone = ""


class VatRegime(StrEnum):
    """How VAT applies to the sales of the organisation."""

    REAL = "real"  # charges VAT on all its sales
    FRANCHISE = "franchise"  # franchise en base, CGI art. 293 B
    EXEMPT = "exempt"  # exempt, CGI art. 261
    MIXED = "mixed"  # an exempt or non-taxable sector beside a taxable one
    NONE = "none"  # outside the scope


class VatSector(Model):
    """A sector of activity that follows its own VAT rule (CGI, ann. II, art. 209)."""

    name: Line
    regime: VatRegime
    basis: str = ""  # the article that exempts


# Where the sales take place, for the rates (CGI, art. 294, 296 and 297).
Territory = Literal["metropole", "corse", "guadeloupe-martinique-reunion", "guyane-mayotte"]


class Vat(Model):
    regime: VatRegime = VatRegime.NONE
    number: VatNumber = ""
    on_debits_since: date | None = None
    territory: Territory = "metropole"
    sectors: tuple[VatSector, ...] = ()
    filing: Literal["monthly", "quarterly", "yearly"] = "monthly"  # CA3, or the yearly CA12
    filing_day: int = Field(24, ge=15, le=24)  # of the month after, as the tax office set it


class Sells(Model):
    """What it sells and to whom: which consumer rules apply."""

    consumers: bool = False
    businesses: bool = False
    online: bool = False  # a contract can be concluded on the site
    goods: bool = False
    services: bool = False
    subscriptions: bool = False


class Mediator(Model):
    """Consumer mediator (C. conso, art. L616-1)."""

    name: Line
    address: str = ""
    url: Url = ""
    valid_to: date | None = None


class Insurance(Model):
    """A professional cover that the law imposes: quotes and invoices name it (loi 96-603, 22-2)."""

    kind: Line = "responsabilité civile professionnelle"
    insurer: Line
    contact: Line
    territory: Line = "France"
    valid_to: date | None = None


class Books(StrEnum):
    """How far the journal kept here goes."""

    COMPLETE = "complete"  # all journals, a FEC can leave
    AUXILIARY = "auxiliary"  # sales only, an accountant keeps the rest
    FOLLOW_UP = "follow-up"  # public bodies and mutuelles: follow-up, no accounting


class Cabinet(Model):
    """How the accountant's own books name ours: the longest beginning of an account wins."""

    accounts: dict[str, str] = Field(default_factory=dict)  # "44571200" → "445711"
    journals: dict[str, str] = Field(default_factory=dict)  # "VE" → "VT"

    def account(self, number: str) -> str:
        known = [start for start in self.accounts if number.startswith(start)]
        return self.accounts[max(known, key=len)] if known else number

    def journal(self, code: str) -> str:
        return self.journals.get(code, code)


class Accounting(Model):
    books: Books = Books.AUXILIARY
    year_start_month: int = Field(1, ge=1, le=12)
    cabinet: Cabinet = Cabinet()


class TaxReceipts(Model):
    """Right to issue tax receipts for gifts (CGI, art. 200 and 238 bis)."""

    eligible: bool = False
    basis: str = ""
    ruling_on: date | None = None
    object: str = ""
    yearly: bool = False  # one receipt a donor and a year, rather than one a gift


class Processor(Model):
    """A processor (GDPR, art. 28), or any third party that the site calls."""

    name: Line
    purpose: str = ""
    country: str = Field("FR", pattern=r"^[A-Z]{2}$")
    hosts: tuple[str, ...] = ()  # names of machines it answers under
    transfer_tool: str = ""  # adequacy, SCC…; due outside the EEA (GDPR, art. 44)
    contract_on: date | None = None


class Bank(Model):
    """Where customers pay."""

    name: str = ""
    iban: str = ""
    bic: str = ""
    creditor_id: str = ""  # ICS, to debit customers: FR72ZZZ123456

    @field_validator("creditor_id")
    @classmethod
    def _keyed(cls, text: str) -> str:
        plain = "".join(text.split()).upper()
        if plain and not identifiers.is_creditor_id(plain):
            raise ValueError("cet identifiant créancier SEPA (ICS) n’est pas juste")
        return plain


class Opening(Model):
    """Opening hours of one weekday (1 = Monday)."""

    day: int = Field(ge=1, le=7)
    opens: str = Field(pattern=r"^\d{2}:\d{2}$")
    closes: str = Field(pattern=r"^\d{2}:\d{2}$")
    note: str = ""


# Where some days more are public holidays (Code du travail, art. L3134-13 and L3422-2).
HolidayPlace = Literal[
    "metropole", "alsace-moselle", "guadeloupe", "guyane", "martinique", "mayotte", "reunion"
]


class Closure(Model):
    """Days when nobody is there to answer: working-day delays skip them."""

    starts: date
    ends: date
    note: str = ""

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "Closure":
        if self.ends < self.starts:
            raise ValueError("la fermeture doit finir après son début")
        if (self.ends - self.starts).days > 366:
            raise ValueError("une fermeture dure un an au plus")
        return self


class Charter(Model):
    """How the organisation writes: what its editors agreed on. Empty: not judged."""

    address: Literal["", "vous", "tu"] = ""
    inclusive: Literal["", "free", "doublets", "none"] = ""  # none: no point, no doublet
    avoid: dict[str, str] = Field(default_factory=dict)  # word → the one to prefer, or nothing
    acronyms: tuple[str, ...] = ()  # those that every reader knows
    apostrophe: Literal["", "’"] = ""
    longest_sentence: int = Field(40, ge=10, le=200)  # words
    answer_days: int | None = Field(None, ge=1, le=90)  # the delay that letters may promise


class Modules(Model):
    """What the organisation does or does without; what is not written, its statute says."""

    memberships: bool | None = None
    donations: bool | None = None
    assemblies: bool | None = None
    sales: bool | None = None
    purchases: bool | None = None
    contracts: bool | None = None
    appointments: bool | None = None
    events: bool | None = None
    surveys: bool | None = None
    campaigns: bool | None = None
    social: bool | None = None
    partners: bool | None = None


class Organisation(Model):
    """The organisation that publishes, writes and sells."""

    kind: Kind
    name: Line
    short_name: str = ""
    legal_form: str = ""  # « association loi 1901 », « SARL »…
    capital: str = ""  # share capital, companies
    purpose: str = ""  # object in the statutes
    values: tuple[Line, ...] = ()  # what it holds to, one sentence each
    founded: int | None = None
    seat: Seat = Seat()
    phone: Phone = ""
    email: Email = ""
    siren: Siren = ""
    siret: Siret = ""
    rna: Rna = ""
    rcs_city: str = ""
    naf: str = ""
    publication_director: str = ""
    director_title: str = ""
    host: Host = Host()
    vat: Vat = Vat()
    sells: Sells = Sells()
    mediator: Mediator | None = None
    insurances: tuple[Insurance, ...] = ()
    accounting: Accounting = Accounting()
    tax_receipts: TaxReceipts = TaxReceipts()
    processors: tuple[Processor, ...] = ()
    bank: Bank = Bank()
    seasons: tuple[Season, ...] = ()
    plans: tuple[Plan, ...] = ()
    opening: tuple[Opening, ...] = ()
    closed: str = ""  # in words: « fermé en août »
    closures: tuple[Closure, ...] = ()
    holidays: HolidayPlace = "metropole"
    dpo: str = ""  # contact of the data protection officer
    privacy_email: Email = ""
    art47: bool | None = None  # concerned by art. 47 of loi 2005-102; None: not decided
    anonymous: bool = False
    tone: str = ""
    charter: Charter = Charter()
    modules: Modules = Modules()
    facts: dict[str, str | int] = Field(
        default_factory=dict
    )  # figures that articles quote, tested against the base

    @model_validator(mode="after")
    def _numbers_agree(self) -> "Organisation":
        if self.siret and self.siren and not self.siret.startswith(self.siren):
            raise ValueError("le SIRET doit commencer par le SIREN")
        if self.vat.number and self.siren and not self.vat.number.endswith(self.siren):
            raise ValueError("le numéro de TVA doit finir par le SIREN")
        return self

    @model_validator(mode="after")
    def _plans_differ(self) -> "Organisation":
        names = [plan.name for plan in self.plans]
        if len(set(names)) < len(names):
            raise ValueError("deux formules d’adhésion ont le même nom (plans)")
        return self

    @property
    def off(self) -> frozenset[Module]:
        """The modules that it does without."""
        return switched_off(self.kind, self.modules.model_dump(exclude_none=True))

    @property
    def working_days(self) -> WorkingDays:
        """Its working days: what delays are counted in."""
        return WorkingDays(tuple((one.starts, one.ends) for one in self.closures), self.holidays)

    def season_on(self, day: date) -> Season | None:
        """Return the membership season that this day falls in."""
        return next((s for s in self.seasons if s.starts <= day <= s.ends), None)
