"""An old sewing machine at work on a blue cloth, in front of a round sun of thread."""

from random import Random

from PIL import Image

from example.drawing.canvas import Canvas
from example.drawing.geometry import ellipse, limb, path, rect
from example.drawing.paint import Linear, Radial
from example.drawing.palette import (
    BRICK,
    CORAL,
    CREAM,
    MOSS,
    NAVY,
    NIGHT,
    OCHRE,
    PEACH,
    TEAL,
    TEAL_MID,
    TEAL_SOFT,
    WOOD,
    WOOD_LIGHT,
    darker,
)  # fmt: skip
from example.drawing.props import tools
from example.drawing.props.machines import sewing_machine
from example.drawing.props.room import planks

KIND = "jpg"
WIDTH, HEIGHT, TOP = 1600, 1067, 812


def draw() -> Image.Image:
    canvas = Canvas(
        WIDTH,
        HEIGHT,
        Linear((0, 0), (0, HEIGHT), [(0, "#d2614a"), (1, "#a8442f")]),
        seed="machine-a-coudre",
    )
    canvas.fill(ellipse(800, 520, 430), Radial((740, 420), 520, [(0, "#f9e2b4"), (1, "#f0bf88")]))
    canvas.shade(ellipse(800, 520, 430), CORAL, (700, 400), (1160, 860), opacity=0.6)
    _shelf(canvas)
    planks(canvas, 0, 770, WIDTH, HEIGHT - 770, seed="table", rows=3, tones=("#e0b98a", "#c4935f"))
    canvas.fill(rect(0, 770, WIDTH, 7), WOOD_LIGHT)
    canvas.fill(
        rect(0, 777, WIDTH, 50),
        Linear((0, 777), (0, 827), [(0, NIGHT), (1, "#c4935f")]),
        opacity=0.22,
    )
    with canvas.at(430, TOP + 34, scale=1.46):
        canvas.shadow(rect(6, -22, 500, 20, 8), dx=14, dy=14, blur=12, opacity=0.55)
        sewing_machine(canvas)
    with canvas.at(0, 40):
        _cloth(canvas)
    _things(canvas)
    return canvas.finished()


def _shelf(canvas: Canvas) -> None:
    for x, wide in ((60, 300), (1250, 300)):
        for y, rows in ((330, 0), (560, 1)):
            canvas.shadow(rect(x, y, wide, 18), dy=14, blur=14, opacity=0.45)
            canvas.fill(rect(x, y, wide, 18, 3), WOOD)
            canvas.fill(rect(x, y, wide, 5, 2), WOOD_LIGHT)
            rng = Random(f"{x}{y}")
            if rows == (x > 800):
                for n in range(5):  # spools
                    with canvas.at(x + 40 + n * 56, y - 40, scale=1):
                        tools.spool(canvas, (TEAL, OCHRE, CREAM, MOSS, NAVY)[n])
            else:
                high = 0.0
                for n in range(5):  # folded cloths
                    tall = rng.uniform(20, 30)
                    high += tall
                    colour = (TEAL_MID, CREAM, OCHRE, PEACH, NAVY)[n]
                    stack = rect(x + 26 + rng.uniform(-6, 6), y - high, wide - 60, tall - 2, 9)
                    canvas.fill(stack, colour)
                    canvas.shade(stack, NIGHT, (x + wide * 0.4, 0), (x + wide, 0), opacity=0.45)
                    canvas.fill(
                        rect(x + 30, y - high + tall * 0.45, wide - 70, 2), NIGHT, opacity=0.25
                    )


def _cloth(canvas: Canvas) -> None:
    shape = path(
        "M140 1067 C170 980 200 890 256 814 C340 786 440 800 560 796 C620 794 680 796 726 800 "
        "C712 850 716 940 740 1067 z"
    )
    with canvas.cast(dx=16, dy=8, blur=12):
        canvas.fill(shape, TEAL)
    canvas.fill(
        shape, Linear((140, 0), (740, 0), [(0, TEAL_MID), (0.5, TEAL), (1, darker(TEAL, 0.3))])
    )
    with canvas.clip(shape):
        for row in range(9):
            for column in range(14):
                x = 190 + column * 44 + (row % 2) * 22 - row * 4
                canvas.fill(ellipse(x, 826 + row * 30, 5.2, 4.6), CREAM, opacity=0.8)
    for x, bend, tone in (
        (290, 40, TEAL_SOFT),
        (390, 20, NIGHT),
        (500, -4, TEAL_SOFT),
        (620, -16, NIGHT),
    ):
        canvas.fill(
            limb([(x + bend, 812), (x, 920), (x - bend * 0.4, 1080)], [3, 18, 30]),
            tone,
            opacity=0.25,
        )
    canvas.line("M262 822 C350 796 440 810 558 806", 3, CREAM)


def _things(canvas: Canvas) -> None:
    with canvas.at(1240, 960, turn=70, scale=1.2):
        with canvas.cast(dx=10, dy=8, blur=6):
            tools.scissors(canvas, BRICK)
        tools.scissors(canvas, BRICK)
    with canvas.cast(dx=14, dy=4, blur=8):
        for x in (1378, 1462):
            canvas.fill(rect(x - 26, 760, 52, 80), NAVY)
    for x, colour, turn in ((1378, OCHRE, 0), (1462, CORAL, 0), (1420, CREAM, 90)):
        with canvas.at(x, 800 if turn == 0 else 735, turn=turn, scale=1.05):
            tools.spool(canvas, colour)
    canvas.line("M1483 806 C1560 850 1440 920 1560 1000", 2.4, CORAL)
    for x, y, r, colour in (
        (930, 935, 19, CREAM),
        (990, 970, 16, OCHRE),
        (1040, 925, 14, TEAL),
        (880, 985, 14, BRICK),
    ):
        canvas.fill(ellipse(x + 4, y + 5, r, r * 0.8), NIGHT, opacity=0.35)
        canvas.fill(ellipse(x, y, r, r * 0.8), colour)
        canvas.line(ellipse(x, y, r * 0.75, r * 0.6), 1.6, NIGHT, opacity=0.35, closed=True)
        for dx in (-0.22, 0.22):
            for dy in (-0.18, 0.18):
                canvas.fill(ellipse(x + dx * r, y + dy * r, r * 0.11), NIGHT)
