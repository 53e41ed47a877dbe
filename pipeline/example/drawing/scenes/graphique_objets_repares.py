"""Objects brought and repaired, season by season: the figures of the reports, as bars."""

from PIL import Image

from example.drawing.canvas import Canvas
from example.drawing.geometry import ellipse, path, rect
from example.drawing.lettering import BOLD, PLAIN, TITLE, write
from example.drawing.paint import Linear
from example.drawing.palette import (
    CREAM,
    NAVY,
    OCHRE,
    SAND,
    SLATE,
    TEAL,
    TEAL_MID,
    TEAL_SOFT,
    darker,
)

KIND = "png"
WIDTH, HEIGHT = 1600, 900
# season, brought, repaired, sessions: the same as in content/actualites (a test compares)
SEASONS = (("2024-2025", 438, 281, 10), ("2025-2026", 512, 338, 11))
LEFT, FULL = 330, 1090  # where bars start, and how long 600 objects are


def draw() -> Image.Image:
    canvas = Canvas(WIDTH, HEIGHT, CREAM, seed="graphique")
    write(canvas, 90, 126, "Deux objets sur trois repartent réparés", 58, NAVY, face=TITLE)
    write(
        canvas,
        90,
        182,
        "Repair café des Ateliers du Halage, objets apportés et réparés par saison",
        29,
        SLATE,
        face=PLAIN,
    )
    for n in range(7):
        x = LEFT + FULL * n / 6
        canvas.fill(rect(x - 1, 250, 2, 460), SAND)
        write(canvas, x, 752, str(n * 100), 25, SLATE, face=PLAIN, anchor="middle")
    for n, (season, brought, repaired, sessions) in enumerate(SEASONS):
        y = 282 + n * 228
        write(canvas, LEFT - 30, y + 76, season, 35, NAVY, face=BOLD, anchor="right")
        write(
            canvas, LEFT - 30, y + 114, f"{sessions} séances", 24, SLATE, face=PLAIN, anchor="right"
        )
        wide, done = FULL * brought / 600, FULL * repaired / 600
        canvas.fill(rect(LEFT, y, wide, 154, 8), TEAL_SOFT)
        with canvas.clip(rect(LEFT, y, wide, 154, 8)):
            for k in range(60):  # hatched: the difference does not hang on colour alone
                canvas.line(
                    f"M{LEFT + done + k * 22 - 154} {y + 154} l154 -154", 3, CREAM, opacity=0.5
                )
            canvas.fill(
                rect(LEFT, y, done, 154), Linear((0, y), (0, y + 154), [(0, TEAL_MID), (1, TEAL)])
            )
        write(canvas, LEFT + 28, y + 74, f"{repaired} réparés", 46, CREAM, face=TITLE)
        write(
            canvas,
            LEFT + 28,
            y + 120,
            f"soit {round(100 * repaired / brought)} %",
            30,
            CREAM,
            face=BOLD,
        )
        _gear(canvas, LEFT + done - 66, y + 77)
        write(canvas, LEFT + wide + 22, y + 74, str(brought), 46, NAVY, face=TITLE)
        write(canvas, LEFT + wide + 22, y + 112, "apportés", 26, SLATE, face=PLAIN)
    canvas.fill(rect(LEFT, 806, 34, 34, 6), TEAL)
    write(canvas, LEFT + 48, 833, "réparés le jour même", 26, NAVY, face=PLAIN)
    canvas.fill(rect(LEFT + 370, 806, 34, 34, 6), TEAL_SOFT)
    with canvas.clip(rect(LEFT + 370, 806, 34, 34, 6)):
        for k in range(5):
            canvas.line(f"M{LEFT + 350 + k * 14} 840 l34 -34", 3, CREAM, opacity=0.6)
    write(canvas, LEFT + 418, 833, "non réparés, ou en attente d’une pièce", 26, NAVY, face=PLAIN)
    return canvas.finished(grain=0)


def _gear(canvas: Canvas, x: float, y: float) -> None:
    for n in range(8):
        with canvas.at(x, y, turn=n * 45):
            canvas.fill(rect(-9, -46, 18, 24, 4), OCHRE)
    canvas.fill(ellipse(x, y, 35), OCHRE)
    canvas.fill(ellipse(x, y, 22), darker(TEAL, 0.1))
    canvas.line(path(f"M{x - 11} {y} l8 9 l14 -17"), 6, CREAM)
