"""Trees, reeds and pots."""

import math
from random import Random

from example.drawing.canvas import Canvas
from example.drawing.geometry import Point, ellipse, limb, path, polygon, rect, smooth
from example.drawing.palette import BRICK, BRICK_DARK, MOSS, MOSS_DARK, WOOD_DARK, lighter


def _blob(rng: Random, x: float, y: float, rx: float, ry: float, *, bumps: int = 11) -> list[Point]:
    return [
        (
            x + rx * math.cos(2 * math.pi * n / bumps) * rng.uniform(0.86, 1.08),
            y + ry * math.sin(2 * math.pi * n / bumps) * rng.uniform(0.86, 1.08),
        )
        for n in range(bumps)
    ]


def poplar(
    canvas: Canvas,
    x: float,
    base: float,
    height: float,
    colour: str,
    *,
    seed: str,
    light: str = "",
    lean: float = 0,
) -> None:
    """A tall narrow crown on a short trunk."""
    rng = Random(seed)
    half = height * 0.115
    canvas.line(f"M{x} {base} l{lean * 0.3} {-height * 0.3}", height * 0.022, WOOD_DARK)
    left, right, steps = [], [], 9
    for n in range(steps + 1):
        t = n / steps
        y = base - height * (0.12 + 0.88 * t)
        wide = half * (math.sin(math.pi * (0.16 + 0.84 * t) ** 0.72) ** 0.8) if t < 1 else 0
        left.append((x + lean * t - wide * rng.uniform(0.84, 1.1), y))
        right.append((x + lean * t + wide * rng.uniform(0.84, 1.1), y))
    crown = smooth([*left, *reversed(right)])
    canvas.fill(crown, colour)
    canvas.shade(crown, MOSS_DARK, (x - half * 0.2, base), (x + half * 1.3, base), opacity=0.75)
    if light:
        canvas.shade(crown, light, (x, base), (x - half * 1.4, base), opacity=0.6, blend="")


def tree(
    canvas: Canvas,
    x: float,
    base: float,
    size: float,
    colour: str,
    *,
    seed: str,
    trunk: str = WOOD_DARK,
    light: str = "",
) -> None:
    """A round crown of leaves over a forked trunk."""
    rng = Random(seed)
    canvas.fill(
        limb(
            [(x, base), (x - size * 0.02, base - size * 0.4), (x + size * 0.03, base - size * 0.7)],
            [size * 0.09, size * 0.06, size * 0.03],
        ),
        trunk,
    )
    for side in (-1, 1):
        canvas.fill(
            limb(
                [
                    (x, base - size * 0.35),
                    (x + side * size * 0.12, base - size * 0.52),
                    (x + side * size * 0.22, base - size * 0.72),
                ],
                [size * 0.045, size * 0.03, size * 0.015],
            ),
            trunk,
        )
    middle = base - size * 0.78
    for dx, dy, r in ((-0.24, 0.06, 0.27), (0.25, 0.04, 0.27), (0, -0.14, 0.34), (0.02, 0.1, 0.3)):
        crown = smooth(_blob(rng, x + dx * size, middle + dy * size, r * size, r * size * 0.84))
        canvas.fill(crown, colour)
        canvas.shade(
            crown,
            MOSS_DARK,
            (x + dx * size, middle + dy * size - r * size * 0.3),
            (x + dx * size + r * size * 0.5, middle + dy * size + r * size),
            opacity=0.7,
        )
        canvas.shade(
            crown,
            light or lighter(colour, 0.4),
            (x + dx * size, middle + dy * size),
            (x + (dx - 0.1) * size - r * size * 0.5, middle + dy * size - r * size * 0.9),
            opacity=0.6,
            blend="",
        )


def bush(
    canvas: Canvas, x: float, base: float, width: float, height: float, colour: str, *, seed: str
) -> None:
    rng = Random(seed)
    points = [(x - width / 2, base)]
    for n in range(1, 8):
        t = n / 8
        points.append(
            (
                x - width / 2 + width * t,
                base - height * math.sin(math.pi * t) ** 0.6 * rng.uniform(0.75, 1.1),
            )
        )
    points.append((x + width / 2, base))
    shape = smooth(points, closed=False)
    canvas.fill(shape, colour)
    canvas.shade(shape, MOSS_DARK, (x, base - height * 0.6), (x + width * 0.1, base), opacity=0.7)


def reeds(
    canvas: Canvas,
    x0: float,
    x1: float,
    base: float,
    height: float,
    colours: tuple[str, ...],
    *,
    count: int,
    seed: str,
    heads: str = "",
) -> None:
    """Blades that bend, some with a brown head."""
    rng = Random(seed)
    for _ in range(count):
        x, tall = rng.uniform(x0, x1), height * rng.uniform(0.45, 1)
        bend = rng.gauss(0, tall * 0.16)
        tip = (x + bend, base - tall)
        middle = (x + bend * 0.25, base - tall * 0.55)
        wide = max(2.0, height * 0.026)
        canvas.fill(
            limb([(x, base + 6), middle, tip], [wide, wide * 0.8, 0.6]), rng.choice(colours)
        )
        if heads and rng.random() < 0.28:
            with canvas.at(*tip, turn=math.degrees(math.atan2(bend * 0.7, tall * 0.5))):
                canvas.fill(rect(-wide * 0.9, -tall * 0.02, wide * 1.8, tall * 0.15, wide), heads)


def pot(
    canvas: Canvas, x: float, base: float, size: float, *, seed: str, leaves: str = MOSS
) -> None:
    """A terracotta pot with a leafy plant."""
    rng = Random(seed)
    for n in range(13):
        angle = math.radians(-90 + (n - 6) * 13)
        reach = size * rng.uniform(0.75, 1.15)
        tip = (x + math.cos(angle) * reach, base - size * 0.6 + math.sin(angle) * reach)
        leaf = path(
            f"M{x} {base - size * 0.55} "
            f"Q{(x + tip[0]) / 2 - size * 0.13} {(base + tip[1]) / 2 - size * 0.36} "
            f"{tip[0]} {tip[1]} Q{(x + tip[0]) / 2 + size * 0.15} "
            f"{(base + tip[1]) / 2 - size * 0.2} "
            f"{x} {base - size * 0.55} z"
        )
        canvas.fill(leaf, leaves if n % 3 else MOSS_DARK)
    body = polygon(
        (x - size * 0.36, base - size * 0.62),
        (x + size * 0.36, base - size * 0.62),
        (x + size * 0.26, base),
        (x - size * 0.26, base),
    )
    canvas.fill(body, BRICK)
    canvas.shade(body, BRICK_DARK, (x - size * 0.1, base), (x + size * 0.4, base), opacity=0.9)
    canvas.fill(rect(x - size * 0.41, base - size * 0.72, size * 0.82, size * 0.17, 4), BRICK)
    canvas.fill(
        rect(x - size * 0.41, base - size * 0.57, size * 0.82, size * 0.05), BRICK_DARK, opacity=0.5
    )


def flower_row(
    canvas: Canvas,
    x: float,
    base: float,
    width: float,
    colours: tuple[str, ...],
    *,
    seed: str,
    size: float = 9,
) -> None:
    """Small round flowers over leaves, for window boxes."""
    rng = Random(seed)
    for _ in range(int(width / size * 2.2)):
        canvas.fill(
            ellipse(x + rng.uniform(0, width), base - rng.uniform(0, size * 1.6), size * 0.8),
            rng.choice((MOSS, MOSS_DARK)),
        )
    for _ in range(int(width / size * 1.2)):
        canvas.fill(
            ellipse(
                x + rng.uniform(0, width), base - rng.uniform(size * 0.4, size * 2.2), size * 0.45
            ),
            rng.choice(colours),
        )
