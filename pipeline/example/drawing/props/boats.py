"""A péniche, seen from the quay."""

from example.drawing.canvas import Canvas
from example.drawing.geometry import ellipse, path, rect
from example.drawing.paint import Linear
from example.drawing.palette import (
    BRICK,
    BRICK_DARK,
    CREAM,
    IRON,
    NAVY,
    OCHRE,
    SAND,
    TEAL,
    WHITE,
    WOOD,
    lighter,
)  # fmt: skip


def barge(canvas: Canvas, x: float, water: float, length: float) -> None:
    """Draw a barge whose water line starts at x; its bow looks to the left."""
    with canvas.at(x, water, scale=length / 600):
        _hold(canvas)
        _wheelhouse(canvas)
        hull = path(
            "M-6 -62 C40 -48 120 -42 300 -42 C450 -42 540 -44 600 -58 C598 -34 594 -14 584 4 "
            "L34 4 C14 -8 0 -34 -6 -62 z"
        )
        canvas.fill(hull, Linear((0, -60), (0, 4), [(0, "#28526a"), (1, NAVY)]))
        canvas.shade(hull, NAVY, (200, -40), (640, 0), opacity=0.7)
        with canvas.clip(hull):
            canvas.fill(rect(-20, -8, 640, 14), BRICK)
            canvas.fill(rect(-20, -9, 640, 2.5), WHITE, opacity=0.7)
        canvas.line("M-6 -62 C40 -48 120 -42 300 -42 C450 -42 540 -44 600 -58", 5, SAND)
        canvas.fill(path("M6 -46 C30 -38 60 -34 96 -32 L96 -22 C60 -23 34 -26 16 -32 z"), CREAM)
        for n in range(4):
            canvas.fill(ellipse(150 + n * 92, -24, 7.5), SAND)
            canvas.fill(ellipse(150 + n * 92, -24, 5), IRON)
        for place in (120, 330, 520):
            canvas.line(f"M{place} -44 v16", 3, IRON)
            canvas.fill(ellipse(place, -20, 8, 12), OCHRE)


def _hold(canvas: Canvas) -> None:
    cover = path("M92 -44 L104 -74 C200 -84 300 -84 392 -76 L400 -44 z")
    canvas.fill(cover, Linear((0, -84), (0, -44), [(0, lighter(TEAL, 0.28)), (1, TEAL)]))
    with canvas.clip(cover):
        for n in range(7):
            canvas.line(f"M{130 + n * 42} -90 l-3 50", 2, NAVY, opacity=0.35)
    canvas.shade(cover, NAVY, (250, -84), (420, -44), opacity=0.6)
    canvas.line("M40 -50 v-46", 4, WOOD)
    canvas.line("M40 -94 L104 -74", 1.4, IRON, opacity=0.7)
    for dx, colour in ((60, BRICK), (76, OCHRE)):
        canvas.fill(rect(dx, -62, 13, 16, 2), BRICK_DARK)
        canvas.fill(ellipse(dx + 6, -66, 10, 7), "#6d7c41")
        canvas.fill(ellipse(dx + 4, -70, 3), colour)
        canvas.fill(ellipse(dx + 10, -68, 3), colour)


def _wheelhouse(canvas: Canvas) -> None:
    cabin = rect(416, -88, 150, 46, 4)
    canvas.fill(cabin, CREAM)
    canvas.shade(cabin, NAVY, (470, -80), (600, -60), opacity=0.5)
    for n in range(3):
        canvas.fill(rect(430 + n * 44, -78, 26, 20, 10), "#33606d")
        canvas.fill(rect(430 + n * 44, -78, 26, 20, 10), "#ffe2a0", opacity=0.75 if n == 1 else 0)
    canvas.fill(rect(408, -95, 166, 9, 4), BRICK)
    house = path("M452 -95 L458 -140 L538 -140 L544 -95 z")
    canvas.fill(house, WOOD)
    canvas.shade(house, NAVY, (500, -120), (560, -110), opacity=0.6)
    canvas.fill(path("M462 -106 L466 -132 L494 -132 L494 -106 z"), "#8fb3b5")
    canvas.fill(path("M500 -106 L500 -132 L530 -132 L534 -106 z"), "#5b8790")
    canvas.fill(rect(446, -148, 104, 9, 4), BRICK_DARK)
    canvas.line("M528 -148 v-34", 2.5, IRON)
    canvas.fill(path("M529 -181 l30 7 l-30 8 z"), OCHRE)
    canvas.fill(rect(578, -70, 4, 26), IRON)
    canvas.line("M568 -62 h26", 2.5, IRON)
