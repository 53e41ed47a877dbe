"""The electronics course: an oscilloscope, a magnifier, three people over one board."""

from collections.abc import Callable

from PIL import Image

from example.drawing.canvas import Canvas
from example.drawing.geometry import arc, ellipse, limb, path, polygon, rect, ring
from example.drawing.paint import Linear
from example.drawing.palette import (
    BRICK,
    CORAL,
    CREAM,
    HAIRS,
    IRON,
    MOSS_SOFT,
    NAVY,
    NIGHT,
    OCHRE,
    SKINS,
    STEEL,
    STEEL_LIGHT,
    TEAL,
    TEAL_MID,
    TEAL_SOFT,
    WHITE,
    WOOD,
    darker,
)
from example.drawing.props import machines, tools
from example.drawing.props.people import Arm, Person, bust, grip
from example.drawing.props.room import table

KIND = "jpg"
WIDTH, HEIGHT, TOP = 1600, 1067, 860


def draw() -> Image.Image:
    canvas = Canvas(
        WIDTH,
        HEIGHT,
        Linear((0, 0), (0, TOP), [(0, "#163744"), (1, "#28616b")]),
        seed="stage-electronique",
    )
    _wall(canvas)
    canvas.glow((800, 470), 780, "#ffdba0", opacity=0.42)
    for x, scale, who, arms in (
        (
            400,
            1.56,
            Person(style="long", skin=SKINS[0], hair=HAIRS[3], top=CORAL, look=0.5, nod=5),
            (Arm((-94, -88), (-46, -28)), Arm((98, -92), (124, -62))),
        ),
        (
            820,
            1.7,
            Person(
                style="afro",
                skin=SKINS[5],
                hair="#1d1816",
                top=CREAM,
                glasses=True,
                look=-0.1,
                nod=3,
            ),
            (Arm((-98, -96), (-48, -64)), Arm((134, -84), (100, -126))),
        ),
        (
            1250,
            1.56,
            Person(
                style="cap",
                skin=SKINS[1],
                hair=HAIRS[1],
                hat=TEAL_SOFT,
                top=MOSS_SOFT,
                look=-0.7,
                nod=-5,
            ),
            (Arm((-104, -92), (-124, -58)), Arm((92, -84), (26, -30))),
        ),
    ):
        with canvas.at(x, TOP + 10, scale=scale):
            bust(canvas, who, arms)
    table(canvas, -30, TOP, WIDTH + 60, thick=46, seed="bench", tone="#c89a66")
    front = rect(-10, TOP + 46, WIDTH + 20, 300)
    canvas.fill(front, Linear((0, TOP + 46), (0, HEIGHT), [(0, "#123039"), (1, "#0c222b")]))
    for n in range(5):
        drawer = rect(40 + n * 312, TOP + 78, 272, 92, 8)
        canvas.fill(drawer, "#1c4651")
        canvas.fill(rect(120 + n * 312, TOP + 116, 112, 14, 7), OCHRE)
    _bench(canvas)
    return canvas.finished()


def _wall(canvas: Canvas) -> None:
    for x in (70, 1090):  # cabinets of small drawers
        cabinet = rect(x, 90, 440, 330, 8)
        canvas.shadow(cabinet, dx=8, dy=14, blur=16, opacity=0.5)
        canvas.fill(cabinet, "#0f2a34")
        for row in range(6):
            for column in range(7):
                cx, cy = x + 14 + column * 60, 104 + row * 52
                tone = (TEAL_MID, TEAL, OCHRE, TEAL_MID, BRICK, TEAL, TEAL_SOFT)[
                    (row * 3 + column * 5) % 7
                ]
                canvas.fill(rect(cx, cy, 52, 44, 4), darker(tone, 0.2))
                canvas.fill(rect(cx + 5, cy + 5, 42, 14, 3), CREAM, opacity=0.8)
                canvas.fill(rect(cx + 18, cy + 27, 16, 8, 4), STEEL_LIGHT)
    canvas.fill(rect(560, 120, 480, 12, 4), WOOD)
    canvas.shadow(rect(560, 120, 480, 12), dy=12, blur=10, opacity=0.5)
    for n, (x, tone) in enumerate(
        ((590, BRICK), (690, TEAL_SOFT), (790, OCHRE), (890, CREAM), (980, CORAL))
    ):
        canvas.line(f"M{x} 132 q{-10 + n * 5} {70 + n * 12} {6} {130 + (n % 2) * 50}", 7, tone)
        canvas.fill(rect(x - 3, 256 + (n % 2) * 50, 18, 34, 5), IRON)
    for x in (560, 640, 720):
        canvas.fill(ring(x + 40, 74, 36, 18), (TEAL_MID, OCHRE, BRICK)[(x - 560) // 80])
        canvas.line(arc(x + 40, 74, 27, 200, 330), 3, WHITE, opacity=0.4)
    canvas.fill(rect(830, 60, 190, 60, 5), CREAM)
    canvas.fill(rect(844, 74, 80, 8, 4), TEAL)
    canvas.fill(rect(844, 92, 130, 6, 3), TEAL_SOFT)


def _bench(canvas: Canvas) -> None:
    def put(draw: Callable[[Canvas], None], x: float, scale: float, dy: float = 4) -> None:
        with canvas.at(x, TOP + dy, scale=scale):
            with canvas.cast(dx=9, dy=4, blur=8, opacity=0.5):
                draw(canvas)
            draw(canvas)

    put(machines.oscilloscope, 40, 1.02)
    put(machines.multimeter, 1452, 0.94)
    put(machines.radio, 1010, 0.86)
    with canvas.at(700, TOP):  # a board held by a small vice
        canvas.fill(path("M60 2 L76 -40 L164 -40 L180 2 z"), IRON)
        canvas.fill(rect(112, -74, 16, 40), STEEL)
        with canvas.at(120, -92, turn=-4):
            with canvas.cast(dx=7, dy=6, blur=6, opacity=0.5):
                canvas.fill(rect(-132, -18, 264, 30, 5), TEAL)
            canvas.fill(
                polygon((-132, 12), (-112, -26), (112, -26), (132, 12)),
                Linear((-132, 0), (132, 0), [(0, "#35898d"), (1, "#1b5f66")]),
            )
            for x, w, tone in ((-84, 46, NAVY), (-16, 34, NAVY), (50, 30, NAVY)):
                canvas.fill(polygon((x, 0), (x + 6, -16), (x + w - 4, -16), (x + w, 0)), tone)
            for x, tone in ((-24, BRICK), (36, OCHRE), (92, OCHRE)):
                canvas.fill(rect(x - 6, -34, 12, 22, 4), tone)
            for n in range(12):
                canvas.fill(ellipse(-110 + n * 20, 7, 3), OCHRE)
        for x in (-20, 236):
            canvas.fill(rect(x, -112, 20, 42, 4), BRICK)
    canvas.glow((905, TOP - 116), 120, "#ffcf86", opacity=0.85)
    with canvas.at(916, TOP - 122, turn=214, scale=0.9), canvas.at(0, 104):
        tools.soldering_iron(canvas, OCHRE)
    grip(canvas, SKINS[5], 988, TOP - 224, turn=34, scale=1.4)
    canvas.fill(
        limb(
            [(908, TOP - 130), (900, TOP - 220), (924, TOP - 300), (906, TOP - 380)], [3, 14, 20, 5]
        ),
        WHITE,
        opacity=0.28,
    )
    canvas.line(f"M560 {TOP} V{TOP - 250} L640 {TOP - 330}", 12, STEEL)  # magnifying lamp
    canvas.fill(ellipse(560, TOP - 250, 14), IRON)
    canvas.fill(path(f"M500 {TOP + 2} C500 {TOP - 20} 620 {TOP - 20} 620 {TOP + 2} z"), IRON)
    with canvas.at(668, TOP - 352, turn=26):
        canvas.fill(ellipse(0, 0, 66, 34), CREAM)
        canvas.fill(ellipse(0, 0, 50, 24), "#fff4cf")
        canvas.fill(ellipse(0, 0, 44, 20), "#cfe6e4", opacity=0.8)
        canvas.line(ellipse(0, 0, 66, 34), 7, TEAL_MID, closed=True)
    canvas.fill(
        polygon((636, TOP - 330), (712, TOP - 318), (900, TOP - 70), (700, TOP - 70)),
        Linear((660, TOP - 330), (800, TOP - 70), [(0, "#fff0c4"), (1, "#000000")]),
        opacity=0.35,
        blend="screen",
    )
    canvas.line(
        f"M330 {TOP - 40} C420 {TOP + 10} 520 {TOP - 20} 640 {TOP - 30} "
        f"S700 {TOP - 70} 716 {TOP - 92}",
        4,
        CORAL,
    )
    canvas.line(f"M310 {TOP - 26} C400 {TOP + 24} 560 {TOP + 2} 690 {TOP - 60}", 4, NAVY)
    reel = (1340, TOP - 42)
    canvas.fill(ellipse(reel[0] + 8, TOP + 2, 48, 6), NIGHT, opacity=0.4)
    canvas.fill(ellipse(*reel, 46), TEAL)
    canvas.fill(ring(*reel, 38, 18), STEEL)
    canvas.fill(ellipse(*reel, 9), NAVY)
    for x, turn, tool in ((1296, 92, tools.screwdriver),):
        with canvas.at(x - 60, TOP - 2, turn=turn, scale=0.56):
            tool(canvas)
    put(lambda c: machines.coffee_cup(c, BRICK), 470, 0.9)
