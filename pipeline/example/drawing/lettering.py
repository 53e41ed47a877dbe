"""Words in the theme's free fonts (OFL); Pillow's own font when they are absent."""

import math
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from example.drawing.canvas import Canvas
from example.drawing.paint import Paint

FONTS = Path(__file__).resolve().parents[3] / "theme" / "fonts"
TITLE, BOLD, PLAIN = "BricolageGrotesque-Bold.ttf", "PublicSans-Bold.ttf", "PublicSans-Regular.ttf"
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@cache
def font(name: str, size: float) -> Font:
    path = FONTS / name
    return ImageFont.truetype(str(path), size) if path.is_file() else ImageFont.load_default(size)


def write(
    canvas: Canvas, x: float, y: float, text: str, size: float, paint: Paint, *, face: str = BOLD,
    anchor: str = "left", spacing: float = 0,
) -> None:  # fmt: skip
    """Write on the base line y; `anchor` says what x is: left, middle or right of the text."""
    a, b, c, d, e, f = canvas.matrix
    unit = math.hypot(a, d)
    type_ = font(face, size * unit)
    gap = spacing * unit
    advance = [type_.getlength(letter) + gap for letter in text] if gap else [type_.getlength(text)]
    width = sum(advance) - gap
    margin = round(size * unit * 0.5)
    mask = Image.new(
        "L", (math.ceil(width) + 2 * margin, math.ceil(size * unit * 1.5) + 2 * margin), 0
    )
    base = margin + size * unit * 1.1
    pen, at = ImageDraw.Draw(mask), float(margin)
    for piece, step in zip(text if gap else [text], advance, strict=True):
        pen.text((at, base), piece, font=type_, fill=255, anchor="ls")
        at += step
    start = {"left": 0.0, "middle": width / 2, "right": width}[anchor]
    angle = math.degrees(math.atan2(d, a))
    middle = mask.width / 2 - margin - start, mask.height / 2 - base
    turned = (
        mask.rotate(-angle, Image.Resampling.BICUBIC, expand=True) if abs(angle) > 0.01 else mask
    )
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    px = a * x + b * y + c + middle[0] * cos - middle[1] * sin - turned.width / 2
    py = d * x + e * y + f + middle[0] * sin + middle[1] * cos - turned.height / 2
    canvas.stamp(turned, (round(px), round(py)), paint)
