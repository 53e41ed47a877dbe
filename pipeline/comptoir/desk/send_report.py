"""What a sending did, whatever channel it went by."""

from collections import Counter
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from comptoir.context import Context
from comptoir.desk import campaign_material as materials
from comptoir.store.outbox_rows import State
from comptoir.store.send_journal import SendJournal, open_journal


def sending_alone(ctx: Context, campaign: str, channel: str) -> AbstractContextManager[SendJournal]:
    """Hold the sending of a campaign by a channel: one at a time."""
    return open_journal(materials.folder(ctx, campaign) / f".{channel}.journal")


@dataclass(slots=True, kw_only=True)
class SendReport:
    """What a sending did."""

    campaign: str
    channel: str
    counts: Counter[State] = field(default_factory=Counter)  # of this sending
    left: int = 0  # still queued or deferred
    paths: list[Path] = field(default_factory=list)
    pages: int = 0
    parts: int = 0  # of text messages, each paid
    price: Decimal = Decimal(0)  # of them, before tax
    long: list[str] = field(default_factory=list)  # letters of more than one page
    recovered: Counter[State] = field(default_factory=Counter)  # what a stopped sending had left
    elsewhere: int = 0  # in the hands of another machine
    drafts: list[str] = field(default_factory=list)  # campaigns made at Mailchimp, by title
    leaves_at: datetime | None = None  # when those leave, if it is later
    put_off: int = 0  # had as many calls as the law allows
    held_until: datetime | None = None  # marketing text messages wait for the hours of custom
    forgotten: int = 0  # erased people whom Mailchimp has erased too

    @property
    def sent(self) -> int:
        return self.counts[State.SENT]
