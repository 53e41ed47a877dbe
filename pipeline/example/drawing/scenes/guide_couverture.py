"""The printed guide: one copy stands, two lie under it."""

import math

from PIL import Image

from example.drawing.canvas import Canvas
from example.drawing.geometry import arc, ellipse, path, polygon, rect
from example.drawing.lettering import BOLD, TITLE, write
from example.drawing.paint import Linear
from example.drawing.palette import (
    BRICK,
    CORAL,
    CREAM,
    DAWN,
    IRON,
    MOSS,
    NAVY,
    NIGHT,
    OCHRE,
    TEAL,
    TEAL_MID,
    TEAL_SOFT,
    WHITE,
    WOOD_DARK,
    darker,
    lighter,
)  # fmt: skip
from example.drawing.props import machines
from example.drawing.props.mark import mark
from example.drawing.props.plants import poplar, pot
from example.drawing.props.room import planks

KIND = "jpg"
WIDTH, HEIGHT, TABLE = 1600, 1067, 800
COVER = rect(0, 0, 486, 680)  # 15 by 21 cm


def draw() -> Image.Image:
    canvas = Canvas(
        WIDTH,
        HEIGHT,
        Linear((0, 0), (0, TABLE), [(0, "#e9c9a4"), (1, "#f5e2c0")]),
        seed="guide-couverture",
    )
    canvas.fill(ellipse(1150, 330, 250), "#fbeed3", opacity=0.7)
    planks(
        canvas, 0, TABLE, WIDTH, HEIGHT - TABLE, seed="table", rows=3, tones=("#b98a5c", "#9c6e46")
    )
    canvas.fill(
        rect(0, TABLE, WIDTH, 46),
        Linear((0, TABLE), (0, TABLE + 46), [(0, NIGHT), (1, "#b98a5c")]),
        opacity=0.35,
    )
    canvas.shadow(rect(560, 880, 560, 40, 8), dx=30, dy=14, blur=22, opacity=0.6)
    _book(canvas)
    _pile(canvas)
    with canvas.at(250, 930, scale=1.9):
        with canvas.cast(dx=12, dy=5, blur=8, opacity=0.4):
            machines.coffee_cup(canvas, TEAL_SOFT, steam=False)
        machines.coffee_cup(canvas, TEAL_SOFT)
    with canvas.at(196, 900):
        pot(canvas, 0, 0, 170, seed="plant")
    return canvas.finished()


def _book(canvas: Canvas) -> None:
    with canvas.at(560, 222, turn=0):
        pages = polygon((482, 4), (516, 22), (516, 690), (482, 682))
        canvas.fill(pages, Linear((482, 0), (516, 0), [(0, "#d8c7a4"), (1, CREAM)]))
        for n in range(7):
            canvas.line(f"M{486 + n * 4.6} {8 + n * 2.4} V{684 + n}", 1.2, WOOD_DARK, opacity=0.35)
        canvas.fill(polygon((516, 20), (522, 22), (522, 694), (516, 692)), darker(TEAL, 0.3))
        _cover(canvas)
        canvas.fill(
            rect(0, 0, 20, 680), Linear((0, 0), (20, 0), [(0, NIGHT), (1, TEAL)]), opacity=0.4
        )
        canvas.line("M22 0 V680", 2, NIGHT, opacity=0.3)
        canvas.fill(polygon((0, 0), (190, 0), (0, 520)), WHITE, opacity=0.07)


def _cover(canvas: Canvas) -> None:
    with canvas.clip(COVER):
        canvas.fill(
            COVER,
            Linear(
                (0, 0),
                (0, 440),
                [(0, "#1d5964"), (0.45, "#7fb0a8"), (0.8, "#f3cf9f"), (1, "#f8e2b8")],
            ),
        )
        canvas.glow((330, 400), 240, "#ffe2a8", opacity=0.8)
        canvas.fill(ellipse(330, 410, 46), "#fff6dc")
        for n, (x, h) in enumerate(((46, 190), (92, 230), (138, 172), (436, 210), (476, 250))):
            poplar(canvas, x, 470, h, (MOSS, "#5b6d3c")[n % 2], seed=f"c{n}", light=DAWN)
        canvas.fill("M0 452 C120 436 260 448 500 440 L500 480 L0 480 z", MOSS)
        canvas.fill(
            rect(0, 470, 500, 220),
            Linear((0, 470), (0, 680), [(0, "#d9c79c"), (0.35, TEAL_MID), (1, NAVY)]),
        )
        for n in range(16):
            y = 482 + n * 11
            half = 20 + (n * 37) % 50
            canvas.fill(
                rect(330 - half + math.sin(n) * 20, y, half * 2, 3, 2),
                "#fff1cf",
                opacity=0.75 - n * 0.04,
            )
        with canvas.at(250, 560):  # a spanner that floats like a barge
            hull = path(
                "M-190 -26 C-214 -46 -208 -84 -170 -92 L-178 -62 "
                "L-150 -44 L-118 -60 L-114 -86 C-96 -74 -92 -54 -98 -40 "
                "L98 -40 C104 -66 150 -80 176 -58 C196 -40 192 -10 170 2 C140 16 -150 20 -190 -26 z"
            )
            canvas.fill(
                hull, Linear((0, -90), (0, 10), [(0, "#e9eeea"), (0.5, "#b6c4c6"), (1, "#7f9297")])
            )
            canvas.fill(ellipse(140, -30, 20), NAVY)
            canvas.fill(rect(-60, -74, 70, 36, 4), CORAL)
            for n in range(3):
                canvas.fill(rect(-52 + n * 21, -66, 13, 14, 6), CREAM)
            canvas.fill(rect(-66, -80, 82, 8, 3), BRICK)
            canvas.line("M44 -40 V-128", 4, WOOD_DARK)
            canvas.fill("M46 -128 L88 -116 L46 -102 z", OCHRE)
            canvas.line("M44 -124 L-170 -90 M44 -124 L150 -52", 1.4, NAVY, opacity=0.6)
        for row, (y, tone) in enumerate(
            ((566, TEAL), (592, darker(TEAL, 0.25)), (622, NIGHT), (652, NAVY))
        ):
            wave = (
                f"M-40 {y} Q-20 {y - 14} 0 {y} "
                + " ".join(f"T{(n + 1) * 40} {y}" for n in range(14))
                + " V720 H-40 z"
            )
            with canvas.at(row * 17, 0):
                canvas.fill(wave, tone)
    write(canvas, 40, 98, "Réparer", 76, CREAM, face=TITLE)
    write(canvas, 40, 164, "au bord de l’eau", 50, CREAM, face=TITLE)
    canvas.fill(rect(42, 188, 84, 6, 3), OCHRE)
    write(canvas, 40, 228, "Bois · couture · vélo · électronique", 19.5, CREAM, face=BOLD)
    mark(canvas, 40, 592, 62, ground=CREAM, ink=TEAL)
    write(canvas, 116, 630, "Les Ateliers du Halage", 22, CREAM, face=BOLD)


def _pile(canvas: Canvas) -> None:
    for n, (x, y, colour, wide) in enumerate(((1180, 940, TEAL, 360), (1200, 882, TEAL, 350))):
        book = rect(x, y, wide, 54, 5)
        canvas.shadow(book, dx=14, dy=12, blur=12, opacity=0.5)
        canvas.fill(book, colour)
        canvas.fill(
            rect(x + 6, y + 8, wide - 6, 38),
            Linear((0, y + 8), (0, y + 46), [(0, CREAM), (1, "#cdb993")]),
        )
        for k in range(6):
            canvas.line(f"M{x + 10} {y + 13 + k * 6} H{x + wide - 2}", 1.1, WOOD_DARK, opacity=0.3)
        spine = path(
            f"M{x + 46} {y} H{x + 14} "
            f"C{x - 8} {y + 8} {x - 8} {y + 46} {x + 14} {y + 54} H{x + 46} z"
        )
        canvas.fill(spine, lighter(colour, 0.1 * n))
        canvas.fill(rect(x, y, wide, 8, 3), lighter(colour, 0.08))
        canvas.fill(rect(x, y + 46, wide, 8, 3), darker(colour, 0.3))
    with canvas.at(1290, 882):  # spectacles on the pile
        for dx in (0, 88):
            canvas.line(ellipse(dx + 40, -28, 34, 27), 6, IRON, closed=True)
        canvas.line(arc(84, -30, 12, 200, 340), 6, IRON)
        canvas.line("M8 -38 q-20 -8 -34 34 M164 -38 q20 -8 34 34", 6, IRON)
    for x, turn, tone in ((1010, 82, OCHRE), (1060, 76, BRICK)):
        with canvas.at(x, 1000 if tone == OCHRE else 1020, turn=turn):
            with canvas.cast(dx=6, dy=5, blur=5, opacity=0.45):
                canvas.fill(rect(-8, -140, 16, 220, 3), tone)
            canvas.fill(
                rect(-8, -130, 16, 210, 3),
                Linear((-8, 0), (8, 0), [(0, lighter(tone, 0.25)), (1, darker(tone, 0.2))]),
            )
            canvas.fill("M-8 -130 L0 -162 L8 -130 z", "#f0d9ae")
            canvas.fill("M-2.6 -150 L0 -162 L2.6 -150 z", NAVY)
            canvas.fill(rect(-8, 66, 16, 16, 3), CORAL)
