"""What a shape is filled with: a colour, a linear or a radial gradient."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from example.drawing.palette import rgb

Box = tuple[int, int, int, int]
Stops = Sequence[tuple[float, str]]
_RAMP = 1024
_TO_EDGE = [min(255, round(n * 2**0.5)) for n in range(256)]  # Pillow's is white in the corners


@dataclass(frozen=True, slots=True)
class Linear:
    """Colours along the line from one point to another, in the drawing's units."""

    start: tuple[float, float]
    end: tuple[float, float]
    stops: Stops


@dataclass(frozen=True, slots=True)
class Radial:
    """Colours from a centre outwards."""

    centre: tuple[float, float]
    radius: float
    stops: Stops


Paint = str | Linear | Radial


def colour_at(stops: Stops, share: float) -> tuple[int, int, int]:
    """
    >>> colour_at([(0, "#000000"), (1, "#ffffff")], 0.5)
    (128, 128, 128)
    """
    if share <= stops[0][0]:
        return rgb(stops[0][1])
    for (low, one), (high, other) in itertools.pairwise(stops):
        if share <= high:
            part = (share - low) / ((high - low) or 1)
            pairs = zip(rgb(one), rgb(other), strict=True)
            red, green, blue = (round(a + (b - a) * part) for a, b in pairs)
            return red, green, blue
    return rgb(stops[-1][1])


def rendered(paint: Paint, box: Box) -> Image.Image:
    """Return the paint over a box of pixels; gradients are already in pixels."""
    size = box[2] - box[0], box[3] - box[1]
    if isinstance(paint, str):
        return Image.new("RGB", size, rgb(paint))
    if isinstance(paint, Linear):
        return _linear(paint, box, size)
    return _radial(paint, box, size)


def _linear(paint: Linear, box: Box, size: tuple[int, int]) -> Image.Image:
    (x0, y0), (x1, y1) = paint.start, paint.end
    dx, dy = x1 - x0, y1 - y0
    length = dx * dx + dy * dy or 1.0
    a, b = dx / length, dy / length
    c = ((box[0] - x0) * dx + (box[1] - y0) * dy) / length
    corners = [a * x + b * y + c for x in (0, size[0]) for y in (0, size[1])]
    low, high = min(corners), max(corners)
    span = (high - low) or 1.0
    ramp = Image.new("RGB", (_RAMP, 3))
    row = [colour_at(paint.stops, low + span * n / (_RAMP - 1)) for n in range(_RAMP)]
    ramp.putdata(row * 3)
    k = (_RAMP - 1) / span
    matrix = (a * k, b * k, (c - low) * k + 0.5, 0, 0, 1.5)
    return ramp.transform(size, Image.Transform.AFFINE, matrix, Image.Resampling.NEAREST)


def _radial(paint: Radial, box: Box, size: tuple[int, int]) -> Image.Image:
    distance = distances(paint.centre, paint.radius, box)
    bands = [[colour_at(paint.stops, n / 255)[band] for n in range(256)] for band in range(3)]
    return Image.merge("RGB", [distance.point(band) for band in bands])


def distances(centre: tuple[float, float], radius: float, box: Box) -> Image.Image:
    """Distance to the centre, 0 to 255 at the radius, over the box."""
    size = box[2] - box[0], box[3] - box[1]
    disc = Image.radial_gradient("L").point(_TO_EDGE)
    k = 128 / radius
    matrix = (k, 0, (box[0] - centre[0]) * k + 128, 0, k, (box[1] - centre[1]) * k + 128)
    return disc.transform(
        size, Image.Transform.AFFINE, matrix, Image.Resampling.BICUBIC, fillcolor=255
    )
