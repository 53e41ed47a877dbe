"""`content/images/register.toml`: author, licence, people shown and their releases.

The one home of what is known of an image. Whether it may be shown is decided here, at a date.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from comptoir.dates import french_date
from comptoir.settings.model import Line, Model


class ImageEntry(Model):
    """What is known of one image file."""

    author: Line
    licence: Literal["cession", "CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "LO-2.0", "own"]
    source: str = ""
    valid_to: date | None = None
    alt: str = ""
    caption: str = ""  # shown under it in a gallery
    decorative: bool = False
    persons: Literal["none", "crowd", "identified"] = "none"
    releases: tuple[str, ...] = ()
    kind: Literal["photo", "illustration", "logo"] = "photo"
    ai: Literal["none", "edited", "generated"] = "none"
    simulated: bool = False

    @model_validator(mode="after")
    def _has_words(self) -> "ImageEntry":
        if not self.alt and not self.decorative:
            raise ValueError("écrivez alt (ce que montre l’image), ou decorative = true")
        return self


class Release(Model):
    """Someone's permission to show their likeness; no name here (LAW: the base knows it)."""

    subject: Literal["adult", "minor"] = "adult"
    signed_on: date
    valid_to: date | None = None
    uses: tuple[Literal["site", "print", "social"], ...] = ("site",)
    signatures: int = Field(1, ge=1)
    sole_authority: bool = False
    child_consulted: bool = False
    withdrawn_on: date | None = None

    def ends_on(self) -> date | None:
        """Return the last day it covers: a withdrawal counts from its own day."""
        days = [day for day in (self.valid_to, self.withdrawn_on) if day]
        return min(days, default=None)


@dataclass(frozen=True, slots=True)
class Status:
    """Whether an image may be shown, and why not."""

    usable: bool
    reason: str = ""  # French, without a full stop; empty when usable

    def __bool__(self) -> bool:
        return self.usable


USABLE = Status(True)


class ImageRegister(Model):
    """The whole file."""

    images: dict[str, ImageEntry] = Field(default_factory=dict)
    releases: dict[str, Release] = Field(default_factory=dict)

    def entry(self, name: str) -> ImageEntry | None:
        return self.images.get(name)

    def status(self, name: str, today: date, *, use: str = "site") -> Status:
        """Decide whether this image may be shown that day.

        An image that the register does not know is shown: a rule (IMG001) tells the editor, since
        hiding a picture nobody has described would hide every new one.
        """
        entry = self.images.get(name)
        if entry is None:
            return USABLE
        if entry.valid_to and today > entry.valid_to:
            return withheld(f"le droit de l’utiliser a pris fin le {french_date(entry.valid_to)}")
        if entry.persons == "identified" and not entry.releases:
            return withheld("une personne y est reconnaissable et aucune autorisation n’est notée")
        checks = (_release_status(r, self.releases, today, use) for r in entry.releases)
        return next((status for status in checks if not status), USABLE)


def withheld(reason: str) -> Status:
    return Status(False, reason)


def _release_status(name: str, releases: Mapping[str, Release], today: date, use: str) -> Status:
    release = releases.get(name)
    if release is None:
        return withheld(f"l’autorisation {name} n’est pas au registre")
    if release.withdrawn_on and today >= release.withdrawn_on:
        return withheld(
            f"l’autorisation {name} a été retirée le {french_date(release.withdrawn_on)}"
        )
    if release.valid_to and today > release.valid_to:
        return withheld(f"l’autorisation {name} a pris fin le {french_date(release.valid_to)}")
    if use not in release.uses:
        return withheld(f"l’autorisation {name} ne couvre pas cet usage")
    if release.subject == "minor" and not (release.signatures >= 2 or release.sole_authority):
        return withheld(f"l’autorisation {name} demande l’accord des deux parents")
    return USABLE
