"""The repair café around its long table: six people, their broken things, coffee."""

from collections.abc import Callable

from PIL import Image

from example.drawing.canvas import Canvas
from example.drawing.geometry import ellipse, path, rect
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
    SAND,
    SKINS,
    STEEL,
    TEAL,
    TEAL_MID,
    TEAL_SOFT,
    WOOD,
    WOOD_DARK,
    WOOD_LIGHT,
)
from example.drawing.props import machines, tools
from example.drawing.props.bicycle import wheel
from example.drawing.props.garland import bunting
from example.drawing.props.mark import mark
from example.drawing.props.people import Arm, Person, bust
from example.drawing.props.plants import pot
from example.drawing.props.room import bricks, pendant, planks, table, tall_window

KIND = "jpg"
WIDTH, HEIGHT, TOP, FLOOR = 1600, 1067, 742, 940

PEOPLE = (
    (
        150,
        1.14,
        Person(style="bun", skin=SKINS[0], hair=HAIRS[6], top=BRICK, glasses=True, look=0.5, nod=4),
        (Arm((-84, -76), (-16, -34)), Arm((86, -84), (96, -42))),
    ),
    (
        400,
        1.2,
        Person(
            style="beanie",
            skin=SKINS[4],
            hair=HAIRS[0],
            beard=True,
            hat=OCHRE,
            top="#7fa3a0",
            apron=NAVY,
            look=-0.2,
            nod=3,
        ),
        (Arm((-92, -92), (-74, -36)), Arm((94, -84), (50, -34))),
    ),
    (
        655,
        1.1,
        Person(style="scarf", skin=SKINS[2], hat=CORAL, top=TEAL, look=0.4, nod=5),
        (Arm((-84, -80), (-20, -26)), Arm((88, -84), (110, -40))),
    ),
    (
        905,
        1.2,
        Person(
            style="bald",
            skin=SKINS[1],
            hair=HAIRS[5],
            beard=True,
            top=MOSS_SOFT,
            collar=CREAM,
            look=-0.4,
            nod=-3,
        ),
        (Arm((-96, -96), (-66, -44)), Arm((92, -88), (40, -28))),
    ),
    (
        1150,
        1.12,
        Person(
            style="afro",
            skin=SKINS[5],
            hair="#1d1816",
            top=CREAM,
            stripes=TEAL_MID,
            look=0.3,
            nod=4,
        ),
        (Arm((-88, -84), (-38, -30)), Arm((90, -90), (74, -36))),
    ),
    (
        1420,
        1.16,
        Person(
            style="fringe", skin=SKINS[0], hair=HAIRS[3], top=OCHRE, apron=TEAL, look=-0.5, nod=-4
        ),
        (Arm((-96, -100), (-104, -46)), Arm((88, -80), (22, -34))),
    ),
)


def draw() -> Image.Image:
    canvas = Canvas(WIDTH, HEIGHT, "#efe2c6", seed="repair-cafe-grande-table")
    bricks(canvas, 0, 0, WIDTH, FLOOR, "#e9dabc", seed="wall")
    for x in (70, 610, 1150):
        tall_window(canvas, x, 96, 380, 470, columns=3, rows=4, sky=("#b7d8d4", "#f4e4be"))
    planks(
        canvas, 0, FLOOR, WIDTH, HEIGHT - FLOOR, seed="floor", rows=3, tones=("#c2926a", "#a3744d")
    )
    canvas.fill(rect(0, FLOOR - 16, WIDTH, 16), TEAL)
    bunting(canvas, -20, 540, 40, sag=30, flags=13)
    bunting(canvas, 540, 1080, 40, sag=30, flags=13)
    bunting(canvas, 1080, 1630, 40, sag=30, flags=13)
    for x, y in ((275, 250), (800, 226), (1330, 250)):
        pendant(canvas, x, y, 0.86, colour=BRICK, reach=520)
    for x, scale, who, arms in PEOPLE:
        with canvas.at(x, TOP + 6, scale=scale):
            bust(canvas, who, arms)
    _under(canvas)
    table(canvas, -30, TOP, WIDTH + 60, thick=40, seed="long")
    _on_table(canvas)
    canvas.shade(rect(0, 0, WIDTH, HEIGHT), "#6b4630", (900, 620), (1500, 1400), opacity=0.4)
    return canvas.finished()


def _under(canvas: Canvas) -> None:
    canvas.fill(rect(0, FLOOR - 10, WIDTH, 40), NIGHT, opacity=0.35)
    cloth = rect(-20, TOP + 24, WIDTH + 40, 214)
    canvas.fill(cloth, Linear((0, TOP + 30), (0, TOP + 240), [(0, "#2a6f7a"), (1, "#174a55")]))
    for n in range(34):
        x = n * 49 + 12 * ((n * 7) % 3)
        canvas.fill(
            path(
                f"M{x} {TOP + 44} C{x + 6} {TOP + 120} {x - 10} {TOP + 190} {x - 6} {TOP + 238} "
                f"L{x + 18} {TOP + 238} C{x + 12} {TOP + 180} "
                f"{x + 16} {TOP + 110} {x + 6} {TOP + 44} z"
            ),
            NIGHT,
            opacity=0.22,
        )
    canvas.fill(rect(-20, TOP + 216, WIDTH + 40, 10), OCHRE, opacity=0.85)
    mark(canvas, 748, TOP + 74, 116, ground=CREAM, ink=TEAL)
    crate = rect(440, 900, 230, 110, 4)
    canvas.shadow(crate, dy=14, blur=12)
    canvas.fill(rect(446, 890, 218, 112), WOOD_DARK)
    canvas.line("M500 900 L470 830 M560 900 V820 h24 M620 900 L640 846", 9, STEEL)
    canvas.fill(ellipse(590, 880, 30), IRON)
    canvas.fill(ellipse(590, 880, 16), STEEL)
    for n in range(3):
        canvas.fill(rect(436, 896 + n * 38, 238, 30, 3), (WOOD_LIGHT, WOOD, WOOD_LIGHT)[n])
    with canvas.at(1130, 1000):  # a cat asleep on a cushion
        canvas.fill(ellipse(0, 8, 128, 22), NIGHT, opacity=0.3)
        canvas.fill(path("M-120 0 C-120 -30 120 -30 120 0 C120 22 -120 22 -120 0 z"), BRICK)
        canvas.fill(
            path("M-82 -10 C-86 -56 -20 -74 30 -62 C74 -52 90 -22 74 -8 C40 2 -50 4 -82 -10 z"),
            "#d98f4a",
        )
        canvas.fill(
            path(
                "M-86 -30 C-100 -54 -92 -74 -86 -78 L-74 -66 C-62 -70 -54 -68 -48 -64 "
                "L-34 -74 C-30 -58 -34 -38 -46 -28 C-60 -18 -78 -18 -86 -30 z"
            ),
            "#d98f4a",
        )
        for dx in (-6, 18, 42):
            canvas.line(f"M{dx} -62 q8 14 4 26", 6, "#a9622c")
        canvas.line("M74 -14 C60 10 0 6 -30 0", 15, "#c47c3a")


def _on_table(canvas: Canvas) -> None:
    def put(draw: Callable[[Canvas], None], x: float, scale: float, dy: float = 4) -> None:
        with canvas.at(x, TOP + dy, scale=scale):
            with canvas.cast(dx=8, dy=3, blur=8, opacity=0.4):
                draw(canvas)
            draw(canvas)

    put(machines.radio, 170, 0.82)
    put(machines.desk_lamp, 60, 0.86)
    put(machines.toaster_shell, 352, 0.56)
    put(machines.sewing_machine, 570, 0.66)
    put(machines.fan, 1010, 1.1)
    put(machines.kettle, 1108, 0.82)
    put(machines.multimeter, 880, 0.62)
    put(machines.coffee_cup, 300, 0.72)
    put(machines.coffee_cup, 1258, 0.72)
    put(lambda c: machines.coffee_cup(c, TEAL_SOFT), 946, 0.7)
    with canvas.at(1380, TOP - 82):
        with canvas.cast(dx=8, dy=3, blur=8, opacity=0.4):
            wheel(canvas, 0, 0, 86)
        wheel(canvas, 0, 0, 86)
    put(lambda c: pot(c, 0, 0, 62, seed="p"), 1540, 1.0, dy=8)
    for x, tool, turn, scale in (
        (520, tools.screwdriver, 92, 0.5),
        (800, tools.pliers, 84, 0.46),
        (1230, tools.spanner, 94, 0.44),
    ):
        with canvas.at(x, TOP - 2, turn=turn, scale=scale):
            tool(canvas)
    canvas.fill(rect(-30, TOP + 20, WIDTH + 60, 20), SAND, opacity=0)
    for x, colour in ((738, OCHRE), (1480, BRICK)):
        with canvas.at(x, TOP - 26, scale=0.72):
            tools.spool(canvas, colour)
