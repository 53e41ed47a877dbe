"""Ways to wear hair, around the middle of a head: what is behind it, what is before it."""

import math
from collections.abc import Callable

from example.drawing.canvas import Canvas
from example.drawing.geometry import Shape, ellipse, limb, path, rect, smooth
from example.drawing.palette import NAVY, darker, lighter

Hair = Callable[[Canvas, str, float, str], None]


def _shine(canvas: Canvas, shape: Shape, colour: str) -> None:
    canvas.shade(shape, lighter(colour, 0.45), (6, -30), (-40, -70), opacity=0.4, blend="")


def short(canvas: Canvas, colour: str, look: float, hat: str) -> None:
    d = look * 10
    shape = path(
        f"M-45 6 C-54 -50 -30 -68 4 -66 C40 -66 54 -42 45 6 C43 -8 39 -18 {30 + d} -28 "
        f"C{10 + d} -18 {-18 + d} -18 {-33 + d} -34 C-39 -20 -43 -8 -45 6 z"
    )
    canvas.fill(shape, colour)
    _shine(canvas, shape, colour)


def parted(canvas: Canvas, colour: str, look: float, hat: str) -> None:
    shape = path(
        "M-46 8 C-56 -46 -34 -70 0 -68 C42 -68 56 -40 46 8 "
        "C44 -10 36 -22 18 -32 C-2 -30 -20 -26 -36 -12 C-42 -6 -44 0 -46 8 z"
    )
    canvas.fill(shape, colour)
    _shine(canvas, shape, colour)


def fringe(canvas: Canvas, colour: str, look: float, hat: str) -> None:
    d = look * 8
    shape = path(
        f"M-48 34 C-58 -50 -34 -70 0 -68 C36 -70 58 -50 48 34 C46 14 42 -2 38 -14 "
        f"C20 -8 {-4 + d} -10 {-14 + d} -22 C-22 -12 -34 -8 -40 -6 C-44 8 -46 20 -48 34 z"
    )
    canvas.fill(shape, colour)
    _shine(canvas, shape, colour)


def bob_back(canvas: Canvas, colour: str, look: float, hat: str) -> None:
    canvas.fill(
        "M-54 50 C-62 -20 -50 -70 0 -70 C50 -70 62 -20 54 50 C40 60 -40 60 -54 50 z",
        darker(colour, 0.18),
    )


def long_back(canvas: Canvas, colour: str, look: float, hat: str) -> None:
    canvas.fill(
        "M-58 118 C-74 20 -58 -70 0 -70 C58 -70 74 20 58 118 C40 128 -40 128 -58 118 z",
        darker(colour, 0.18),
    )


def long_front(canvas: Canvas, colour: str, look: float, hat: str) -> None:
    for side in (-1, 1):
        lock = path(
            f"M{side * 2} -66 C{side * 46} -68 {side * 58} -30 {side * 52} 20 "
            f"C{side * 50} 60 {side * 60} 90 {side * 54} 116 "
            f"C{side * 44} 110 {side * 36} 60 {side * 42} 10 "
            f"C{side * 40} -14 {side * 22} -34 {side * 2} -40 z"
        )
        canvas.fill(lock, colour)
    _shine(
        canvas,
        path(
            "M-2 -66 C-46 -68 -58 -30 -52 20 C-50 60 -60 90 -54 116 "
            "C-44 110 -36 60 -42 10 C-40 -14 -22 -34 -2 -40 z"
        ),
        colour,
    )


def bun(canvas: Canvas, colour: str, look: float, hat: str) -> None:
    parted(canvas, colour, look, hat)


def bun_back(canvas: Canvas, colour: str, look: float, hat: str) -> None:
    canvas.fill(ellipse(-look * 18, -76, 25), darker(colour, 0.12))
    canvas.line(ellipse(-look * 18, -76, 14), 2, lighter(colour, 0.25), opacity=0.5, closed=True)


def _curls(
    canvas: Canvas, colour: str, radius: float, size: float, start: float, end: float, count: int
) -> None:
    for n in range(count):
        angle = math.radians(start + (end - start) * n / (count - 1))
        x, y = radius * 0.95 * math.cos(angle), -10 + radius * math.sin(angle)
        canvas.fill(ellipse(x, y, size), colour if n % 2 else lighter(colour, 0.07))


def curly_back(canvas: Canvas, colour: str, look: float, hat: str) -> None:
    _curls(canvas, darker(colour, 0.15), 50, 20, 150, 390, 13)
    canvas.fill(ellipse(0, -14, 50, 52), darker(colour, 0.15))


def curly(canvas: Canvas, colour: str, look: float, hat: str) -> None:
    _curls(canvas, colour, 47, 17, 190, 350, 10)
    for n in range(6):
        canvas.fill(
            ellipse(-32 + n * 13, -38 - 6 * math.sin(n), 13),
            colour if n % 2 else lighter(colour, 0.08),
        )


def afro_back(canvas: Canvas, colour: str, look: float, hat: str) -> None:
    crown = smooth(
        [
            (0, -92),
            (44, -80),
            (70, -42),
            (68, 6),
            (44, 40),
            (0, 46),
            (-44, 40),
            (-68, 6),
            (-70, -42),
            (-44, -80),
        ]
    )
    canvas.fill(crown, colour)
    canvas.shade(crown, lighter(colour, 0.35), (10, -20), (-60, -90), opacity=0.5, blend="")


def afro(canvas: Canvas, colour: str, look: float, hat: str) -> None:
    canvas.fill(
        "M-46 0 C-52 -50 -30 -66 0 -66 C30 -66 52 -50 46 0 "
        "C40 -18 24 -30 0 -30 C-24 -30 -40 -18 -46 0 z",
        colour,
    )


def bald(canvas: Canvas, colour: str, look: float, hat: str) -> None:
    """A tuft over each ear."""
    for side in (-1, 1):
        canvas.fill(
            f"M{side * 37} -28 C{side * 47} -30 {side * 54} -12 {side * 50} 4 "
            f"C{side * 47} -4 {side * 43} -4 {side * 40} 2 "
            f"C{side * 41} -10 {side * 40} -20 {side * 37} -28 z",
            colour,
        )


def ponytail_back(canvas: Canvas, colour: str, look: float, hat: str) -> None:
    side = -1 if look >= 0 else 1
    canvas.fill(
        limb(
            [(side * 30, -46), (side * 66, -20), (side * 62, 50), (side * 72, 92)], [26, 32, 26, 8]
        ),
        darker(colour, 0.12),
    )


def cap(canvas: Canvas, colour: str, look: float, hat: str) -> None:
    short(canvas, colour, look, hat)
    dome = path("M-48 -18 C-52 -66 -26 -78 0 -78 C26 -78 52 -66 48 -18 C20 -26 -20 -26 -48 -18 z")
    canvas.fill(dome, hat)
    canvas.shade(dome, NAVY, (0, -50), (60, -10), opacity=0.5)
    side = 1 if look >= 0 else -1
    canvas.fill(
        f"M{-40 * side} -20 C{-10 * side} -30 {30 * side} -30 {48 * side} -20 "
        f"C{66 * side} -14 {78 * side} -8 {76 * side} -3 "
        f"C{50 * side} -8 {0} -14 {-40 * side} -20 z",
        darker(hat, 0.3),
    )


def beanie(canvas: Canvas, colour: str, look: float, hat: str) -> None:
    short(canvas, colour, look, hat)
    dome = path("M-48 -20 C-54 -70 -28 -88 0 -88 C28 -88 54 -70 48 -20 z")
    canvas.fill(dome, hat)
    for n in range(-3, 4):
        canvas.line(f"M{n * 13} -24 Q{n * 12} -62 {n * 4} -86", 2, darker(hat, 0.3), opacity=0.6)
    canvas.fill(rect(-51, -36, 102, 24, 10), lighter(hat, 0.14))


def scarf_back(canvas: Canvas, colour: str, look: float, hat: str) -> None:
    canvas.fill(
        "M-56 -6 C-58 -72 58 -72 56 -6 C58 40 66 74 84 104 "
        "C40 128 -40 128 -84 104 C-66 74 -58 40 -56 -6 z",
        hat,
    )


def scarf(canvas: Canvas, colour: str, look: float, hat: str) -> None:
    outside = (
        "M-52 -4 C-54 -70 54 -70 52 -4 C54 40 60 80 78 104 "
        "C40 124 -40 124 -78 104 C-60 80 -54 40 -52 -4 z"
    )
    d = look * 8
    inside = (
        f"M{-34 + d} -8 C{-34 + d} -48 {34 + d} -48 {34 + d} -8 "
        f"C{34 + d} 26 {20 + d} 50 {d} 52 C{-20 + d} 50 {-34 + d} 26 {-34 + d} -8 z"
    )
    shape = path(outside) + path(inside)
    canvas.fill(shape, hat)
    canvas.shade(shape, NAVY, (0, 20), (60, 120), opacity=0.5)
    canvas.line("M-40 56 C-10 84 30 84 56 60", 2.4, darker(hat, 0.35), opacity=0.6)


BACKS: dict[str, Hair] = {
    "bob": bob_back,
    "fringe": bob_back,
    "long": long_back,
    "bun": bun_back,
    "curly": curly_back,
    "afro": afro_back,
    "ponytail": ponytail_back,
    "scarf": scarf_back,
}
FRONTS: dict[str, Hair] = {
    "short": short,
    "parted": parted,
    "bob": parted,
    "fringe": fringe,
    "long": long_front,
    "bun": bun,
    "curly": curly,
    "afro": afro,
    "bald": bald,
    "ponytail": parted,
    "cap": cap,
    "beanie": beanie,
    "scarf": scarf,
}
