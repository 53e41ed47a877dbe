"""What components may look at: the edition, its pictures, its files."""

from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from comptoir.readers.data import FILES
from comptoir.site.component_kinds import composed
from comptoir.website.assets import asset
from comptoir.website.edition import Edition
from comptoir.website.pictures import FULL, Picture
from comptoir.website.typography import french

MODEST = "(min-width: 64rem) 20rem, (min-width: 40rem) 45vw, calc(100vw - 2.5rem)"


@dataclass(frozen=True, slots=True)
class Stage:
    """One for a whole edition."""

    edition: Edition

    @property
    def base(self) -> str:
        return self.edition.facts.base

    @property
    def today(self) -> date:
        return self.edition.facts.today

    def href(self, url: str) -> str:
        """Return the link to a page of the site, or another's as it is."""
        return escape(f"{self.base}{url}" if url.startswith("/") else url)

    def asset(self, path: str) -> str:
        """Return the link to a static file of the theme, which changes when the file does."""
        return asset(path, self.edition.facts)

    def file_href(self, name: str) -> str:
        return self.href(f"/fichiers/{name}")

    def file_size(self, name: str) -> int:
        return (self.edition.facts.root / FILES / composed(name)).stat().st_size

    def picture(self, name: str) -> Picture | None:
        return self.edition.gallery.get(composed(name)) if name else None

    def shown(self, name: str, *, sizes: str = FULL, alt: str | None = None) -> str:
        """Return a picture that waits until it is near; nothing when there is none."""
        found = self.picture(name)
        return found.html(base=self.base, sizes=sizes, alt=alt) if found else ""

    def path(self, name: str) -> Path:
        return self.edition.facts.root / FILES / composed(name)


def words(text: str) -> str:
    """Return text as French prints it, safe in HTML."""
    return escape(french(text), quote=False)


def caption(picture: Picture | None, told: str) -> str:
    """Return what stands under an image: its words, then its credit."""
    if picture is None or picture.withheld:
        return ""
    credit = (
        f'<span class="credit">Image : {words(picture.credit)}</span>' if picture.credit else ""
    )
    inside = " ".join(part for part in (words(told), credit) if part)
    return f"<figcaption>{inside}</figcaption>" if inside else ""
