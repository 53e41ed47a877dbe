"""The joiner's bench under the window: vice, plane, shavings, a half-made stool."""

import math
from random import Random

from PIL import Image

from example.drawing.canvas import Canvas
from example.drawing.geometry import ellipse, limb, path, polygon, rect
from example.drawing.paint import Linear
from example.drawing.palette import (
    BRICK,
    CORAL,
    CREAM,
    IRON,
    NAVY,
    NIGHT,
    OCHRE,
    STEEL,
    TEAL,
    TEAL_MID,
    WOOD,
    WOOD_DARK,
    WOOD_LIGHT,
    darker,
    lighter,
)  # fmt: skip
from example.drawing.props import tools
from example.drawing.props.room import bricks, planks, tall_window

KIND = "jpg"
WIDTH, HEIGHT, TOP = 1600, 1067, 640


def draw() -> Image.Image:
    canvas = Canvas(WIDTH, HEIGHT, "#23606b", seed="etabli-menuiserie")
    bricks(canvas, 0, 0, WIDTH, 880, "#2b6873", seed="wall", share=0.3)
    tall_window(canvas, 470, 70, 620, 440, columns=5, rows=3, frame=CREAM)
    _rack(canvas)
    canvas.glow((780, 300), 760, "#ffe9bd", opacity=0.3)
    planks(canvas, 0, 880, WIDTH, HEIGHT - 880, seed="floor", rows=4, tones=("#a87b52", "#8a6040"))
    canvas.fill(
        rect(0, 880, WIDTH, 60),
        Linear((0, 880), (0, 940), [(0, NIGHT), (1, "#8a6040")]),
        opacity=0.5,
    )
    _bench(canvas)
    _work(canvas)
    _floor(canvas)
    return canvas.finished()


def _rack(canvas: Canvas) -> None:
    for x, wide in ((60, 350), (1150, 390)):
        canvas.shadow(rect(x, 132, wide, 26), dx=6, dy=10, blur=10)
        canvas.fill(
            rect(x, 132, wide, 26, 4), Linear((0, 132), (0, 158), [(0, WOOD_LIGHT), (1, WOOD)])
        )
    hang = tools.hang
    hang(canvas, tools.saw, 140, 244, scale=1.04)
    hang(canvas, tools.saw, 252, 236, scale=0.9)
    hang(canvas, tools.square, 350, 236, scale=0.86)
    for n in range(5):
        hang(canvas, tools.chisel, 1190 + n * 48, 254 - n * 7, scale=1.05 - n * 0.08)
    hang(canvas, tools.mallet, 1480, 250, scale=1.0)
    for x in (60, 1150):
        y, wide = 470, 350 if x == 60 else 390
        canvas.shadow(rect(x, y, wide, 20), dx=4, dy=14, blur=12, opacity=0.5)
        canvas.fill(
            rect(x, y, wide, 20, 3), Linear((0, y), (0, y + 20), [(0, WOOD_LIGHT), (1, WOOD)])
        )
    for x, w, h, c in (
        (84, 52, 86, OCHRE),
        (146, 44, 70, BRICK),
        (200, 64, 100, CREAM),
        (276, 40, 64, TEAL_MID),
        (326, 60, 82, BRICK),
    ):
        canvas.fill(
            rect(x, 470 - h, w, h, 6),
            Linear((x, 0), (x + w, 0), [(0, lighter(c, 0.2)), (1, darker(c, 0.25))]),
        )
        canvas.fill(
            rect(x + w * 0.16, 470 - h * 0.66, w * 0.68, h * 0.36, 3), CREAM if c != CREAM else TEAL
        )
        canvas.fill(rect(x + w * 0.1, 470 - h - 9, w * 0.8, 11, 4), IRON)
    with canvas.at(1250, 440, scale=0.66):
        tools.plane(canvas)
    with canvas.at(1420, 443, scale=0.58, flip=True):
        tools.plane(canvas, WOOD_DARK)


def _bench(canvas: Canvas) -> None:
    canvas.shadow(rect(180, 960, 1250, 40), dy=10, blur=24, opacity=0.6)
    for x in (240, 1270):
        leg = rect(x, TOP + 60, 96, 300)
        canvas.fill(leg, Linear((x, 0), (x + 96, 0), [(0, WOOD), (1, darker(WOOD, 0.35))]))
        canvas.fill(rect(x - 14, 968, 124, 26, 4), darker(WOOD, 0.3))
    shelf = rect(240, 880, 1126, 30)
    canvas.fill(rect(336, TOP + 60, 934, 250), NIGHT, opacity=0.3)
    for n, (y, tone) in enumerate(((846, WOOD_LIGHT), (818, WOOD), (790, "#cfa06a"))):
        canvas.fill(rect(380 + n * 36, y, 560 - n * 30, 26, 3), tone)
        for k in range(3):
            canvas.line(
                f"M{400 + n * 36 + k * 150} {y + 10 + k * 4} h110", 1.3, WOOD_DARK, opacity=0.4
            )
    canvas.fill(shelf, Linear((0, 880), (0, 910), [(0, WOOD_LIGHT), (1, darker(WOOD, 0.2))]))
    crate = rect(1000, 774, 210, 106, 4)
    canvas.fill(crate, WOOD_DARK)
    for n in range(3):
        canvas.fill(rect(994, 776 + n * 36, 222, 29, 3), lighter(WOOD, 0.1 * n))
    apron = rect(210, TOP + 34, 1190, 92, 5)
    canvas.fill(apron, Linear((0, TOP + 34), (0, TOP + 126), [(0, WOOD), (1, darker(WOOD, 0.22))]))
    rng = Random("apron")
    for _ in range(26):
        x = rng.uniform(220, 1240)
        canvas.line(
            f"M{x} {TOP + rng.uniform(50, 118)} h{rng.uniform(50, 160)}",
            1.4,
            WOOD_DARK,
            opacity=0.35,
        )
    for n in range(9):
        canvas.fill(ellipse(470 + n * 92, TOP + 80, 8), NIGHT, opacity=0.6)
    top = rect(170, TOP, 1270, 46, 5)
    canvas.shadow(rect(210, TOP + 40, 1190, 14), dy=8, blur=10, opacity=0.5)
    canvas.fill(
        top,
        Linear(
            (0, TOP), (0, TOP + 46), [(0, lighter(WOOD_LIGHT, 0.25)), (0.3, WOOD_LIGHT), (1, WOOD)]
        ),
    )
    for _ in range(26):
        x = rng.uniform(180, 1290)
        canvas.line(
            f"M{x} {TOP + rng.uniform(12, 40)} h{rng.uniform(50, 140)}", 1.3, WOOD_DARK, opacity=0.3
        )
    _vice(canvas)


def _vice(canvas: Canvas) -> None:
    canvas.line("M292 770 H420", 22, STEEL)
    for x in range(300, 420, 9):
        canvas.line(f"M{x} 760 l5 20", 2, IRON, opacity=0.6)
    jaw = rect(300, TOP + 16, 70, 176, 6)
    with canvas.cast(dx=12, dy=10, blur=9):
        canvas.fill(jaw, WOOD)
    canvas.fill(jaw, Linear((300, 0), (370, 0), [(0, WOOD_LIGHT), (1, WOOD)]))
    for n in range(4):
        canvas.line(f"M{312 + n * 15} {TOP + 24} v160", 1.3, WOOD_DARK, opacity=0.35)
    canvas.fill(ellipse(334, 770, 24), STEEL)
    canvas.fill(ellipse(334, 770, 13), IRON)
    canvas.line("M334 700 V850", 11, WOOD_LIGHT)
    canvas.fill(ellipse(334, 698, 11), WOOD)
    canvas.fill(ellipse(334, 852, 11), WOOD)
    board = polygon((372, TOP - 104), (394, TOP - 104), (394, TOP + 60), (372, TOP + 60))
    canvas.fill(board, Linear((372, 0), (394, 0), [(0, "#ecd0a4"), (1, WOOD_LIGHT)]))


def _shaving(
    canvas: Canvas, x: float, y: float, size: float, turn: float, *, flip: bool = False
) -> None:
    """A ribbon of wood that ends in a curl."""
    points = [(1.9, -0.72), (1.2, -0.98), (0.5, -0.96)]
    for n in range(26):
        angle = math.radians(-62 - n * 19)
        r = 1 - n * 0.024
        points.append((r * math.cos(angle), r * math.sin(angle)))
    with canvas.at(x, y, scale=size, turn=turn, flip=flip):
        ribbon = limb(points, [0.3, 0.44, 0.44, 0.4, 0.34])
        canvas.fill(ribbon, darker(WOOD, 0.05))
        with canvas.at(-0.05, -0.05):
            canvas.fill(limb(points, [0.2, 0.32, 0.32, 0.28, 0.22]), "#f3dfb8")


def _work(canvas: Canvas) -> None:
    plank = polygon((470, TOP - 28), (1150, TOP - 28), (1150, TOP + 2), (470, TOP + 2))
    canvas.shadow(plank, dx=6, dy=10, blur=8, opacity=0.4)
    canvas.fill(plank, Linear((0, TOP - 28), (0, TOP), [(0, "#f0d9ae"), (1, WOOD_LIGHT)]))
    for n in range(6):
        canvas.line(f"M{490 + n * 110} {TOP - 8 - (n % 2) * 8} h80", 1.3, WOOD_DARK, opacity=0.4)
    canvas.fill(rect(1150, TOP - 34, 22, 36, 3), IRON)
    with canvas.at(800, TOP - 88, scale=1.32, turn=-0.5):
        with canvas.cast(dx=10, dy=4, blur=8):
            tools.plane(canvas, "#a9713f")
        tools.plane(canvas, "#a9713f")
    for x, y, s, t, f in (
        (742, TOP - 100, 34, -20, True),
        (600, TOP - 48, 20, 4, False),
        (545, TOP - 44, 15, 10, True),
        (1020, TOP - 44, 15, 0, False),
        (452, TOP - 16, 16, 0, True),
        (1080, TOP - 42, 12, -14, True),
    ):
        _shaving(canvas, x, y, s, t, flip=f)
    with canvas.at(1336, TOP - 36, scale=0.6, turn=90):
        with canvas.cast(dx=8, dy=6, blur=7):
            tools.mallet(canvas)
        tools.mallet(canvas)
    cup = rect(1220, TOP - 62, 46, 64, 5)
    canvas.fill(cup, Linear((1220, 0), (1266, 0), [(0, CORAL), (1, BRICK)]))
    for dx, lean, tone in ((0, -7, OCHRE), (10, 4, NAVY), (-8, 10, TEAL_MID)):
        with canvas.at(1243 + dx, TOP - 58, turn=lean):
            canvas.fill(rect(-4, -58, 8, 60, 2), tone)
            canvas.fill(path("M-4 -58 L0 -72 L4 -58 z"), "#f0d9ae")
    canvas.fill(cup, Linear((1220, 0), (1266, 0), [(0, CORAL), (1, BRICK)]))
    rng = Random("dust")
    for _ in range(120):
        canvas.fill(
            ellipse(rng.gauss(700, 210), TOP - rng.uniform(0, 4), rng.uniform(1, 3), 1.3), "#f0d9ae"
        )


def _floor(canvas: Canvas) -> None:
    for x, y, s, t, f in (
        (620, 1006, 28, 0, False),
        (730, 1030, 18, 160, True),
        (520, 1034, 17, 200, False),
        (872, 1012, 24, -8, True),
        (960, 1040, 16, 190, False),
        (450, 1012, 14, 20, True),
    ):
        canvas.fill(ellipse(x + 8, y + s * 1.05, s * 1.5, 5), NIGHT, opacity=0.35)
        _shaving(canvas, x, y, s, t, flip=f)
    canvas.fill(ellipse(96, 1030, 130, 16), NIGHT, opacity=0.3)  # a stool, half made
    canvas.line("M20 1030 L52 830 M176 1030 L142 830 M96 1036 L98 830", 17, WOOD)
    canvas.line("M38 950 L160 950", 11, darker(WOOD, 0.15))
    canvas.fill(
        rect(8, 800, 182, 36, 14), Linear((0, 800), (0, 836), [(0, "#f0d9ae"), (1, WOOD_LIGHT)])
    )
    canvas.line("M28 814 h60 M110 820 h58", 1.5, WOOD_DARK, opacity=0.4)
    canvas.fill(ellipse(1510, 1036, 90, 12), NIGHT, opacity=0.3)
    for n, (dx, lean, tone) in enumerate(((0, -4, WOOD_LIGHT), (22, 1, WOOD), (48, 5, "#cfa06a"))):
        with canvas.at(1478 + dx, 1034, turn=lean):
            canvas.fill(rect(-11, -560 + n * 46, 22, 560 - n * 46, 3), tone)
            canvas.line(f"M-3 {-540 + n * 46} v480", 1.3, WOOD_DARK, opacity=0.35)
