"""A town bicycle seen from its right side, in parts, so that a workshop can take it to pieces."""

import math

from example.drawing.canvas import Canvas
from example.drawing.geometry import arc, ellipse, limb, path, ring
from example.drawing.palette import (
    IRON,
    NAVY,
    SAND,
    STEEL,
    STEEL_LIGHT,
    TEAL,
    WOOD,
    darker,
    lighter,
)

REAR, FRONT, RADIUS = (0.0, 0.0), (292.0, 0.0), 98.0
CRANK, SEAT, HEAD, CROWN = (116.0, 10.0), (74.0, -132.0), (240.0, -146.0), (253.0, -104.0)


def wheel(
    canvas: Canvas, x: float, y: float, radius: float = RADIUS, *, turn: float = 7,
    tyre: str = IRON, spokes: int = 28,
) -> None:  # fmt: skip
    for n in range(spokes):
        angle = math.radians(turn + 360 * n / spokes)
        lean = math.radians(16 if n % 2 else -16)
        hub = x + 9 * math.cos(angle + lean * 4), y + 9 * math.sin(angle + lean * 4)
        rim = x + radius * 0.9 * math.cos(angle), y + radius * 0.9 * math.sin(angle)
        canvas.line(f"M{hub[0]} {hub[1]} L{rim[0]} {rim[1]}", 1.0, STEEL, opacity=0.9)
    canvas.fill(ring(x, y, radius, radius * 0.915), tyre)
    canvas.fill(ring(x, y, radius * 0.915, radius * 0.87), STEEL_LIGHT)
    canvas.line(arc(x, y, radius * 0.965, 190, 300), radius * 0.018, lighter(tyre, 0.35))
    canvas.fill(ellipse(x, y, radius * 0.085), STEEL)
    canvas.fill(ellipse(x, y, radius * 0.045), IRON)


def frame(canvas: Canvas, colour: str = TEAL, *, tube: float = 8.5) -> None:
    """Frame, fork, head: what is painted."""
    dark = darker(colour, 0.35)
    for a, b, width in ((REAR, CRANK, 0.62), (REAR, (78, -116), 0.55)):
        canvas.line(f"M{a[0]} {a[1]} L{b[0]} {b[1]}", tube * width, dark)
    canvas.line(f"M{CROWN[0]} {CROWN[1]} C268 -64 280 -26 {FRONT[0]} {FRONT[1]}", tube * 0.8, dark)
    for a, b in ((CRANK, SEAT), ((80, -116), (243, -138)), ((250, -112), CRANK), (HEAD, CROWN)):
        canvas.line(f"M{a[0]} {a[1]} L{b[0]} {b[1]}", tube, colour)
        canvas.line(f"M{a[0]} {a[1] - 2} L{b[0]} {b[1] - 2}", tube * 0.22, lighter(colour, 0.45))
    canvas.line(f"M{HEAD[0]} {HEAD[1]} L{CROWN[0]} {CROWN[1]}", tube * 1.35, colour)


def transmission(canvas: Canvas, *, turn: float = 28) -> None:
    canvas.line(f"M0 -13 L{CRANK[0]} {CRANK[1] - 25}", 2.2, IRON)
    canvas.line(f"M0 13 L{CRANK[0]} {CRANK[1] + 25}", 2.2, IRON)
    canvas.fill(ring(0, 0, 14, 8), IRON)
    canvas.fill(ring(*CRANK, 27, 20), STEEL)
    for n in range(5):
        angle = math.radians(turn + n * 72)
        canvas.line(
            f"M{CRANK[0]} {CRANK[1]} l{22 * math.cos(angle)} {22 * math.sin(angle)}", 4, STEEL
        )
    for side in (0, 180):
        angle = math.radians(turn + side)
        x, y = CRANK[0] + 46 * math.cos(angle), CRANK[1] + 46 * math.sin(angle)
        canvas.line(f"M{CRANK[0]} {CRANK[1]} L{x} {y}", 5, STEEL_LIGHT if side == 0 else STEEL)
        canvas.line(f"M{x - 13} {y} h26", 8, NAVY)
    canvas.fill(ellipse(*CRANK, 6), IRON)


def saddle(canvas: Canvas, colour: str = WOOD, *, rise: float = 0) -> None:
    canvas.line(f"M{SEAT[0]} {SEAT[1]} l{-5 - rise * 0.3} {-16 - rise}", 5.5, STEEL)
    with canvas.at(-rise * 0.3, -rise):
        _seat(canvas, colour)


def _seat(canvas: Canvas, colour: str) -> None:
    canvas.fill(
        path(
            "M34 -158 C40 -166 58 -162 74 -161 C92 -160 108 -160 112 -155 "
            "C112 -150 96 -150 84 -148 C66 -145 44 -140 36 -146 C32 -150 31 -154 34 -158 z"
        ),
        colour,
    )
    canvas.line("M42 -145 Q66 -140 92 -149", 2.4, IRON)


def handlebar(canvas: Canvas, grip: str = WOOD) -> None:
    canvas.line(f"M{HEAD[0]} {HEAD[1]} l-6 -22 q14 -10 26 -8", 6, STEEL)
    canvas.line("M258 -176 C246 -190 218 -190 196 -178", 6.5, STEEL)
    canvas.fill(limb([(216, -187), (204, -183), (190, -175)], [8, 9, 8]), grip)
    canvas.line("M222 -182 Q212 -168 198 -164", 3, IRON)
    canvas.line("M222 -184 C262 -186 270 -140 262 -112", 1.4, IRON)
    canvas.fill(ellipse(274, -152, 10, 11), STEEL_LIGHT)
    canvas.fill(ellipse(279, -152, 5, 9), "#ffe9b0")
    canvas.line("M262 -150 L250 -146", 3, IRON)


def mudguards(canvas: Canvas, colour: str) -> None:
    canvas.line(arc(*REAR, RADIUS + 8, 178, 318), 6, colour)
    canvas.line(arc(*FRONT, RADIUS + 8, 196, 316), 6, colour)
    canvas.line("M-64 -114 L62 -114", 4, IRON)  # rack
    canvas.line("M-48 -113 L0 0", 2.4, IRON)


def bicycle(
    canvas: Canvas, x: float, y: float, *, scale: float = 1, colour: str = TEAL, turn: float = 0,
    saddle_colour: str = WOOD, guard: str = SAND, flip: bool = False,
    rise: float = 0,
) -> None:  # fmt: skip
    """Draw it whole, the rear hub at x, y."""
    with canvas.at(x, y, scale=scale, turn=turn, flip=flip):
        wheel(canvas, *REAR)
        wheel(canvas, *FRONT, turn=2)
        mudguards(canvas, guard)
        frame(canvas, colour)
        transmission(canvas)
        saddle(canvas, saddle_colour, rise=rise)
        handlebar(canvas, saddle_colour)
