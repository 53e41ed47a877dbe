"""An invoice or a credit note of a supplier, as it was received."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from comptoir.errors import RefusedError
from comptoir.money import ZERO, to_cents
from comptoir.text import fold


class Reverse(Enum):
    """VAT that the buyer owes instead of the seller (CGI, art. 283-2 and 256 bis)."""

    NONE = ""
    GOODS = "goods"  # bought within the Union
    SERVICES = "services"  # bought abroad


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """What is bought on one account at one rate, with the VAT that the invoice asks."""

    account: str  # 606, 2183…
    net: Decimal
    rate: Decimal = Decimal(0)
    tax: Decimal = ZERO

    @property
    def is_asset(self) -> bool:
        return self.account.startswith("2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """An invoice of a supplier (« facture d’achat »), positive; a credit note says so."""

    number: str  # ours: AC-2026-0001
    supplier: str  # C-000123
    their_number: str
    issued_on: date
    due_on: date
    bought: tuple[Bought, ...]
    credit: bool = False
    services: bool = False  # their VAT is deductible once paid, unless the seller chose the debits
    on_debits: bool = False
    reverse: Reverse = Reverse.NONE
    deductible: int = 100  # percent of its VAT that can be deducted (CGI, ann. II, art. 205)

    def __post_init__(self) -> None:
        if not self.their_number.strip():
            raise RefusedError(
                "Il manque le numéro de la facture du fournisseur.",
                remedy="Recopiez-le : il empêche de l’enregistrer deux fois.",
            )
        if self.gross <= 0 or any(one.net <= 0 for one in self.bought):
            raise RefusedError(
                "Les montants d’un achat sont positifs.",
                remedy="Ce que le fournisseur rend s’enregistre comme un avoir (--avoir).",
            )
        if self.due_on < self.issued_on:
            raise RefusedError(
                "Cet achat serait à payer avant d’être facturé.", remedy="Vérifiez ses dates."
            )
        if self.reverse is not Reverse.NONE and any(one.tax for one in self.bought):
            raise RefusedError(
                "Une facture autoliquidée ne porte pas de TVA.",
                remedy="Retirez --autoliquidation, ou donnez les montants hors taxe.",
            )

    @property
    def net(self) -> Decimal:
        return sum((one.net for one in self.bought), ZERO)

    @property
    def tax(self) -> Decimal:
        return sum((one.tax for one in self.bought), ZERO)

    @property
    def gross(self) -> Decimal:
        return self.net + self.tax

    @property
    def sign(self) -> int:
        return -1 if self.credit else 1

    @property
    def waits(self) -> bool:
        """Whether its VAT is deductible only once it is paid (CGI, art. 269, 2 and 271)."""
        return self.services and not self.on_debits and self.reverse is Reverse.NONE

    @property
    def key(self) -> str:
        """Their number as two copies of one invoice share it.

        >>> from datetime import date
        >>> one = Bought(account="606", net=Decimal(1))
        >>> Purchase(
        ...     number="",
        ...     supplier="C-1",
        ...     their_number="Fa 12/7",
        ...     bought=(one,),
        ...     issued_on=date(2026, 1, 1),
        ...     due_on=date(2026, 1, 1),
        ... ).key
        'FA127'
        """
        return "".join(c for c in fold(self.their_number).upper() if c.isalnum())


def taxed(lines: Iterable[tuple[str, Decimal, Decimal]]) -> tuple[Bought, ...]:
    """Return what is bought from accounts, nets and rates: VAT once per rate, on the sum.

    What a rate's accounts share of its VAT is in proportion; the last one takes the last cent.
    """
    known: dict[Decimal, list[tuple[str, Decimal]]] = {}
    for account, net, rate in lines:
        known.setdefault(rate, []).append((account, net))
    made: list[Bought] = []
    for rate, parts in known.items():
        total = to_cents(sum((net for _, net in parts), ZERO) * rate / 100)
        made += shared(parts, rate, total)
    return tuple(made)


def shared(parts: Iterable[tuple[str, Decimal]], rate: Decimal, tax: Decimal) -> list[Bought]:
    """Share the VAT of a rate between accounts, in proportion to their nets."""
    nets: dict[str, Decimal] = {}
    for account, net in parts:
        nets[account] = nets.get(account, ZERO) + net
    whole = sum(nets.values(), ZERO)
    made: list[Bought] = []
    so_far, given = ZERO, ZERO
    for account, net in nets.items():
        so_far += net
        until = to_cents(tax * so_far / whole) if whole else ZERO
        made.append(Bought(account=account, net=net, rate=rate, tax=until - given))
        given = until
    return made


def to_json(made: Purchase) -> str:
    """Write what the base keeps of a purchase beside its columns."""
    return json.dumps(
        {
            "bought": [
                [one.account, f"{one.net}", f"{one.rate}", f"{one.tax}"] for one in made.bought
            ],
            "services": made.services,
            "on_debits": made.on_debits,
            "reverse": made.reverse.value,
            "deductible": made.deductible,
        },
        separators=(",", ":"),
    )


def from_json(text: str, known: Mapping[str, Any]) -> Purchase:
    """Read a purchase from what `to_json` wrote and its columns."""
    said = json.loads(text)
    return Purchase(
        **known,
        bought=tuple(
            Bought(account=account, net=Decimal(net), rate=Decimal(rate), tax=Decimal(tax))
            for account, net, rate, tax in said["bought"]
        ),
        services=said["services"],
        on_debits=said["on_debits"],
        reverse=Reverse(said["reverse"]),
        deductible=said["deductible"],
    )
