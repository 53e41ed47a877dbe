"""Tickets of paid shows: numbered without gap in each event, priced, used once.

CGI, art. 290 quater, and ann. IV, art. 50 sexies B and after: a ticket bears the name of who runs
the show, the category of the seat, the price paid or that it is free, and its number in an
uninterrupted series; a part of it is kept at the door.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from comptoir.errors import RefusedError
from comptoir.money import ZERO

SOURCE = "CGI, art. 290 quater, et ann. IV, art. 50 sexies B et suivants"
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that reads like another
LENGTH = 8


class State(StrEnum):
    VALID = "valid"
    USED = "used"
    CANCELLED = "cancelled"

    @property
    def french(self) -> str:
        return {"valid": "valable", "used": "entré", "cancelled": "annulé"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    event: str  # the slug of its page
    number: int  # 1, 2, 3… in the event
    code: str  # drawn by lot: what the door reads
    category: str
    price: Decimal  # euros, all taxes included; nothing for a free seat
    sold_on: date
    registration: str  # INS-2026-0001, or nothing for a sale at the door
    voucher: str  # the payment that paid it
    state: State
    used_at: datetime | None

    @property
    def label(self) -> str:
        """
        >>> Ticket(
        ...     event="bal",
        ...     number=7,
        ...     code="",
        ...     category="",
        ...     price=ZERO,
        ...     sold_on=date.min,
        ...     registration="",
        ...     voucher="",
        ...     state=State.VALID,
        ...     used_at=None,
        ... ).label
        '0007'
        """
        return f"{self.number:04d}"


def code_of(drawn: Iterable[int]) -> str:
    """Return a code of eight letters from as many bytes drawn by lot.

    >>> code_of(range(8))
    '2345-6789'
    """
    letters = "".join(LETTERS[byte % len(LETTERS)] for byte in drawn)[:LENGTH]
    return f"{letters[:4]}-{letters[4:]}"


def read_code(said: str) -> str:
    """Return a code as it is kept, whatever the reader or the hand made of it.

    >>> read_code(" abcd 2345\\n")
    'ABCD-2345'
    """
    letters = "".join(char for char in said.upper() if char.isalnum())[-LENGTH:]
    return f"{letters[:4]}-{letters[4:]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one category of seats came to, for the statement of receipts."""

    category: str
    price: Decimal
    first: int
    last: int
    sold: int
    cancelled: int
    used: int
    amount: Decimal


def statement(tickets: Iterable[Ticket]) -> list[Share]:
    """Return the statement: a line a category and price; cancelled tickets bring nothing."""
    groups: dict[tuple[str, Decimal], list[Ticket]] = {}
    for one in sorted(tickets, key=lambda ticket: ticket.number):
        groups.setdefault((one.category, one.price), []).append(one)
    return [_share(category, price, some) for (category, price), some in groups.items()]


def _share(category: str, price: Decimal, some: list[Ticket]) -> Share:
    gone = sum(1 for one in some if one.state is State.CANCELLED)
    return Share(
        category=category, price=price, first=some[0].number, last=some[-1].number,
        sold=len(some) - gone, cancelled=gone,
        used=sum(1 for one in some if one.state is State.USED),
        amount=sum((one.price for one in some if one.state is not State.CANCELLED), ZERO),
    )  # fmt: skip


def check_usable(one: Ticket, event: str) -> None:
    """Let a ticket in.

    Raises:
        RefusedError: it is of another show, cancelled, or was used.
    """
    if one.event != event:
        raise RefusedError(f"billet {one.label} : il est d’un autre évènement, {one.event}.")
    if one.state is State.CANCELLED:
        raise RefusedError(f"billet {one.label} : il est annulé.")
    if one.state is State.USED and one.used_at:
        raise RefusedError(
            f"billet {one.label} : il est déjà entré.",
            remedy="Un billet n’entre qu’une fois : demandez où il a été acheté.",
        )
