"""What is sold comes from the site's offers and from the catalogue."""

import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from comptoir.desk import items
from comptoir.errors import InputError
from comptoir.sales import Nature

from make import ROOT
from make_books import shop

OFFER = """\
---
title: Atelier cuir
date: 2026-09-01
summary: Une demi-journée pour coudre une trousse de cuir, avec les outils et les chutes.
owner: ateliers
review_by: 2027-06-30
sku: CUIR
price: "45.00"
vat: "20.0"
nature: services
promotion:
  code: RENTREE
  price: "40.00"
  prior_price: "45.00"
  starts: 2026-11-01
  ends: 2026-11-30
  scope: tous
---
Texte.
"""


def test_the_offers_of_the_example_are_items(ctx):
    shutil.copytree(ROOT / "content" / "offres", ctx.root / "content" / "offres")
    found = {item.sku: item for item in items.items(ctx)}
    assert found["GUIDE"].vat_rate == Decimal("5.5")
    assert found["LOC-ATEL"].nature is Nature.SERVICES
    assert len(found) == 6


def test_a_promotion_gives_the_price_of_its_days(ctx):
    folder = ctx.root / "content" / "offres"
    folder.mkdir(parents=True)
    (folder / "cuir.md").write_text(OFFER, "utf-8")
    prices = [
        items.items(replace(ctx, today=day))[0].price
        for day in (date(2026, 11, 24), date(2026, 12, 1))
    ]
    assert prices == [Decimal("40.00"), Decimal("45.00")]


def test_two_items_of_one_reference_are_refused_with_both_places(ctx):
    folder = shop(ctx).root / "content" / "offres"
    folder.mkdir(parents=True)
    (folder / "cuir.md").write_text(OFFER.replace("CUIR", "GUIDE"), "utf-8")
    with pytest.raises(InputError, match=r"catalogue\.toml.*GUIDE.*cuir\.md"):
        items.items(ctx)


def test_a_wrong_catalogue_is_said_with_its_line(ctx):
    shop(ctx)
    path = ctx.root / "legal" / "catalogue.toml"
    path.write_text(
        path.read_text("utf-8").replace('nature = "goods"', 'natur = "goods"', 1), "utf-8"
    )
    with pytest.raises(InputError, match="nature"):
        items.items(ctx)
