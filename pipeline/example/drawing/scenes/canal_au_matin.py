"""The canal at sunrise: the quay of the workshop, a barge, poplars, everything twice."""

from random import Random

from PIL import Image

from example.drawing.canvas import Canvas
from example.drawing.geometry import ellipse, limb, path, rect, smooth
from example.drawing.paint import Linear, Radial
from example.drawing.palette import (
    CREAM,
    DAWN,
    GRANITE,
    IRON,
    MIST,
    MOSS,
    MOSS_DARK,
    NAVY,
    NIGHT,
    PEACH,
    SLATE,
    TEAL,
    TEAL_MID,
    TEAL_SOFT,
    WHITE,
    mix,
)
from example.drawing.props.boats import barge
from example.drawing.props.houses import House, house
from example.drawing.props.plants import bush, poplar, reeds, tree
from example.drawing.props.water import glitter, reflect, ripples

KIND = "jpg"
WIDTH, HEIGHT, WATER = 1600, 1067, 610
SUN = (1130, 470)


def draw() -> Image.Image:
    sky = Linear(
        (0, 0),
        (0, WATER),
        [(0, "#3d7480"), (0.34, "#8fb7b0"), (0.62, "#f0cfa4"), (0.86, "#f8dfb4"), (1, "#fae8c6")],
    )
    canvas = Canvas(WIDTH, HEIGHT, sky, seed="canal-au-matin")
    _sky(canvas)
    _far(canvas)
    _town(canvas)
    canvas.fill(
        rect(0, WATER, WIDTH, HEIGHT - WATER),
        Linear((0, WATER), (0, HEIGHT), [(0, "#cfc7a4"), (0.3, "#7ea49f"), (1, "#23505e")]),
    )
    reflect(canvas, WATER, HEIGHT - WATER, opacity=0.82)
    glitter(canvas, SUN[0], WATER + 8, 960, "#fff3d2", seed="glitter")
    ripples(canvas, (0, WATER + 12, WIDTH, HEIGHT), WHITE, count=90, seed="light", opacity=0.3)
    ripples(canvas, (0, WATER + 30, WIDTH, HEIGHT), NIGHT, count=70, seed="dark", opacity=0.22)
    _near_bank(canvas)
    return canvas.finished()


def _sky(canvas: Canvas) -> None:
    canvas.glow(SUN, 520, "#ffd9a0", opacity=0.75)
    canvas.fill(ellipse(*SUN, 56), Radial(SUN, 56, [(0, "#fffdf2"), (1, "#fff0c8")]))
    rng = Random("clouds")
    for x, y, wide, tall, colour in (
        (330, 170, 330, 17, "#f2d7bd"),
        (520, 205, 240, 12, "#f6e2c6"),
        (1270, 120, 300, 15, "#bcd0c4"),
        (1420, 152, 210, 10, "#cfdaca"),
        (900, 290, 360, 13, "#f7dcba"),
        (1010, 318, 210, 9, "#fbe7c9"),
        (130, 330, 240, 11, "#f4d5b0"),
        (1500, 330, 180, 9, "#f8dfba"),
    ):
        points = [(x - wide + n * wide / 4, y - tall * rng.uniform(0.3, 1)) for n in range(1, 8)]
        lower = [(x + wide - n * wide / 4, y + tall * rng.uniform(0.1, 0.5)) for n in range(1, 8)]
        canvas.fill(smooth([(x - wide, y), *points, (x + wide, y), *lower]), colour, opacity=0.75)
    for x, y, s in ((640, 250, 1.0), (700, 228, 0.8), (598, 222, 0.66), (756, 262, 0.6)):
        canvas.line(
            f"M{x - 17 * s} {y - 5 * s} Q{x - 8 * s} {y - 11 * s} {x} {y} "
            f"Q{x + 8 * s} {y - 11 * s} {x + 17 * s} {y - 5 * s}",
            2.4 * s,
            SLATE,
        )


def _far(canvas: Canvas) -> None:
    for base, colour, seed, high in (
        (520, mix(MIST, PEACH, 0.45), "f1", 46),
        (556, mix(TEAL_SOFT, DAWN, 0.35), "f2", 54),
    ):
        rng = Random(seed)
        points = (
            [(-40, 640)]
            + [(x, base - rng.uniform(0.15, 1) * high) for x in range(-40, 1700, 92)]
            + [(1680, 640)]
        )
        canvas.fill(smooth(points, closed=False), colour)
    canvas.glow((SUN[0], 560), 420, "#ffe3b0", opacity=0.55)


def _town(canvas: Canvas) -> None:
    quay = WATER - 26
    for n, (x, high) in enumerate(((760, 190), (812, 236), (866, 262), (924, 236), (978, 196))):
        poplar(canvas, x, quay + 4, high, mix(MOSS, TEAL_SOFT, 0.35), seed=f"p{n}", light=DAWN)
    for n, (x, high) in enumerate(
        ((1240, 300), (1312, 348), (1388, 382), (1470, 420), (1560, 452))
    ):
        poplar(canvas, x, quay + 6, high, mix(MOSS, TEAL, 0.15), seed=f"q{n}", light="#f3d08c")
    tree(canvas, 60, quay + 4, 250, mix(MOSS, TEAL, 0.2), seed="t1", light="#d8c27c")
    house(
        canvas,
        120,
        quay,
        House(
            width=178,
            height=168,
            roof=84,
            wall="#ead2b0",
            shutters=TEAL_MID,
            columns=3,
            rows=2,
            dormers=2,
            chimneys=(0.06, 0.8),
            lit=(4,),
            door=1,
        ),
    )
    house(
        canvas,
        302,
        quay,
        House(
            width=132,
            height=212,
            roof=74,
            wall="#d9a887",
            shutters=CREAM,
            columns=2,
            rows=3,
            chimneys=(0.7,),
            lit=(1,),
            door=0,
            quoins=False,
        ),
    )
    house(
        canvas,
        438,
        quay,
        House(
            width=236,
            height=140,
            roof=104,
            wall=CREAM,
            shutters=TEAL,
            columns=4,
            rows=2,
            dormers=3,
            chimneys=(0.05, 0.86),
            lit=(5, 6),
            door=2,
        ),
    )
    bush(canvas, 706, quay + 2, 90, 46, MOSS, seed="b1")
    bush(canvas, 1060, quay + 2, 130, 34, mix(MOSS, MIST, 0.3), seed="b2")
    bush(canvas, 1180, quay + 2, 120, 40, MOSS, seed="b3")
    canvas.fill(rect(0, quay, WIDTH, 9), "#dcc79c")
    wall = rect(0, quay + 8, WIDTH, WATER - quay - 8)
    canvas.fill(wall, Linear((0, quay), (0, WATER), [(0, GRANITE), (1, "#6d6a63")]))
    rng = Random("stones")
    for x in range(0, WIDTH, 34):
        canvas.line(
            f"M{x + rng.uniform(0, 20)} {quay + 9} v{WATER - quay}", 1.2, NAVY, opacity=0.25
        )
    canvas.shade(wall, NAVY, (900, 0), (0, 0), opacity=0.5)
    for x in (360, 700, 980):
        canvas.fill(rect(x, quay - 12, 9, 14, 3), IRON)
    canvas.line(f"M364 {quay - 8} Q330 {quay + 16} 296 {quay + 6}", 2.2, "#e9dcb8")
    canvas.line("M704 576 Q724 600 742 590", 2.2, "#e9dcb8")
    barge(canvas, 250, WATER + 2, 500)


def _near_bank(canvas: Canvas) -> None:
    bank = smooth(
        [
            (-60, 1010),
            (200, 968),
            (420, 986),
            (700, 1022),
            (1000, 1040),
            (1300, 1030),
            (1680, 990),
            (1700, 1200),
            (-60, 1200),
        ]
    )
    canvas.fill(bank, Linear((0, 960), (0, 1067), [(0, "#3c4a30"), (1, "#1f2c27")]))
    canvas.shade(bank, "#c7a45c", (500, 1080), (1250, 960), opacity=0.5, blend="")
    reeds(
        canvas,
        1180,
        1600,
        1090,
        330,
        (MOSS_DARK, "#39482c", "#5a6b38", NIGHT),
        count=88,
        seed="r1",
        heads="#4d3524",
    )
    reeds(
        canvas,
        -20,
        190,
        1090,
        290,
        (MOSS_DARK, "#2f3f2c", "#53643a", NIGHT),
        count=46,
        seed="r2",
        heads="#4d3524",
    )
    reeds(canvas, 180, 1200, 1075, 80, (MOSS_DARK, "#35452c", MOSS), count=150, seed="r3")
    bollard = path(
        "M470 1000 C472 960 474 930 470 912 C462 896 470 880 498 880 "
        "C526 880 534 896 526 912 C522 930 524 960 526 1000 z"
    )
    canvas.shadow(bollard, dx=14, dy=6, blur=12)
    canvas.fill(
        bollard, Linear((465, 0), (530, 0), [(0, "#4d5b62"), (0.35, "#33434d"), (1, "#141f29")])
    )
    canvas.fill(limb([(482, 884), (498, 881), (514, 885)], [3, 4, 2]), "#f3cf95", opacity=0.7)
    for n in range(3):
        canvas.line(f"M466 {938 + n * 11} Q498 {952 + n * 11} 530 {936 + n * 11}", 9, "#cbb083")
        canvas.line(f"M466 {941 + n * 11} Q498 {955 + n * 11} 530 {939 + n * 11}", 1.6, "#8a6f48")
    canvas.line("M526 950 C600 1000 700 1010 770 1060", 9, "#cbb083")
    canvas.line("M526 953 C600 1003 700 1013 770 1063", 1.6, "#8a6f48")
