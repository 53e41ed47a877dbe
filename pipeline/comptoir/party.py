"""A person or an organisation on a document, with a postal address."""

from dataclasses import dataclass
from enum import Enum

# Countries most written to, in French capitals; others by their code.
COUNTRIES = {
    "AD": "ANDORRE", "AT": "AUTRICHE", "BE": "BELGIQUE", "BG": "BULGARIE", "CA": "CANADA",
    "CH": "SUISSE", "CZ": "TCHEQUIE", "DE": "ALLEMAGNE", "DK": "DANEMARK", "DZ": "ALGERIE",
    "ES": "ESPAGNE", "FI": "FINLANDE", "GB": "ROYAUME UNI", "GR": "GRECE", "HR": "CROATIE",
    "HU": "HONGRIE", "IE": "IRLANDE", "IT": "ITALIE", "LU": "LUXEMBOURG", "MA": "MAROC",
    "MC": "MONACO", "NL": "PAYS BAS", "NO": "NORVEGE", "PL": "POLOGNE", "PT": "PORTUGAL",
    "RO": "ROUMANIE",
    "SE": "SUEDE", "SN": "SENEGAL", "TN": "TUNISIE", "US": "ETATS UNIS",
}  # fmt: skip
# Territories with French postcodes: no country line, but for Monaco, whose post is its own.
FRENCH = {"FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "WF", "PF", "NC", "TF"}


def is_french(country: str) -> bool:
    """Whether a customer is in France or its territories; a country that is left out is France.

    >>> is_french(""), is_french("RE"), is_french("DE")
    (True, True, False)
    """
    return country in ("", *FRENCH)


class PartyKind(Enum):
    """Who stands opposite: it decides mentions, terms and channels."""

    CONSUMER = "consumer"
    BUSINESS = "business"
    ASSOCIATION = "association"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A postal address (EN 16931: BG-5, BG-8); French unless `country` says otherwise."""

    street: str = ""  # BT-35, BT-50: number and street
    addition: str = ""  # BT-36, BT-51: building, stair, hamlet, BP
    postcode: str = ""  # BT-38, BT-53
    city: str = ""  # BT-37, BT-52
    country: str = "FR"  # BT-40, BT-55: ISO 3166-1 alpha-2

    def __bool__(self) -> bool:
        return bool(self.street or self.addition) and bool(self.city)

    @property
    def lines(self) -> tuple[str, ...]:
        place = " ".join(part for part in (self.postcode, self.city) if part)
        return tuple(line for line in (self.addition, self.street, place) if line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A seller or a buyer as it was on the day of the document (BG-4, BG-7)."""

    name: str  # BT-27, BT-44
    address: Address
    kind: PartyKind = PartyKind.CONSUMER
    reference: str = ""  # ours: C-000123
    siren: str = ""  # BT-30, BT-47
    vat_number: str = ""  # BT-31, BT-48
    email: str = ""
    siret: str = ""  # BT-29, BT-46
    service_code: str = ""  # BT-10: the service of a public body that takes the invoice
    attention: str = ""  # BT-41, BT-56: whom to ask for
