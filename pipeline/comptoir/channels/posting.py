"""Post on social networks by their own libraries: what each of ours promises.

A post has a key of its own, drawn before it leaves. Handed over again with its key it is the same
post, and `found` says whether it is there, so that a crash in the middle posts nothing twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A post, ready to leave."""

    key: str
    text: str
    link: str  # address of the page, which is in the text
    title: str
    summary: str
    image: bytes  # JPEG
    alt: str
    size: tuple[int, int]  # of the image, in points
    card: bool  # the image is the drawn card of the page: the network shows a link card instead
    languages: Sequence[str]
    at: datetime


@dataclass(frozen=True, slots=True)
class Posted:
    """Where a post is."""

    address: str


class Poster(Protocol):
    def post(self, outgoing: Outgoing) -> Posted:
        """Post.

        Raises:
            OutsideError: the network refused it or did not answer.
        """

    def found(self, outgoing: Outgoing) -> Posted | None:
        """Return a post that left before, if it did."""
