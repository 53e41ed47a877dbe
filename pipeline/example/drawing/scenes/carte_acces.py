"""The way from the station to the quay: a plan in the colours of the house, not a survey."""

import itertools
import math
from collections.abc import Sequence
from random import Random

from PIL import Image

from example.drawing.canvas import Canvas
from example.drawing.geometry import Point, Shape, ellipse, limb, path, polygon, rect, smooth
from example.drawing.lettering import BOLD, PLAIN, TITLE, write
from example.drawing.palette import (
    BRICK,
    CREAM,
    IRON,
    MOSS,
    MOSS_SOFT,
    NAVY,
    SAND,
    SLATE,
    TEAL,
    TEAL_MID,
    TEAL_SOFT,
    WHITE,
    darker,
    lighter,
    mix,
)
from example.drawing.props.mark import mark

KIND = "png"
WIDTH, HEIGHT = 1600, 1067
WATER = "#a9cfd0"
STREETS = (
    ((-40, 330), (300, 322), (620, 300), (940, 330), (1240, 300), (1660, 330)),
    ((330, 120), (360, 330), (420, 560), (470, 760)),
    ((620, 120), (640, 300), (690, 520), (700, 700)),
    ((930, 120), (940, 330), (960, 520), (990, 690)),
    ((1230, 120), (1240, 300), (1210, 480), (1190, 640)),
    ((-40, 560), (200, 548), (420, 556), (690, 520), (960, 520), (1210, 480), (1380, 470)),
)
QUAY = ((-40, 760), (240, 752), (470, 748), (700, 712), (990, 690), (1190, 650), (1330, 600))
WAY = ((362, 176), (366, 330), (424, 556), (466, 736), (700, 704), (905, 690))
PLACE = (WIDTH - 905, 690)  # the ground is drawn from right to left, the labels as they are read
STATION = WIDTH - 362


def draw() -> Image.Image:
    canvas = Canvas(WIDTH, HEIGHT, "#f3e8d0", seed="carte-acces")
    with canvas.at(WIDTH, 0, flip=True):
        _ground(canvas)
        _blocks(canvas)
        _water(canvas)
        _roads(canvas)
        _rails(canvas)
        _way(canvas)
    _places(canvas)
    _labels(canvas)
    return canvas.finished(grain=0)


def _line(points: Sequence[Point]) -> Shape:
    return smooth(points, closed=False)


def _ground(canvas: Canvas) -> None:
    canvas.fill(
        smooth([(-60, 900), (300, 880), (700, 860), (1020, 850), (1100, 1120), (-60, 1120)]),
        "#dfe0b4",
    )
    canvas.fill(
        smooth([(1060, 360), (1190, 350), (1180, 460), (1080, 470), (1010, 430)]), "#cfd79f"
    )
    canvas.fill(smooth([(60, 380), (240, 370), (300, 470), (180, 520), (60, 500)]), "#cfd79f")
    rng = Random("trees")
    for x0, y0, x1, y1, count in (
        (80, 390, 270, 490, 12),
        (1050, 370, 1160, 450, 9),
        (30, 930, 980, 1050, 34),
    ):
        for _ in range(count):
            x, y, r = rng.uniform(x0, x1), rng.uniform(y0, y1), rng.uniform(9, 16)
            canvas.fill(ellipse(x + 3, y + 4, r), MOSS, opacity=0.3)
            canvas.fill(ellipse(x, y, r), mix(MOSS_SOFT, MOSS, rng.random() * 0.6))


def _blocks(canvas: Canvas) -> None:
    rng = Random("blocks")
    for x0, y0, x1, y1 in (
        (380, 350, 620, 530),
        (668, 330, 930, 500),
        (968, 345, 1060, 500),
        (1256, 330, 1560, 450),
        (390, 140, 610, 290),
        (650, 140, 920, 290),
        (960, 140, 1210, 290),
        (1262, 140, 1560, 280),
        (20, 590, 400, 720),
        (470, 580, 660, 690),
        (716, 560, 940, 660),
        (990, 548, 1180, 630),
        (30, 350, 60, 380),
    ):
        y = y0 + 14.0
        while y < y1 - 26:
            x = x0 + 16.0
            tall = rng.uniform(30, 46)
            while x < x1 - 30:
                wide = rng.uniform(26, 60)
                if rng.random() < 0.86:
                    canvas.fill(
                        rect(x, y, min(wide, x1 - x - 12), min(tall, y1 - y - 10), 3),
                        mix("#e6d3ab", "#dcbf92", rng.random()),
                    )
                x += wide + 7
            y += tall + 12


def _water(canvas: Canvas) -> None:
    vilaine = limb(
        [(1480, -60), (1440, 240), (1450, 480), (1400, 700), (1260, 880), (1180, 1120)],
        [96, 104, 116, 124, 130],
    )
    canal = limb(
        [(-60, 822), (240, 816), (480, 812), (720, 776), (1000, 752), (1210, 716), (1420, 640)],
        [72, 74, 74, 76, 84],
    )
    basin = smooth([(196, 836), (408, 836), (436, 890), (390, 960), (250, 966), (180, 904)])
    east = limb([(1420, 560), (1540, 590), (1680, 600)], [70, 70])
    for shape in (vilaine, canal, basin, east):
        canvas.line(shape, 12, mix(WATER, TEAL_SOFT, 0.5), closed=True)
    for shape in (vilaine, canal, basin, east):
        canvas.fill(shape, WATER)
    for x, y, w in (
        (60, 812, 60),
        (600, 786, 52),
        (1440, 400, 40),
        (1430, 560, 46),
        (1330, 800, 50),
        (1240, 980, 44),
        (1090, 734, 40),
    ):
        for dy in (0, 12):
            canvas.line(
                f"M{x} {y + dy} q{w / 4} -7 {w / 2} 0 q{w / 4} 7 {w / 2} 0", 3, WHITE, opacity=0.8
            )
    for x, y, turn in ((260, 880, 4), (330, 900, -4), (268, 926, 6)):
        with canvas.at(x, y, turn=turn):
            canvas.fill("M-24 -6 C-10 -10 16 -10 26 0 C16 10 -10 10 -24 6 z", WHITE)
            canvas.fill(rect(-10, -4, 18, 8, 3), BRICK)


def _roads(canvas: Canvas) -> None:
    for points in STREETS:
        canvas.line(_line(points), 24, mix(SAND, CREAM, 0.2))
    canvas.line(_line(QUAY), 26, mix(SAND, CREAM, 0.2))
    for points in STREETS:
        canvas.line(_line(points), 18, WHITE)
    canvas.line(_line(QUAY), 20, WHITE)
    for a, b in (((470, 740), (486, 880)), ((1362, 476), (1660, 452)), ((1190, 650), (1330, 600))):
        canvas.line(polygon(a, b), 26, mix(SAND, CREAM, 0.2))
        canvas.line(polygon(a, b), 18, WHITE)
    towpath = ((930, 712), (1060, 694), (1190, 672), (1330, 624))
    for n, (x, y) in enumerate(_line(towpath).outlines[0]):
        if n % 2:
            canvas.fill(ellipse(x, y + 2, 2.6), MOSS)


def _rails(canvas: Canvas) -> None:
    rails = _line(((-40, 70), (400, 92), (900, 76), (1660, 96)))
    spine = rails.outlines[0]
    canvas.line(rails, 10, SLATE)
    canvas.line(rails, 5, WHITE)
    for (x0, y0), (x1, y1) in itertools.pairwise(spine):
        steps = max(1, round((x1 - x0) / 24))
        for n in range(steps):
            t = n / steps
            canvas.line(f"M{x0 + (x1 - x0) * t} {y0 + (y1 - y0) * t - 9} v18", 3.4, SLATE)


def _way(canvas: Canvas) -> None:
    canvas.line("M" + " L".join(f"{x} {y}" for x, y in WAY), 15, CREAM)
    for (x0, y0), (x1, y1) in itertools.pairwise(WAY):
        steps = int(math.hypot(x1 - x0, y1 - y0) // 19)
        for n in range(steps):
            canvas.fill(ellipse(x0 + (x1 - x0) * n / steps, y0 + (y1 - y0) * n / steps, 6.4), BRICK)


def _places(canvas: Canvas) -> None:
    station = rect(STATION - 100, 108, 200, 56, 6)
    canvas.shadow(station, dy=6, blur=7, opacity=0.3)
    canvas.fill(station, NAVY)
    canvas.fill(polygon((STATION - 30, 109), (STATION, 84), (STATION + 30, 109)), NAVY)
    canvas.fill(ellipse(STATION, 107, 9), CREAM)
    write(canvas, STATION, 147, "Gare de Redon", 25, CREAM, face=BOLD, anchor="middle")
    with canvas.at(WIDTH - 360, 430):
        bubble = rect(0, -34, 206, 62, 31)
        canvas.shadow(bubble, dy=5, blur=6, opacity=0.3)
        canvas.fill(bubble, BRICK)
        canvas.fill(polygon((10, 2), (-40, 14), (24, 22)), BRICK)
        write(canvas, 103, 8, "12 min à pied", 27, CREAM, face=BOLD, anchor="middle")
    x, y = PLACE
    pin = path(
        f"M{x} {y} C{x - 20} {y - 46} {x - 66} {y - 66} {x - 66} {y - 116} "
        f"C{x - 66} {y - 156} {x - 36} {y - 182} {x} {y - 182} "
        f"C{x + 36} {y - 182} {x + 66} {y - 156} {x + 66} {y - 116} "
        f"C{x + 66} {y - 66} {x + 20} {y - 46} {x} {y} z"
    )
    canvas.shadow(pin, dx=8, dy=8, blur=9, opacity=0.4)
    canvas.fill(pin, TEAL)
    mark(canvas, x - 54, y - 172, 108, ground=CREAM, ink=TEAL)


def _labels(canvas: Canvas) -> None:
    def tag(x: float, y: float, letter: str, colour: str, text: str) -> None:
        canvas.fill(rect(x - 19, y - 19, 38, 38, 9), colour)
        write(canvas, x, y + 10, letter, 27, CREAM, face=BOLD, anchor="middle")
        write(canvas, x + 30, y + 8, text, 22, NAVY, face=BOLD)

    x, y = PLACE
    card = rect(x - 400, y - 172, 316, 92, 12)
    canvas.shadow(card, dy=5, blur=8, opacity=0.28)
    canvas.fill(card, WHITE)
    write(canvas, x - 380, y - 134, "Les Ateliers du Halage", 26, TEAL, face=TITLE)
    write(canvas, x - 380, y - 100, "7 quai des Haleurs", 23, NAVY, face=PLAIN)
    with canvas.at(1160, 826, turn=1):
        write(canvas, 0, 0, "Canal de Nantes à Brest", 27, darker(TEAL, 0.1), face=BOLD)
    with canvas.at(122, 292, turn=-94):
        write(canvas, 0, 0, "La Vilaine", 30, darker(TEAL, 0.1), face=BOLD)
    write(canvas, 1292, 1002, "Port", 27, darker(TEAL, 0.1), face=BOLD, anchor="middle")
    with canvas.at(882, 754, turn=7.5):
        write(canvas, 0, 0, "Quai des Haleurs", 20, SLATE, face=BOLD)
    write(canvas, 800, 424, "Centre-ville", 30, lighter(NAVY, 0.15), face=TITLE, anchor="middle")
    tag(1440, 930, "P", TEAL_MID, "gratuit")
    tag(790, 640, "V", MOSS, "dix arceaux")
    with canvas.at(300, 708, turn=12):
        write(canvas, 0, 0, "Chemin de halage", 21, darker(MOSS, 0.3), face=BOLD)
    with canvas.at(1510, 220):
        canvas.fill(ellipse(0, 0, 52), WHITE)
        canvas.fill(polygon((0, -40), (15, 8), (0, -2), (-15, 8)), BRICK)
        canvas.fill(polygon((0, 40), (15, -8), (0, 2), (-15, -8)), IRON, opacity=0.35)
        write(canvas, 0, -58, "N", 24, NAVY, face=BOLD, anchor="middle")
    panel = rect(380, 944, 560, 92, 12)
    canvas.fill(panel, WHITE, opacity=0.92)
    write(canvas, 404, 984, "Plan simplifié, sans échelle", 24, NAVY, face=BOLD)
    write(
        canvas,
        404,
        1016,
        "Sortie côté centre, puis le quai, l’eau à main gauche",
        21,
        SLATE,
        face=PLAIN,
    )
