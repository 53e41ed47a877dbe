"""People without faces: an age, a skin, a way to wear hair, and what their hands do.

A figure stands around the middle of its waist; its shoulders are 190 above, its head 280.
"""

from collections.abc import Callable
from dataclasses import dataclass

from example.drawing.canvas import Canvas
from example.drawing.geometry import Point, ellipse, limb, path, rect, smooth
from example.drawing.palette import HAIRS, NAVY, SKINS, darker, lighter
from example.drawing.props.hair import BACKS, FRONTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    skin: str = SKINS[1]
    hair: str = HAIRS[1]
    style: str = "short"
    top: str = "#1f5f6b"
    apron: str = ""
    collar: str = ""
    stripes: str = ""
    bare_arms: bool = True  # sleeves rolled to the elbow
    beard: bool = False
    glasses: bool = False
    look: float = 0.0  # -1 to the left, 1 to the right
    nod: float = 0.0  # degrees
    hat: str = "#b4523a"
    slim: float = 1.0


@dataclass(frozen=True, slots=True)
class Arm:
    """From the shoulder by an elbow to a hand."""

    elbow: Point
    hand: Point


AT_REST = (Arm((-92, -84), (-40, -18)), Arm((92, -84), (40, -18)))


def head(canvas: Canvas, who: Person) -> None:
    """Around its own middle, 84 wide and 104 high."""
    turn = who.look * 7
    for side in (-1, 1):
        if side * who.look < 0.2:  # the ear on the far side is hidden
            canvas.fill(ellipse(side * 41, 6, 8, 13), darker(who.skin, 0.1))
    face = smooth(
        [
            (0, -54),
            (30, -44),
            (42, -14),
            (39, 18),
            (25, 44),
            (turn * 0.6, 55),
            (-25, 44),
            (-39, 18),
            (-42, -14),
            (-30, -44),
        ]
    )
    canvas.fill(face, who.skin)
    away = -1 if who.look > 0.2 else 1
    with canvas.clip(face):
        canvas.fill(face + face.moved(-away * 15, -5), darker(who.skin, 0.3), opacity=0.28)
    if who.beard:
        canvas.fill(
            f"M-42 -4 C-44 36 -26 66 {turn} 68 C26 66 44 36 42 -4 "
            f"C36 22 22 30 {turn} 30 C-22 30 -36 22 -42 -4 z",
            who.hair,
        )
    if who.glasses:
        for dx in (-17, 17):
            canvas.line(ellipse(dx + who.look * 12, -4, 12.5, 12), 2.8, NAVY, closed=True)
        canvas.line(f"M{-5 + who.look * 12} -6 h10", 2.8, NAVY)


def bust(
    canvas: Canvas, who: Person, arms: tuple[Arm, ...] = AT_REST, *, below: float = 60
) -> None:
    """Head, trunk and arms; the trunk goes on `below` the waist, behind a table."""
    s = who.slim
    with canvas.at(0, -278, turn=who.nod):
        _hair(canvas, who, BACKS)
    trunk = path(
        f"M{-28 * s} -207 C{-50 * s} -200 {-78 * s} -194 {-86 * s} -168 "
        f"C{-90 * s} -120 {-74 * s} -60 {-70 * s} 0 "
        f"L{-72 * s} {below} L{72 * s} {below} L{70 * s} 0 "
        f"C{74 * s} -60 {90 * s} -120 {86 * s} -168 "
        f"C{78 * s} -194 {50 * s} -200 {28 * s} -207 z"
    )
    canvas.fill(trunk, who.top)
    with canvas.clip(trunk):
        if who.stripes:
            for n in range(-2, 18):
                canvas.line(
                    f"M-110 {-196 + n * 22} Q0 {-180 + n * 22} 110 {-196 + n * 22}", 6, who.stripes
                )
    canvas.shade(trunk, NAVY, (0, -150), (130, 40), opacity=0.4)
    neck = path("M-20 -250 L-22 -206 C-14 -192 14 -192 22 -206 L20 -250 z")
    canvas.fill(neck, who.skin)
    canvas.fill(
        "M-20 -244 C-14 -226 14 -226 20 -244 L21 -226 C12 -212 -12 -212 -21 -226 z",
        darker(who.skin, 0.4),
        opacity=0.45,
    )
    if who.collar:
        canvas.fill("M-34 -208 L-18 -222 L0 -196 L-16 -172 z", who.collar)
        canvas.fill("M34 -208 L18 -222 L0 -196 L16 -172 z", who.collar)
    if who.apron:
        _apron(canvas, who, below)
    with canvas.at(0, -278, turn=who.nod):
        head(canvas, who)
        _hair(canvas, who, FRONTS)
    for side, arm in zip((-1, 1), arms, strict=False):
        _arm(canvas, who, arm, side)


def _hair(
    canvas: Canvas, who: Person, table: dict[str, Callable[[Canvas, str, float, str], None]]
) -> None:
    draw = table.get(who.style)
    if draw:
        draw(canvas, who.hair, who.look, who.hat)


def _apron(canvas: Canvas, who: Person, below: float) -> None:
    for side in (-1, 1):
        canvas.line(f"M{side * 24} -204 L{side * 44} -150", 8, darker(who.apron, 0.3))
    bib = path(
        f"M-44 -152 L44 -152 C46 -110 56 -84 68 -74 L70 {below} "
        f"L-70 {below} L-68 -74 C-56 -84 -46 -110 -44 -152 z"
    )
    canvas.fill(bib, who.apron)
    canvas.shade(bib, NAVY, (0, -130), (90, 20), opacity=0.4)
    canvas.fill(rect(-30, -66, 60, 46, 5), darker(who.apron, 0.14))
    canvas.line("M-30 -62 h60", 2.4, lighter(who.apron, 0.3))


def _arm(canvas: Canvas, who: Person, arm: Arm, side: int) -> None:
    shoulder = (side * 66 * who.slim, -172.0)
    sleeve = limb([shoulder, _between(shoulder, arm.elbow, side), arm.elbow], [42, 38, 31])
    fore = limb([arm.elbow, arm.hand], [29, 20])
    with canvas.cast(dx=2, dy=5, blur=5, opacity=0.32):
        canvas.fill(sleeve, who.top)
        canvas.fill(fore, who.top)
    hand(canvas, who.skin, arm)
    if who.bare_arms:
        canvas.fill(fore, who.skin)
        canvas.fill(sleeve, who.top)
        cuff = (_part(arm.elbow, arm.hand, 0.04), _part(arm.elbow, arm.hand, 0.13))
        canvas.fill(limb(cuff, [32, 31]), lighter(who.top, 0.12))
    else:
        canvas.fill(sleeve, who.top)
        canvas.fill(limb([arm.elbow, _part(arm.elbow, arm.hand, 0.9)], [31, 25]), who.top)
        canvas.fill(
            limb([_part(arm.elbow, arm.hand, 0.84), _part(arm.elbow, arm.hand, 0.93)], [26, 25]),
            lighter(who.top, 0.15),
        )
    canvas.shade(
        sleeve,
        NAVY,
        (shoulder[0] - 6, shoulder[1]),
        (shoulder[0] + 60, shoulder[1] + 120),
        opacity=0.3,
    )


def _between(a: Point, b: Point, side: int) -> Point:
    return (a[0] + b[0]) / 2 + side * 8, (a[1] + b[1]) / 2


def _part(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def hand(canvas: Canvas, skin: str, arm: Arm) -> None:
    (x0, y0), (x, y) = arm.elbow, arm.hand
    dx, dy = x - x0, y - y0
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    ux, uy = dx / length, dy / length
    palm = limb([(x - ux * 6, y - uy * 6), (x + ux * 14, y + uy * 14)], [20, 22])
    fingers = limb([(x + ux * 10, y + uy * 10), (x + ux * 28, y + uy * 28)], [21, 12])
    thumb = limb(
        [(x + uy * 7, y - ux * 7), (x + ux * 14 + uy * 14, y + uy * 14 - ux * 14)], [10, 7]
    )
    for shape in (palm, fingers, thumb):
        canvas.fill(shape, skin)


def grip(
    canvas: Canvas, skin: str, x: float, y: float, *, turn: float = 0, scale: float = 1
) -> None:
    """Fingers closed over what a hand holds; draw them after it."""
    with canvas.at(x, y, turn=turn, scale=scale):
        for n in range(4):
            finger = rect(-15 + n, -19 + n * 9.4, 28 - n * 2, 9, 4.5)
            canvas.fill(finger, skin)
            canvas.fill(
                rect(-13 + n, -12 + n * 9.4, 24 - n * 2, 2), darker(skin, 0.35), opacity=0.5
            )


def back_view(
    canvas: Canvas, who: Person, *, arm: Arm | None = None, side: int = 1, below: float = 120
) -> None:
    """Somebody in the audience, seen from behind; one arm may be raised."""
    if arm:
        _arm(canvas, who, arm, side)
    s = who.slim
    trunk = path(
        f"M{-34 * s} -204 C{-70 * s} -196 {-104 * s} -184 {-110 * s} -150 "
        f"C{-116 * s} -100 {-100 * s} -40 {-96 * s} {below} "
        f"L{96 * s} {below} C{100 * s} -40 {116 * s} -100 {110 * s} -150 "
        f"C{104 * s} -184 {70 * s} -196 {34 * s} -204 z"
    )
    with canvas.cast(dx=0, dy=-6, blur=10, opacity=0.3):
        canvas.fill(trunk, who.top)
    canvas.fill(trunk, who.top)
    if who.stripes:
        with canvas.clip(trunk):
            for n in range(-2, 18):
                canvas.line(
                    f"M-120 {-196 + n * 22} Q0 {-184 + n * 22} 120 {-196 + n * 22}", 6, who.stripes
                )
    canvas.shade(trunk, NAVY, (0, -190), (60, 60), opacity=0.5)
    canvas.fill("M-21 -252 L-23 -204 C-14 -190 14 -190 23 -204 L21 -252 z", darker(who.skin, 0.12))
    with canvas.at(0, -278, turn=who.nod):
        for ear in (-43, 43):
            canvas.fill(ellipse(ear, 6, 8, 13), darker(who.skin, 0.12))
        canvas.fill(ellipse(0, 0, 43, 53), darker(who.skin, 0.08))
        _hair(canvas, who, BACKS)
        skull = smooth(
            [
                (0, -60),
                (34, -50),
                (48, -14),
                (44, 18),
                (26, 38),
                (0, 42),
                (-26, 38),
                (-44, 18),
                (-48, -14),
                (-34, -50),
            ]
        )
        if who.style == "bald":
            canvas.fill(
                "M-45 -4 C-50 22 -36 46 0 50 C36 46 50 22 45 -4 "
                "C42 12 26 20 0 20 C-26 20 -42 12 -45 -4 z",
                who.hair,
            )
        elif who.style == "scarf":
            canvas.fill(
                "M-52 -10 C-52 -60 52 -60 52 -10 C56 30 60 70 74 96 "
                "L-74 96 C-60 70 -56 30 -52 -10 z",
                who.hat,
            )
        elif who.style not in ("afro", "curly"):
            canvas.fill(skull, who.hair)
            canvas.shade(skull, NAVY, (0, -30), (30, 50), opacity=0.5)
            canvas.shade(skull, lighter(who.hair, 0.4), (0, 0), (-30, -60), opacity=0.35, blend="")
        if who.style == "bun":
            canvas.fill(ellipse(0, -44, 24), who.hair)
        if who.style == "ponytail":
            canvas.fill(limb([(0, -10), (6, 40), (-4, 90)], [24, 30, 10]), darker(who.hair, 0.15))
        if who.style in ("cap", "beanie"):
            canvas.fill("M-50 -8 C-54 -70 54 -70 50 -8 z", who.hat)
            canvas.fill(rect(-52, -18, 104, 16, 7), darker(who.hat, 0.25))
