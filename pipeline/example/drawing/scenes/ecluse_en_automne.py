"""A lock in autumn: mitre gates, balance beams with white ends, the keeper's house."""

import itertools
from random import Random

from PIL import Image

from example.drawing.canvas import Canvas
from example.drawing.geometry import ellipse, path, polygon, rect
from example.drawing.paint import Linear
from example.drawing.palette import (
    BRICK,
    CORAL,
    CREAM,
    GRANITE,
    IRON,
    MIST,
    MOSS,
    NAVY,
    NIGHT,
    OCHRE,
    SAND,
    STEEL,
    TEAL,
    WHITE,
    WOOD_DARK,
    darker,
    lighter,
    mix,
)  # fmt: skip
from example.drawing.props.houses import House, house
from example.drawing.props.plants import bush, poplar, tree
from example.drawing.props.sky import cloud
from example.drawing.props.water import reflect, ripples

KIND = "jpg"
WIDTH, HEIGHT = 1600, 1067
LEFT, RIGHT, TOP, LOW, EYE = 560, 1040, 606, 850, 546  # gates, upper and lower water, horizon
LEAVES = (BRICK, CORAL, OCHRE, "#e3b85c", "#9c4a2c")


def draw() -> Image.Image:
    canvas = Canvas(
        WIDTH,
        HEIGHT,
        Linear((0, 0), (0, 560), [(0, "#8fbcbd"), (0.6, "#e6dfc4"), (1, "#f6e2bd")]),
        seed="ecluse-en-automne",
    )
    for x, y, s in ((420, 150, 1.1), (1180, 110, 1.4), (820, 236, 0.7)):
        cloud(canvas, x, y, s, opacity=0.7)
    _far(canvas)
    _banks(canvas)
    _gates(canvas)
    canvas.fill(
        rect(0, LOW, WIDTH, HEIGHT - LOW),
        Linear((0, LOW), (0, HEIGHT), [(0, "#2f6069"), (1, "#14343f")]),
    )
    reflect(canvas, LOW, HEIGHT - LOW, opacity=0.62, squash=0.7, wave=4)
    ripples(
        canvas, (480, LOW + 10, 1120, HEIGHT), MIST, count=46, seed="r", opacity=0.3, longest=120
    )
    _walls(canvas)
    _leaves(canvas)
    return canvas.finished()


def _far(canvas: Canvas) -> None:
    rng = Random("far")
    for base, high, tones in (
        (590, 150, (mix(OCHRE, MIST, 0.55), mix(CORAL, MIST, 0.5), mix(MOSS, MIST, 0.5))),
        (600, 100, (OCHRE, mix(CORAL, OCHRE, 0.4), mix(BRICK, OCHRE, 0.3))),
    ):
        for n in range(26):
            x = n * 66 + rng.uniform(-30, 10)
            if base == 600 and 560 < x < 1040:
                continue
            r = high * rng.uniform(0.45, 0.8)
            canvas.fill(ellipse(x, base - r * 0.5, r * 0.8, r), rng.choice(tones))
    for n, (x, high) in enumerate(
        ((600, 250), (646, 300), (692, 262), (914, 270), (962, 316), (1008, 280))
    ):
        poplar(
            canvas, x, 586, high, (OCHRE, "#e0a94b", CORAL)[n % 3], seed=f"p{n}", light="#f7dfa0"
        )
    tree(canvas, 1500, 640, 560, OCHRE, seed="t1", light="#f6d88e")
    house(
        canvas,
        1130,
        612,
        House(
            width=250,
            height=150,
            roof=112,
            wall=CREAM,
            shutters=TEAL,
            columns=3,
            rows=1,
            dormers=2,
            chimneys=(0.04, 0.86),
            door=1,
            lit=(2,),
        ),
    )
    bush(canvas, 1100, 616, 90, 54, BRICK, seed="b1")
    bush(canvas, 1420, 622, 110, 60, MOSS, seed="b2")
    canvas.line("M1154 304 c-16 -26 16 -40 0 -66 c-14 -26 14 -36 2 -60", 9, WHITE, opacity=0.35)


def _banks(canvas: Canvas) -> None:
    canvas.fill(
        polygon((500, 578), (1100, 578), (1100, 640), (500, 640)),
        Linear((0, 578), (0, 640), [(0, "#d9cda4"), (1, "#6f9a9c")]),
    )
    for x in (620, 690, 936, 990):
        canvas.fill(rect(x - 16, 582, 32, 50, 10), OCHRE, opacity=0.35)
    for flip in (False, True):
        with canvas.at(WIDTH if flip else 0, 0, flip=flip):
            bank = polygon((-20, 596), (500, 574), (LEFT, TOP), (-20, 752))
            canvas.fill(bank, Linear((0, 580), (0, 740), [(0, "#a9a25c"), (1, MOSS)]))
            canvas.fill(polygon((-20, 640), (505, 582), (530, 590), (-20, 684)), "#dcc590")
            canvas.shade(bank, NIGHT, (500, 600), (-200, 760), opacity=0.4)
    tree(canvas, 150, 690, 640, BRICK, seed="t2", light="#ef9a68")
    tree(canvas, 400, 612, 300, "#d8913a", seed="t3", light="#f6d88e")
    rng = Random("ground")
    for _ in range(260):
        x = rng.choice((rng.uniform(0, 500), rng.uniform(1100, 1600)))
        far = abs(x - 800) / 800
        y = rng.uniform(604, 612 + 120 * far)
        canvas.fill(ellipse(x, y, 2.5 + 4 * far, 1.4 + 2 * far), rng.choice(LEAVES))


def _gates(canvas: Canvas) -> None:
    for flip in (False, True):
        with canvas.at(WIDTH if flip else 0, 0, flip=flip):
            leaf = polygon((LEFT, TOP - 4), (800, TOP - 22), (800, LOW + 4), (LEFT, LOW + 4))
            canvas.fill(
                leaf, Linear((0, TOP), (0, LOW), [(0, "#5e5347"), (0.5, "#473f38"), (1, "#2c2d2c")])
            )
            with canvas.clip(leaf):
                for n in range(13):
                    canvas.line(
                        f"M{LEFT + n * 19} {TOP - 30} V{LOW + 6}", 2, "#1c2426", opacity=0.7
                    )
                for n in range(13):
                    canvas.line(
                        f"M{LEFT + n * 19 + 3} {TOP - 30} V{LOW + 6}", 1, "#8b7a63", opacity=0.5
                    )
                for dy in (20, 104, 192):
                    canvas.fill(
                        polygon(
                            (LEFT, TOP + dy),
                            (800, TOP + dy - 18),
                            (800, TOP + dy + 8),
                            (LEFT, TOP + dy + 24),
                        ),
                        "#332f2b",
                    )
                    canvas.line(
                        f"M{LEFT} {TOP + dy} L800 {TOP + dy - 18}", 2, "#9c8a70", opacity=0.7
                    )
                    for n in range(6):
                        canvas.fill(
                            ellipse(LEFT + 22 + n * 40, TOP + dy + 9 - n * 3, 4), STEEL, opacity=0.8
                        )
                canvas.fill(rect(LEFT, LOW - 44, 260, 60), MOSS, opacity=0.25)
            canvas.shade(leaf, NIGHT, (700, 600), (810, 600), opacity=0.7)
            canvas.line(f"M{LEFT + 6} {TOP - 70} L800 {TOP - 92}", 5, WHITE)
            for n in range(5):
                x = LEFT + 8 + n * 57
                canvas.line(f"M{x} {TOP - 6 - n * 4.4} v-66", 4, WHITE)
            beam = polygon((800, TOP - 46), (800, TOP - 20), (190, TOP + 36), (190, TOP - 14))
            with canvas.cast(dx=4, dy=18, blur=8, opacity=0.4):
                canvas.fill(beam, NAVY)
            canvas.fill(
                beam,
                Linear(
                    (0, TOP - 40),
                    (0, TOP + 30),
                    [(0, lighter(WOOD_DARK, 0.12)), (1, darker(WOOD_DARK, 0.4))],
                ),
            )
            canvas.fill(
                polygon((318, TOP - 22), (318, TOP + 24), (190, TOP + 36), (190, TOP - 14)), CREAM
            )
            canvas.line(f"M190 {TOP - 12} L800 {TOP - 44}", 3, SAND, opacity=0.5)
            canvas.fill(rect(648, TOP - 128, 16, 96, 4), IRON)  # paddle gear
            canvas.line(f"M656 {TOP - 118} h-30", 6, IRON)
            canvas.line(f"M628 {TOP - 118} v26", 5, BRICK)
            for n in range(8):
                canvas.fill(rect(664, TOP - 124 + n * 11, 7, 6, 1), STEEL)
            post = rect(LEFT - 20, TOP - 26, 40, LOW - TOP + 34)
            canvas.fill(
                post, Linear((LEFT - 20, 0), (LEFT + 20, 0), [(0, GRANITE), (1, "#6a665e")])
            )
    canvas.fill(rect(792, TOP - 48, 16, LOW - TOP + 50, 3), "#26282a")
    for x, y, h in ((800, 720, 132), (742, 776, 76), (866, 760, 92)):  # leaks
        canvas.fill(
            path(
                f"M{x - 3} {y} C{x - 12} {y + h * 0.5} {x - 16} {y + h} {x - 18} {y + h} "
                f"L{x + 18} {y + h} C{x + 16} {y + h} {x + 12} {y + h * 0.5} {x + 3} {y} z"
            ),
            WHITE,
            opacity=0.62,
        )


def _walls(canvas: Canvas) -> None:
    def down(x: float, level: float) -> float:
        """Height on the picture of a line that runs to the horizon's middle."""
        return EYE + (level - EYE) * (800 - x) / (800 - LEFT)

    for flip in (False, True):
        with canvas.at(WIDTH if flip else 0, 0, flip=flip):
            foot = 800 - (HEIGHT - EYE) / (LOW - EYE) * (800 - LEFT)
            wall = polygon(
                (LEFT, TOP), (LEFT, LOW), (foot, HEIGHT), (-10, HEIGHT), (-10, down(-10, TOP))
            )
            canvas.fill(wall, Linear((LEFT, 0), (0, 0), [(0, "#7f7a70"), (1, "#a39c8e")]))
            with canvas.clip(wall):
                rng = Random("blocks")
                levels = [TOP + (LOW - TOP) * n / 6 for n in range(1, 7)]
                for row, level in enumerate(levels):
                    before = TOP if row == 0 else levels[row - 1]
                    xs = [LEFT - 26 * (1.34**n) + (row % 2) * 13 for n in range(12)]
                    for a, b in itertools.pairwise(xs):
                        stone = polygon(
                            (a, down(a, before)),
                            (b, down(b, before)),
                            (b, down(b, level)),
                            (a, down(a, level)),
                        )
                        canvas.fill(
                            stone,
                            rng.choice((NIGHT, SAND, GRANITE, MOSS)),
                            opacity=rng.uniform(0.04, 0.2),
                        )
                        canvas.line(
                            f"M{b} {down(b, before)} L{b} {down(b, level)}",
                            2.4,
                            NIGHT,
                            opacity=0.35,
                        )
                    canvas.line(f"M{LEFT} {level} L-10 {down(-10, level)}", 2.6, NIGHT, opacity=0.4)
                canvas.fill(
                    polygon(
                        (LEFT, LOW - 60),
                        (LEFT, LOW),
                        (foot, HEIGHT),
                        (-10, HEIGHT),
                        (-10, down(-10, LOW - 60)),
                    ),
                    "#4b5a3c",
                    opacity=0.5,
                )
            canvas.shade(wall, NIGHT, (200, 700), (LEFT + 60, 800), opacity=0.6)
            coping = polygon(
                (LEFT + 2, TOP - 8),
                (LEFT + 2, TOP + 10),
                (-10, down(-10, TOP) + 34),
                (-10, down(-10, TOP) - 30),
            )
            canvas.fill(coping, Linear((LEFT, 0), (0, 0), [(0, "#b3ab9a"), (1, "#d8cdb4")]))
            for x in (470, 380, 270, 120):
                canvas.line(
                    f"M{x} {down(x, TOP) - 6} v{20 + (560 - x) * 0.07}", 2, NIGHT, opacity=0.35
                )
            for x, s in ((440, 0.7), (210, 1.2)):
                y = down(x, TOP) - 4
                canvas.fill(
                    path(
                        f"M{x} {y} v{-30 * s} c{-7 * s} {-5 * s} "
                        f"{-7 * s} {-17 * s} {7 * s} {-17 * s} "
                        f"h{14 * s} c{14 * s} 0 {14 * s} {12 * s} {7 * s} {17 * s} v{30 * s} z"
                    ),
                    IRON,
                )
                canvas.fill(rect(x + 4 * s, y - 40 * s, 5 * s, 36 * s, 2), STEEL, opacity=0.5)
            for n in range(7):  # the ladder
                level = TOP + 26 + n * 34
                canvas.line(f"M330 {down(330, level)} L370 {down(370, level)}", 5, IRON)
            canvas.line(
                f"M330 {down(330, TOP)} V{down(330, LOW - 8)} "
                f"M370 {down(370, TOP)} V{down(370, LOW - 8)}",
                6,
                IRON,
            )


def _leaves(canvas: Canvas) -> None:
    rng = Random("leaves")
    for _ in range(70):  # floating
        y = LOW + 12 + (HEIGHT - LOW) * rng.random() ** 1.2
        half = 230 * (0.9 + (y - LOW) / 300)
        x = rng.uniform(800 - half, 800 + half)
        size = 3 + (y - LOW) / 26
        canvas.fill(ellipse(x, y, size * 1.5, size * 0.5), rng.choice(LEAVES))
    for _ in range(54):  # falling
        x, y, size = rng.uniform(0, WIDTH), rng.uniform(120, 900), rng.uniform(6, 15)
        with canvas.at(x, y, turn=rng.uniform(0, 360), scale=size, stretch=rng.uniform(0.45, 1)):
            canvas.fill(
                "M0 -1 C0.7 -0.6 0.8 0.3 0 1 C-0.8 0.3 -0.7 -0.6 0 -1 z", rng.choice(LEAVES)
            )
            canvas.line("M0 -0.7 V1.3", 0.12, "#7a3a24")
