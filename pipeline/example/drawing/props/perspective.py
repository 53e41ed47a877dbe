"""A room seen straight on: its points, its planes, its boxes on the picture."""

from example.drawing.canvas import Canvas
from example.drawing.geometry import Point, Shape, polygon
from example.drawing.palette import darker, lighter

AWAY: Point = (800, 470)  # where lines meet
LEFT, RIGHT, FLOOR, CEILING, BACK = -1000, 1000, 640, -560, 3.0


def place(x: float, y: float, depth: float) -> Point:
    """A point of the room on the picture: x to the right, y down from eye level, depth from 1."""
    return AWAY[0] + x / depth, AWAY[1] + y / depth


def quad(*corners: tuple[float, float, float]) -> Shape:
    return polygon(*(place(*corner) for corner in corners))


def box(
    canvas: Canvas, x0: float, x1: float, y0: float, y1: float, near: float, far: float, tone: str
) -> None:
    """A solid: top, visible side and front."""
    canvas.fill(
        quad((x0, y0, near), (x1, y0, near), (x1, y0, far), (x0, y0, far)), lighter(tone, 0.28)
    )
    side = x1 if (x0 + x1) / 2 < 0 else x0
    canvas.fill(
        quad((side, y0, near), (side, y0, far), (side, y1, far), (side, y1, near)),
        darker(tone, 0.3),
    )
    canvas.fill(quad((x0, y0, near), (x1, y0, near), (x1, y1, near), (x0, y1, near)), tone)
