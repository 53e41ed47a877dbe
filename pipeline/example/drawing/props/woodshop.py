"""Machines and benches of the wood workshop, in perspective."""

from example.drawing.canvas import Canvas
from example.drawing.geometry import ellipse, rect
from example.drawing.palette import (
    BRICK,
    CORAL,
    CREAM,
    IRON,
    NIGHT,
    OCHRE,
    STEEL,
    STEEL_LIGHT,
    TEAL,
    TEAL_MID,
    TEAL_SOFT,
    WOOD,
    WOOD_LIGHT,
    darker,
)
from example.drawing.props import tools
from example.drawing.props.perspective import BACK, FLOOR, box, place, quad


def duct(canvas: Canvas) -> None:
    """The dust extraction: a pipe along the ceiling, one drop to each machine."""
    pipe = quad((250, -470, 0.8), (340, -470, 0.8), (340, -470, BACK), (250, -470, BACK))
    side = quad((250, -470, 0.8), (250, -390, 0.8), (250, -390, BACK), (250, -470, BACK))
    under = quad((250, -390, 0.8), (340, -390, 0.8), (340, -390, BACK), (250, -390, BACK))
    for shape, tone in ((pipe, STEEL), (under, "#7d9096"), (side, "#c3cfd0")):
        canvas.fill(shape, tone)
    for n in range(9):
        depth = 0.9 + n * 0.24
        a, b, c = place(250, -470, depth), place(250, -390, depth), place(340, -390, depth)
        canvas.line(
            f"M{a[0]} {a[1]} L{b[0]} {b[1]} L{c[0]} {c[1]}", 3 / depth + 1, IRON, opacity=0.5
        )
    for x, foot, depth in ((470, 200.0, 2.2), (600, -200.0, 1.72)):
        top, bottom = place(300, -400, depth), place(x, foot, depth)
        canvas.line(
            f"M{top[0]} {top[1]} C{top[0]} {top[1] + 90 / depth} {bottom[0]} "
            f"{top[1] + 60 / depth} {bottom[0]} {bottom[1] - 160 / depth} V{bottom[1]}",
            40 / depth,
            "#8fa2a8",
        )
        canvas.line(
            f"M{top[0] - 8 / depth} {top[1]} "
            f"C{top[0] - 8 / depth} {top[1] + 90 / depth} {bottom[0] - 8 / depth} "
            f"{top[1] + 60 / depth} {bottom[0] - 8 / depth} {bottom[1] - 160 / depth} V{bottom[1]}",
            9 / depth,
            STEEL_LIGHT,
            opacity=0.8,
        )


def planer(canvas: Canvas, x0: float, x1: float, depth: float) -> None:
    far = depth * 1.14
    canvas.fill(
        quad(
            (x0 - 20, FLOOR, depth),
            (x1 + 60, FLOOR, depth),
            (x1 + 60, FLOOR, far),
            (x0 - 20, FLOOR, far),
        ),
        NIGHT,
        opacity=0.32,
    )
    box(canvas, x0 + 90, x1 - 90, 330, FLOOR, depth, far, TEAL_MID)
    box(canvas, x0, x1, 290, 330, depth, far, STEEL)
    box(canvas, x0 + 40, x1 - 40, 180, 290, far * 0.98, far, OCHRE)
    for n in range(3):
        x, y = place(x0 + 150 + n * 44, 420, depth)
        canvas.fill(ellipse(x, y, 15 / depth), (BRICK, CREAM, CREAM)[n])


def band_saw(canvas: Canvas, x: float, depth: float) -> None:
    far = depth * 1.1
    canvas.fill(
        quad(
            (x - 20, FLOOR, depth),
            (x + 360, FLOOR, depth),
            (x + 360, FLOOR, far),
            (x - 20, FLOOR, far),
        ),
        NIGHT,
        opacity=0.32,
    )
    box(canvas, x + 20, x + 260, 300, FLOOR, depth, far, TEAL)
    box(canvas, x + 200, x + 270, -190, 320, depth, far, TEAL)
    box(canvas, x - 10, x + 270, -230, 30, depth, far, TEAL_MID)
    box(canvas, x - 60, x + 250, 280, 312, depth * 0.98, far, STEEL)
    for level in (-100.0, 450.0):
        cx, cy = place(x + 122, level, depth)
        canvas.fill(ellipse(cx, cy, 96 / depth), darker(TEAL, 0.25))
        canvas.fill(ellipse(cx, cy, 20 / depth), OCHRE)
        for n in range(5):
            with canvas.at(cx, cy, turn=n * 72):
                canvas.fill(rect(-4 / depth, -88 / depth, 8 / depth, 66 / depth, 3), TEAL_MID)
    a, b = place(x + 70, 30, depth), place(x + 70, 282, depth)
    canvas.line(f"M{a[0]} {a[1]} L{b[0]} {b[1]}", 4, STEEL_LIGHT)
    c = place(x + 40, 130, depth)
    canvas.fill(rect(c[0], c[1], 60 / depth, 44 / depth, 4), OCHRE)
    d = place(x + 230, 380, depth)
    canvas.fill(ellipse(d[0], d[1], 16 / depth), BRICK)


def bench(canvas: Canvas, x0: float, x1: float, depth: float) -> None:
    far, top = depth * 1.2, 270.0
    canvas.fill(
        quad(
            (x0 - 10, FLOOR, depth),
            (x1 + 60, FLOOR, depth),
            (x1 + 60, FLOOR, far),
            (x0 - 10, FLOOR, far),
        ),
        NIGHT,
        opacity=0.32,
    )
    for x in (x0 + 14, x1 - 54):
        for d in (far * 0.97, depth):
            box(canvas, x, x + 40, top + 30, FLOOR, d, d * 1.03, darker(WOOD, 0.12))
    box(canvas, x0 + 30, x1 - 30, 540, 562, depth * 1.02, far * 0.97, darker(WOOD, 0.1))
    box(canvas, x0 + 60, x0 + 220, 450, 540, depth * 1.04, far * 0.94, CORAL)
    box(canvas, x0 + 240, x0 + 360, 480, 540, depth * 1.04, far * 0.94, TEAL_SOFT)
    box(canvas, x0, x1, top, top + 34, depth, far, WOOD_LIGHT)
    vice = (x0 + 40) if x0 > 0 else (x1 - 130)
    box(canvas, vice, vice + 90, top + 8, top + 96, depth * 0.97, depth, WOOD)
    x, y = place(vice + 45, top + 60, depth * 0.97)
    canvas.fill(ellipse(x, y, 15 / depth), STEEL)
    canvas.line(f"M{x} {y - 34 / depth} V{y + 40 / depth}", 7 / depth, WOOD_LIGHT)
    x, y = place((x0 + x1) / 2 + 40, top, depth * 1.08)
    with canvas.at(x, y - 24 / depth, scale=0.62 / depth * 1.1):
        with canvas.cast(dx=9, dy=3, blur=7, opacity=0.4):
            tools.plane(canvas)
        tools.plane(canvas)
    for n, dx in enumerate((-150, -110)):
        x, y = place((x0 + x1) / 2 + dx, top, depth * 1.07)
        canvas.fill(rect(x, y - 42 / depth, 34 / depth, 44 / depth, 3), (TEAL, OCHRE)[n])
