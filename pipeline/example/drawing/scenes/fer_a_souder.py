"""A soldering iron over a printed circuit, seen from above."""

import math
from random import Random

from PIL import Image

from example.drawing.canvas import Canvas
from example.drawing.geometry import arc, ellipse, limb, path, rect, ring
from example.drawing.paint import Linear, Radial
from example.drawing.palette import (
    BRICK,
    CORAL,
    CREAM,
    IRON,
    NAVY,
    NIGHT,
    OCHRE,
    SAND,
    STEEL,
    STEEL_LIGHT,
    TEAL,
    TEAL_MID,
    TEAL_SOFT,
    WHITE,
    darker,
    lighter,
    mix,
)  # fmt: skip

KIND = "jpg"
WIDTH, HEIGHT = 1600, 1067
JOINT = (862, 560)


def draw() -> Image.Image:
    canvas = Canvas(
        WIDTH,
        HEIGHT,
        Linear((0, 0), (WIDTH, HEIGHT), [(0, "#efd9ac"), (1, "#d9b67e")]),
        seed="fer-a-souder",
    )
    _mat(canvas)
    with canvas.at(720, 560, turn=-9):
        _board(canvas)
    canvas.glow(JOINT, 260, "#ffd58c", opacity=0.85)
    _solder(canvas)
    _iron(canvas)
    _smoke(canvas)
    _bits(canvas)
    canvas.shade(rect(0, 0, WIDTH, HEIGHT), "#8a5f3a", (900, 500), (1800, 1250), opacity=0.5)
    return canvas.finished()


def _mat(canvas: Canvas) -> None:
    mat = rect(110, 90, 1330, 890, 22)
    canvas.shadow(mat, dx=10, dy=16, blur=22, opacity=0.4)
    canvas.fill(mat, Linear((110, 90), (1440, 980), [(0, "#c2543d"), (1, "#9a3f2e")]))
    canvas.line(rect(134, 114, 1282, 842, 12), 2.4, CREAM, opacity=0.5, closed=True)
    for n in range(1, 26):
        canvas.line(f"M{134 + n * 49.3} 114 V956", 1, CREAM, opacity=0.13)
    for n in range(1, 17):
        canvas.line(f"M134 {114 + n * 49.5} H1416", 1, CREAM, opacity=0.13)
    for n in range(26):
        canvas.line(f"M{134 + n * 49.3} 114 v{16 if n % 5 == 0 else 9}", 2, CREAM, opacity=0.6)


def _board(canvas: Canvas) -> None:
    """Around its own middle, 860 by 540."""
    plate = rect(-430, -270, 860, 540, 20)
    with canvas.cast(dx=14, dy=18, blur=14, opacity=0.5):
        canvas.fill(plate, TEAL)
    canvas.fill(plate, Linear((-430, -270), (430, 270), [(0, "#2b7a80"), (1, "#175058")]))
    for x in (-396, 396):
        for y in (-236, 236):
            canvas.fill(ellipse(x, y, 20), OCHRE)
            canvas.fill(ellipse(x, y, 11), "#b8492f")
    _tracks(canvas)
    _chip(canvas, -250, -60, 12, 150, 92)
    _chip(canvas, 120, -150, 8, 96, 74)
    _chip(canvas, -60, 150, 10, 120, 70)
    for x, y, colour in ((-340, 130, NAVY), (-270, 150, NAVY), (290, 130, "#7c3a52")):
        canvas.fill(ellipse(x + 8, y + 12, 38), NIGHT, opacity=0.4)
        canvas.fill(ellipse(x, y, 38), colour)
        canvas.fill(
            ellipse(x, y, 29),
            Linear((x - 29, y - 29), (x + 29, y + 29), [(0, STEEL_LIGHT), (1, STEEL)]),
        )
        canvas.line(f"M{x - 15} {y - 15} l30 30 M{x + 15} {y - 15} l-30 30", 3, "#7d9096")
    for n in range(6):
        _resistor(
            canvas,
            -20 + (n % 2) * 86,
            -210 + n * 44,
            (CORAL, OCHRE, TEAL_SOFT)[n % 3],
            turn=90 if n in (1, 4) else 0,
        )
    for n in range(4):
        x = 250 + n * 42
        canvas.fill(ellipse(x + 4, -222, 17), NIGHT, opacity=0.35)
        canvas.fill(ellipse(x, -228, 16), (BRICK, OCHRE, "#a3aa69", CREAM)[n])
        canvas.fill(ellipse(x - 5, -233, 5), WHITE, opacity=0.8)
    port = rect(392, -60, 70, 130, 6)
    canvas.fill(port, Linear((392, 0), (462, 0), [(0, STEEL), (1, STEEL_LIGHT)]))
    canvas.fill(rect(410, -42, 52, 94, 4), IRON)
    for n in range(4):
        canvas.fill(rect(420, -34 + n * 22, 34, 9), OCHRE)
    canvas.fill(rect(-150, 226, 300, 30, 4), IRON)
    for n in range(14):
        canvas.fill(ellipse(-138 + n * 21.3, 241, 6), OCHRE)


def _tracks(canvas: Canvas) -> None:
    gold, rng = mix(OCHRE, TEAL_SOFT, 0.35), Random("tracks")
    for n in range(8):
        y = -104 + n * 13
        canvas.line(
            f"M-174 {y} h{70 + n * 8} l{40 - n * 5} {30 - n * 8} h{90 + n * 6}",
            3.4,
            gold,
            opacity=0.75,
        )
    for n in range(7):
        x = -310 + n * 19
        canvas.line(f"M{x} -12 v{46 + n * 6} l{20 + n * 4} {24} v{30}", 3.4, gold, opacity=0.75)
    for n in range(5):
        y = 60 + n * 15
        canvas.line(
            f"M{20} {y + 46} h{60} l{46} {-40 - n * 4} h{200 - n * 20}", 3.4, gold, opacity=0.75
        )
    for n in range(6):
        canvas.line(f"M{140 + n * 20} -112 v{40 + n * 8} l{30} 30 v{60}", 3.4, gold, opacity=0.75)
    for n in range(10):
        canvas.line(f"M{-138 + n * 30} 226 v{-34 - (n % 3) * 12}", 3.4, gold, opacity=0.75)
    for _ in range(46):
        x, y = rng.uniform(-400, 370), rng.uniform(-240, 210)
        canvas.fill(ring(x, y, 7.5, 3.2), OCHRE)


def _chip(canvas: Canvas, x: float, y: float, pins: int, width: float, height: float) -> None:
    for n in range(pins // 2):
        cx = x - width / 2 + width * (n + 0.5) / (pins // 2)
        for side in (-1, 1):
            canvas.fill(rect(cx - 5, y + side * (height / 2 + 8) - 9, 10, 20, 2), STEEL_LIGHT)
    body = rect(x - width / 2, y - height / 2, width, height, 5)
    with canvas.cast(dx=6, dy=8, blur=5, opacity=0.5):
        canvas.fill(body, NAVY)
    canvas.fill(
        body, Linear((x, y - height / 2), (x, y + height / 2), [(0, "#2b3b48"), (1, "#16222d")])
    )
    canvas.fill(ellipse(x - width / 2 + 15, y + height / 2 - 15, 5), STEEL, opacity=0.7)
    for n in range(2):
        canvas.fill(
            rect(x - width * 0.26, y - 9 + n * 15, width * (0.5 - 0.16 * n), 5, 2),
            STEEL,
            opacity=0.5,
        )


def _resistor(canvas: Canvas, x: float, y: float, colour: str, *, turn: float) -> None:
    with canvas.at(x, y, turn=turn):
        canvas.line("M-40 0 H40", 3, STEEL_LIGHT)
        for side in (-40, 40):
            canvas.fill(ellipse(side, 0, 6), STEEL)
        body = path(
            "M-24 -8 C-24 -13 -14 -13 -12 -8 L12 -8 C14 -13 24 -13 24 -8 "
            "L24 8 C24 13 14 13 12 8 L-12 8 C-14 13 -24 13 -24 8 z"
        )
        with canvas.cast(dx=3, dy=5, blur=3, opacity=0.5):
            canvas.fill(body, colour)
        canvas.fill(body, SAND)
        for n, tone in enumerate((colour, NAVY, BRICK, OCHRE)):
            canvas.fill(rect(-15 + n * 9, -8, 4, 16), tone)


def _solder(canvas: Canvas) -> None:
    x, y = JOINT
    wire = limb([(x - 8, y + 6), (760, 700), (600, 790), (430, 800), (320, 856)], [6, 7, 7, 7, 7])
    with canvas.cast(dx=6, dy=12, blur=7, opacity=0.45):
        canvas.fill(wire, STEEL)
    canvas.fill(wire, STEEL)
    canvas.line(f"M{x - 10} {y + 5} C800 660 700 776 520 800", 1.8, WHITE, opacity=0.7)
    reel = (270, 880)
    with canvas.cast(dx=12, dy=16, blur=12, opacity=0.5):
        canvas.fill(ellipse(*reel, 128), NAVY)
    canvas.fill(ellipse(*reel, 128), Radial(reel, 128, [(0, TEAL_MID), (1, TEAL)]))
    canvas.fill(ring(*reel, 112, 58), STEEL)
    for n in range(9):
        canvas.line(
            arc(*reel, 62 + n * 5.8, n * 37, n * 37 + 300),
            2,
            WHITE if n % 2 else "#7d9096",
            opacity=0.6,
        )
    canvas.fill(ellipse(*reel, 58), TEAL)
    canvas.fill(ellipse(*reel, 22), "#8d3a2b")
    canvas.fill(ring(*reel, 26, 21), TEAL_SOFT)


def _iron(canvas: Canvas) -> None:
    x, y = JOINT
    with canvas.at(x, y, turn=-52, scale=1):

        def shape() -> None:
            canvas.fill(
                "M0 0 L84 -9 L84 9 z",
                Linear((0, 0), (90, 0), [(0, "#f3b55e"), (0.4, STEEL_LIGHT), (1, STEEL)]),
            )
            canvas.fill(
                rect(80, -15, 180, 30, 6),
                Linear((0, -15), (0, 15), [(0, STEEL_LIGHT), (0.5, STEEL), (1, "#71858c")]),
            )
            for n in range(5):
                canvas.fill(rect(112 + n * 24, -15, 6, 30), IRON, opacity=0.25)
            canvas.fill(rect(256, -24, 26, 48, 6), IRON)
            canvas.fill(
                "M282 -30 C300 -44 330 -38 360 -32 C430 -26 520 -30 620 -40 C650 -42 664 -24 664 0 "
                "C664 24 650 42 620 40 C520 30 430 26 360 32 C330 38 300 44 282 30 z",
                Linear(
                    (0, -42),
                    (0, 42),
                    [(0, lighter(OCHRE, 0.35)), (0.45, OCHRE), (1, darker(OCHRE, 0.25))],
                ),
            )
            canvas.fill(
                "M340 -30 C430 -24 520 -28 600 -36 L600 -22 C520 -16 430 -12 340 -16 z",
                WHITE,
                opacity=0.3,
            )
            for n in range(7):
                canvas.line(f"M{310 + n * 14} -26 v52", 5, darker(OCHRE, 0.35), opacity=0.55)
            canvas.fill(rect(652, -20, 40, 40, 8), IRON)
            canvas.line("M690 0 C800 10 860 -60 1000 -40", 17, IRON)
            canvas.line("M690 -5 C800 5 860 -65 1000 -45", 3, STEEL, opacity=0.6)

        with canvas.cast(dx=30, dy=26, blur=16, opacity=0.45):
            shape()
        shape()
    canvas.fill(
        ellipse(x, y, 17, 13),
        Radial((x - 4, y - 4), 18, [(0, WHITE), (0.6, STEEL_LIGHT), (1, STEEL)]),
    )
    canvas.glow((x, y), 60, "#ffcf7a", opacity=0.9)


def _smoke(canvas: Canvas) -> None:
    x, y = JOINT
    for dx, tall, wide, tone in ((-24, 420, 26, 0.34), (14, 340, 18, 0.26)):
        points = [
            (x + dx * t + 46 * math.sin(t * 7 + dx) * t, y - 20 - tall * t)
            for t in [n / 9 for n in range(10)]
        ]
        canvas.fill(limb(points, [3, wide, wide * 1.5, wide * 0.4]), WHITE, opacity=tone)


def _bits(canvas: Canvas) -> None:
    for x, y, turn, colour in (
        (1240, 830, 20, CORAL),
        (1310, 880, -35, TEAL_SOFT),
        (1180, 890, 70, OCHRE),
    ):
        with canvas.at(x, y, turn=turn, scale=1.1):
            _resistor(canvas, 0, 0, colour, turn=0)
    with canvas.at(1300, 640, turn=24):  # tweezers

        def shape() -> None:
            canvas.fill(
                "M-6 -150 C-30 -60 -26 60 -12 130 L12 130 C26 60 30 -60 6 -150 "
                "L3 -150 C18 -60 16 50 4 112 L-4 112 C-16 50 -18 -60 -3 -150 z",
                Linear((-26, 0), (26, 0), [(0, STEEL_LIGHT), (1, "#71858c")]),
            )

        with canvas.cast(dx=9, dy=12, blur=8, opacity=0.5):
            shape()
        shape()
    sponge = rect(180, 170, 190, 128, 16)
    with canvas.cast(dx=9, dy=12, blur=9, opacity=0.45):
        canvas.fill(sponge, OCHRE)
    canvas.fill(sponge, Linear((180, 170), (370, 298), [(0, lighter(OCHRE, 0.3)), (1, OCHRE)]))
    rng = Random("sponge")
    for _ in range(60):
        canvas.fill(
            ellipse(rng.uniform(192, 358), rng.uniform(180, 288), rng.uniform(1.5, 4.5)),
            darker(OCHRE, 0.3),
            opacity=0.5,
        )
