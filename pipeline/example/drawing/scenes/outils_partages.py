"""The wall of shared tools: each has its place, one is out and its label says so."""

from random import Random

from PIL import Image

from example.drawing.canvas import Canvas
from example.drawing.geometry import ellipse, path, rect
from example.drawing.paint import Linear
from example.drawing.palette import (
    BRICK,
    CREAM,
    IRON,
    NAVY,
    OCHRE,
    STEEL,
    TEAL,
    TEAL_MID,
    WOOD,
    WOOD_DARK,
    WOOD_LIGHT,
    darker,
    lighter,
    mix,
)
from example.drawing.props import tools

KIND = "jpg"
WIDTH, HEIGHT = 1600, 1067


def draw() -> Image.Image:
    canvas = Canvas(
        WIDTH,
        HEIGHT,
        Linear((0, 0), (WIDTH, HEIGHT), [(0, "#2a6c77"), (1, "#184953")]),
        seed="outils-partages",
    )
    _board(canvas)
    _tools(canvas)
    _shelf(canvas)
    canvas.glow((520, -60), 900, "#ffe3a8", opacity=0.28)
    return canvas.finished()


def _board(canvas: Canvas) -> None:
    board = rect(70, 60, 1460, 730, 10)
    canvas.shadow(board, dx=14, dy=18, blur=26, opacity=0.5)
    canvas.fill(board, Linear((70, 60), (1530, 790), [(0, "#e7cfa3"), (1, "#cfae7c")]))
    rng = Random("grain")
    with canvas.clip(board):
        for n in range(34):
            y = 60 + n * 22 + rng.uniform(-6, 6)
            canvas.line(
                f"M60 {y} C500 {y + rng.uniform(-14, 14)} 1000 {y + rng.uniform(-14, 14)} 1540 {y}",
                1.4,
                WOOD_DARK,
                opacity=0.13,
            )
        for row in range(17):
            for column in range(35):
                canvas.fill(ellipse(98 + column * 42, 92 + row * 42, 3.4), WOOD_DARK, opacity=0.5)
    canvas.line(board, 9, WOOD, closed=True)


def _outline(canvas: Canvas, x: float, y: float) -> None:
    """Where the mallet hangs when nobody has it, and the label of its borrower."""
    with canvas.at(x, y, scale=1.24):
        shape = path(
            "M-60 -104 L60 -104 L52 -40 L10 -40 L12 96 C12 104 -12 104 -12 96 L-10 -40 L-52 -40 z"
        )
        canvas.fill(shape, CREAM, opacity=0.28)
        canvas.line(shape, 3.2, CREAM, closed=True)
    with canvas.at(x + 2, y - 40, turn=-5):
        label = path("M-52 -30 L40 -30 L58 0 L40 30 L-52 30 z")
        canvas.shadow(label, dx=5, dy=7, blur=7)
        canvas.fill(label, CREAM)
        canvas.fill(ellipse(40, 0, 5), WOOD_DARK)
        for dy, wide in ((-14, 64), (0, 48), (14, 58)):
            canvas.fill(rect(-42, dy - 3, wide, 6, 3), TEAL, opacity=0.75)


def _tools(canvas: Canvas) -> None:
    hang = tools.hang
    for x, y, tool, scale, turn in (
        (205, 245, tools.saw, 1.4, 0),
        (395, 230, tools.square, 1.2, 0),
        (560, 232, tools.hammer, 1.22, 0),
        (952, 238, tools.drill, 1.12, 0),
        (1125, 228, tools.level, 1.2, 0),
        (1265, 236, tools.pliers, 1.18, 0),
        (1420, 238, tools.clamp, 1.25, 0),
        (190, 590, tools.brush, 1.22, 0),
        (320, 590, tools.chisel, 1.26, 0),
        (410, 590, tools.chisel, 1.08, 0),
        (488, 598, tools.chisel, 0.92, 0),
        (610, 592, tools.spanner, 1.28, 0),
        (718, 598, tools.spanner, 1.05, 0),
        (804, 604, tools.spanner, 0.84, 0),
        (1000, 600, tools.plane, 1.3, 0),
        (1216, 592, tools.screwdriver, 1.26, 0),
        (1300, 598, tools.screwdriver, 1.08, 0),
        (1425, 590, tools.scissors, 1.25, 0),
    ):
        hang(canvas, tool, x, y, scale=scale, turn=turn)
    _outline(canvas, 732, 232)
    for x, y in (
        (205, 98),
        (395, 106),
        (560, 96),
        (1125, 98),
        (1265, 104),
        (1420, 128),
        (190, 458),
        (320, 450),
        (410, 468),
        (488, 488),
        (610, 450),
        (718, 474),
        (804, 500),
        (1216, 452),
        (1300, 474),
        (1425, 452),
    ):
        canvas.fill(ellipse(x, y, 6), STEEL)
        canvas.fill(ellipse(x - 1.5, y - 1.5, 2), CREAM)


def _shelf(canvas: Canvas) -> None:
    canvas.shadow(rect(0, 960, WIDTH, 30), dy=26, blur=22, opacity=0.5)
    canvas.fill(
        rect(-10, 946, WIDTH + 20, 36), Linear((0, 946), (0, 982), [(0, WOOD_LIGHT), (1, WOOD)])
    )
    canvas.fill(rect(-10, 978, WIDTH + 20, 6), WOOD_DARK)
    colours = (BRICK, OCHRE, TEAL_MID, CREAM, BRICK)
    for n, x in enumerate((90, 270, 450)):
        box = rect(x, 852, 158, 94, 6)
        canvas.shadow(box, dx=8, dy=4, blur=9)
        canvas.fill(
            box,
            Linear(
                (x, 852),
                (x + 158, 946),
                [(0, lighter(colours[n], 0.12)), (1, darker(colours[n], 0.14))],
            ),
        )
        canvas.fill(rect(x + 42, 874, 74, 34, 4), CREAM)
        canvas.fill(rect(x + 42, 930, 74, 8, 4), NAVY, opacity=0.3)
        with canvas.at(x + 79, 891, scale=0.15, turn=90):
            (tools.screwdriver, tools.spanner, tools.brush)[n](canvas)
    rng = Random("jars")
    for n, x in enumerate((690, 778, 866)):
        jar = rect(x, 862, 70, 84, 12)
        canvas.fill(jar, "#cfe0da", opacity=0.55)
        with canvas.clip(rect(x + 4, 880, 62, 64, 9)):
            for _ in range(70):
                cx, cy = x + rng.uniform(6, 64), 944 - abs(rng.gauss(0, 24))
                with canvas.at(cx, cy, turn=rng.uniform(0, 180)):
                    if n == 1:
                        canvas.fill(
                            ellipse(0, 0, 6) + ellipse(0, 0, 2.6),
                            mix(STEEL, IRON, rng.random() * 0.5),
                        )
                    else:
                        canvas.line(
                            "M-9 0 H7 M-9 -3 v6",
                            2.6,
                            mix(STEEL, OCHRE if n else IRON, rng.random() * 0.6),
                        )
        canvas.fill(rect(x + 4, 846, 62, 20, 5), (BRICK, TEAL, OCHRE)[n])
        canvas.fill(rect(x + 9, 872, 7, 62, 3), CREAM, opacity=0.6)
    with canvas.at(1010, 904, scale=0.82):
        canvas.shadow(rect(-52, -40, 100, 90, 20), dx=8, dy=4, blur=8)
        tools.tape(canvas)
    book = rect(1130, 836, 210, 110, 3)  # the register of loans, open on its stand
    canvas.shadow(book, dx=8, dy=4, blur=9)
    with canvas.at(1240, 946):
        canvas.fill(
            "M-126 0 L-112 -116 C-70 -128 -26 -124 0 -112 C26 -124 70 -128 112 -116 "
            "L126 0 C70 -12 26 -8 0 2 C-26 -8 -70 -12 -126 0 z",
            darker(BRICK, 0.1),
        )
        canvas.fill(
            "M-118 -6 L-106 -112 C-68 -122 -26 -118 0 -106 L0 -4 C-26 -14 -70 -18 -118 -6 z", CREAM
        )
        canvas.fill(
            "M118 -6 L106 -112 C68 -122 26 -118 0 -106 L0 -4 C26 -14 70 -18 118 -6 z", "#efe3cb"
        )
        for n in range(6):
            y = -94 + n * 14
            canvas.line(f"M-92 {y} q34 -8 76 0", 2.4, TEAL, opacity=0.55)
            canvas.line(f"M18 {y} q40 -8 {76 - (n % 3) * 18} 0", 2.4, TEAL, opacity=0.55)
    for dx, colour, turn in ((-20, OCHRE, -8), (0, BRICK, 3), (16, NAVY, 10)):
        with canvas.at(1440 + dx, 866, turn=turn):
            canvas.fill(rect(-5, -74, 10, 80, 2), colour)
            canvas.fill(path("M-5 -74 L0 -90 L5 -74 z"), WOOD_LIGHT)
    cup = rect(1404, 864, 72, 82, 8)
    canvas.fill(cup, Linear((1404, 0), (1476, 0), [(0, lighter(TEAL_MID, 0.2)), (1, TEAL)]))
    canvas.fill(rect(1404, 888, 72, 8), CREAM, opacity=0.6)
