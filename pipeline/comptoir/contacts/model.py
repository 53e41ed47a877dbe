"""A contact: a person or an organisation that we know, and how to address them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comptoir.dates import age_on
from comptoir.party import Address


class ContactKind(StrEnum):
    """Whether somebody or something."""

    PERSON = "person"
    ORGANISATION = "organisation"


class Civility(StrEnum):
    """How somebody wishes to be addressed; never asked for (CJEU C-394/23; LAW, CTC031)."""

    NONE = ""
    MADAM = "Mme"
    SIR = "M."

    @property
    def spoken(self) -> str:
        return {"": "", "Mme": "Madame", "M.": "Monsieur"}[self.value]


class Role(StrEnum):
    """What a contact is to the organisation; several at once, each with its dates."""

    MEMBER = "member"
    CUSTOMER = "customer"
    PROSPECT = "prospect"
    DONOR = "donor"
    VOLUNTEER = "volunteer"
    PARTNER = "partner"
    SERVICE_USER = "service_user"

    @property
    def french(self) -> str:
        return ROLES[self]


ROLES = {
    Role.MEMBER: "adhérent",
    Role.CUSTOMER: "client",
    Role.PROSPECT: "prospect",
    Role.DONOR: "donateur",
    Role.VOLUNTEER: "bénévole",
    Role.PARTNER: "partenaire",
    Role.SERVICE_USER: "usager",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is said of a contact before the base knows it: by a row of a file, by a person."""

    kind: ContactKind = ContactKind.PERSON
    civility: Civility = Civility.NONE
    first_name: str = ""
    last_name: str = ""
    organisation: str = ""
    email: str = ""
    phone: str = ""
    mobile: str = ""
    street: str = ""
    address_2: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "FR"
    birth_date: date | None = None
    language: str = "fr"
    source: str = ""
    source_on: date | None = None
    deceased_on: date | None = None

    @property
    def named(self) -> bool:
        return bool(self.first_name or self.last_name or self.organisation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A contact as the base holds it.

    >>> Contact(id=1, reference="C-000001", first_name="Jo", last_name="Le Bihan").salutation
    'Bonjour Jo Le Bihan'
    """

    id: int
    reference: str  # C-000123
    kind: ContactKind = ContactKind.PERSON
    civility: Civility = Civility.NONE
    first_name: str = ""
    last_name: str = ""
    organisation: str = ""
    email: str = ""
    phone: str = ""  # E.164
    mobile: str = ""  # E.164
    street: str = ""
    address_2: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "FR"
    birth_date: date | None = None
    language: str = "fr"
    source: str = ""
    source_on: date | None = None
    deceased_on: date | None = None
    restricted_on: date | None = None
    version: int = 1

    @property
    def person_name(self) -> str:
        return " ".join(part for part in (self.first_name, self.last_name) if part)

    @property
    def full_name(self) -> str:
        """The name on an envelope: the person's, else the organisation's."""
        if self.kind is ContactKind.ORGANISATION:
            return self.organisation or self.person_name
        return self.person_name or self.organisation

    @property
    def attention(self) -> str:
        """Whom to ask for in an organisation."""
        return self.person_name if self.kind is ContactKind.ORGANISATION else ""

    @property
    def salutation(self) -> str:
        """How a letter begins, with or without a civility.

        >>> jo = Contact(id=1, reference="C-1", civility=Civility.MADAM, last_name="Le Bihan")
        >>> jo.salutation
        'Madame Le Bihan'
        """
        if self.civility is not Civility.NONE and self.last_name:
            return f"{self.civility.spoken} {self.last_name}"
        if self.person_name:
            return f"Bonjour {self.person_name}"
        return "Madame, Monsieur"

    @property
    def address(self) -> Address:
        return Address(
            street=self.street,
            addition=self.address_2,
            postcode=self.postcode,
            city=self.city,
            country=self.country,
        )

    def age_on(self, day: date) -> int | None:
        return None if self.birth_date is None else age_on(self.birth_date, day)


@dataclass(frozen=True, slots=True)
class Known:
    """A contact of the base, with the references that other systems gave it."""

    contact: Contact
    externals: frozenset[str] = frozenset()

    def is_called(self, reference: str) -> bool:
        """Whether a reference is theirs: another system's, or ours in a list that comes back."""
        return reference in self.externals or reference == self.contact.reference
