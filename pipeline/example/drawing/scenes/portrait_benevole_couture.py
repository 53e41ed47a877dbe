"""A simulated portrait: a volunteer of the sewing workshop, drawn without a face."""

from PIL import Image

from example.drawing.canvas import Canvas
from example.drawing.geometry import ellipse, limb, path, rect, smooth
from example.drawing.paint import Linear, Radial
from example.drawing.palette import (
    BRICK,
    CORAL,
    CREAM,
    HAIRS,
    IRON,
    NAVY,
    NIGHT,
    OCHRE,
    PEACH,
    SKINS,
    TEAL,
    TEAL_MID,
    TEAL_SOFT,
    WOOD,
    WOOD_LIGHT,
    darker,
)  # fmt: skip
from example.drawing.props import tools
from example.drawing.props.people import Arm, Person, bust
from example.drawing.props.room import planks

KIND = "jpg"
WIDTH, HEIGHT, TABLE = 1200, 1500, 1270
WHO = Person(style="bun", skin=SKINS[2], hair=HAIRS[0], top=OCHRE, look=0.25, nod=3)


def draw() -> Image.Image:
    canvas = Canvas(
        WIDTH,
        HEIGHT,
        Linear((0, 0), (0, HEIGHT), [(0, "#2f7580"), (1, "#1c5560")]),
        seed="portrait-benevole-couture",
    )
    canvas.fill(ellipse(600, 560, 470), Radial((520, 460), 620, [(0, "#f6d8ae"), (1, PEACH)]))
    for y in (150, 330):
        for x, wide in ((-20, 250), (970, 260)):
            canvas.shadow(rect(x, y + 40, wide, 16), dy=12, blur=12, opacity=0.5)
            canvas.fill(rect(x, y + 40, wide, 16, 3), WOOD)
            for n in range(4):
                with canvas.at(x + 42 + n * 56, y, scale=1):
                    tools.spool(
                        canvas,
                        (CORAL, CREAM, OCHRE, TEAL_SOFT, BRICK)[(n + y // 100 + (x > 0) * 2) % 5],
                    )
    with canvas.at(600, TABLE + 60, scale=3.25):
        bust(canvas, WHO, (Arm((-108, -74), (-46, -26)), Arm((108, -76), (40, -30))))
    _tape(canvas)
    _table(canvas)
    return canvas.finished()


def _tape(canvas: Canvas) -> None:
    """A tape measure worn around the neck."""
    for points in (
        [(505, 664), (478, 730), (486, 850), (470, 980), (482, 1090)],
        [(695, 664), (724, 740), (712, 870), (730, 1000)],
    ):
        band = limb(points, [30, 34, 34])
        with canvas.cast(dx=6, dy=8, blur=7, opacity=0.4):
            canvas.fill(band, CREAM)
        canvas.fill(band, CREAM)
        spine = smooth(points, closed=False).outlines[0]
        for n, (x, y) in enumerate(spine[2:-1]):
            canvas.line(f"M{x - 15} {y} h{16 if n % 4 == 0 else 9}", 2.4, NAVY)
    canvas.fill(rect(466, 1086, 34, 18, 3), IRON)
    canvas.fill(rect(713, 996, 34, 18, 3), IRON)


def _table(canvas: Canvas) -> None:
    planks(canvas, 0, TABLE, WIDTH, HEIGHT - TABLE, seed="table", rows=2, tones=(WOOD_LIGHT, WOOD))
    canvas.fill(
        rect(0, TABLE, WIDTH, 40),
        Linear((0, TABLE), (0, TABLE + 40), [(0, NIGHT), (1, WOOD_LIGHT)]),
        opacity=0.28,
    )
    cloth = path(
        "M250 1310 C360 1230 470 1300 600 1246 C730 1200 860 1280 980 1300 "
        "C1010 1380 1040 1450 1060 1500 L170 1500 C190 1430 216 1370 250 1310 z"
    )
    with canvas.cast(dx=12, dy=8, blur=14, opacity=0.4):
        canvas.fill(cloth, BRICK)
    canvas.fill(
        cloth, Linear((170, 0), (1060, 0), [(0, CORAL), (0.5, BRICK), (1, darker(BRICK, 0.3))])
    )
    with canvas.clip(cloth):
        for row in range(6):
            for column in range(20):
                canvas.fill(
                    ellipse(180 + column * 50 + (row % 2) * 25, 1260 + row * 46, 7),
                    CREAM,
                    opacity=0.8,
                )
    for x, bend in ((380, 30), (560, -20), (760, 24), (900, -20)):
        canvas.fill(
            limb([(x + bend, 1280), (x, 1380), (x - bend, 1510)], [4, 18, 30]), NIGHT, opacity=0.2
        )
    with canvas.at(1040, 1400, turn=-58, scale=1.5):
        with canvas.cast(dx=8, dy=7, blur=6, opacity=0.4):
            tools.scissors(canvas, TEAL)
        tools.scissors(canvas, TEAL)
    for x, colour in ((120, TEAL_MID), (190, OCHRE)):
        with canvas.at(x, 1330 if x == 120 else 1352, scale=1.5):
            tools.spool(canvas, colour)
