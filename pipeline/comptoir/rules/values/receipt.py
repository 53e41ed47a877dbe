"""Receipts for dues and for gifts, as printed."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from comptoir.errors import Place
from comptoir.party import PartyKind
from comptoir.site.wording import folded

ZERO = Decimal("0.00")


@dataclass(frozen=True, kw_only=True)
class DuesPaper:
    """What a member gets for a fee."""

    number: str = "R-2026-0001"
    issued_on: date = date(2026, 11, 24)
    member: bool = True  # named
    period: str = ""
    amount: Decimal = ZERO
    paid_on: date | None = None
    method: str = ""
    tax: Decimal = ZERO
    text: str = field(default="", repr=False)

    def at(self, part: str = "") -> Place:
        return Place(self.number, field=part)

    @cached_property
    def words(self) -> str:
        return " ".join(folded(self.text).split())


@dataclass(frozen=True, kw_only=True)
class GiftPaper:
    """A tax receipt for a gift, and the payment behind it."""

    number: str = "RF-2026-0001"
    issued_on: date = date(2026, 11, 24)
    model: str = ""  # 11580, 16216
    donor: PartyKind = PartyKind.CONSUMER
    donor_name: bool = True
    donor_address: bool = True
    donor_siren: str = ""
    body_name: bool = True
    body_address: bool = True
    body_number: str = ""  # SIREN or RNA
    body_object: str = ""
    body_status: str = ""  # legal category, or what gives the right
    amount: Decimal = ZERO
    words: str = ""  # the amount in words
    received_on: date | None = None
    form: str = ""  # manual gift, deed, waiver
    nature: str = ""  # money, goods, time
    method: str = ""  # cheque, transfer, cash, card
    article: str = ""  # 200, 238 bis, 978
    signatory: bool = True
    eligible: bool = True  # the body may issue receipts
    eligible_basis: str = "rescrit"
    cleared: bool = True  # the money came, and stayed
    received: Decimal | None = None  # what the payment gave; None: not known here

    def at(self, part: str = "") -> Place:
        return Place(self.number, field=part)

    @property
    def from_company(self) -> bool:
        return self.donor is not PartyKind.CONSUMER


def missing_on_receipt(paper: GiftPaper) -> list[str]:
    """Return, in French, what both official models ask for and this receipt lacks."""
    lacks = {
        "le nom et l’adresse de l’organisme": not (paper.body_name and paper.body_address),
        "le SIREN ou le RNA de l’organisme": not paper.body_number,
        "l’objet de l’organisme": not paper.body_object,
        "le statut de l’organisme": not paper.body_status,
        "le nom et l’adresse du donateur": not (paper.donor_name and paper.donor_address),
        "le montant en chiffres": not paper.amount,
        "le montant en lettres": not paper.words,
        "la date du don": paper.received_on is None,
        "la forme du don": not paper.form,
        "la nature du don": not paper.nature,
        "le mode de versement": not paper.method and "numéraire" in paper.nature,
        "l’article du CGI": not paper.article,
        "la signature": not paper.signatory,
    }
    return [what for what, holds in lacks.items() if holds]
