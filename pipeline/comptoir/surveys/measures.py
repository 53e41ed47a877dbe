"""NPS, CSAT and cross-tables, each with its count and its interval; small groups are not shown.

The Net Promoter Score is the share of 9 and 10 less that of 0 to 6, from -100 to 100; its interval
is that of the mean of +1, 0 and -1. The CSAT is the share of 4 and 5 out of 5; its interval is
Wilson's.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from comptoir.settings.survey import Question, Scale
from comptoir.surveys.answers import Answers, values

Z = 1.959963984540054  # of an interval at 95 %


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A figure, how many answers it rests on, and between what it stands 19 times in 20."""

    value: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossTable:
    """How answers to a question go with those to another; None: too few to be shown."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], int | None]


def net_promoter_score(notes: Sequence[int]) -> Measure | None:
    """
    >>> measure = net_promoter_score([10, 10, 9, 8, 6])
    >>> measure.value, measure.count, round(measure.low, 1), round(measure.high, 1)
    (40.0, 5, -30.1, 100.0)
    """
    if not notes:
        return None
    signs = [1 if note >= 9 else -1 if note <= 6 else 0 for note in notes]
    count = len(signs)
    mean = sum(signs) / count
    variance = sum((sign - mean) ** 2 for sign in signs) / count
    half = Z * sqrt(variance / count)
    return Measure(value=100 * mean, low=max(-100.0, 100 * (mean - half)),
                   high=min(100.0, 100 * (mean + half)), count=count)  # fmt: skip


def satisfaction(notes: Sequence[int]) -> Measure | None:
    """
    >>> measure = satisfaction([5, 4, 4, 2])
    >>> measure.value, round(measure.low, 1), round(measure.high, 1)
    (75.0, 30.1, 95.4)
    """
    if not notes:
        return None
    return share(sum(note >= 4 for note in notes), len(notes))


def share(part: int, count: int) -> Measure:
    """A percentage with Wilson's interval, which stays within 0 and 100.

    >>> share(0, 10).low, round(share(0, 10).high, 1)
    (0.0, 27.8)
    """
    rate = part / count
    bottom = 1 + Z * Z / count
    middle = (rate + Z * Z / (2 * count)) / bottom
    half = Z * sqrt(rate * (1 - rate) / count + Z * Z / (4 * count * count)) / bottom
    low = 0.0 if part == 0 else max(0.0, 100 * (middle - half))
    high = 100.0 if part == count else min(100.0, 100 * (middle + half))
    return Measure(value=100 * rate, low=low, high=high, count=count)


def measure(answers: Sequence[Answers], question: Question) -> Measure | None:
    """Return the figure of a scale; none for other questions."""
    if question.scale is Scale.RECOMMEND:
        return net_promoter_score([int(said) for said in values(answers, question)])
    if question.scale is Scale.SATISFACTION:
        return satisfaction([int(said) for said in values(answers, question)])
    return None


def counts(answers: Sequence[Answers], question: Question, smallest: int) -> dict[str, int | None]:
    """Count each answer; those of fewer than `smallest` people are not shown.

    A single count that is hidden could be found by taking the others from the total: the next
    smallest is then hidden too.
    """
    found = Counter(values(answers, question))
    order = question.options or tuple(sorted(found, key=int))
    return _hidden({said: found[said] for said in order}, smallest)


def cross(
    answers: Sequence[Answers], across: Question, down: Question, smallest: int
) -> CrossTable:
    """Cross two questions, without any cell from which somebody could be told."""
    pairs: Counter[tuple[str, str]] = Counter()
    for one in answers:
        for left in values([one], down):
            for top in values([one], across):
                pairs[left, top] += 1
    rows, columns = _order(down, [p[0] for p in pairs]), _order(across, [p[1] for p in pairs])
    cells: dict[tuple[str, str], int | None] = {}
    for left in rows:
        shown = _hidden({top: pairs[left, top] for top in columns}, smallest)
        cells |= {(left, top): count for top, count in shown.items()}
    for top in columns:  # nor be found by the total of a column
        column: dict[str, int | None] = {left: cells[left, top] for left in rows}
        secret = [left for left, count in column.items() if count is None]
        if len(secret) == 1:
            others = [left for left in rows if column[left]]
            if others:
                cells[min(others, key=lambda left: pairs[left, top]), top] = None
    return CrossTable(rows=rows, columns=columns, cells=cells)


def _order(question: Question, said: Sequence[str]) -> tuple[str, ...]:
    return question.options or tuple(sorted(set(said), key=int))


def _hidden(found: Mapping[str, int], smallest: int) -> dict[str, int | None]:
    shown: dict[str, int | None] = {
        said: None if 0 < count < smallest else count for said, count in found.items()
    }
    secret = [said for said, count in shown.items() if count is None]
    if len(secret) == 1:
        others = [said for said, count in shown.items() if count]
        if others:
            shown[min(others, key=lambda said: found[said])] = None
    return shown
