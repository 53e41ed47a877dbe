"""The season's calendar: repair cafés, courses, meeting, closures and school holidays of zone B."""

import calendar
from datetime import date

from PIL import Image

from comptoir.dates import MONTHS, holidays
from example.drawing.canvas import Canvas
from example.drawing.geometry import ellipse, rect
from example.drawing.lettering import BOLD, PLAIN, TITLE, write
from example.drawing.palette import (
    BRICK,
    CREAM,
    MIST,
    NAVY,
    OCHRE,
    SAND,
    SLATE,
    STEEL,
    TEAL,
    WHITE,
    mix,
)
from example.drawing.props.mark import mark

KIND = "png"
WIDTH, HEIGHT = 1600, 1160
FIRST = (2026, 9)

# First Saturdays, moved when the workshop is closed: 2 January, 1 and 8 May.
REPAIR_CAFES = tuple(
    date(*day)
    for day in (
        (2026, 9, 5),
        (2026, 10, 3),
        (2026, 11, 7),
        (2026, 12, 5),
        (2027, 1, 9),
        (2027, 2, 6),
        (2027, 3, 6),
        (2027, 4, 3),
        (2027, 5, 15),
        (2027, 6, 5),
        (2027, 7, 3),
    )
)
COURSES = tuple(
    date(*day)
    for day in (
        (2026, 11, 28),
        (2027, 1, 16),
        (2027, 1, 17),
        (2027, 3, 13),
        (2027, 3, 20),
        (2027, 3, 21),
    )
)
MEETING = date(2026, 12, 12)
SCHOOL = (  # zone B, the summer left out: first and last day without school
    (date(2026, 10, 17), date(2026, 11, 1)),
    (date(2026, 12, 19), date(2027, 1, 3)),
    (date(2027, 2, 20), date(2027, 3, 7)),
    (date(2027, 4, 17), date(2027, 5, 2)),
)
CLOSED = ((date(2026, 12, 24), date(2027, 1, 3)), (date(2027, 8, 1), date(2027, 8, 31)))


def is_closed(day: date) -> bool:
    return day in holidays(day.year) or any(start <= day <= end for start, end in CLOSED)


def draw() -> Image.Image:
    canvas = Canvas(WIDTH, HEIGHT, CREAM, seed="calendrier")
    canvas.fill(rect(0, 0, WIDTH, 128), TEAL)
    mark(canvas, 60, 18, 92, ground=CREAM, ink=TEAL)
    write(canvas, 178, 84, "Saison 2026-2027", 54, CREAM, face=TITLE)
    write(
        canvas,
        WIDTH - 60,
        80,
        "Mercredi 14 h – 18 h · vendredi 17 h – 20 h · samedi 10 h – 12 h 30",
        28,
        CREAM,
        face=PLAIN,
        anchor="right",
    )
    for n in range(12):
        year, month = FIRST[0] + (FIRST[1] + n - 1) // 12, (FIRST[1] + n - 1) % 12 + 1
        _month(canvas, 60 + (n % 4) * 376, 162 + (n // 4) * 292, year, month)
    _legend(canvas)
    return canvas.finished(grain=0)


def _month(canvas: Canvas, x: float, y: float, year: int, month: int) -> None:
    canvas.fill(rect(x, y, 352, 276, 12), WHITE)
    write(canvas, x + 18, y + 36, f"{MONTHS[month - 1].capitalize()} {year}", 25, TEAL, face=TITLE)
    for column, letter in enumerate("LMMJVSD"):
        write(canvas, x + 34 + column * 47, y + 68, letter, 17, SLATE, face=BOLD, anchor="middle")
    for row, week in enumerate(calendar.Calendar().monthdatescalendar(year, month)):
        for column, day in enumerate(week):
            if day.month == month:
                _day(canvas, x + 34 + column * 47, y + 92 + row * 33, day)


def _day(canvas: Canvas, x: float, y: float, day: date) -> None:
    if any(start <= day <= end for start, end in SCHOOL):
        canvas.fill(rect(x - 23.5, y - 13, 47, 26), MIST, opacity=0.75)
    ink, face = NAVY, PLAIN
    if is_closed(day):
        with canvas.clip(rect(x - 20, y - 13, 40, 26, 4)):
            canvas.fill(rect(x - 20, y - 13, 40, 26), SAND)
            for n in range(7):
                canvas.line(f"M{x - 30 + n * 11} {y + 15} l28 -30", 2, CREAM)
        ink = mix(SLATE, STEEL, 0.25)
    if day in REPAIR_CAFES:
        canvas.fill(ellipse(x, y, 17), BRICK)
        ink, face = WHITE, BOLD
    elif day == MEETING:
        canvas.fill(rect(x - 17, y - 15, 34, 30, 5), OCHRE)
        ink, face = NAVY, BOLD
    elif day in COURSES:
        canvas.line(ellipse(x, y, 15.5), 3, TEAL, closed=True)
        ink, face = TEAL, BOLD
    write(canvas, x, y + 7, str(day.day), 19.5, ink, face=face, anchor="middle")


def _legend(canvas: Canvas) -> None:
    y = 1092
    canvas.fill(ellipse(84, y - 8, 17), BRICK)
    write(canvas, 112, y, "repair café, 14 h – 17 h 30", 23, NAVY, face=BOLD)
    canvas.fill(rect(450, y - 23, 34, 30, 5), OCHRE)
    write(canvas, 496, y, "assemblée générale", 23, NAVY, face=BOLD)
    canvas.line(ellipse(770, y - 8, 15.5), 3, TEAL, closed=True)
    write(canvas, 798, y, "stage", 23, NAVY, face=BOLD)
    with canvas.clip(rect(908, y - 21, 40, 26, 4)):
        canvas.fill(rect(908, y - 21, 40, 26), SAND)
        for n in range(7):
            canvas.line(f"M{898 + n * 11} {y + 8} l28 -30", 2, CREAM)
    write(canvas, 962, y, "fermé", 23, NAVY, face=BOLD)
    canvas.fill(rect(1080, y - 21, 47, 26), MIST)
    write(canvas, 1140, y, "vacances de la zone B (ouvert)", 23, NAVY, face=BOLD)
    write(
        canvas,
        60,
        y + 44,
        "Le 2 janvier, l’atelier est fermé : repair café le 9. "
        "Les 1er et 8 mai sont fériés : repair café le 15.",
        22,
        SLATE,
        face=PLAIN,
    )
