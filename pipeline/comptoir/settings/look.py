"""`comptoir.toml [colours]`, `[fonts]` and `[logo]`: how the organisation looks."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator

from comptoir.settings.model import Model

Titles = Literal[
    "bricolage-grotesque", "fraunces", "literata", "public-sans", "atkinson-hyperlegible-next"
]
Text = Literal["public-sans", "literata", "atkinson-hyperlegible-next"]


def _colour(text: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        raise ValueError("une couleur est attendue, comme #1f5f6b")
    return text


def _drawing(text: str) -> str:
    if text and not re.fullmatch(r"[^/\\.][^/\\]*\.(svg|png)", text, re.IGNORECASE):
        raise ValueError("un fichier SVG ou PNG de content/images est attendu, sans dossier")
    return text


Colour = Annotated[str, AfterValidator(_colour)]
Drawing = Annotated[str, AfterValidator(_drawing)]


class Colours(Model):
    """Colours of the theme, as #rrggbb; contrast is checked at build."""

    accent: Colour = "#1f5f6b"
    accent_dark: Colour = "#7fc4d1"


class Fonts(Model):
    """The letters of the site, among those that the theme carries."""

    titles: Titles = "bricolage-grotesque"
    text: Text = "public-sans"


class Logo(Model):
    """The drawing at the head of every page: a file of content/images."""

    file: Drawing
    dark: Drawing = ""  # shown on a dark background
    holds_name: bool = False  # the name is drawn in it, and is not written beside
