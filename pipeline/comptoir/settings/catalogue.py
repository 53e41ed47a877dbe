"""`legal/catalogue.toml`: what is sold and is not on the site."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from comptoir.settings.model import Line, Model


class CatalogueItem(Model):
    """Something sold, with the gross price that customers see."""

    sku: str = Field(pattern=r"^[A-Z0-9][A-Z0-9-]{0,29}$")
    name: Line
    price: Decimal = Field(ge=0, max_digits=12, decimal_places=2)
    vat: Decimal = Field(ge=0, le=100, max_digits=5, decimal_places=2)
    nature: Literal["goods", "services"]
    unit: str = ""
    account: str = Field("", pattern=r"^(70[1-8]\d*)?$")  # of revenue; by nature when empty
    exemption: str = ""  # the article that exempts it from VAT


class Catalogue(Model):
    """The whole file."""

    item: tuple[CatalogueItem, ...] = ()
