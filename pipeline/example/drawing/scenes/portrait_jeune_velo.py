"""A simulated portrait: a young member of the bicycle workshop, drawn without a face."""

import math

from PIL import Image

from example.drawing.canvas import Canvas
from example.drawing.geometry import arc, ellipse, path, polygon, rect
from example.drawing.paint import Linear
from example.drawing.palette import (
    BRICK,
    CORAL,
    CREAM,
    HAIRS,
    NAVY,
    NIGHT,
    OCHRE,
    SKINS,
    TEAL,
    TEAL_MID,
    TEAL_SOFT,
    WHITE,
    darker,
)  # fmt: skip
from example.drawing.props.bicycle import bicycle
from example.drawing.props.people import Arm, Person, bust, grip

KIND = "jpg"
WIDTH, HEIGHT = 1200, 1500
PLACE = (570, 1020)
WHO = Person(
    style="curly",
    skin=SKINS[3],
    hair=HAIRS[1],
    top=CREAM,
    stripes=TEAL_MID,
    look=-0.25,
    nod=-4,
    slim=0.92,
)


def draw() -> Image.Image:
    canvas = Canvas(
        WIDTH,
        HEIGHT,
        Linear((0, 0), (0, HEIGHT), [(0, "#e9b48a"), (1, "#cf7757")]),
        seed="portrait-jeune-velo",
    )
    for x, y, r in ((150, 260, 330), (1080, 560, 280), (80, 1180, 240)):
        canvas.line(ellipse(x, y, r), 30, CREAM, opacity=0.3, closed=True)
        for n in range(16):
            angle = math.radians(n * 22.5)
            canvas.line(
                f"M{x} {y} L{x + r * math.cos(angle)} {y + r * math.sin(angle)}",
                3,
                CREAM,
                opacity=0.3,
            )
    with canvas.at(*PLACE, scale=2.55):
        bust(canvas, WHO, (Arm((-114, -94), (-86, -46)), Arm((118, -104), (66, -70))), below=60)
    _bib(canvas)
    _helmet(canvas)
    with canvas.cast(dx=12, dy=14, blur=16, opacity=0.4):
        bicycle(canvas, 250, 1270, scale=2.36)
    bicycle(canvas, 250, 1270, scale=2.36, colour=TEAL, saddle_colour=BRICK, guard=OCHRE)
    grip(canvas, WHO.skin, 740, 842, turn=62, scale=2.15)
    grip(canvas, WHO.skin, 350, 902, turn=-60, scale=2.15)
    return canvas.finished()


def _bib(canvas: Canvas) -> None:
    """Dungarees over the striped shirt."""
    with canvas.at(*PLACE, scale=2.55):
        for side in (-1, 1):
            strap = polygon(
                (side * 30, -206), (side * 48, -198), (side * 46, -120), (side * 30, -120)
            )
            canvas.fill(strap, "#243f5c")
        bib = path(
            "M-46 -126 L46 -126 C48 -96 56 -70 66 -60 L68 200 L8 200 "
            "L0 96 L-8 200 L-68 200 L-66 -60 C-56 -70 -48 -96 -46 -126 z"
        )
        with canvas.cast(dx=2, dy=3, blur=4, opacity=0.35):
            canvas.fill(bib, TEAL)
        canvas.fill(bib, Linear((-60, 0), (60, 0), [(0, "#35597a"), (1, "#243f5c")]))
        canvas.line("M-40 -120 H40", 1.6, TEAL_SOFT)
        canvas.fill(rect(-24, -104, 48, 34, 4), "#1d3450")
        for side in (-1, 1):
            canvas.fill(ellipse(side * 38, -118, 4.6), OCHRE)


def _helmet(canvas: Canvas) -> None:
    with canvas.at(*PLACE, scale=2.55), canvas.at(0, -278, turn=WHO.nod):
        canvas.line("M-42 -24 C-44 20 -30 54 -2 60 M42 -24 C44 20 30 54 2 60", 3.4, NAVY)
        shell = path(
            "M-64 -18 C-70 -66 -44 -96 0 -98 C44 -96 70 -66 64 -18 C40 -30 -40 -30 -64 -18 z"
        )
        with canvas.cast(dx=2, dy=4, blur=4, opacity=0.4):
            canvas.fill(shell, BRICK)
        canvas.fill(
            shell,
            Linear((-60, -90), (60, -20), [(0, CORAL), (0.5, BRICK), (1, darker(BRICK, 0.4))]),
        )
        for x, lean in ((-36, -8), (-12, -3), (12, 3), (36, 8)):
            canvas.fill(
                path(
                    f"M{x - 5} -40 C{x - 7 + lean * 0.3} -60 {x - 4 - lean} -80 {x - lean} -86 "
                    f"C{x + 5 - lean} -80 {x + 7} -60 {x + 5} -40 z"
                ),
                NIGHT,
                opacity=0.7,
            )
        canvas.line(arc(0, -20, 62, 196, 250), 3, WHITE, opacity=0.5)
        canvas.fill(
            "M-66 -16 C-40 -30 40 -30 66 -16 C68 -10 66 -8 62 -8 "
            "C40 -18 -40 -18 -62 -8 C-66 -8 -68 -10 -66 -16 z",
            darker(BRICK, 0.35),
        )
