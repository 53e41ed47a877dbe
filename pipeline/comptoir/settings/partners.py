"""`contacts/partners.toml`: those whom the house works with, what they must show, what they ask."""

from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from pydantic import Field, model_validator

from comptoir.settings.model import Email, Line, Model, Phone, Siret


class PartnerType(StrEnum):
    SUPPLIER = "supplier"
    SUBCONTRACTOR = "subcontractor"
    CARRIER = "carrier"


class Tariff(Model):
    """What a carrier asks for a parcel, up to a weight, in a zone."""

    zone: Line
    up_to: Decimal = Field(gt=0, max_digits=8, decimal_places=3)  # kilograms
    price: Decimal = Field(ge=0, max_digits=10, decimal_places=2)  # euros, net


class Paper(Model):
    """A paper that ends: insurance, licence of transport…"""

    what: Line
    ends: date


class Partner(Model):
    name: Line
    type: PartnerType
    siret: Siret = ""
    email: Email = ""
    phone: Phone = ""
    address: tuple[Line, ...] = Field((), max_length=5)  # lines under the name
    owner: str = ""  # who follows it
    vigilance: date | None = None  # day of the last certificate; it is asked again every six months
    amount: Decimal | None = Field(None, ge=0)  # of the contract, net, by year
    papers: tuple[Paper, ...] = Field((), alias="paper")
    cut_off: time | None = None  # hour before which a parcel is ready
    tariffs: tuple[Tariff, ...] = Field((), alias="tariff")

    @model_validator(mode="after")
    def _fits(self) -> "Partner":
        if self.tariffs and self.type is not PartnerType.CARRIER:
            raise ValueError("une grille de tarifs va avec type = carrier")
        grid = [(one.zone, one.up_to) for one in self.tariffs]
        if len(set(grid)) < len(grid):
            raise ValueError("deux tarifs ont la même zone et le même poids")
        return self


class Partners(Model):
    partners: tuple[Partner, ...] = Field((), alias="partner")

    @model_validator(mode="after")
    def _once(self) -> "Partners":
        names = [one.name.casefold() for one in self.partners]
        if len(set(names)) < len(names):
            raise ValueError("deux partenaires portent le même nom")
        return self
