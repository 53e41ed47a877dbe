"""A simulated portrait: a former treasurer, drawn without a face."""

from random import Random

from PIL import Image

from example.drawing.canvas import Canvas
from example.drawing.geometry import ellipse, path, polygon, rect
from example.drawing.paint import Linear, Radial
from example.drawing.palette import (
    BRICK,
    CORAL,
    CREAM,
    HAIRS,
    IRON,
    MOSS,
    NAVY,
    NIGHT,
    OCHRE,
    SAND,
    SKINS,
    SLATE,
    STEEL,
    TEAL,
    TEAL_MID,
    TEAL_SOFT,
    WHITE,
    WOOD,
    WOOD_DARK,
    WOOD_LIGHT,
    darker,
)  # fmt: skip
from example.drawing.props.people import Arm, Person, bust
from example.drawing.props.plants import pot
from example.drawing.props.room import planks

KIND = "jpg"
WIDTH, HEIGHT, TABLE = 1200, 1500, 1250
WHO = Person(
    style="bald",
    skin=SKINS[0],
    hair=HAIRS[5],
    top=CREAM,
    collar=WHITE,
    glasses=True,
    beard=False,
    look=-0.3,
    nod=-3,
    bare_arms=False,
)


def draw() -> Image.Image:
    canvas = Canvas(
        WIDTH,
        HEIGHT,
        Linear((0, 0), (0, HEIGHT), [(0, "#d9b98a"), (1, "#c39c68")]),
        seed="portrait-ancien-tresorier",
    )
    _shelves(canvas)
    canvas.fill(ellipse(600, 540, 400), Radial((540, 460), 520, [(0, "#f8e7c6"), (1, "#ecd0a0")]))
    cardigan = Person(
        style=WHO.style,
        skin=WHO.skin,
        hair=WHO.hair,
        top=MOSS,
        collar=WHITE,
        glasses=True,
        look=WHO.look,
        nod=WHO.nod,
        bare_arms=False,
    )
    with canvas.at(600, TABLE + 60, scale=3.25):
        bust(canvas, cardigan, (Arm((-104, -70), (-50, -24)), Arm((104, -70), (46, -22))))
        _shirt(canvas)
    _table(canvas)
    return canvas.finished()


def _shirt(canvas: Canvas) -> None:
    opening = path("M-20 -205 L0 -190 L20 -205 L26 -120 L0 -60 L-26 -120 z")
    canvas.fill(opening, CREAM)
    canvas.fill(
        path("M-8 -196 L8 -196 L11 -186 L6 -178 L12 -106 L0 -84 L-12 -106 L-6 -178 L-11 -186 z"),
        BRICK,
    )
    for n in range(4):
        canvas.line(f"M{-10} {-160 + n * 18} L{10} {-168 + n * 18}", 3, OCHRE, opacity=0.8)
    for side in (-1, 1):
        canvas.line(f"M{side * 20} -206 L{side * 27} -120 L0 -58", 3.4, darker(MOSS, 0.3))
        canvas.fill(
            polygon((side * 34, -210), (side * 16, -222), (0, -192), (side * 15, -172)), WHITE
        )
        canvas.line(f"M{side * 16} -221 L0 -192 L{side * 15} -172", 1.2, SAND)
    canvas.line("M0 -60 V60", 2.4, darker(MOSS, 0.35))
    for n in range(3):
        canvas.fill(ellipse(7, -40 + n * 26, 3.6), WOOD_LIGHT)


def _shelves(canvas: Canvas) -> None:
    rng = Random("books")
    for y in (240, 520, 800):
        for x0, x1 in ((0, 300), (900, 1200)):
            canvas.fill(rect(x0, y - 210, x1 - x0, 212), darker(WOOD, 0.25))
            x = x0 + 10.0
            while x < x1 - 40:
                wide, tall = rng.uniform(24, 46), rng.uniform(130, 190)
                tone = rng.choice((TEAL, BRICK, OCHRE, SLATE, CREAM, TEAL_MID, MOSS, CORAL))
                book = rect(x, y - tall, wide - 3, tall, 3)
                canvas.fill(book, tone)
                canvas.shade(book, NAVY, (x, 0), (x + wide * 1.4, 0), opacity=0.45)
                canvas.fill(
                    rect(x + 4, y - tall * 0.8, wide - 11, tall * 0.22, 2), CREAM, opacity=0.75
                )
                x += wide
            canvas.fill(rect(x0, y, x1 - x0, 20), WOOD_LIGHT)
            canvas.fill(rect(x0, y + 14, x1 - x0, 6), WOOD_DARK, opacity=0.5)
    canvas.fill(rect(0, 820, 300, 440), darker(WOOD, 0.2))
    canvas.fill(rect(900, 820, 300, 440), darker(WOOD, 0.2))
    canvas.fill(rect(296, 0, 14, 1260), WOOD)
    canvas.fill(rect(890, 0, 14, 1260), WOOD)


def _table(canvas: Canvas) -> None:
    planks(
        canvas, 0, TABLE, WIDTH, HEIGHT - TABLE, seed="desk", rows=2, tones=("#9b6f49", "#835a3a")
    )
    canvas.fill(
        rect(0, TABLE, WIDTH, 40),
        Linear((0, TABLE), (0, TABLE + 40), [(0, NIGHT), (1, "#9b6f49")]),
        opacity=0.35,
    )
    with canvas.at(590, 1400):  # the ledger, open
        cover = path(
            "M-330 60 L-290 -120 C-190 -146 -60 -140 0 -112 C60 -140 190 -146 290 -120 "
            "L330 60 C210 34 70 40 0 74 C-70 40 -210 34 -330 60 z"
        )
        with canvas.cast(dx=10, dy=14, blur=14, opacity=0.5):
            canvas.fill(cover, NAVY)
        canvas.fill(cover, "#2d4f86")
        canvas.fill(
            "M-312 48 L-276 -122 C-184 -146 -60 -138 0 -108 L0 62 C-66 28 -200 22 -312 48 z", CREAM
        )
        canvas.fill(
            "M312 48 L276 -122 C184 -146 60 -138 0 -108 L0 62 C66 28 200 22 312 48 z", "#f1e5cb"
        )
        for n in range(7):
            y = -96 + n * 19
            canvas.line(
                f"M{-262 - n * 4} {y} C-180 {y - 20} -70 {y - 16} -18 {y + 12}", 2, TEAL_SOFT
            )
            canvas.line(f"M{262 + n * 4} {y} C180 {y - 20} 70 {y - 16} 18 {y + 12}", 2, TEAL_SOFT)
            canvas.line(
                f"M{-250 - n * 4} {y - 8} q50 -14 {84 + (n * 29) % 40} -10", 3, NAVY, opacity=0.6
            )
            canvas.line(
                f"M60 {y - 8} q40 -10 {70 + (n * 17) % 30} -9 M{214 + n * 3} {y - 9} l26 3",
                3,
                NAVY,
                opacity=0.6,
            )
        canvas.line("M-96 -136 L-110 30 M196 -138 L224 30", 2, BRICK, opacity=0.6)
    with canvas.at(800, 1336, turn=34):
        with canvas.cast(dx=5, dy=6, blur=5, opacity=0.45):
            canvas.fill(rect(-6, -80, 12, 190, 5), NAVY)
        canvas.fill(rect(-6, -80, 12, 150, 5), NAVY)
        canvas.fill(rect(-6, 20, 12, 10), OCHRE)
        canvas.fill("M-6 68 L6 68 L1 112 L-1 112 z", OCHRE)
    with canvas.at(1040, 1400, turn=8):  # a calculator
        body = rect(-80, -110, 160, 220, 14)
        with canvas.cast(dx=8, dy=10, blur=9, opacity=0.5):
            canvas.fill(body, IRON)
        canvas.fill(body, IRON)
        canvas.fill(rect(-64, -94, 128, 46, 5), "#b9ccab")
        for row in range(4):
            for column in range(4):
                tone = OCHRE if column == 3 else STEEL
                canvas.fill(rect(-64 + column * 33, -34 + row * 34, 27, 26, 5), tone)
    with canvas.at(130, 1420):
        pot(canvas, 0, 0, 150, seed="p")
