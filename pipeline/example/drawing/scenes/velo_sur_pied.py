"""A bicycle on the repair stand, by the window, its tools at hand."""

from random import Random

from PIL import Image

from example.drawing.canvas import Canvas
from example.drawing.geometry import arc, ellipse, path, polygon, rect, ring
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
    STEEL_LIGHT,
    TEAL,
    TEAL_MID,
    WOOD,
    WOOD_DARK,
    WOOD_LIGHT,
    darker,
    lighter,
)  # fmt: skip
from example.drawing.props import tools
from example.drawing.props.bicycle import bicycle, wheel
from example.drawing.props.plants import pot
from example.drawing.props.room import bricks, planks, tall_window

KIND = "jpg"
WIDTH, HEIGHT, FLOOR = 1600, 1067, 868


def draw() -> Image.Image:
    canvas = Canvas(WIDTH, HEIGHT, "#e9dcc0", seed="velo-sur-pied")
    bricks(canvas, 0, 0, WIDTH, FLOOR, "#e6d8bb", seed="wall")
    tall_window(canvas, 90, 110, 430, 560, columns=3, rows=4)
    _wall(canvas)
    planks(
        canvas, 0, FLOOR, WIDTH, HEIGHT - FLOOR, seed="floor", rows=4, tones=("#c79a68", "#a87a50")
    )
    canvas.fill(rect(0, FLOOR, WIDTH, 14), NIGHT, opacity=0.28)
    light = polygon((140, FLOOR + 20), (560, FLOOR + 20), (900, HEIGHT), (420, HEIGHT))
    canvas.fill(light, "#ffe6b4", opacity=0.35)
    _stand(canvas)
    _bench(canvas)
    canvas.shade(rect(0, 0, WIDTH, HEIGHT), NIGHT, (900, 300), (1900, 1100), opacity=0.32)
    return canvas.finished()


def _wall(canvas: Canvas) -> None:
    board = rect(1010, 130, 500, 390, 8)
    canvas.shadow(board, dx=10, dy=12, blur=16)
    canvas.fill(board, TEAL)
    canvas.line(board, 6, darker(TEAL, 0.3), closed=True)
    for n, (tool, scale) in enumerate(
        (
            (tools.spanner, 0.95),
            (tools.spanner, 0.78),
            (tools.spanner, 0.64),
            (_red_pliers, 0.9),
            (tools.screwdriver, 0.92),
            (tools.screwdriver, 0.76),
        )
    ):
        tools.hang(canvas, tool, 1062 + n * 80, 252, scale=scale)
    for n in range(3):
        x = 1090 + n * 150
        with canvas.cast(dx=9, dy=10, blur=7):
            canvas.fill(ring(x, 432, 62, 54), IRON)
        wheel(canvas, x, 432, 62 - n * 4, spokes=18, tyre=(IRON, WOOD_DARK, IRON)[n])
    for x, r in ((650, 74), (790, 60)):  # tyres on their hooks
        canvas.line(f"M{x} 128 v22", 6, IRON)
        with canvas.cast(dx=10, dy=12, blur=8):
            canvas.fill(ring(x, 140 + r, r, r - 15), IRON)
        canvas.fill(ring(x, 140 + r, r, r - 15), NIGHT)
        canvas.line(arc(x, 140 + r, r - 5, 160, 280), 3, STEEL, opacity=0.6)


def _red_pliers(canvas: Canvas) -> None:
    tools.pliers(canvas, CORAL)


def _stand(canvas: Canvas) -> None:
    canvas.fill(ellipse(720, 972, 300, 26), NIGHT, opacity=0.28)
    canvas.line("M640 960 L560 986 M640 960 L730 990 M640 960 L690 952", 15, darker(BRICK, 0.35))
    canvas.fill(
        rect(628, 420, 26, 544, 8),
        Linear((628, 0), (654, 0), [(0, CORAL), (0.5, BRICK), (1, darker(BRICK, 0.45))]),
    )
    canvas.fill(rect(620, 560, 42, 34, 8), IRON)
    canvas.line("M662 577 h30", 9, IRON)
    canvas.fill(ellipse(696, 577, 11), IRON)
    bicycle(
        canvas, 580, 690, scale=1.56, colour=TEAL, turn=-4, saddle_colour=WOOD, guard=CREAM, rise=46
    )
    canvas.fill(
        rect(624, 420, 70, 24, 8), Linear((0, 420), (0, 444), [(0, CORAL), (1, darker(BRICK, 0.2))])
    )
    jaw = path("M656 402 h34 q8 0 8 8 v50 q0 8 -8 8 h-34 q-8 0 -8 -8 v-50 q0 -8 8 -8 z")
    with canvas.cast(dx=5, dy=6, blur=5):
        canvas.fill(jaw, IRON)
    canvas.fill(jaw, Linear((646, 0), (700, 0), [(0, lighter(IRON, 0.3)), (1, IRON)]))
    canvas.fill(rect(666, 408, 10, 54, 5), OCHRE)


def _bench(canvas: Canvas) -> None:
    canvas.shadow(rect(1230, 760, 340, 190), dy=10, blur=20)
    chest = rect(1240, 650, 320, 270, 10)  # a tool trolley
    canvas.fill(
        chest, Linear((1240, 0), (1560, 0), [(0, lighter(BRICK, 0.08)), (1, darker(BRICK, 0.3))])
    )
    for n in range(4):
        y = 676 + n * 58
        canvas.fill(rect(1256, y, 288, 48, 5), darker(BRICK, 0.1))
        canvas.fill(rect(1256, y, 288, 4, 2), CORAL)
        canvas.fill(rect(1360, y + 18, 80, 9, 4), STEEL_LIGHT)
    canvas.fill(rect(1228, 636, 344, 20, 6), IRON)
    for x in (1270, 1530):
        canvas.fill(ellipse(x, 934, 20), IRON)
        canvas.fill(ellipse(x, 934, 8), STEEL)
    pot(canvas, 1500, 638, 92, seed="plant")
    with canvas.at(1300, 618, turn=90, scale=0.62):
        tools.spanner(canvas)
    can = rect(1400, 566, 44, 72, 6)
    canvas.fill(
        can, Linear((1400, 0), (1444, 0), [(0, lighter(OCHRE, 0.3)), (1, darker(OCHRE, 0.2))])
    )
    canvas.fill(path("M1410 566 L1418 534 L1426 534 L1434 566 z"), IRON)
    canvas.line("M1422 534 v-14", 3, STEEL)
    canvas.fill(rect(1400, 590, 44, 22), CREAM)
    box = rect(170, 880, 240, 96, 6)  # a crate of spare parts under the window
    canvas.shadow(box, dx=6, dy=12, blur=14)
    rng = Random("crate")
    for n in range(5):
        r = rng.uniform(26, 44)
        canvas.line(
            ellipse(200 + n * 44, 868 + rng.uniform(-8, 8), r),
            6,
            (IRON, WOOD_DARK, NAVY)[n % 3],
            closed=True,
        )
    canvas.line("M236 880 L300 792", 8, STEEL)
    canvas.line("M330 880 L372 820 l26 6", 7, TEAL_MID)
    for n in range(3):
        canvas.fill(rect(162, 878 + n * 34, 256, 27, 3), (WOOD_LIGHT, WOOD, WOOD_LIGHT)[n])
    for x in (162, 398):
        canvas.fill(rect(x, 872, 20, 108, 3), WOOD_DARK)
    pump = rect(498, 640, 15, 270, 5)
    canvas.fill(rect(470, 900, 72, 12, 5), IRON)
    canvas.fill(
        pump, Linear((498, 0), (513, 0), [(0, lighter(OCHRE, 0.4)), (1, darker(OCHRE, 0.2))])
    )
    canvas.line("M505 640 v-44", 6, STEEL)
    canvas.line("M474 594 h62", 13, WOOD)
    canvas.line("M512 896 C560 880 556 780 560 720", 5, IRON)
