"""Hand tools, each drawn upright around its middle, about 200 high."""

from collections.abc import Callable

from example.drawing.canvas import Canvas
from example.drawing.geometry import Shape, arc, ellipse, path, polygon, rect, ring
from example.drawing.paint import Linear
from example.drawing.palette import (
    BRICK,
    BRICK_DARK,
    CORAL,
    CREAM,
    IRON,
    NAVY,
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
)

METAL = Linear((-20, 0), (20, 0), [(0, STEEL_LIGHT), (0.5, STEEL), (1, "#7d9096")])


def _handle(canvas: Canvas, shape: Shape | str, colour: str, *, width: float = 30) -> None:
    light = Linear(
        (-width / 2, 0),
        (width / 2, 0),
        [(0, lighter(colour, 0.3)), (0.45, colour), (1, darker(colour, 0.35))],
    )
    canvas.fill(shape, light)


def hammer(canvas: Canvas, colour: str = WOOD) -> None:
    _handle(
        canvas,
        "M-9 -70 L9 -70 C8 -20 10 40 13 92 C13 102 -13 102 -13 92 C-10 40 -8 -20 -9 -70 z",
        colour,
    )
    head = path(
        "M-54 -92 C-40 -104 -20 -104 -4 -100 L34 -100 L34 -106 L58 -106 "
        "L58 -64 L34 -64 L34 -70 L4 -70 C-20 -70 -30 -76 -54 -92 z"
    )
    canvas.fill(head, Linear((0, -106), (0, -64), [(0, STEEL_LIGHT), (0.5, STEEL), (1, "#6f838a")]))
    canvas.fill(rect(50, -106, 8, 42), IRON, opacity=0.35)


def mallet(canvas: Canvas, colour: str = WOOD_LIGHT) -> None:
    _handle(canvas, "M-9 -50 L9 -50 L12 96 C12 104 -12 104 -12 96 z", WOOD)
    head = polygon((-60, -104), (60, -104), (52, -40), (-52, -40))
    canvas.fill(head, colour)
    for y in (-92, -78, -64, -51):
        canvas.line(f"M{-52} {y} Q0 {y + 5} {52} {y}", 1.4, WOOD_DARK, opacity=0.4)
    canvas.shade(head, WOOD_DARK, (0, -80), (80, -50), opacity=0.8)


def saw(canvas: Canvas, colour: str = WOOD) -> None:
    teeth = "".join(f"L{-34 + n * 1.6 + (3 if n % 2 else -3)} {-84 + n * 8} " for n in range(17))
    canvas.fill(f"M-34 -100 {teeth} L26 56 L10 -100 z", METAL)
    canvas.line("M12 -96 L24 40", 2, "#8ea1a6")
    grip = path(
        "M-22 46 C-10 40 20 38 34 46 C44 60 40 92 26 102 "
        "C14 110 -14 108 -24 98 C-34 86 -34 58 -22 46 "
        "z M-8 62 C-16 66 -16 86 -8 90 C0 94 14 94 20 88 C26 80 26 66 18 62 C10 58 0 58 -8 62 z"
    )
    _handle(canvas, grip, colour, width=70)
    for x, y in ((4, 52), (20, 54)):
        canvas.fill(ellipse(x, y, 3.4), OCHRE)


def plane(canvas: Canvas, colour: str = WOOD) -> None:
    """Seen from its side, sole down: wider than high."""
    canvas.fill("M-100 34 L100 34 L100 46 L-100 46 z", METAL)
    body = path("M-98 34 L-92 0 C-60 -2 -40 8 -14 8 L30 8 C58 8 76 2 94 6 L98 34 z")
    canvas.fill(
        body, Linear((0, 0), (0, 40), [(0, lighter(colour, 0.25)), (1, darker(colour, 0.15))])
    )
    canvas.line("M-90 22 Q0 30 94 22", 1.6, WOOD_DARK, opacity=0.5)
    canvas.fill("M-12 10 L26 -58 L44 -50 L16 12 z", METAL)
    canvas.fill("M8 8 L34 -38 L46 -32 L28 10 z", IRON)
    _handle(
        canvas,
        "M-76 4 C-80 -30 -70 -48 -60 -50 C-48 -50 -40 -38 -44 -22 C-46 -12 -48 -4 -46 6 z",
        BRICK,
        width=150,
    )
    _handle(
        canvas,
        "M50 8 C58 -10 62 -34 54 -52 C60 -60 76 -56 78 -44 C80 -20 76 -4 82 8 z",
        BRICK_DARK,
        width=150,
    )
    canvas.fill(ellipse(36, -4, 7), OCHRE)


def chisel(canvas: Canvas, colour: str = OCHRE) -> None:
    canvas.fill("M-11 -104 L11 -104 L9 -4 L-9 -4 z", METAL)
    canvas.fill("M-11 -104 L11 -104 L11 -92 L-11 -84 z", WHITE_EDGE)
    canvas.fill(rect(-9, -8, 18, 12), STEEL)
    _handle(canvas, "M-11 4 C-16 30 -16 70 -12 90 C-8 100 8 100 12 90 C16 70 16 30 11 4 z", colour)
    canvas.fill(rect(-12, 78, 24, 9, 3), IRON)


WHITE_EDGE = "#eef3f0"


def screwdriver(canvas: Canvas, colour: str = BRICK) -> None:
    canvas.fill("M-5 -100 L5 -100 L6 -86 L4 -80 L4 10 L-4 10 L-4 -80 L-6 -86 z", METAL)
    grip = path(
        "M-8 8 L8 8 C10 18 18 22 18 34 C18 60 18 80 14 94 "
        "C10 102 -10 102 -14 94 C-18 80 -18 60 -18 34 C-18 22 -10 18 -8 8 z"
    )
    _handle(canvas, grip, colour, width=36)
    for x in (-9, 0, 9):
        canvas.line(f"M{x} 34 V86", 2.6, NAVY, opacity=0.28)
    canvas.fill(rect(-10, 12, 20, 6), NAVY, opacity=0.3)


def spanner(canvas: Canvas, colour: str = STEEL) -> None:
    canvas.fill("M-10 -62 L10 -62 L10 62 L-10 62 z", METAL)
    canvas.fill(
        "M-26 -104 C-38 -88 -34 -62 -12 -54 L12 -54 C34 -62 38 -88 26 -104 "
        "L14 -100 L14 -78 L0 -70 L-14 -78 L-14 -100 z",
        METAL,
    )
    canvas.fill(
        ring(0, 78, 26, 13),
        Linear((-26, 0), (26, 0), [(0, STEEL_LIGHT), (0.5, colour), (1, "#7d9096")]),
    )
    canvas.fill(rect(-4, -46, 8, 92, 4), "#8ea1a6", opacity=0.7)


def pliers(canvas: Canvas, colour: str = TEAL) -> None:
    for flip in (1, -1):
        with canvas.at(0, 0, flip=flip < 0):
            canvas.fill("M0 -98 C10 -96 16 -70 18 -46 C18 -34 10 -24 0 -22 L-3 -60 z", METAL)
            _handle(
                canvas,
                "M2 -22 C14 -20 20 -10 22 6 C26 44 34 70 30 94 "
                "C28 102 16 102 16 94 C18 70 10 40 4 10 z",
                colour,
                width=60,
            )
    for y in range(-90, -52, 6):
        canvas.line(f"M-5 {y} h10", 1.6, IRON, opacity=0.7)
    canvas.fill(ellipse(0, -28, 15), STEEL)
    canvas.fill(ellipse(0, -28, 7), IRON)


def square(canvas: Canvas, colour: str = WOOD) -> None:
    canvas.fill("M-40 -98 L-18 -98 L-18 66 L-40 66 z", METAL)
    for n in range(14):
        canvas.line(f"M-40 {-92 + n * 11} h{9 if n % 2 else 6}", 1.3, IRON)
    canvas.fill(
        rect(-46, 58, 116, 38, 5),
        Linear((0, 58), (0, 96), [(0, lighter(colour, 0.25)), (1, darker(colour, 0.2))]),
    )
    for x in (-28, 20, 54):
        canvas.fill(ellipse(x, 77, 4), OCHRE)


def drill(canvas: Canvas, colour: str = TEAL) -> None:
    """A cordless drill looking to the left."""
    canvas.fill("M-104 -66 L-66 -68 L-66 -56 L-104 -58 z", METAL)
    canvas.fill("M-70 -80 L-44 -86 L-44 -38 L-70 -44 z", IRON)
    canvas.fill(rect(-46, -92, 16, 60, 4), STEEL)
    body = path(
        "M-32 -96 C0 -104 50 -104 70 -92 C84 -84 84 -44 72 -34 C60 -26 40 -26 34 -26 "
        "C36 10 42 40 46 60 L0 62 C0 30 -4 0 -8 -24 L-32 -26 z"
    )
    canvas.fill(
        body,
        Linear(
            (0, -100),
            (0, 60),
            [(0, lighter(colour, 0.22)), (0.4, colour), (1, darker(colour, 0.3))],
        ),
    )
    canvas.fill("M-6 -22 C-20 -18 -22 2 -10 12 L-2 10 C-6 0 -6 -10 -4 -20 z", BRICK)
    canvas.fill(rect(-18, 58, 82, 36, 8), NAVY)
    canvas.fill(rect(-10, 66, 26, 8, 3), OCHRE)
    for n in range(4):
        canvas.line(f"M{34 + n * 9} -84 v36", 4, NAVY, opacity=0.35)


def scissors(canvas: Canvas, colour: str = BRICK, *, spread: float = 13) -> None:
    for flip in (False, True):
        with canvas.at(0, -6, turn=-spread if flip else spread, flip=flip):
            canvas.fill("M-5 14 L-9 -88 C-8 -98 -4 -100 -1 -96 C6 -60 9 -20 7 14 z", METAL)
            canvas.line("M-2 -86 Q4 -40 3 8", 1.4, WHITE_EDGE)
            canvas.fill("M-5 10 L7 10 C8 30 2 40 0 46 L-10 46 C-6 34 -6 22 -5 10 z", colour)
            canvas.fill(ellipse(-12, 70, 21, 29) + ellipse(-12, 70, 12, 19), colour)
    canvas.fill(ellipse(0, 2, 7), IRON)
    canvas.fill(ellipse(-1.5, 0.5, 2.4), STEEL_LIGHT)


def brush(canvas: Canvas, colour: str = TEAL_MID) -> None:
    _handle(
        canvas,
        "M-6 4 C-20 10 -22 0 -22 -10 L22 -10 C22 0 20 10 6 4 "
        "C8 40 12 60 8 92 C6 100 -6 100 -8 92 C-12 60 -8 40 -6 4 z",
        WOOD,
    )
    canvas.fill(rect(-25, -34, 50, 26, 3), METAL)
    canvas.fill(
        "M-24 -34 L24 -34 C26 -66 20 -90 16 -104 L-14 -100 C-22 -80 -26 -60 -24 -34 z", WOOD_LIGHT
    )
    canvas.fill(
        "M-22 -66 C0 -58 12 -62 23 -68 C22 -84 18 -96 16 -104 L-14 -100 C-18 -90 -21 -78 -22 -66 z",
        colour,
    )
    for x in (-14, -5, 4, 13):
        canvas.line(f"M{x} -36 L{x * 0.9} -60", 1.4, WOOD_DARK, opacity=0.5)


def clamp(canvas: Canvas, colour: str = BRICK) -> None:
    canvas.line("M46 -74 H-30 Q-48 -74 -48 -56 V40 Q-48 60 -30 60 H0", 17, colour)
    canvas.line("M40 -79 H-30 Q-52 -79 -53 -56 V40", 3, lighter(colour, 0.4))
    canvas.fill(rect(30, -76, 26, 18, 4), IRON)
    canvas.line("M26 -20 V96", 8, STEEL)
    for y in range(0, 84, 8):
        canvas.line(f"M22 {y} l8 3", 1.6, IRON, opacity=0.6)
    canvas.fill(rect(10, 48, 32, 26, 5), darker(colour))
    canvas.fill(rect(12, -30, 28, 12, 4), IRON)
    canvas.line("M4 96 H48", 6, WOOD)


def file(canvas: Canvas, colour: str = OCHRE) -> None:
    canvas.fill("M-8 -102 L8 -102 L11 0 L-11 0 z", METAL)
    for y in range(-98, -4, 5):
        canvas.line(f"M-9 {y + 4} L9 {y}", 1.1, IRON, opacity=0.6)
    canvas.fill(rect(-7, -2, 14, 14), STEEL)
    _handle(
        canvas, "M-9 10 C-18 30 -18 60 -13 90 C-10 100 10 100 13 90 C18 60 18 30 9 10 z", colour
    )


def level(canvas: Canvas, colour: str = OCHRE) -> None:
    canvas.fill(
        rect(-18, -100, 36, 200, 5),
        Linear((-18, 0), (18, 0), [(0, lighter(colour, 0.3)), (1, darker(colour, 0.15))]),
    )
    for y in (-70, 0, 70):
        canvas.fill(rect(-11, y - 17, 22, 34, 7), "#c8dc8c")
        canvas.fill(ellipse(0, y + 2, 6, 8), WHITE_EDGE)
        canvas.line(f"M-11 {y - 7} h22 M-11 {y + 11} h22", 1.6, IRON)


def soldering_iron(canvas: Canvas, colour: str = TEAL) -> None:
    canvas.fill("M-2 -104 L2 -104 L7 -84 L-7 -84 z", STEEL_LIGHT)
    canvas.fill(rect(-8, -86, 16, 52, 3), METAL)
    canvas.fill(rect(-11, -38, 22, 14, 4), IRON)
    _handle(
        canvas,
        "M-13 -26 L13 -26 C20 -12 12 0 12 20 L14 80 "
        "C14 98 -14 98 -14 80 L-12 20 C-12 0 -20 -12 -13 -26 z",
        colour,
    )
    for y in (30, 42, 54):
        canvas.line(f"M-10 {y} h20", 3, NAVY, opacity=0.35)


def tape(canvas: Canvas, colour: str = OCHRE) -> None:
    """A tape measure, squarish, about 100 wide."""
    canvas.fill(rect(-50, 30, 130, 14), CREAM)
    for n in range(14):
        canvas.line(f"M{-10 + n * 6.4} 30 v{7 if n % 2 else 10}", 1.3, IRON)
    canvas.fill(rect(76, 24, 8, 26, 2), STEEL)
    canvas.fill(
        rect(-54, -54, 104, 100, 24),
        Linear((-50, -50), (50, 50), [(0, lighter(colour, 0.3)), (1, darker(colour, 0.1))]),
    )
    canvas.fill(ellipse(-2, -6, 32), IRON)
    canvas.fill(ellipse(-2, -6, 24), lighter(colour, 0.1))
    canvas.line(arc(-2, -6, 15, 200, 320), 4, CREAM, opacity=0.7)


def spool(canvas: Canvas, colour: str = CORAL) -> None:
    """A spool of thread, 70 high."""
    canvas.fill(rect(-26, -40, 52, 12, 4), WOOD_LIGHT)
    canvas.fill(rect(-26, 28, 52, 12, 4), WOOD)
    canvas.fill(
        rect(-20, -29, 40, 58, 4),
        Linear(
            (-20, 0), (20, 0), [(0, lighter(colour, 0.25)), (0.5, colour), (1, darker(colour, 0.3))]
        ),
    )
    for y in range(-24, 28, 6):
        canvas.line(f"M-20 {y} Q0 {y + 5} 20 {y + 2}", 1.2, darker(colour, 0.35), opacity=0.6)


Tool = Callable[[Canvas], None]


def hang(
    canvas: Canvas,
    tool: Tool,
    x: float,
    y: float,
    *,
    scale: float = 0.6,
    turn: float = 0,
    shadow: bool = True,
) -> None:
    """Hang a tool on a wall; two nails hold it."""
    with canvas.at(x, y, scale=scale, turn=turn):
        if shadow:
            with canvas.cast(dx=11, dy=12, blur=7, opacity=0.4):
                tool(canvas)
        tool(canvas)
