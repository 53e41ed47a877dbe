"""The pictures of the site: made once a content, named by it, written as `<picture>`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from itertools import groupby

from comptoir.site.register import ImageEntry
from comptoir.website.frame import WORDS

SOURCES, FOLDER = "content/images", "images"  # where they are in the project, in the site
MEDIA = {
    "avif": "image/avif",
    "webp": "image/webp",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
}  # best first
FULL = "(min-width: 60rem) 46rem, calc(100vw - 2rem)"


@dataclass(frozen=True, slots=True, order=True)
class Size:
    """A file of one width."""

    width: int
    height: int
    file: str  # name in the folder of images


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image ready to be shown; without sizes, a frame that stands for a withheld one."""

    name: str
    width: int
    height: int
    alt: str = ""
    credit: str = ""
    withheld: str = ""  # French reason; empty when it may be shown
    sizes: tuple[tuple[str, tuple[Size, ...]], ...] = ()  # by extension, best first
    frame: str = ""  # file of the neutral frame

    @property
    def largest(self) -> Size | None:
        """The fallback that every reader opens: for cards of social networks and data."""
        if not self.sizes or self.sizes[-1][0] == "svg":
            return None
        return max(self.sizes[-1][1])

    def html(
        self, *, base: str = "", alt: str | None = None, sizes: str = FULL, lazy: bool = True
    ) -> str:
        """Write the element, with its dimensions so that nothing moves when it arrives."""
        told = escape(self.alt if alt is None else alt)
        place = f"{base}/{FOLDER}/"
        when = 'loading="lazy" decoding="async"' if lazy else 'fetchpriority="high"'
        if not self.sizes:
            return (
                f'<img class="withheld" src="{place}{self.frame}" alt="{WORDS}" '
                f'width="{self.width}" height="{self.height}" {when}>'
            )
        if self.sizes[0][0] == "svg":
            return (
                f'<img src="{place}{self.sizes[0][1][0].file}" alt="{told}" '
                f'width="{self.width}" height="{self.height}" {when}>'
            )
        sources = [(ext, _srcset(place, files)) for ext, files in self.sizes]
        *others, (_, fallback) = sources
        middle = self.sizes[-1][1][len(self.sizes[-1][1]) // 2]
        return (
            "<picture>"
            + "".join(
                f'<source type="{MEDIA[ext]}" srcset="{srcset}" sizes="{sizes}">'
                for ext, srcset in others
            )
            + f'<img src="{place}{middle.file}" srcset="{fallback}" sizes="{sizes}" alt="{told}" '
            f'width="{self.width}" height="{self.height}" {when}></picture>'
        )


def _srcset(place: str, files: Iterable[Size]) -> str:
    return ", ".join(f"{place}{file.file} {file.width}w" for file in files)


def arrange(files: Iterable[Size]) -> tuple[tuple[str, tuple[Size, ...]], ...]:
    """Group files by format, the best first."""
    ranks = {extension: rank for rank, extension in enumerate(MEDIA)}

    def rank(size: Size) -> int:
        return ranks[extension_of(size.file)]

    ordered = sorted(files, key=lambda size: (rank(size), size.width))
    return tuple(
        (extension_of(group[0].file), tuple(group))
        for _, group in ((r, list(g)) for r, g in groupby(ordered, rank))
    )


def extension_of(file: str) -> str:
    return file.rsplit(".", 1)[-1]


def credit_of(entry: ImageEntry | None) -> str:
    """Return the line of credit of an image: author, and licence where it must be said."""
    if entry is None:
        return ""
    free = entry.licence not in ("cession", "own")
    return f"{entry.author} ({entry.licence})" if free else entry.author


@dataclass(frozen=True, slots=True)
class Gallery:
    """Every picture of an edition, by the name of its file in `content/images`."""

    pictures: Mapping[str, Picture]

    def get(self, name: str) -> Picture | None:
        return self.pictures.get(name)
