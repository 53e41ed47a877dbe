"""A toaster taken apart, unplugged: its shell lifted, its wires measured, its screws in a dish."""

import math

from PIL import Image

from example.drawing.canvas import Canvas
from example.drawing.geometry import ellipse, limb, path, rect, ring
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
    TEAL_MID,
    TEAL_SOFT,
    WOOD,
)  # fmt: skip
from example.drawing.props import tools
from example.drawing.props.machines import multimeter, toaster_shell
from example.drawing.props.room import planks

KIND = "jpg"
WIDTH, HEIGHT, TABLE, STAND = 1600, 1067, 790, 880


def draw() -> Image.Image:
    canvas = Canvas(
        WIDTH,
        HEIGHT,
        Linear((0, 0), (0, TABLE), [(0, "#12303c"), (1, "#1f5560")]),
        seed="grille-pain-ouvert",
    )
    canvas.glow((800, 420), 820, "#ffdfae", opacity=0.36)
    _guides(canvas)
    planks(
        canvas, 0, TABLE, WIDTH, HEIGHT - TABLE, seed="table", rows=3, tones=("#c99a66", "#a97a4e")
    )
    canvas.fill(
        rect(0, TABLE, WIDTH, 60),
        Linear((0, TABLE), (0, TABLE + 60), [(0, NIGHT), (1, "#c99a66")]),
        opacity=0.4,
    )
    _chassis(canvas)
    _shell(canvas)
    _screws(canvas)
    _things(canvas)
    return canvas.finished()


def _guides(canvas: Canvas) -> None:
    for x in (566, 1034):
        for n in range(9):
            canvas.fill(rect(x - 2, 404 + n * 22, 4, 12, 2), CREAM, opacity=0.55)


def _shell(canvas: Canvas) -> None:
    with canvas.at(548, 392, scale=1.68):
        with canvas.cast(dx=6, dy=30, blur=22, opacity=0.4):
            toaster_shell(canvas, TEAL_MID)
        toaster_shell(canvas, TEAL_SOFT)


def _chassis(canvas: Canvas) -> None:
    canvas.shadow(rect(540, STAND - 10, 520, 26, 10), dy=16, blur=18, opacity=0.6)
    base = rect(530, STAND - 44, 540, 44, 8)
    canvas.fill(base, Linear((0, STAND - 44), (0, STAND), [(0, "#3a4c58"), (1, IRON)]))
    for x in (556, 1004):
        canvas.fill(rect(x, STAND - 6, 40, 14, 4), NAVY)
    canvas.fill(rect(470, STAND - 34, 110, 12, 4), STEEL_LIGHT)  # crumb tray
    canvas.fill(rect(462, STAND - 44, 14, 30, 4), STEEL)
    back = rect(562, 604, 476, 234, 6)
    canvas.fill(back, "#22323d")
    canvas.line(back, 8, STEEL, closed=True)
    for n in range(3):
        x = 590 + n * 150
        mica = rect(x, 622, 122, 204, 4)
        canvas.fill(mica, Linear((0, 622), (0, 826), [(0, "#e7d4ae"), (1, "#c5a676")]))
        canvas.shade(mica, BRICK, (x, 640), (x + 30, 860), opacity=0.6)
        wire = f"M{x + 10} 636 " + " ".join(
            f"H{x + (112 if k % 2 == 0 else 10)} V{636 + (k + 1) * 15}" for k in range(12)
        )
        with canvas.at(2, 3):
            canvas.line(wire, 4.4, "#7a5a3c", opacity=0.5)
        canvas.line(wire, 4.4, "#a2613a")
        canvas.line(wire, 1.6, "#e9b07c")
        for side in (x - 2, x + 116):
            for k in range(6):
                canvas.fill(rect(side, 634 + k * 34, 8, 8, 2), STEEL)
    for n in range(2):
        x = 716 + n * 150
        canvas.line(f"M{x + 12} 612 V836", 4, STEEL)
        for k in range(7):
            canvas.line(f"M{x + 3} {640 + k * 26} h18", 3, STEEL_LIGHT)
    canvas.fill(
        rect(1038, 640, 46, 200, 6), Linear((1038, 0), (1084, 0), [(0, STEEL), (1, "#6f838a")])
    )
    spring = "M1061 660 " + " ".join(f"l{14 if k % 2 == 0 else -14} 9" for k in range(14))
    canvas.line(spring, 4, STEEL_LIGHT)
    canvas.fill(rect(1076, 676, 62, 24, 8), IRON)
    canvas.fill(ellipse(1061, 812, 13), OCHRE)
    canvas.line("M1061 812 l6 -8", 4, NAVY)
    cord = limb(
        [
            (1080, STAND - 22),
            (1180, STAND - 14),
            (1210, STAND + 60),
            (1120, STAND + 110),
            (1270, STAND + 128),
            (1390, STAND + 90),
        ],
        [11, 11, 11, 11, 11],
    )
    with canvas.cast(dx=5, dy=9, blur=6, opacity=0.5):
        canvas.fill(cord, NAVY)
    canvas.fill(cord, NAVY)
    with canvas.at(1392, STAND + 90, turn=-20):
        canvas.fill(path("M0 -16 C14 -24 40 -26 58 -24 L58 24 C40 26 14 24 0 16 z"), CREAM)
        canvas.fill(rect(56, -26, 12, 52, 4), SAND)
        for y in (-14, 10):
            canvas.fill(rect(66, y, 32, 6, 3), STEEL_LIGHT)


def _screws(canvas: Canvas) -> None:
    for x, y in ((566, 596), (1034, 596)):
        _screw(canvas, x, y - 34)
    for x, y in ((470, 470), (1130, 470)):
        _screw(canvas, x, y)
        for n in range(4):
            canvas.fill(rect(x - 2, y + 40 + n * 18, 4, 10, 2), CREAM, opacity=0.5)


def _screw(canvas: Canvas, x: float, y: float) -> None:
    canvas.fill(path(f"M{x - 12} {y - 22} h24 q0 12 -7 12 h-10 q-7 0 -7 -12 z"), STEEL_LIGHT)
    canvas.fill(path(f"M{x - 5} {y - 10} h10 l-2 36 l-3 8 l-3 -8 z"), STEEL)
    for k in range(5):
        canvas.line(f"M{x - 7} {y - 4 + k * 7} l14 -3", 2.2, "#6f838a")


def _things(canvas: Canvas) -> None:
    dish = (330, 960)
    with canvas.cast(dx=10, dy=14, blur=10, opacity=0.5):
        canvas.fill(ellipse(*dish, 112, 56), NAVY)
    canvas.fill(
        ellipse(*dish, 112, 56), Linear((218, 0), (442, 0), [(0, STEEL_LIGHT), (1, "#7d9096")])
    )
    canvas.fill(ellipse(330, 956, 92, 42), Radial((330, 950), 100, [(0, "#4a5c66"), (1, IRON)]))
    for x, y, turn in (
        (290, 950, 20),
        (330, 966, 80),
        (362, 946, 140),
        (322, 940, 200),
        (380, 962, 60),
    ):
        with canvas.at(x, y, turn=turn, scale=0.62):
            _screw(canvas, 0, 0)
    canvas.fill(ring(304, 968, 11, 5), OCHRE)
    with canvas.at(640, 1000, turn=74, scale=1.32):
        with canvas.cast(dx=12, dy=8, blur=7, opacity=0.5):
            tools.screwdriver(canvas, BRICK)
        tools.screwdriver(canvas, CORAL)
    with canvas.at(120, 888, scale=1.4):
        with canvas.cast(dx=10, dy=6, blur=9, opacity=0.5):
            multimeter(canvas)
        multimeter(canvas)
    for start, end, colour, lift in (
        ((194, 858), (596, 640), BRICK, 150),
        ((162, 858), (566, 812), NAVY, 40),
    ):
        (x0, y0), (x1, y1) = start, end
        canvas.line(
            f"M{x0} {y0} C{x0 + 10} {y0 + 96} {x0 + 180} {y1 + lift} {x1 - 96} {y1 - 18}", 5, colour
        )
        with canvas.at(x1, y1, turn=math.degrees(math.atan2(18, 96)) + 180):
            canvas.fill("M0 -1.6 L34 -3 L34 3 L0 1.6 z", STEEL_LIGHT)
            canvas.fill("M30 -6 L98 -8 L104 0 L98 8 L30 6 z", colour)
    for dx, turn in ((0, -7), (92, 6)):  # what it is for
        with canvas.at(1330 + dx, 806, turn=turn, scale=1.0):
            slice_ = path(
                "M-58 84 L-58 -28 C-84 -44 -76 -88 -30 -88 L30 -88 "
                "C76 -88 84 -44 58 -28 L58 84 C58 92 -58 92 -58 84 z"
            )
            with canvas.cast(dx=8, dy=10, blur=8, opacity=0.45):
                canvas.fill(slice_, WOOD)
            canvas.fill(slice_, "#a8682f")
            canvas.fill(
                path(
                    "M-48 76 L-48 -32 C-68 -46 -62 -78 -28 -78 L28 -78 "
                    "C62 -78 68 -46 48 -32 L48 76 C48 80 -48 80 -48 76 z"
                ),
                Linear((0, -80), (0, 80), [(0, "#f0cf95"), (1, "#d9a25c")]),
            )
            canvas.spray((0, 0), 60, "#a8682f", opacity=0.5)
