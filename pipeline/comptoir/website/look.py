"""What `comptoir.toml` says of the looks, written in the theme's folder of the output."""

from functools import cached_property
from pathlib import Path

from markupsafe import Markup

from comptoir.resources import find
from comptoir.settings.site import SiteSettings
from comptoir.website import colours, fonts
from comptoir.website.assets import versioned
from comptoir.website.edition import Facts
from comptoir.website.logo import Mark, marks
from comptoir.website.typography import french

STYLES = "css/apparence.css"
NOTE = "/* Écrit par la construction, d’après comptoir.toml. */\n"


def stylesheet(site: SiteSettings) -> str:
    """Write the letters and the colours of the site.

    Raises:
        InputError: a colour on which, or in which, text cannot be read.
    """
    return f"{NOTE}{fonts.stylesheet(site.fonts)}{colours.stylesheet(site.colours)}"


class Look:
    """What templates call `site.look`.

    Raises:
        InputError: when made, a colour or a logo that cannot be used.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.styles = stylesheet(facts.site).encode()
        self.marks = marks(facts.root, facts.site.logo)

    @property
    def href(self) -> str:
        return versioned(STYLES, self.styles, self.facts)

    @cached_property
    def fonts(self) -> list[str]:
        """The letters that the first screen needs."""
        names = fonts.first(self.facts.site.fonts)
        return [f"{self.facts.base}/{fonts.PUBLISHED}/{name}" for name in names]

    @property
    def holds_name(self) -> bool:
        """Whether the logo says the name, which is then not written beside."""
        return bool(self.facts.site.logo and self.facts.site.logo.holds_name)

    @cached_property
    def logo(self) -> Markup:
        """The logo; the icon of the site when comptoir.toml names none."""
        if "file" not in self.marks:
            icon = Markup('<img src="{}/favicon.svg" alt="" width="36" height="36">')
            return icon.format(self.facts.base)
        return Markup("<picture>{}{}</picture>").format(self._dark(), self._image())

    @property
    def logo_url(self) -> str:
        """The whole address of the logo, for those who show it elsewhere."""
        found = self.marks.get("file")
        return f"{self.facts.site.site.url}/theme/{found.name}" if found else ""

    def _image(self) -> Markup:
        mark = self.marks["file"]
        alt = french(self.facts.site.site.name) if self.holds_name else ""
        written = Markup('<img src="{}" alt="{}" width="{}" height="{}">')
        return written.format(self._link(mark), alt, mark.width, mark.height)

    def _dark(self) -> Markup:
        if "dark" not in self.marks:
            return Markup()
        written = Markup('<source srcset="{}" media="(prefers-color-scheme: dark)">')
        return written.format(self._link(self.marks["dark"]))

    def _link(self, mark: Mark) -> str:
        return versioned(mark.name, mark.content, self.facts)

    def write(self, output: Path) -> None:
        """Write the styles, the letters with their licences, and the logo."""
        written = {STYLES: self.styles}
        for name, path in fonts.files(self.facts.site.fonts).items():
            written[f"fonts/{name}"] = find(path, self.facts.root).read_bytes()
        written |= {mark.name: mark.content for mark in self.marks.values()}
        for name, content in written.items():
            (output / "theme" / name).parent.mkdir(parents=True, exist_ok=True)
            (output / "theme" / name).write_bytes(content)
