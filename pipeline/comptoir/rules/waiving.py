"""Apply waivers: a fault accepted on purpose, for a reason, by someone, until a date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase

from comptoir.law.confirmed import NOT_WAIVABLE
from comptoir.rules.fault import Judged
from comptoir.settings.waivers import Waiver


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverUse:
    """One waiver as it stands today: a surface for the rules on waivers."""

    waiver: Waiver
    rank: int
    line: int
    today: date
    used: bool
    known: bool  # a rule bears this code

    @property
    def expired(self) -> bool:
        return self.waiver.until < self.today

    @property
    def allowed(self) -> bool:
        return self.waiver.code not in NOT_WAIVABLE


def covers(waiver: Waiver, finding: Judged) -> bool:
    if waiver.code != finding.code:
        return False
    wanted = (*((waiver.path,) if waiver.path else ()), *waiver.paths)
    named = [name for name in (finding.at.path, finding.about) if name]
    return not wanted or any(
        fnmatchcase(name, path) or name.startswith(f"{path}/") for path in wanted for name in named
    )


def apply(
    waivers: Sequence[Waiver],
    findings: Iterable[Judged],
    *,
    today: date,
    lines: Sequence[int] = (),
    known: frozenset[str] = frozenset(),
) -> tuple[list[Judged], list[WaiverUse]]:
    """Mark what is waived, and say how each waiver was used.

    Args:
        waivers: as written.
        findings: what the rules found.
        today: a waiver works until its date, that day included.
        lines: line of each waiver in its file.
        known: codes that exist.
    """
    used: set[int] = set()
    kept = []
    for finding in findings:
        ranks = [i for i, waiver in enumerate(waivers) if covers(waiver, finding)]
        used.update(ranks)
        rank = next((i for i in ranks if waivers[i].until >= today), -1)
        live = rank >= 0 and finding.code not in NOT_WAIVABLE
        kept.append(replace(finding, waived=waivers[rank].reason) if live else finding)
    uses = [
        WaiverUse(
            waiver=waiver,
            rank=rank,
            line=lines[rank] if rank < len(lines) else 0,
            today=today,
            used=rank in used,
            known=not known or waiver.code in known,
        )
        for rank, waiver in enumerate(waivers)
    ]
    return kept, uses
