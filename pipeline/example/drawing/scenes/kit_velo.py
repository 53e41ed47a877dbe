"""The bicycle kit laid out: its nine things and the pouch of old sailcloth."""

import math

from PIL import Image

from example.drawing.canvas import Canvas
from example.drawing.geometry import arc, ellipse, path, polygon, rect, ring
from example.drawing.lettering import BOLD, TITLE, write
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
)  # fmt: skip
from example.drawing.props.mark import mark

KIND = "jpg"
WIDTH, HEIGHT = 1600, 1067


def draw() -> Image.Image:
    canvas = Canvas(
        WIDTH,
        HEIGHT,
        Linear((0, 0), (WIDTH, HEIGHT), [(0, "#f2c9a2"), (1, "#e3a777")]),
        seed="kit-velo",
    )
    canvas.fill(ellipse(800, 530, 500), "#f8dfbd", opacity=0.75)
    _pouch(canvas)
    _pump(canvas)
    _patches(canvas)
    _cable(canvas)
    _links(canvas)
    _wire(canvas)
    _cloth(canvas)
    _leaflet(canvas)
    canvas.shade(rect(0, 0, WIDTH, HEIGHT), "#a5603a", (900, 500), (1900, 1300), opacity=0.4)
    return canvas.finished()


def _pouch(canvas: Canvas) -> None:
    """The open pouch, with the multi-tool and the tyre levers half out of it."""
    for x, turn, tool in ((680, -9, _lever), (748, -3, _lever), (890, 7, _multitool)):
        with canvas.at(x, 392, turn=turn, scale=1.6):
            with canvas.cast(dx=6, dy=7, blur=5, opacity=0.45):
                tool(canvas)
            tool(canvas)
    cloth = path(
        "M500 440 C504 420 520 412 540 412 L1060 404 C1080 404 1094 414 1098 434 "
        "L1120 756 C1122 790 1104 806 1074 806 L532 816 C500 816 484 798 486 766 z"
    )
    with canvas.cast(dx=16, dy=22, blur=20, opacity=0.42):
        canvas.fill(cloth, CREAM)
    canvas.fill(cloth, Linear((500, 410), (1110, 810), [(0, "#fdf6e6"), (1, "#e8d9ba")]))
    with canvas.clip(cloth):
        canvas.fill(polygon((486, 660), (1130, 560), (1130, 690), (486, 790)), TEAL)
        canvas.fill(polygon((486, 800), (1130, 700), (1130, 730), (486, 830)), BRICK)
        for n in range(48):
            canvas.line(f"M{480 + n * 14} 400 l-16 430", 1, NIGHT, opacity=0.05)
        canvas.line("M640 400 L628 830", 2, SAND)
        canvas.line("M648 400 L636 830", 2, SAND)
    canvas.shade(cloth, "#b98a5c", (900, 500), (1250, 900), opacity=0.45)
    canvas.line(
        "M506 446 C508 430 522 424 542 424 L1058 416 C1076 416 1086 424 1088 440 "
        "L1108 752 C1110 780 1098 792 1072 794 L536 804 C508 804 496 790 498 764 z",
        2.4,
        TEAL_MID,
        opacity=0.7,
    )
    canvas.line("M514 436 L1086 428", 13, NAVY)
    for n in range(38):
        canvas.line(f"M{520 + n * 15} 431 v9", 3.4, OCHRE)
    canvas.fill(rect(1058, 418, 44, 26, 6), OCHRE)
    canvas.line("M1096 430 C1130 440 1136 470 1128 500", 8, BRICK)
    canvas.fill(ellipse(1126, 508, 12), BRICK)
    mark(canvas, 700, 528, 128, ground=TEAL)


def _lever(canvas: Canvas) -> None:
    canvas.fill(
        "M-15 110 L-13 -70 C-13 -96 4 -104 18 -92 L12 -78 C8 -84 4 -80 4 -70 L15 110 z",
        Linear((-14, 0), (14, 0), [(0, "#f0b45c"), (1, OCHRE)]),
    )
    canvas.fill(rect(-5, -40, 10, 60, 5), darker(OCHRE, 0.2))


def _multitool(canvas: Canvas) -> None:
    for n, (x, high, tip) in enumerate(((-34, 128, 8), (-14, 150, 4), (8, 140, 6), (30, 118, 10))):
        canvas.line(f"M{x} -10 V{-high} h{14 if n % 2 == 0 else 0}", tip, STEEL)
        canvas.line(f"M{x - 2} -14 V{-high + 6}", 1.6, STEEL_LIGHT)
    body = rect(-52, -36, 104, 150, 20)
    canvas.fill(body, Linear((-52, 0), (52, 0), [(0, "#35657a"), (1, NAVY)]))
    canvas.fill(rect(-40, -22, 80, 12, 6), STEEL)
    for x in (-26, 0, 26):
        canvas.fill(ellipse(x, 20, 7), STEEL_LIGHT)


def _pump(canvas: Canvas) -> None:
    with canvas.at(790, 930, turn=-3):

        def shape() -> None:
            canvas.fill(rect(-330, -27, 430, 54, 14), STEEL)
            canvas.fill(rect(96, -16, 190, 32, 8), STEEL)
            canvas.fill(rect(270, -30, 120, 60, 16), NAVY)
            canvas.fill(rect(-396, -34, 84, 68, 14), NAVY)

        with canvas.cast(dx=10, dy=16, blur=10, opacity=0.42):
            shape()
        shape()
        canvas.fill(
            rect(-330, -27, 430, 54, 10),
            Linear((0, -27), (0, 27), [(0, CORAL), (0.4, BRICK), (1, darker(BRICK, 0.35))]),
        )
        canvas.fill(
            rect(96, -16, 190, 32, 6), Linear((0, -16), (0, 16), [(0, STEEL_LIGHT), (1, "#71858c")])
        )
        canvas.fill(rect(-300, -20, 380, 8, 4), WHITE, opacity=0.35)
        for n in range(5):
            canvas.line(f"M{296 + n * 17} -24 v48", 4, STEEL, opacity=0.5)
        canvas.fill(ellipse(-396, 0, 16), OCHRE)
        mark(canvas, -140, -19, 38, ground=CREAM, ink=BRICK)


def _patches(canvas: Canvas) -> None:
    with canvas.at(210, 230, turn=-8):
        tin = rect(-140, -100, 280, 200, 28)
        with canvas.cast(dx=10, dy=14, blur=10, opacity=0.42):
            canvas.fill(tin, STEEL)
        canvas.fill(tin, Linear((-140, -100), (140, 100), [(0, STEEL_LIGHT), (1, "#8fa2a8")]))
        canvas.fill(
            rect(-124, -84, 248, 168, 20), Radial((0, 0), 190, [(0, "#6f838a"), (1, "#566a72")])
        )
        for n in range(6):  # six patches
            with canvas.at(-78 + (n % 3) * 74, -36 + (n // 3) * 70, turn=(-8, 6, -4, 9, -6, 5)[n]):
                canvas.shadow(rect(-29, -24, 58, 48, 14), dx=2, dy=4, blur=3)
                canvas.fill(rect(-29, -24, 58, 48, 14), OCHRE)
                canvas.fill(rect(-21, -16, 42, 32, 9), IRON)
    with canvas.at(120, 470, turn=14):  # glue
        tube = polygon((-34, -90), (34, -90), (26, 80), (-26, 80))
        with canvas.cast(dx=8, dy=11, blur=7, opacity=0.4):
            canvas.fill(tube, CREAM)
        canvas.fill(tube, Linear((-34, 0), (34, 0), [(0, WHITE), (1, SAND)]))
        canvas.fill(rect(-36, -98, 72, 16, 3), STEEL)
        canvas.fill(polygon((-31, -40), (31, -40), (28, 30), (-28, 30)), BRICK)
        canvas.fill(path("M-12 78 L12 78 L8 112 L-8 112 z"), IRON)
    with canvas.at(300, 470, turn=-12):  # rasp
        rasp = rect(-34, -62, 68, 124, 6)
        with canvas.cast(dx=7, dy=9, blur=6, opacity=0.4):
            canvas.fill(rasp, STEEL)
        canvas.fill(rasp, Linear((-34, 0), (34, 0), [(0, STEEL_LIGHT), (1, STEEL)]))
        for row in range(9):
            for column in range(5):
                canvas.fill(ellipse(-24 + column * 12 + (row % 2) * 4, -50 + row * 12.5, 2.7), IRON)


def _cable(canvas: Canvas) -> None:
    def coil() -> None:
        for n in range(5):
            canvas.line(
                ellipse(1370 + n * 2, 250 - n * 3, 128 - n * 5, 122 - n * 4), 5, STEEL, closed=True
            )
        canvas.line("M1490 300 C1540 330 1530 380 1480 400", 5, STEEL)

    with canvas.cast(dx=7, dy=10, blur=6, opacity=0.42):
        coil()
    coil()
    for n in range(5):
        canvas.line(arc(1370 + n * 2, 250 - n * 3, 124 - n * 5, 190, 280), 1.8, WHITE, opacity=0.8)
    canvas.fill(rect(1454, 388, 34, 24, 7), STEEL_LIGHT)
    for x, y, turn in ((1246, 262, 88), (1372, 130, 2)):
        with canvas.at(x, y, turn=turn):
            canvas.fill(rect(-16, -24, 32, 48, 8), BRICK)


def _links(canvas: Canvas) -> None:
    for x, y, turn in ((1236, 524, -24), (1404, 506, 18)):
        with canvas.at(x, y, turn=turn, scale=1.25):
            plate = path(
                "M-46 -22 C-24 -30 -14 -12 0 -12 C14 -12 24 -30 46 -22 C62 -14 62 14 46 22 "
                "C24 30 14 12 0 12 C-14 12 -24 30 -46 22 C-62 14 -62 -14 -46 -22 z"
            )
            with canvas.cast(dx=5, dy=8, blur=5, opacity=0.45):
                canvas.fill(plate, STEEL)
            canvas.fill(plate, Linear((0, -24), (0, 24), [(0, STEEL_LIGHT), (1, "#7d9096")]))
            for side in (-42, 42):
                canvas.fill(ring(side, 0, 13, 6), IRON)


def _wire(canvas: Canvas) -> None:
    def coil() -> None:
        for n in range(6):
            canvas.line(
                ellipse(
                    1420 + math.sin(n * 2) * 5, 700 + math.cos(n * 3) * 5, 78 - n * 2, 72 - n * 2
                ),
                3.4,
                "#6b5a4a",
                closed=True,
            )
        canvas.line("M1346 716 C1310 760 1330 800 1370 806", 3.4, "#6b5a4a")

    with canvas.cast(dx=6, dy=9, blur=5, opacity=0.4):
        coil()
    coil()


def _cloth(canvas: Canvas) -> None:
    with canvas.at(220, 780, turn=-6):
        rag = path(
            "M-120 -86 C-60 -100 60 -96 114 -84 C128 -24 122 56 116 94 "
            "C40 106 -60 102 -118 92 C-128 30 -128 -30 -120 -86 z"
        )
        with canvas.cast(dx=9, dy=13, blur=9, opacity=0.4):
            canvas.fill(rag, CREAM)
        canvas.fill(rag, CREAM)
        with canvas.clip(rag):
            for n in range(8):
                canvas.line(f"M{-130 + n * 40} -110 V120", 8, TEAL_SOFT, opacity=0.6)
                canvas.line(f"M-140 {-90 + n * 34} H140", 8, BRICK, opacity=0.32)
        soap = rect(-48, -34, 96, 62, 22)
        with canvas.cast(dx=5, dy=8, blur=6, opacity=0.4):
            canvas.fill(soap, "#a9b98a")
        canvas.fill(soap, Linear((0, -34), (0, 28), [(0, "#cdd8ae"), (1, "#9aab78")]))
        canvas.line(rect(-36, -24, 72, 42, 15), 2.4, "#7f9060", closed=True)


def _leaflet(canvas: Canvas) -> None:
    """A drawn notice: six breakdowns, six gestures."""
    with canvas.at(1380, 900, turn=6):
        sheet = rect(-130, -92, 260, 184, 3)
        with canvas.cast(dx=8, dy=11, blur=8, opacity=0.4):
            canvas.fill(sheet, WHITE)
        canvas.fill(
            sheet,
            Linear(
                (-130, 0), (130, 0), [(0, WHITE), (0.49, "#f3e8d2"), (0.5, WHITE), (1, "#f3e8d2")]
            ),
        )
        write(canvas, -112, -58, "Six pannes,", 21, TEAL, face=TITLE)
        write(canvas, -112, -34, "six gestes", 21, TEAL, face=TITLE)
        for n in range(6):
            x, y = 24 + (n % 2) * 54, -64 + (n // 2) * 54
            canvas.fill(
                rect(x - 14, y - 14, 44, 44, 5), (TEAL_SOFT, CORAL, OCHRE)[n % 3], opacity=0.55
            )
            canvas.line(ellipse(x + 8, y + 8, 13), 3, NAVY, closed=True)
            canvas.line(f"M{x + 8} {y - 5} v26 M{x - 5} {y + 8} h26", 1.6, NAVY)
        for n in range(5):
            canvas.fill(rect(-112, -8 + n * 17, 84 - (n % 3) * 14, 6, 3), NAVY, opacity=0.45)
        write(canvas, -112, 84, "KIT VÉLO", 12, BRICK, face=BOLD)
