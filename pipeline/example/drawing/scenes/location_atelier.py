"""The empty workshop, to let by the half-day: two benches, machines, light on the floor."""

from PIL import Image

from example.drawing.canvas import Canvas
from example.drawing.geometry import ellipse, path, polygon, rect
from example.drawing.paint import Linear
from example.drawing.palette import (
    BRICK,
    CORAL,
    CREAM,
    IRON,
    MOSS,
    NAVY,
    NIGHT,
    OCHRE,
    TEAL,
    TEAL_MID,
    TEAL_SOFT,
    WHITE,
    WOOD,
    WOOD_DARK,
    darker,
    lighter,
    mix,
)  # fmt: skip
from example.drawing.props import tools
from example.drawing.props.mark import mark
from example.drawing.props.perspective import BACK, CEILING, FLOOR, LEFT, RIGHT, box, place, quad
from example.drawing.props.plants import pot
from example.drawing.props.woodshop import band_saw, bench, duct, planer

KIND = "jpg"
WIDTH, HEIGHT = 1600, 1067


def draw() -> Image.Image:
    canvas = Canvas(WIDTH, HEIGHT, CREAM, seed="location-atelier")
    _shell(canvas)
    _windows(canvas)
    _back(canvas)
    _light(canvas)
    _racks(canvas)
    duct(canvas)
    planer(canvas, 230, 690, 2.2)
    band_saw(canvas, 470, 1.62)
    for depth in (2.35, 1.62):
        bench(canvas, -520, -60, depth)
    _lamps(canvas)
    canvas.shade(rect(0, 0, WIDTH, HEIGHT), NIGHT, (1000, 500), (1900, 1100), opacity=0.35)
    return canvas.finished()


def _shell(canvas: Canvas) -> None:
    near = 0.8
    floor = quad(
        (LEFT, FLOOR, near), (RIGHT, FLOOR, near), (RIGHT, FLOOR, BACK), (LEFT, FLOOR, BACK)
    )
    canvas.fill(floor, Linear((0, 680), (0, HEIGHT), [(0, "#a9805a"), (1, "#c9a077")]))
    with canvas.clip(floor):
        for n in range(26):
            x = LEFT + n * 80
            a, b = place(x, FLOOR, near), place(x, FLOOR, BACK)
            canvas.line(f"M{a[0]} {a[1]} L{b[0]} {b[1]}", 1.8, WOOD_DARK, opacity=0.4)
            if n % 2:
                canvas.fill(
                    quad(
                        (x, FLOOR, near),
                        (x + 80, FLOOR, near),
                        (x + 80, FLOOR, BACK),
                        (x, FLOOR, BACK),
                    ),
                    WOOD_DARK,
                    opacity=0.08,
                )
            for k in range(4):
                depth = 0.85 + ((n * 37 + k * 53) % 100) / 100 * 2
                a, b = place(x, FLOOR, depth), place(x + 80, FLOOR, depth)
                canvas.line(f"M{a[0]} {a[1]} L{b[0]} {b[1]}", 1.6, WOOD_DARK, opacity=0.4)
    ceiling = quad(
        (LEFT, CEILING, near), (RIGHT, CEILING, near), (RIGHT, CEILING, BACK), (LEFT, CEILING, BACK)
    )
    canvas.fill(ceiling, Linear((0, 0), (0, 290), [(0, "#d9c49c"), (1, "#bfa679")]))
    for depth in (0.95, 1.2, 1.55, 2.05, 2.7):
        beam = quad(
            (LEFT, CEILING, depth),
            (RIGHT, CEILING, depth),
            (RIGHT, CEILING + 56, depth),
            (LEFT, CEILING + 56, depth),
        )
        canvas.fill(
            beam,
            Linear(
                (0, place(0, CEILING, depth)[1]),
                (0, place(0, CEILING + 56, depth)[1]),
                [(0, WOOD_DARK), (1, darker(WOOD_DARK, 0.2))],
            ),
        )
    for side, tone in ((LEFT, "#ead8b4"), (RIGHT, "#c7b48d")):
        wall = quad(
            (side, CEILING, near), (side, CEILING, BACK), (side, FLOOR, BACK), (side, FLOOR, near)
        )
        canvas.fill(wall, tone)
        foot = quad(
            (side, FLOOR - 150, near),
            (side, FLOOR - 150, BACK),
            (side, FLOOR, BACK),
            (side, FLOOR, near),
        )
        canvas.fill(foot, TEAL if side < 0 else darker(TEAL, 0.25))
        band = quad(
            (side, FLOOR - 158, near),
            (side, FLOOR - 158, BACK),
            (side, FLOOR - 148, BACK),
            (side, FLOOR - 148, near),
        )
        canvas.fill(band, OCHRE)
    back = quad(
        (LEFT, CEILING, BACK), (RIGHT, CEILING, BACK), (RIGHT, FLOOR, BACK), (LEFT, FLOOR, BACK)
    )
    canvas.fill(back, Linear((470, 0), (1130, 0), [(0, "#e3cfa6"), (1, "#cdb88e")]))
    canvas.fill(
        quad(
            (LEFT, FLOOR - 150, BACK),
            (RIGHT, FLOOR - 150, BACK),
            (RIGHT, FLOOR, BACK),
            (LEFT, FLOOR, BACK),
        ),
        darker(TEAL, 0.12),
    )
    canvas.fill(
        quad(
            (LEFT, FLOOR - 158, BACK),
            (RIGHT, FLOOR - 158, BACK),
            (RIGHT, FLOOR - 148, BACK),
            (LEFT, FLOOR - 148, BACK),
        ),
        OCHRE,
    )


def _windows(canvas: Canvas) -> None:
    for first, last in ((1.02, 1.3), (1.42, 1.86), (2.04, 2.76)):
        top, sill = -380.0, 300.0
        frame = quad(
            (LEFT, top - 24, first - 0.02),
            (LEFT, top - 24, last + 0.02),
            (LEFT, sill + 24, last + 0.02),
            (LEFT, sill + 24, first - 0.02),
        )
        canvas.fill(frame, WHITE)
        glass = quad((LEFT, top, first), (LEFT, top, last), (LEFT, sill, last), (LEFT, sill, first))
        canvas.fill(
            glass, Linear((0, 150), (0, 720), [(0, "#cbe6e2"), (0.6, "#fbf1d2"), (1, "#e6ecc8")])
        )
        with canvas.clip(glass):
            for n in range(5):
                depth = first + (last - first) * n / 4
                x, y = place(LEFT, 210, depth)
                canvas.fill(ellipse(x, y, 70 / depth, 110 / depth), mix(MOSS, TEAL_SOFT, 0.55))
        steps = 3
        for n in range(1, steps):
            inverse = 1 / first + (1 / last - 1 / first) * n / steps
            a, b = place(LEFT, top, 1 / inverse), place(LEFT, sill, 1 / inverse)
            canvas.line(f"M{a[0]} {a[1]} L{b[0]} {b[1]}", 7 * inverse, TEAL)
        for n in range(1, 5):
            level = top + (sill - top) * n / 5
            a, b = place(LEFT, level, first), place(LEFT, level, last)
            canvas.line(f"M{a[0]} {a[1]} L{b[0]} {b[1]}", 5, TEAL)
        canvas.line(glass, 8 / first, TEAL, closed=True)


def _back(canvas: Canvas) -> None:
    left, top = place(-760, -330, BACK)
    board = rect(left, top, 170, 118, 4)
    canvas.shadow(board, dx=4, dy=6, blur=8)
    canvas.fill(board, TEAL)
    for n, tool in enumerate(
        (tools.saw, tools.hammer, tools.spanner, tools.screwdriver, tools.pliers)
    ):
        with canvas.at(left + 22 + n * 32, top + 56, scale=0.36):
            (tool if tool is not tools.pliers else lambda c: tools.pliers(c, CORAL))(canvas)
    x, y = place(-60, -340, BACK)
    mark(canvas, x - 20, y + 4, 104, ground=TEAL)
    a, b = place(330, -300, BACK), place(720, FLOOR, BACK)  # the door to the yard
    canvas.fill(rect(a[0] - 8, a[1] - 8, b[0] - a[0] + 16, b[1] - a[1] + 8), WHITE)
    canvas.fill(rect(a[0], a[1], b[0] - a[0], b[1] - a[1]), BRICK)
    middle = (a[0] + b[0]) / 2
    for side in (a[0] + 8, middle + 4):
        canvas.fill(
            rect(side, a[1] + 10, middle - a[0] - 12, 120, 3),
            Linear((0, a[1]), (0, a[1] + 130), [(0, "#cbe6e2"), (1, "#fbf1d2")]),
        )
        canvas.fill(rect(side, a[1] + 146, middle - a[0] - 12, 140, 3), darker(BRICK, 0.25))
    canvas.fill(rect(middle - 1.5, a[1], 3, b[1] - a[1]), darker(BRICK, 0.5))
    canvas.fill(ellipse(middle - 8, a[1] + 164, 4), OCHRE)
    canvas.fill(ellipse(middle + 8, a[1] + 164, 4), OCHRE)
    x, y = place(-420, FLOOR, BACK)
    pot(canvas, x, y + 4, 64, seed="back")


def _light(canvas: Canvas) -> None:
    for first, last in ((1.02, 1.3), (1.42, 1.86), (2.04, 2.76)):
        patch = quad(
            (-760, FLOOR, first),
            (-760, FLOOR, last),
            (120, FLOOR, last * 0.93),
            (120, FLOOR, first * 0.93),
        )
        canvas.fill(
            patch,
            Linear(
                place(-760, FLOOR, first),
                place(120, FLOOR, first),
                [(0, "#ffe6b4"), (1, "#dcb88a")],
            ),
            opacity=0.5,
        )
        beam = polygon(
            place(LEFT, -380, first),
            place(LEFT, -380, last),
            place(120, FLOOR, last * 0.93),
            place(-760, FLOOR, first),
        )
        canvas.fill(
            beam,
            Linear(
                place(LEFT, -380, first),
                place(-300, FLOOR, first),
                [(0, "#fff0cc"), (1, "#000000")],
            ),
            opacity=0.16,
            blend="screen",
        )


def _racks(canvas: Canvas) -> None:
    for level in (-260.0, -60.0, 140.0):
        for depth in (1.12, 1.5, 2.0):
            shelf = quad(
                (RIGHT, level, depth),
                (RIGHT, level, depth * 1.3),
                (RIGHT - 130, level, depth * 1.3),
                (RIGHT - 130, level, depth),
            )
            canvas.fill(
                quad(
                    (RIGHT, level + 14, depth),
                    (RIGHT, level + 60, depth),
                    (RIGHT, level + 60, depth * 1.3),
                    (RIGHT, level + 14, depth * 1.3),
                ),
                NIGHT,
                opacity=0.2,
            )
            canvas.fill(shelf, lighter(WOOD, 0.1) if level > 0 else darker(WOOD, 0.2))
            canvas.fill(
                quad(
                    (RIGHT - 130, level, depth),
                    (RIGHT - 130, level, depth * 1.3),
                    (RIGHT - 130, level + 16, depth * 1.3),
                    (RIGHT - 130, level + 16, depth),
                ),
                WOOD,
            )
            for n, tone in enumerate((BRICK, OCHRE, TEAL_MID, CREAM)):
                d = depth * (1.25 - 0.075 * n)
                tall = 70 + ((n * 31 + int(depth * 10) + int(level)) % 50)
                box(canvas, RIGHT - 118, RIGHT - 20, level - tall, level, d, d * 1.05, tone)


def _lamps(canvas: Canvas) -> None:
    for x, depth in ((-300, 2.4), (700, 2.4), (-300, 1.5), (760, 1.5)):
        px, py = place(x, -300, depth)
        top = place(x, CEILING, depth)[1]
        s = 1.25 / depth
        canvas.line(f"M{px} {top} V{py - 60 * s}", 3 * s, IRON)
        shade = path(
            f"M{px - 14 * s} {py - 60 * s} "
            f"C{px - 30 * s} {py - 40 * s} {px - 76 * s} {py - 34 * s} {px - 84 * s} {py} "
            f"L{px + 84 * s} {py} C{px + 76 * s} {py - 34 * s} "
            f"{px + 30 * s} {py - 40 * s} {px + 14 * s} {py - 60 * s} z"
        )
        canvas.fill(
            shade,
            Linear(
                (px - 84 * s, 0),
                (px + 84 * s, 0),
                [(0, lighter(TEAL, 0.35)), (0.4, TEAL), (1, NAVY)],
            ),
        )
        canvas.fill(ellipse(px, py, 84 * s, 13 * s), "#fff1c9")
        canvas.glow((px, py + 8), 190 * s, "#ffe2a0", opacity=0.5)
