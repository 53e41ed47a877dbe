"""The general meeting seen from the last rows: raised cards, the officers, a chart."""

from random import Random

from PIL import Image

from example.drawing.canvas import Canvas
from example.drawing.geometry import ellipse, pie, polygon, rect
from example.drawing.paint import Linear
from example.drawing.palette import (
    BRICK,
    BRICK_DARK,
    CORAL,
    CREAM,
    HAIRS,
    IRON,
    MOSS,
    MOSS_SOFT,
    NAVY,
    NIGHT,
    OCHRE,
    PEACH,
    SKINS,
    SLATE,
    TEAL,
    TEAL_MID,
    TEAL_SOFT,
    WHITE,
    WOOD,
    WOOD_DARK,
    WOOD_LIGHT,
    lighter,
)
from example.drawing.props.mark import mark
from example.drawing.props.people import Arm, Person, back_view, bust
from example.drawing.props.plants import pot
from example.drawing.props.room import pendant, planks, tall_window

KIND = "jpg"
WIDTH, HEIGHT = 1600, 1067
STYLES = (
    "short",
    "bob",
    "afro",
    "bun",
    "bald",
    "curly",
    "long",
    "parted",
    "ponytail",
    "scarf",
    "fringe",
    "beanie",
)
TOPS = (TEAL, BRICK, OCHRE, NAVY, MOSS, CORAL, TEAL_MID, CREAM, SLATE, MOSS_SOFT, PEACH, BRICK_DARK)


def draw() -> Image.Image:
    canvas = Canvas(
        WIDTH,
        HEIGHT,
        Linear((0, 0), (0, 700), [(0, "#2b6b76"), (1, "#1c515c")]),
        seed="assemblee-generale",
    )
    for x in (60, 1290):
        tall_window(canvas, x, 90, 250, 380, columns=2, rows=4, frame=CREAM)
    _screen(canvas)
    canvas.fill(rect(0, 560, WIDTH, 120), WOOD_DARK)
    canvas.fill(rect(0, 552, WIDTH, 12), WOOD)
    planks(canvas, 0, 640, WIDTH, 460, seed="floor", rows=6, tones=("#a87b52", "#8a6040"))
    for x in (380, 1220):
        pendant(canvas, x, 130, 0.7, colour=OCHRE, reach=420)
    _officers(canvas)
    _audience(canvas)
    canvas.shade(rect(0, 0, WIDTH, HEIGHT), NIGHT, (800, 760), (800, 1250), opacity=0.5)
    return canvas.finished()


def _screen(canvas: Canvas) -> None:
    board = rect(480, 70, 640, 370, 8)
    canvas.shadow(board, dx=0, dy=16, blur=20, opacity=0.45)
    canvas.fill(board, Linear((480, 70), (1120, 440), [(0, WHITE), (1, "#efe4cc")]))
    canvas.fill(rect(470, 60, 660, 16, 8), IRON)
    mark(canvas, 516, 104, 84)
    canvas.fill(rect(626, 116, 250, 18, 9), TEAL)
    canvas.fill(rect(626, 148, 180, 12, 6), TEAL_SOFT)
    for n, high in enumerate((62, 84, 78, 112, 140, 168)):
        x = 530 + n * 56
        canvas.fill(
            rect(x, 404 - high, 36, high, 4),
            (TEAL_SOFT, TEAL_MID, TEAL_MID, OCHRE, CORAL, BRICK)[n],
        )
    canvas.fill(rect(516, 404, 350, 4), NAVY)
    for start, end, tone in (
        (-90, 60, TEAL),
        (60, 170, OCHRE),
        (170, 230, BRICK),
        (230, 270, TEAL_SOFT),
    ):
        canvas.fill(pie(998, 300, 92, start, end), tone)
    canvas.fill(ellipse(998, 300, 46), "#f5ecd8")
    canvas.glow((800, 250), 520, "#fff3d2", opacity=0.2)


def _officers(canvas: Canvas) -> None:
    canvas.fill(ellipse(800, 730, 520, 26), NIGHT, opacity=0.35)
    for x, who, arms in (
        (
            580,
            Person(
                style="bald",
                skin=SKINS[1],
                hair=HAIRS[5],
                glasses=True,
                top=MOSS,
                collar=CREAM,
                look=0.3,
                bare_arms=False,
            ),
            (Arm((-88, -84), (-36, -26)), Arm((88, -84), (36, -26))),
        ),
        (
            800,
            Person(style="bob", skin=SKINS[0], hair=HAIRS[2], top=BRICK, look=0.1),
            (Arm((-94, -86), (-46, -24)), Arm((112, -124), (138, -206))),
        ),
        (
            1020,
            Person(style="curly", skin=SKINS[3], hair=HAIRS[0], top=OCHRE, look=-0.4),
            (Arm((-88, -84), (-30, -24)), Arm((88, -84), (44, -28))),
        ),
    ):
        with canvas.at(x, 640, scale=0.72):
            bust(canvas, who, arms)
    cloth = polygon((430, 628), (1170, 628), (1190, 740), (410, 740))
    canvas.fill(cloth, TEAL)
    canvas.shade(cloth, NIGHT, (600, 640), (1300, 760), opacity=0.5)
    canvas.fill(rect(424, 622, 752, 14, 4), lighter(TEAL, 0.25))
    for n in range(15):
        canvas.line(f"M{450 + n * 50} 640 l{-4 + n * 0.6} 98", 2, NIGHT, opacity=0.2)
    mark(canvas, 762, 646, 78, ground=CREAM, ink=TEAL)
    for x in (560, 990):
        canvas.fill(polygon((x - 40, 622), (x + 30, 622), (x + 36, 606), (x - 30, 606)), WHITE)
    for x in (676, 900, 1100):
        canvas.fill(rect(x, 590, 18, 34, 4), "#b9d3cd", opacity=0.8)
    canvas.fill(rect(836, 584, 6, 40, 2), IRON)
    canvas.fill(ellipse(839, 580, 9, 12), IRON)
    box = polygon((1080, 622), (1160, 622), (1156, 566), (1084, 566))
    canvas.fill(box, WOOD_LIGHT)
    canvas.fill(rect(1098, 576, 44, 7, 3), NAVY)
    with canvas.at(300, 716):
        pot(canvas, 0, 0, 120, seed="a")
    with canvas.at(1310, 716):
        pot(canvas, 0, 0, 120, seed="b")


def _audience(canvas: Canvas) -> None:
    rng = Random("audience")
    for y, scale, count, raised in (
        (862, 0.62, 8, (1, 4, 6)),
        (1000, 0.86, 7, (0, 3, 5)),
        (1190, 1.2, 6, (1, 4)),
    ):
        step = WIDTH / (count - 0.5)
        shift = 0 if count % 2 else -step * 0.3
        for n in range(count):
            index = (n * 5 + count * 3) % 12
            style = STYLES[index]
            who = Person(
                style=style,
                skin=SKINS[(n * 2 + count) % 6],
                hair=HAIRS[(n * 3 + count) % 7],
                hat=(TEAL_SOFT, OCHRE, CORAL)[n % 3],
                top=TOPS[(n * 7 + count * 2) % 12],
                stripes=TEAL_MID if TOPS[(n * 7 + count * 2) % 12] == CREAM else "",
                nod=rng.uniform(-4, 4),
            )
            x = shift + step * (n + 0.35) + rng.uniform(-14, 14)
            with canvas.at(x, y, scale=scale):
                if n in raised:
                    side = 1 if n % 2 else -1
                    card = (side * 96, -424)
                    with canvas.at(*card, turn=side * 6):
                        with canvas.cast(dx=4, dy=6, blur=6):
                            canvas.fill(rect(-40, -58, 80, 104, 6), OCHRE)
                        canvas.fill(rect(-40, -58, 80, 104, 6), (OCHRE, CREAM)[n % 2])
                        canvas.fill(rect(-24, -36, 48, 8, 4), TEAL, opacity=0.7)
                        canvas.fill(rect(-24, -20, 34, 8, 4), TEAL, opacity=0.5)
                    back_view(
                        canvas, who, arm=Arm((side * 128, -236), (side * 100, -360)), side=side
                    )
                else:
                    back_view(canvas, who)
                chair = rect(-92, -84, 184, 130, 22)
                with canvas.cast(dx=0, dy=-4, blur=8, opacity=0.35):
                    canvas.fill(chair, WOOD)
                canvas.fill(chair, Linear((0, -84), (0, 46), [(0, WOOD_LIGHT), (1, WOOD)]))
                canvas.fill(rect(-72, -66, 144, 6, 3), WHITE, opacity=0.25)
