"""Images: their authors and licences, and the releases of the people they show."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from comptoir.context import Context
from comptoir.readers.content import read_content
from comptoir.readers.exif import is_photo, tells_where
from comptoir.site.figures import image_uses
from comptoir.site.register import ImageRegister, Release

FOLDER = "content/images"
FORMATS = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".tif", ".tiff", ".svg"}
SOON = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageState:
    """An image, and whether it may be shown."""

    name: str
    author: str
    licence: str
    usable: bool
    reason: str
    valid_to: date | None
    pages: tuple[str, ...]
    registered: bool
    present: bool
    located: bool = False  # tells where it was taken


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseState:
    """A release, and how long it still holds."""

    id: str
    subject: str
    state: str  # valid, ending, ended, withdrawn
    ends_on: date | None
    uses: tuple[str, ...]
    images: tuple[str, ...]


def images(ctx: Context) -> list[ImageState]:
    """Return every image of the register, of the folder and of the pages."""
    content = read_content(ctx.root)
    pages: dict[str, set[str]] = defaultdict(set)
    for page in content.pages:
        for use in image_uses(page):
            pages[use.name].add(page.path)
    folder = ctx.root / FOLDER
    files = (
        {p.name for p in folder.iterdir() if p.suffix.lower() in FORMATS}
        if folder.is_dir()
        else set()
    )
    names = sorted(files | set(content.register.images) | set(pages))
    return [_image(name, content.register, ctx.today, pages[name], files, folder) for name in names]


def _image(
    name: str,
    register: ImageRegister,
    today: date,
    pages: set[str],
    files: set[str],
    folder: Path,
) -> ImageState:
    entry, status = register.entry(name), register.status(name, today)
    ends = [entry.valid_to] if entry and entry.valid_to else []
    for release in entry.releases if entry else ():
        if release in register.releases and (end := register.releases[release].ends_on()):
            ends.append(end)
    return ImageState(
        name=name,
        author=entry.author if entry else "",
        licence=entry.licence if entry else "",
        usable=status.usable,
        reason=status.reason,
        valid_to=min(ends, default=None),
        pages=tuple(sorted(pages)),
        registered=entry is not None,
        present=name in files,
        located=name in files and is_photo(name) and tells_where(folder / name),
    )


def releases(ctx: Context) -> list[ReleaseState]:
    """Return every release, those that end first at the head."""
    register = read_content(ctx.root).register
    states = [
        ReleaseState(
            id=name,
            subject=release.subject,
            state=_state(release, ctx.today),
            ends_on=release.ends_on(),
            uses=release.uses,
            images=tuple(sorted(n for n, e in register.images.items() if name in e.releases)),
        )
        for name, release in register.releases.items()
    ]
    return sorted(states, key=lambda state: (state.ends_on or date.max, state.id))


def _state(release: Release, today: date) -> str:
    if release.withdrawn_on and today >= release.withdrawn_on:
        return "withdrawn"
    if release.valid_to is None:
        return "valid"
    if today > release.valid_to:
        return "ended"
    return "ending" if today > release.valid_to - SOON else "valid"
