"""Envelopes with a window: where on the sheet an address must be to show in it, and nothing else.

A sheet is smaller than its envelope and moves in it. The address stands in what always shows; the
rest of the letter keeps out of what may ever show (LAW, § 3.1). Lengths are millimetres, from the
top left of an A4 sheet.
"""

from dataclasses import dataclass

from comptoir.errors import InputError, Place
from comptoir.settings.letters import LetterSettings, Window

SHEET = 210.0
LINE = 4.15  # of the address
LINES = 6
LEAST_WIDTH, LEAST_HEIGHT = 76.0, 7 * LINE  # an address abroad has seven lines
FACTS_END = 86.0  # the references stand left of the window
BODY = 97.0  # where the body starts, at the earliest


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """An envelope, its window, and how the sheet is folded to go in."""

    french: str
    width: float
    height: float
    folds: tuple[float, ...]
    window: Window
    window_width: float = 100.0
    window_height: float = 45.0


ENVELOPES = {
    "dl": Envelope(
        french="DL à fenêtre, 110 × 220 mm", width=220, height=110, folds=(99.0, 198.0),
        window=Window(right=20, bottom=20),
    ),
    "c5": Envelope(
        french="C5 à fenêtre, 162 × 229 mm", width=229, height=162, folds=(148.5,),
        window=Window(right=20, bottom=60),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the parts of a letter go on its sheet."""

    left: float  # of the address
    top: float
    bottom: float  # which the address never passes
    width: float
    head: float  # where the head ends
    folds: tuple[float, ...]


def layout(settings: LetterSettings) -> Layout:
    """Return where the parts of a letter go for an envelope.

    Raises:
        InputError: no address would always show in that window.
    """
    kind = ENVELOPES[settings.envelope]
    window = settings.window or kind.window
    loose_x, loose_y = kind.width - SHEET, kind.height - kind.folds[0]
    left = kind.width - window.right - kind.window_width
    top = kind.height - window.bottom - kind.window_height
    wide = kind.window_width - loose_x
    bottom = top + kind.window_height - loose_y
    fits = wide >= LEAST_WIDTH and bottom - max(top, 0) >= LEAST_HEIGHT
    if not fits or left - loose_x < FACTS_END or top - loose_y < 0:
        raise InputError(
            "une adresse ne tiendrait pas toujours dans cette fenêtre.",
            remedy=f"Mesurez, en millimètres, du bord droit et du bas de l’enveloppe à la fenêtre "
            f"(d’ordinaire {kind.window.right:g} et {kind.window.bottom:g}).",
            at=Place("comptoir.toml", field="letters.window"),
        )
    inset = min(4.0, max(0.5, (wide - 80) / 2))
    return Layout(
        left=left + inset,
        top=bottom - LINES * LINE - 0.1,
        bottom=bottom,
        width=wide - inset - min(2.0, inset),
        head=max(BODY, top + kind.window_height + 2),
        folds=kind.folds,
    )
