"""Flyers, leaflets and posters: drawn with bleed and trim marks for a print shop, or for screens.

The boxes of the page (trim, bleed) are written in the PDF too, where print shops look for them.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from comptoir.errors import InputError, Place
from comptoir.printing.letters import Drawn
from comptoir.printing.typst import compile_pdf, draw_pages

TEMPLATE = "print/piece.typ"
BLEED, SLUG = 3.0, 8.0  # millimetres: what is cut off, and where the marks are
POINTS = 72 / 25.4
GOOD_DPI, LEAST_DPI = 300, 200
TOO_LONG = "comptoir:too-long"


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A piece: its size once trimmed, and the largest size its image is shown at, in mm."""

    french: str
    width: float
    height: float
    image: tuple[float, float]


FORMATS = {
    "flyer": Format(french="prospectus A5", width=148, height=210, image=(154, 91.2)),
    "leaflet": Format(french="dépliant A4 à trois volets", width=297, height=210,
                      image=(103, 120.6)),
    "poster": Format(french="affiche A3", width=297, height=420, image=(303, 179.4)),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceCode:
    """A QR code, and what is written under it."""

    svg: str
    alt: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What a piece says."""

    name: str  # of FORMATS
    title: str
    summary: str
    letterhead: Mapping[str, Any]
    kicker: str = ""  # over the title
    facts: tuple[tuple[str, str], ...] = ()
    panels: tuple[Sequence[Any], ...] = ()  # blocks, see comptoir.campaigns.printable
    contacts: tuple[str, ...] = ()
    mention: str = ""
    code: PieceCode | None = None
    image: Drawn | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)

    def data(self, *, for_screen: bool) -> dict[str, Any]:
        kind = FORMATS[self.name]
        return {
            "piece": self.name,
            "width": kind.width,
            "height": kind.height,
            "bleed": 0 if for_screen else BLEED,
            "slug": 0 if for_screen else SLUG,
            "title": self.title,
            "kicker": self.kicker,
            "summary": self.summary,
            "facts": [list(fact) for fact in self.facts],
            "panels": [list(panel) for panel in self.panels],
            "code": asdict(self.code) if self.code else None,
            "image": asdict(self.image) if self.image else None,
            "brand": self.letterhead["name"],
            "contacts": list(self.contacts),
            "mention": self.mention,
            "letterhead": self.letterhead,
        }


def print_piece(
    piece: Piece, *, folders: Sequence[Path], timestamp: datetime, for_screen: bool = False
) -> bytes:
    """Print a piece: PDF/A-2b with its boxes for a print shop, PDF/UA-1 trimmed for screens.

    Raises:
        InputError: its words do not hold, or a character is in none of the fonts.
    """
    standards = ("ua-1",) if for_screen else ("a-2b",)
    made = compile_pdf(
        TEMPLATE,
        piece.data(for_screen=for_screen),
        folders=folders,
        timestamp=timestamp,
        files=piece.files,
        standards=standards,
    )
    return made if for_screen else _boxed(made, FORMATS[piece.name])


def draw_piece(piece: Piece, *, folders: Sequence[Path], dpi: int = 72) -> list[bytes]:
    """Draw the sides of a piece as they are once trimmed."""
    data = piece.data(for_screen=True)
    return draw_pages(TEMPLATE, data, folders=folders, files=piece.files, dpi=dpi)


def _boxed(pdf: bytes, kind: Format) -> bytes:
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            for name, edge in (("/BleedBox", SLUG), ("/TrimBox", SLUG + BLEED)):
                right = edge + kind.width + 2 * (SLUG + BLEED - edge)
                top = edge + kind.height + 2 * (SLUG + BLEED - edge)
                page[name] = [round(side * POINTS, 3) for side in (edge, edge, right, top)]
        out = io.BytesIO()
        opened.save(out, deterministic_id=True)
    return out.getvalue()


def resolution(pixels: tuple[int, int], kind: Format) -> int:
    """Return the points an inch of an image, at the size and cut it is shown.

    >>> resolution((1600, 1067), FORMATS["flyer"])
    264
    """
    width, height = kind.image
    scale = min(pixels[0] / width, pixels[1] / height)  # the image covers its frame
    return round(scale * 25.4)


def refuse_long(path: str, kind: Format) -> InputError:
    """Say, of the file it comes from, that a text is too long."""
    return InputError(
        f"ce texte ne tient pas sur un {kind.french}.",
        remedy="Raccourcissez-le, ou donnez au papier les siens : "
        '{% channel "print" %}…{% endchannel %} dans un envoi.',
        at=Place(path),
    )
