"""Breton houses seen from the front: slate, lime wash, granite."""

from dataclasses import dataclass

from example.drawing.canvas import Canvas
from example.drawing.geometry import pie, polygon, rect
from example.drawing.paint import Linear
from example.drawing.palette import (
    BRICK,
    BRICK_DARK,
    CREAM,
    GRANITE,
    NAVY,
    NIGHT,
    SLATE,
    TEAL,
    WHITE,
    darker,
    lighter,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    width: float
    height: float  # of the wall
    roof: float
    wall: str = CREAM
    slate: str = SLATE
    shutters: str = TEAL
    columns: int = 3
    rows: int = 2
    dormers: int = 0
    chimneys: tuple[float, ...] = (0.12,)
    door: int = -1  # column of the ground floor
    lit: tuple[int, ...] = ()  # windows with a lamp behind, counted by rows
    quoins: bool = True


def house(canvas: Canvas, x: float, base: float, h: House, *, shade: str = NIGHT) -> None:
    """Draw a house from its lower left corner."""
    top = base - h.height
    for place in h.chimneys:
        _chimney(canvas, x + h.width * place, top - h.roof, h)
    wall = rect(x, top, h.width, h.height)
    canvas.fill(wall, h.wall)
    canvas.shade(wall, shade, (x + h.width * 0.35, base), (x + h.width * 1.25, base), opacity=0.5)
    if h.quoins:
        for left in (x, x + h.width - 13):
            for n, y in enumerate(range(0, int(h.height), 15)):
                wide = 13 if n % 2 else 8
                start = left if left == x else left + 13 - wide
                canvas.fill(
                    rect(start, top + y, wide, min(13, h.height - y)), GRANITE, opacity=0.75
                )
    _windows(canvas, x, base, h)
    _roof(canvas, x, top, h)


def _chimney(canvas: Canvas, x: float, ridge: float, h: House) -> None:
    stack = rect(x, ridge - 24, 26, h.roof * 0.6 + 24)
    canvas.fill(stack, BRICK)
    canvas.shade(stack, BRICK_DARK, (x, ridge), (x + 30, ridge), opacity=0.9)
    canvas.fill(rect(x - 3, ridge - 30, 32, 8), GRANITE)
    for dx in (4, 15):
        canvas.fill(rect(x + dx, ridge - 42, 8, 13, 2), BRICK_DARK)


def _roof(canvas: Canvas, x: float, top: float, h: House) -> None:
    slope = polygon(
        (x - 9, top + 5),
        (x + h.width * 0.05, top - h.roof),
        (x + h.width * 0.95, top - h.roof),
        (x + h.width + 9, top + 5),
    )
    canvas.fill(
        slope, Linear((0, top - h.roof), (0, top), [(0, lighter(h.slate, 0.12)), (1, h.slate)])
    )
    with canvas.clip(slope):
        for y in range(7, int(h.roof), 9):
            canvas.fill(rect(x - 12, top - y, h.width + 24, 1.1), NAVY, opacity=0.16)
    canvas.shade(
        slope, NAVY, (x + h.width * 0.4, top - h.roof), (x + h.width * 1.1, top), opacity=0.6
    )
    canvas.fill(
        rect(x + h.width * 0.05 - 2, top - h.roof - 4, h.width * 0.9 + 4, 6, 3), darker(h.slate)
    )
    canvas.fill(rect(x - 11, top + 2, h.width + 22, 6, 3), darker(h.slate, 0.4))
    for n in range(h.dormers):
        middle = x + h.width * (n + 1) / (h.dormers + 1)
        _dormer(canvas, middle, top - h.roof * 0.2, min(h.roof * 0.52, 58), h)


def _dormer(canvas: Canvas, x: float, base: float, size: float, h: House) -> None:
    half = size * 0.38
    front = polygon(
        (x - half, base),
        (x - half, base - size * 0.7),
        (x, base - size * 1.15),
        (x + half, base - size * 0.7),
        (x + half, base),
    )
    canvas.fill(front, h.wall)
    canvas.shade(front, NIGHT, (x, base), (x + half * 1.6, base), opacity=0.5)
    canvas.line(
        f"M{x - half - 5} {base - size * 0.64} L{x} {base - size * 1.18} "
        f"L{x + half + 5} {base - size * 0.64}",
        6,
        darker(h.slate, 0.4),
    )
    window(canvas, x - half * 0.56, base - size * 0.66, half * 1.12, size * 0.6)


def _windows(canvas: Canvas, x: float, base: float, h: House) -> None:
    step, floor = h.width / h.columns, h.height / h.rows
    wide, tall = min(step * 0.38, floor * 0.44), floor * 0.56
    for row in range(h.rows):
        for column in range(h.columns):
            left = x + step * (column + 0.5) - wide / 2
            ground = row == h.rows - 1
            y = base - floor * (h.rows - row) + floor * 0.2
            if ground and column == h.door:
                door(
                    canvas,
                    left - wide * 0.1,
                    base - floor * 0.82,
                    wide * 1.2,
                    floor * 0.82,
                    h.shutters,
                )
                continue
            if h.shutters:
                for side in (left - wide * 0.52, left + wide * 1.04):
                    canvas.fill(rect(side, y, wide * 0.48, tall), h.shutters)
                    canvas.fill(rect(side, y + tall * 0.48, wide * 0.48, 2), NAVY, opacity=0.25)
            window(canvas, left, y, wide, tall, lit=row * h.columns + column in h.lit)


def window(
    canvas: Canvas, x: float, y: float, width: float, height: float, *, lit: bool = False
) -> None:
    """A casement with a granite sill; lit, or reflecting the morning."""
    canvas.fill(rect(x - 4, y - 4, width + 8, height + 8), lighter(GRANITE, 0.45))
    panes = (
        [(0, "#ffe2a0"), (1, "#f0b25c")]
        if lit
        else [(0, "#8fb3b5"), (0.55, "#3f6672"), (1, "#294753")]
    )
    canvas.fill(rect(x, y, width, height), Linear((x, y), (x + width * 0.4, y + height), panes))
    bar = max(2.0, width * 0.07)
    canvas.fill(rect(x + width / 2 - bar / 2, y, bar, height), WHITE)
    for n in (1, 2):
        canvas.fill(rect(x, y + height * n / 3 - bar / 2, width, bar * 0.8), WHITE)
    canvas.line(rect(x, y, width, height), bar, WHITE, closed=True)
    canvas.fill(rect(x - 7, y + height + 3, width + 14, 6), GRANITE)


def door(canvas: Canvas, x: float, y: float, width: float, height: float, colour: str) -> None:
    canvas.fill(rect(x - 6, y - 6, width + 12, height + 6), lighter(GRANITE, 0.35))
    canvas.fill(rect(x, y, width, height), colour)
    canvas.fill(rect(x + width * 0.14, y + height * 0.08, width * 0.72, height * 0.3), "#b9d3cd")
    canvas.fill(
        rect(x + width * 0.14, y + height * 0.5, width * 0.72, height * 0.42), darker(colour, 0.3)
    )
    canvas.fill(pie(x + width * 0.86, y + height * 0.55, 3.4, 0, 360), "#e8c46c")
