"""Read the history of prices, and the attestations."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from pydantic import Field

from comptoir.readers.toml import line_numbers, read_model, read_toml
from comptoir.rules.surfaces_site import ATTESTATIONS, PRICES, PricePoint
from comptoir.settings.model import Line, Model
from comptoir.settings.waivers import Attestation, Attestations


class _Row(Model):
    sku: Line
    since: date
    price: Decimal = Field(ge=0, max_digits=12, decimal_places=2)


class _History(Model):
    price: tuple[_Row, ...] = ()


def read_prices(root: Path) -> Mapping[str, tuple[PricePoint, ...]]:
    """Return the prices of each article, by day; nothing when nobody keeps them."""
    path = root / PRICES
    if not path.is_file():
        return {}
    return by_article(read_model(path, _History, shown=PRICES))


def prices_of(data: Mapping[str, object]) -> Mapping[str, tuple[PricePoint, ...]]:
    """Return the prices of an already parsed history."""
    return by_article(_History.model_validate(data))


def by_article(history: _History) -> Mapping[str, tuple[PricePoint, ...]]:
    found: dict[str, list[PricePoint]] = {}
    for row in history.price:
        found.setdefault(row.sku, []).append(PricePoint(row.since, row.price))
    return {sku: tuple(sorted(points)) for sku, points in found.items()}


def read_attestations(root: Path) -> tuple[tuple[Attestation, ...], tuple[int, ...]]:
    """Return the attestations and the line of each."""
    path = root / ATTESTATIONS
    if not path.is_file():
        return (), ()
    held = read_model(path, Attestations, shown=ATTESTATIONS).attestation
    _, text = read_toml(path, shown=ATTESTATIONS)
    lines = line_numbers(text)
    return held, tuple(lines.get(("attestation", rank), 0) for rank in range(len(held)))
