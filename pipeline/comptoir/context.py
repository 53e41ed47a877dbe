"""What cuts across: who acts, when, on which project, and how to say how far we are.

Made once by `cli`, passed down to `desk`. Nothing below reads the clock, the environment or the
login by itself.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from comptoir.errors import RefusedError
from comptoir.profiles import PROFILES, Profile

T = TypeVar("T")

PARIS = ZoneInfo("Europe/Paris")  # where an organisation says nothing else


class Progress(Protocol):
    """Says how far a long piece of work is; `cli` draws the bar on stderr."""

    def track(
        self, things: Iterable[T], *, label: str, total: int | None = None
    ) -> Iterator[T]: ...


class Silent:
    """No progress shown: tests, pipes, `--quiet`."""

    def track(self, things: Iterable[T], *, label: str, total: int | None = None) -> Iterator[T]:
        return iter(things)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a login mapped by `comptoir.toml [people]` to a person and a profile."""

    login: str
    name: str = ""
    profile: str = "own"
    own: Profile | None = None  # the profile, when `comptoir.toml [profiles]` declares it

    @property
    def rights(self) -> Profile:
        """What this profile allows; one that is not known allows nothing."""
        return self.own or PROFILES.get(self.profile) or Profile(self.profile)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Everything that a command needs and may not fetch by itself."""

    root: Path
    actor: Actor
    now: Callable[[], datetime]  # aware, in UTC
    today: date  # in the organisation's zone, or as given by --today
    zone: tzinfo = PARIS  # of the organisation; the machine's own says nothing
    pinned: bool = False  # today was given, not read from the clock
    demonstration: bool = False  # documents are stamped SPÉCIMEN, --today is allowed in acts
    charter: bool = False  # the house has a charter of conduct to sign
    progress: Progress = field(default_factory=Silent)

    @property
    def var(self) -> Path:
        """Where everything that must never enter Git lives."""
        return self.root / "var"

    def local(self, moment: datetime) -> datetime:
        """Return an aware moment as the clocks of the organisation show it."""
        return moment.astimezone(self.zone)

    def day_of(self, moment: datetime) -> date:
        """Return the day that it was in the organisation at an aware moment."""
        return self.local(moment).date()

    def moment(self, clock: datetime) -> datetime:
        """Return the moment at which the clocks of the organisation show this."""
        return clock.replace(tzinfo=self.zone)

    def act_on(self) -> date:
        """Return the date of an act on records, or refuse a pinned one outside a demonstration."""
        if self.pinned and not self.demonstration:
            raise RefusedError(
                "Un acte ne peut pas être daté d’un autre jour que le vrai.",
                remedy="Retirez --today (ou COMPTOIR_TODAY), qui sert à lire et à construire.",
            )
        return self.today
