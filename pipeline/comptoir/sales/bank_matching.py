"""What a movement of the bank pays: certain, likely, or unknown. Only what is certain is posted.

Certain is: the numbers of invoices in the label, for exactly what is left of them; or the name of
the customer, for exactly one invoice or one set of theirs. An amount alone is only likely.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import combinations

from comptoir.money import ZERO
from comptoir.text import fold

MOST = 5  # invoices that one transfer pays together
MOST_OPEN = 16  # of a customer whose sums are tried: 6 884 of them
_NUMBER = re.compile(r"(?<![A-Z0-9])F[\s\-_.]*(\d{4})[\s\-_.]*(\d{1,6})(?!\d)")
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenInvoice:
    """An unpaid invoice, and who owes it."""

    number: str
    payer: str  # C-000123
    name: str  # of the payer, as a bank would write it
    due: Decimal
    issued_on: date
    discount: Decimal = ZERO  # given for an early payment
    early_until: date | None = None

    def early(self, on: date) -> "OpenInvoice":
        """Return the invoice less what an early payment is given, if this one is early."""
        if self.early_until is None or on > self.early_until:
            return self
        return replace(self, due=self.due - self.discount, discount=ZERO)


class Certainty(StrEnum):
    """How far a movement is explained."""

    CERTAIN = "certain"
    LIKELY = "likely"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a movement seems to pay, and why."""

    certainty: Certainty
    reason: str
    payer: str = ""
    invoices: tuple[str, ...] = ()


def numbers_in(label: str) -> tuple[str, ...]:
    """Return the numbers of invoices that a label names, however they are spelt.

    >>> numbers_in("VIR SEPA FACT. F20260012 ET f-2026-0013")
    ('F-2026-0012', 'F-2026-0013')
    """
    found = (f"F-{year}-{int(rank):04d}" for year, rank in _NUMBER.findall(label.upper()))
    return tuple(dict.fromkeys(found))


def propose(amount: Decimal, label: str, on: date, opens: Sequence[OpenInvoice]) -> Proposal:
    """Say what a movement pays.

    Args:
        amount: received.
        label: as the bank wrote it.
        on: the day of the movement; an invoice made later is not paid by it.
        opens: every unpaid invoice.
    """
    opens = [one for one in opens if one.issued_on <= on]
    named = [one for number in numbers_in(label) for one in opens if one.number == number]
    if named:
        return _by_numbers(amount, named, on)
    theirs = [one for one in opens if is_named(one.name, label)]
    if theirs:
        return _by_name(amount, theirs, on)
    alone = [one for one in opens if one.due == amount]
    if len(alone) == 1:
        return _likely("même montant, sans nom ni numéro", alone)
    if alone:
        return Proposal(certainty=Certainty.UNKNOWN, reason=f"{len(alone)} factures ont ce montant")
    return Proposal(certainty=Certainty.UNKNOWN, reason="ni numéro, ni nom, ni montant connus")


def _by_numbers(amount: Decimal, named: Sequence[OpenInvoice], on: date) -> Proposal:
    payers = {one.payer for one in named}
    total = sum((one.due for one in named), ZERO)
    if len(payers) > 1:
        return Proposal(
            certainty=Certainty.UNKNOWN, reason="les factures citées sont à plusieurs clients"
        )
    if total == amount:
        return _certain("numéro cité, montant exact", named)
    if amount == sum((one.early(on).due for one in named), ZERO):
        return _certain("numéro cité, escompte déduit", named)
    if amount < total:
        return _likely("numéro cité, règlement partiel", named)
    return _likely("numéro cité, trop-perçu", named)


def _by_name(amount: Decimal, theirs: Sequence[OpenInvoice], on: date) -> Proposal:
    payers = {one.payer for one in theirs}
    sets = [found for payer in sorted(payers) for found in _sums(amount, theirs, payer)]
    if len(sets) == 1:
        several = len(sets[0]) > 1
        return _certain("nom et somme exacts" if several else "nom et montant exacts", sets[0])
    if sets:
        return Proposal(
            certainty=Certainty.UNKNOWN,
            reason=f"{len(sets)} façons de faire cette somme",
            payer=theirs[0].payer if len(payers) == 1 else "",
        )
    early = [one for one in theirs if one.early(on).due == amount]
    if len(early) == 1:
        return _certain("nom et montant exacts, escompte déduit", early)
    if len(payers) == 1:
        return Proposal(
            certainty=Certainty.UNKNOWN,
            reason="nom connu, montant d’aucune facture",
            payer=theirs[0].payer,
        )
    return Proposal(certainty=Certainty.UNKNOWN, reason="plusieurs clients ont ce nom")


def _sums(
    amount: Decimal, opens: Iterable[OpenInvoice], payer: str
) -> list[tuple[OpenInvoice, ...]]:
    """Return the sets of a customer's invoices that make an amount: the fewest that do."""
    theirs = [one for one in opens if one.payer == payer and one.due <= amount][:MOST_OPEN]
    for count in range(1, MOST + 1):
        found = [
            chosen
            for chosen in combinations(theirs, count)
            if sum((one.due for one in chosen), ZERO) == amount
        ]
        if found:
            return found
    return []


def is_named(name: str, label: str) -> bool:
    """Say whether a label holds every word of a name, in any order.

    >>> is_named("Jo Le Bihan", "VIR INST LE BIHAN JO LOYER"), is_named("Jo", "VIR JOEL")
    (True, False)
    """
    wanted = _WORD.findall(fold(name))
    return bool(wanted) and set(wanted) <= set(_WORD.findall(fold(label)))


def _certain(reason: str, paid: Sequence[OpenInvoice]) -> Proposal:
    return _proposal(Certainty.CERTAIN, reason, paid)


def _likely(reason: str, paid: Sequence[OpenInvoice]) -> Proposal:
    return _proposal(Certainty.LIKELY, reason, paid)


def _proposal(certainty: Certainty, reason: str, paid: Sequence[OpenInvoice]) -> Proposal:
    numbers = tuple(one.number for one in sorted(paid, key=lambda one: (one.issued_on, one.number)))
    return Proposal(certainty=certainty, reason=reason, payer=paid[0].payer, invoices=numbers)
