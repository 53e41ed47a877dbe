"""`comptoir.toml [letters]`: envelopes, and what the print shop is given."""

from typing import Literal

from pydantic import Field

from comptoir.settings.model import Model


class Window(Model):
    """Where the window of our envelopes is, when it is not where it usually is."""

    right: float = Field(20, ge=5, le=60)  # millimetres, from the edge of the envelope
    bottom: float = Field(20, ge=5, le=90)


class LetterSettings(Model):
    envelope: Literal["dl", "c5"] = "dl"
    window: Window | None = None
    files: Literal["batch", "each"] = "batch"  # one print file a batch, or one file a person
    logo: bool = True  # the site's logo at the head
