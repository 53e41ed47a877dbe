"""The poster of the repair café: an open toaster before the canal."""

from PIL import Image

from example.drawing.canvas import Canvas
from example.drawing.geometry import ellipse, path, rect
from example.drawing.lettering import BOLD, TITLE, write
from example.drawing.paint import Linear
from example.drawing.palette import (
    BRICK,
    CORAL,
    CREAM,
    DAWN,
    IRON,
    MOSS,
    NAVY,
    NIGHT,
    OCHRE,
    STEEL,
    STEEL_LIGHT,
    TEAL,
    TEAL_MID,
    TEAL_SOFT,
    WHITE,
    lighter,
    mix,
)  # fmt: skip
from example.drawing.props import tools
from example.drawing.props.garland import bunting
from example.drawing.props.machines import toaster_shell
from example.drawing.props.mark import mark
from example.drawing.props.plants import poplar
from example.drawing.props.water import glitter, reflect, ripples

KIND = "jpg"
WIDTH, HEIGHT, WATER = 1200, 1697, 900


def draw() -> Image.Image:
    sky = Linear(
        (0, 0), (0, WATER), [(0, "#1d5864"), (0.42, "#6aa3a1"), (0.74, "#f0c99a"), (1, "#f9e3b8")]
    )
    canvas = Canvas(WIDTH, HEIGHT, sky, seed="affiche-repair-cafe")
    canvas.glow((600, 800), 520, "#ffd797", opacity=0.75)
    canvas.fill(ellipse(600, 800, 150), "#fff3d2")
    canvas.fill(
        path("M0 850 C200 800 380 830 600 822 C820 812 1000 840 1200 806 L1200 910 L0 910 z"),
        mix(MOSS, DAWN, 0.35),
    )
    for n, (x, high) in enumerate(
        ((36, 300), (112, 350), (196, 296), (1010, 290), (1090, 356), (1170, 310))
    ):
        poplar(canvas, x, 886, high, mix(MOSS, TEAL, 0.15), seed=f"p{n}", light=DAWN)
    canvas.fill(rect(0, 876, WIDTH, 24), "#d9c59b")
    canvas.fill(
        rect(0, WATER, WIDTH, HEIGHT - WATER),
        Linear(
            (0, WATER), (0, HEIGHT), [(0, "#cdb98c"), (0.2, "#5c959b"), (0.5, TEAL), (1, "#123742")]
        ),
    )
    reflect(canvas, WATER, 420, opacity=0.75, wave=5)
    glitter(canvas, 600, WATER + 6, 1250, "#fff1cd", seed="sun")
    ripples(
        canvas, (0, WATER + 20, WIDTH, 1420), WHITE, count=60, seed="r", opacity=0.28, longest=150
    )
    bunting(canvas, -20, 1220, 22, sag=26, flags=19, size=1.1)
    _toaster(canvas)
    _words(canvas)
    return canvas.finished()


def _toaster(canvas: Canvas) -> None:
    with canvas.at(336, 1176, scale=1.82):
        canvas.shadow(rect(10, -6, 290, 12, 6), dy=8, blur=12, opacity=0.6)
        inside = rect(18, -126, 264, 122, 6)
        canvas.fill(inside, "#22323d")
        canvas.line(inside, 5, STEEL, closed=True)
        for n in range(3):
            x = 30 + n * 84
            canvas.fill(
                rect(x, -116, 70, 104, 3),
                Linear((0, -116), (0, -12), [(0, "#efdcb6"), (1, "#cfae7c")]),
            )
            wire = f"M{x + 6} -108 " + " ".join(
                f"H{x + (64 if k % 2 == 0 else 6)} V{-108 + (k + 1) * 9}" for k in range(10)
            )
            canvas.line(wire, 2.6, "#a2613a")
        canvas.fill(rect(2, -14, 296, 16, 6), IRON)
        canvas.fill(rect(284, -92, 22, 80, 4), STEEL)
        canvas.fill(rect(300, -78, 30, 13, 5), NAVY)
        with canvas.at(-14, -172, turn=-11):
            with canvas.cast(dx=4, dy=18, blur=14, opacity=0.4):
                toaster_shell(canvas, TEAL_SOFT)
            toaster_shell(canvas, CORAL)
            mark(canvas, 118, -82, 58, ground=CREAM, ink=BRICK)
        for x, y, turn in ((306, -192, 24), (338, -250, -16), (352, -150, 50)):
            with canvas.at(x, y, turn=turn, scale=0.8):
                canvas.fill("M-12 -22 h24 q0 12 -7 12 h-10 q-7 0 -7 -12 z", STEEL_LIGHT)
                canvas.fill("M-5 -10 h10 l-2 36 l-3 8 l-3 -8 z", STEEL)
                for k in range(5):
                    canvas.line(f"M-7 {-4 + k * 7} l14 -3", 2.2, "#6f838a")
    for x, turn, scale, tool in (
        (170, -24, 1.5, tools.screwdriver),
        (1030, 20, 1.5, tools.spanner),
    ):
        with canvas.at(x, 1040, turn=turn, scale=scale):
            with canvas.cast(dx=8, dy=12, blur=9, opacity=0.45):
                tool(canvas)
            tool(canvas)


def _words(canvas: Canvas) -> None:
    write(canvas, 600, 268, "Repair café", 172, CREAM, face=TITLE, anchor="middle")
    write(
        canvas,
        600,
        344,
        "On répare ensemble, on jette moins",
        46,
        CREAM,
        face=BOLD,
        anchor="middle",
    )
    panel = path("M0 1290 Q300 1246 600 1290 T1200 1290 V1700 H0 z")
    canvas.fill(panel, NIGHT, opacity=0.25)
    with canvas.at(0, 14):
        canvas.fill(panel, Linear((0, 1290), (0, 1700), [(0, "#184a55"), (1, "#0f2f3a")]))
    write(
        canvas, 600, 1404, "Chaque premier samedi du mois", 62, CREAM, face=TITLE, anchor="middle"
    )
    canvas.fill(rect(380, 1430, 440, 74, 37), OCHRE)
    write(canvas, 600, 1483, "14 h – 17 h 30", 48, NAVY, face=BOLD, anchor="middle")
    write(canvas, 600, 1558, "7 quai des Haleurs, Redon", 42, CREAM, face=BOLD, anchor="middle")
    write(
        canvas,
        600,
        1610,
        "Sans rendez-vous · prix libre · relâche en août",
        32,
        MIST_TEXT,
        face=BOLD,
        anchor="middle",
    )
    mark(canvas, 70, 1520, 112, ground=CREAM, ink=TEAL, water=TEAL_MID)
    write(
        canvas,
        1130,
        1664,
        "Dates sur ateliers-du-halage.example.org",
        22,
        MIST_TEXT,
        face=BOLD,
        anchor="right",
    )


MIST_TEXT = lighter(TEAL_SOFT, 0.45)
