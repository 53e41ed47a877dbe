"""Inside the workshop: walls, windows, lamps, floors and tables."""

from random import Random

from example.drawing.canvas import Canvas
from example.drawing.geometry import ellipse, path, polygon, rect
from example.drawing.paint import Linear
from example.drawing.palette import (
    CREAM,
    GRANITE,
    IRON,
    MIST,
    NAVY,
    NIGHT,
    SAND,
    TEAL,
    WHITE,
    WOOD,
    WOOD_DARK,
    WOOD_LIGHT,
    darker,
    lighter,
    mix,
)


def planks(
    canvas: Canvas,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    seed: str,
    rows: int,
    tones: tuple[str, str] = (WOOD_LIGHT, WOOD),
) -> None:
    """Boards lying across, with their joints and a little grain."""
    rng = Random(seed)
    step = height / rows
    for row in range(rows):
        top = y + row * step
        left = x - rng.uniform(0, 300)
        while left < x + width:
            long = rng.uniform(260, 520)
            start, end = max(x, left), min(x + width, left + long)
            if end > start:
                canvas.fill(rect(start, top, end - start, step), mix(*tones, rng.uniform(0.1, 0.8)))
                for _ in range(3):
                    level = top + rng.uniform(0.15, 0.85) * step
                    a, b = sorted((rng.uniform(start, end), rng.uniform(start, end)))
                    canvas.line(
                        f"M{a} {level} C{a + (b - a) / 3} {level - 2} "
                        f"{b - (b - a) / 3} {level + 2} {b} {level}",
                        1.3,
                        WOOD_DARK,
                        opacity=0.22,
                    )
                canvas.fill(rect(end - 1.5, top, 1.5, step), WOOD_DARK, opacity=0.45)
            left += long
        canvas.fill(rect(x, top, width, 1.6), WOOD_DARK, opacity=0.4)


def bricks(
    canvas: Canvas,
    x: float,
    y: float,
    width: float,
    height: float,
    colour: str,
    *,
    seed: str,
    size: tuple[float, float] = (64, 24),
    share: float = 0.35,
) -> None:
    """A plain wall where some bricks show."""
    rng = Random(seed)
    canvas.fill(rect(x, y, width, height), colour)
    wide, tall = size
    for row in range(int(height / tall) + 1):
        for column in range(-1, int(width / wide) + 2):
            if rng.random() < share:
                left = x + column * wide + (row % 2) * wide / 2
                with_tone = mix(colour, rng.choice((NIGHT, CREAM)), rng.uniform(0.03, 0.09))
                canvas.fill(rect(left + 2, y + row * tall + 2, wide - 4, tall - 4, 3), with_tone)


def tall_window(
    canvas: Canvas,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    columns: int = 3,
    rows: int = 4,
    frame: str = TEAL,
    sky: tuple[str, str] = ("#bfdcd6", "#f6e7c4"),
    trees: bool = True,
) -> None:
    """A workshop window over the canal."""
    canvas.fill(rect(x - 16, y - 16, width + 32, height + 32, 4), lighter(GRANITE, 0.5))
    glass = rect(x, y, width, height)
    canvas.fill(glass, Linear((0, y), (0, y + height), [(0, sky[0]), (0.75, sky[1]), (1, sky[1])]))
    with canvas.clip(glass):
        if trees:
            rng = Random(f"window{x}{y}")
            for tone, base, high in (
                (mix(MIST, "#7b8f55", 0.35), 0.74, 0.2),
                (mix(MIST, "#6d7c41", 0.6), 0.82, 0.15),
            ):
                step = height * high * 0.8
                for n in range(int(width / step) + 2):
                    r = height * high * rng.uniform(0.6, 1.05)
                    canvas.fill(ellipse(x + n * step, y + height * base, step * 0.9, r), tone)
                canvas.fill(rect(x, y + height * base - 4, width, height), tone)
            canvas.fill(rect(x, y + height * 0.86, width, height), "#86aeb0")
        canvas.fill(
            polygon(
                (x + width * 0.1, y + height),
                (x + width * 0.55, y),
                (x + width * 0.75, y),
                (x + width * 0.3, y + height),
            ),
            WHITE,
            opacity=0.2,
        )
    bar = max(4.0, width * 0.024)
    for n in range(1, columns):
        canvas.fill(rect(x + width * n / columns - bar / 2, y, bar, height), frame)
    for n in range(1, rows):
        canvas.fill(rect(x, y + height * n / rows - bar / 2, width, bar), frame)
    canvas.line(glass, bar * 2, frame, closed=True)
    canvas.fill(rect(x - 26, y + height + 12, width + 52, 18, 3), mix(GRANITE, SAND, 0.4))


def pendant(
    canvas: Canvas,
    x: float,
    y: float,
    size: float = 1,
    *,
    colour: str = TEAL,
    light: bool = True,
    reach: float = 420,
) -> None:
    """An enamelled lamp that hangs down to y."""
    if light:
        cone = polygon(
            (x - 62 * size, y),
            (x + 62 * size, y),
            (x + 250 * size, y + reach),
            (x - 250 * size, y + reach),
        )
        canvas.fill(
            cone,
            Linear((x, y), (x, y + reach), [(0, "#ffe9b8"), (1, "#000000")]),
            opacity=0.32,
            blend="screen",
        )
    canvas.line(f"M{x} -20 V{y - 70 * size}", 3 * size, IRON)
    canvas.fill(rect(x - 10 * size, y - 86 * size, 20 * size, 26 * size, 4), IRON)
    shade = path(
        f"M{x - 16 * size} {y - 64 * size} "
        f"C{x - 30 * size} {y - 40 * size} "
        f"{x - 70 * size} "
        f"{y - 34 * size} {x - 76 * size} {y} "
        f"L{x + 76 * size} {y} "
        f"C{x + 70 * size} {y - 34 * size} "
        f"{x + 30 * size} {y - 40 * size} "
        f"{x + 16 * size} {y - 64 * size} z"
    )
    canvas.fill(
        shade,
        Linear(
            (x - 76 * size, 0),
            (x + 76 * size, 0),
            [(0, lighter(colour, 0.3)), (0.4, colour), (1, darker(colour, 0.4))],
        ),
    )
    canvas.fill(ellipse(x, y, 76 * size, 9 * size), darker(colour, 0.5))
    if light:
        canvas.fill(ellipse(x, y + 2 * size, 60 * size, 7 * size), "#fff3cf")
        canvas.fill(ellipse(x, y + 6 * size, 22 * size, 18 * size), "#fffbe6")
        canvas.glow((x, y + 8 * size), 210 * size, "#ffe2a0", opacity=0.6)


def table(
    canvas: Canvas,
    x: float,
    y: float,
    width: float,
    *,
    thick: float = 34,
    legs: float = 0,
    seed: str = "table",
    tone: str = WOOD_LIGHT,
    leg_width: float = 40,
) -> None:
    """A table top seen from its edge; `legs` is their length."""
    if legs:
        for left in (x + 36, x + width - 36 - leg_width):
            leg = rect(left, y + thick, leg_width, legs)
            canvas.fill(leg, darker(tone, 0.3))
            canvas.shade(leg, NAVY, (left, 0), (left + leg_width * 1.4, 0), opacity=0.5)
        canvas.fill(rect(x + 36, y + thick + legs * 0.7, width - 72, 22), darker(tone, 0.36))
    canvas.fill(
        rect(x, y, width, thick, 4),
        Linear(
            (0, y), (0, y + thick), [(0, lighter(tone, 0.2)), (0.3, tone), (1, darker(tone, 0.18))]
        ),
    )
    rng = Random(seed)
    for _ in range(int(width / 70)):
        a = rng.uniform(x, x + width - 90)
        level = y + rng.uniform(6, thick - 5)
        canvas.line(f"M{a} {level} h{rng.uniform(30, 150)}", 1.3, WOOD_DARK, opacity=0.35)
    canvas.fill(rect(x, y + thick - 4, width, 4, 2), WOOD_DARK, opacity=0.5)
