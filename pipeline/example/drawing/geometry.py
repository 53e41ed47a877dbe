"""Shapes as flattened outlines: SVG path text, and builders for the usual ones."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
_TOKEN = re.compile(r"[MLHVCSQTZmlhvcsqtz]|-?\d*\.?\d+(?:e-?\d+)?")
_STEPS = 24


@dataclass(frozen=True, slots=True)
class Shape:
    """Outlines; several make holes where they overlap."""

    outlines: tuple[tuple[Point, ...], ...]

    def __add__(self, other: "Shape") -> "Shape":
        return Shape(self.outlines + other.outlines)

    def moved(self, dx: float, dy: float) -> "Shape":
        return self.mapped(lambda p: (p[0] + dx, p[1] + dy))

    def mapped(self, change: Callable[[Point], Point]) -> "Shape":
        return Shape(tuple(tuple(change(p) for p in outline) for outline in self.outlines))


def polygon(*points: Point) -> Shape:
    return Shape((tuple(points),))


def rect(x: float, y: float, width: float, height: float, radius: float = 0) -> Shape:
    """A rectangle from its upper left corner, with rounded corners if asked."""
    if radius <= 0:
        return polygon((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    r = min(radius, width / 2, height / 2)
    corners = ((x + width - r, y + r, -90), (x + width - r, y + height - r, 0),
               (x + r, y + height - r, 90), (x + r, y + r, 180))  # fmt: skip
    return Shape(
        (tuple(p for cx, cy, a in corners for p in _arc_points(cx, cy, r, r, a, a + 90, 10)),)
    )


def ellipse(cx: float, cy: float, rx: float, ry: float | None = None) -> Shape:
    ry = rx if ry is None else ry
    return Shape((tuple(_arc_points(cx, cy, rx, ry, 0, 360, 96)),))


def ring(cx: float, cy: float, outer: float, inner: float) -> Shape:
    return ellipse(cx, cy, outer) + ellipse(cx, cy, inner)


def arc(cx: float, cy: float, radius: float, start: float, end: float) -> Shape:
    """An open arc for strokes; degrees grow clockwise from the right."""
    return Shape((tuple(_arc_points(cx, cy, radius, radius, start, end, 64)),))


def pie(cx: float, cy: float, radius: float, start: float, end: float) -> Shape:
    return Shape(((*_arc_points(cx, cy, radius, radius, start, end, 64), (cx, cy)),))


def _arc_points(
    cx: float, cy: float, rx: float, ry: float, start: float, end: float, steps: int
) -> Iterator[Point]:
    for n in range(steps + 1):
        angle = math.radians(start + (end - start) * n / steps)
        yield cx + rx * math.cos(angle), cy + ry * math.sin(angle)


def smooth(points: Sequence[Point], *, closed: bool = True) -> Shape:
    """A curve through the points (Catmull and Rom)."""
    count = len(points)
    found: list[Point] = []
    for n in range(count if closed else count - 1):
        a, b, c, d = (
            points[(n + k) % count] if closed else points[max(0, min(count - 1, n + k))]
            for k in (-1, 0, 1, 2)
        )
        for step in range(_STEPS // 2):
            t = step / (_STEPS // 2)
            x, y = (_catmull(a[i], b[i], c[i], d[i], t) for i in (0, 1))
            found.append((x, y))
    if not closed:
        found.append(points[-1])
    return Shape((tuple(found),))


def _catmull(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3
    )


def limb(points: Sequence[Point], widths: Sequence[float]) -> Shape:
    """A tapering band along a smooth line, with round ends: arms, branches, ropes."""
    spine = smooth(points, closed=False).outlines[0]
    count = len(spine)
    left, right = [], []
    for n, (x, y) in enumerate(spine):
        before, after = spine[max(0, n - 1)], spine[min(count - 1, n + 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = math.hypot(dx, dy) or 1.0
        at = n / (count - 1) * (len(widths) - 1)
        low = min(int(at), len(widths) - 2)
        half = (widths[low] + (widths[low + 1] - widths[low]) * (at - low)) / 2
        left.append((x - dy / length * half, y + dx / length * half))
        right.append((x + dy / length * half, y - dx / length * half))
    tip = math.degrees(math.atan2(spine[-1][1] - spine[-2][1], spine[-1][0] - spine[-2][0]))
    tail = math.degrees(math.atan2(spine[1][1] - spine[0][1], spine[1][0] - spine[0][0]))
    end = _arc_points(*spine[-1], widths[-1] / 2, widths[-1] / 2, tip + 90, tip - 90, 12)
    start = _arc_points(*spine[0], widths[0] / 2, widths[0] / 2, tail - 90, tail - 270, 12)
    return Shape(((*left, *end, *reversed(right), *start),))


def path(text: str) -> Shape:
    """Read SVG path data (M L H V C S Q T Z, absolute or relative).

    >>> path("M0 0 h10 v10 z").outlines
    (((0.0, 0.0), (10.0, 0.0), (10.0, 10.0)),)
    """
    return Shape(tuple(tuple(outline) for outline in _Reader(_TOKEN.findall(text)).read()))


class _Reader:
    """Walks through the tokens of a path."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens, self.at = tokens, 0
        self.x = self.y = 0.0
        self.control: Point = (0.0, 0.0)
        self.outlines: list[list[Point]] = []

    def read(self) -> Iterable[list[Point]]:
        command = "M"
        while self.at < len(self.tokens):
            if self.tokens[self.at].isalpha():
                command = self.tokens[self.at]
                self.at += 1
            self._step(command)
            command = {"M": "L", "m": "l"}.get(command, command)
        return self.outlines

    def _numbers(self, count: int, relative: bool) -> list[float]:
        values = [float(token) for token in self.tokens[self.at : self.at + count]]
        self.at += count
        if not relative:
            return values
        return [v + (self.x, self.y)[n % 2] for n, v in enumerate(values)]

    def _step(self, command: str) -> None:
        kind, relative = command.upper(), command.islower()
        if kind == "Z":
            self.x, self.y = self.outlines[-1][0]
        elif kind in "HV":
            value = float(self.tokens[self.at])
            self.at += 1
            if kind == "H":
                self._to(value + (self.x if relative else 0), self.y)
            else:
                self._to(self.x, value + (self.y if relative else 0))
        elif kind == "M":
            x, y = self._numbers(2, relative)
            self.outlines.append([(x, y)])
            self.x, self.y, self.control = x, y, (x, y)
        elif kind == "L":
            self._to(*self._numbers(2, relative))
        elif kind in "CS":
            numbers = self._numbers(6 if kind == "C" else 4, relative)
            self._curve([*self._mirror(), *numbers] if kind == "S" else numbers)
        else:
            numbers = self._numbers(4 if kind == "Q" else 2, relative)
            x1, y1, x, y = [*self._mirror(), *numbers] if kind == "T" else numbers
            third = 2 / 3
            self._curve(
                [self.x + third * (x1 - self.x), self.y + third * (y1 - self.y),
                 x + third * (x1 - x), y + third * (y1 - y), x, y]
            )  # fmt: skip
            self.control = (x1, y1)

    def _mirror(self) -> Point:
        return 2 * self.x - self.control[0], 2 * self.y - self.control[1]

    def _to(self, x: float, y: float) -> None:
        self.outlines[-1].append((x, y))
        self.x, self.y, self.control = x, y, (x, y)

    def _curve(self, numbers: Sequence[float]) -> None:
        x1, y1, x2, y2, x, y = numbers
        x0, y0 = self.x, self.y
        for n in range(1, _STEPS + 1):
            t = n / _STEPS
            a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            self.outlines[-1].append(
                (a * x0 + b * x1 + c * x2 + d * x, a * y0 + b * y1 + c * y2 + d * y)
            )
        self.x, self.y, self.control = x, y, (x2, y2)
