"""The sewing kit laid out: ten spools in their box, scissors, zips, a tape, a pattern."""

import math
from collections.abc import Sequence
from random import Random

from PIL import Image

from example.drawing.canvas import Canvas
from example.drawing.geometry import Point, ellipse, limb, path, rect, smooth
from example.drawing.paint import Linear
from example.drawing.palette import (
    BRICK,
    CORAL,
    CREAM,
    IRON,
    MOSS,
    NAVY,
    NIGHT,
    OCHRE,
    PEACH,
    STEEL,
    STEEL_LIGHT,
    TEAL,
    TEAL_SOFT,
    WOOD,
    darker,
)  # fmt: skip
from example.drawing.props import tools
from example.drawing.props.mark import mark

KIND = "jpg"
WIDTH, HEIGHT = 1600, 1067


def draw() -> Image.Image:
    canvas = Canvas(
        WIDTH,
        HEIGHT,
        Linear((0, 0), (WIDTH, HEIGHT), [(0, "#8fbab8"), (1, "#5f989c")]),
        seed="kit-couture",
    )
    _pattern(canvas)
    _box(canvas)
    _lid(canvas)
    _zips(canvas)
    _tape(canvas)
    _pins(canvas)
    _small(canvas)
    canvas.shade(rect(0, 0, WIDTH, HEIGHT), NIGHT, (900, 500), (2000, 1400), opacity=0.35)
    return canvas.finished()


def _pattern(canvas: Canvas) -> None:
    """The paper pattern of the pouch, under everything."""
    with canvas.at(840, 560, turn=-7):
        sheet = rect(-570, -360, 1140, 740, 4)
        with canvas.cast(dx=8, dy=12, blur=14, opacity=0.3):
            canvas.fill(sheet, CREAM)
        canvas.fill(sheet, "#f8eed9")
        for x in (-190, 190):
            canvas.fill(rect(x, -360, 3, 740), "#e2d2b0")
        canvas.fill(rect(-570, 8, 1140, 3), "#e2d2b0")
        for dx, dy, w, h in (
            (-540, -330, 330, 250),
            (210, 60, 330, 290),
            (-540, 60, 330, 290),
            (230, -330, 300, 250),
        ):
            canvas.line(rect(dx, dy, w, h, 26), 2.4, BRICK, closed=True)
            _dashes(canvas, dx + 18, dy + 18, w - 36, h - 36)
            canvas.line(f"M{dx + w / 2} {dy + 40} v{h - 80} m-8 -12 l8 12 l8 -12", 2, TEAL)


def _dashes(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    for n in range(int(width / 22)):
        for level in (y, y + height):
            canvas.fill(rect(x + n * 22, level, 12, 2), BRICK)
    for n in range(int(height / 22)):
        for column in (x, x + width):
            canvas.fill(rect(column, y + n * 22, 2, 12), BRICK)


SPOOLS = (
    "#23262b",
    "#fbf7ee",
    "#e6d8bb",
    "#8d9092",
    "#1d3050",
    "#77784b",
    "#b03a2e",
    "#6a4630",
    "#47698f",
    "#d3bd92",
)


def _box(canvas: Canvas) -> None:
    """A box of old cardboard edged with cloth, ten spools lying in it."""
    with canvas.at(610, 560, turn=4):
        box = rect(-330, -230, 660, 460, 12)
        with canvas.cast(dx=16, dy=24, blur=18, opacity=0.42):
            canvas.fill(box, WOOD)
        canvas.fill(box, Linear((-330, -230), (330, 230), [(0, "#cfa36f"), (1, "#b08350")]))
        canvas.line(box, 16, TEAL, closed=True)
        inside = rect(-306, -206, 612, 412, 6)
        canvas.fill(inside, "#8a6440")
        canvas.fill(rect(-290, -186, 596, 392, 6), "#a57c50")
        canvas.fill(rect(-306, 40, 612, 10), "#c79a66")
        canvas.fill(rect(36, 46, 10, 160), "#c79a66")
        for n, colour in enumerate(SPOOLS):
            x, y = -246 + (n % 5) * 122, -134 + (n // 5) * 116
            with canvas.at(x, y, scale=1.32, turn=90):
                with canvas.cast(dx=4, dy=6, blur=5, opacity=0.5):
                    tools.spool(canvas, colour)
                tools.spool(canvas, colour)
        rng = Random("buttons")
        places = [
            (-262 + n % 4 * 66 + rng.uniform(-8, 8), 88 + n // 4 * 44 + rng.uniform(-6, 6))
            for n in range(12)
        ]
        for n, (x, y) in enumerate(places):  # twelve buttons, no two alike
            _button(
                canvas,
                x,
                y,
                15 + (n * 7) % 10,
                (BRICK, TEAL, OCHRE, NAVY, CORAL, CREAM, MOSS)[n % 7],
            )
        card = rect(66, 62, 222, 132, 6)  # needles
        canvas.shadow(card, dx=4, dy=6, blur=5)
        canvas.fill(card, BRICK)
        canvas.fill(rect(78, 84, 198, 98, 3), CREAM)
        for n in range(15):
            x = 90 + n * 12.6
            canvas.fill(
                path(
                    f"M{x - 1.8} 94 L{x + 1.8} 94 L{x + 0.5} {168 - (n % 5) * 8} "
                    f"L{x - 0.5} {168 - (n % 5) * 8} z"
                ),
                IRON if n < 10 else STEEL,
            )
        canvas.fill(rect(78, 122, 198, 12), TEAL_SOFT, opacity=0.85)


def _button(canvas: Canvas, x: float, y: float, r: float, colour: str) -> None:
    canvas.fill(ellipse(x + 3, y + 5, r), NIGHT, opacity=0.35)
    canvas.fill(ellipse(x, y, r), colour)
    canvas.line(ellipse(x, y, r * 0.78), r * 0.09, darker(colour, 0.4), closed=True)
    for dx in (-0.22, 0.22):
        for dy in (-0.22, 0.22):
            canvas.fill(ellipse(x + dx * r, y + dy * r, r * 0.12), NIGHT)


def _lid(canvas: Canvas) -> None:
    with canvas.at(1190, 330, turn=13):
        lid = rect(-250, -180, 500, 360, 12)
        with canvas.cast(dx=14, dy=20, blur=16, opacity=0.42):
            canvas.fill(lid, WOOD)
        canvas.fill(lid, Linear((-250, -180), (250, 180), [(0, "#d8ae7b"), (1, "#bb8e5a")]))
        with canvas.clip(lid):
            for n in range(34):
                canvas.line(f"M-260 {-180 + n * 11} h520", 1, NIGHT, opacity=0.05)
        canvas.line(lid, 16, TEAL, closed=True)
        for n in range(10):
            canvas.line(f"M{-220 + n * 46} -158 h28 M{-220 + n * 46} 158 h28", 3, CREAM)
        mark(canvas, -92, -92, 184, ground=TEAL)


def _zips(canvas: Canvas) -> None:
    for x, y, turn, colour in ((230, 268, -52, BRICK), (310, 300, -44, NAVY)):
        with canvas.at(x, y, turn=turn):
            tape = rect(-170, -17, 340, 34, 3)
            with canvas.cast(dx=6, dy=9, blur=6, opacity=0.4):
                canvas.fill(tape, colour)
            canvas.fill(tape, colour)
            for n in range(34):
                canvas.fill(rect(-160 + n * 9.4, -5 + (n % 2) * 4, 6, 6, 1), OCHRE)
            canvas.fill(path("M130 -10 h24 q8 10 0 20 h-24 q-6 -10 0 -20 z"), STEEL_LIGHT)
            canvas.fill(rect(150, -5, 40, 10, 5), STEEL)
    with canvas.at(150, 430, turn=24):  # a spare slider
        canvas.fill(path("M-16 -14 h32 q10 14 0 28 h-32 q-8 -14 0 -28 z"), STEEL)
        canvas.fill(rect(12, -6, 46, 12, 6), STEEL_LIGHT)


def _tape(canvas: Canvas) -> None:
    points = [
        (1030, 830),
        (1120, 740),
        (1240, 760),
        (1262, 856),
        (1180, 890),
        (1126, 836),
        (1190, 770),
        (1320, 800),
        (1420, 900),
        (1530, 860),
    ]
    band = limb(points, [42] * 4)
    with canvas.cast(dx=8, dy=14, blur=9, opacity=0.42):
        canvas.fill(band, OCHRE)
    canvas.fill(limb(points[:7], [42, 42]), "#eab75c")
    _ticks(canvas, points[:7])
    canvas.shadow(limb(points[5:], [42, 42]), dx=4, dy=8, blur=6, opacity=0.35)
    canvas.fill(limb(points[5:], [42, 42]), "#eab75c")
    _ticks(canvas, points[5:])
    canvas.fill(rect(1518, 838, 18, 46, 3), STEEL)


def _ticks(canvas: Canvas, points: Sequence[Point]) -> None:
    spine = smooth(points, closed=False).outlines[0]
    for n in range(1, len(spine) - 1):
        (x0, y0), (x1, y1) = spine[n - 1], spine[n + 1]
        length = math.hypot(x1 - x0, y1 - y0) or 1
        nx, ny = -(y1 - y0) / length, (x1 - x0) / length
        x, y = spine[n]
        reach = 2 if n % 4 == 0 else 10
        canvas.line(f"M{x + nx * 20} {y + ny * 20} L{x + nx * reach} {y + ny * reach}", 2, NAVY)


def _pins(canvas: Canvas) -> None:
    """Twenty pins in a paper."""
    with canvas.at(1452, 640, turn=-7):
        paper = rect(-96, -80, 192, 160, 4)
        with canvas.cast(dx=7, dy=10, blur=7, opacity=0.4):
            canvas.fill(paper, PEACH)
        canvas.fill(paper, PEACH)
        canvas.fill(rect(-96, -10, 192, 20), CORAL, opacity=0.5)
        for n in range(20):
            x = -84 + n * 8.8
            canvas.line(f"M{x} -52 V56", 2, STEEL)
            canvas.fill(ellipse(x, -56, 4.6), (BRICK, CREAM, TEAL, NAVY)[n % 4])


def _small(canvas: Canvas) -> None:
    with canvas.at(236, 760, turn=-28, scale=2.0):
        with canvas.cast(dx=6, dy=9, blur=6, opacity=0.42):
            tools.scissors(canvas, OCHRE, spread=15)
        tools.scissors(canvas, OCHRE, spread=15)
    with canvas.at(1130, 944, turn=76):  # the seam ripper and the bodkin
        canvas.fill(rect(-9, -120, 18, 100, 7), OCHRE)
        canvas.fill(
            path(
                "M-5 -22 L5 -22 L4 40 C12 44 14 56 12 66 C6 58 2 56 -2 66 "
                "C-6 84 -10 84 -10 70 C-10 56 -6 46 -5 40 z"
            ),
            STEEL_LIGHT,
        )
    with canvas.at(930, 968, turn=84):
        canvas.fill(path("M-5 -90 C-8 -104 8 -104 5 -90 L4 96 L-4 96 z"), STEEL)
        canvas.fill(rect(-1.6, -84, 3.2, 26, 1.6), NAVY)
    canvas.line(
        "M860 190 C930 120 980 200 920 222 C850 240 820 150 760 120 C700 92 640 130 560 100",
        3,
        BRICK,
    )
    canvas.fill(path("M548 100 L556 94 L640 64 L641 66 L562 103 z"), IRON)
