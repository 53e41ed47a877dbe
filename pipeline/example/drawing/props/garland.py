"""Bunting and strings of lamps."""

from collections.abc import Sequence

from example.drawing.canvas import Canvas
from example.drawing.geometry import polygon
from example.drawing.palette import BRICK, CORAL, CREAM, IRON, OCHRE, TEAL_MID

COLOURS = (BRICK, OCHRE, TEAL_MID, CREAM, CORAL)


def bunting(
    canvas: Canvas, x0: float, x1: float, y: float, *, sag: float = 46, flags: int = 12,
    size: float = 1, colours: Sequence[str] = COLOURS,
) -> None:  # fmt: skip
    """Flags on a string that hangs between two points of the same height."""
    canvas.line(f"M{x0} {y} Q{(x0 + x1) / 2} {y + 2 * sag} {x1} {y}", 2.2, IRON)
    for n in range(flags):
        t = (n + 0.5) / flags
        x, drop = x0 + (x1 - x0) * t, y + 4 * sag * t * (1 - t)
        slope = (4 * sag * (1 - 2 * t)) / (x1 - x0)
        half = 17 * size
        flag = polygon(
            (x - half, drop - half * slope),
            (x + half, drop + half * slope),
            (x - slope * 30, drop + 44 * size),
        )
        canvas.fill(flag, colours[n % len(colours)])
        canvas.shade(flag, IRON, (x - half, drop), (x + half * 1.8, drop + 30 * size), opacity=0.35)
