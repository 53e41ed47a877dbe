"""Icons of the site, drawn from its initial and its colour unless the project has its own."""

import io
from collections.abc import Callable
from html import escape
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from comptoir.errors import InputError
from comptoir.readers.drawings import read_drawing
from comptoir.resources import find
from comptoir.text import fold
from comptoir.website import shrink
from comptoir.website.edition import Edition
from comptoir.website.pictures import SOURCES

ARTICLES = frozenset({"le", "la", "les", "l", "un", "une", "des", "du", "de"})
FONT = "fonts/BricolageGrotesque-Bold.ttf"


def initial(name: str) -> str:
    """Return the letter that stands for a name.

    >>> initial("Les Ateliers du Halage")
    'A'
    """
    words = [word for word in name.replace("’", " ").replace("'", " ").split() if word]
    first = next((word for word in words if fold(word) not in ARTICLES), words[0] if words else "C")
    return first[0].upper()


def write_icons(output: Path, edition: Edition) -> None:
    """Write the icons: the project's own, else its logo, else its initial in its colour."""
    facts = edition.facts
    letter, colour = initial(facts.site.site.name), facts.site.colours.accent.lower()
    drawn, painted = logos(edition)

    def bitmap(size: int, kind: str) -> bytes:
        if painted:
            return _encoded(_squared(painted, opaque=kind == "PNG"), size, kind)
        return _encoded(_lettered(letter, colour, size, kind, facts.root), size, kind)

    made: dict[str, Callable[[], bytes]] = {
        "favicon.svg": lambda: (
            read_drawing(drawn, shown=f"{SOURCES}/{drawn.name}")[0]
            if drawn
            else _svg(letter, colour).encode()
        ),
        "favicon.ico": lambda: bitmap(48, "ICO"),
        "apple-touch-icon.png": lambda: bitmap(180, "PNG"),
    }
    for name, draw in made.items():
        mine = facts.root / "theme" / "static" / name
        (output / name).write_bytes(mine.read_bytes() if mine.is_file() else draw())


def logos(edition: Edition) -> tuple[Path | None, Path | None]:
    """Return the logo as a drawing, and as an image: the one of comptoir.toml, else those that the
    register says to be (`kind = "logo"`). One that holds the name is too wide for an icon.
    """
    folder, told = edition.facts.root / SOURCES, edition.facts.site.logo
    names = sorted(n for n, entry in edition.register.images.items() if entry.kind == "logo")
    if told:
        others = [name for name in names if name not in (told.file, told.dark)]
        names = others if told.holds_name else [told.file, *others]
    there = [folder / name for name in names if (folder / name).is_file()]
    drawn = [path for path in there if path.suffix.lower() == ".svg"]
    painted = [path for path in there if path.suffix.lower() != ".svg"]
    return next(iter(drawn), None), next(iter(painted), None)


def _squared(path: Path, *, opaque: bool) -> Image.Image:
    """Return a logo in the middle of a square; a telephone shows transparency as black."""
    shrink.size_of(path, shown=f"{SOURCES}/{path.name}")
    with Image.open(path) as opened:
        logo = opened.convert("RGBA")
    side = max(logo.size)
    ground = (255, 255, 255, 255) if opaque else (0, 0, 0, 0)
    square = Image.new("RGBA", (side, side), ground)
    square.alpha_composite(logo, ((side - logo.width) // 2, (side - logo.height) // 2))
    return square


def _svg(letter: str, colour: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f'<rect width="64" height="64" rx="14" fill="{colour}"/>'
        '<path d="M8 52q8-6 16 0t16 0 16 0" fill="none" stroke="#fff" stroke-opacity=".7" '
        'stroke-width="3" stroke-linecap="round"/>'
        '<text x="32" y="43" text-anchor="middle" font-family="Bricolage Grotesque,sans-serif" '
        f'font-weight="700" font-size="38" fill="#fff">{escape(letter)}</text></svg>\n'
    )


def _lettered(letter: str, colour: str, size: int, kind: str, root: Path) -> Image.Image:
    large = size * 4
    image = Image.new("RGBA", (large, large), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    radius = 0 if kind == "PNG" else large // 5  # the telephone rounds its own
    draw.rounded_rectangle((0, 0, large - 1, large - 1), radius, fill=colour)
    try:
        font: ImageFont.FreeTypeFont | ImageFont.ImageFont = ImageFont.truetype(
            str(find(FONT, root)), int(large * 0.72)
        )
    except (InputError, OSError):
        font = ImageFont.load_default(int(large * 0.72))
    draw.text((large / 2, large * 0.5), letter, font=font, fill="#ffffff", anchor="mm")
    return image


def _encoded(image: Image.Image, size: int, kind: str) -> bytes:
    out = io.BytesIO()
    small = image.resize((size, size), Image.Resampling.LANCZOS)
    options = {"sizes": [(size, size), (32, 32), (16, 16)]} if kind == "ICO" else {}
    small.save(out, kind, **options)
    return out.getvalue()
