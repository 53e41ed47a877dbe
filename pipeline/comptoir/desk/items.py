"""`comptoir item`: what is sold, on the site and off it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from comptoir.context import Context
from comptoir.errors import InputError, Place
from comptoir.errors.french import unknown
from comptoir.readers.content import read_page
from comptoir.readers.toml import read_model
from comptoir.sales import Line, Nature
from comptoir.settings.catalogue import Catalogue
from comptoir.site.front_matter import OfferMeta

CATALOGUE = "legal/catalogue.toml"
OFFERS = "content/offres"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that can stand on a quote."""

    sku: str
    name: str
    price: Decimal  # gross
    vat_rate: Decimal
    nature: Nature
    unit: str = ""
    account: str = ""
    exemption: str = ""
    source: str = ""  # the file that says so

    def line(self, quantity: Decimal, price: Decimal | None = None) -> Line:
        return Line(
            sku=self.sku,
            name=self.name,
            quantity=quantity,
            unit_price=self.price if price is None else price,
            vat_rate=self.vat_rate,
            nature=self.nature,
            account=self.account,
            exemption=self.exemption,
        )


def items(ctx: Context) -> list[Item]:
    """Return what is sold: offers of the site, then the catalogue.

    Raises:
        InputError: a file cannot be read, or two items have the same reference.
    """
    found = [*_offers(ctx.root, ctx.today), *_catalogue(ctx.root)]
    seen: dict[str, Item] = {}
    for item in found:
        if item.sku in seen:
            raise InputError(
                f"la référence {item.sku} est déjà celle d’un article de {seen[item.sku].source}.",
                remedy="Donnez-en une autre.",
                at=Place(item.source),
            )
        seen[item.sku] = item
    return sorted(found, key=lambda item: item.sku)


def item(known: list[Item], sku: str) -> Item:
    """Return an item by its reference, however it is typed."""
    for each in known:
        if each.sku.casefold() == sku.strip().casefold():
            return each
    raise unknown(
        "article", sku, [each.sku for each in known], remedy="Voyez-les : comptoir article lister."
    )


def _offers(root: Path, today: date) -> list[Item]:
    folder = root / OFFERS
    return [_offer(path, root, today) for path in sorted(folder.glob("**/*.md"))]


def _offer(path: Path, root: Path, today: date) -> Item:
    page = read_page(path, root)
    meta = page.meta
    assert isinstance(meta, OfferMeta)
    return Item(
        sku=meta.sku,
        name=meta.title,
        price=meta.price_on(today),
        vat_rate=meta.vat,
        nature=Nature(meta.nature),
        unit=meta.unit,
        source=page.path,
    )


def _catalogue(root: Path) -> list[Item]:
    path = root / CATALOGUE
    if not path.is_file():
        return []
    catalogue = read_model(path, Catalogue, shown=CATALOGUE)
    return [
        Item(
            sku=each.sku,
            name=each.name,
            price=each.price,
            vat_rate=each.vat,
            nature=Nature(each.nature),
            unit=each.unit,
            account=each.account,
            exemption=each.exemption,
            source=CATALOGUE,
        )
        for each in catalogue.item
    ]
