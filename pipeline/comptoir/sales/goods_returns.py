"""Goods that come back: why, in what state, what becomes of them, and by when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from comptoir.errors import InputError, RefusedError
from comptoir.sales.face import counted

WITHIN = 14  # days, to pay back a consumer who withdraws (C. conso., art. L221-24)


class Reason(StrEnum):
    WITHDRAWAL = "withdrawal"
    DEFECT = "defect"
    ERROR = "error"
    CARRIAGE = "carriage"
    OTHER = "other"

    @property
    def french(self) -> str:
        return {"withdrawal": "rétractation", "defect": "défaut", "error": "erreur",
                "carriage": "transport", "other": "autre"}[self.value]  # fmt: skip


class Condition(StrEnum):
    INTACT = "intact"
    DAMAGED = "damaged"
    INCOMPLETE = "incomplete"

    @property
    def french(self) -> str:
        return {"intact": "intact", "damaged": "abîmé", "incomplete": "incomplet"}[self.value]


class Fate(StrEnum):
    STOCK = "stock"
    SCRAP = "scrap"
    SUPPLIER = "supplier"
    CUSTOMER = "customer"

    @property
    def french(self) -> str:
        return {"stock": "remis en stock", "scrap": "mis au rebut", "supplier": "rendu au "
                "fournisseur", "customer": "renvoyé au client"}[self.value]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Sold:
    """What a delivery note or an invoice handed over of one article."""

    sku: str
    name: str
    quantity: Decimal


def returned(sold: Iterable[Sold], sku: str, quantity: Decimal, *, earlier: Decimal) -> Sold:
    """Return what comes back of an article.

    Raises:
        InputError: the paper does not have it.
        RefusedError: more comes back than was handed over.
    """
    mine = [one for one in sold if one.sku.casefold() == sku.casefold()]
    if not mine:
        raise InputError(
            f"l’article {sku} n’est pas sur cette pièce.",
            remedy="Voyez ses lignes : comptoir livraison montrer, ou facture montrer.",
        )
    left = sum((one.quantity for one in mine), Decimal(0)) - earlier
    if not 0 < quantity <= left:
        raise RefusedError(
            f"« {mine[0].name} » : {counted(left)} au plus peut revenir, retours déjà reçus "
            "déduits.",
            remedy="Corrigez la quantité : --ligne ARTICLE:QUANTITÉ.",
        )
    return Sold(sku=mine[0].sku, name=mine[0].name, quantity=quantity)


def check_fate(condition: Condition, fate: Fate) -> None:
    """Refuse to sell again what is not whole.

    Raises:
        RefusedError: it is damaged or incomplete.
    """
    if fate is Fate.STOCK and condition is not Condition.INTACT:
        raise RefusedError(
            f"cet article est revenu {condition.french} : il ne retourne pas en stock.",
            remedy="Dites --sort rebut, fournisseur ou client.",
        )


def settle_by(received_on: date) -> date:
    return received_on + timedelta(days=WITHIN)
