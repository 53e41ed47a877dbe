"""Clouds with a flat base."""

from example.drawing.canvas import Canvas
from example.drawing.geometry import ellipse, rect
from example.drawing.palette import WHITE


def cloud(
    canvas: Canvas, x: float, y: float, size: float = 1, *, colour: str = WHITE,
    opacity: float = 0.8,
) -> None:  # fmt: skip
    """A cumulus whose base is at y, about 260 wide at size 1."""
    with canvas.clip(rect(x - 160 * size, y - 120 * size, 320 * size, 120 * size)):
        puffs = ((-82, -8, 40), (-40, -30, 44), (18, -38, 52), (72, -16, 40), (0, -4, 60))
        shapes = [
            ellipse(x + dx * size, y + dy * size, r * size, r * size * 0.86) for dx, dy, r in puffs
        ]
        shapes.append(rect(x - 130 * size, y - 26 * size, 260 * size, 30 * size, 15 * size))
        canvas.fill_all(shapes, colour, opacity=opacity)
