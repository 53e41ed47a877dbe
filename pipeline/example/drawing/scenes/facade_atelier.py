"""The workshop from the other bank: wide doors, tall windows, a hoist, bicycles, flowers."""

from random import Random

from PIL import Image

from example.drawing.canvas import Canvas
from example.drawing.geometry import arc, ellipse, path, pie, polygon, rect
from example.drawing.paint import Linear
from example.drawing.palette import (
    BRICK,
    BRICK_DARK,
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
    SLATE,
    STEEL,
    TEAL,
    TEAL_MID,
    TEAL_SOFT,
    WHITE,
    WOOD,
    WOOD_DARK,
    darker,
    lighter,
    mix,
)  # fmt: skip
from example.drawing.props.bicycle import bicycle, wheel
from example.drawing.props.mark import mark
from example.drawing.props.plants import bush, flower_row, pot, tree
from example.drawing.props.sky import cloud
from example.drawing.props.water import reflect, ripples

KIND = "jpg"
WIDTH, HEIGHT, GROUND, WATER = 1600, 1067, 858, 930


def draw() -> Image.Image:
    sky = Linear((0, 0), (0, 700), [(0, "#a9cdca"), (0.6, "#e3e6d3"), (1, "#f6ead0")])
    canvas = Canvas(WIDTH, HEIGHT, sky, seed="facade-atelier")
    _background(canvas)
    _building(canvas)
    _quay(canvas)
    _life(canvas)
    canvas.fill(
        rect(0, WATER, WIDTH, HEIGHT - WATER),
        Linear((0, WATER), (0, HEIGHT), [(0, "#4f8086"), (1, "#23505e")]),
    )
    reflect(canvas, WATER, HEIGHT - WATER, opacity=0.6, squash=0.6)
    ripples(
        canvas,
        (0, WATER + 8, WIDTH, HEIGHT),
        WHITE,
        count=60,
        seed="light",
        opacity=0.3,
        longest=150,
    )
    ripples(
        canvas,
        (0, WATER + 8, WIDTH, HEIGHT),
        NIGHT,
        count=40,
        seed="dark",
        opacity=0.25,
        longest=150,
    )
    return canvas.finished()


def _background(canvas: Canvas) -> None:
    for x, y, s in ((300, 130, 1.0), (1250, 90, 1.25), (820, 60, 0.7)):
        cloud(canvas, x, y, s)
    for n in range(9):
        bush(
            canvas,
            -40 + n * 210,
            GROUND,
            320,
            150 + 40 * (n % 3),
            mix(MOSS, MIST, 0.55),
            seed=f"h{n}",
        )
    tree(canvas, 60, GROUND, 520, mix(MOSS, TEAL_SOFT, 0.2), seed="a", light="#c9c489")
    tree(canvas, 1545, GROUND, 470, mix(MOSS, TEAL_SOFT, 0.1), seed="b", light="#c9c489")
    bush(canvas, 30, GROUND, 240, 110, MOSS, seed="c")
    bush(canvas, 1580, GROUND, 260, 120, MOSS, seed="d")


def _building(canvas: Canvas) -> None:
    left, width, top = 190, 1220, 452
    for x in (300, 1250):
        canvas.fill(rect(x, 150, 46, 120), BRICK)
        canvas.shade(rect(x, 150, 46, 120), BRICK_DARK, (x, 0), (x + 50, 0), opacity=0.9)
        canvas.fill(rect(x - 6, 144, 58, 12), GRANITE)
        canvas.fill(rect(x + 8, 124, 12, 22, 3), BRICK_DARK)
        canvas.fill(rect(x + 27, 124, 12, 22, 3), BRICK_DARK)
    wall = rect(left, top, width, GROUND - top)
    canvas.fill(wall, "#f3e6cc")
    canvas.shade(wall, SAND, (600, top), (1500, GROUND), opacity=0.9)
    rng = Random("lime")
    for _ in range(46):
        x, y = rng.uniform(left + 40, left + width - 90), rng.uniform(top + 20, GROUND - 60)
        canvas.fill(rect(x, y, rng.uniform(20, 46), rng.uniform(9, 15), 5), "#d9c6a0", opacity=0.5)
    for side in (left, left + width):
        for n in range(15):
            wide = 40 if n % 2 else 26
            x = side if side == left else side - wide
            canvas.fill(
                rect(x, top + n * 27.5, wide, 25, 2), mix(GRANITE, SAND, rng.uniform(0.1, 0.45))
            )
    base = rect(left, GROUND - 46, width, 46)
    canvas.fill(base, GRANITE)
    for n in range(31):
        canvas.line(f"M{left + n * 40 + (n % 2) * 12} {GROUND - 46} v46", 1.4, NIGHT, opacity=0.25)
    canvas.line(f"M{left} {GROUND - 23} h{width}", 1.4, NIGHT, opacity=0.25)
    roof = polygon(
        (left - 26, top + 8),
        (left + 66, 232),
        (left + width - 66, 232),
        (left + width + 26, top + 8),
    )
    canvas.fill(roof, Linear((0, 232), (0, top), [(0, lighter(SLATE, 0.15)), (1, SLATE)]))
    with canvas.clip(roof):
        for row in range(17):
            y = 240 + row * 13.5
            canvas.fill(rect(left - 40, y, width + 80, 1.5), NAVY, opacity=0.22)
            for n in range(64):
                if rng.random() < 0.12:
                    canvas.fill(
                        rect(left - 30 + n * 20 + (row % 2) * 10, y + 1.5, 19, 12),
                        lighter(SLATE, rng.uniform(0.05, 0.2)),
                        opacity=0.6,
                    )
    canvas.shade(roof, NAVY, (500, 232), (1500, top), opacity=0.55)
    canvas.fill(rect(left + 58, 225, width - 116, 10, 5), darker(SLATE, 0.4))
    canvas.fill(rect(left - 30, top + 2, width + 60, 11, 5), TEAL)
    canvas.fill(rect(left - 30, top + 11, width + 60, 14), NIGHT, opacity=0.18)
    for x in (400, 1100):
        canvas.fill(path(f"M{x} 390 L{x + 10} 300 L{x + 130} 300 L{x + 124} 390 z"), IRON)
        canvas.fill(
            path(f"M{x + 9} 383 L{x + 17} 307 L{x + 122} 307 L{x + 116} 383 z"),
            Linear((x, 300), (x + 90, 390), [(0, "#d3e4de"), (1, "#7fa9ad")]),
        )
        canvas.line(f"M{x + 68} 302 L{x + 63} 386", 4, IRON)
    _hoist(canvas)
    for x in (250, 1030):
        _workshop_window(canvas, x, 548)
    _doors(canvas)


def _hoist(canvas: Canvas) -> None:
    gable = polygon((690, 468), (690, 300), (800, 196), (910, 300), (910, 468))
    canvas.shadow(gable, dx=16, dy=6, blur=16, opacity=0.4)
    canvas.fill(gable, "#f3e6cc")
    canvas.shade(gable, SAND, (760, 200), (930, 460), opacity=0.9)
    for n in range(6):
        for x in (690, 910):
            wide = 22 if n % 2 else 14
            canvas.fill(
                rect(x if x < 800 else x - wide, 304 + n * 26, wide, 24, 2),
                mix(GRANITE, SAND, 0.25),
            )
    canvas.line("M668 322 L800 194 L932 322", 18, darker(SLATE, 0.3))
    canvas.line("M668 316 L800 188 L932 316", 4, lighter(SLATE, 0.25))
    canvas.fill(rect(793, 176, 14, 66), WOOD_DARK)
    canvas.fill(ellipse(800, 252, 12), IRON)
    canvas.fill(ellipse(800, 252, 5), STEEL)
    canvas.line("M790 252 V400", 2.4, SAND)
    canvas.line("M790 400 q0 12 10 12 q9 0 9 -9", 4, IRON)
    opening = rect(744, 306, 112, 148, 4)
    canvas.fill(rect(736, 298, 128, 158, 4), GRANITE)
    canvas.fill(opening, TEAL)
    for n in range(1, 5):
        canvas.line(f"M{744 + n * 22.4} 306 v148", 2, NIGHT, opacity=0.4)
    canvas.line("M748 316 L852 444 M852 316 L748 444", 6, darker(TEAL, 0.35))
    canvas.line("M790 252 V400", 2.4, SAND)
    canvas.line("M790 400 q0 12 10 12 q9 0 9 -9", 4, IRON)


def _workshop_window(canvas: Canvas, x: float, y: float) -> None:
    wide, tall = 320, 226
    canvas.fill(rect(x - 16, y - 20, wide + 32, tall + 34), mix(GRANITE, SAND, 0.4))
    for n in range(14):
        canvas.fill(rect(x - 14 + n * 25.2, y - 20, 22, 26, 2), mix(BRICK, CORAL, (n % 3) * 0.3))
    glass = rect(x, y, wide, tall)
    canvas.fill(
        glass, Linear((0, y), (0, y + tall), [(0, "#ffe7b0"), (0.6, "#f3bf72"), (1, "#c98a4d")])
    )
    with canvas.clip(glass):
        for n, r in enumerate((44, 36, 40)):
            wheel(canvas, x + 62 + n * 96, y + 44, r, tyre=WOOD_DARK, spokes=16)
        canvas.fill(rect(x, y + 158, wide, 10), WOOD_DARK)
        for dx, w, h in ((20, 40, 50), (76, 26, 34), (128, 60, 26), (210, 30, 62), (256, 44, 40)):
            canvas.fill(rect(x + dx, y + 158 - h, w, h, 5), darker(WOOD_DARK, 0.25), opacity=0.85)
        canvas.line(f"M{x + 236} {y - 4} v60", 3, WOOD_DARK)
        canvas.fill(pie(x + 236, y + 84, 34, 180, 360), TEAL)
        canvas.glow((x + 236, y + 92), 90, "#fff0c0", opacity=0.8)
        canvas.fill(
            path(
                f"M{x - 10} {y + tall} L{x + 90} {y - 10} "
                f"L{x + 150} {y - 10} L{x + 50} {y + tall} z"
            ),
            WHITE,
            opacity=0.16,
        )
    for n in range(6):
        canvas.fill(rect(x + n * wide / 5 - 4, y, 8, tall), TEAL)
    for n in range(4):
        canvas.fill(rect(x, y + n * tall / 3 - 3, wide, 6), TEAL)
    canvas.fill(rect(x - 20, y + tall + 8, wide + 40, 14, 3), GRANITE)
    canvas.fill(rect(x + 10, y + tall - 16, wide - 20, 28, 4), WOOD_DARK)
    flower_row(
        canvas,
        x + 16,
        y + tall - 12,
        wide - 32,
        (CORAL, BRICK, "#f4d9a0", WHITE),
        seed=f"w{x}",
        size=12,
    )


def _doors(canvas: Canvas) -> None:
    arch = path("M622 858 V620 C622 540 700 500 800 500 C900 500 978 540 978 620 V858 z")
    canvas.fill(
        path("M596 858 V618 C596 516 690 474 800 474 C910 474 1004 516 1004 618 V858 z"),
        mix(GRANITE, SAND, 0.35),
    )
    for n in range(13):
        with canvas.at(800, 640, turn=-78 + n * 13):
            canvas.fill(rect(-17, -172, 34, 32, 2), mix(BRICK, CORAL, (n % 3) * 0.28))
    canvas.fill(arch, TEAL)
    with canvas.clip(arch):
        canvas.fill(
            rect(622, 500, 356, 104), Linear((0, 500), (0, 604), [(0, "#ffe7b0"), (1, "#f3bf72")])
        )
        for n in range(-3, 4):
            canvas.line(f"M800 606 L{800 + n * 78} 480", 7, TEAL)
        canvas.line(arc(800, 610, 60, 180, 360), 7, TEAL)
        canvas.fill(rect(622, 600, 356, 16), darker(TEAL, 0.3))
        for x in (632, 806):
            for y, h in ((630, 100),):
                canvas.fill(
                    rect(x, y, 162, h),
                    Linear((x, y), (x + 80, y + h), [(0, "#f8d79a"), (1, "#d99b5c")]),
                )
                canvas.line(f"M{x + 81} {y} v{h} M{x} {y + h / 2} h162", 6, TEAL)
            canvas.fill(rect(x, 748, 162, 96, 4), darker(TEAL, 0.28))
            canvas.line(f"M{x + 6} 752 L{x + 156} 840 M{x + 156} 752 L{x + 6} 840", 8, TEAL_MID)
        canvas.fill(rect(795, 616, 10, 242), darker(TEAL, 0.45))
        for x in (780, 820):
            canvas.fill(rect(x - 4, 730, 8, 36, 4), OCHRE)
    canvas.shade(arch, NIGHT, (720, 500), (1010, 860), opacity=0.45)
    canvas.line("M560 500 h-64", 5, IRON)
    canvas.line("M512 502 v20 M548 502 v20", 2.4, IRON)
    canvas.shadow(ellipse(530, 566, 46), dx=8, dy=6, blur=8, opacity=0.35)
    mark(canvas, 484, 520, 92)
    canvas.line(arc(530, 566, 44, 0, 360), 3, OCHRE)
    for x in (590, 1010):
        canvas.line(f"M{x} 560 q{-14 if x < 800 else 14} -22 {-4 if x < 800 else 4} -34", 4, IRON)
        canvas.fill(rect(x - 10, 560, 20, 30, 4), IRON)
        canvas.fill(rect(x - 6, 564, 12, 22, 2), "#ffe2a0")
        canvas.glow((x, 576), 70, "#ffd890", opacity=0.6)


def _quay(canvas: Canvas) -> None:
    ground = rect(0, GROUND, WIDTH, WATER - GROUND)
    canvas.fill(ground, Linear((0, GROUND), (0, GROUND + 30), [(0, "#c9b58c"), (1, "#dcc9a0")]))
    rng = Random("cobbles")
    for row in range(3):
        y = GROUND + 4 + row * 11
        for n in range(60):
            canvas.fill(
                rect(n * 28 + (row % 2) * 14 - 8, y, 25, 9, 4),
                mix("#dcc9a0", GRANITE, rng.uniform(0, 0.45)),
                opacity=0.8,
            )
    canvas.fill(rect(0, GROUND + 38, WIDTH, 10), "#e6d6b2")
    wall = rect(0, GROUND + 48, WIDTH, WATER - GROUND - 48)
    canvas.fill(wall, "#7d786e")
    for n in range(34):
        canvas.line(f"M{n * 48 + rng.uniform(0, 14)} {GROUND + 48} v30", 1.4, NIGHT, opacity=0.35)
    canvas.shade(wall, NIGHT, (0, GROUND + 40), (0, WATER + 10), opacity=0.6)
    for x in (120, 700, 1330):
        canvas.fill(
            path(f"M{x} {GROUND + 40} v-26 c-6 -4 -6 -14 6 -14 h12 c12 0 12 10 6 14 v26 z"), IRON
        )
        canvas.fill(rect(x + 3, GROUND + 2, 5, 34, 2), lighter(IRON, 0.25))


def _life(canvas: Canvas) -> None:
    canvas.fill(ellipse(1200, GROUND + 8, 190, 9), NIGHT, opacity=0.25)
    bicycle(canvas, 1080, GROUND - 66, scale=0.72, colour=CORAL, guard=CREAM)
    canvas.fill(ellipse(380, GROUND + 8, 150, 8), NIGHT, opacity=0.25)
    for x in (290, 450):  # a bench
        canvas.line(f"M{x} {GROUND + 4} v-52 M{x + 26} {GROUND + 4} l-6 -52", 6, IRON)
    for n in range(2):
        canvas.fill(rect(268, GROUND - 56 + n * 11, 232, 8, 3), WOOD)
    for n in range(2):
        canvas.fill(rect(268, GROUND - 104 + n * 20, 232, 13, 3), lighter(WOOD, 0.1))
    canvas.line(f"M300 {GROUND - 50} l-10 -56 M462 {GROUND - 50} l8 -56", 5, IRON)
    canvas.fill(rect(440, GROUND - 78, 30, 22, 4), CREAM)  # a cup and a toolbox on the bench
    canvas.line(arc(474, GROUND - 68, 8, -80, 80), 4, CREAM)
    canvas.fill(rect(320, GROUND - 92, 84, 36, 4), BRICK)
    canvas.line(f"M344 {GROUND - 92} v-12 h36 v12", 5, IRON)
    pot(canvas, 556, GROUND + 6, 84, seed="p1")
    pot(canvas, 1046, GROUND + 6, 78, seed="p2")
    board = polygon((902, GROUND + 22), (912, GROUND - 92), (982, GROUND - 92), (996, GROUND + 22))
    canvas.shadow(board, dx=10, dy=4, blur=8)
    canvas.fill(board, WOOD)
    canvas.fill(
        polygon((912, GROUND + 6), (919, GROUND - 84), (976, GROUND - 84), (986, GROUND + 6)),
        "#29434b",
    )
    with canvas.at(948, GROUND - 38, turn=38):
        canvas.line("M0 -26 V26", 7, CREAM)
        canvas.line(arc(0, -32, 9, -40, 220), 6, CREAM)
        canvas.line(arc(0, 32, 9, 140, 400), 6, CREAM)
    for n in range(25):  # bunting under the eaves
        t = n / 24
        x = 230 + t * 1140
        sag = 26 * (1 - (2 * ((t * 3) % 1) - 1) ** 2)
        canvas.fill(
            polygon((x - 15, 470 + sag), (x + 15, 470 + sag), (x, 502 + sag)),
            (BRICK, OCHRE, TEAL_MID, CREAM, CORAL)[n % 5],
        )
    for k in range(3):
        x0 = 230 + k * 380
        canvas.line(f"M{x0} 468 Q{x0 + 190} 520 {x0 + 380} 468", 2, IRON)
