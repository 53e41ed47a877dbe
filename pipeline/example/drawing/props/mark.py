"""The mark: two bollards and the tow rope between them make an H, over the water."""

from example.drawing.canvas import Canvas
from example.drawing.geometry import path
from example.drawing.palette import CREAM, OCHRE, TEAL, TEAL_SOFT

# In a square of 200; content/images/logo-halage.svg is written by hand from the same outlines.
DISC = (
    "M100 4 C153 4 196 47 196 100 C196 153 153 196 100 196 C47 196 4 153 4 100 C4 47 47 4 100 4 Z"
)
LEFT = path(
    "M46 160 L46 60 L45 60 C39 60 35 56 35 50 C35 44 39 40 45 40 L75 40 C81 40 85 44 85 50 "
    "C85 56 81 60 75 60 L74 60 L74 160 Z"
)
RIGHT = LEFT.mapped(lambda point: (200 - point[0], point[1]))
ROPE = "M60 96 C82 96 84 110 100 110 C116 110 118 96 140 96"
TURNS = ("M44 83 L76 83", "M44 96 L76 96", "M124 83 L156 83", "M124 96 L156 96")
_CRESTS = "M-26 {0} Q-8 {1} 10 {0} T46 {0} T82 {0} T118 {0} T154 {0} T190 {0} T226 {0}"
WATER = _CRESTS.format(134, 147) + " L226 210 L-26 210 Z"
WAVE = _CRESTS.format(161, 174)


def mark(
    canvas: Canvas, x: float, y: float, size: float, *, ground: str = TEAL, ink: str = CREAM,
    rope: str = OCHRE, water: str = TEAL_SOFT,
) -> None:  # fmt: skip
    """Draw the mark in a square whose upper left corner is x, y."""
    with canvas.at(x, y, scale=size / 200):
        canvas.fill(DISC, ground)
        with canvas.clip(DISC):
            for bollard in (LEFT, RIGHT):
                canvas.fill(bollard, ink)
            canvas.line(ROPE, 9, rope)
            for turn in TURNS:
                canvas.line(turn, 9, rope)
            canvas.fill(WATER, water)
            canvas.line(WAVE, 7, ground)
