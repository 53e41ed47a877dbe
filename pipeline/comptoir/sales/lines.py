"""What is sold: lines, allowances and charges."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from comptoir.errors import RefusedError
from comptoir.law.chart import REVENUE
from comptoir.money import ZERO, decimals, to_cents


class Nature(Enum):
    """Goods or services: it decides when VAT is due (CGI, art. 269) and the account."""

    GOODS = "goods"
    SERVICES = "services"

    @property
    def french(self) -> str:
        return {"goods": "livraison de biens", "services": "prestation de services"}[self.value]


# Why a line bears no VAT (BT-151): exempt, reverse charge, within the EU, export, out of scope.
NO_VAT = frozenset({"E", "AE", "K", "G", "O"})


class Prices(Enum):
    """What the prices of a document hold: consumers see gross ones, which then are the anchor."""

    GROSS = "gross"
    NET = "net"


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """A reduction, of a line (BG-27) or of the document (BG-20), in the prices' own terms."""

    reason: str  # BT-97, BT-139
    amount: Decimal  # BT-92, BT-136
    account: str = ""  # 665 for an « escompte »; otherwise it lowers the revenue

    def __post_init__(self) -> None:
        _check(self.reason, self.amount, "La remise")


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """Carriage, packing, insurance (BG-21), in the prices' own terms; it follows what is sold."""

    reason: str  # BT-104
    amount: Decimal  # BT-99

    def __post_init__(self) -> None:
        _check(self.reason, self.amount, "Le frais")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something sold (BG-25), as the catalogue had it on the day."""

    name: str  # BT-153
    quantity: Decimal  # BT-129, at most 4 decimals
    unit_price: Decimal  # BT-146 when prices are net; gross otherwise; at most 6 decimals
    vat_rate: Decimal  # BT-152
    nature: Nature = Nature.GOODS
    sku: str = ""  # BT-155
    unit: str = ""  # BT-130, in words
    account: str = ""  # of revenue; by nature when empty
    exemption: str = ""  # BT-120: why there is no VAT
    category: str = ""  # BT-151; by the rate when empty
    allowances: tuple[Allowance, ...] = ()  # BG-27

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise RefusedError(
                "Une ligne n’a pas de désignation.",
                remedy="Dites ce qui est vendu (CGI, ann. II, art. 242 nonies A, I-8°).",
            )
        if self.quantity <= 0 or decimals(self.quantity) > 4:
            raise RefusedError(
                f"La quantité de « {self.name} » n’est pas possible.",
                remedy="Elle est plus grande que zéro, avec au plus quatre décimales.",
            )
        if self.unit_price < 0 or decimals(self.unit_price) > 6:
            raise RefusedError(
                f"Le prix de « {self.name} » n’est pas possible.",
                remedy="Un prix n’est jamais négatif : une réduction est une remise.",
            )
        if self.category and self.category not in NO_VAT:
            raise RefusedError(
                f"La catégorie de TVA de « {self.name} » n’existe pas.",
                remedy=f"Catégories sans TVA : {', '.join(sorted(NO_VAT))}.",
            )
        if self.category and self.vat_rate:
            raise RefusedError(
                f"« {self.name} » porte de la TVA, et sa catégorie dit qu’il n’y en a pas.",
                remedy="Mettez son taux à 0.",
            )
        if self.amount < 0:
            raise RefusedError(
                f"Les remises de « {self.name} » dépassent son prix.", remedy="Diminuez-les."
            )

    @property
    def full_amount(self) -> Decimal:
        """Quantity × unit price, before the allowances of the line."""
        return to_cents(self.quantity * self.unit_price)

    @property
    def amount(self) -> Decimal:
        """Line amount in the prices' own terms (BT-131 when they are net)."""
        return self.full_amount - sum((a.amount for a in self.allowances), ZERO)

    @property
    def vat_category(self) -> str:
        """BT-151: S when VAT is charged, or why it is not."""
        return self.category or ("S" if self.vat_rate else "E")

    @property
    def revenue_account(self) -> str:
        return self.account or REVENUE[self.nature.value]


def _check(reason: str, amount: Decimal, what: str) -> None:
    if not reason.strip():
        raise RefusedError(f"{what} n’a pas de libellé.", remedy="Dites pourquoi.")
    if amount <= 0 or amount != to_cents(amount):
        raise RefusedError(
            f"{what} « {reason} » n’a pas un montant possible.",
            remedy="Il est plus grand que zéro, avec au plus deux décimales.",
        )
