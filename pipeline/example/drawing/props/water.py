"""Still water: what stands above it, upside down and broken by ripples."""

import math
from random import Random

from PIL import Image, ImageChops

from example.drawing.canvas import SCALE, Canvas
from example.drawing.geometry import ellipse, rect
from example.drawing.paint import Linear, rendered


def reflect(
    canvas: Canvas, line: float, depth: float, *, opacity: float = 0.6, squash: float = 0.8,
    wave: float = 5,
) -> None:  # fmt: skip
    """Mirror what is above the water line over `depth`, trembling more as it comes nearer."""
    width = canvas.size[0]
    top, height = round(line * SCALE), round(depth * SCALE)
    source = canvas.image.crop((0, max(0, round(top - height / squash)), width, top))
    mirror = source.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize((width, height))
    broken = Image.new("RGB", mirror.size)
    strip = SCALE * 2
    for y in range(0, height, strip):
        near = y / height
        shift = (
            wave
            * SCALE
            * (0.25 + near)
            * (math.sin(y / (10 + 26 * near)) + 0.4 * math.sin(y / 7.3 + 1))
        )
        row = mirror.crop((0, y, width, min(height, y + strip)))
        broken.paste(ImageChops.offset(row, round(shift), 0), (0, y))
    fade = Linear((0, 0), (0, height), [(0, "#ffffff"), (0.55, "#a0a0a0"), (1, "#303030")])
    mask = rendered(fade, (0, 0, width, height)).getchannel(0)
    mask = mask.point([round(n * opacity) for n in range(256)])
    canvas.image.paste(broken, (0, top), mask)


def ripples(
    canvas: Canvas, box: tuple[float, float, float, float], colour: str, *, count: int,
    seed: str, opacity: float = 0.35, longest: float = 190,
) -> None:  # fmt: skip
    """Thin lens-shaped lines, shorter and closer far away."""
    rng = Random(seed)
    x0, y0, x1, y1 = box
    for _ in range(count):
        near = rng.random() ** 1.3
        y = y0 + (y1 - y0) * near
        half = longest * (0.12 + 0.5 * near) * (0.4 + rng.random())
        canvas.fill(
            ellipse(rng.uniform(x0, x1), y, half, 0.9 + 2.3 * near), colour,
            opacity=opacity * (0.4 + 0.6 * rng.random()),
        )  # fmt: skip


def glitter(canvas: Canvas, x: float, top: float, bottom: float, colour: str, *, seed: str) -> None:
    """The path of the sun on the water."""
    rng = Random(seed)
    y = top
    while y < bottom:
        near = (y - top) / (bottom - top)
        half = rng.uniform(12, 60) * (0.5 + near * 1.3)
        canvas.fill(
            rect(x + rng.gauss(0, 16 + 30 * near) - half, y, 2 * half, 2.4 + 3.6 * near, 3),
            colour, opacity=rng.uniform(0.35, 0.9) * (1 - 0.45 * near),
        )  # fmt: skip
        y += 7 + 9 * near
