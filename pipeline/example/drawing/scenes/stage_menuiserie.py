"""The joinery course: a trainer and two people, the three-legged stool on the bench."""

from random import Random

from PIL import Image

from example.drawing.canvas import Canvas
from example.drawing.geometry import ellipse, limb, polygon, rect
from example.drawing.paint import Linear
from example.drawing.palette import (
    BRICK,
    CORAL,
    CREAM,
    HAIRS,
    IRON,
    MOSS,
    NIGHT,
    OCHRE,
    SKINS,
    SLATE,
    TEAL,
    TEAL_MID,
    WOOD,
    WOOD_DARK,
    WOOD_LIGHT,
    darker,
    mix,
)
from example.drawing.props import tools
from example.drawing.props.people import Arm, Person, bust, grip
from example.drawing.props.room import bricks, pendant, table, tall_window

KIND = "jpg"
WIDTH, HEIGHT, TOP = 1600, 1067, 862


def draw() -> Image.Image:
    canvas = Canvas(WIDTH, HEIGHT, "#e3c79b", seed="stage-menuiserie")
    bricks(canvas, 0, 0, WIDTH, HEIGHT, "#e6cda3", seed="wall", share=0.3)
    _wall(canvas)
    _people(canvas)
    table(canvas, -30, TOP, WIDTH + 60, thick=56, seed="bench", tone="#d3a56d")
    apron = rect(-10, TOP + 56, WIDTH + 20, 300)
    canvas.fill(apron, Linear((0, TOP + 56), (0, HEIGHT), [(0, "#8a5f3c"), (1, "#5d3e28")]))
    for n in range(9):
        x = n * 200
        canvas.fill(rect(x, TOP + 56, 3, 300), NIGHT, opacity=0.35)
        canvas.line(
            f"M{x + 30} {TOP + 100 + n * 9} h120 M{x + 60} {TOP + 180 - n * 6} h90",
            1.6,
            NIGHT,
            opacity=0.25,
        )
    canvas.fill(rect(-10, TOP + 56, WIDTH + 20, 34), NIGHT, opacity=0.28)
    _work(canvas)
    canvas.shade(rect(0, 0, WIDTH, HEIGHT), "#6b4630", (950, 500), (1900, 1250), opacity=0.4)
    return canvas.finished()


def _wall(canvas: Canvas) -> None:
    tall_window(canvas, 600, 60, 400, 500, columns=3, rows=4)
    rack = rect(50, 120, 450, 400, 8)
    canvas.shadow(rack, dx=8, dy=12, blur=14, opacity=0.4)
    canvas.fill(rack, "#2b6873")
    canvas.line(rack, 7, darker(TEAL, 0.35), closed=True)
    for x, y, tool, scale in (
        (120, 250, tools.saw, 1.0),
        (225, 240, tools.hammer, 0.9),
        (320, 242, tools.square, 0.86),
        (430, 240, tools.clamp, 0.9),
        (110, 430, tools.chisel, 0.66),
        (165, 434, tools.chisel, 0.58),
        (220, 436, tools.chisel, 0.52),
        (300, 428, tools.file, 0.72),
        (390, 430, tools.mallet, 0.74),
    ):
        tools.hang(canvas, tool, x, y, scale=scale)
    for row, y in enumerate((190, 360, 530)):  # timber rack
        for x in (1090, 1520):
            canvas.fill(rect(x, y - 4, 70, 14, 3), IRON)
        rng = Random(f"timber{row}")
        x = 1060.0
        level = float(y - 4)
        for _n in range(4):
            wide, tall = rng.uniform(380, 540), rng.uniform(20, 32)
            level -= tall + 2
            tone = mix(WOOD_LIGHT, WOOD, rng.random())
            canvas.fill(rect(x + rng.uniform(-20, 30), level, wide, tall, 3), tone)
            canvas.line(f"M{x + 60} {level + tall / 2} h{wide * 0.6}", 1.4, WOOD_DARK, opacity=0.35)
    canvas.fill(rect(1082, 90, 14, 470, 4), IRON)
    canvas.fill(rect(1546, 90, 14, 470, 4), IRON)
    for x in (550, 1042):
        pendant(canvas, x, 190, 0.7, colour=CORAL, reach=520)


def _people(canvas: Canvas) -> None:
    for x, scale, who, arms in (
        (
            330,
            1.56,
            Person(
                style="ponytail",
                skin=SKINS[0],
                hair=HAIRS[7],
                top=CREAM,
                stripes=TEAL_MID,
                apron=MOSS,
                look=0.6,
                nod=6,
            ),
            (Arm((-70, -92), (30, -70)), Arm((96, -96), (112, -62))),
        ),
        (
            810,
            1.7,
            Person(
                style="short",
                skin=SKINS[1],
                hair=HAIRS[5],
                beard=True,
                glasses=True,
                top=SLATE,
                apron=BRICK,
                look=-0.4,
                nod=-3,
            ),
            (Arm((-100, -110), (-150, -96)), Arm((96, -90), (60, -34))),
        ),
        (
            1300,
            1.54,
            Person(
                style="curly",
                skin=SKINS[4],
                hair=HAIRS[0],
                top=OCHRE,
                apron=TEAL,
                look=-0.6,
                nod=-6,
            ),
            (Arm((-122, -84), (-76, -96)), Arm((88, -88), (-6, -44))),
        ),
    ):
        with canvas.at(x, TOP + 8, scale=scale):
            bust(canvas, who, arms)


def _work(canvas: Canvas) -> None:
    with canvas.at(470, TOP - 12):  # she planes a board
        board = polygon((-250, -8), (300, -8), (300, 12), (-250, 12))
        canvas.fill(board, Linear((0, -8), (0, 12), [(0, "#f3dfb8"), (1, WOOD_LIGHT)]))
    with canvas.at(470, TOP - 76, scale=1.2):
        with canvas.cast(dx=8, dy=4, blur=7, opacity=0.4):
            tools.plane(canvas, "#a9713f")
        tools.plane(canvas, "#a9713f")
    for x, y, s in ((366, TOP - 90, 24), (250, TOP - 34, 15), (180, TOP - 12, 13)):
        points = [
            (x - s * 2, y - s * 0.7),
            (x - s, y - s),
            (x, y - s * 0.9),
            (x + s * 0.9, y),
            (x, y + s * 0.8),
            (x - s * 0.7, y),
            (x, y - s * 0.4),
        ]
        canvas.fill(limb(points, [s * 0.3, s * 0.42, s * 0.3]), darker(WOOD, 0.05))
        canvas.fill(
            limb([(a - 1, b - 1) for a, b in points], [s * 0.2, s * 0.3, s * 0.2]), "#f3dfb8"
        )
    with canvas.at(812, TOP + 2, scale=1.16):  # the three-legged stool they are making

        def stool() -> None:
            for x, foot in ((-62, -96), (62, 96), (6, 10)):
                canvas.line(f"M{x} -120 L{foot} 0", 19, WOOD if foot != 10 else darker(WOOD, 0.16))
            canvas.line("M-78 -52 H80", 11, darker(WOOD, 0.12))
            canvas.fill(rect(-104, -150, 208, 34, 15), WOOD_LIGHT)

        with canvas.cast(dx=10, dy=5, blur=9, opacity=0.4):
            stool()
        stool()
        canvas.fill(
            rect(-104, -150, 208, 34, 15),
            Linear((0, -150), (0, -116), [(0, "#f6e0b6"), (1, WOOD_LIGHT)]),
        )
        canvas.line("M-84 -138 h70 M10 -128 h72", 1.5, WOOD_DARK, opacity=0.4)
        for x in (-60, 6, 62):
            canvas.fill(ellipse(x, -146, 9, 3), WOOD_DARK)
    with canvas.at(1180, TOP - 78, turn=0):  # he chisels a tenon
        canvas.fill(
            rect(-150, 34, 420, 46, 3), Linear((0, 34), (0, 80), [(0, "#f0d6a6"), (1, WOOD_LIGHT)])
        )
        canvas.fill(rect(-150, 34, 66, 14), "#c79a64")
        for n in range(5):
            canvas.line(f"M{-70 + n * 70} {48 + (n % 3) * 9} h54", 1.4, WOOD_DARK, opacity=0.4)
    with canvas.at(1190, TOP - 112, turn=190, scale=0.62):
        tools.chisel(canvas)
    grip(canvas, SKINS[4], 1196, TOP - 140, turn=8, scale=1.25)
    with canvas.at(1486, TOP - 52, turn=78, scale=0.8):
        with canvas.cast(dx=8, dy=4, blur=7, opacity=0.4):
            tools.mallet(canvas)
        tools.mallet(canvas)
    for x, turn, tool, scale in ((990, 96, tools.square, 0.0), (620, 93, tools.chisel, 0.6)):
        if scale:
            with canvas.at(x, TOP - 10, turn=turn, scale=scale):
                tool(canvas)
    rng = Random("dust")
    for _ in range(160):
        canvas.fill(
            ellipse(
                rng.choice((rng.gauss(320, 150), rng.gauss(1130, 120))),
                TOP - rng.uniform(0, 5),
                rng.uniform(1, 3),
                1.4,
            ),
            "#f3dfb8",
        )
