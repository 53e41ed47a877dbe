"""The picture shown where a link to a page is shared: its title, in our letters and colours.

Drawn once: the next build finds it in the cache by its name.
"""

import io
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from comptoir.errors.french import os_error
from comptoir.resources import find
from comptoir.website.cards import FOLDER, Card, cards_of
from comptoir.website.colours import PAPER, mix
from comptoir.website.edition import Edition
from comptoir.website.shelf import Shelf

WIDTH, HEIGHT, EDGE = 1200, 630, 80
SIZES = (84, 72, 62, 54, 46)  # of the title: the first that holds in the lines there are
LINES = 4
TITLES, TEXT = "fonts/BricolageGrotesque-Bold.ttf", "fonts/PublicSans-Regular.ttf"
INK = "#1c1b19"


def write_cards(edition: Edition, shelf: Shelf) -> None:
    """Put every card in the site, from the cache when it was drawn before."""
    facts = edition.facts
    if not facts.site.sharing.cards:
        return
    cards = {card.name: card for card in cards_of(edition)}
    cards = {name: card for name, card in cards.items() if not shelf.keep(f"{FOLDER}/{name}")}
    cache = facts.root / "var" / "cache" / FOLDER
    try:
        for folder in (cache, shelf.new / FOLDER):
            folder.mkdir(parents=True, exist_ok=True)
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda card: _put(card, cache, shelf.new / FOLDER, facts.root),
                          cards.values()))  # fmt: skip
    except OSError as error:
        raise os_error(error) from error


def _put(card: Card, cache: Path, folder: Path, root: Path) -> None:
    kept = cache / card.name
    if not kept.is_file():
        beside = cache / f".{card.name}"
        beside.write_bytes(draw(card, root))
        beside.replace(kept)
    if not (folder / card.name).is_file():
        (folder / card.name).write_bytes(kept.read_bytes())


def draw(card: Card, root: Path) -> bytes:
    """Paint a card: paper, a band of the organisation's colour, the title, the name below."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 28, HEIGHT), fill=card.accent)
    pale = mix(card.accent, PAPER, 0.82)
    for rank in range(3):  # the wave of our icons, larger
        _wave(pen, HEIGHT - 40 - 34 * rank, pale)
    small = _font(TEXT, 34, root)
    if card.above:
        pen.text(
            (EDGE, EDGE), _one_line(card.above, small), font=small, fill=card.accent, anchor="ls"
        )
    font, lines = _fitted(card.title, root)
    step = int(font.size * 1.14)
    top = EDGE + 50 if card.above else EDGE
    for rank, line in enumerate(lines):
        pen.text((EDGE, top + step * rank), line, font=font, fill=INK, anchor="la")
    label = _font(TITLES, 40, root)
    pen.text((EDGE, HEIGHT - EDGE + 8), _one_line(card.site, label), font=label, fill=card.accent,
             anchor="ls")  # fmt: skip
    out = io.BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(out, "PNG")
    return out.getvalue()


def _wave(pen: ImageDraw.ImageDraw, height: int, colour: str) -> None:
    for left in range(620, WIDTH + 80, 160):
        box = (left, height - 20, left + 80, height + 20)
        pen.arc(box, 180, 360, fill=colour, width=7)
        pen.arc((left + 80, height - 20, left + 160, height + 20), 0, 180, fill=colour, width=7)


@lru_cache(maxsize=32)
def _font(name: str, size: int, root: Path) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(find(name, root)), size)


def _written(text: str, font: ImageFont.FreeTypeFont) -> str:
    """Leave out the signs that our letters lack (emoji, other scripts): they would be boxes."""
    lacking = bytes(font.getmask("\uffff"))
    kept = (c for c in text if c.isascii() or bytes(font.getmask(c)) != lacking)
    return " ".join("".join(kept).split())


def _fitted(title: str, root: Path) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """Return the largest size in which a title holds, and its lines."""
    title = _written(title, _font(TITLES, SIZES[0], root))
    for size in SIZES:
        font = _font(TITLES, size, root)
        lines = _broken(title, font)
        if len(lines) <= LINES and len(lines) * size * 1.14 <= HEIGHT - 2 * EDGE - 110:
            return font, lines
    kept = lines[:LINES]
    return font, [*kept[:-1], _one_line(kept[-1] + " …", font)]


def _broken(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > WIDTH - 2 * EDGE:
            lines.append(word)
        else:
            lines[-1] = longer
    return [_one_line(line, font) for line in lines]


def _one_line(text: str, font: ImageFont.FreeTypeFont) -> str:
    """Cut what is wider than the card."""
    while text and font.getlength(text) > WIDTH - 2 * EDGE:
        text = f"{text.rstrip(' …')[:-1]}…"
    return text
