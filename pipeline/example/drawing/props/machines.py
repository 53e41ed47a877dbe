"""Machines that come to a repair café."""

import math

from example.drawing.canvas import Canvas
from example.drawing.geometry import arc, ellipse, path, rect, ring
from example.drawing.paint import Linear, Radial
from example.drawing.palette import (
    BRICK,
    CORAL,
    CREAM,
    IRON,
    NAVY,
    OCHRE,
    SAND,
    STEEL,
    STEEL_LIGHT,
    TEAL_MID,
    TEAL_SOFT,
    WHITE,
    WOOD,
    WOOD_DARK,
    WOOD_LIGHT,
    darker,
    lighter,
)  # fmt: skip

BLACK = "#16222d"


def sewing_machine(canvas: Canvas, body: str = BLACK, gold: str = OCHRE) -> None:
    """About 520 wide and 330 high; its base stands on y = 0, needle at x = 92."""
    box = rect(0, -56, 500, 56, 8)
    canvas.fill(box, Linear((0, -56), (0, 0), [(0, WOOD_LIGHT), (1, WOOD)]))
    canvas.fill(rect(0, -16, 500, 5), WOOD_DARK, opacity=0.5)
    for x in (26, 440):
        canvas.fill(rect(x, -40, 34, 9, 4), OCHRE)
    bed = path("M22 -56 L26 -74 L476 -74 L482 -56 z")
    canvas.fill(bed, Linear((0, -74), (0, -56), [(0, lighter(body, 0.3)), (1, body)]))
    canvas.fill(rect(58, -78, 76, 6, 2), STEEL_LIGHT)
    arm = path(
        "M46 -150 C44 -196 42 -236 56 -254 C66 -266 90 -268 120 -262 C190 -250 270 -250 330 -262 "
        "C352 -268 380 -272 404 -266 C436 -258 444 -226 444 -196 L446 -74 L338 -74 "
        "C340 -110 340 -140 330 -160 C318 -182 290 -188 250 -188 C200 -188 160 -184 142 -176 "
        "C134 -172 132 -160 132 -150 L132 -132 L52 -132 z"
    )
    canvas.fill(
        arm,
        Linear((0, -270), (0, -70), [(0, lighter(body, 0.2)), (0.3, body), (1, darker(body, 0.3))]),
    )
    canvas.line(
        "M62 -246 C80 -256 110 -252 130 -250 "
        "C200 -238 270 -240 334 -250 C360 -256 384 -260 402 -254",
        4,
        lighter(body, 0.4),
    )
    canvas.line("M70 -232 C110 -240 190 -222 250 -222 C300 -222 330 -232 350 -236", 2.6, gold)
    canvas.line(
        "M72 -196 C110 -206 190 -204 260 -204 "
        "C300 -204 326 -196 344 -176 C358 -156 358 -120 358 -84",
        2.6,
        gold,
    )
    for n in range(5):
        x = 150 + n * 40
        canvas.fill(ellipse(x, -213, 8, 3.6), gold)
        canvas.fill(ellipse(x + 20, -213, 3), CORAL)
    canvas.line("M374 -230 q26 -12 44 0 q-10 26 -22 30 q-12 -4 -22 -30 z", 2.6, gold)
    canvas.fill(ellipse(396, -221, 5), CORAL)
    canvas.line("M380 -88 V-180 M424 -88 V-180", 2, gold, opacity=0.8)
    canvas.fill(path("M54 -132 L130 -132 L124 -112 L62 -112 z"), darker(body, 0.2))
    canvas.fill(rect(84, -118, 12, 20, 3), STEEL)
    canvas.line("M92 -100 V-74", 3, STEEL_LIGHT)
    canvas.line("M112 -118 V-84", 6, STEEL)
    canvas.fill(path("M98 -84 h22 q8 0 8 8 h-36 q0 -8 6 -8 z"), STEEL)
    canvas.fill(ellipse(70, -176, 18), STEEL)
    canvas.fill(ellipse(70, -176, 11), STEEL_LIGHT)
    canvas.fill(ellipse(70, -176, 5), IRON)
    canvas.fill(rect(96, -286, 7, 26, 3), STEEL)
    for x in (268, 290):
        canvas.line(f"M{x} -262 v-56", 4, STEEL)
    with_spool = rect(254, -318, 30, 50, 4)
    canvas.fill(rect(250, -322, 38, 7, 3), WOOD_LIGHT)
    canvas.fill(
        with_spool, Linear((254, 0), (284, 0), [(0, lighter(BRICK, 0.2)), (1, darker(BRICK, 0.2))])
    )
    canvas.fill(rect(250, -270, 38, 7, 3), WOOD)
    canvas.line(
        "M262 -300 C200 -330 140 -300 100 -284 C60 -262 46 -220 70 -178 C84 -150 92 -130 92 -100",
        1.8,
        CORAL,
    )
    canvas.fill(
        ring(470, -182, 66, 50),
        Linear((404, 0), (536, 0), [(0, STEEL), (0.4, STEEL_LIGHT), (1, "#7d9096")]),
    )
    canvas.fill(ellipse(470, -182, 18), IRON)
    for n in range(5):
        angle = math.radians(20 + n * 72)
        canvas.line(
            f"M470 -182 L{470 + 54 * math.cos(angle)} {-182 + 54 * math.sin(angle)}", 7, STEEL
        )
    canvas.fill(ellipse(470, -182, 9), STEEL_LIGHT)
    canvas.fill(ellipse(436, -106, 10), STEEL)


def toaster_shell(canvas: Canvas, colour: str = TEAL_SOFT) -> None:
    """The outside of a toaster, 300 wide, 190 high, base on y = 0."""
    body = path(
        "M12 0 C4 -60 4 -120 24 -160 C34 -182 60 -190 90 -190 L210 -190 "
        "C240 -190 266 -182 276 -160 C296 -120 296 -60 288 0 z"
    )
    canvas.fill(
        body,
        Linear(
            (0, 0),
            (300, 0),
            [
                (0, lighter(colour, 0.35)),
                (0.2, lighter(colour, 0.5)),
                (0.5, colour),
                (1, darker(colour, 0.35)),
            ],
        ),
    )
    canvas.line("M24 -60 C20 -110 30 -150 42 -162", 7, WHITE, opacity=0.7)
    canvas.fill(rect(40, -190, 220, 10, 5), darker(colour, 0.3))
    for y in (-122, -104, -86):
        canvas.line(f"M84 {y} H216", 3.4, darker(colour, 0.3), opacity=0.6)
    canvas.fill(rect(0, -14, 300, 16, 6), IRON)


def radio(canvas: Canvas, colour: str = BRICK) -> None:
    """A transistor radio, 220 by 140, base on y = 0."""
    canvas.line("M180 -138 L236 -236", 3, STEEL)
    canvas.fill(ellipse(236, -236, 4), STEEL_LIGHT)
    canvas.line("M40 -140 q0 -28 28 -28 h84 q28 0 28 28", 8, darker(colour, 0.3))
    canvas.fill(
        rect(0, -140, 220, 140, 14),
        Linear((0, -140), (0, 0), [(0, lighter(colour, 0.18)), (1, darker(colour, 0.12))]),
    )
    canvas.fill(ellipse(68, -64, 50), CREAM)
    canvas.fill(ellipse(68, -64, 50), Radial((68, -64), 50, [(0, "#b8a98a"), (1, SAND)]))
    for row in range(-4, 5):
        for column in range(-4, 5):
            if row * row + column * column < 20:
                canvas.fill(ellipse(68 + column * 10, -64 + row * 10, 2.8), IRON)
    canvas.fill(rect(132, -120, 74, 36, 5), CREAM)
    for n in range(8):
        canvas.line(f"M{140 + n * 8.4} -112 v{12 if n % 3 == 0 else 7}", 1.5, IRON)
    canvas.line("M172 -116 v28", 2.2, BRICK)
    for x in (150, 190):
        canvas.fill(ellipse(x, -46, 15), IRON)
        canvas.line(f"M{x} -46 l6 -9", 3, CREAM)


def desk_lamp(canvas: Canvas, colour: str = OCHRE, *, lit: bool = True) -> None:
    """A jointed lamp that leans to the left, about 300 high, foot on y = 0."""
    canvas.fill(path("M-58 0 C-58 -18 -30 -24 0 -24 C30 -24 58 -18 58 0 z"), colour)
    canvas.line("M0 -22 L52 -150 L-30 -262", 7, STEEL)
    canvas.line("M10 -22 L62 -150 L-20 -262", 3, STEEL_LIGHT)
    canvas.fill(ellipse(56, -150, 11), IRON)
    if lit:
        canvas.fill(
            "M-96 -240 L-52 -204 L-60 20 L-300 20 z",
            Linear((-70, -230), (-150, 20), [(0, "#ffe9b8"), (1, "#000000")]),
            opacity=0.4,
            blend="screen",
        )
        canvas.glow((-82, -218), 120, "#fff0c4", opacity=0.9)
    with canvas.at(-36, -264, turn=40):
        canvas.fill(
            "M-16 -22 L16 -22 C18 4 46 10 48 46 L-48 46 C-46 10 -18 4 -16 -22 z",
            Linear((-48, 0), (48, 0), [(0, lighter(colour, 0.3)), (1, darker(colour, 0.25))]),
        )
        canvas.fill(ellipse(0, 46, 48, 8), "#fff3cf" if lit else darker(colour, 0.4))


def kettle(canvas: Canvas, colour: str = TEAL_MID) -> None:
    canvas.line("M30 -128 C40 -176 120 -176 132 -128", 9, IRON)
    canvas.fill(
        "M18 0 C4 -50 10 -104 40 -124 L120 -124 C150 -104 156 -50 142 0 z",
        Linear(
            (0, 0), (160, 0), [(0, lighter(colour, 0.4)), (0.4, colour), (1, darker(colour, 0.3))]
        ),
    )
    canvas.fill("M140 -60 C164 -64 170 -96 190 -104 L178 -82 C168 -60 160 -36 146 -30 z", colour)
    canvas.fill(rect(36, -132, 88, 12, 6), darker(colour, 0.3))
    canvas.fill(ellipse(80, -140, 9), IRON)


def coffee_cup(canvas: Canvas, colour: str = CREAM, *, steam: bool = True) -> None:
    """A mug 62 wide, base on y = 0."""
    if steam:
        for x in (18, 34):
            canvas.line(f"M{x} -72 c-9 -14 9 -20 0 -36", 3.4, WHITE, opacity=0.55)
    canvas.line(arc(60, -32, 15, -90, 90), 7, darker(colour, 0.1))
    canvas.fill(
        "M0 -62 L58 -62 L54 -6 C54 0 4 0 4 -6 z",
        Linear((0, 0), (60, 0), [(0, lighter(colour, 0.3)), (1, darker(colour, 0.18))]),
    )
    canvas.fill(ellipse(29, -62, 29, 6), darker(WOOD_DARK, 0.3))


def multimeter(canvas: Canvas, colour: str = OCHRE) -> None:
    """100 by 170, base on y = 0."""
    canvas.fill(rect(0, -170, 104, 170, 14), darker(colour, 0.1))
    canvas.fill(rect(8, -162, 88, 154, 10), NAVY)
    canvas.fill(rect(16, -152, 72, 40, 4), "#b9ccab")
    for n, x in enumerate((24, 44, 64)):
        canvas.line(
            f"M{x} -144 h12 v12 h-12 v12 h12" if n != 1 else f"M{x + 12} -144 v24", 3.2, NAVY
        )
    canvas.fill(ellipse(52, -72, 28), IRON)
    canvas.line("M52 -72 L66 -92", 5, OCHRE)
    for n in range(10):
        angle = math.radians(n * 36)
        canvas.fill(ellipse(52 + 36 * math.cos(angle), -72 + 36 * math.sin(angle), 2.2), CREAM)
    for x, tone in ((30, IRON), (52, BRICK), (74, IRON)):
        canvas.fill(ellipse(x, -22, 7), tone)
        canvas.line(ellipse(x, -22, 7), 1.8, STEEL, closed=True)


def oscilloscope(canvas: Canvas, colour: str = TEAL_MID) -> None:
    """300 by 200, base on y = 0."""
    canvas.fill(
        rect(0, -200, 300, 196, 12),
        Linear((0, -200), (300, 0), [(0, lighter(colour, 0.2)), (1, darker(colour, 0.25))]),
    )
    for x in (20, 250):
        canvas.fill(rect(x, -8, 34, 10, 3), IRON)
    canvas.fill(rect(18, -182, 174, 150, 8), IRON)
    canvas.fill(rect(26, -174, 158, 134, 5), "#14313a")
    for n in range(1, 6):
        canvas.line(
            f"M26 {-174 + n * 22.3} h158 M{26 + n * 26.3} -174 v134", 1, TEAL_SOFT, opacity=0.35
        )
    wave = "M26 -107 " + " ".join(
        f"L{26 + n * 2} {-107 - 40 * math.sin(n / 79 * math.pi * 5):.2f}" for n in range(80)
    )
    canvas.glow((105, -107), 100, "#bfe7a0", opacity=0.35)
    canvas.line(wave, 3.2, "#d9f0a8")
    for row in range(3):
        for column in range(2):
            cx, cy = 222 + column * 46, -160 + row * 48
            canvas.fill(ellipse(cx, cy, 16), CREAM)
            canvas.fill(ellipse(cx, cy, 11), NAVY)
            canvas.line(f"M{cx} {cy} l{5 + row} -7", 2.6, CREAM)
    for x, tone in ((216, OCHRE), (240, BRICK), (264, CREAM)):
        canvas.fill(ellipse(x, -24, 6), tone)


def fan(canvas: Canvas, colour: str = TEAL_SOFT) -> None:
    """A table fan, about 190 high, foot on y = 0."""
    canvas.fill("M-46 0 C-46 -14 -20 -18 0 -18 C20 -18 46 -14 46 0 z", darker(colour, 0.2))
    canvas.fill(rect(-6, -74, 12, 60), STEEL)
    for n in range(3):
        with canvas.at(0, -122, turn=n * 120 + 20):
            canvas.fill("M0 0 C-34 -14 -34 -50 0 -56 C18 -46 14 -20 0 0 z", colour, opacity=0.9)
    canvas.line(ellipse(0, -122, 66), 5, STEEL, closed=True)
    for r in (24, 45):
        canvas.line(ellipse(0, -122, r), 1.8, STEEL, closed=True)
    for n in range(12):
        angle = math.radians(n * 30)
        canvas.line(f"M0 -122 l{66 * math.cos(angle)} {66 * math.sin(angle)}", 1.6, STEEL)
    canvas.fill(ellipse(0, -122, 14), IRON)
